// First weights of a given width and of one layer, as they are typed.
import NeuralEngine
import Testing

@testable import Language
@testable import Workspaces

@Suite("First weights as they are typed")
struct InitialisationTests {
    @Test(
        "first weights by layer and scale",
        arguments: [
            ("init normal std=0.05 layer=2 seed=3", "weights of layer 2 by normal std=0.05, seed 3; its biases 0"),
            ("init uniform limit=0.1", "weights by uniform limit=0.1, seed 1; biases 0"),
            ("init orthogonal", "weights by orthogonal, seed 1; biases 0"),
            ("init orthogonal gain=2", "weights by orthogonal gain=2, seed 1; biases 0"),
        ])
    func initialisers(line: String, answer: String) {
        var talk = Talk("net 3-4-2", "init he-normal seed=1")
        let first = talk.session.workspace.parameters?.weights[0]
        #expect(talk.run(line) == answer)
        #expect((talk.session.workspace.parameters?.weights[0] == first) == line.contains("layer=2"))
    }

    @Test(
        "numbers that a rule does not take, and layers without weights, are refused",
        arguments: [
            ("init he-normal std=0.1", 20, "init normal std=0.05"), ("init std=0.1", 10, "init normal std="),
            ("init normal std=-1", 17, "std="),
            ("init normal layer=2", 19, "these have: 1, 3"), ("init normal layer=9", 19, "from 1 to 3"),
        ])
    func refusedInitialisers(line: String, column: Int, hint: String) throws {
        var talk = Talk("layer input 4x4x1", "layer conv 1 2x2", "layer maxpool", "layer dense 1")
        let refused = talk.error(line), error = try #require(refused)
        #expect(error.column == column && error.hint?.contains(hint.prefix(20)) == true, "\(error)")
    }
}
