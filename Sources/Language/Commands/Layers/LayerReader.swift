// The parts of a layer as they are typed: counts, windows, activations, shapes.
import NeuralEngine
import Workspaces

/// Reads the words behind `layer`.
struct LayerReader {
    let arguments: Arguments
    let workspace: Workspace
    private var words: [Word] { arguments.words }

    init(_ workspace: Workspace, _ arguments: Arguments) { (self.workspace, self.arguments) = (workspace, arguments) }

    func inputShape() throws(CommandError) -> Shape {
        let word = try arguments.word(1, "the shape of the input", hint: "a count, or height x width x channels: layer input 28x28x1")
        try arguments.expectAtMost(2, synopsis: "layer input 28x28x1")
        let sizes = try sizes(word, "the shape", counts: [1, 2, 3], in: 1...1_000_000, hint: "height x width x channels: 28x28x1")
        if let steps = arguments.option("steps") { return try sequenceShape(word, sizes, steps) }
        let shape = sizes.count == 1 ? Shape(sizes[0]) : Shape(height: sizes[0], width: sizes[1], channels: sizes.count > 2 ? sizes[2] : 1)
        guard sizes.allSatisfy({ $0 <= 10_000 }) && shape.count <= 1_000_000 || sizes.count == 1 else {
            throw CommandError("an input has at most 1000000 numbers", column: word.column)
        }
        return shape
    }

    /// `3 steps=12`: 12 steps of 3 numbers.
    private func sequenceShape(_ word: Word, _ sizes: [Int], _ steps: Word) throws(CommandError) -> Shape {
        guard sizes.count == 1 else {
            throw CommandError(
                "a step of a sequence is a list of numbers, no image", column: word.column,
                hint: "write: layer input \(sizes.count == 2 ? sizes[1] : 3) steps=\(steps.text)")
        }
        let count = try Arguments.integer(steps, "steps", in: 1...10_000)
        guard count * sizes[0] <= 1_000_000 else { throw CommandError("an input has at most 1000000 numbers", column: steps.column) }
        return Shape(steps: count, of: sizes[0])
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

    /// A window over an image, or along a sequence, as its size and its options say.
    func window(_ size: Word, over shape: Shape, usualStride: (Int, Int)) throws(CommandError) -> Window {
        let length = try pair(size, "the window", from: 1, over: shape)
        func option(_ name: String, usual: (Int, Int)) throws(CommandError) -> (Int, Int) {
            try arguments.option(name).map { word throws(CommandError) in try pair(word, name, from: 1, over: shape) } ?? usual
        }
        let stride = try option("stride", usual: usualStride), dilation = try option("dilation", usual: (1, 1))
        let (fit, padding) = try padding(over: shape), roundsUp = try arguments.option("ceil")?.isOn("ceil") ?? false
        return Window(
            rows: WindowSide(
                length.0, stride: stride.0, dilation: dilation.0, before: padding.top, after: padding.bottom, roundsUp: roundsUp),
            columns: WindowSide(
                length.1, stride: stride.1, dilation: dilation.1, before: padding.left, after: padding.right, roundsUp: roundsUp), fit: fit)
    }

    /// `3x2` as rows and columns, `3` as both; of a sequence, which has steps alone, one number.
    func pair(_ word: Word, _ what: String, from least: Int, over shape: Shape) throws(CommandError) -> (Int, Int) {
        guard !shape.isSequence else {
            return (
                try sizes(word, what, counts: [1], in: least...1_000, hint: "a sequence has steps alone: one number, for example 3")[0], 1
            )
        }
        let sizes = try sizes(word, what, counts: [1, 2], in: least...1_000, hint: "rows x columns: 3x2")
        return (sizes[0], sizes[sizes.count - 1])
    }

    private typealias Padding = (top: Int, left: Int, bottom: Int, right: Int)

    /// `same`, `causal`, or zeros: as many on all sides, rows x columns, or top x left x bottom x right; of a sequence before x behind.
    private func padding(over shape: Shape) throws(CommandError) -> (Window.Fit, Padding) {
        guard let word = arguments.option("padding") else { return (.given, (0, 0, 0, 0)) }
        switch word.text.lowercased() {
        case "same": return (.same, (0, 0, 0, 0))
        case "valid", "none": return (.given, (0, 0, 0, 0))
        case "causal":
            guard shape.isSequence else {
                throw CommandError(
                    "an image has no before and after: causal is for sequences", column: word.column, hint: "padding=same")
            }
            return (.causal, (0, 0, 0, 0))
        case let text where text.first?.isLetter == true:
            throw CommandError(
                "unknown padding '\(word.text)'", column: word.column,
                hint: shape.isSequence ? "same, causal or zeros before x behind: padding=2x1" : "same, or zeros: padding=1")
        default: break
        }
        let counts = shape.isSequence ? [1, 2] : [1, 2, 4]
        let sizes = try sizes(
            word, "padding", counts: counts, in: 0...1_000,
            hint: shape.isSequence
                ? "before x behind: padding=2x1" : "rows x columns, padding=1x2; or top x left x bottom x right, padding=0x1x2x1")
        let last = sizes[sizes.count - 1]
        if shape.isSequence { return (.given, (sizes[0], 0, last, 0)) }
        return (.given, sizes.count == 4 ? (sizes[0], sizes[1], sizes[2], last) : (sizes[0], last, sizes[0], last))
    }

    /// Whole numbers joined by x.
    private func sizes(
        _ word: Word, _ what: String, counts: [Int], in range: ClosedRange<Int>, hint: String
    ) throws(CommandError) -> [Int] {
        var sizes: [Int] = []
        var column = word.column
        for part in word.text.lowercased().replacing("\u{D7}", with: "x").split(separator: "x", omittingEmptySubsequences: false) {
            sizes.append(try Arguments.integer(Word(String(part), column: column), what, in: range))
            column += part.count + 1
        }
        guard counts.contains(sizes.count) else {
            let most = counts.last ?? 1
            throw CommandError(
                sizes.count > most
                    ? "\(what) has at most \(most) size\(most == 1 ? "" : "s"), this has \(sizes.count)"
                    : "\(what) has \(counts.map(String.init).joined(separator: " or ")) sizes, this has \(sizes.count)",
                column: word.column, hint: hint)
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
                let column =
                    switch error.part {
                    case .window: size.column
                    case .groups: arguments.option("groups")?.column
                    case .padding: arguments.option("padding")?.column
                    case .other, .sequence: size.column
                    }
                throw CommandError(
                    error.message, column: column ?? size.column,
                    hint: isList && error.part == .window ? "a window slides over an image: layer input 28x28x1" : error.hint)
            }
        }
    }
}
