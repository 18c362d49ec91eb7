// search export FILE.py: the search as a study of Optuna.
import NeuralEngine
import Search
import Workspaces

extension SearchCommand {
    static func exporting(_ word: Word, _ rest: [Word], _ desk: Desk) throws(CommandError) -> Acting {
        let run = try run(of: desk, at: word)
        guard let file = rest.first?.file else {
            throw CommandError("the file is missing", column: word.column + word.text.count, hint: "write: search export study.py")
        }
        guard file.text.hasSuffix(".py"), file.text.count > 3 else {
            throw CommandError("a study is a Python file", column: file.column, hint: "write: search export study.py")
        }
        let permission = rest.dropFirst().first
        if let wrong = permission, wrong.text.lowercased() != "overwrite=yes" || rest.count > 2 {
            throw CommandError(
                "'\((rest.count > 2 ? rest[2] : wrong).text)' is one word too many", column: (rest.count > 2 ? rest[2] : wrong).column,
                hint: "write: search export \(file.text)")
        }
        return { desk, _ throws(CommandError) in
            var reply = Reply()
            reply.wish = .export(Study(run, on: desk), path: file.text, column: file.column, overwrites: permission != nil)
            return reply
        }
    }
}

extension Study {
    init(_ run: SearchRun, on desk: Desk) {
        let space = run.space, search = run.search
        command = run.words.joined(separator: " ")
        parameters = space.dimensions.map { dimension in
            let condition = dimension.condition.map { ($0.name, $0.value.python) }
            return Parameter(name: dimension.name, suggestion: dimension.suggestion, condition: condition)
        }
        isMinimised = search.goal == .minimise
        (trials, seed) = (max(1, search.trials.count), search.seed)
        (sampler, remark) = Self.sampler(run)
        switch run.objective {
        case .formula:
            objective = .formula(line: SearchLine(run).text(trials: 0))
            (pruner, rungs) = ("optuna.pruners.NopPruner()", [])
        case .training(let epochs, let measure, let seed):
            let axes = space.dimensions.compactMap { SearchAxis.named($0.name) }
            objective = .training(
                lines: (axes.filter(\.makesNetwork) + axes.filter { !$0.makesNetwork }).map { axis in
                    let line = axis.command("{\(axis.name)}", desk)
                    return .init(name: axis.name, commands: ((try? CommandLine.commands(of: line)) ?? []).map(\.text))
                }, seed: seed, epochs: epochs, measure: measure.rawValue)
            switch run.pruning {
            case .halving(let first, let factor)?:
                pruner = "optuna.pruners.SuccessiveHalvingPruner(min_resource=\(first), reduction_factor=\(factor))"
            case .median(let after)?:
                pruner = "optuna.pruners.MedianPruner(n_startup_trials=\(search.batch), n_warmup_steps=\(after - 1))"
            case nil: pruner = "optuna.pruners.NopPruner()"
            }
            rungs = (run.pruning?.rungs(upTo: epochs) ?? []).filter { $0 < epochs }
        }
    }

    /// Optuna's sampler for a method, and what is to be said of it.
    private static func sampler(_ run: SearchRun) -> (String, String?) {
        let seed = "seed=\(run.search.seed) + WORKER"
        switch run.search.method {
        case .random: return ("optuna.samplers.RandomSampler(\(seed))", nil)
        case .tpe: return ("optuna.samplers.TPESampler(\(seed), multivariate=True, group=True)", nil)
        case .bayes: return ("optuna.samplers.GPSampler(\(seed))", "Optuna's Gaussian processes need scipy and torch, too.")
        case .grid:
            guard case .grid(let grid)? = run.search.after(trials: 0).propose()?.thinking else { break }
            let axes = zip(run.space.dimensions, grid.axes).map { "\(quoted($0.name)): [\($1.map(\.python).joined(separator: ", "))]" }
            return ("optuna.samplers.GridSampler({\(axes.joined(separator: ", "))}, \(seed))", nil)
        case .bobyqa, .lipo: break
        }
        return (
            "optuna.samplers.TPESampler(\(seed), multivariate=True, group=True)", "Optuna has no \(run.method); TPE takes its place."
        )
    }
}

extension Dimension {
    /// `suggest_float("lr", 0.001, 1.0, log=True)`
    fileprivate var suggestion: String {
        let name = Study.quoted(name)
        return switch domain {
        case .real(let low, let high): "suggest_float(\(name), \(low), \(high))"
        case .log(let low, let high): "suggest_float(\(name), \(low), \(high), log=True)"
        case .int(let low, let high): "suggest_int(\(name), \(low), \(high))"
        case .intlog(let low, let high): "suggest_int(\(name), \(low), \(high), log=True)"
        case .choice(let names): "suggest_categorical(\(name), [\(names.map(Study.quoted).joined(separator: ", "))])"
        }
    }
}

extension Value {
    /// As Python has it.
    fileprivate var python: String { if case .name(let name) = self { Study.quoted(name) } else { text } }
}
