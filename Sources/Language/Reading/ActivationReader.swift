// The names of activations as they are typed.
import Formula
import NeuralEngine
import Workspaces

extension Workspace {
    /// The activation of a name: built in, or the learner's own.
    func activation(_ word: Word) throws(CommandError) -> Activation {
        if let known = activation(named: word.text) { return known }
        let names = Activation.builtIn.flatMap { [$0.name] + $0.aliases } + functions.definitions.map(\.name)
        if let example = Activation.example(ofFamilyIn: word.text) {
            let name = example.prefix { $0 != "(" }
            throw CommandError(
                "\(name) takes a number in parentheses\(name == "celu" ? " that is above 0" : "")", column: word.column,
                hint: "for example \(example)")
        }
        throw CommandError(
            "unknown activation '\(word.text)'", column: word.column,
            hint: closest(to: word.text.lowercased(), among: names).map { "did you mean '\($0)'?" }
                ?? "there are \(Activation.builtIn.map(\.name).joined(separator: ", "))")
    }
}
