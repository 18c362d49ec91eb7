// What a training run took and reached, in the form that every peer prints.
import Documents
import Language

struct WorkloadResult {
    let workload: String
    let threads: Int
    let samples: Int
    let seconds: Double
    /// The seconds that all processors together spent on it.
    let processorSeconds: Double
    let finalLoss: Double

    var samplesPerSecond: Double { Double(samples) / seconds }

    /// Trains a workload. Only the training is timed, after one epoch of another run has warmed everything up.
    ///
    /// - Parameter epochs: nil trains as long as the workload asks for.
    init(training workload: Workload, epochs: Int? = nil, threads: Int) throws {
        try Self.warmUp(workload, threads: threads)
        var run = try EngineRun(workload, threads: threads)
        let epochs = epochs ?? workload.epochs
        let watch = Stopwatch()
        processorSeconds = Stopwatch.processorTime { run.train(epochs: epochs) }
        seconds = watch.seconds
        finalLoss = run.loss()
        samples = epochs * workload.sampleCount
        self.workload = workload.name
        self.threads = run.threads
    }

    /// One epoch of a run that is gone afterwards: two of them never need memory at the same time.
    private static func warmUp(_ workload: Workload, threads: Int) throws {
        var run = try EngineRun(workload, threads: threads)
        run.train(epochs: 1)
    }

    var json: String {
        JSONValue.object([
            .init("peer", .string("nnrepl")), .init("precision", .string("float64")), .init("threads", .int(threads)),
            .init("workload", .string(workload)), .init("samples", .int(samples)), .init("seconds", .number(seconds)),
            .init("samples_per_s", .number(samplesPerSecond)), .init("final_loss", .number(finalLoss)),
        ]).description
    }
}

/// The loss over the whole training set that every program must reach.
struct ExpectedLoss {
    /// Fewer epochs than the workload has, where the peers stop earlier.
    var epochs: Int?
    let loss: Double
    var tolerance = 1e-9

    static let all: [String: ExpectedLoss] = [
        "bp222": ExpectedLoss(epochs: 5_000, loss: 1.5388618507953745e-05),
        "playground": ExpectedLoss(epochs: 20, loss: 0.4571643645973664),
        "digits": ExpectedLoss(loss: 0.10003613686275302),
        "mnist-mlp": ExpectedLoss(loss: 0.00035132427119348425, tolerance: 1e-6),
        "cnn": ExpectedLoss(loss: 1.8897657904732323),
        "wide": ExpectedLoss(loss: 2.36026045432),
    ]

    /// The relative difference.
    func difference(to loss: Double) -> Double { abs(loss - self.loss) / self.loss }
}
