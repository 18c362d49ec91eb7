// Breakpoints and watchpoints: where a walk is to stop; displays: what is shown at every stop.
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
        /// After a step that makes infinity, or no number, of finite numbers.
        case ending
    }

    /// What has brought a walk to its end.
    public struct Hit: Sendable, Equatable {
        public let stop: Stop
        /// The part of the pass that comes next.
        public let phase: Phase
        /// Of a quantity that is watched, the value that it had, if it had one, and the one that it has.
        public var was: Double?
        public var now: Double?
    }

    /// What must hold besides for it to stop.
    public struct Condition: Sendable, Equatable {
        public let expression: Expression
        /// As it was typed.
        public let text: String

        public init(_ expression: Expression, text: String) { (self.expression, self.text) = (expression, text) }
    }

    public let number: Int
    public let reason: Reason
    /// It stops only where this holds; nil always.
    public let condition: Condition?

    /// The one quantity that it stops at; nil for a layer or a condition, and where there is none of its name.
    package func quantity(in names: Names) -> Quantity? {
        switch reason {
        case .quantity(let name), .change(let name):
            let quantity = names.quantity(named: name)
            return quantity == .batchLoss ? .sampleLoss : quantity
        case .layer, .condition, .ending: return nil
        }
    }

    /// Whether its names mean something in a network.
    func isKnown(in workspace: Workspace) -> Bool {
        guard condition?.expression.isKnown(in: workspace) != false else { return false }
        return switch reason {
        case .quantity, .change: workspace.names.flatMap(quantity(in:)) != nil
        case .layer(let number): number <= workspace.network?.layers.count ?? 0
        case .condition(let expression, _): expression.isKnown(in: workspace)
        case .ending: true
        }
    }
}

/// An expression that is shown at every stop.
public struct Display: Sendable, Equatable {
    public let number: Int
    public let expression: Expression
    public let text: String

    func isKnown(in workspace: Workspace) -> Bool { expression.isKnown(in: workspace) }
}

extension Expression {
    /// Whether all its names mean something in a network.
    fileprivate func isKnown(in workspace: Workspace) -> Bool {
        freeNames.allSatisfy { Metric.isKnown($0) || workspace.names?.quantity(named: $0) != nil || workspace.hasNumbers(ofTensor: $0) }
    }
}

extension Workspace {
    /// Adds a breakpoint or a watchpoint.
    @discardableResult
    public mutating func stop(_ reason: Stop.Reason, if condition: Stop.Condition? = nil) -> Stop {
        let stop = Stop(number: takeNumber(), reason: reason, condition: condition)
        stops.append(stop)
        return stop
    }

    /// Shows an expression at every stop.
    @discardableResult
    public mutating func display(_ expression: Expression, text: String) -> Display {
        let display = Display(number: takeNumber(), expression: expression, text: text)
        displays.append(display)
        return display
    }

    private mutating func takeNumber() -> Int {
        defer { nextStopNumber += 1 }
        return nextStopNumber
    }

    public mutating func delete(stop number: Int) throws(WorkspaceError) {
        guard stops.contains(where: { $0.number == number }) || displays.contains(where: { $0.number == number }) else {
            throw .noStop(number)
        }
        stops.removeAll { $0.number == number }
        displays.removeAll { $0.number == number }
    }

    /// Takes away the stops and displays whose names the present network has not, and returns them.
    @discardableResult
    public mutating func dropUnknownStops() -> (stops: [Stop], displays: [Display]) {
        guard names != nil, !stops.isEmpty || !displays.isEmpty else { return ([], []) }
        let lost = (stops.filter { !$0.isKnown(in: self) }, displays.filter { !$0.isKnown(in: self) })
        stops.removeAll { stop in lost.0.contains { $0.number == stop.number } }
        displays.removeAll { display in lost.1.contains { $0.number == display.number } }
        return lost
    }

    public mutating func deleteStops() { (stops, displays) = ([], []) }

    /// Refuses a quantity that no step computes: no walk can stop at it.
    public func checkIsStepped(_ name: String) throws(WorkspaceError) {
        let quantity = try quantity(named: name), plan = StepPlan(network: try requireNetwork(), sampleCount: 1)
        guard quantity == .batchLoss || plan.index(of: quantity, sample: 0) != nil else {
            throw .noStep(computing: name)
        }
    }
}

extension Stepper {
    /// Whether a weight or a bias that is trained is finite; also where none is trained.
    fileprivate var trainsFiniteNumbers: Bool {
        var isAnyTrained = false
        for (index, layer) in network.layers.enumerated() {
            let parts = [(layer.trainableWeights, parameters.weights[index].values), (layer.trainableBiases, parameters.biases[index])]
            for (ranges, numbers) in parts {
                for range in ranges {
                    if numbers[range].contains(where: \.isFinite) { return true }
                    isAnyTrained = true
                }
            }
        }
        return !isAnyTrained
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
        case .condition(let expression, _): try? workspace.reachedValue(of: expression)
        case .change: quantities[stop.number].flatMap { workspace.stepper?.value(of: $0) }
        case .quantity, .layer, .ending: nil
        }
    }

    /// The stop that the step just done has brought about.
    mutating func hit(after stepper: Stepper) -> Stop.Hit? {
        // The walk is lent for this look only: a copy kept would make every step copy all that the walk remembers.
        workspace.stepper = stepper
        defer { workspace.stepper = nil }
        // After the last step of a pass comes the first one of the next.
        let next = stepper.nextStep ?? stepper.plan[0]
        for stop in workspace.stops {
            if let hit = hit(stop, after: stepper, before: next), holds(stop.condition) { return hit }
        }
        return nil
    }

    /// Whether all that is waited for is an end of numbers, or a change of what is none, and what is trained has no finite ones any more:
    /// nothing can end or change again.
    func waitsInVain(after stepper: Stepper) -> Bool {
        let isInVain = workspace.stops.allSatisfy { stop in
            switch stop.reason {
            case .ending: true
            case .change: before[stop.number]?.isNaN ?? false
            case .quantity, .layer, .condition: false
            }
        }
        return isInVain && !stepper.trainsFiniteNumbers
    }

    /// Whether the condition holds that a stop has besides. One without a value yet does not.
    private func holds(_ condition: Stop.Condition?) -> Bool {
        guard let condition else { return true }
        return (try? workspace.reachedValue(of: condition.expression)).map { $0 != 0 } ?? false
    }

    /// Whether a step has brought about one stop, whatever must hold besides.
    private mutating func hit(_ stop: Stop, after stepper: Stepper, before next: Step) -> Stop.Hit? {
        switch stop.reason {
        case .quantity:
            return next.quantity == quantities[stop.number] ? Stop.Hit(stop: stop, phase: next.phase) : nil
        case .layer(let layer):
            guard next.layer == layer else { return nil }
            let last = stepper.lastStep, isThere = last?.layer == layer && last?.phase == next.phase && last?.sample == next.sample
            return isThere ? nil : Stop.Hit(stop: stop, phase: next.phase)
        case .condition:
            let now = state(of: stop), old = before.updateValue(now ?? 0, forKey: stop.number)
            guard let now, now != 0, old == nil || old == 0 else { return nil }
            return Stop.Hit(stop: stop, phase: next.phase)
        case .change:
            guard let now = state(of: stop) else { return nil }
            let old = before.updateValue(now, forKey: stop.number)
            // A quantity that this pass had not come to changes when it is first computed.
            // One that is no number stays what it is, though it does not equal itself.
            let isSame = old == now || old?.isNaN == true && now.isNaN
            return isSame ? nil : Stop.Hit(stop: stop, phase: next.phase, was: old, now: now)
        case .ending:
            guard stepper.causeOfEnding != nil else { return nil }
            return Stop.Hit(stop: stop, phase: next.phase, now: stepper.found(inStep: stepper.position.step - 1))
        }
    }
}
