// A search on the screen: what is seen while it runs, and when it has come to its end.
import Charts
import Sessions
import Testing

@testable import Explorer
@testable import Workspaces

@Suite("A search that is watched")
struct SearchSightTests {
    private func player(_ width: Int, _ height: Int) -> Player {
        var player = Player(width, height)
        player.enter("net 2-3-1 tanh output=sigmoid", "data xor")
        return player
    }

    @Test(
        "while it runs its course and what the method thinks have the room of all panes above the foot", arguments: [(80, 24), (200, 60)])
    func running(width: Int, height: Int) throws {
        var player = player(width, height)
        player.type("search bayes lr=log(0.01..5) units=int(2..4) trials=12 epochs=3")
        guard case .run(let line, var session, let control)? = player.press(holding: .enter) else {
            Issue.record("it begins to run")
            return
        }
        #expect(!player.state.showsSearch)
        // Nobody looks until the third batch is about to begin; then what is seen is the best so far and two surfaces.
        control.watch { stage, _ in if let stage, stage.number <= 8 { _ = control.takeSight(Chart.self) } }
        let outcomes = session.run(line, control: control)
        player.send(.progress)
        #expect(player.state.showsSearch && player.state.rect(of: .network) == nil && player.state.rect(of: .transcript) != nil)
        let rect = try #require(player.state.rect(of: .chart))
        #expect(rect.width == width && rect.height > height / 2, "\(rect)")
        for text in ["best so far", "foretold", "log improvement", "log10 lr", "units", "○ next trial", "● trials"] {
            #expect(player.screen.contains(text), "\(player.screen)")
        }
        player.send(.finished(Finished(session: session, outcomes: outcomes)))
        #expect(player.state.looking.searching == nil && player.state.showsSearch, "the end of it stays in view")
        #expect(player.screen.contains("foretold") && player.screen.contains("Esc leave"), "\(player.screen)")
        player.press(.escape)
        #expect(!player.state.showsSearch && player.state.rect(of: .network) != nil)
    }

    @Test("plot search has that room, too, until another command is given; a step shows what the method thinks then")
    func plotted() throws {
        var player = player(80, 24)
        player.enter("search random lr=log(0.01..5) trials=4 epochs=3", "print 1")
        #expect(!player.state.showsSearch)
        player.enter("plot search parallel")
        #expect(player.state.showsSearch && player.screen.contains("the best quarter"), "\(player.screen)")
        player.enter("train 2")
        #expect(!player.state.showsSearch && player.state.showsTraining)
        player.enter("search step")
        #expect(player.state.showsSearch && !player.state.showsTraining)
    }
}
