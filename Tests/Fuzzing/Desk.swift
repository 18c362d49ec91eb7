// A session at which lines are tried: what must be true of every command is looked at here.
import Documents
import Language
import Sessions
import Workspaces

/// A session and the laws of its commands.
struct Desk {
    private(set) var session: Session
    private var bits: Bits

    init(_ session: Session) {
        self.session = session
        bits = Bits(of: session.desk)
    }

    /// States in which lines are tried; each an ordinary session.
    static let states: [Session] = [
        [], ["net 2-2-2 sigmoid"], ["layer input 3"], ["net 2-2-1; input 1 2"],
        ["net 2-2-2 sigmoid; input 1 2; target 0 1; step 17; break E; display E; watch w5"],
        ["net 2-2-2 sigmoid; input 1 2; target 0 1; step 4; step term"],
        ["net 2-3-1 tanh; data xor; train 5 batch=2; define bend(x) = x^2"],
        [
            "layer input 5x5x2; layer conv 2 3x3 stride=2 padding=1 relu; layer batchnorm relu; layer maxpool 2x2; layer flatten",
            "layer dense 2 softmax; input [[\(String(repeating: "1,2,", count: 12))0,1],[\(String(repeating: "-1,3,", count: 12))0,1]]",
        ],
        ["layer input 2; layer dense 3 tanh; layer dense 3 relu; layer add 1; layer dense 2 softmax; input 1 2; target 1 0; step 12"],
        ["data moons n=12; net 2-4-2 relu output=softmax; split 60/20/20 seed=1; normalise; layer dropout 0.5; train 2; step 3"],
        ["net 2-2-2 output=softmax; loss cross-entropy center=0.1; data circle n=6; optimizer adam; train 1; freeze w1; undo"],
        ["net 3-1 identity; bias shared; clip norm 1; penalty l1=0.01; schedule step every=2 gamma=0.5; input [[1,2,3],[4,5,6]]"],
    ].map { lines in
        var session = Session()
        for line in lines { _ = session.run(line) }
        return session
    }

    /// Runs the commands of a line one by one, and types them first.
    mutating func run(
        _ line: String, isAllowed: (String) -> Bool = Manners.allows, _ tell: (String) -> Void
    ) throws(BrokenLaw) {
        guard isAllowed(line) else { return }
        tell(line)
        type(line)
        guard let commands = try? CommandLine.commands(of: line), !commands.isEmpty else { return try runOne(line) }
        for command in commands where !session.isOver { try runOne(command.text) }
    }

    /// What the screen does with a line before it is run: it completes and corrects it.
    private func type(_ line: String) {
        _ = Completion.candidates(for: line, in: session.desk)
        _ = LineMistake.first(in: line, cursor: line.count, desk: session.desk)
        _ = LineMistake.openBrackets(in: line)
        _ = CommandTable.mistake(in: line)
    }

    private mutating func runOne(_ line: String) throws(BrokenLaw) {
        let transcript = session.transcript
        for outcome in session.run(line, control: RunControl(looks: Manners.looks)) {
            _ = outcome.json
            let now = Bits(of: session.desk)
            switch outcome.result {
            case .success(let reply):
                _ = PlainText(width: 40, isASCII: true).text(of: reply)
                if CommandTable.kind(of: outcome.command) == .look, !Self.movesInTime(outcome.command) { try expectUnchanged(now, line) }
            case .failure(let error):
                try expectUnchanged(now, line)
                try law(session.transcript == transcript, "a refused command is in the transcript: \(line)")
                try law(!error.message.isEmpty && !error.message.contains("\n"), "'\(error.message)' of \(line)")
                if let column = error.column { try law((1...line.count + 1).contains(column), "column \(column) of \(line)") }
                _ = PlainText().text(of: error, in: outcome.command)
            }
            bits = now
        }
    }

    private func expectUnchanged(_ now: Bits, _ line: String) throws(BrokenLaw) {
        if let difference = now.difference(from: bits) { throw BrokenLaw("'\(line)' changed \(difference)") }
    }

    /// Whether a command goes to another state of the past, which is no look.
    private static func movesInTime(_ line: String) -> Bool { ["undo", "redo", "open"].contains(commandName(of: line)) }

    /// Takes the last command back and does it again: both are exact.
    mutating func goBackAndForth() throws(BrokenLaw) {
        let before = bits
        guard session.run("undo").last?.isSuccess == true, session.run("redo").last?.isSuccess == true else {
            bits = Bits(of: session.desk)
            return
        }
        try expectUnchanged(Bits(of: session.desk), "undo; redo")
        bits = before
    }
}

/// What a fuzzed line may do to the machine it runs on: nothing. And how much work it may ask for.
enum Manners {
    /// How often a command may look whether to stop until it is stopped.
    static let looks = 40

    /// Commands that write files, and those that read files as commands.
    private static let withFiles: Set<String> = ["save", "open", "replay", "screen", "lesson", "export", "import"]

    /// Commands whose work grows with the numbers they are given, as it should: large ones would only take long.
    private static let hungry: Set<String> = [
        "net", "layer", "data", "train", "check", "input", "target", "plot", "set", "search", "compare", "hunt", "gallery", "features",
    ]

    /// Whether a line leaves files alone and asks for no more work than a test has time for.
    static func allows(_ line: String) -> Bool {
        leavesFilesAlone(line) { !hungry.contains(commandName(of: $0)) || !hasLargeNumber($0) }
    }

    /// - Parameter isAllowed: what else is asked of each command.
    static func leavesFilesAlone(_ line: String, and isAllowed: (String) -> Bool = { _ in true }) -> Bool {
        guard line.utf8.count <= 1000, let commands = try? CommandLine.commands(of: line) else { return true }
        return commands.allSatisfy { command in
            guard let (asked, file) = try? command.splitRedirection(), file == nil else { return false }
            let name = commandName(of: asked.text)
            if withFiles.contains(name) || name == "data" && asked.text.contains("load") { return false }
            return isAllowed(asked.text)
        }
    }

    /// Whether a number of 3 to 9 digits is in a text; still larger ones are refused without any work.
    private static func hasLargeNumber(_ text: String) -> Bool {
        text.split { !$0.isNumber }.contains { (3...9).contains($0.count) } || text.contains { "eE".contains($0) } && hasExponent(text)
    }

    private static func hasExponent(_ text: String) -> Bool {
        zip(text, text.dropFirst()).contains { $0.isNumber && "eE".contains($1) }
    }
}

/// The full name of the command that a line begins with; empty if there is none such.
private func commandName(of line: String) -> String {
    let word = (try? CommandLine.commands(of: line))?.first?.words.first
    return word.flatMap { try? CommandTable.command(named: $0).name } ?? ""
}
