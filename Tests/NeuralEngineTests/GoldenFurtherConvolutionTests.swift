// Padding that is uneven or follows from the size, dilation, groups, rounding up, whole images and sequences, against results of many digits.
import Testing

@testable import NeuralEngine

@Suite("Windows of every kind give the golden numbers")
struct GoldenFurtherConvolutionTests {
    static let convolutions = Golden.convolutionFurther["convolution"].list
    static let sequences = Golden.convolutionFurther["sequences"].list
    static let poolings = Golden.convolutionFurther["pooling"].list
    static let globals = Golden.convolutionFurther["global"].list

    @Test("fifteen convolutions, seven over sequences, eighteen poolings and four global ones are compared")
    func scope() {
        #expect([Self.convolutions.count, Self.sequences.count, Self.poolings.count, Self.globals.count] == [15, 7, 18, 4])
    }

    @Test("convolution of images", arguments: convolutions.indices)
    func convolution(index: Int) throws {
        let golden = Self.convolutions[index]
        try compare(
            golden, over: Shape(lengths: Array(golden["x"].lengths.dropFirst())),
            Window(golden, size: Array(golden["weights"].lengths.dropFirst(2))))
    }

    @Test("convolution of sequences", arguments: sequences.indices)
    func sequence(index: Int) throws {
        let golden = Self.sequences[index], lengths = golden["x"].lengths
        try compare(golden, over: Shape(steps: lengths[1], of: lengths[2]), Window(golden, size: [golden["weights"].lengths[2], 1]))
    }

    private func compare(_ golden: Golden, over shape: Shape, _ window: Window) throws {
        let layer = try Layer.convolution(
            inputs: shape, filters: golden["weights"].list.count, window: window, groups: golden["groups"].int, activation: .identity)
        #expect(layer.shape.dimensions == Array(golden["y"].lengths.dropFirst()))
        let fitted = try #require(layer.kind.window)
        #expect(fitted.paddingUsed(shape) == golden["padding_used"].ints)
        let network = Network(only: layer)
        var parameters = Parameters(zerosFor: network)
        parameters.weights[0].values = golden["weights"].flat
        parameters.biases[0] = golden["bias"].doubles
        bothWays(network, parameters, samples(golden)) { pass, stepper, how in
            #expect(distance(pass.outputs[0].values, golden["y"].flat) <= 1e-13, how)
            #expect(distance(pass.gradients.weights[0].values, golden["grad_weights"].flat) <= 1e-13, how)
            #expect(distance(pass.gradients.biases[0], golden["grad_bias"].flat) <= 1e-13, how)
            #expect(distance(stepper.inputGradients(of: pass).values, golden["grad_x"].flat) <= 1e-13, how)
        }
    }

    @Test("pooling, and who has won", arguments: poolings.indices)
    func pooling(index: Int) throws {
        let golden = Self.poolings[index], (height, width) = golden["size"].pair
        try comparePooling(golden, Window(golden, size: [height, width]), countsPadding: golden["padding_counts"].isTrue)
    }

    @Test("pooling of whole images", arguments: globals.indices)
    func global(index: Int) throws { try comparePooling(Self.globals[index], .whole, countsPadding: false) }

    private func comparePooling(_ golden: Golden, _ window: Window, countsPadding: Bool) throws {
        let shape = Shape(lengths: Array(golden["x"].lengths.dropFirst())), isMaximum = golden["kind"].text == "max"
        let layer = try Layer.pooling(
            isMaximum ? LayerKind.maxPooling : { .averagePooling($0, countsPadding: countsPadding) }, inputs: shape, window: window)
        #expect(layer.shape.dimensions == Array(golden["y"].lengths.dropFirst()))
        if window.fit != .whole { #expect(layer.kind.window?.paddingUsed(shape) == golden["padding_used"].ints) }
        let network = Network(only: layer)
        bothWays(network, Parameters(zerosFor: network), samples(golden)) { pass, stepper, how in
            #expect(distance(pass.outputs[0].values, golden["y"].flat) <= 1e-13, how)
            #expect(distance(stepper.inputGradients(of: pass).values, golden["grad_x"].flat) <= 1e-13, how)
            if isMaximum { #expect(pass.winners(ofLayer: 1) == golden["winner"].flat.map { Int($0) }, how) }
        }
    }

    private func samples(_ golden: Golden) -> Samples {
        let upstream = Matrix(samples: golden["upstream"])
        return Samples(inputs: Matrix(samples: golden["x"]), targets: upstream.times(Double(upstream.rows)))
    }
}

extension Window {
    /// A window as a golden case describes it; of a sequence, whose window is of width 1, the rows alone.
    fileprivate init(_ golden: Golden, size: [Int]) {
        let (stride, dilation) = (golden["stride"].pair, golden["dilation"].pair)
        let given = golden["padding"].ints, padding = given.count == 2 ? [given[0], 0, given[1], 0] : given.isEmpty ? [0, 0, 0, 0] : given
        let fit: Fit = ["same": .same, "causal": .causal][golden["padding"].text] ?? .given
        let isSequence = given.count == 2 || golden["padding_used"].list.count == 2
        self.init(
            rows: WindowSide(
                size[0], stride: stride.0, dilation: dilation.0, before: padding[0], after: padding[2], roundsUp: golden["ceil"].isTrue),
            columns: isSequence
                ? WindowSide(1)
                : WindowSide(
                    size[1], stride: stride.1, dilation: dilation.1, before: padding[1], after: padding[3], roundsUp: golden["ceil"].isTrue),
            fit: fit)
    }

    /// Top, left, bottom and right; of a sequence before and after.
    fileprivate func paddingUsed(_ shape: Shape) -> [Int] {
        shape.isSequence ? [rows.before, rows.after] : [rows.before, columns.before, rows.after, columns.after]
    }
}
