// Bad input of every kind: one clear error, nothing changed, never a crash.
import Documents
import Testing

@testable import Language
@testable import Sessions

@Suite("Bad input")
struct BadInputTests {
    /// States in which a mistake may be made.
    static let states: [String: Talk] = [
        "nothing yet": Talk(),
        "a network alone": Talk("net 2-2-2 sigmoid"),
        "an input without target": Talk("net 2-2-2 sigmoid; input 1 2"),
        "the middle of a pass": Talk("net 2-2-2 sigmoid; input 1 2; target 0 1; step 17; break E; display E"),
        "the middle of a sum": Talk("net 2-2-2 sigmoid; input 1 2; target 0 1; step 4; step term"),
        "after training": Talk("net 2-2-1 tanh; data xor; train 5 batch=2; define bend(x) = x^2"),
        "layers without end": Talk("layer input 3"),
    ]

    static let long = String(repeating: "1,", count: 60_000)

    /// Lines that are wrong in every state.
    static let lines: [String] = [
        "stpe", "foo bar", "?!", "$", "net", "net 2", "net 2-", "net -2-2", "net 2-2-x", "net 2.5-1", "net 2-2 sigmod",
        "net 2-2 sigmoid tanh",
        "net 99999999999999999999-2", "net 1000000-1000000", "net 2-2 output=", "net 2-2 output=foo", "net 2-2 foo=tanh",
        "net 2-2 output=tanh output=tanh", "net 0-2", "net 2--2", "net 2-2 leaky-relu(x)", "net 2-2 leaky-relu(inf)", "net 2-2 leaky-relu(",
        "layer",
        "layer foo", "layer dense", "layer dense 0", "layer dense 2 foo", "layer dense 1 2 3", "layer remove 99", "layer input x",
        "layer input 0", "loss", "loss foo",
        "loss huber delta=0", "loss huber delta=inf", "loss mse smoothing=0.1", "loss mse weights=", "loss mse weights=x",
        "loss mse weights=-1",
        "loss mse reduction=foo", "net 2-2 celu(0)", "net 2-2 relu7", "schedule", "schedule foo", "schedule one-cycle",
        "schedule one-cycle epochs=0", "schedule plateau factor=2", "schedule plateau patience=x", "schedule warm-restarts first=x",
        "schedule step every=2 by=foo", "optimizer rprop least=0", "optimizer rprop eta-plus=0.5", "print recall", "print recall.0",
        "optimizer foo", "optimizer sgd lr=x", "optimizer sgd lr=nan", "optimizer sgd lr=-1",
        "optimizer sgd lr=1 lr=2", "bias", "bias foo", "bias each shared", "freeze", "freeze foo", "freeze h1.out", "unfreeze w99",
        "init foo", "init glorot-uniform seed=-1", "init glorot-uniform seed=1.5", "init constant value=inf", "init zeros ones", "set",
        "set w1", "set w1 x", "set w1 nan", "set w1 inf", "set w1 -inf", "set w1 1e999", "set w1 1 2", "set w1 [1,2]", "set w1 [[1],[2]]",
        "set W1 [[1,2],[3]]", "set W1 [[", "set W1 []", "set W1 [[]]", "set W1 [1,2]]", "set W1 [[1,2]] 3", "set W9 [[1]]", "set w1=1",
        "set E 1", "set h1.net 1", "set i1 1", "set digits 0", "set digits 18", "set digits x", "set digits", "set batch 0", "set batch -1",
        "set batch x", "set marks foo", "set panes", "set panes foo", "set panes training", "set panes step step", "set panes auto step",
        "set panes widths=40", "set panes widths=40/40", "set panes widths=120/-20", "set panes heights=50/50", "set panes heights=a/b/c",
        "set panes sizes=50/50", "set lr x", "set lr -1", "set lr inf", "set foo 1", "input", "input x", "input nan",
        "input 1 2 inf",
        "input [[1,2],[3]]", "input [[1,2],[3,nan]]", "input [[1,2]", "target", "target x", "target [[1],[2,3]]", "data foo", "data",
        "data xor n=3", "data circle n=1", "data circle n=99999999", "data circle noise=x", "data circle seed=-1", "data spiral n=10 n=20",
        "step 0", "step -1", "step 1.5", "step 99999999999999999999", "step x", "step node node", "step 1 2", "step nan", "back 0",
        "back x",
        "goto", "goto -1", "goto 1.5", "goto 1e9", "goto foo", "goto 1 2", "continue 1", "finish now", "forward 2", "backward 2",
        "update 2",
        "break", "break foo", "break if", "break if 1 <", "break layer", "break layer 0", "break layer x", "break E E", "watch",
        "watch foo",
        "watch w1 w2", "display", "display 1 +", "display foo", "info foo", "delete", "delete 99", "delete x", "delete -1", "print",
        "print 1 +", "print foo", "print (1", "print 1)", "print [1", "print \"x", "print 1e999", "print W1 + b1", "print 1 2",
        "print sigmoid", "print sigmoid(1", "print grad(", "explain", "explain foo", "explain 1", "explain w1 w2", "show foo",
        "show weights now", "show truth 1", "show spectrum sample=0", "show spectrum sample=x", "show weights sample=1", "properties",
        "properties foo", "properties softmax", "properties sigmoid tanh", "collapse now", "plot folding x=1", "plot units layer=0",
        "plot folding layer=1", "plot spectrum sample=x", "plot spectrum x=0..1",
        "train 0", "train -1", "train x", "train 1.5", "train 99999999999999999999", "train 1 2", "train batch=0", "train batch=x",
        "train every=0", "train until=", "train until=loss<", "train until=foo<1", "train foo=1", "train 1 every=1 every=2", "pause",
        "plot",
        "plot foo", "plot 1 +", "plot sigmoid x=1", "plot sigmoid x=2..1", "plot sigmoid x=a..b", "plot sigmoid x=1..inf",
        "plot sigmoid size=0x0", "plot sigmoid size=x", "plot sigmoid marks=foo", "plot sigmoid foo=1", "plot W1",
        "plot a b c d e f g h i", "define", "define f", "define f(x)", "define f(x) =", "define f(x) = y", "define f(x) = f(x)",
        "define sigmoid(x) = x", "define f(x) = 1 +", "define 1(x) = x", "save", "save a b", "save a overwrite=maybe",
        "open", "open no-such-session", "open a b", "open sessions", "replay", "replay no-such-session", "replay a b", "replay a speed=0",
        "replay a speed=x", "undo x", "undo 0", "undo -1", "redo", "redo x", "history 1", "help foo", "help step back", "lesson foo",
        "lesson 99", "lesson 1 2", "quit now", "where is it",
        "\u{1}", "print \u{0}", "\u{1B}[2J", "print 1\u{7F}", "net 2\u{FFFD}2", "print 😀", "näh", "print 1\n2", "\r\r",
    ]

    /// Lines that are far too long, each in its own way.
    static let longLines: [String] = [
        String(repeating: "x", count: 1_000_000), "print " + String(repeating: "1+", count: 600_000),
        "print " + String(repeating: "(", count: 90_000), String(repeating: "[", count: 90_000) + String(repeating: "]", count: 90_000),
        "set W1 [" + long + "1]", "input " + long, "net " + String(repeating: "9", count: 100_000),
        "print " + String(repeating: "-", count: 90_000),
        "print " + String(repeating: "x", count: 90_000), "goto " + String(repeating: "1", count: 90_000),
        "print " + String(repeating: "sin(", count: 40_000) + "1" + String(repeating: ")", count: 40_000),
    ]

    @Test("a wrong line gets one error and changes nothing", arguments: states.keys.sorted())
    func changesNothing(state: String) throws {
        try refuses(Self.lines, in: state)
    }

    @Test("a line without end is refused like any other")
    func endless() throws {
        try refuses(Self.longLines, in: "after training")
    }

    private func refuses(_ lines: [String], in state: String) throws {
        var talk = try #require(Self.states[state])
        let bits = talk.bits, commands = talk.session.transcript.commands
        for line in lines {
            let error = talk.error(line)
            let shown = line.prefix(60)
            #expect(error != nil, "\(shown)")
            guard let error else {
                talk = try #require(Self.states[state])
                continue
            }
            #expect(!error.message.isEmpty && !error.message.contains("\n") && error.message.count < 400, "\(shown): \(error.message)")
            #expect(!error.message.hasSuffix("."), "\(error.message)")
            if let column = error.column { #expect(column >= 1 && column <= line.count + 1, "\(shown): column \(column)") }
            // What is wrong with the line has a place in it; what is missing in the state has a hint.
            #expect(error.column != nil || error.hint != nil, "\(shown): \(error.message)")
            let text = PlainText(width: 80).text(of: error, in: line)
            #expect(text.split(separator: "\n").count <= 5, "\(text)")
            #expect(text.unicodeScalars.allSatisfy { $0.value >= 32 || $0 == "\n" }, "\(shown)")
        }
        #expect(talk.bits.difference(from: bits) == nil)
        #expect(talk.session.transcript.commands == commands)
    }

    @Test(
        "what a hint says to write works, typed as it stands",
        arguments: [
            ("net 2-2-2 sigmoid", "break E > 1", "break if E > 1"), ("net 2-2-2 sigmoid", "watch w1 > 2", "watch w1 if w1 > 2"),
            ("net 2-2-2 sigmoid; input 1 2; target 0 1", "print dE/dw1", "grad(w1)"),
            ("net 2-2-2 sigmoid; input 1 2; target 0 1", "print 2*dE/dnet_h1", "h1.delta"),
            ("net 2-2-2 sigmoid", "save my net.nns", "save \"my net.nns\""),
            ("net 2-2-2 sigmoid", "data load my data.csv target=y", "data load \"my data.csv\" target=y"),
            ("net 2-2-2 sigmoid", "plot sigmoid > my curve.svg", "plot sigmoid > \"my curve.svg\""),
            ("net 2-2-2 sigmoid", "predict my rows.csv", "predict \"my rows.csv\""),
        ])
    func written(scene: String, line: String, works: String) {
        var talk = Talk(scene)
        #expect(talk.error(line)?.hint == "write: \(works)")
    }

    @Test("what is drawn as bars or columns is kept as a table, too")
    func barsAsTables() throws {
        let folder = try DataFolder()
        var talk = Talk("data xor; net 2-3-1 tanh output=sigmoid")
        for plot in ["gradients", "activations", "weights as=histogram"] {
            #expect(talk.error("plot \(plot) > \(folder.path)/now.csv overwrite=yes") == nil, "\(plot)")
        }
    }

    @Test("the lines of an error fit the width, and the caret stands under the place", arguments: [40, 80])
    func caret(width: Int) throws {
        let line = "print " + String(repeating: "1 + ", count: 100) + "foo"
        var talk = Talk("net 2-2")
        let refusal = talk.error(line)
        let error = try #require(refusal)
        let lines = PlainText(width: width).text(of: error, in: line).split(separator: "\n")
        #expect(lines[1].count <= width)
        let caret = try #require(lines[2].firstIndex(of: "^"))
        #expect(lines[1].dropFirst(lines[2].distance(from: lines[2].startIndex, to: caret)).hasPrefix("foo"))
    }

    @Test("commands with a few characters changed, left out or added never crash, and change nothing if refused", arguments: 1...15)
    func mutations(seed: Int) {
        var random = RandomTalk(seed: seed)
        var talk = random.scene()
        let examples = CommandTable.commands.filter { $0.group != .sessions }.flatMap(\.examples)
        let alphabet = Array("0123456789abehw.-+*/^()[]{}<>=,;#'\" \u{1}\u{7F}é😀WE\t")
        for _ in 1...60 {
            var line = Array(random.int(0...1) == 0 ? random.pick(examples) : random.command())
            for _ in 1...random.int(1...3) {
                let place = random.int(0...max(0, line.count - 1))
                switch random.int(0...2) {
                case 0 where !line.isEmpty: line[place] = random.pick(alphabet)
                case 1 where !line.isEmpty: line.remove(at: place)
                default: line.insert(random.pick(alphabet), at: place)
                }
            }
            let text = String(line)
            // A billion epochs would be right, and so would a condition that never holds; both take too long here.
            guard !text.lowercased().contains("c"),
                !text.contains("train") || text.split(whereSeparator: { !$0.isNumber }).allSatisfy({ $0.count < 4 })
            else { continue }
            for piece in text.split(separator: ";") {
                let bits = talk.bits
                if talk.error(String(piece)) != nil { #expect(talk.bits.difference(from: bits) == nil, "\(piece)") }
            }
        }
    }

    @Test("random bytes never crash and are refused or harmless", arguments: 1...20)
    func randomBytes(seed: Int) {
        var random = RandomTalk(seed: seed)
        var talk = random.scene()
        for _ in 1...60 {
            let bytes = (0..<random.int(0...60)).map { _ in UInt8(random.int(0...255)) }
            let bits = talk.bits
            if talk.error(String(decoding: bytes, as: UTF8.self)) != nil { #expect(talk.bits.difference(from: bits) == nil) }
        }
    }

    @Test("lines of blanks, remarks and separators do nothing", arguments: ["", "   ", "\t", ";", "; ;;", "# set w1 1", "   # x", ";#"])
    func nothing(line: String) {
        var talk = Talk.example
        let bits = talk.bits
        #expect(talk.session.run(line).isEmpty)
        #expect(talk.bits.difference(from: bits) == nil)
    }

    @Test("a line is run up to its first mistake")
    func upToTheMistake() {
        var talk = Talk("net 1-1")
        #expect(talk.run("set w1 1; set w2 2; set w1 3").hasPrefix("w1 = 1\nerror: there is no parameter 'w2' in this network"))
        #expect(talk.value("w1") == 1)
    }
}
