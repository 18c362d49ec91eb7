// A network at work, used from Swift: nobody types a word.
import Formula
import NeuralEngine
import Testing
import Workspaces

@Suite("A workspace from Swift")
struct WorkspaceTests {
    /// The classic 2-2-2 example.
    private func example() throws -> Workspace {
        var workspace = Workspace(), network = Network(inputs: 2)
        network.append(units: 2, activation: .sigmoid)
        network.append(units: 2, activation: .sigmoid)
        try workspace.make(network)
        try workspace.giveBiases(.shared)
        let values: [(String, [[Double]])] = [
            ("W1", [[0.15, 0.2], [0.25, 0.3]]), ("b1", [[0.35]]), ("W2", [[0.4, 0.45], [0.5, 0.55]]), ("b2", [[0.6]]),
        ]
        for (name, rows) in values { try workspace.set(workspace.parameters(named: name), to: Tensor(Matrix(rows: rows))) }
        workspace.show(.inputs(Matrix(rows: [[0.05, 0.10]])))
        workspace.show(.targets(Matrix(rows: [[0.01, 0.99]])))
        workspace.adjustOptimizer { $0.learningRate = 0.5 }
        return workspace
    }

    private func moons() throws -> Workspace {
        var workspace = Workspace(), network = Network(inputs: 2)
        network.append(units: 4, activation: .tanh)
        network.append(units: 1, activation: .sigmoid)
        try workspace.make(network)
        workspace.show(.dataset(.moons(count: 60, noise: 0.1, seed: 3)))
        workspace.batch(10)
        workspace.shuffle(7)
        return workspace
    }

    private func bits(_ workspace: Workspace) -> [UInt64] { (workspace.parameters?.values ?? []).map(\.bitPattern) }

    @Test("steps compute one quantity each, back undoes them, and names read them")
    func stepping() throws {
        var workspace = try example()
        var seen: [String] = []
        let names = try #require(workspace.names)
        let walk = try workspace.step(3) { stepper, _ in seen += stepper.lastStep.map { [names.name(of: $0)] } ?? [] }
        #expect(walk.steps == 3 && walk.end == .done && seen == ["h1.net", "h1.out", "h2.net"])
        #expect(try workspace.value(named: "h1.net") == 0.3775)
        let ahead = try workspace.reading(of: workspace.quantity(named: "o1.out"))
        #expect(ahead.comesAtStep == 6)
        try workspace.back(2)
        #expect(workspace.stepper?.position.step == 1)
        #expect(throws: WorkspaceError.atTheBeginning) {
            try workspace.back(1, .pass); try workspace.back()
        }
    }

    @Test("what is stepped through is what is trained: the same bits")
    func steppedIsTrained() throws {
        var stepped = try moons(), trained = stepped
        _ = try stepped.step(1, .epoch)
        let outcome = try trained.train(TrainingRequest(epochs: 1))
        #expect(outcome.ending == .complete && outcome.epochs == 1 && outcome.standing.epoch == 1)
        #expect(bits(stepped) == bits(trained))
    }

    @Test("a training goes back to any of its epochs, exactly, and its past is forgotten from there")
    func rewinding() throws {
        var workspace = try moons()
        _ = try workspace.train(TrainingRequest(epochs: 5))
        let there = bits(workspace)
        _ = try workspace.train(TrainingRequest(epochs: 20))
        #expect(workspace.epoch == 25 && bits(workspace) != there)
        #expect(workspace.look(backTo: 5)?.parameters.values.map(\.bitPattern) == there)
        let standing = try workspace.rewind(to: 5)
        #expect(standing.epoch == 5 && workspace.epoch == 5 && bits(workspace) == there)
        #expect(throws: WorkspaceError.unreachable(epoch: 9)) { try workspace.rewind(to: 9) }
    }

    @Test("a walk stops where it was told to")
    func stopping() throws {
        var workspace = try example()
        try workspace.checkIsStepped("o1.net")
        let stop = workspace.stop(.quantity(name: "o1.net"))
        guard case .met(let hit) = try workspace.goOn().end else { throw WorkspaceError.noStop(1) }
        #expect(hit.stop == stop && workspace.stepper?.nextStep?.quantity == .netInput(layer: 2, unit: 0))
        try workspace.delete(stop: stop.number)
        #expect(try workspace.goOn().end == .done && workspace.stepper?.isAtEndOfPass == true)
    }

    @Test("a condition ends a training; what is asked for too early is refused with the fact")
    func conditions() throws {
        var workspace = try moons()
        let condition = try Expression.parse("epoch >= 3", functions: workspace.functions)
        #expect(try workspace.train(TrainingRequest(epochs: 10, until: condition)).ending == .conditionHolds)
        #expect(workspace.epoch == 3)
        var empty = Workspace()
        #expect(throws: WorkspaceError.noNetwork(for: nil)) { try empty.step() }
        #expect(throws: WorkspaceError.noDataset) { try empty.normalise(by: .standard) }
        #expect(throws: WorkspaceError.noPart(.validation)) { try workspace.train(TrainingRequest(epochs: 1, patience: 2)) }
    }

    @Test("whatever changes the network begins the pass anew and keeps what the walk has learnt")
    func changes() throws {
        var workspace = try example()
        _ = try workspace.step(1, .pass)
        let learnt = bits(workspace)
        try workspace.choose(Penalty(l1: 0, l2: 0.1))
        #expect(workspace.stepper == nil && bits(workspace) == learnt)
        try workspace.append(.dense(inputs: Shape(2), units: 3, activation: .tanh))
        #expect(workspace.network?.outputs == 3 && Array(bits(workspace).prefix(4)) == Array(learnt.prefix(4)))
        try workspace.remove(layer: 3)
        #expect(workspace.network?.outputs == 2)
    }

    @Test("what a layer has added is kept by itself, whatever stands before it, and taken back to the bit")
    func layersTakenBack() throws {
        var workspace = Workspace()
        try workspace.make(Network(inputs: 3))
        for _ in 1...100 { try workspace.append(.dense(inputs: Shape(3), units: 3, activation: .tanh)) }
        let before = workspace
        try workspace.append(.dense(inputs: Shape(3), units: 2, activation: .sigmoid))
        let back = WorkspaceDifference(of: before, seenFrom: workspace), forth = WorkspaceDifference(of: workspace, seenFrom: before)
        #expect(back.bytes < 5000 && forth.bytes < 5000)
        #expect(bits(back.restored(from: workspace)) == bits(before) && back.restored(from: workspace).network == before.network)
        #expect(bits(forth.restored(from: before)) == bits(workspace) && forth.restored(from: before).network == workspace.network)
    }
}
