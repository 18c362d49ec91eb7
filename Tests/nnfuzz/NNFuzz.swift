// The fuzzing program: a target's name, then flags and folders of libFuzzer. Without libFuzzer it runs inputs drawn from a seed.
import CFuzzer
import Foundation
import Fuzzing

@main
enum NNFuzz {
    static func main() {
        var words = Array(CommandLine.arguments.dropFirst())
        guard let name = words.first, let target = FuzzTarget.all.first(where: { $0.name == name }) else {
            print("nnfuzz TARGET [-show=1] [-words=1] [-runs=N] [-seed=N] [libFuzzer's flags] [FOLDER|FILE...]")
            for target in FuzzTarget.all { print("  \(target.name.padding(toLength: 10, withPad: " ", startingAt: 0))\(target.summary)") }
            exit(2)
        }
        words.removeFirst()
        if words.contains("-words=1") { return print(dictionary(of: target)) }
        let isShown = words.contains("-show=1")
        words.removeAll { $0 == "-show=1" }
        guard fuzzer_is_here() != 0, !isShown else { return run(target, words, isShown: isShown) }
        chosen = target
        var arguments = ([CommandLine.arguments[0]] + words).map { strdup($0) } + [nil]
        exit(
            fuzzer_drive(Int32(arguments.count - 1), &arguments) { bytes, count in
                NNFuzz.examine(Array(UnsafeBufferPointer(start: bytes, count: count)))
                return 0
            })
    }

    /// libFuzzer's body is a C function, which captures nothing. Set once, before anything runs.
    nonisolated(unsafe) private static var chosen = FuzzTarget.all[0]

    private static func examine(_ bytes: [UInt8]) { examine(bytes, chosen) { _ in } }

    private static func examine(_ bytes: [UInt8], _ target: FuzzTarget, _ tell: (String) -> Void) {
        do {
            try target.examine(bytes, tell)
        } catch {
            FileHandle.standardError.write(Data("nnfuzz: \(target.name): \(error)\n".utf8))
            abort()
        }
    }

    /// A trap leaves no time to say what it was: the input lies in a file while it is tried.
    private static func keepAndExamine(_ input: [UInt8], _ target: FuzzTarget, _ tell: (String) -> Void) {
        let file = "\(target.name).input"
        _ = FileManager.default.createFile(atPath: file, contents: Data(input))
        examine(input, target, tell)
        try? FileManager.default.removeItem(atPath: file)
    }

    /// Runs files, or changed ones of folders.
    private static func run(_ target: FuzzTarget, _ words: [String], isShown: Bool) {
        func number(_ flag: String, _ usual: UInt64) -> UInt64 {
            words.first { $0.hasPrefix("-\(flag)=") }.flatMap { UInt64($0.dropFirst(flag.count + 2)) } ?? usual
        }
        let paths = words.filter { !$0.hasPrefix("-") }
        let files = paths.flatMap { path in (try? FileManager.default.contentsOfDirectory(atPath: path))?.map { "\(path)/\($0)" } ?? [path]
        }
        let corpus = files.sorted().compactMap { FileManager.default.contents(atPath: $0).map(Array.init) }
        let tell: (String) -> Void = isShown ? { print($0) } : { _ in }
        for input in isShown ? corpus : target.seeds + corpus { keepAndExamine(input, target, tell) }
        if isShown { return }
        var mutation = Mutation(target, corpus: corpus, seed: number("seed", 1))
        let runs = number("runs", 10_000)
        for _ in 0..<runs { keepAndExamine(mutation.next(), target, tell) }
        print("\(target.name): \(target.seeds.count + corpus.count) inputs kept and \(runs) changed ones hold")
    }

    /// The words of a target as libFuzzer's -dict= reads them.
    private static func dictionary(of target: FuzzTarget) -> String {
        target.words.map { word in
            "\"" + word.utf8.map { (32..<127).contains($0) && $0 != 34 && $0 != 92 ? String(UnicodeScalar($0)) : "\\x" + hex($0) }.joined()
                + "\""
        }.joined(separator: "\n")
    }

    private static func hex(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }
}
