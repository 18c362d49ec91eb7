// Speed that does not depend on the machine: how many operations of a yardstick a sample takes as long as.
import Documents
import Language

/// The cost of one sample of a workload in operations of each yardstick, measured at the same time. Between two processors the speed
/// of a network grows like one yardstick or the other, or between them; on one processor both tell the same.
struct SpeedRatio: Equatable {
    let workload: String
    let threads: Int
    /// Yardstick operations / samples, each a second of processor time, for every yardstick. Less is faster.
    let operationsPerSample: [Yardstick: Double]

    /// Trains a workload five times, each between two measurements of the yardsticks. The median ratio counts. In processor time other
    /// programs disturb little; whether the work is spread over the threads does not show in it.
    init(measuring workload: Workload, threads: Int) throws {
        var ratios: [Yardstick: [Double]] = [:], used = 1
        for _ in 0..<5 {
            let before = Yardstick.allCases.map { $0.sustainedSpeed() }
            let result = try WorkloadResult(training: workload, threads: threads)
            for (yardstick, before) in zip(Yardstick.allCases, before) {
                let speed = (before + yardstick.sustainedSpeed()) / 2
                ratios[yardstick, default: []].append(speed * result.processorSeconds / Double(result.samples))
            }
            used = result.threads
        }
        self.init(workload: workload.name, threads: used, operationsPerSample: ratios.mapValues { Distribution($0).median })
    }

    init(workload: String, threads: Int, operationsPerSample: [Yardstick: Double]) {
        self.workload = workload
        self.threads = threads
        self.operationsPerSample = operationsPerSample
    }
}

// MARK: - Files of ratios

extension SpeedRatio {
    var json: String {
        JSONValue.object([
            .init("workload", .string(workload)), .init("threads", .int(threads)),
            .init(
                "operations_per_sample",
                .object(Yardstick.allCases.map { .init($0.rawValue, .number(operationsPerSample[$0] ?? .nan)) })),
        ]).description
    }

    /// The ratios in a text, one JSON line each.
    static func list(of text: String) throws -> [SpeedRatio] {
        try text.split(separator: "\n").enumerated().map { place, line in
            let fields: JSONValue
            do { fields = try JSONReader.value(of: String(line)) } catch { throw BenchmarkError("line \(place + 1), \(error)") }
            var operations: [Yardstick: Double] = [:]
            for yardstick in Yardstick.allCases {
                operations[yardstick] = fields["operations_per_sample"]?[yardstick.rawValue]?.asDouble.flatMap { $0 > 0 ? $0 : nil }
            }
            guard let workload = fields["workload"]?.asString, let threads = fields["threads"]?.asInt,
                operations.count == Yardstick.allCases.count
            else {
                let yardsticks = Yardstick.allCases.map(\.rawValue).joined(separator: " and ")
                throw BenchmarkError("line \(place + 1): a ratio has a workload, threads and operations_per_sample of \(yardsticks)")
            }
            return SpeedRatio(workload: workload, threads: threads, operationsPerSample: operations)
        }
    }

    static func read(from file: String) throws -> [SpeedRatio] {
        let text = try InputFile.text(of: file)
        do { return try list(of: text) } catch { throw BenchmarkError("\(file), \(error)") }
    }
}

// MARK: - Verdicts

/// What a ratio says beside the one stored before.
struct SpeedVerdict {
    /// Slower than this times is a regression.
    static let tolerance = 1.5

    let before: SpeedRatio
    let now: SpeedRatio

    /// How many times as long a sample takes now, by each yardstick.
    var factors: [Double] {
        Yardstick.allCases.compactMap { yardstick in
            guard let now = now.operationsPerSample[yardstick], let before = before.operationsPerSample[yardstick] else { return nil }
            return now / before
        }
    }

    /// The change that all yardsticks agree on: 1 if one says slower and another faster.
    var factor: Double {
        let least = factors.min() ?? 1, greatest = factors.max() ?? 1
        return least > 1 ? least : greatest < 1 ? greatest : 1
    }

    var isSlower: Bool { factor > Self.tolerance }

    var sentence: String {
        func list(_ ratio: SpeedRatio) -> String {
            Yardstick.allCases.map { "\(short(ratio.operationsPerSample[$0] ?? .nan)) of \($0.rawValue)" }.joined(separator: ", ")
        }
        let about = "\(now.workload): operations a sample takes as long as: \(list(now)); before: \(list(before)); "
        if isSlower { return about + "SLOWER by a factor of \(short(factor))" }
        if factor < 1 / Self.tolerance { return about + "faster by a factor of \(short(1 / factor)): --store would keep that" }
        return about + "as fast as before (factors \(factors.map { short($0) }.joined(separator: " and ")))"
    }
}
