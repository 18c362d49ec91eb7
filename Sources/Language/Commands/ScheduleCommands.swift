// How the learning rate changes while training goes on: schedule.
import Documents
import Formula
import NeuralEngine
import Portraits
import Workspaces

enum ScheduleCommands {
    /// A schedule: its name, what it does, its options.
    private struct Kind: Sendable {
        let name: String
        let summary: String
        let options: [String]
    }

    private static let kinds = [
        Kind(name: "constant", summary: "the same rate in every epoch", options: []),
        Kind(name: "step", summary: "times gamma every so many epochs", options: ["every", "gamma", "by"]),
        Kind(name: "exponential", summary: "times gamma every epoch", options: ["gamma", "by"]),
        Kind(
            name: "cosine", summary: "down half a cosine wave to end, in so many epochs", options: ["epochs", "end", "warm-up", "by"]),
        Kind(name: "warm-up", summary: "up to the rate in equal steps, in so many epochs", options: ["epochs", "by"]),
        Kind(
            name: "warm-restarts",
            summary: "down half a cosine wave in `first` epochs, then again in first·factor, first·factor^2 ... epochs",
            options: ["first", "factor", "end", "by"]),
        Kind(
            name: "one-cycle",
            summary: "up to max and down again in so many epochs; with momentum-low= or momentum-high= the momentum the other way",
            options: [
                "epochs", "max", "warm-up", "shape", "div", "final-div", "three-phase", "momentum-low", "momentum-high", "by",
            ]),
        Kind(
            name: "plateau",
            summary: "times factor when the loss, of the validation part if there is one, has not fallen for patience epochs",
            options: ["factor", "patience", "on", "threshold", "threshold-mode", "cooldown", "least", "eps"]),
    ]

    private static func option(_ name: String, _ summary: String, values: Completions = .none) -> Command.Option {
        .init(name, summary, values: values, with: kinds.filter { $0.options.contains(name) }.map(\.name))
    }

    private static let options: [Command.Option] = [
        option("every", "epochs between changes"), option("gamma", "the factor, usually 0.1 for step and 0.95 for exponential"),
        option("epochs", "how many epochs it takes"), option("end", "the last rate, usually 0"),
        option("warm-up", "cosine: of these epochs the first ones in which the rate rises; one-cycle: the part of them, usually 0.3"),
        option("first", "the epochs of the first wave"),
        option("factor", "warm-restarts: how much longer each wave is, 1 or more; plateau: what the rate is multiplied by, usually 0.1"),
        option("max", "the greatest rate; usually the learning rate"),
        option(
            "shape", "how the rate goes up and down", values: .words([("cosine", "in half cosine waves"), ("linear", "in straight lines")])),
        option("div", "it begins at max over this, usually 25"), option("final-div", "it ends at its begin over this, usually 10000"),
        option("three-phase", "on: down to the begin first, then to the end", values: .onOrOff),
        option("momentum-low", "the momentum, or beta1, where the rate is greatest: 0.85"),
        option("momentum-high", "the momentum, or beta1, at the ends: 0.95"),
        option("patience", "epochs without a better loss that are borne, usually 10"),
        option("on", "what is looked at", values: .words([("loss", "it should fall"), ("accuracy", "it should rise")])),
        option("threshold", "by how much a better loss is better, usually 0.0001"),
        option(
            "threshold-mode", "how that is meant", values: .words([("relative", "as a part of the best"), ("absolute", "as a difference")])),
        option("cooldown", "epochs after a fall that do not count, usually 0"), option("least", "no rate is lower, usually 0"),
        option("eps", "a smaller fall is not made, usually 1e-8"),
        option(
            "by", "what is counted",
            values: .words([("epoch", "once through all samples"), ("update", "every mini-batch: epochs=100 are 100 updates")])),
    ]

    static let schedule = Command.change(
        "schedule", group: .network,
        synopsis: [
            "schedule constant", "schedule step every=30 gamma=0.1", "schedule exponential gamma=0.95",
            "schedule cosine epochs=100 [end=0 warm-up=5]", "schedule warm-up epochs=5",
            "schedule warm-restarts first=10 [factor=2 end=0]",
            "schedule one-cycle epochs=100 [max=0.1 warm-up=0.3 momentum-low=0.85 momentum-high=0.95]",
            "schedule plateau [factor=0.1 patience=10 on=accuracy]", "schedule ... by=update",
        ],
        summary: "Let the learning rate change from epoch to epoch.",
        details: kinds.map { "\($0.name): \($0.summary)" }
            + [
                "The first epoch is 0; every epoch counts that was made since the network was defined. by=update counts updates in their place. "
                    + "`print rate` shows the rate in use."
            ],
        examples: [
            "schedule step every=100 gamma=0.5", "schedule cosine epochs=1000", "schedule plateau factor=0.5 patience=5",
            "schedule constant",
        ],
        options: options, arguments: .words(kinds.map { ($0.name, $0.summary) }).only(at: 0)
    ) { arguments, desk throws(CommandError) in
        let known = kinds.map(\.name)
        let word = try arguments.word(0, "the schedule", hint: "there are \(known.joined(separator: ", "))")
        try arguments.expectAtMost(1, synopsis: "schedule step every=30 gamma=0.1")
        let typed = word.text.lowercased(), bare = plain(typed)
        guard let kind = kinds.first(where: { $0.name == typed || plain($0.name) == bare }) else {
            throw CommandError(
                "unknown schedule '\(word.text)'", column: word.column,
                hint: closest(to: typed, among: known).map { "did you mean '\($0)'?" } ?? "there are \(known.joined(separator: ", "))")
        }
        for name in options.map(\.name) where !kind.options.contains(name) {
            guard let option = arguments.option(name) else { continue }
            throw CommandError(
                "\(kind.name) has no \(name)", column: option.column - name.count - 1,
                hint: kind.options.isEmpty ? "it has no option" : "it has \(kind.options.map { $0 + "=" }.joined(separator: ", "))")
        }
        let schedule = try ScheduleReader(name: kind.name, arguments: arguments, optimizer: desk.workspace.optimizer).schedule()
        let unit = try unit(arguments)
        return { desk, _ throws(CommandError) in
            desk.workspace.adjustOptimizer { ($0.schedule, $0.scheduleUnit) = (schedule, unit) }
            return Reply(OptimizerSummary(desk.workspace, desk.style.numerals).scheduleDocument)
        }
    }

    private static func plain(_ name: String) -> String { name.filter { !"-_".contains($0) } }

    private static func unit(_ arguments: Arguments) throws(CommandError) -> Schedule.Unit {
        guard let word = arguments.option("by") else { return .epoch }
        let text = word.text.lowercased(), singular = text.hasSuffix("s") ? String(text.dropLast()) : text
        guard let unit = Schedule.Unit(rawValue: singular == "batch" ? "update" : singular) else {
            throw CommandError("'\(word.text)' is nothing to count", column: word.column, hint: "by=epoch or by=update")
        }
        return unit
    }
}

/// Reads the options of one schedule.
private struct ScheduleReader {
    let name: String
    let arguments: Arguments
    let optimizer: Optimizer

    func schedule() throws(CommandError) -> Schedule {
        switch name {
        case "step": .step(every: try count("every"), gamma: try number("gamma", 0.1, "above 0") { $0 > 0 })
        case "exponential": .exponential(gamma: try number("gamma", 0.95, "above 0") { $0 > 0 })
        case "cosine": try cosine()
        case "warm-up": .warmUp(epochs: try count("epochs"))
        case "warm-restarts":
            .warmRestarts(
                first: try count("first"), factor: try arguments.integer(option: "factor", in: 1...1_000_000) ?? 1, end: try rate("end"))
        case "one-cycle": .oneCycle(try oneCycle())
        case "plateau": .plateau(try plateau())
        default: .constant
        }
    }

    private func cosine() throws(CommandError) -> Schedule {
        let end = try rate("end"), epochs = try count("epochs")
        guard let warmUp = try arguments.integer(option: "warm-up", in: 0...1_000_000_000), warmUp > 0 else {
            return .cosine(epochs: epochs, end: end)
        }
        guard warmUp < epochs else {
            throw CommandError(
                "a warm-up of \(warmUp) epochs leaves none of \(epochs)", column: arguments.option("warm-up")?.column,
                hint: "fewer than epochs=")
        }
        return .warmUpThenCosine(warmUp: warmUp, epochs: epochs, end: end)
    }

    private func oneCycle() throws(CommandError) -> OneCycle {
        var cycle = OneCycle(epochs: try count("epochs"))
        if arguments.option("max") != nil { cycle.greatest = try number("max", 0.1, "above 0") { $0 > 0 } }
        cycle.warmUp = try number("warm-up", cycle.warmUp, "the part of the epochs in which the rate rises, from 0 to 1") {
            (0...1).contains($0)
        }
        cycle.div = try number("div", cycle.div, "above 0") { $0 > 0 }
        cycle.finalDiv = try number("final-div", cycle.finalDiv, "above 0") { $0 > 0 }
        if let word = arguments.option("shape") {
            guard let shape = OneCycle.Shape(rawValue: word.text.lowercased()) else {
                throw CommandError("unknown shape '\(word.text)'", column: word.column, hint: "shape=cosine or shape=linear")
            }
            cycle.shape = shape
        }
        if let word = arguments.option("three-phase") { cycle.hasThreePhases = try word.isOn("three-phase") }
        cycle.momentum = try momentum()
        return cycle
    }

    /// Where the momentum is led; nil if nothing is said of it.
    private func momentum() throws(CommandError) -> ClosedRange<Double>? {
        guard let word = arguments.option("momentum-low") ?? arguments.option("momentum-high") else { return nil }
        guard optimizer.rule.hasMomentum else {
            throw CommandError(
                "\(optimizer.name) has no momentum that could be led", column: word.column,
                hint: "a rule that has one: optimizer sgd lr=0.1 momentum=0.9")
        }
        let low = try number("momentum-low", 0.85, "from 0 to below 1") { (0..<1).contains($0) }
        let high = try number("momentum-high", 0.95, "from 0 to below 1") { (0..<1).contains($0) }
        guard low <= high else {
            throw CommandError(
                "momentum-low is not above momentum-high", column: word.column, hint: "for example momentum-low=0.85 momentum-high=0.95")
        }
        return low...high
    }

    private func plateau() throws(CommandError) -> Plateau {
        var plateau = Plateau()
        plateau.factor = try number("factor", plateau.factor, "above 0 and below 1, so that the rate falls") { $0 > 0 && $0 < 1 }
        plateau.patience = try arguments.integer(option: "patience", in: 0...1_000_000_000) ?? plateau.patience
        plateau.cooldown = try arguments.integer(option: "cooldown", in: 0...1_000_000_000) ?? plateau.cooldown
        plateau.threshold = try number("threshold", plateau.threshold, "0 or more") { $0 >= 0 }
        plateau.least = try rate("least")
        plateau.epsilon = try number("eps", plateau.epsilon, "0 or more") { $0 >= 0 }
        if let word = arguments.option("threshold-mode") {
            guard ["relative", "absolute", "rel", "abs"].contains(word.text.lowercased()) else {
                throw CommandError(
                    "unknown mode '\(word.text)'", column: word.column, hint: "threshold-mode=relative or threshold-mode=absolute")
            }
            plateau.isAbsolute = word.text.lowercased().hasPrefix("abs")
        }
        if let word = arguments.option("on") {
            // The validation part is looked at in any case, if there is one.
            let text = word.text.lowercased(), bare = text.hasPrefix("val.") ? String(text.dropFirst(4)) : text
            guard let measure = Plateau.Measure(rawValue: bare) else {
                throw CommandError("a plateau is not looked for on '\(word.text)'", column: word.column, hint: "on=loss or on=accuracy")
            }
            plateau.measure = measure
        }
        return plateau
    }

    // MARK: Numbers

    private func count(_ option: String) throws(CommandError) -> Int {
        guard let value = try arguments.integer(option: option, in: 1...1_000_000_000) else {
            throw CommandError("\(option)= is missing", column: arguments.end, hint: "for example: schedule \(name) \(option)=100")
        }
        return value
    }

    private func rate(_ option: String) throws(CommandError) -> Double {
        let rate = try arguments.number(option: option) ?? 0
        guard rate >= 0 else {
            throw CommandError("a rate is not negative", column: arguments.option(option)?.column, hint: "usually \(option)=0")
        }
        return rate
    }

    private func number(
        _ option: String, _ usual: Double, _ range: String, _ allows: (Double) -> Bool
    ) throws(CommandError) -> Double {
        guard let value = try arguments.number(option: option) else { return usual }
        guard allows(value) else {
            throw CommandError(
                "\(option) is \(range)", column: arguments.option(option)?.column, hint: "usually \(Numerals().text(usual))")
        }
        return value
    }
}
