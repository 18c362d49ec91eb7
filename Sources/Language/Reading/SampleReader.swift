// Samples as they are typed: numbers, rows of a batch, images.
import Documents
import NeuralEngine

/// Reads the samples of `input` and `target`.
struct SampleReader {
    /// The command, what it takes, the side of the network that it belongs to, and an example.
    let name: String
    let what: String
    let side: String
    let example: String
    /// What takes so many numbers: the network, or the features that are made of them.
    var owner = "the network has"

    /// The samples, a row each, for a side of the network with a shape; without a network rows of any length.
    func read(_ arguments: Arguments, shape: Shape?) throws(CommandError) -> Matrix {
        let tensor = try arguments.tensor(
            from: 0, what, hint: "for example: \(shape.map { "\(name) \(Examples.row($0.count))" } ?? example)")
        let column = arguments.words[0].column
        guard let shape else {
            guard tensor.dimensions.count <= 2 else {
                throw CommandError("images need a network first", column: column, hint: "for example: layer input 28x28x1")
            }
            return try arguments.rows(from: 0, what)
        }
        if let rows = tensor.samples(of: shape) { return rows }
        guard !shape.isFlat else {
            let count = tensor.dimensions.last ?? 0
            throw CommandError(
                tensor.dimensions.count > 2
                    ? "\(owner) \(shape.count) \(side), this is \(tensor.size)"
                    : "\(owner) \(shape.count) \(shape.count == 1 ? String(side.dropLast()) : side), this sample has \(count)",
                column: column,
                hint: "for example: \(name) \(Examples.row(shape.count))"
                    + (shape.count == 1 && count > 1 ? "; of a batch each in brackets of its own: [[0],[1]]" : ""))
        }
        guard !shape.isSequence else {
            let step = "[\(Array(repeating: "0", count: shape.channels).joined(separator: ","))]"
            throw CommandError(
                "the \(side) are \(shape.height) steps of \(shape.channels), this is \(tensor.size)", column: column,
                hint: shape.count > 40
                    ? "\(shape.height) steps, [[...],[...],...]; or \(shape.count) numbers in a list"
                    : "for example: \(name) [\(Array(repeating: step, count: shape.height).joined(separator: ","))]")
        }
        throw CommandError(
            "the \(side) are \(shape), this is \(tensor.size)", column: column,
            hint: shape.channels == 1
                ? "\(shape.height) rows of \(shape.width) numbers, [[...],[...]]; or \(shape.count) numbers in a list"
                : "[channel][row][column]: \(shape.channels) channels of \(shape.height) rows of \(shape.width); or \(shape.count) numbers")
    }
}
