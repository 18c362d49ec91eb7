// Conditions of breakpoints and trainings: something has to be compared.
import Synchronization
import Testing

@testable import Language
@testable import Workspaces

@Suite("A condition")
struct ConditionTests {
    private let ready = Talk("net 2-2-2 sigmoid", "input 1 2; target 1 0", "define late(x) = x > 100", "define half(x) = x/2")

    @Test("a training says that breakpoints did not stop it, and what would; the words that list and delete them are told")
    func breakpointsAndTraining() {
        var talk = Talk("net 2-2-1; data xor; break if loss < 0.05")
        #expect(talk.run("train 5").hasSuffix("(breakpoints stop `continue`, not a training: `train until=loss<0.05`)"))
        talk.run("delete all")
        #expect(!talk.run("train 5").contains("breakpoints"))
        for (line, hint) in [
            ("train until loss < 0.01", "write: train until=loss<0.01"), ("train 50 until = E < 1", "write: train 50 until=E<1"),
            ("train until", "for example: train until=loss<0.01"), ("show breaks", "write: info breaks"),
            ("break", "for example: break h1.net; `info breaks` lists those there are"),
            ("delete breaks", "write: delete all; `info breaks` lists the numbers"),
        ] { #expect(talk.error(line)?.hint == hint, "\(line)") }
    }

    @Test(
        "that compares nothing is refused, with its place and what would be right",
        arguments: [
            ("break if loss", "loss is a number, not a condition", 10, "compare it, for example: break if loss < 0.01"),
            ("break if E < 0.1 and h1.out", "h1.out is a number, not a condition", 22, "compare it, for example: break if h1.out < 0.01"),
            ("break if not w5", "w5 is a number, not a condition", 14, "compare it, for example: break if w5 < 0.01"),
            ("break if 1", "1 is a number, not a condition", 10, "compare it, for example: break if 1 < 0.01"),
            ("break if half(loss)", "half(loss) is a number, not a condition", 15, "compare it, for example: break if half(loss) < 0.01"),
            ("train 5 until=loss", "loss is a number, not a condition", 15, "compare it, for example: until=loss<0.01"),
        ])
    func refused(line: String, message: String, column: Int, hint: String) {
        var talk = ready
        let error = talk.error(line)
        #expect(error?.message == message && error?.column == column && error?.hint == hint)
        #expect(talk.session.workspace.stops.isEmpty && talk.session.workspace.epoch == 0)
    }

    @Test(
        "that compares is taken, however it is put together",
        arguments: [
            "loss < 0.1", "not loss > 1", "E < 0.1 and (w5 > 0 or w6 > 0)", "late(epoch)", "abs(grad(w5)) < 1e-6",
            "if(epoch > 3, E < 1, E < 2)",
        ])
    func taken(condition: String) {
        var talk = ready
        talk.run("break if \(condition)")
        #expect(talk.session.workspace.stops.count == 1)
    }

    @Test("a walk to a breakpoint that is never met tells how far it has come, and stops when it is asked to")
    func neverMet() {
        var talk = Talk.example
        talk.run("break if loss < -1")
        let control = RunControl(), told = Mutex<[Stage]>([])
        control.watch { stage, _ in
            guard let stage else { return }
            told.withLock { $0.append(stage) }
            control.cancel()
        }
        let outcome = talk.session.run("continue", control: control).last
        #expect(told.withLock { $0.map(\.kind) } == [.step] && told.withLock { $0.first?.number } == 4096)
        #expect(outcome?.isSuccess == true && control.stage == nil)
    }
}
