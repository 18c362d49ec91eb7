// A scene in a real terminal: what a learner does is typed and clicked there, and the screen is compared with the golden file.
import Foundation
import Scenes
import Testing

extension PseudoTerminal {
    /// Starts the program as a scene needs it: with eight colours, so that pictures are marks, which golden files show.
    convenience init(for scene: Scene, _ size: (Int, Int)) throws {
        try self.init(
            columns: size.0, rows: size.1, environment: ["TERM": "xterm"].merging(scene.isASCII ? ["LANG": "C"] : [:]) { $1 },
            isFirstStart: scene.isFirstStart)
    }

    /// Does what a learner does in a scene.
    func play(_ scene: Scene) {
        wait(for: scene.isFirstStart ? "first time here" : "type a command")
        for step in scene.steps {
            switch step {
            case .type(let text): type(text)
            case .enter(let lines): type(lines.map { $0 + "\r" }.joined())
            case .watch(let line, _):
                type(line + "\r")
                wait(for: "─ training ─")
            case .change(let line): type(line + "\r")
            case .interrupt(let line, let key): type("\(line)\r\(key)")
            case .paste(let text): type("\u{1B}[200~\(text)\u{1B}[201~")
            case .press(let keys): type(keys.map(\.bytes).joined())
            case .click(let text): click(onText: text)
            case .drag(let text, let other, let letsGo):
                if let start = place(of: text), let end = place(of: other) { drag(from: start, to: end, letsGo: letsGo) }
            case .see(let text): wait(for: text)
            }
        }
    }

    /// Clicks where the screen shows a text.
    func click(onText text: String) {
        if let place = place(of: text) { click(x: place.x, y: place.y) }
    }

    /// Waits until the screen shows a text. Returns where.
    private func place(of text: String) -> (x: Int, y: Int)? {
        wait(for: text)
        for (y, line) in screen.lines.enumerated() {
            if let range = line.range(of: text) { return (line.distance(from: line.startIndex, to: range.lowerBound), y) }
        }
        return nil
    }

    /// The screen becomes the golden one of a scene. Of figures that run, more than one is seen.
    func expect(_ scene: Scene, _ size: (Int, Int), location: SourceLocation = #_sourceLocation) throws {
        let golden = try Self.golden("\(scene.name)-\(size.0)x\(size.1)"), what = "the screen \(scene.name) at \(size.0)x\(size.1)"
        guard scene.hasRunningFigures else {
            wait(what, location: location) { scene.kept(of: $0.lines) == golden }
            return #expect(screen.unknown == [], sourceLocation: location)
        }
        var seen: Set<[String]> = []
        wait("\(what), three times", location: location) { screen in
            if scene.kept(of: Scene.standingStill(screen.lines)) == golden { seen.insert(screen.lines) }
            return seen.count == 3
        }
        #expect(screen.unknown == [], sourceLocation: location)
    }

    /// The rows of a golden file.
    static func golden(_ name: String) throws -> [String] {
        let path = "\(Program.packageFolder)/Tests/ExplorerTests/Golden/\(name).txt"
        return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(
            String.init)
    }
}
