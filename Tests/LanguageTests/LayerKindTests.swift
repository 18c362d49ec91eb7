// What each kind of layer must have: a kind that lacks a part is found here.
import NeuralEngine
import Testing

@testable import Language
@testable import Portraits
@testable import Workspaces

@Suite("Kinds of layers")
struct LayerKindTests {
    /// A layer of a kind over an image, or where it has steps over a sequence, in front of units that it feeds.
    private func network(_ example: String) throws -> Network {
        let hasSteps = ["recurrent", "lstm", "gru"].contains { example.hasPrefix($0) }
        let talk = Talk(hasSteps ? "layer input 2 steps=3" : "layer input 6x6x2", "layer \(example)", "layer dense 2 sigmoid")
        return try #require(talk.session.workspace.network)
    }

    @Test("each is typed as it is told", arguments: LayerSyntax.all.map(\.example))
    func title(example: String) throws {
        let layer = try network(example).layers[0]
        #expect(try network(layer.title).layers[0] == layer && layer.title.hasPrefix(example.prefix { $0 != " " }))
    }

    @Test("each has a name of its own among the quantities, which reads back", arguments: LayerSyntax.all.map(\.example))
    func names(example: String) throws {
        let network = try network(example), names = Names(network: network)
        let last = network.layers[0].units - 1, name = names.node(layer: 1, unit: last)
        let place = try #require(names.node(named: name))
        #expect(place.layer == network.computingLayer(atOrBefore: 1) && place.unit == last)
    }

    @Test("of each there are sentences about all that its steps compute", arguments: LayerSyntax.all.map(\.example))
    func sentences(example: String) throws {
        let network = try network(example), sentences = Sentences(names: Names(network: network))
        let plan = StepPlan(network: network, sampleCount: 1)
        for step in (0..<plan.count).map({ plan[$0] }) where step.layer == 1 {
            #expect(sentences.sentence(about: step.quantity).count > 20, "\(step.quantity)")
        }
    }

    @Test("each has its column in the diagram, but one that only reads numbers in another shape", arguments: LayerSyntax.all)
    func diagram(syntax: LayerSyntax) throws {
        let graph = LayerGraph(try network(syntax.example))
        #expect(graph.layers.contains(1) == (syntax.name != "flatten"))
        #expect(!graph.title(ofLayer: 1).isEmpty)
    }

    @Test("each is offered and told about", arguments: LayerSyntax.all)
    func help(syntax: LayerSyntax) {
        #expect(LayerCommands.layer.synopsis.contains { $0.contains(syntax.name) })
        #expect(Completion.candidates(for: "layer \(syntax.name)", in: Desk()).1.contains { $0.text == syntax.name })
    }
}
