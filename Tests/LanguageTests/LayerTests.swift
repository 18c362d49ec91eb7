// Networks of layers of every kind, drawn at random: what is printed can be typed, and stepping trains.
// swift-format-ignore-file: NeverForceUnwrap
import NeuralEngine
import Testing

@testable import Language
@testable import Portraits
@testable import Workspaces

/// Draws networks layer by layer.
private struct RandomLayers {
    var random: RandomTalk
    var talk = Talk()
    let isSequence: Bool

    init(seed: Int) {
        random = RandomTalk(seed: 1000 + seed)
        isSequence = random.int(0...3) == 0
        talk.run(
            isSequence
                ? "layer input \(random.int(1...3)) steps=\(random.int(3...7))"
                : "layer input \(random.int(3...6))x\(random.int(3...6))x\(random.int(1...2))")
        for _ in 0..<random.int(1...4) { talk.run("layer \(layer())") }
        if random.int(0...1) == 0 { talk.run("layer flatten") }
        // Softmax would mix the steps of a sequence.
        let keepsSteps = talk.session.workspace.network?.outputShape.isSequence == true
        talk.run(
            "layer dense \(random.int(1...3)) \(random.pick(keepsSteps ? ["sigmoid", "identity"] : ["sigmoid", "softmax", "identity"]))")
        talk.run("bias \(random.pick(["each", "each", "shared", "none"]))")
        talk.run(
            random.pick([
                "optimizer sgd lr=0.2 momentum=0.9", "optimizer adam lr=0.1", "optimizer rmsprop momentum=0.5", "optimizer nadam",
                "optimizer rmsprop centered=on", "optimizer adam lr=0.1 amsgrad=on",
            ])
        )
        talk.run(random.pick(["clip off", "clip norm 0.5", "clip value 0.1", "penalty l2=0.1"]))
        let network = talk.session.workspace.network!, count = random.int(1...3)
        talk.run("input [" + (0..<count).map { _ in random.row(network.inputs) }.joined(separator: ",") + "]")
        talk.run(
            "target ["
                + (0..<count).map { _ in random.targets(network.outputs, areProbabilities: network.loss == .crossEntropy) }
                .joined(separator: ",") + "]")
    }

    /// A layer over an image or along a sequence; it may be refused.
    private mutating func layer() -> String {
        let activation = random.pick(["", " relu", " tanh", " leaky-relu(0.5)"])
        func size(_ range: ClosedRange<Int>) -> String { isSequence ? "\(random.int(range))" : "\(random.int(range))x\(random.int(range))" }
        let padding = random.pick(["", "", " padding=same", " padding=1", isSequence ? " padding=causal" : " padding=0x1x1x0"])
        let dilation = random.pick(["", "", "", " dilation=2"]), ceil = random.pick(["", " ceil=on"])
        let groups = random.int(0...3) == 0 ? talk.session.workspace.network?.outputShape.channels ?? 1 : 1
        switch random.int(0...7) {
        case 0: return "maxpool \(size(1...2)) stride=\(random.int(1...2))\(padding)\(dilation)\(ceil)"
        case 1: return "avgpool \(random.int(1...3))\(padding)\(ceil)\(random.pick(["", " padding-counts=on"]))"
        case 4 where random.int(0...1) == 0: return random.pick(["globalmaxpool", "globalavgpool"])
        case 2: return "dropout 0.25"
        case 3: return "batchnorm eps=0.001\(activation)"
        default:
            return
                "conv \(groups * random.int(1...3)) \(size(1...3)) stride=\(random.int(1...2))\(isSequence ? "" : "x1")\(padding)\(dilation)"
                + "\(groups > 1 ? " groups=\(groups)" : "")\(activation)"
        }
    }
}

@Suite("Layers of every kind")
struct LayerTests {
    @Test("every step of a pass is called by a name that means it", arguments: 1...40)
    func stepsHaveNames(seed: Int) throws {
        let stepper = try RandomLayers(seed: seed).talk.session.workspace.walk(), names = Names(network: stepper.network)
        for index in 0..<stepper.plan.count {
            let quantity = stepper.plan[index].quantity
            #expect(names.quantity(named: names.name(of: quantity)) == quantity)
        }
    }

    @Test("every quantity that is printed can be printed, and explained", arguments: 1...15)
    func quantitiesAreValues(seed: Int) throws {
        var talk = RandomLayers(seed: seed).talk
        let stepper = try talk.session.workspace.walk(), names = Names(network: stepper.network)
        let stride = max(1, stepper.plan.count / 40)
        for index in Swift.stride(from: 0, to: stepper.plan.count, by: stride) {
            let name = names.name(of: stepper.plan[index].quantity)
            talk.run("goto \(index + 1)")
            #expect(talk.error("print \(name)") == nil)
            #expect(talk.error("explain \(name)") == nil)
        }
    }

    @Test("a layer's title makes the same layer", arguments: 1...40)
    func titles(seed: Int) throws {
        let network = try #require(RandomLayers(seed: seed).talk.session.workspace.network)
        var talk = Talk("layer input \(network.inputShape)")
        for layer in network.layers { #expect(talk.error("layer \(layer.title)") == nil, "\(layer.title)") }
        let other = try #require(talk.session.workspace.network)
        #expect(other.layers.map(\.kind) == network.layers.map(\.kind))
        #expect(other.layers.map(\.activation) == network.layers.map(\.activation))
        #expect(other.layers.map(\.shape) == network.layers.map(\.shape))
    }

    @Test("stepping a pass gives the parameters of one epoch, bit by bit", arguments: 1...25)
    func steppingTrains(seed: Int) throws {
        let scene = RandomLayers(seed: seed).talk
        var stepped = scene, trained = scene
        stepped.run("step pass")
        trained.run("train 1")
        #expect(stepped.session.workspace.parameters == trained.session.workspace.parameters)
        #expect(stepped.session.workspace.parameters != scene.session.workspace.parameters)
    }

    @Test("printed weights can be typed: all bits come back", arguments: 1...20)
    func weightsComeBack(seed: Int) throws {
        var talk = RandomLayers(seed: seed).talk
        let network = try #require(talk.session.workspace.network), before = try #require(talk.session.workspace.parameters)
        let weights = network.layers.indices.filter { network.layers[$0].weightCount > 0 }.map { index in
            (index + 1, Reports.weights(ofLayer: index + 1, network, before).json.description)
        }
        talk.run("init zeros")
        for (number, json) in weights { #expect(talk.error("set W\(number) \(json)") == nil) }
        #expect(talk.session.workspace.parameters?.values == before.values)
    }

    @Test("undo of a layer brings back the network and all it has learnt")
    func undo() {
        var talk = Talk(
            "layer input 4x4", "layer conv 2 2x2 relu", "layer dense 1", "input 1 2 3 4 5 6 7 8 9 8 7 6 5 4 3 2", "target 1", "train 2")
        let before = talk.bits
        for command in [
            "layer batchnorm", "layer remove 1", "layer input 3", "penalty l1=1", "optimizer adam", "schedule exponential", "clip norm 1",
        ] {
            #expect(talk.error(command) == nil, "\(command)")
            talk.run("undo")
            #expect(talk.bits.difference(from: before) == nil, "\(command)")
        }
    }

    @Test("adding a layer keeps what those before it have learnt")
    func keeps() throws {
        var talk = Talk(
            "layer input 4x4", "layer conv 2 2x2 relu", "layer batchnorm", "layer dense 1",
            "input 1 2 3 4 5 6 7 8 9 8 7 6 5 4 3 2", "target 1", "train 2")
        let before = try #require(talk.session.workspace.parameters)
        talk.run("layer dense 2")
        let after = try #require(talk.session.workspace.parameters)
        #expect(after.weights[0] == before.weights[0])
        #expect(after.runningStatistic(.mean, layer: 2, channel: 1) == before.runningStatistic(.mean, layer: 2, channel: 1))
        #expect(before.runningStatistic(.mean, layer: 2, channel: 1) != 0)
    }

    @Test("gradients agree with finite differences, and checking them changes nothing", arguments: 1...15)
    func gradients(seed: Int) {
        var talk = RandomLayers(seed: seed).talk
        talk.run("step \(seed)")
        let before = talk.bits
        let json = talk.json("check gradients limit=200")[0]
        #expect(json.contains(#""ok":true,"compared":"#) && json.contains(#""failures":0"#), "\(json)")
        #expect(talk.bits.difference(from: before) == nil)
    }

    @Test("numbers at a kink are counted apart, and the kink is named")
    func kinks() {
        var talk = Talk("net 1-1-1 relu output=identity", "init zeros", "input 1", "target 1")
        #expect(talk.run("check gradients").replacing("\n  ", with: " ").contains("by relu of h1 in sample 1"))
        #expect(talk.json("check gradients")[0].contains(#""failures":0,"kinks":2"#))
    }

    // MARK: JSON

    @Test("weights of a convolution are nested by filter, channel, row and column")
    func json() {
        var talk = Talk("layer input 2x2x2", "layer conv 1 1x2", "set W1 [[[[1,2]],[[3,4]]]]", "set b1 0.5", "input 1 2 3 4 5 6 7 8")
        #expect(talk.json("show weights")[0].contains(#""values":{"W1":[[[[1,2]],[[3,4]]]],"b1":[0.5]}"#))
        #expect(talk.json("forward")[0].contains(#""z1":[[[[44.5],[64.5]]]],"a1":[[[[44.5],[64.5]]]]"#))
        #expect(talk.json("input [[[1,2],[3,4]],[[5,6],[7,8]]]")[0].contains(#""values":{"input":[[[[1,2],[3,4]],[[5,6],[7,8]]]]}"#))
        #expect(talk.json("show network")[0].contains(#""parameters":5,"layers":["conv 1 1x2"],"shapes":["2x2x2","2x1x1"]"#))
    }

    @Test("the optimizer and its schedule are values")
    func optimizerJSON() {
        var talk = Talk("net 2-1")
        #expect(
            talk.json("optimizer sgd lr=0.5 momentum=0.9 nesterov=on")[0].contains(
                #""values":{"optimizer":"sgd","lr":0.5,"momentum":0.9,"dampening":0,"nesterov":true,"weight-decay":0}"#))
        #expect(
            talk.json("schedule step every=2 gamma=0.5")[0].contains(#""values":{"schedule":"step","rates":[0.5,0.5,0.25,0.25,0.125]}"#))
        #expect(talk.json("clip norm 2")[0].contains(#""values":{"clip":"norm","limit":2}"#))
        #expect(talk.json("penalty l1=0.25")[0].contains(#""values":{"l1":0.25,"l2":0}"#))
    }

    @Test("the penalty of weights lets the scales of batch normalisation alone: in the loss, in formulas, in gradients and in training")
    func penaltyOfScales() {
        var talk = Talk(
            "layer input 2", "layer dense 2 tanh", "layer batchnorm", "layer dense 1", "input [[1,2],[3,4],[0,1]]",
            "target [[1],[0],[1]]")
        talk.run("set W2 [3,-2]; forward")
        let plain = talk.value("loss") ?? .nan
        talk.run("penalty l1=0.5 l2=0.25; forward")
        let charged = talk.value("loss") ?? .nan
        let weights = talk.value("0.5*(sum(abs(W1)) + sum(abs(W3))) + 0.125*(norm(W1)^2 + norm(W3)^2)") ?? .nan
        #expect(abs(charged - plain - weights) < 1e-12)
        #expect(talk.run("check gradients").contains("they agree"))
        // The first sample begins each sum.
        let scale = talk.run("goto 0; goto grad(W2[1])"), weight = talk.run("goto 0; goto grad(W3[1,1])")
        #expect(!scale.contains("sign") && weight.contains("sign("), "\(scale)\n\(weight)")
        var trained = talk
        talk.run("finish")
        trained.run("train 1")
        #expect(talk.session.workspace.parameters == trained.session.workspace.parameters)
    }

    @Test("an error of shape has the formula with its numbers")
    func shapeError() throws {
        var talk = Talk("layer input 4x6x1")
        let refused = talk.error("layer conv 1 5x3 stride=2"), error = try #require(refused)
        #expect(error.message.contains("(W - F + 2P)/S + 1 = (4 - 5 + 2*0)/2 + 1"))
        #expect(error.column == 14)
    }

    @Test("the course's counts: two filters of 3x3x3 have 56 parameters, whatever the image", arguments: [(5, "3x3x2"), (7, "4x4x2")])
    func fiftySix(size: Int, shape: String) throws {
        var talk = Talk("layer input \(size)x\(size)x3")
        #expect(talk.run("layer conv 2 3x3 stride=2 padding=1").contains("(3*3*3 + 1)*2 = 56"))
        let network = try #require(talk.session.workspace.network)
        #expect("\(network.outputShape)" == shape)
    }
}
