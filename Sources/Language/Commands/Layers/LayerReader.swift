// The parts of a layer as they are typed: counts, windows, activations, shapes.
import NeuralEngine
import Workspaces

/// Reads the words behind `layer`.
struct LayerReader {
    let arguments: Arguments
    private let workspace: Workspace
    private var words: [Word] { arguments.words }

    init(_ workspace: Workspace, _ arguments: Arguments) { (self.workspace, self.arguments) = (workspace, arguments) }

    func inputShape() throws(CommandError) -> Shape {
        let word = try arguments.word(1, "the shape of the input", hint: "a count, or height x width x channels: layer input 28x28x1")
        try arguments.expectAtMost(2, synopsis: "layer input 28x28x1")
        let sizes = try sizes(word, "the shape", counts: 1...3, in: 1...1_000_000)
        let shape = sizes.count == 1 ? Shape(sizes[0]) : Shape(height: sizes[0], width: sizes[1], channels: sizes.count > 2 ? sizes[2] : 1)
        guard sizes.allSatisfy({ $0 <= 10_000 }) && shape.count <= 1_000_000 || sizes.count == 1 else {
            throw CommandError("an input has at most 1000000 numbers", column: word.column)
        }
        return shape
    }

    /// How many units or filters: the first word behind the kind.
    func count(_ what: String, most: Int, hint: String) throws(CommandError) -> Int {
        let word = try arguments.word(1, "the number of \(what)", hint: hint)
        guard Double(word.text) != nil else {
            throw CommandError("the number of \(what) comes first, and '\(word.text)' is none", column: word.column, hint: hint)
        }
        return try Arguments.integer(word, "the number of \(what)", in: 1...most)
    }

    func activation(_ index: Int) throws(CommandError) -> Activation {
        words.count > index ? try workspace.activation(words[index]) : .identity
    }

    func window(_ size: Word, usualStride: (Int, Int)) throws(CommandError) -> Window {
        let (height, width) = try pair(size, "the window", from: 1)
        let stride = try arguments.option("stride").map { word throws(CommandError) in try pair(word, "stride", from: 1) } ?? usualStride
        let padding = try arguments.option("padding").map { word throws(CommandError) in try pair(word, "padding", from: 0) } ?? (0, 0)
        return Window(
            height: height, width: width, rowStride: stride.0, columnStride: stride.1, rowPadding: padding.0, columnPadding: padding.1)
    }

    /// `3x2` as rows and columns, `3` as both.
    func pair(_ word: Word, _ what: String, from least: Int) throws(CommandError) -> (Int, Int) {
        let sizes = try sizes(word, what, counts: 1...2, in: least...1_000)
        return (sizes[0], sizes[sizes.count - 1])
    }

    /// Whole numbers joined by x.
    private func sizes(_ word: Word, _ what: String, counts: ClosedRange<Int>, in range: ClosedRange<Int>) throws(CommandError) -> [Int] {
        var sizes: [Int] = []
        var column = word.column
        for part in word.text.lowercased().replacing("\u{D7}", with: "x").split(separator: "x", omittingEmptySubsequences: false) {
            sizes.append(try Arguments.integer(Word(String(part), column: column), what, in: range))
            column += part.count + 1
        }
        guard counts.contains(sizes.count) else {
            throw CommandError(
                "\(what) has at most \(counts.upperBound) sizes, this has \(sizes.count)", column: word.column,
                hint: counts.upperBound == 3 ? "height x width x channels: 28x28x1" : "rows x columns: 3x2")
        }
        return sizes
    }

    /// A layer whose window must fit into the image.
    func fitted(_ size: Word, _ shape: Shape, _ make: @escaping () throws(ShapeError) -> Layer) -> LayerSyntax.Making {
        { () throws(CommandError) in
            do throws(ShapeError) {
                return try make()
            } catch {
                let isList = shape.isFlat && shape.count > 1
                throw CommandError(
                    error.message, column: size.column, hint: isList ? "a window slides over an image: layer input 28x28x1" : error.hint)
            }
        }
    }
}
