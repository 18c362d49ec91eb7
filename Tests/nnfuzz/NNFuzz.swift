// The fuzzing program: a target's name, then flags and folders of libFuzzer. Without libFuzzer it runs inputs drawn from a seed.
import CFuzzer
import Foundation
import Fuzzing

@main
enum NNFuzz {
    static func main() {
        var words = Array(CommandLine.arguments.dropFirst())
        let asked = words.first.flatMap(target(named:))
        guard let target = asked ?? ProcessInfo.processInfo.environment[inheritance].flatMap(target(named:)) else {
            print("nnfuzz TARGET [-show=1] [-words=1] [-all=1] [-runs=N] [-seed=N] [libFuzzer's flags] [FOLDER|FILE...]")
            for target in FuzzTarget.all { print("  \(target.name.padding(toLength: 10, withPad: " ", startingAt: 0))\(target.summary)") }
            exit(2)
        }
        if asked != nil { words.removeFirst() }
        if words.contains("-words=1") { return print(dictionary(of: target)) }
        if words.contains("-all=1"), target.name == "hostile" { return sweep() }
        let isShown = words.contains("-show=1")
        words.removeAll { $0 == "-show=1" }
        guard fuzzer_is_here() != 0, !isShown else { return run(target, words, isShown: isShown) }
        chosen = target
        setenv(inheritance, target.name, 1)
        if asked != nil { plantSeeds(target, words) }
        var arguments = ([CommandLine.arguments[0]] + words).map { strdup($0) } + [nil]
        exit(
            fuzzer_drive(Int32(arguments.count - 1), &arguments) { bytes, count in
                NNFuzz.examine(Array(UnsafeBufferPointer(start: bytes, count: count)))
                return 0
            })
    }

    /// Goes through all hostile lines.
    private static func sweep() {
        do {
            print("hostile: \(try HostileLines.sweep()) lines hold")
        } catch {
            print("hostile: \(error)")
            exit(1)
        }
    }

    /// Names the target for those that libFuzzer starts, by flags of its own alone, for -fork=, -merge= and -minimize_crash=.
    private static let inheritance = "NNFUZZ_TARGET"

    private static func target(named name: String) -> FuzzTarget? { FuzzTarget.all.first { $0.name == name } }

    /// libFuzzer begins with what is in its first folder: where nothing is yet, with the seeds.
    private static func plantSeeds(_ target: FuzzTarget, _ words: [String]) {
        let files = FileManager.default
        guard let folder = words.first(where: { !$0.hasPrefix("-") }), !words.contains(where: { $0.hasPrefix("-merge") }),
            (try? files.createDirectory(atPath: folder, withIntermediateDirectories: true)) != nil,
            (try? files.contentsOfDirectory(atPath: folder))?.isEmpty == true
        else { return }
        for (number, seed) in target.seeds.enumerated() {
            _ = files.createFile(atPath: "\(folder)/seed-\(number)", contents: Data(seed))
        }
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
