// Back to the stop before, and stops that ask for a condition besides.
import Testing

@testable import Language
@testable import Sessions

@Suite("reverse")
struct ReverseTests {
    @Test("goes back to where continue would have stopped, with every value as it was then")
    func back() {
        var talk = Talk.example
        talk.run("break o1.out; continue")
        let there = talk.bits
        talk.run("finish")
        #expect(talk.run("rc").contains("breakpoint 1: o1.out comes next"))
        #expect(talk.bits.difference(from: there) == nil)
        #expect(talk.run("reverse").contains("no breakpoint was met on the way back: this is the beginning"))
        #expect(talk.error("reverse")?.message == "this is the beginning: nothing has been stepped yet")
    }

    @Test("goes through earlier passes; a watchpoint stops where the quantity has changed")
    func passes() {
        var talk = Talk.example
        talk.run("watch w5; step 3 pass")
        #expect(talk.run("reverse").contains("watchpoint 1: w5 was") && talk.value("pass") == nil)
        let second = talk.session.workspace.stepper?.position
        talk.run("reverse; continue")
        #expect(talk.session.workspace.stepper?.position == second && second?.pass == 2)
    }

    @Test("without a stop it goes back to the beginning of the pass, as continue goes to its end")
    func noStop() {
        var talk = Talk.example
        talk.run("step 12; reverse")
        #expect(talk.session.workspace.stepper?.position.step == 0)
    }

    @Test("where no number that is trained is finite any more, a walk that waits for an end of numbers ends")
    func allEnded() {
        var talk = Talk("net 2-2-1", "input 1 1; target 0", "layer activation 1 identity; layer activation 2 identity")
        talk.run("set lr 1e308; break nan")
        #expect(talk.run("continue").contains("this step has made"))
        // A walk of a million steps is over a hundred thousand passes of this network.
        var answer = ""
        for _ in 0..<100 where !answer.contains("no breakpoint was met") { answer = talk.run("continue") }
        #expect(answer.contains("(no breakpoint was met: no number that is trained is finite any more, so none\n  can end or change)"))
        let pass = talk.session.workspace.stepper?.position.pass ?? .max
        #expect(pass < 10 && talk.session.workspace.parameters?.values.contains(where: \.isFinite) == false)
        var watching = talk
        watching.run("delete all; watch w1")
        #expect(watching.run("continue").contains("none\n  can end or change"))
        #expect(talk.run("reverse").contains("this step has made"))
    }

    @Test("a stop with a condition stops only where that holds")
    func conditions() throws {
        var talk = Talk.example
        #expect(talk.run("break h1.net if E < 0.25") == "1: break h1.net if E < 0.25")
        talk.run("continue")
        let pass = try #require(talk.session.workspace.stepper?.position.pass)
        #expect(pass > 1 && (talk.value("E") ?? 1) < 0.25)
        #expect(talk.error("break h1.net if h1.out")?.message == "h1.out is a number, not a condition")
        #expect(talk.error("break h1.net when")?.hint == "write: break h1.net")
        #expect(talk.run("watch w5 if h1.out > 5; break layer 2 if w1 > 9; info breaks").contains("break layer 2 if w1 > 9"))
        // A `>` in a condition writes no file.
        #expect(talk.run("break o1.net if h1.net > 5") == "4: break o1.net if h1.net > 5")
    }

    @Test("a watchpoint stops once where its quantity becomes no number, and not again while it stays so")
    func watchedNumberThatEnds() {
        var talk = Talk()
        talk.run("define f(x) = ln(x); net 1-2-1 f output=linear; set w1 -1; input 1; target 1; watch w1")
        let first = talk.run("continue")
        #expect(first.contains("watchpoint 1: w1 was -1 and is nan"), "\(first)")
        #expect(!talk.run("continue").contains("watchpoint 1: w1 was nan"))
    }
}
