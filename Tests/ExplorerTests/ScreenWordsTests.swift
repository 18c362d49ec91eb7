// Help knows every word that the screen uses: titles, headings, columns, and what the lines above the pictures say.
import Documents
import Language
import NeuralEngine
import Portraits
import Testing

@testable import Explorer
@testable import Workspaces

@Suite("Words of the screen")
struct ScreenWordsTests {
    /// Lines that leave much to be seen, and the keys that go round.
    private static func screens() -> [Player] {
        func player(_ lines: String..., keys: Key...) -> Player {
            var player = Player(120, 40)
            for line in lines { player.enter(line) }
            for key in keys { player.press(key) }
            return player
        }
        let small = ["net 2-2-2 sigmoid", "input 0.05 0.1", "target 0.01 0.99"]
        return [
            player(), player(small[0], small[1], small[2], "step"), player(small[0], small[1], small[2], "step 13"),
            player("net 2-3-1 tanh output=sigmoid", "data circle n=40", "split 70/30", "train 20"),
            player("layer input 6x6x1", "layer conv 2 3x3 relu", "layer maxpool 2x2", "layer flatten", "layer dense 2 softmax"),
        ]
    }

    /// The titles of panes and pictures: what stands behind a rule.
    private static func titles(_ player: Player) -> [String] {
        player.lines.filter { $0.contains("──") }.flatMap { line -> [String] in
            line.split(separator: "─", omittingEmptySubsequences: true).flatMap { part in
                part.hasPrefix(" ") ? part.split(whereSeparator: { !$0.isLetter && !"./'".contains($0) }).map(String.init) : []
            }
        }
    }

    /// The heads of the columns of values and of the graph.
    private static func heads(_ player: Player) -> [String] {
        let columns = player.state.workspace.diagram?.columns.flatMap { [$0.title, $0.subtitle] } ?? []
        return columns.flatMap { $0.split(separator: " ") }.map(String.init) + ["node", "net", "out", "delta", "weight", "value", "grad"]
    }

    /// The heads of the tables that commands answer with: of several words, as `stable rank`, or else word by word.
    private static func tableHeads() -> [String] {
        var session = Player().state.session
        let lines = [
            "net 2-3-1 tanh output=sigmoid", "data circle n=20", "compare lr=0.1,1000 seeds=2 epochs=2 on=accuracy",
            "compare lr=0.1,1e9 seeds=2 epochs=3", "show spectrum", "gallery", "show network", "show steps", "show data", "train 4 every=2",
            "show confusion", "predict [[1,2],[3,4]]",
        ]
        let replies = lines.flatMap { session.run($0) }.compactMap { try? $0.result.get() }
        let heads = replies.flatMap(\.blocks).flatMap { block -> [String] in if case .table(let table) = block { table.header } else { [] }
        }
        // Two heads are sentences: of the gallery, and of the confusion matrix.
        return heads.filter { $0.contains { $0.isLetter } && !["what it is", "true \\ answered"].contains($0) }
    }

    /// The architectures of the gallery, the rules for first weights, and what the settings are called.
    private static let names = [
        "lstm", "rnn", "hopfield", "glorot", "he", "lecun", "xavier", "glorot-uniform", "he-normal", "orthogonal", "zeros", "seed", "epoch",
        "batch",
        "spectrum", "singular value", "rank", "Jacobian", "band", "spread", "diverged", "verdict",
        // What formulas, titles, footers and legends say.
        "dE/dx", "dE/dW1", "dE/dnet_h1", "dE/dout_o1", "direction 1", "looking back", "paused", "running", "playing", "epoch 0",
        "taken over",
        "not kept", "best so far", "trials", "next trial", "the best quarter", "other trials", "foretold", "where it may lie",
        "log improvement",
        "log good / others", "good", "others", "ratio", "bound", "left out", "quadratic", "trust region", "least to greatest", "crossing",
    ]

    static let words: [String] = {
        let seen = screens().flatMap { titles($0) + heads($0) } + tableHeads() + names
        let named =
            Pane.allCases.map(\.rawValue) + SideContent.allCases.map(\.rawValue) + TrainingPicture.allCases.map(\.name)
            + [Phase.forward, .loss, .backward, .update].map(\.rawValue)
            + [
                "val.loss", "val.accuracy", "samples/s", "lr", "pace", "bias", "δ", "f'", "E", "term", "rate", "target", "so far",
                "sigmoid'",
            ]
        let known = Set(["of", "at", "a", "by", "for", "x"])
        return Set((seen + named).filter { !known.contains($0) && $0.contains { $0.isLetter } && !$0.contains { $0.isNumber } } + names)
            .sorted()
    }()

    @Test("help explains each", arguments: words)
    func explained(word: String) {
        var session = Player().state.session
        guard case .success? = session.run("help \(word)").last?.result else {
            Issue.record("help \(word) knows nothing")
            return
        }
    }
}
