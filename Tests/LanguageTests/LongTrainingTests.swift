// Training at full speed: what is looked at, and what that must not change.
import Documents
import Foundation
import NeuralEngine
import Testing

@testable import Language
@testable import Workspaces

@Suite("Long trainings")
struct LongTrainingTests {
    private let ready = Talk("net 2-3-1 tanh output=sigmoid", "data xor", "init glorot-normal seed=4", "set lr 0.5")

    @Test("the curve has each of the first 512 epochs, then every second, then every fourth; a run that is cut in two has the same numbers")
    func curve() {
        var whole = ready, parts = ready
        whole.run("train 3000")
        for epochs in [100, 700, 1, 2199] { parts.run("train \(epochs)") }
        let (a, b) = (whole.session.workspace.training, parts.session.workspace.training)
        let wanted = Array(0...512) + stride(from: 514, through: 1024, by: 2) + stride(from: 1028, through: 2048, by: 4)
        #expect(Array(a.epochs.prefix(wanted.count)) == wanted.map(Double.init))
        #expect(a.epochs.last == 3000)
        let losses = Dictionary(uniqueKeysWithValues: zip(a.epochs, a.losses))
        for (epoch, loss) in zip(b.epochs, b.losses) where losses[epoch] != nil { #expect(losses[epoch] == loss) }
        #expect(whole.session.workspace.parameters == parts.session.workspace.parameters)
    }

    @Test("stopped at any moment it has made whole epochs, and says what it has left out", arguments: 1...6)
    func stopped(moment: Int) throws {
        var talk = Talk("net 2-40-40-1 tanh output=sigmoid", "init glorot-normal seed=4", "data gauss n=2000", "set lr 0.1")
        let fresh = talk, control = RunControl()
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: Double(moment) * 0.13)
            control.cancel()
        }
        let outcome = try #require(talk.session.run("train 1000000 batch=4 shuffle=2", control: control).last)
        guard case .success(let reply) = outcome.result else {
            #expect(talk.bits == fresh.bits)
            return
        }
        let epochs = talk.session.workspace.epoch
        #expect(epochs > 0 && reply.repeatedBy == "train \(epochs) batch=4 shuffle=2")
        var again = fresh
        again.run("train \(epochs) batch=4 shuffle=2")
        #expect(again.bits == talk.bits && again.session.workspace.optimizer == talk.session.workspace.optimizer)
    }

    @Test("stopped while a long epoch that is done is judged it has that epoch, and tells each once", arguments: [0.8, 0.85, 0.9, 0.95])
    func stoppedInJudgement(moment: Double) throws {
        var talk = Talk("net 2-40-40-1 tanh output=sigmoid", "init glorot-normal seed=4", "data gauss n=4000", "set lr 0.1")
        let control = RunControl()
        Thread.detachNewThread {
            // The news come after the judgement: shortly before the next of them the next judgement is under way.
            var seen: [Date] = []
            while seen.count < 3 {
                if let done = control.takeProgress()?.epochsDone, done > seen.count { seen.append(Date()) }
                Thread.sleep(forTimeInterval: 0.001)
            }
            Thread.sleep(forTimeInterval: moment * seen[2].timeIntervalSince(seen[1]))
            control.cancel()
        }
        let outcome = try #require(talk.session.run("train 1000000 batch=4 every=1", control: control).last)
        let epochs = talk.session.workspace.epoch
        let rows = try outcome.result.get().blocks.compactMap { if case .table(let table) = $0 { table.rows.map(\.[0]) } else { nil } }
        #expect(rows == [(1...epochs).map(String.init)])
        #expect(talk.session.workspace.training.epochs == (0...epochs).map(Double.init))
    }

    @Test("looking at every epoch changes nothing", arguments: ["", " batch=3", " batch=1 shuffle=2", " shuffle=9"])
    func looking(options: String) {
        var fast = ready, slow = ready
        fast.run("train 1500\(options)")
        slow.run("train 1500\(options) every=7 until=epoch<0")
        #expect(fast.session.workspace.parameters == slow.session.workspace.parameters)
        #expect(fast.value("loss") == slow.value("loss"))
    }

    @Test("a run that becomes useless stops at the same epoch however often it is looked at", arguments: [1, 7, 600, 700, 1400])
    func nonFinite(start: Int) {
        var fast = Talk("net 1-1 identity", "set w1 1; set b1 0", "input 1; target 0", "set lr 1.5")
        fast.run("set w1 \(1e300 / (start > 1 ? 1e10 : 1))")
        if start > 1 { fast.run("set w1 \(start)") }
        var slow = fast
        let (a, b) = (fast.run("train 5000"), slow.run("train 5000 until=epoch<0"))
        #expect(a == b)
        #expect(a.contains("would make the loss infinite or not a number"))
        #expect(fast.session.workspace.parameters == slow.session.workspace.parameters)
        #expect(fast.session.workspace.parameters?.areFinite == true)
        #expect(fast.session.workspace.epoch == slow.session.workspace.epoch)
    }

    @Test(
        "a run that becomes useless names the first number, its layer, step and cause, and keeps the last good state",
        arguments: [
            ("1", "1", "1e200", "o1.net = inf: layer 2, forward, after the epoch, sample 1 of batch 1"),
            ("1e200", "1e200", "0.1", "o1.net = inf: layer 2, forward, sample 1 of batch 1"),
            ("1e150", "1e150", "0.1", "E.o1 = inf: loss, sample 1 of batch 1"),
        ])
    func cause(w1: String, w2: String, rate: String, place: String) {
        var talk = Talk("net 1-1-1 identity", "bias none", "set w1 \(w1); set w2 \(w2); input 1; target 0.5; set lr \(rate)")
        let before = talk.session.workspace.parameters
        let reply = talk.run("train 9").replacing("\n  ", with: " ")
        #expect(reply.contains("the first was \(place); it is larger than 1.8e308, the largest number"))
        #expect(reply.contains("a smaller learning rate may help") == (rate == "1e200"))
        #expect(reply.contains("the learning rate has no part in it") == (rate != "1e200"))
        #expect(talk.session.workspace.parameters == before && talk.session.workspace.epoch == 0)
        #expect(talk.json("train 9")[0].contains("\"non_finite\":{\"quantity\":"))
        talk.run("set w1 1; set w2 1; set lr 0.1; train 70; rewind 68")
        #expect(talk.session.workspace.epoch == 68)
    }

    @Test(
        "what the optimizer remembers counts, too: an infinite mean of squares would hold its weight for ever",
        arguments: ["adam", "rmsprop", "adagrad"])
    func memory(rule: String) {
        var talk = Talk(
            "net 1-1 identity", "loss mean-absolute-error", "optimizer \(rule) lr=0.1", "input 1e160; target 0", "set w1 1; set b1 0")
        let reply = talk.run("train 9").replacing("\n  ", with: " ")
        #expect(
            reply.contains("the first was what the optimizer remembers of w1 = inf: layer 1, update, sample 1 of batch 1; it is larger"))
        talk.run("input 1; train 30")
        #expect(abs(talk.session.workspace.parameters?.values[0] ?? 1) < 1)
    }

    @Test("so does the length of all gradients, where they are clipped by it")
    func norm() {
        var talk = Talk("net 1-1 identity", "loss mean-absolute-error", "clip norm 1", "input 1e160; target 0", "set w1 1; set b1 0")
        let reply = talk.run("train 9").replacing("\n  ", with: " ")
        #expect(reply.contains("the first was gradient_norm = inf: update, sample 1 of batch 1; it is larger than 1.8e308"))
        #expect(reply.contains("the learning rate has no part in it") && talk.session.workspace.epoch == 0)
        #expect(!talk.run("input 1; train 9").contains("the first was") && talk.session.workspace.epoch == 9)
    }

    @Test("a layer that has died in it is named, with what may help; one that lives is not, nor the step of a perceptron")
    func dead() {
        let iris = "net 4-7-5-3 relu output=softmax; init he-uniform seed=2; data iris; "
        var died = Talk(iris + "set lr 0.5"), lives = Talk(iris + "set lr 0.01"), perceptron = Talk("net 2-1 step; data and; set lr 0.1")
        #expect(died.run("train 30").contains("(every unit of layer 1 is dead: its slope is 0 for every sample"))
        #expect(!lives.run("train 30").contains("dead") && !perceptron.run("train 30").contains("dead"))
    }

    @Test("patience stops behind the least val.loss and takes the parameters of then")
    func patience() {
        var talk = Talk(
            "net 2-12-1 tanh output=sigmoid", "data moons n=40 noise=0.3 seed=2", "split 50/50 seed=1", "init he-normal seed=1", "set lr 1")
        var other = talk
        let reply = talk.run("train 5000 patience=20 batch=4 shuffle=1")
        #expect(reply.contains("(val.loss has not fallen for 20 epochs)"))
        let training = talk.session.workspace.training
        let losses = training.validationLosses.compactMap { $0 }
        let best = losses.firstIndex(of: losses.min() ?? 0) ?? 0
        #expect(training.epoch == best + 20 && losses.count == best + 21)
        #expect(reply.contains("the parameters are those of epoch \(best), whose val.loss was the least"))
        #expect(talk.value("val.loss") == losses[best])
        other.run("train \(best) batch=4 shuffle=1")
        #expect(other.session.workspace.parameters == talk.session.workspace.parameters)
        #expect(other.session.workspace.optimizer == talk.session.workspace.optimizer)
        talk.run("rewind \(best + 10)")
        #expect(talk.value("val.loss") == losses[best + 10])
    }

    @Test("a training that is stopped is repeated by the epochs that it made, with its options")
    func stopped() {
        let control = RunControl(), line = "train 1000000000 batch=2 shuffle=5 every=1000"
        var session = ready.session
        inThread {
            while control.takeProgress()?.epochsDone ?? 0 == 0 {}
            control.cancel()
        }
        guard case .success? = session.run(line, control: control).last?.result else { return #expect(Bool(false)) }
        let command = session.transcript.commands.last ?? ""
        #expect(command == "train \(session.workspace.epoch) every=1000 batch=2 shuffle=5")
        var again = ready
        again.run(command)
        #expect(again.session.workspace.parameters == session.workspace.parameters)
    }

    @Test("one that is to go on later says that it is paused, any other that it is stopped")
    func paused() {
        for word in ["paused", "stopped"] {
            let control = RunControl()
            var session = ready.session
            inThread {
                while control.takeProgress()?.epochsDone ?? 0 == 0 {}
                if word == "paused" { control.pause() } else { control.cancel() }
            }
            guard case .success(let reply)? = session.run("train 1000000000 batch=2", control: control).last?.result else {
                return #expect(Bool(false))
            }
            #expect(PlainText(width: 80).text(of: reply).contains("(\(word)"))
        }
    }

    @Test("what can be asked of a split training, and what cannot")
    func names() {
        var talk = Talk("net 2-3-1 tanh output=sigmoid", "data moons n=40", "train 1")
        #expect(talk.error("print val.loss")?.message == "there is no validation part")
        #expect(talk.error("train 5 patience=3")?.message == "there is no validation part")
        #expect(talk.error("show test")?.message == "there is no test part")
        talk.run("split 60/20/20")
        #expect(talk.error("train 5 until=test.loss<1")?.message == "the test part judges once, at the end")
        #expect(talk.error("split 60/20/30")?.message == "60/20/30 makes 110, not 100")
        #expect(talk.error("split 0/50/50")?.message == "nothing would be left to train on")
        #expect(talk.error("split -10/60/50")?.message == "a share is not negative")
        #expect(talk.error("split 99/0.5/0.5")?.message.contains("too few") == true)
        #expect(talk.error("split 70")?.message == "'70' is no split")
        #expect(talk.run("train 3 until=val.loss<100").contains("(val.loss<100 holds)"))
        #expect(talk.json("train 2")[0].contains("\"val_loss\":"))
        let all = talk.value("test.loss"), validation = talk.value("validation.loss")
        #expect(all != nil && validation == talk.value("val.loss"))
        talk.run("split none")
        #expect(talk.session.workspace.split == nil)
    }
}
