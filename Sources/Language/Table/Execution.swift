// Running a command on a workspace, and taking it back.
import Documents
import NeuralEngine

extension Workspace {
    /// Runs one command. If it throws, nothing has changed.
    public mutating func execute(_ line: CommandLine, control: RunControl = RunControl()) throws(CommandError) -> (Command, Reply) {
        let command = try CommandTable.command(named: line.words[0])
        let arguments = try Arguments(line, for: command)
        var copy = self
        var reply = try command.run(&copy, arguments, control)
        if command.kind == .change {
            reply.blocks += copy.dropUnknownStops().map { .note("\($0), is deleted: this network has nothing of that name") }
        }
        self = copy
        return (command, reply)
    }

    /// What is wrong with the words of a command, found by reading it as if it were run; nil if nothing is, or if only running it can tell.
    func rehearse(_ line: CommandLine) -> CommandError? {
        var copy = self
        do {
            _ = try copy.execute(line, control: .rehearsal)
            return nil
        } catch {
            return error == .rehearsed ? nil : error
        }
    }

    /// Walks to a place; nil means that no walk has begun.
    mutating func walk(to place: Stepper.Position?) {
        guard let place else { return stepper = nil }
        if stepper == nil { stepper = try? requireStepper() }
        stepper?.travel(to: place)
    }
}
