// What training tells: the epoch, and how well the network does on the samples it learns from and on those it does not.
import Documents
import NeuralEngine

/// How a training stands after an epoch.
struct TrainingReport: Sendable {
    let epoch: Int
    let training: Evaluation
    let validation: Evaluation?

    /// The numbers with their names, in the order in which they are told.
    private var numbers: [(name: String, value: Double)] {
        var numbers = [("loss", training.loss)]
        if let accuracy = training.accuracy { numbers.append(("accuracy", accuracy)) }
        if let validation {
            numbers.append(("val.loss", validation.loss))
            if let accuracy = validation.accuracy { numbers.append(("val.accuracy", accuracy)) }
        }
        return numbers
    }

    /// `epoch 10 · loss 0.22 · accuracy 0.9`
    func line(_ workspace: Workspace) -> String {
        (["epoch \(epoch)"] + numbers.map { "\($0.name) \(workspace.text($0.value))" }).joined(separator: " · ")
    }

    var header: [String] { ["epoch"] + numbers.map(\.name) }

    func row(_ workspace: Workspace) -> [String] { ["\(epoch)"] + numbers.map { workspace.text($0.value) } }

    /// The same for programs.
    var values: [JSONField] {
        func number(_ value: Double?) -> JSONValue { value.map(JSONValue.number) ?? .null }
        var fields: [JSONField] = [
            .init("epoch", .int(epoch)), .init("loss", .number(training.loss)), .init("accuracy", number(training.accuracy)),
        ]
        if let validation {
            fields += [.init("val_loss", .number(validation.loss)), .init("val_accuracy", number(validation.accuracy))]
        }
        return fields
    }
}
