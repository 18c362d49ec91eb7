// The course's convolutions: whole numbers, so every window, product and winner is exact.
import Testing

@testable import NeuralEngine

@Suite("The course's convolutions come out to the last product")
struct GoldenCourseConvolutionTests {
    static let convolutions = Golden.convolutionCourse["convolution"].list
    static let poolings = Golden.convolutionCourse["pooling"].list

    @Test("six convolutions, four poolings and twenty sizes are compared")
    func scope() {
        #expect([Self.convolutions.count, Self.poolings.count] == [6, 4])
        #expect(Golden.convolutionCourse["output_size"]["rows"].list.count == 20)
    }

    @Test("the size of the result is (W - F + 2P)/S + 1, rounded down")
    func sizes() {
        for row in Golden.convolutionCourse["output_size"]["rows"].list {
            let (size, window) = (row[0].int, Window(row[1].int, stride: row[3].int, padding: row[2].int))
            let (rows, columns) = window.places(over: Shape(height: size, width: size, channels: 1))
            #expect([rows, columns] == [row[4].int, row[4].int])
        }
    }

    @Test("every window with its products, net input and relu", arguments: convolutions.indices)
    func convolution(index: Int) throws {
        let golden = Self.convolutions[index], stride = golden["stride"].int, padding = golden["padding"].int
        let image = Shape(lengths: golden["input"].lengths), size = golden["weights"].lengths[2]
        let layer = try Layer.convolution(
            inputs: image, filters: golden["weights"].list.count, window: Window(size, stride: stride, padding: padding), activation: .relu)
        #expect(layer.parameterCount == golden["parameters"].int)
        #expect(layer.units == golden["windows"].list.count)
        let network = Network(only: layer)
        var parameters = Parameters(zerosFor: network)
        parameters.weights[0].values = golden["weights"].flat
        parameters.biases[0] = golden["bias"].doubles
        let samples = Samples(inputs: Matrix(rows: [golden["input"].flat]), outputs: network.outputs)
        bothWays(network, parameters, samples) { pass, stepper, how in
            #expect(pass.netInputs[0].values == golden["net"].flat, how)
            #expect(pass.outputs[0].values == golden["relu"].flat, how)
            for (unit, window) in golden["windows"].list.enumerated() {
                let (filter, row, column) = layer.shape.position(of: unit)
                #expect([filter, row, column] == [window["filter"].int, window["row"].int, window["column"].int])
                // The course writes the products with the border of zeros too, which the formula leaves out.
                let inside = window["products"].list.flatMap { channel in
                    (0..<size * size).filter { cell in
                        (0..<image.height).contains(row * stride - padding + cell / size)
                            && (0..<image.width).contains(column * stride - padding + cell % size)
                    }.map { channel.flat[$0] }
                }
                #expect(products(.netInput(layer: 1, unit: unit), stepper) == inside, how)
            }
        }
    }

    /// The products of a net input.
    private func products(_ quantity: Quantity, _ stepper: Stepper) -> [Double] {
        guard case .sumOfProducts(_, let products) = Calculation.of(quantity, in: stepper) else { return [] }
        return products.map { $0.reduce(1) { $0 * $1.evaluated(in: stepper.moment, sample: 0) } }
    }

    @Test("pooling: greatest, winner and mean", arguments: poolings.indices)
    func pooling(index: Int) throws {
        let golden = Self.poolings[index]
        for kind in [LayerKind.maxPooling, { .averagePooling($0, countsPadding: false) }] {
            let network = Network(
                only: try .pooling(
                    kind, inputs: Shape(lengths: golden["input"].lengths), window: Window(golden["size"].int, stride: golden["stride"].int))
            )
            let samples = Samples(inputs: Matrix(rows: [golden["input"].flat]), outputs: network.outputs)
            bothWays(network, Parameters(zerosFor: network), samples) { pass, _, how in
                if case .maxPooling = network.layers[0].kind {
                    #expect(pass.outputs[0].values == golden["max"].flat, how)
                    #expect(pass.winners(ofLayer: 1) == golden["winner"].flat.map { Int($0) }, how)
                } else {
                    #expect(pass.outputs[0].values == golden["average"].flat, how)
                }
            }
        }
    }
}
