// The README's picture and table come from the program, so that they cannot go stale.
import Foundation
import Language
import Scenes
import Testing

@testable import Explorer

@Suite("The README", .serialized)
struct ReadmeTests {
    @Test("shows the screen as it is")
    func screen() throws {
        var player = Player(80, 24)
        player.play(try #require(Scene.named("backward")))
        try Golden.expect("```\n\(player.screen)\n```", between: "screen", in: "README.md")
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
