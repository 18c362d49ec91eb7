// The lesson about the whole procedure keeps its word.
import Documents
import Language
import Testing

@testable import Sessions

@Suite("The lesson of the whole procedure")
struct SearchLessonTests {
    @Test("on the digits the network that was searched for is better on the test part than the one that was picked by hand")
    func digits() throws {
        let lesson = try #require(Lesson.called("searching-digits")), commands = lesson.transcript.commands
        let search = try #require(commands.firstIndex { $0.hasPrefix("search ") }), trials = commands[search].firstMatch(of: /trials=(\d+)/)
        #expect(try #require(trials.flatMap { Int($0.1) }) <= 40)
        var byHand = Session()
        for command in commands[..<search] { #expect(byHand.run(command).last?.isSuccess == true) }
        guard case .success(let reply)? = byHand.run("print test.accuracy").last?.result,
            case .number(let picked)? = reply.values.first?.value
        else {
            Issue.record("the network picked by hand has an accuracy")
            return
        }
        // What the search has led to stands in the lesson, which is verified to the last digit elsewhere.
        let told: [String] = lesson.transcript.entries.compactMap { entry in
            if case .command(let command, let output?) = entry, command.text == "show test" { output } else { nil }
        }
        #expect(told.count == 1, "the test part judges once")
        let found = try #require(told.first?.firstMatch(of: /test\.accuracy ([0-9.]+)/).flatMap { Double($0.1) })
        #expect(found > picked + 0.1, "\(found) against \(picked)")
    }
}
