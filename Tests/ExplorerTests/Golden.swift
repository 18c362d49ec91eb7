// Golden files: what the screen and the README are to look like, as readable text.
import Foundation
import Testing

/// Text that is kept in files. `NNREPL_UPDATE_GOLDEN=1 swift test --filter ExplorerTests` writes them anew; read the difference before keeping it.
enum Golden {
    static let isUpdating = ProcessInfo.processInfo.environment["NNREPL_UPDATE_GOLDEN"] != nil

    static func path(_ name: String) -> String { "\(packageFolder)/Tests/ExplorerTests/Golden/\(name).txt" }

    /// Compares a screen with its golden file, line by line.
    static func expect(_ text: String, is name: String, location: SourceLocation = #_sourceLocation) throws {
        try expectFile(text + "\n", is: "\(name).txt", location: location)
    }

    /// Compares a file with a golden one.
    static func expectFile(_ text: String, is name: String, location: SourceLocation = #_sourceLocation) throws {
        let path = "\(packageFolder)/Tests/ExplorerTests/Golden/\(name)"
        if isUpdating { return try Data(text.utf8).write(to: URL(fileURLWithPath: path)) }
        expectSame(text, try String(contentsOfFile: path, encoding: .utf8), name, location)
    }

    /// Compares what stands in a file between `<!-- mark: begin -->` and `<!-- mark: end -->` with what belongs there.
    static func expect(_ text: String, between mark: String, in file: String, location: SourceLocation = #_sourceLocation) throws {
        let path = "\(packageFolder)/\(file)", whole = try String(contentsOfFile: path, encoding: .utf8)
        let begin = try #require(whole.range(of: "<!-- \(mark): begin -->\n"), sourceLocation: location)
        let end = try #require(whole.range(of: "<!-- \(mark): end -->"), sourceLocation: location)
        if isUpdating {
            let updated = whole[..<begin.upperBound] + text + "\n" + whole[end.lowerBound...]
            return try Data(updated.utf8).write(to: URL(fileURLWithPath: path))
        }
        expectSame(text + "\n", String(whole[begin.upperBound..<end.lowerBound]), "\(mark) in \(file)", location)
    }

    private static func expectSame(_ text: String, _ golden: String, _ name: String, _ location: SourceLocation) {
        guard text != golden else { return }
        let new = text.split(separator: "\n", omittingEmptySubsequences: false)
        let old = golden.split(separator: "\n", omittingEmptySubsequences: false)
        let differences = (0..<max(new.count, old.count)).compactMap { row -> String? in
            let (a, b) = (row < old.count ? String(old[row]) : "(none)", row < new.count ? String(new[row]) : "(none)")
            return a == b ? nil : "line \(row + 1)\n  golden: \(a)\n  now:    \(b)"
        }
        Issue.record("\(name) is not what it was:\n\(differences.joined(separator: "\n"))", sourceLocation: location)
    }
}
