// The built program, and running it with pipes.
import Foundation

enum Program {
    /// The program beside the tests that were built with it.
    static let path: String = {
        #if canImport(Darwin)
            let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
            let folder = bundle?.bundleURL.deletingLastPathComponent() ?? URL(fileURLWithPath: ".")
        #else
            let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        #endif
        return folder.appendingPathComponent("nnrepl").path
    }()

    static let packageFolder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    struct Result {
        var output: String
        var errors: String
        var status: Int32

        var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    /// Runs the program to its end. Its input and output may be files of the system.
    static func run(
        _ arguments: [String], program: String = path, input: String = "", inputFile: String? = nil, outputFile: String? = nil,
        environment: [String: String] = [:], in folder: String = packageFolder
    ) throws -> Result {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = ["LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"].merging(environment) { $1 }
        let files = try TemporaryFolder()
        let sources = ["in", "out", "err"].map { URL(fileURLWithPath: files.path).appendingPathComponent($0) }
        try Data(input.utf8).write(to: sources[0])
        for source in sources[1...] { try Data().write(to: source) }
        process.standardInput = try FileHandle(forReadingFrom: inputFile.map { URL(fileURLWithPath: $0) } ?? sources[0])
        process.standardOutput = try FileHandle(forWritingTo: outputFile.map { URL(fileURLWithPath: $0) } ?? sources[1])
        process.standardError = try FileHandle(forWritingTo: sources[2])
        try process.run()
        process.waitUntilExit()
        return Result(
            output: String(decoding: try Data(contentsOf: sources[1]), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: sources[2]), as: UTF8.self), status: process.terminationStatus)
    }
}

/// A folder that is gone when nobody needs it any more.
final class TemporaryFolder {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("nnrepl-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
