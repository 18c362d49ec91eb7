// The README's picture and table come from the program, so that they cannot go stale.
import Foundation
import Language
import Scenes
import Testing

@testable import Explorer

@Suite("The README", .serialized)
struct ReadmeTests {
    @Test("opens with two pictures of the screen as it is: a step, and a training under way")
    func pictures() throws {
        var player = Player(120, 40)
        player.state.options.colors = .truecolor
        player.play(try #require(Scene.named("backward")))
        try Golden.expectFile(player.state.screenPicture.svg, is: "readme-step.svg")

        player = Player(120, 40)
        player.state.options.colors = .truecolor
        player.enter(
            "net 2-8-8-1 tanh output=sigmoid", "init glorot-uniform seed=1", "loss binary-cross-entropy", "optimizer adam lr=0.03",
            "data spiral n=160 seed=1")
        player.watch("train 1000", after: [1, 50, 100, 150, 200, 250, 300])
        try Golden.expectFile(player.state.screenPicture.svg, is: "readme-training.svg")

        let readme = try String(contentsOfFile: "\(packageFolder)/README.md", encoding: .utf8)
        for name in ["readme-step.svg", "readme-training.svg"] { #expect(readme.contains("Tests/ExplorerTests/Golden/\(name)")) }
    }

    @Test("names a licence, and every document that it links is there")
    func links() throws {
        let readme = try String(contentsOfFile: "\(packageFolder)/README.md", encoding: .utf8)
        #expect(readme.contains("](LICENSE)"))
        for link in readme.matches(of: #/\]\(([^):#]+)\)/#) {
            #expect(FileManager.default.fileExists(atPath: "\(packageFolder)/\(link.1)"), "\(link.1)")
        }
    }

    @Test("lists the commands as they are")
    func commands() throws {
        var lines: [String] = []
        for group in Command.Group.allCases {
            lines += ["", "**\(group.rawValue)**", "", "| | |", "|---|---|"]
            for command in CommandTable.commands where command.group == group {
                let forms = command.synopsis.map { "`\($0.replacingOccurrences(of: "|", with: "\\|"))`" }.joined(separator: "<br>")
                lines.append("| \(forms) | \(command.summary.replacingOccurrences(of: "|", with: "\\|")) |")
            }
        }
        try Golden.expect(lines.dropFirst().joined(separator: "\n"), between: "commands", in: "README.md")
    }
}
