// Trains workloads one after the other, and does with the results what was asked for.

struct WorkloadBenchmark {
    enum Purpose {
        /// A JSON line each.
        case measure
        /// The final losses against those of the peers.
        case check
        /// The speed against stored ratios, or the present ratios into a file.
        case compare(String)
        case store(String)
    }

    let folder: String
    /// Empty means all.
    let names: [String]
    let threads: Int
    let purpose: Purpose

    /// Returns whether every workload could be trained, and is as it should be.
    func run() throws -> Bool {
        let known = try Workload.names(in: folder)
        if let unknown = names.first(where: { !known.contains($0) }) {
            throw BenchmarkError("there is no workload '\(unknown)'; the index has \(known.joined(separator: ", "))")
        }
        let chosen = names.isEmpty ? known : names
        switch purpose {
        case .measure: return try each(chosen) { tell(try WorkloadResult(training: $0, threads: threads).json) }
        case .check: return try each(chosen, check)
        case .compare(let file): return try compare(chosen, with: file)
        case .store(let file):
            var ratios: [SpeedRatio] = []
            let isGood = try each(chosen) { ratios.append(try SpeedRatio(measuring: $0, threads: threads)) }
            try OutputFile.write(ratios.map { $0.json + "\n" }.joined(), to: file)
            return isGood
        }
    }

    /// Does something with each workload; one that the engine cannot train yet is told and passed over. Returns whether there was none.
    private func each(_ names: [String], _ body: (Workload) throws -> Void) throws -> Bool {
        var isGood = true
        for name in names {
            let workload = try Workload(name, in: folder)
            do { try body(workload) } catch let error as BenchmarkError {
                complain("nnbench: \(error)")
                isGood = false
            }
        }
        return isGood
    }

    private func check(_ workload: Workload) throws {
        guard let expected = ExpectedLoss.all[workload.name] else {
            throw BenchmarkError("no final loss is known for \(workload.name)")
        }
        let result = try WorkloadResult(training: workload, epochs: expected.epochs, threads: threads)
        tell(result.json)
        let difference = expected.difference(to: result.finalLoss)
        guard difference <= expected.tolerance else {
            throw BenchmarkError(
                "the final loss of \(workload.name) is \(result.finalLoss), not \(expected.loss): relative difference \(short(difference))")
        }
        tell("\(workload.name): the final loss agrees with the peers' (relative difference \(short(difference)))")
    }

    private func compare(_ names: [String], with file: String) throws -> Bool {
        let stored = try SpeedRatio.read(from: file)
        let chosen = self.names.isEmpty ? names.filter { name in stored.contains { $0.workload == name } } : names
        var isGood = true
        let couldTrain = try each(chosen) { workload in
            guard let before = stored.first(where: { $0.workload == workload.name }) else {
                throw BenchmarkError("\(file) has no ratio for \(workload.name)")
            }
            let verdict = SpeedVerdict(before: before, now: try SpeedRatio(measuring: workload, threads: threads))
            tell(verdict.sentence)
            isGood = isGood && !verdict.isSlower
        }
        return isGood && couldTrain
    }
}
