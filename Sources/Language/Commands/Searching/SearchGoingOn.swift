// How a search goes on: more trials, one by one or many, back again, and guesses.
import Documents
import Search
import Workspaces

extension SearchCommand {
    /// `search on 10`, `search step`: more trials, each with its reason.
    static func goingOn(_ name: String, _ rest: [Word], _ desk: Desk) throws(CommandError) -> Acting {
        let begun = try run(of: desk, at: rest.first), usual = name == "on" ? 10 : 1
        let more = try asked(rest, "search \(name) \(usual)") ?? usual, before = begun.search.trials.count
        return { desk, control throws(CommandError) in
            var run = begun
            let wanted = before + more
            let (steps, hasMore) = try run.goOn(to: wanted, on: desk, control)
            let count = run.search.trials.count
            guard hasMore || count > before else {
                throw CommandError("\(run.method) has no more to propose", column: 1, hint: "search random goes on for ever")
            }
            guard count > before || more == 0 || run.ahead.count > begun.ahead.count || control.given != nil else {
                throw CommandError(.stoppedOnTheWay)
            }
            var reply = keep(run, on: &desk, control)
            let account = SearchAccount(run, desk.style.numerals)
            reply.blocks.insert(contentsOf: account.lines(steps), at: 0)
            if name == "step" { showThinking(of: run, on: &desk) }
            if let next = account.next { reply.blocks.append(.note(next)) }
            if count < wanted {
                if hasMore { reply.tell(remainder(of: run, wanted: wanted)) }
                reply.repeatedBy = "search \(name) \(count - before)"
            }
            return reply
        }
    }

    /// Who goes trial by trial sees what the method thinks, where that is one picture and soon found.
    private static func showThinking(of run: SearchRun, on desk: inout Desk) {
        guard run.space.count <= 2, run.search.trials.count <= 60 else { return }
        desk.exhibit = Exhibit(SearchPictures(run).thinking.chart, of: .search, in: desk.workspace)
    }

    /// `search back`: the search as it was before its last trials.
    static func goingBack(_ word: Word, _ rest: [Word], _ desk: Desk) throws(CommandError) -> Acting {
        let begun = try run(of: desk, at: word), count = try asked(rest, "search back 1", least: 1) ?? 1
        let made = begun.search.trials.count
        guard count <= made else {
            throw CommandError(
                made == 0 ? "there is no trial to take back" : "only \(made) trial\(made == 1 ? " has" : "s have") been made",
                column: rest.first?.column ?? word.column, hint: made == 0 ? "search step makes one" : "search back \(made)")
        }
        return { desk, control throws(CommandError) in
            var run = begun
            run.search = run.search.after(trials: made - count)
            run.ahead = KnownTrials()
            var reply = keep(run, on: &desk, control)
            showThinking(of: run, on: &desk)
            let taken = begun.search.trials.suffix(count).map(\.number)
            let text =
                taken.count == 1 ? "trial \(taken[0]) is taken back" : "trials \(taken[0]) to \(taken[taken.count - 1]) are taken back"
            reply.blocks.insert(.line(text), at: 0)
            if let next = SearchAccount(run, desk.style.numerals).next { reply.blocks.append(.note(next)) }
            return reply
        }
    }

    /// `search guess lr=0.1 units=4`: a trial of one's own.
    static func guessing(_ word: Word, _ rest: [Word], _ desk: Desk) throws(CommandError) -> Acting {
        let begun = try run(of: desk, at: word),
            setting = try SearchReader.setting(rest, in: begun.space, end: word.column + word.text.count)
        return { desk, control throws(CommandError) in
            var run = begun, known = KnownTrials()
            known.read(control.given, after: 0, epochs: nil)
            run.ahead = KnownTrials()
            var measured = known[1]
            if measured == nil, let value = try run.value(of: setting, on: desk, control) {
                let new = Measured(value: value, state: value.isFinite ? .complete : .failed, curve: [])
                if run.isOfTrainings { control.note { KnownTrials.line(1, after: 0, new) } }
                measured = new
            }
            guard let value = measured?.value else { throw CommandError(.stoppedOnTheWay) }
            let before = run.search.best, isBest = before.map { run.search.isBetter(value, than: $0.value) } ?? value.isFinite
            try worded { () throws(SearchError) in try run.search.guess(setting, value: value) }
            desk.search = run
            let rest = isBest ? ": the best so far" : before.map { "; the best so far has \(desk.text($0.value))" } ?? ""
            return Reply.line(
                "guess \(run.search.guesses.count): \(run.sought) = \(desk.text(value))\(rest)", values: [.init("value", .number(value))])
        }
    }

    /// How many trials.
    private static func asked(_ words: [Word], _ example: String, least: Int = 0) throws(CommandError) -> Int? {
        if words.count > 1 {
            throw CommandError("'\(words[1].text)' is one word too many", column: words[1].column, hint: "write: \(example)")
        }
        return try words.first.map { word throws(CommandError) in
            try Arguments.integer(word, "trials", in: least...SearchReader.mostTrials)
        }
    }
}
