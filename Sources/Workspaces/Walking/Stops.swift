// Breakpoints and watchpoints: where a walk is to stop; displays: what is shown at every stop.
import Documents
import Formula
import NeuralEngine

/// A reason to stop a walk. It holds names, not quantities: in another network the same name may be another quantity, or none.
public struct Stop: Sendable, Equatable {
    public enum Reason: Sendable, Equatable {
        /// Before the step that computes a quantity.
        case quantity(name: String)
        /// Before the first step of a layer, forward or backward.
        case layer(Int)
        /// After the step that makes a condition true.
        case condition(Expression, text: String)
        /// After a step that changes a quantity.
        case change(name: String)
    }

    public let number: Int
    public let reason: Reason
    public var hits = 0

    /// What it stops at, in words.
    public var text: String {
        switch reason {
        case .quantity(let name): "break \(name)"
        case .layer(let number): "break layer \(number)"
        case .condition(_, let text): "break if \(text)"
        case .change(let name): "watch \(name)"
        }
    }

    /// The one quantity that it stops at; nil for a layer or a condition, and where there is none of its name.
    func quantity(in names: Names) -> Quantity? {
        switch reason {
        case .quantity(let name), .change(let name):
            let quantity = names.quantity(named: name)
            return quantity == .batchLoss ? .sampleLoss : quantity
        case .layer, .condition: return nil
        }
    }

    /// Whether its names mean something in a network.
    func isKnown(in names: Names) -> Bool {
        switch reason {
        case .quantity, .change: quantity(in: names) != nil
        case .layer(let number): number <= names.network.layers.count
        case .condition(let expression, _): expression.isKnown(in: names)
        }
    }
}

/// An expression that is shown at every stop.
public struct Display: Sendable, Equatable {
    public let number: Int
    public let expression: Expression
    public let text: String

    func isKnown(in names: Names) -> Bool { expression.isKnown(in: names) }
}

extension Expression {
    /// Whether all its names mean something in a network.
    fileprivate func isKnown(in names: Names) -> Bool {
        freeNames.allSatisfy { Metric.isKnown($0) || names.quantity(named: $0) != nil }
    }
}

extension Workspace {
    /// Takes away the stops and displays whose names the present network has not. Returns them: `1, watch w5`.
    mutating func dropUnknownStops() -> [String] {
        guard let names, !stops.isEmpty || !displays.isEmpty else { return [] }
        let lost =
            stops.filter { !$0.isKnown(in: names) }.map { ($0.number, $0.text) }
            + displays.filter { !$0.isKnown(in: names) }.map { ($0.number, "display \($0.text)") }
        stops.removeAll { !$0.isKnown(in: names) }
        displays.removeAll { !$0.isKnown(in: names) }
        return lost.sorted { $0.0 < $1.0 }.map { "\($0), \($1)" }
    }
}

/// Looks, step by step, whether a walk should stop.
struct StopWatch {
    private var workspace: Workspace
    private var before: [Int: Double] = [:]
    /// The quantities of the stops that have one.
    private var quantities: [Int: Quantity] = [:]

    init(_ workspace: Workspace) {
        self.workspace = workspace
        if let names = workspace.names { for stop in workspace.stops { quantities[stop.number] = stop.quantity(in: names) } }
        for stop in workspace.stops { before[stop.number] = state(of: stop) }
        self.workspace.stepper = nil
    }

    /// What decides about a stop that looks at values: whether its condition holds, or the value it watches.
    private func state(of stop: Stop) -> Double? {
        switch stop.reason {
        case .condition(let expression, _):
            try? expression.evaluate { name throws(CommandError) in try workspace.reachedValue(named: name) }
        case .change: quantities[stop.number].flatMap { workspace.stepper?.value(of: $0) }
        case .quantity, .layer: nil
        }
    }

    /// The stop that the step just done has brought about, with a sentence about it.
    mutating func stop(after stepper: Stepper, numerals: Numerals) -> (Stop, String)? {
        // The walk is lent for this look only: a copy kept would make every step copy all that the walk remembers.
        workspace.stepper = stepper
        defer { workspace.stepper = nil }
        // After the last step of a pass comes the first one of the next.
        let next = stepper.nextStep ?? stepper.plan[0]
        for stop in workspace.stops {
            switch stop.reason {
            case .quantity(let name):
                if next.quantity == quantities[stop.number] { return (stop, "breakpoint \(stop.number): \(name) comes next") }
            case .layer(let layer):
                guard next.layer == layer else { continue }
                let last = stepper.lastStep
                if last?.layer != layer || last?.phase != next.phase || last?.sample != next.sample {
                    return (stop, "breakpoint \(stop.number): layer \(layer) comes next, \(next.phase.rawValue)")
                }
            case .condition(_, let text):
                let now = state(of: stop), old = before.updateValue(now ?? 0, forKey: stop.number)
                if let now, now != 0, old == nil || old == 0 { return (stop, "breakpoint \(stop.number): \(text) has become true") }
            case .change(let name):
                guard let now = state(of: stop) else { continue }
                let old = before.updateValue(now, forKey: stop.number)
                // A quantity that this pass had not come to changes when it is first computed.
                if old != now {
                    let was = old.map(numerals.text) ?? "–"
                    return (stop, "watchpoint \(stop.number): \(name) was \(was) and is \(numerals.text(now))")
                }
            }
        }
        return nil
    }
}

extension Workspace {
    /// The value of a name if the walk has come to it; a condition about what is not known yet does not hold.
    func reachedValue(named name: String) throws(CommandError) -> Double {
        switch name.lowercased() {
        case "epoch": return Double(epoch)
        case "loss":
            if let value = stepper?.value(of: .batchLoss) { return value }
        case "accuracy": return try value(named: name, column: nil)
        case let other where Metric(named: other) != nil: return try value(named: name, column: nil)
        default:
            if let value = try stepper?.value(of: quantity(named: name, column: nil)) { return value }
        }
        throw CommandError("\(name) has no value yet")
    }
}
