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
}
