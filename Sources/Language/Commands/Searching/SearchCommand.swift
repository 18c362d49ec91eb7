// search: hyper-parameters, or the inputs of a formula, by one of several methods; on, step, back, guess, apply, export and stop.
import NeuralEngine
import Portraits
import Search
import Workspaces

enum SearchCommand {
    static let search = Command.change(
        "search", group: .training,
        synopsis: [
            "search \(methods.joined(separator: "|")) NAME=SPACE ... [trials=40] [epochs=20] [on=val.loss] [seed=1] "
                + "[prune=halving]",
            "search bayes x=-5..10 y=0..15 minimise=EXPRESSION", "search on [N]", "search step [N]", "search back [N]", "search apply",
            "search guess NAME=VALUE ...", "search export FILE.py", "search stop",
        ],
        summary: "Search hyper-parameters, or where a formula is least, by one of several methods.",
        details: Method.all.map { "\($0.word): \($0.summary)" } + [
            "A space is lo..hi, log(lo..hi) where ratios count, int(lo..hi), intlog(lo..hi), or choice(a,b,c); `if NAME=VALUE` behind it: only then. "
                + "What can be searched in a training: "
                + SearchAxis.all.map { "\($0.name) (\($0.summary))" }.joined(separator: ", ") + ".",
            "A trial trains the network with its values for `epochs` epochs, all from the same seed, and is judged by on=: of split data by val.loss, "
                + "else by loss. The test part has no say. Trainings run four at a time (`together=`); what is found does not depend on the "
                + "processors. A trial that diverges has failed and counts as the worst.",
            "`prune=halving` gives up hopeless trainings early: after a ninth and after a third of the epochs only what is among the best third "
                + "of all that came so far goes on. `prune=median` gives up, from a quarter of the epochs on, what was never better than the middle "
                + "of the others. A trial is compared with those of the batches before it.",
            "`search on 10` makes ten more trials, `search step` one, and both say why each was made; `search back` takes the last one back. "
                + "`trials=0` begins without one, to step from the start. `search guess` makes one with values of your own, and the method learns "
                + "from it. `search apply` sets what was best.",
            "`show search` lists the trials, tells which hyper-parameter mattered, and says where the next trial would be and why; `plot search` "
                + "draws what the method thinks.",
            "On the full screen both are drawn while it runs, in the place of network and values; Esc puts them away afterwards.",
            "`search export study.py` writes a study for Optuna (Python): the same space, sampler and pruner, each trial made by nnrepl; several "
                + "processes or machines share it. Where Optuna has no such method, that is said.",
            "What trials have found stays when the search is stopped (Ctrl-C) or the program is killed: `nnrepl recover` brings the search back "
                + "as far as it had come, without a training, and `search on` goes on from there to the same end.",
        ],
        examples: [
            "search random lr=log(0.001..1) trials=10", "search bayes lr=log(0.001..1) units=int(2..8) trials=12 epochs=50",
            "search bobyqa x=-2..2 y=-2..2 minimise=100*(y-x^2)^2+(1-x)^2 trials=60",
            "search tpe lr=log(0.001..1) trials=20 prune=halving",
        ],
        options: options,
        arguments: .words(Method.all.map { ($0.word, $0.summary) } + actions).only(at: 0),
        manner: Manner(.waits) { $0.searches = true },
        hasFreeNames: true
    ) { arguments, desk throws(CommandError) in
        let word = try arguments.word(0, "the method", hint: "for example: \(SearchReader.example)")
        let name = word.text.lowercased(), rest = Array(arguments.words.dropFirst())
        switch name {
        case "on", "step": return try goingOn(name, rest, desk)
        case "back": return try goingBack(word, rest, desk)
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
        case "export": return try exporting(word, rest, desk)
        case "guess": return try guessing(word, rest, desk)
        default: return try beginning(word, name, rest, arguments.line, desk)
        }
    }

    /// The methods, as they are typed.
    static let methods = Method.all.map(\.word)

    /// What else stands behind `search`.
    private static let actions: [(String, String)] = [
        ("on", "more trials"), ("step", "the next trial"), ("back", "take the last trial back"), ("apply", "set what was best"),
        ("guess", "a trial of your own"), ("export", "a study for Optuna"), ("stop", "forget the search"),
    ]

    private static let options: [Command.Option] = {
        func option(_ name: String, _ summary: String, isOpenEnded: Bool = false, _ values: Completions = .none) -> Command.Option {
            .init(name, summary, isOpenEnded: isOpenEnded, values: values, with: methods)
        }
        return [
            option("trials", "how many, 40 unless said"), option("epochs", "of each training, 20 unless said"),
            option("on", "what trials are judged by", .words(Comparison.Measure.allCases.map { ($0.rawValue, "") })),
            option("seed", "which random numbers, 1 unless said"), option("start", "where the first trial is: start=lr=0.1,units=4"),
            option("prune", "a rule that gives up hopeless trainings", .words(Pruning.words)),
            .init("points", "values an axis", with: ["grid"]), option("together", "trials that are made side by side"),
            option("minimise", "a formula, in place of a training", isOpenEnded: true),
            option("maximise", "a formula, in place of a training", isOpenEnded: true),
        ] + SearchAxis.all.map { option($0.name, "\($0.summary): a space, for example \($0.name)=\($0.exampleSpace)") }
    }()

    /// The search that has begun.
    static func run(of desk: Desk, at word: Word?) throws(CommandError) -> SearchRun {
        guard let run = desk.search else {
            throw CommandError("no search has begun", column: word?.column, hint: "for example: \(SearchReader.example)")
        }
        return run
    }

    private static func applying(_ word: Word, _ desk: Desk) throws(CommandError) -> Acting {
        let run = try run(of: desk, at: word)
        guard let best = run.search.best else {
            throw CommandError("no trial has given a number", column: word.column, hint: "search on 10 makes more")
        }
        guard run.isOfTrainings else {
            throw CommandError("a formula has nothing to set", column: word.column, hint: "show search tells where it is least")
        }
        return { desk, _ throws(CommandError) in
            let lines = run.commands(for: best.setting, on: desk).joined(separator: "; ")
            try run.apply(best.setting, to: &desk)
            desk.search?.ahead = KnownTrials()
            var reply = Reply.line(lines, values: SearchAccount(run, desk.style.numerals).values)
            reply.alone = lines
            return reply
        }
    }
}
