// The benchmark program: flags choose what is measured.
import ArgumentParser

@main
struct NNBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nnbench", abstract: "Measures nnrepl.",
        usage: """
            nnbench DIR [WORKLOAD...] [--threads N]   train the peers' workloads, a JSON line each
            nnbench DIR --check                       ... and compare the final losses
            nnbench DIR --compare FILE                ... and compare the speed with stored ratios; --store FILE keeps new ones
            nnbench --interactive [--json]            first answer, keys, frames, cost at rest
            nnbench --scaling                         samples/s by width and batch, and the limit that binds
            nnbench --search [--json]                 evaluations that each method of search needs, beside established libraries
            """,
        discussion:
            "Measure a release build: swift run -c release nnbench ... Exit status: 0; 1 a check or a comparison failed; 2 bad flags.")

    @Argument(help: ArgumentHelp("The folder of the workloads, then names of workloads; all if there are none.", valueName: "dir"))
    var words: [String] = []

    @Option(help: "How many threads train.")
    var threads = 2

    @Flag(help: "Compare the final losses with those that the peers reach.")
    var check = false

    @Option(
        help: ArgumentHelp("Compare the speed with the ratios in a file; fail where one is slower by a factor of 1.5.", valueName: "file"))
    var compare: String?

    @Option(help: ArgumentHelp("Write the present ratios to a file.", valueName: "file"))
    var store: String?

    @Flag(help: "How the program feels: first answer, key latency during training, frame time, cost at rest.")
    var interactive = false

    @Flag(help: "Samples a second for widths 8 to 2048 and batches 1 to 512.")
    var scaling = false

    @Flag(help: "How many evaluations each method of search needs to come near the least value of seven functions.")
    var search = false

    @Flag(help: "Print JSON lines instead of a table.")
    var json = false

    func validate() throws {
        guard (1...1024).contains(threads) else { throw ValidationError("--threads is from 1 to 1024, not \(threads)") }
        let wishes = [interactive, scaling, search, !words.isEmpty].count { $0 }
        guard wishes == 1 else { throw ValidationError("one of: a folder of workloads, --interactive, --scaling, --search") }
        if words.isEmpty && (check || compare != nil || store != nil) {
            throw ValidationError("--check, --compare and --store need a folder of workloads")
        }
        if [check, compare != nil, store != nil].count(where: { $0 }) > 1 {
            throw ValidationError("one of --check, --compare and --store at a time")
        }
    }

    func run() throws {
        Memory.giveBackLargeLists()
        if interactive {
            let findings = try InteractiveBenchmark(program: ProgramUnderTest()).run()
            if json { for finding in findings { tell(finding.json) } } else { tell(Finding.table(findings)) }
        } else if scaling {
            ScalingTable(isJSON: json).run()
        } else if search {
            try SearchTable(isJSON: json).run()
        } else {
            let isGood = try workloads.run()
            if !isGood { throw ExitCode(1) }
        }
    }

    private var workloads: WorkloadBenchmark {
        WorkloadBenchmark(
            folder: words[0], names: Array(words.dropFirst()), threads: threads,
            purpose: check ? .check : compare.map { .compare($0) } ?? store.map { .store($0) } ?? .measure)
    }
}
