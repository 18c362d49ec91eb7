// Golden files as the tests of the language read them: nested lists and numbers, typed as commands.
import Foundation

/// A golden file of the engine's tests.
func goldenFile(_ name: String) -> [String: Any] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("NeuralEngineTests/Golden/\(name).json")
    return (try? Data(contentsOf: file)).flatMap { try? JSONSerialization.jsonObject(with: $0) } as? [String: Any] ?? [:]
}

/// The cases of such a file, or what it has under another name.
func goldenCases(_ name: String, _ key: String = "cases") -> [[String: Any]] { goldenFile(name)[key] as? [[String: Any]] ?? [] }

/// All numbers of nested lists, in order.
func flat(_ value: Any?) -> [Double] { (value as? [Any])?.flatMap(flat) ?? (value as? Double).map { [$0] } ?? [] }

/// Nested lists as they are typed.
func typed(_ value: Any?) -> String {
    (value as? [Any]).map { "[" + $0.map(typed).joined(separator: ",") + "]" } ?? (value as? Double).map { "\($0)" } ?? ""
}

/// Whether numbers are near to the right ones, by a part of the largest of these.
func isNear(_ a: [Double], _ b: [Double], _ tolerance: Double) -> Bool {
    let size = b.map(\.magnitude).max() ?? 0
    return a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= tolerance * max(size, 1e-300) }
}
