// What the course adds keeps the three promises: stepping is training, a session replays to the last bit, and one can always go back.
import Foundation
import Fuzzing
import NeuralEngine
import Testing

@testable import Language
@testable import Sessions
@testable import Workspaces

/// A small network of each kind of layer, rule and cost of the course, with something to learn.
struct CourseScene: Sendable, CustomTestStringConvertible {
    let name: String
    let lines: [String]

    init(_ name: String, _ lines: String...) { (self.name, self.lines) = (name, lines) }

    var testDescription: String { name }

    var talk: Talk {
        var talk = Talk()
        for line in lines {
            let error = talk.error(line)
            precondition(error == nil, "\(line): \(error?.message ?? "")")
        }
        return talk
    }

    static let all = [
        CourseScene(
            "recurrent, its last step", "layer input 1 steps=4; layer recurrent 3 tanh last; layer dense 1 sigmoid",
            "data parity length=4 n=8",
            "set s1 [0.1,-0.2,0.3]; set batch 3"),
        CourseScene(
            "recurrent, all steps", "layer input 1 steps=4; layer recurrent 2 relu; layer dense 1 sigmoid",
            "data echo length=4 n=7; set batch 2"),
        CourseScene(
            "lstm", "layer input 2 steps=4; layer lstm 2 last; layer dense 1",
            "data adding length=4 n=6; optimizer adam lr=0.05; clip norm 1"),
        CourseScene(
            "gru over gru", "layer input 1 steps=4; layer gru 2; layer gru 2 last; layer dense 1", "data wave length=4 n=6; set batch 4"),
        CourseScene(
            "residual", "layer input 2; layer dense 3 tanh; layer dense 3 sigmoid; layer add 1; layer dense 2 relu; layer add 0",
            "layer dense 1 sigmoid; data xor; loss binary-cross-entropy"),
        CourseScene(
            "noise and silence", "layer input 2; layer noise 0.3; layer dense 4 tanh; layer dropout 0.25; layer dense 2",
            "data gauss n=8; target input; set batch 3"),
        CourseScene(
            "a sparse code", "net 3-4-3 relu output=identity; input [[1,0,0.5],[0,1,-1]]; target input; penalty activity=0.05 layer=1"),
        CourseScene("the perceptron's rule", "net 2-1 step; data and; optimizer perceptron lr=1"),
        CourseScene("features by hand", "data circle n=8; features x y x^2 y^2; net 4-2-1 tanh output=sigmoid; set batch 3"),
        CourseScene(
            "smoothed and weighted classes",
            "data iris; split 10/10/80 seed=1; net 4-3 output=softmax; loss cross-entropy smoothing=0.1 weights=1,2,5",
            "set batch 4"),
        CourseScene(
            "center loss", "data gauss n=9; net 2-2-2 relu output=softmax; loss cross-entropy center=0.2 center-rate=0.5; set batch 4"),
        CourseScene(
            "a rate that falls on a plateau", "data moons n=12; split 60/40 seed=1; net 2-3-1 tanh output=sigmoid",
            "schedule plateau patience=1 factor=0.5; set lr 5; set batch 5"),
        CourseScene("a sum over the batch", "data x*y n=6; net 2-2-1 tanh output=identity; loss huber reduction=sum; set lr 0.05"),
    ]
}

@Suite("What the course adds")
struct CourseWalkTests {
    @Test("stepping is training, epoch by epoch and pass by pass", arguments: CourseScene.all)
    func steppingTrains(scene: CourseScene) {
        var trained = scene.talk, stepped = trained, byPass = trained
        let before = trained.session.workspace.parameters
        for epoch in 1...3 {
            trained.run("train 1")
            stepped.run("step epoch")
            repeat { byPass.run("forward; backward; update") } while byPass.value("epoch") ?? 3 < Double(epoch)
            #expect(stepped.session.workspace.parameters == trained.session.workspace.parameters, "epoch \(epoch)")
            #expect(byPass.session.workspace.parameters == trained.session.workspace.parameters, "epoch \(epoch)")
        }
        #expect(trained.session.workspace.parameters != before)
    }

    @Test("rewind k, then train n - k, is train n; undo takes back all of it", arguments: CourseScene.all)
    func rewinding(scene: CourseScene) {
        var talk = scene.talk
        talk.run("train 6")
        let end = talk.bits, parameters = talk.session.workspace.parameters
        for epoch in [0, 1, 4] {
            talk.run("rewind \(epoch); train \(6 - epoch)")
            #expect(talk.session.workspace.parameters == parameters, "from epoch \(epoch)")
            talk.run("undo 2")
            #expect(talk.bits.difference(from: end) == nil)
        }
    }

    @Test("gradients agree with finite differences", arguments: CourseScene.all.filter { $0.name != "the perceptron's rule" })
    func gradients(scene: CourseScene) {
        var talk = scene.talk
        let json = talk.json("check gradients limit=60")[0]
        #expect(json.contains(#""ok":true"#) && json.contains(#""failures":0"#), "\(json)")
    }

    @Test("random commands, taken back and done again in any order, and replayed from the transcript and the journal", arguments: 1...26)
    func walk(seed: Int) throws {
        var random = RandomTalk(seed: 5000 + seed)
        let scene = CourseScene.all[seed % CourseScene.all.count]
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("nnrepl-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var talk = scene.talk
        talk.wander(40, &random, seed: seed) { $0.int(0...3) == 0 ? $0.command() : $0.courseCommand() }
        var kept = Talk()
        kept.session = Session(journal: Journal(path: "\(folder)/1-1.nns"))
        for line in scene.lines + (1...20).map({ _ in random.courseCommand() }) { kept.run(line) }
        let transcript = try Transcript(reading: kept.session.transcript.text, path: "walk")
        let report = Verification.run(transcript, path: "walk", isExact: true)
        #expect(report.isSame, "seed \(seed), \(scene.name): \(report.text)")
        var recovered = Talk()
        #expect(recovered.session.open(file: "\(folder)/1-1.nns").isSuccess)
        #expect(recovered.bits.difference(from: kept.bits) == nil, "seed \(seed), \(scene.name)")
    }
}
