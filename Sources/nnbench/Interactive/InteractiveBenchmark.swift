// How the program feels: its first answer, its keys, its frames, and what it costs while nobody touches it.
import Explorer
import Language
import Sessions

struct InteractiveBenchmark {
    let program: ProgramUnderTest

    func run() throws -> [Finding] {
        try firstAnswers() + keys() + frames(columns: 80, rows: 24) + frames(columns: 200, rows: 60) + idle()
    }

    // MARK: First answer

    /// `nnrepl -e 'print 1+1'`, started anew each time.
    private func firstAnswers() throws -> [Finding] {
        let runs = (0..<101).compactMap { _ in program.run(["-e", "print 1+1"]) }.dropFirst()
        guard !runs.isEmpty else { throw TerminalProgram.Failure.noAnswer("nnrepl -e 'print 1+1' did not answer") }
        return [
            Finding(name: "first answer of -e", unit: "ms", values: Distribution(runs.map { $0.firstAnswer * 1000 }), goal: 20),
            Finding(name: "  its processor time", unit: "ms", values: Distribution(runs.map { $0.processorTime * 1000 })),
        ]
    }

    // MARK: Keys

    /// These are in no frame and in no escape sequence, so that seeing one is seeing its echo.
    private static let keys: [Character] = ["{", "}", "~", "&"]

    /// From the write of a key to its echo, at rest and while XOR is learnt at full speed.
    private func keys() throws -> [Finding] {
        let terminal = try TerminalProgram(program, columns: 120, rows: 40)
        terminal.enter("net 2-8-1 tanh output=sigmoid; init glorot-uniform seed=1; data xor")
        let atRest = try echoes(terminal, count: 100)
        terminal.type("\u{15}train 100000000\r")
        terminal.takeOutput(seconds: 0.5)
        let early = try echoes(terminal, count: 200)
        terminal.type("\u{15}")
        let watch = Stopwatch(), bytes = terminal.byteCount
        terminal.takeOutput(seconds: 10)
        let bytesPerSecond = Double(terminal.byteCount - bytes) / watch.seconds
        let late = try echoes(terminal, count: 200)
        return [
            Finding(name: "key at rest", unit: "ms", values: atRest, goal: 16),
            Finding(name: "key during training", unit: "ms", values: early, goal: 16),
            Finding(name: "  20 seconds later", unit: "ms", values: late, goal: 16),
            Finding(name: "  output meanwhile", unit: "KB/s", values: Distribution([bytesPerSecond / 1000])),
        ]
    }

    /// Keys at irregular moments, as fingers press them: 20 to 70 ms apart.
    private func echoes(_ terminal: TerminalProgram, count: Int) throws -> Distribution {
        var times: [Double] = []
        for number in 0..<count {
            if number % 40 == 0 { terminal.type("\u{15}") }
            terminal.takeOutput(seconds: 0.02 + 0.05 * Double(number * 37 % 101) / 101)
            times.append(try terminal.echo(of: Self.keys[number % Self.keys.count]) * 1000)
        }
        return Distribution(times)
    }

    // MARK: Frames

    /// The processor time and the bytes of a frame after a key, after a step, of everything anew, and of a training under way.
    private func frames(columns: Int, rows: Int) throws -> [Finding] {
        let terminal = try TerminalProgram(program, columns: columns, rows: rows)
        terminal.enter("net 2-8-8-1 tanh; init glorot-uniform seed=1; data spiral")
        let size = "\(columns)x\(rows)"
        func findings(_ name: String, _ keys: [String], goal: Double?) throws -> [Finding] {
            var times: [Double] = [], bytes: [Double] = []
            for number in 0..<60 {
                let time = try terminal.processorTime(), count = terminal.byteCount
                terminal.type(keys[number % keys.count])
                terminal.waitForQuiet()
                times.append((try terminal.processorTime() - time) * 1000)
                bytes.append(Double(terminal.byteCount - count))
            }
            return [
                Finding(name: "\(size), \(name)", unit: "ms", values: Distribution(times), goal: goal),
                Finding(name: "  sent", unit: "bytes", values: Distribution(bytes)),
            ]
        }
        return try findings("a step (two frames)", [" "], goal: 10) + findings("a key typed", ["{", "\u{7F}"], goal: 5)
            + findings("all anew (Ctrl-L)", ["\u{C}"], goal: 5) + [trainingPicture(columns: columns, rows: rows)]
    }

    /// Composing the picture of a training with a long past, without sending it.
    private func trainingPicture(columns: Int, rows: Int) -> Finding {
        var state = State(session: Session(), options: ExplorerOptions(), width: columns, height: rows)
        run("net 2-8-1 tanh output=sigmoid; init glorot-uniform seed=1; data xor", in: &state, finishing: true)
        run("train 300000", in: &state, finishing: false)
        let times = (0..<60).map { _ in
            Stopwatch.time { precondition(state.picture.canvas.width == columns) } * 1000
        }
        return Finding(name: "\(columns)x\(rows), composing, 300 000 epochs", unit: "ms", values: Distribution(times), goal: 5)
    }

    /// Runs a line as the Explorer does, and tells the state how it ended; or leaves it in the belief that the line still runs.
    private func run(_ line: String, in state: inout State, finishing: Bool) {
        for character in line { _ = state.update(.key(.character(character))) }
        for case .run(let line, let session, let control) in state.update(.key(.enter)) {
            var copy = session
            let outcomes = copy.run(line, control: control)
            if finishing { _ = state.update(.finished(Finished(session: copy, outcomes: outcomes))) }
        }
    }

    // MARK: At rest

    /// The processor time of five seconds in which nobody does anything.
    private func idle() throws -> [Finding] {
        let terminal = try TerminalProgram(program, columns: 120, rows: 40)
        terminal.enter("net 2-2-2 sigmoid")
        let times = try (0..<5).map { _ in
            let before = try terminal.processorTime()
            terminal.takeOutput(seconds: 1)
            return (try terminal.processorTime() - before) * 1000
        }
        return [Finding(name: "a second at rest", unit: "ms of processor time", values: Distribution(times), goal: 0)]
    }
}
