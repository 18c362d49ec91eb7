// How a search begins: its space, method and objective, and its first trials.
import Charts
import Documents
import Formula
import NeuralEngine
import Search
import Workspaces

extension SearchCommand {
    static func beginning(
        _ word: Word, _ name: String, _ rest: [Word], _ line: CommandLine, _ desk: Desk
    ) throws(CommandError) -> Acting {
        let matching = Method.all.filter { $0.word.hasPrefix(name) }
        guard matching.count == 1, var method = matching.first else {
            throw CommandError(
                "'\(word.text)' is no method", column: word.column,
                hint: closest(to: name, among: methods).map { "did you mean '\($0)'?" } ?? methods.joined(separator: ", "))
        }
        let reader = try SearchReader(rest, of: method.word, line: line)
        // A hint about the space of a name is of use where the name is.
        if !reader.hasFormula { try refuseUnknownNames(reader) }
        let space = try reader.space()
        let formula = try reader.formula(desk), seed = UInt64(try reader.whole("seed", in: 0...Int.max) ?? 1)
        let objective: SearchRun.Objective, goal: Search.Goal, pruning: Pruning?
        if let formula {
            try refuse(["epochs", "on", "prune"], reader, "goes with trainings")
            (objective, goal, pruning) = (.formula(formula.expression, text: formula.text.text), formula.goal, nil)
            if let choice = space.dimensions.first(where: { $0.domain.isChoice }) {
                throw CommandError(
                    "a formula takes numbers, and \(choice.name) is a choice",
                    column: reader.spaces.first { $0.name == choice.name }?.value.column, hint: "\(choice.name)=-5..5")
            }
        } else {
            let measure = try CompareCommand.measure(reader.given["on"], desk)
            let epochs = try reader.whole("epochs", in: 1...1_000_000) ?? 20
            (objective, goal) = (.training(epochs: epochs, measure, seed: seed), measure.isLoss ? .minimise : .maximise)
            pruning = try self.pruning(reader, epochs: epochs)
            try check(space, reader, desk)
        }
        let isGrid = if case .grid = method { true } else { false }
        if !isGrid { try refuse(["points"], reader, "goes with grid") }
        let points = try reader.whole("points", in: 2...10_000), usual = formula == nil ? 40 : 60
        let trials =
            try reader.whole("trials", in: 0...SearchReader.mostTrials) ?? points.map { gridCount(points: $0, dimensions: space.count) }
            ?? usual
        if isGrid { method = .grid(perAxis: points ?? max(2, Int(nearest: nthRoot(Double(max(1, trials)), space.count)))) }
        let batch = try reader.whole("together", in: 1...1_000) ?? (formula == nil ? SearchRun.batchOfTrainings : 1)
        let start = try reader.start(in: space), search: Search
        do throws(SearchError) {
            search = try Search(space, by: method, goal: goal, seed: seed, batch: batch, start: start)
        } catch {
            throw CommandError(error, column: word.column)
        }
        let begun = SearchRun(search: search, objective: objective, pruning: pruning, words: line.words.map(\.text))
        return { desk, control throws(CommandError) in
            var run = begun
            let (_, hasMore) = try run.goOn(to: trials, on: desk, control)
            let count = run.search.trials.count
            guard count > 0 || !run.ahead.isEmpty || trials == 0 || control.given != nil else { throw CommandError(.stoppedOnTheWay) }
            var reply = keep(run, on: &desk, control)
            if trials == 0, let next = SearchAccount(run, desk.style.numerals).next { reply.blocks.append(.note(next)) }
            if count < trials && hasMore {
                reply.tell(remainder(of: run, wanted: trials))
                reply.repeatedBy = SearchLine(begun).text(trials: count)
            }
            return reply
        }
    }

    /// What there is of a search that was stopped, and the command that makes the rest of it.
    static func remainder(of run: SearchRun, wanted: Int) -> String {
        let made = run.search.trials.count, left = wanted - made, ahead = run.ahead.count
        let outOfTurn = ahead == 0 ? "" : ", and \(ahead) more \(ahead == 1 ? "is" : "are") known out of turn"
        return "\(made) of \(wanted) trials \(made == 1 ? "is" : "are") made\(outOfTurn): `search on \(left)` makes the rest"
    }

    /// Puts a search on the desk, and tells how it stands. Who has watched it sees the end of what was watched.
    static func keep(_ run: SearchRun, on desk: inout Desk, _ control: RunControl) -> Reply {
        desk.search = run
        let account = SearchAccount(run, desk.style.numerals)
        let chart = control.isWatched ? SearchPictures(run).underWay() : account.course.map(Chart.lines)
        if let chart { desk.exhibit = Exhibit(chart, of: .search, in: desk.workspace) }
        return Reply([.line(account.sentence)] + account.notes.map(Block.note), values: account.values)
    }

    /// Refuses options that go with other searches.
    private static func refuse(_ options: [String], _ reader: SearchReader, _ why: String) throws(CommandError) {
        for name in options {
            if let wrong = reader.given[name] { throw CommandError("\(name)= \(why)", column: wrong.column, hint: "leave it out") }
        }
    }

    private static func pruning(_ reader: SearchReader, epochs: Int) throws(CommandError) -> Pruning? {
        guard let word = reader.given["prune"] else { return nil }
        guard let rule = Pruning(word.text.lowercased(), epochs: epochs) else {
            throw CommandError(
                "'\(word.text)' is no rule to give up trials by", column: word.column,
                hint: closest(to: word.text.lowercased(), among: Pruning.words.map(\.name)).map { "did you mean prune=\($0)?" }
                    ?? "prune=halving or prune=median")
        }
        guard epochs <= SearchReader.mostPrunedEpochs else {
            throw CommandError(
                "prune= keeps the curve of every trial, of at most \(SearchReader.mostPrunedEpochs) epochs", column: word.column,
                hint: "epochs=\(SearchReader.mostPrunedEpochs), or leave it out")
        }
        return rule
    }

    /// How many trials a grid has at most.
    private static func gridCount(points: Int, dimensions: Int) -> Int {
        (0..<dimensions).reduce(1) { count, _ in
            let (product, overflow) = count.multipliedReportingOverflow(by: points)
            return overflow ? SearchReader.mostTrials : min(product, SearchReader.mostTrials)
        }
    }

    /// The n-th root, for the values of a grid an axis.
    private static func nthRoot(_ x: Double, _ n: Int) -> Double { Elementary.exp(Elementary.log(x) / Double(max(1, n))) }

    /// Refuses names of what no training has.
    private static func refuseUnknownNames(_ reader: SearchReader) throws(CommandError) {
        guard let (name, value, _) = reader.spaces.first(where: { SearchAxis.named($0.name) == nil }) else { return }
        let known = SearchAxis.all.map(\.name)
        throw CommandError(
            "'\(name)' is nothing to search", column: value.column - name.count - 1,
            hint: (closest(to: name, among: known) ?? Term.named(name)?.names.first(where: known.contains))
                .map { "did you mean '\($0)='?" } ?? known.joined(separator: ", "))
    }

    /// Whether the values at the ends of every dimension can be set, and the network trained with them.
    private static func check(_ space: Space, _ reader: SearchReader, _ desk: Desk) throws(CommandError) {
        _ = try worded(desk.workspace.requireNetwork())
        for dimension in space.dimensions {
            let word = reader.spaces.first { $0.name == dimension.name }?.value
            guard let axis = SearchAxis.named(dimension.name) else { continue }
            for value in dimension.domain.ends {
                var copy = desk
                do {
                    for line in try CommandLine.commands(of: axis.command(value.text, desk)) { _ = try copy.execute(line) }
                } catch {
                    guard !dimension.domain.isChoice else { throw error.placed(at: word?.column ?? 1) }
                    throw CommandError(error.message, column: word?.column, hint: "for example \(axis.name)=\(axis.exampleSpace)")
                }
                let samples = try worded(copy.workspace.setup.samples())
                guard samples.hasTargets else { throw CommandError(.noTarget(outputs: samples.targets.columns)) }
            }
        }
    }
}

extension SearchRun.Objective {
    /// How long a training lasts; nil of a formula.
    var epochs: Int? { if case .training(let epochs, _, _) = self { epochs } else { nil } }
}

extension Domain {
    /// The values at its ends; of a choice all.
    fileprivate var ends: [Value] { if case .choice(let names) = self { names.map(Value.name) } else { [value(at: 0), value(at: 1)] } }
}
