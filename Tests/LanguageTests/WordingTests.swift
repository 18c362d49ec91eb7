// Hints quote commands: each of them can be typed.
import NeuralEngine
import Testing

@testable import Language
@testable import Workspaces

@Suite("What a workspace refuses, in words")
struct WordingTests {
    private static let network: Network = {
        var network = Network(inputs: 2)
        network.append(units: 2, activation: .relu)
        network.append(units: 1, activation: .sigmoid)
        return network
    }()

    private static let refusals: [WorkspaceError] = {
        let names = Names(network: network), layer = network.layers[0]
        return [
            .noNetwork(for: nil), .noLayer, .noInput(network), .noTarget(outputs: 1), .needsTarget("E", outputs: 20), .noDataset,
            .noPart(.validation), .datasetMisfit(Dataset.xor, Network(inputs: 3)),
            .lossMisfit(.needsProbabilities(.crossEntropy, .sigmoid)),
            .notTwoInputs(3), .noActivations, .softmaxBehindNormalisation(.softmax),
            .softmaxOverSteps(layer), .noWeightsToDraw(layer: 1, layer, others: []),
            .lossWouldNotFit(.needsUnitInterval(.tanh)), .noQuantity("dE/dw1", names), .noParameter("w1,w2", names),
            .notAParameter("i1", .output(layer: 0, unit: 0)), .notAParameter("center[1,1]", .center(label: 0, unit: 0)),
            .manyNumbers("W1", areWeights: true), .noBias(layer: 1), .noWeights(layer: 1, layer), .noCenters, .noStep(computing: "i1"),
            .atTheBeginning, .passIsFinished, .noStop(3), .noEpochs, .unreachable(epoch: 3), .endsByTest(of: "loss"),
        ]
    }()

    @Test("every command in a hint can be read", arguments: refusals)
    func hints(refusal: WorkspaceError) {
        let text = Wording.text(of: refusal)
        #expect(!text.message.isEmpty && text.message.last != ".")
        for command in TypedHints.commands(in: text.hint ?? "") {
            #expect(CommandTable.mistake(in: command) == nil, "\(command)")
        }
    }
}
