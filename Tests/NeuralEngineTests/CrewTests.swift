// Threads that share work: fewer than were asked for, and trainers that are copied.
import Testing

@testable import NeuralEngine

@Suite("A crew of threads")
struct CrewTests {
    private func trainer(threads: Int) -> Trainer {
        var network = Network(inputs: 5)
        network.append(units: 12, activation: .tanh)
        network.append(units: 3, activation: .sigmoid)
        var random = RandomStream(seed: 4, purpose: .data)
        func matrix(_ columns: Int) -> Matrix {
            Matrix(rows: 24, columns: columns, values: (0..<24 * columns).map { _ in random.uniform() })
        }
        return Trainer(
            network: network, parameters: Initialiser.glorotUniform.parameters(for: network, seed: 2), optimizer: Optimizer(.adam()),
            samples: Samples(inputs: matrix(5), targets: matrix(3)), order: BatchOrder(size: 8, shuffleSeed: 3), threads: threads,
            evenIfSmall: true)
    }

    @Test("of fewer threads than were asked for does all the work", arguments: 0...3)
    func fewerThreads(given: Int) {
        var left = given
        var one = trainer(threads: 1), shared = trainer(threads: 4)
        shared.take(
            Crew(size: 64) { work in
                guard left > 0 else { return false }
                left -= 1
                return startThread(stackSize: 1 << 20, work)
            })
        let crew = shared.identityOfCrew
        one.train(epochs: 3)
        shared.train(epochs: 3)
        #expect(shared.threads == given + 1 && shared.identityOfCrew == crew && shared.checkpoint == one.checkpoint)
    }

    @Test("stays with its trainer, and a copy gets one of its own")
    func copies() {
        var first = trainer(threads: 2)
        let crew = first.identityOfCrew
        first.train(epochs: 50)
        #expect(first.identityOfCrew == crew)
        var second = first
        second.train(epochs: 1)
        first.train(epochs: 1)
        #expect(second.identityOfCrew != crew && first.identityOfCrew == crew && second.threads == 2)
        #expect(first.checkpoint == second.checkpoint)
    }

    @Test("is not shared by copies that train on two threads at once")
    func atOnce() async {
        var whole = trainer(threads: 1)
        whole.train(epochs: 100)
        let shared = trainer(threads: 2)
        let results = await withTaskGroup(of: Checkpoint.self, returning: [Checkpoint].self) { group in
            for _ in 0..<2 {
                group.addTask {
                    var copy = shared
                    copy.train(epochs: 100)
                    _ = copy.evaluate()
                    return copy.checkpoint
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results == [whole.checkpoint, whole.checkpoint])
    }
}
