// search: hyper-parameters, or the inputs of a formula, by one of several methods; on, stop, guess and apply.
import Charts
import Documents
import Formula
import NeuralEngine
import Portraits
import Search
import Workspaces

enum SearchCommand {
    static let search = Command.change(
        "search", group: .training,
        synopsis: [
            "search \(SearchReader.methods.map(\.name).joined(separator: "|")) NAME=SPACE ... [trials=40] [epochs=20] [on=val.loss] [seed=1]",
            "search bayes x=-5..10 y=0..15 minimise=EXPRESSION", "search on [N]", "search apply", "search guess NAME=VALUE ...",
            "search stop",
        ],
        summary: "Search hyper-parameters, or where a formula is least, by one of several methods.",
        details: SearchReader.methods.map { "\($0.name): \($0.summary)" } + [
            "A space is lo..hi, log(lo..hi) where ratios count, int(lo..hi), intlog(lo..hi), or choice(a,b,c); `if NAME=VALUE` behind it: only then. "
                + "What can be searched in a training: "
                + SearchAxis.all.map { "\($0.name) (\($0.summary))" }.joined(separator: ", ") + ".",
            "A trial trains the network with its values for `epochs` epochs, all from the same seed, and is judged by on=: of split data by val.loss, "
                + "else by loss. The test part has no say. Trainings run four at a time; what is found does not depend on the processors. A trial that "
                + "diverges has failed and counts as the worst.",
            "`search on 10` makes ten more trials. `search guess` makes one with values of your own, and the method learns from it. `search apply` sets "
                + "what was best. `show search` lists the trials and says where the next one would be and why; `plot search` draws how the best fell.",
        ],
        examples: [
            "search random lr=log(0.001..1) trials=10", "search bayes lr=log(0.001..1) units=int(2..8) trials=12 epochs=50",
            "search bobyqa x=-2..2 y=-2..2 minimise=100*(y-x^2)^2+(1-x)^2 trials=60",
        ],
        arguments: .words(
            SearchReader.methods.map { ($0.name, $0.summary) } + [
                ("on", "more trials"), ("apply", "set what was best"), ("guess", "a trial of your own"), ("stop", "forget the search"),
            ]
        ).only(at: 0), manner: Manner(.waits)
    ) { arguments, desk throws(CommandError) in
        let word = try arguments.word(0, "the method", hint: "for example: \(SearchReader.example)")
        let name = word.text.lowercased(), rest = Array(arguments.words.dropFirst())
        switch name {
        case "on": return try goingOn(rest, desk)
        case "stop":
            try arguments.expectAtMost(1, synopsis: "search stop")
            _ = try run(of: desk, at: word)
            return { desk, _ throws(CommandError) in
                desk.search = nil
                return .line("the search is forgotten")
            }
        case "apply":
            try arguments.expectAtMost(1, synopsis: "search apply")
            return try applying(word, desk)
        case "guess": return try guessing(word, rest, desk)
        default: return try beginning(word, name, rest, arguments.line, desk)
        }
    }

    /// The search that has begun.
    static func run(of desk: Desk, at word: Word?) throws(CommandError) -> SearchRun {
        guard let run = desk.search else {
            throw CommandError("no search has begun", column: word?.column, hint: "for example: \(SearchReader.example)")
        }
        return run
    }

    // MARK: Beginning

    private static func beginning(
        _ word: Word, _ name: String, _ rest: [Word], _ line: CommandLine, _ desk: Desk
    ) throws(CommandError) -> Acting {
        let matching = SearchReader.methods.map(\.name).filter { $0.hasPrefix(name) }
        guard matching.count == 1 else {
            throw CommandError(
                "'\(word.text)' is no method", column: word.column,
                hint: closest(to: name, among: SearchReader.methods.map(\.name)).map { "did you mean '\($0)'?" }
                    ?? SearchReader.methods.map(\.name).joined(separator: ", "))
        }
        let reader = try SearchReader(rest, line: line), space = try reader.space()
        let formula = try reader.formula(desk)
        let usual = formula == nil ? 40 : 60
        let trials = try reader.whole("trials", in: 1...SearchReader.mostTrials) ?? usual
        let seed = UInt64(try reader.whole("seed", in: 0...Int.max) ?? 1)
        let objective: SearchRun.Objective, goal: Search.Goal
        if let formula {
            for name in ["epochs", "on"] {
                if let wrong = reader.given[name] {
                    throw CommandError("\(name)= goes with trainings", column: wrong.column, hint: "leave it out")
                }
            }
            (objective, goal) = (.formula(formula.expression, text: formula.text.text), formula.goal)
            if let choice = space.dimensions.first(where: { $0.domain.isChoice }) {
                throw CommandError(
                    "a formula takes numbers, and \(choice.name) is a choice",
                    column: reader.spaces.first { $0.name == choice.name }?.value.column, hint: "\(choice.name)=-5..5")
            }
        } else {
            let measure = try CompareCommand.measure(reader.given["on"], desk)
            objective = .training(epochs: try reader.whole("epochs", in: 1...1_000_000) ?? 20, measure, seed: seed)
            goal = measure.isLoss ? .minimise : .maximise
            try check(space, reader, desk)
        }
        let perAxis = max(2, Int(nearest: nthRoot(Double(trials), space.count)))
        let methods: [String: Method] = [
            "grid": .grid(perAxis: perAxis), "random": .random, "bayes": .bayes, "tpe": .tpe, "bobyqa": .bobyqa(restarts: true),
            "lipo": .lipo,
        ]
        guard let method = methods[matching[0]] else { throw CommandError("'\(word.text)' is no method", column: word.column) }
        let batch = formula == nil ? SearchRun.batchOfTrainings : 1, start = try reader.start(in: space)
        let search: Search
        do throws(SearchError) {
            search = try Search(space, by: method, goal: goal, seed: seed, batch: batch, start: start)
        } catch {
            throw CommandError(error, column: word.column)
        }
        let begun = SearchRun(method: matching[0], search: search, objective: objective)
        return { desk, control throws(CommandError) in
            var run = begun
            let hasMore = try run.goOn(to: trials, on: desk, control)
            guard !run.search.trials.isEmpty else { throw CommandError(.stoppedOnTheWay) }
            return finished(run, wanted: hasMore ? trials : run.search.trials.count, line: line, on: &desk)
        }
    }

    /// The n-th root, for the values of a grid an axis.
    private static func nthRoot(_ x: Double, _ n: Int) -> Double { Elementary.exp(Elementary.log(x) / Double(max(1, n))) }

    /// Whether the values at the ends of every dimension can be set, and the network trained with them.
    private static func check(_ space: Space, _ reader: SearchReader, _ desk: Desk) throws(CommandError) {
        _ = try worded(desk.workspace.requireNetwork())
        for dimension in space.dimensions {
            let word = reader.spaces.first { $0.name == dimension.name }?.value
            guard let axis = SearchAxis.named(dimension.name) else {
                let known = SearchAxis.all.map(\.name)
                throw CommandError(
                    "'\(dimension.name)' is nothing to search", column: word.map { $0.column - dimension.name.count - 1 },
                    hint: closest(to: dimension.name, among: known).map { "did you mean '\($0)='?" } ?? known.joined(separator: ", "))
            }
            for value in dimension.domain.ends {
                var copy = desk
                do {
                    for line in try CommandLine.commands(of: axis.command(value.text, desk)) { _ = try copy.execute(line) }
                } catch {
                    throw error.placed(at: word?.column ?? 1)
                }
                let samples = try worded(copy.workspace.setup.samples())
                guard samples.hasTargets else { throw CommandError(.noTarget(outputs: samples.targets.columns)) }
            }
        }
    }

    // MARK: Going on

    private static func goingOn(_ rest: [Word], _ desk: Desk) throws(CommandError) -> Acting {
        let begun = try run(of: desk, at: rest.first)
        let more =
            try rest.first.map { word throws(CommandError) in
                try Arguments.integer(word, "trials", in: 1...SearchReader.mostTrials)
            } ?? 10
        if rest.count > 1 {
            throw CommandError("'\(rest[1].text)' is one word too many", column: rest[1].column, hint: "write: search on 10")
        }
        return { desk, control throws(CommandError) in
            var run = begun
            let before = run.search.trials.count, wanted = before + more
            let hasMore = try run.goOn(to: wanted, on: desk, control)
            guard run.search.trials.count > before else {
                throw hasMore
                    ? CommandError(.stoppedOnTheWay)
                    : CommandError("\(run.method) has no more to propose", column: 1, hint: "search random goes on for ever")
            }
            var reply = finished(run, wanted: run.search.trials.count, line: nil, on: &desk)
            if run.search.trials.count < wanted { reply.repeatedBy = "search on \(run.search.trials.count - before)" }
            return reply
        }
    }

    private static func guessing(_ word: Word, _ rest: [Word], _ desk: Desk) throws(CommandError) -> Acting {
        let begun = try run(of: desk, at: word), setting = try SearchReader.setting(rest, in: begun.space)
        return { desk, control throws(CommandError) in
            var run = begun
            guard let value = try run.values(of: [setting], on: desk, control)?.first else { throw CommandError(.stoppedOnTheWay) }
            let before = run.search.best, isBest = before.map { run.search.isBetter(value, than: $0.value) } ?? value.isFinite
            try worded { () throws(SearchError) in try run.search.guess(setting, value: value) }
            desk.search = run
            let rest = isBest ? ": the best so far" : before.map { "; the best so far has \(desk.text($0.value))" } ?? ""
            return .line(
                "guess \(run.search.guesses.count): \(run.sought) = \(desk.text(value))\(rest)", values: [.init("value", .number(value))])
        }
    }

    private static func applying(_ word: Word, _ desk: Desk) throws(CommandError) -> Acting {
        let run = try run(of: desk, at: word)
        guard let best = run.search.best else {
            throw CommandError("no trial has given a number", column: word.column, hint: "search on 10 makes more")
        }
        guard case .training = run.objective else {
            throw CommandError("a formula has nothing to set", column: word.column, hint: "show search tells where it is least")
        }
        return { desk, _ throws(CommandError) in
            let lines = run.commands(for: best.setting, on: desk)
            try run.apply(best.setting, to: &desk)
            return .line("\(lines.joined(separator: "; "))", values: SearchAccount(run, desk.style.numerals).values)
        }
    }

    private static func finished(_ run: SearchRun, wanted: Int, line: CommandLine?, on desk: inout Desk) -> Reply {
        desk.search = run
        let account = SearchAccount(run, desk.style.numerals)
        var reply = Reply([.line(account.sentence)] + account.notes.map(Block.note), values: account.values)
        if let chart = account.chart {
            desk.exhibit = Exhibit(.lines(chart), of: .functions, in: desk.workspace)
        }
        if let line, run.search.trials.count < wanted {
            let words = line.text.split(separator: " ").filter { !$0.lowercased().hasPrefix("trials=") }
            reply.repeatedBy = words.joined(separator: " ") + " trials=\(run.search.trials.count)"
        }
        return reply
    }
}

extension Domain {
    /// The values at its ends; of a choice all.
    fileprivate var ends: [Value] { if case .choice(let names) = self { names.map(Value.name) } else { [value(at: 0), value(at: 1)] } }
}
