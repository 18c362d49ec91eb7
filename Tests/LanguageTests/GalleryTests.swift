// The gallery of architectures.
import Testing

@testable import Language
@testable import Sessions

@Suite("The gallery")
struct GalleryTests {
    @Test("has every architecture of the course, under one name each, with a drawing that fits 80 columns")
    func all() {
        let names = Architecture.all.flatMap { [$0.name] + $0.aliases }
        #expect(Set(names).count == names.count && Architecture.all.count == 23)
        for shown in Architecture.all {
            #expect(shown.drawing.allSatisfy { $0.count <= 76 } && shown.paragraphs.count == 2, "\(shown.name)")
        }
        for name in [
            "perceptron", "feed-forward", "rbf", "deep", "recurrent", "lstm", "gru", "transformer", "auto-encoder", "denoising", "sparse",
            "vae",
            "hopfield",
            "boltzmann", "rbm", "dbn", "cnn", "deconvolution", "gan", "esn", "resnet", "som", "svm",
        ] { #expect(Architecture.named(name) != nil, "\(name)") }
    }

    @Test("those that are built have as many parameters as it says", arguments: Architecture.all.filter(\.isBuilt).map(\.name))
    func built(name: String) throws {
        var talk = Talk()
        talk.run("gallery \(name) open")
        let shown = try #require(Architecture.named(name))
        #expect(talk.session.workspace.network?.parameterCount == shown.parameters)
        #expect(talk.session.transcript.commands == shown.commands)
        if talk.session.workspace.dataset != nil { #expect(talk.error("train 1") == nil) }
    }

    @Test("what is not there, or not built, is refused with what is")
    func refused() {
        var talk = Talk()
        #expect(talk.error("gallery lstmm")?.hint == "did you mean 'lstm'?")
        #expect(talk.error("gallery gan open")?.message == "gan is drawn here, not built")
        #expect(talk.error("gallery lstm close")?.hint == "write: gallery lstm open")
        #expect(talk.run("gallery lstm").contains("Hochreiter and Schmidhuber 1997") && talk.run("gallery").contains("what it is"))
    }
}
