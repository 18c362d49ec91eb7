// Gradients and weights followed through the past training.
// swift-format-ignore-file: NeverForceUnwrap
import Charts
import Foundation
import NeuralEngine
import Synchronization
import Testing

@testable import Language
@testable import Portraits
@testable import Workspaces

@Suite("plot over=epochs")
struct TrainingCourseTests {
    private func lines(_ talk: inout Talk, _ command: String) -> [String: [(Double, Double)]] {
        talk.run(command)
        let series = talk.session.desk.chart?.lineChart?.series ?? []
        return Dictionary(uniqueKeysWithValues: series.map { ($0.name, $0.points.map { ($0.x, $0.y) }) })
    }

    @Test("gradients are what `plot gradients` shows after rewinding there, weights the root of the sum of squares")
    func numbers() throws {
        var talk = Talk(
            "net 2-5-3-1 tanh output=sigmoid", "init glorot-normal seed=2", "data moons n=40", "train 20", "set lr 0.1; train 5")
        let gradients = lines(&talk, "plot gradients over=epochs"), weights = lines(&talk, "plot weights over=epochs")
        #expect(
            gradients.keys.sorted() == ["layer 1", "layer 2", "layer 3"] && gradients["layer 1"]?.map(\.0) == (0...25).map(Double.init))
        for epoch in [0, 7, 20, 25] {
            talk.run("rewind \(epoch)")
            var portrait = NetworkPortrait(network: talk.session.workspace.network!, samples: talk.session.workspace.samples)
            let parameters = talk.session.workspace.parameters!
            for look in portrait.look(parameters) {
                let name = talk.session.workspace.names!.layerTitle(look.layer)
                #expect(gradients[name]?[epoch].1 == look.gradientNorm)
                #expect(weights[name]?[epoch].1 == parameters.weights[look.layer - 1].values.reduce(0) { $0 + $1 * $1 }.squareRoot())
            }
            talk.run("undo")
        }
    }

    @Test("long trainings are followed at the epochs that are kept; many short ones are thinned out; first and last are always there")
    func long() {
        var talk = Talk("net 2-3-1 tanh output=sigmoid", "data xor", "train 3000")
        var epochs = lines(&talk, "plot weights over=epochs")["layer 1"]!.map(\.0)
        #expect(epochs.first == 0 && epochs.last == 3000 && (32...66).contains(epochs.count) && epochs == epochs.sorted())
        for rate in 1...60 { talk.run("set lr 0.\(100 + rate); train 5") }
        epochs = lines(&talk, "plot weights over=epochs")["layer 1"]!.map(\.0)
        #expect(epochs.first == 0 && epochs.last == 3300 && epochs.count == 160 && Set(epochs).count == 160)
    }

    @Test("another activation on the way is followed with the activation of then; what was rewound is gone")
    func onTheWay() {
        var talk = Talk("net 2-3-1 tanh output=sigmoid", "data xor", "train 10")
        let first = lines(&talk, "plot gradients over=epochs")["layer 1"]!.map(\.1)
        talk.run("layer activation 1 relu; train 10")
        let both = lines(&talk, "plot gradients over=epochs")["layer 1"]!
        #expect(both.map(\.0) == (0...20).map(Double.init) && Array(both.prefix(10).map(\.1)) == Array(first.prefix(10)))
        talk.run("rewind 4")
        #expect(lines(&talk, "plot gradients over=epochs")["layer 1"]!.map(\.1) == Array(first.prefix(5)))
    }

    @Test("what is trained anew from the same epoch takes the place of what was rewound: each epoch is there once")
    func anew() {
        var talk = Talk("net 2-3-1 tanh output=sigmoid", "data xor", "train 10", "rewind 0", "set lr 1", "train 10")
        let straight = lines(&talk, "plot gradients over=epochs")["layer 1"]!
        #expect(straight.map(\.0) == (0...10).map(Double.init))
        talk.run("rewind 4; layer activation 1 relu; set lr 0.1; train 6")
        let turned = lines(&talk, "plot gradients over=epochs")["layer 1"]!
        #expect(turned.map(\.0) == (0...10).map(Double.init) && turned.prefix(4).map(\.1) == straight.prefix(4).map(\.1))
    }

    @Test("what the news of a running training show is what is plotted after it, to the bit")
    func news() throws {
        var talk = Talk("net 2-5-1 tanh output=sigmoid", "data moons n=40", "train 30", "set lr 0.1")
        let control = RunControl(), watched = Mutex<[String: [Double: Double]]>([:])
        let watcher = Thread {
            var course = TrainingCourse(.gradients)
            while (watched.withLock { $0.values.first?.count ?? 0 }) < 60 {
                guard let progress = control.takeProgress() else { continue }
                course.follow(progress.history)
                let lines = course.chart(isLogarithmic: true).series.map { series in
                    (series.name, Dictionary(uniqueKeysWithValues: series.points.map { ($0.x, $0.y) }))
                }
                watched.withLock { $0 = Dictionary(uniqueKeysWithValues: lines) }
            }
            control.cancel()
        }
        watcher.start()
        _ = talk.session.run("train 200000", control: control)
        let plotted = lines(&talk, "plot gradients over=epochs"), seen = watched.withLock { $0 }
        #expect(seen.keys.sorted() == ["layer 1", "layer 2"] && seen["layer 1"]?[0] != nil && seen["layer 1"]?[30] != nil)
        for (name, points) in plotted {
            let common = points.filter { seen[name]?[$0.0] != nil }
            #expect(common.count > 20 && common.allSatisfy { seen[name]?[$0.0] == $0.1 })
        }
    }

    @Test("is a picture, also as SVG, and changes nothing but the chart")
    func picture() throws {
        var talk = Talk("net 2-3-1 tanh output=sigmoid", "data xor", "train 10")
        let before = talk.session.workspace
        let text = talk.run("plot gradients over=epochs")
        #expect(text.contains("gradient of each layer") && text.contains("layer 1") && text.contains("epoch"))
        let after = talk.session.workspace
        #expect(after.parameters == before.parameters && after.optimizer == before.optimizer && after.training == before.training)
        #expect(talk.run("plot weights over=epochs y=0..9 log=no").contains("weights of each layer"))
    }

    @Test("what cannot be followed is refused")
    func refused() {
        var talk = Talk("net 2-3-1 tanh", "data xor")
        #expect(talk.error("plot gradients over=epochs")?.message == "there is no training to look back at")
        talk.run("train 3")
        #expect(talk.error("plot gradients over=time")?.message == "'time' is nothing to plot over")
        #expect(talk.error("plot weights over=epochs as=map")?.message == "`plot weights` has no option as=")
        #expect(talk.error("plot loss over=epochs")?.message == "`plot loss` has no option over=")
        #expect(talk.error("plot gradients log=yes")?.message == "`plot gradients` has no option log=")
    }
}
