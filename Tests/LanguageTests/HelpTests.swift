// Help, completion and the command table say what is true.
import Charts
import Formula
import NeuralEngine
import Testing

@testable import Language

@Suite("Help")
struct HelpTests {
    /// What each example needs before it.
    private static func ready(for command: Command) -> Talk {
        var talk = Talk.example
        talk.run("define mish(x) = x*tanh(softplus(x)); break h1.net; train 3")
        switch command.name {
        case "layer": talk.run("net 2-2-2 tanh")
        case "net", "plot", "compare": talk.run("net 2-2-1 tanh; data xor; train 1")
        case "train": talk.run("net 2-2-1 tanh; data moons n=60; split 60/40; train 1")
        case "data": talk = Talk()
        case "collapse": talk.run("net 2-3-1 identity")
        case "rewind": talk.run("train 20")
        case "split", "normalise": talk = Talk("data iris")
        case "loss": talk = Talk("data iris", "net 4-3-3 softmax")
        case "predict": talk = Talk("data iris", "net 4-3-3 softmax")
        case "screen": talk.session.screen = ScreenPicture(canvas: Canvas(width: 3, height: 2), background: .dark)
        case "back", "reverse", "undo", "why": talk.run("step layer")
        // As many inputs as there are features has no network yet.
        case "features": talk = Talk("data xor")
        default: break
        }
        return talk
    }

    @Test("every example of every command works", arguments: CommandTable.commands.map(\.name))
    func examplesWork(name: String) throws {
        let command = try CommandTable.command(named: Word(name, column: 1))
        let folder = try DataFolder()
        for example in command.examples where command.group != .sessions || command.name == "help" {
            var talk = Self.ready(for: command)
            #expect(talk.error(folder.placed(example)) == nil, "\(example)")
        }
    }

    @Test(
        "words that are the name of no page lead to the pages that tell of it",
        arguments: [
            ("svg", "`help plot`, `help screen`, `help keys`, `help files` tell of it"),
            ("export", "`help search`, `help plot`, `help screen`, `help files` tell of it"), ("save picture", "`help files` tells of it"),
            ("export picture", "`help plot`, `help screen`, `help files` tell of it"),
            ("stpe", "did you mean 'step'?"), ("xyzzy", "`help` lists the commands"),
        ])
    func wordsOfPages(word: String, hint: String) {
        var talk = Talk()
        let error = talk.error("help \(word)")
        #expect(error?.message == "there is no help about '\(word)'" && error?.column == 6)
        #expect(error?.hint == hint)
    }

    @Test(
        "a term of the field is explained under each of its names, in one word or several, with examples and where there is more",
        arguments: [
            ("delta", "dE/dnet"), ("Gradients", "dE/dw"), ("learning rate", "how far an update goes"), ("backprop", "the chain rule"),
            ("colours", "background light or dark"), ("loss", "how far the outputs are from the targets"), ("net", "net input:"),
            ("dropout", "(help layer tells more)"), ("pool", "  layer maxpool 2x2"), ("terms", "confusion matrix"),
        ])
    func terms(term: String, text: String) {
        var talk = Talk()
        #expect(talk.run("help \(term)").lowercased().contains(text.lowercased()))
    }

    @Test(
        "terms have distinct names, none of them that of a command or topic, and examples that are commands",
        arguments: Term.all.map(\.names[0]))
    func term(name: String) throws {
        let term = try #require(Term.named(name))
        for name in term.names {
            #expect(Term.all.filter { $0.names.contains(name) }.count == 1 && Term.named(name)?.names[0] == term.names[0])
            #expect(!CommandTable.isName(name.lowercased()) && !Help.topics.contains { $0.name == name }, "\(name)")
        }
        #expect(!term.tries.isEmpty && term.meaning.hasSuffix("."))
        for example in term.tries { #expect(CommandTable.mistake(in: example) == nil, "\(example)") }
    }

    @Test("a form of a command has the page of the command", arguments: ["plot spectrum", "plot units", "show truth", "search bayes"])
    func forms(words: String) {
        var talk = Talk()
        #expect(talk.run("help \(words)") == talk.run("help \(words.prefix { $0 != " " })"))
    }

    @Test("every command has a help page with its forms, and every form begins with its name", arguments: CommandTable.commands.map(\.name))
    func pages(name: String) throws {
        let command = try CommandTable.command(named: Word(name, column: 1))
        var talk = Talk()
        let page = talk.run("help \(name)")
        for form in command.synopsis {
            #expect(page.contains(form))
            #expect(form == name || form.hasPrefix(name + " "))
        }
        #expect(page.contains(command.summary.prefix(40)))
        #expect(command.summary.hasSuffix("."))
    }

    @Test("names and aliases are distinct")
    func distinct() {
        let words = CommandTable.commands.flatMap { [$0.name] + $0.aliases }
        #expect(Set(words).count == words.count)
    }

    @Test("any unambiguous beginning of a command means it", arguments: CommandTable.commands.map(\.name))
    func prefixes(name: String) throws {
        for length in 1...name.count {
            let word = String(name.prefix(length))
            let fitting = CommandTable.commands.filter { $0.name.hasPrefix(word) || $0.aliases.contains { $0.hasPrefix(word) } }
            guard fitting.count == 1 else { continue }
            #expect(try CommandTable.command(named: Word(word.uppercased(), column: 1)).name == fitting[0].name)
        }
    }

    @Test("single letters", arguments: [("s", "step"), ("b", "back"), ("c", "continue"), ("p", "print"), ("q", "quit"), ("S", "step")])
    func letters(letter: String, name: String) throws {
        #expect(try CommandTable.command(named: Word(letter, column: 1)).name == name)
    }

    @Test("topics", arguments: ["quantities", "expressions", "keys", "Quantities"])
    func topics(topic: String) {
        var talk = Talk()
        #expect(talk.run("help \(topic)").split(separator: "\n").count > 3)
    }

    @Test(
        "every line of a topic is a whole one: it is folded for the screen, not before", arguments: ["expressions", "keys", "appearance"])
    func whole(topic: String) {
        for line in Help.topics.first(where: { $0.name == topic })?.lines ?? [] { #expect(line.hasSuffix("."), "\(line)") }
    }

    @Test(
        "a slip of a finger is forgiven",
        arguments: [
            ("stpe", "step"), ("prnit 1", "print 1"), ("trian", "train"), ("undp", "undo"), ("hlep", "help"), ("plto x", "plot x"),
            ("setp 3", "step 3"),
        ])
    func didYouMean(line: String, name: String) {
        var talk = Talk()
        #expect(talk.error(line)?.hint == "did you mean '\(name)'?")
    }

    @Test("every function of expressions is explained, with its slope and what that is at a kink; help knows the same page")
    func functions() {
        var talk = Talk()
        for name in FunctionTable().names {
            for line in ["explain \(name)", "explain \(name)'", "help \(name)"] { #expect(talk.error(line) == nil, "\(line)") }
        }
        #expect(
            Set(ElementaryFunction.all.map(\.name))
                == Set(FunctionTable().names).subtracting(Activation.builtIn.map { String($0.name.prefix { $0 != "(" }) }))
        #expect(talk.run("explain abs").hasPrefix("abs(x) = x if x > 0 else -x, the size of x\nabs'(x) = sign(x)\nAt 0 "))
        #expect(talk.run("explain max").contains("its slope by x: if(x > y, 1, 0)") && talk.run("explain log").hasPrefix("ln(x) = "))
        #expect(talk.run("explain norm").contains("its slope by x: x / norm(x, y)"))
        #expect(talk.run("help functions").contains("abs(x)") && talk.run("help functions").contains("leaky-relu"))
    }
}
