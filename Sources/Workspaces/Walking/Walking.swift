// Walks through the passes of a workspace: forwards stride by stride, back exactly, or to a place.
import NeuralEngine

/// How far one stride goes.
public enum Stride: String, CaseIterable, Sendable {
    /// One term of a sum, one quantity, to the end of the layer, of the pass, of the epoch.
    case term, node, layer, pass, epoch
}

/// The parts of a pass, each with the one before it.
public enum PassPart: Sendable {
    case forward, backward, update
}

/// A walk that was made.
public struct Walk: Sendable {
    /// How it ended.
    public enum End: Sendable, Equatable {
        case done
        /// A stop of the workspace was met.
        case met(Stop.Hit)
        /// None was met in as many steps as are walked at most.
        case metNone
        /// None can be met: numbers that end were waited for, and what is trained has none that could.
        case allEnded
        /// None was met on the way back to the first step of all.
        case atBeginning
        case cancelled
    }

    /// Steps done; terms of a sum count as one each.
    public internal(set) var steps = 0
    public internal(set) var terms = 0
    public internal(set) var end = End.done

    /// More steps than these are not walked in search of a stop.
    public static let mostSteps = 1_000_000
}

/// What a walk has just done: a step, or one term of it.
public enum Stridden: Sendable {
    case step
    case term(isLast: Bool)
}

extension Workspace {
    /// The walk, begun if there is none.
    public func walk() throws(WorkspaceError) -> Stepper {
        if let stepper { return stepper }
        let samples = try setup.samples()
        guard let network, let restingParameters else { throw .noNetwork(for: dataset) }
        try setup.checkMemory(for: .stepping(optimizer), capacity: min(setup.order(for: samples).size, samples.count))
        return Stepper(
            network: network, parameters: restingParameters, optimizer: optimizer, samples: samples, order: setup.order(for: samples),
            epoch: training.epoch, dropoutSeed: seed, validation: try setup.validation())
    }

    /// Goes so many strides on.
    /// - Parameter each: looks at the walk after each step. A copy that it kept would make every step copy all that the walk remembers.
    public mutating func step(
        _ count: Int = 1, _ stride: Stride = .node, _ control: RunControl = RunControl(), each: (Stepper, Stridden) -> Void = { _, _ in }
    ) throws(WorkspaceError) -> Walk {
        var walker = Walker(try walk(), control)
        for _ in 0..<count {
            guard walker.goesOn else { break }
            walker.forward(stride, each)
        }
        stepper = walker.stepper
        return walker.walk
    }

    /// Goes on until a stop is met, or to the end of the pass if there is none.
    public mutating func goOn(
        _ control: RunControl = RunControl(), each: (Stepper, Stridden) -> Void = { _, _ in }
    ) throws(WorkspaceError) -> Walk {
        var walker = Walker(try walk(), control)
        if stops.isEmpty {
            walker.beginPass(each)
            walker.forward(.pass, each)
        } else {
            walker.run(to: &self)
        }
        stepper = walker.stepper
        return walker.walk
    }

    /// Goes back to where a stop was met before, or to the beginning of the pass if there is none.
    public mutating func goBack(_ control: RunControl = RunControl()) throws(WorkspaceError) -> Walk {
        guard !stops.isEmpty else {
            try back(1, .pass)
            return Walk()
        }
        var walker = Walker(try walk(), control)
        guard walker.runBack(to: &self) else { throw .atTheBeginning }
        stepper = walker.stepper
        return walker.walk
    }

    /// Goes on to the end of this pass, its update included.
    public mutating func finish(
        _ control: RunControl = RunControl(), each: (Stepper, Stridden) -> Void = { _, _ in }
    ) throws(WorkspaceError) -> Walk {
        guard try !walk().isAtEndOfPass else { throw .passIsFinished }
        return try step(1, .pass, control, each: each)
    }

    /// Goes on to where a part of the pass ends for the last sample; from the end of a pass to that of the next.
    public mutating func finish(_ part: PassPart, _ control: RunControl = RunControl()) throws(WorkspaceError) -> Walk {
        var walker = Walker(try walk(), control)
        guard part == .forward || walker.stepper.samples.hasTargets else { throw .noTarget(outputs: walker.stepper.network.outputs) }
        walker.beginPass { _, _ in }
        let plan = walker.stepper.plan
        let firstBackward = plan.firstBackward ?? plan.count
        walker.run(to: part == .forward ? firstBackward : part == .backward ? plan.firstUpdate : plan.count) { _, _ in }
        stepper = walker.stepper
        return walker.walk
    }

    /// Goes so many strides back: every value is as it was. Fewer at the very beginning; none is refused.
    /// - Throws: `stoppedOnTheWay` if it was asked to stop: then it stays where it was.
    public mutating func back(_ count: Int = 1, _ stride: Stride = .node, unless isToStop: () -> Bool = { false }) throws(WorkspaceError) {
        var stepper = try walk()
        let start = stepper.position
        for number in 0..<count {
            guard !number.isMultiple(of: Stepper.stepsALook) || !isToStop() else { throw .stoppedOnTheWay }
            guard try stepper.goBack(stride, unless: isToStop) else { break }
        }
        guard stepper.position != start else { throw .atTheBeginning }
        self.stepper = stepper
    }

    /// Goes to just after so many steps of the present pass.
    public mutating func go(toStep step: Int, unless isToStop: () -> Bool = { false }) throws(WorkspaceError) {
        var stepper = try walk()
        guard stepper.travel(to: .init(pass: stepper.position.pass, step: step), unless: isToStop) else { throw .stoppedOnTheWay }
        self.stepper = stepper
    }

    /// Goes to just after the step of the present pass that computes a quantity.
    /// - Parameter name: as it is asked for.
    public mutating func go(
        to quantity: Quantity, named name: String, unless isToStop: () -> Bool = { false }
    ) throws(WorkspaceError) {
        let stepper = try walk()
        guard let index = stepper.plan.index(of: quantity, sample: stepper.sample) else { throw .noStep(computing: name) }
        try go(toStep: index + 1, unless: isToStop)
    }

    /// Goes to a place; nil means that no walk has begun.
    public mutating func go(to place: Stepper.Position?) {
        guard let place else { return stepper = nil }
        if stepper == nil { stepper = try? walk() }
        stepper?.travel(to: place)
    }

    /// As it is after so many steps of the present pass, to be looked at; as it is now where none is walked.
    public func look(atStep step: Int) -> Workspace {
        var copy = self
        let pass = stepper?.position.pass ?? 0
        copy.stepper?.travel(to: .init(pass: pass, step: step))
        return copy
    }

    /// As it is between passes: with what the walk has learnt, and none under way.
    public var atRest: Workspace {
        var copy = self
        copy.restart()
        return copy
    }

    /// Ends the walk, keeping the parameters it has reached; the next step begins a new pass. Every change does so of itself.
    mutating func restart() {
        guard let stepper else { return }
        var stretch = stepper.epochsDone > 0 && stepper.samples.hasTargets ? presentStretch() : nil
        restingParameters = stepper.parameters
        optimizer = stepper.optimizerAfterWalk
        training.epoch += stepper.epochsDone
        self.stepper = nil
        // Stepped epochs are those that training would have made; updates beyond the last whole one are not.
        stretch?.end = training.epoch
        stretch?.ending = stepper.isBetweenEpochs ? restingCheckpoint : nil
        if let stretch { training.keep(stretch) }
    }
}

/// A walk under way.
private struct Walker {
    fileprivate(set) var stepper: Stepper
    fileprivate(set) var walk = Walk()
    private let control: RunControl

    init(_ stepper: Stepper, _ control: RunControl) { (self.stepper, self.control) = (stepper, control) }

    var goesOn: Bool { walk.end != .cancelled }

    mutating func forward(_ stride: Stride, _ each: (Stepper, Stridden) -> Void) {
        switch stride {
        case .term:
            let hasStepped = stepper.stepTerm()
            walk.steps += 1
            walk.terms += 1
            each(stepper, .term(isLast: hasStepped))
        case .node: step(each)
        case .layer:
            beginPass(each)
            return run(to: stepper.isAtEndOfPass ? stepper.position.step : stepper.plan.endOfLayer(stepper.position.step), each)
        case .pass:
            beginPass(each)
            return run(to: stepper.plan.count, each)
        case .epoch:
            repeat {
                beginPass(each)
                run(to: stepper.plan.count, each)
            } while goesOn && stepper.batch + 1 < stepper.batchesPerEpoch
            return
        }
        lookWhetherCancelled()
    }

    /// From the end of a pass to the first step of the next.
    mutating func beginPass(_ each: (Stepper, Stridden) -> Void) { if stepper.isAtEndOfPass { step(each) } }

    fileprivate mutating func lookWhetherCancelled() { if control.isCancelled { walk.end = .cancelled } }

    /// Tells who waits how far a walk has come that no stop may ever end; of one that is a part of something else that is told.
    private func tellHowFar() {
        guard walk.steps % 4096 == 0, control.stage.map({ $0.kind == .step }) ?? true else { return }
        control.stage = Stage(walk.steps, of: Walk.mostSteps, title: "pass \(stepper.position.pass + 1)", kind: .step)
    }

    mutating func run(to step: Int, _ each: (Stepper, Stridden) -> Void) {
        while stepper.position.step < step {
            // Whoever tells of a step may write thousands of terms: a few such steps take long enough.
            lookWhetherCancelled()
            guard goesOn else { return }
            self.step(each)
        }
    }

    private mutating func step(_ each: (Stepper, Stridden) -> Void) {
        stepper.step()
        walk.steps += 1
        each(stepper, .step)
    }

    /// Goes on until one of the stops is met.
    mutating func run(to workspace: inout Workspace) {
        workspace.stepper = stepper
        var watch = StopWatch(workspace)
        workspace.stepper = nil
        defer { if control.stage?.kind == .step { control.stage = nil } }
        for _ in 0..<Walk.mostSteps {
            lookWhetherCancelled()
            guard goesOn else { return }
            stepper.step()
            walk.steps += 1
            tellHowFar()
            if let hit = watch.hit(after: stepper) { return walk.end = .met(hit) }
            if stepper.isAtEndOfPass, watch.waitsInVain(after: stepper) { return walk.end = .allEnded }
        }
        walk.end = .metNone
    }
}

extension Walker {
    /// Goes back, step by step, to the last moment before this one at which one of the stops was met: that is seen by doing the step that
    /// leads there once more. Returns false if this is the beginning.
    fileprivate mutating func runBack(to workspace: inout Workspace) -> Bool {
        guard stepper.back() else { return false }
        for _ in 0..<Walk.mostSteps {
            lookWhetherCancelled()
            guard goesOn else { return true }
            guard stepper.back() else {
                walk.end = .atBeginning
                return true
            }
            workspace.stepper = stepper
            var watch = StopWatch(workspace)
            workspace.stepper = nil
            stepper.step()
            if let hit = watch.hit(after: stepper) {
                walk.end = .met(hit)
                return true
            }
            stepper.back()
        }
        walk.end = .metNone
        return true
    }
}

extension Stepper {
    /// One stride back. Returns false at the very beginning.
    fileprivate mutating func goBack(_ stride: Stride, unless isToStop: () -> Bool) throws(WorkspaceError) -> Bool {
        func goBack(to place: Position) throws(WorkspaceError) {
            guard travel(to: place, unless: isToStop) else { throw .stoppedOnTheWay }
        }
        let place = position
        guard place > .init() else { return false }
        let pass = place.step > 0 || place.term > 0 ? place.pass : place.pass - 1
        switch stride {
        case .term: return backTerm()
        case .node: return back()
        case .layer:
            try goBack(to: .init(pass: pass, step: pass == place.pass ? place.step : .max))
            try goBack(to: .init(pass: pass, step: place.term > 0 ? position.step : plan.startOfLayer(position.step - 1)))
        case .pass: try goBack(to: .init(pass: pass))
        case .epoch: try goBack(to: .init(pass: pass - pass % batchesPerEpoch))
        }
        return true
    }

    /// Whether the parameters are those of the end of an epoch.
    fileprivate var isBetweenEpochs: Bool {
        isAtEndOfPass ? batch + 1 == batchesPerEpoch : batch == 0 && position.step <= plan.firstUpdate
    }
}
