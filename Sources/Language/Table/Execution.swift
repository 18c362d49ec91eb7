// Commands obeyed on a desk.
import Documents
import NeuralEngine
import Workspaces

extension Desk {
    /// What a line asks for: its words read, and nothing done yet.
    func read(_ line: CommandLine) throws(CommandError) -> (Command, Arguments, Deed) {
        let (command, asked) = try CommandTable.command(of: line)
        let arguments: Arguments
        do { arguments = try Arguments(asked, for: command) } catch { throw corrected(error, in: asked, of: command) }
        do {
            return (command, arguments, try command.read(arguments, self))
        } catch {
            // What was meant for a command and looks like an expression, as `net2-2` and `lr = 0.1`.
            if asked != line, command.name == LookingCommands.print.name,
                let known = EverydayWords.error(line) ?? CommandTable.near(line)
            {
                throw known
            }
            throw corrected(error, in: asked, of: command)
        }
    }

    /// Runs one command. If it throws, nothing has changed.
    /// - Parameters:
    ///   - glance: what was shown last by a command that changes nothing.
    ///   - partly: is told of a long command how one is written that does only what has been done so far.
    public mutating func execute(
        _ line: CommandLine, control: RunControl = RunControl(), after glance: Sight? = nil,
        partly: (@Sendable (String) -> Void)? = nil
    ) throws(CommandError) -> (Command, Reply) {
        let (command, arguments, deed) = try read(line)
        if let partly, let written = command.partly {
            let options = written(arguments)
            control.keep { epochs in partly(options(epochs)) }
        }
        defer { control.keep(by: nil) }
        switch deed {
        case .look(let look):
            var seen = self
            seen.glance = glance
            return (command, try look(seen, control))
        case .act(let act):
            var copy = self
            var reply = try act(&copy, control)
            if command.kind == .change {
                // What a search has found out of turn counts as long as nothing else has changed.
                if !command.manner.searches { copy.search?.ahead = KnownTrials() }
                if let ended = EarlierTraining(from: workspace, to: copy.workspace) { copy.earlier = ended }
                reply.blocks += copy.dropUnknownStops() + copy.newReadingOfLabels(since: self) + copy.newHiddenSoftmax(since: self)
                if command.name == LayerCommands.layer.name { reply.blocks += copy.rowsThatFitNoMore(since: self) }
            }
            self = copy
            return (command, reply)
        }
    }

    /// Takes away the stops and displays whose names the present network has not, and tells of them.
    private mutating func dropUnknownStops() -> [Block] {
        let (stops, displays) = workspace.dropUnknownStops()
        let lost = stops.map { ($0.number, $0.text) } + displays.map { ($0.number, "display \($0.text)") }
        return lost.sorted { $0.0 < $1.0 }.map { .note("\($0), \($1), is deleted: this network has nothing of that name") }
    }

    /// Tells of rows that were given, and that a network which was changed layer by layer has no room for any more.
    private func rowsThatFitNoMore(since old: Desk) -> [Block] {
        guard let network = workspace.network, !network.layers.isEmpty else { return [] }
        func note(_ what: String, _ old: Matrix?, _ new: Matrix?, _ side: String, _ count: Int) -> Block? {
            guard let old, new == nil, count > 0 else { return nil }
            let numbers = "\(old.columns) number\(old.columns == 1 ? "" : "s")"
            return .note(
                "the \(what) of \(numbers) is gone, for there \(count == 1 ? "is 1 \(side)" : "are \(count) \(side)s") now; "
                    + "give one anew: \(what) \(Examples.row(count))")
        }
        return [
            note("input", old.workspace.inputRows, workspace.inputRows, "input", network.inputs),
            note("target", old.workspace.targetRows, workspace.targetRows, "output", network.outputs),
        ].compactMap { $0 }
    }

    /// Tells how answers are read that may be classes or numbers, where the network or the data have changed that, and it is not what such
    /// numbers mostly are.
    private func newReadingOfLabels(since old: Desk) -> [Block] {
        guard let network = workspace.network, let dataset = workspace.dataset, let labels = dataset.labels, dataset.fits(network),
            !workspace.setup.targetsAreInputs
        else { return [] }
        let isNew = workspace.shownCount != old.workspace.shownCount || old.workspace.network == nil
        let before = old.workspace.dataset, wasRead = before?.fits(old.workspace.network ?? network) == true
        let areClasses = dataset.classes != nil, empty = areClasses ? labels.classesLeftOut(of: dataset.answerWidth, most: 9) : []
        guard isNew || !wasRead || (before?.classes != nil) != areClasses, labels.areClassesAtFirst != areClasses || !empty.isEmpty else {
            return []
        }
        func list(_ values: [Int]) -> String {
            values.prefix(8).map(String.init).joined(separator: ", ") + (values.count > 8 ? " ..." : "")
        }
        let values = list(labels.values)
        if !empty.isEmpty {
            return [
                .note(
                    "the answers \(values) are numbers of classes, which \(network.outputs) outputs count from 0: no sample is of class "
                        + "\(list(empty)); answers=numbers takes them as numbers")
            ]
        }
        return [
            .note(
                areClasses
                    ? "the answers \(values) are \(labels.values.count) classes for this network; answers=numbers takes them as numbers"
                    : "the answers \(values) are numbers for this network; answers=classes takes them as classes")
        ]
    }

    /// Tells of softmax in the middle of a network, which is seldom what somebody wants.
    private func newHiddenSoftmax(since old: Desk) -> [Block] {
        guard let layers = workspace.network?.hiddenSoftmaxLayers, !layers.isEmpty, layers != old.workspace.network?.hiddenSoftmaxLayers
        else {
            return []
        }
        return [
            .note(
                "softmax in the middle, in \(Wording.layers(layers)), makes all outputs of the layer add up to 1; `layer activation \(layers[0]) tanh` "
                    + "lets each unit answer by itself")
        ]
    }

    /// What is wrong with the words of a command; nil if nothing is, or if only running it can tell. It is asked for at every key.
    func mistake(in line: CommandLine) -> CommandError? {
        do {
            _ = try with(workspace.forTyping).read(line)
            return nil
        } catch {
            return error
        }
    }
}
