// Events of the screen: keys, the mouse, sizes and news in any order, and the picture after each.
import Explorer
import Documents
import Language
import Sessions
import Workspaces

extension FuzzTarget {
    /// Every byte is a choice: of events, of the lines that are typed, of when what runs has ended.
    static let events = FuzzTarget(
        name: "events", summary: "keys, mouse and sizes of the Explorer", words: [" ", "\t", "\r", "\u{1B}", "net 2-2-2", "?"],
        seeds: (0..<24).map { Dice.noise(seed: $0, count: 90) }
    ) { bytes, tell throws(BrokenLaw) in
        var dice = Dice(bytes)
        var screen = Screen(dice.pick(Desk.states) ?? Desk.states[0])
        for _ in 0..<200 where !dice.isEmpty && !screen.state.isOver { try screen.take(&dice, tell) }
        try screen.endAll()
    }
}

/// An Explorer without a terminal. What runs has its result at once, which comes in when the dice say so.
private struct Screen {
    var state: State
    private var results: [Event] = []

    init(_ session: Session) { state = State(session: session, options: ExplorerOptions(), width: 80, height: 24) }

    mutating func take(_ dice: inout Dice, _ tell: (String) -> Void) throws(BrokenLaw) {
        let x = dice.below(state.screen.width + 2) - 1, y = dice.below(state.screen.height + 2) - 1
        switch dice.below(16) {
        case 0...4: try send(.key(dice.pick(Self.keys) ?? .enter), tell)
        case 5, 6:
            for character in Grammar.line(&dice, state.session.desk).prefix(120) { _ = state.update(.key(.character(character))) }
            try send(.key(dice.once(in: 4) ? .tab : .enter), tell)
        case 7: try send(.key(.character(Character(UnicodeScalar(dice.byte())))), tell)
        case 8: try send(.click(x: x, y: y), tell)
        case 9: try send(.drag(x: x, y: y), tell)
        case 10: try send(.release(x: x, y: y), tell)
        case 11: try send(.wheel(dice.once(in: 2) ? 1 : -1, x: x, y: y), tell)
        case 12:
            let sizes = [(80, 24), (1, 1), (40, 12), (200, 60), (0, 0), (20, 100), (132, 6), (79, 23), (dice.below(256), dice.below(128))]
            if let (width, height) = dice.pick(sizes) { try send(.resize(width: width, height: height), tell) }
        case 13: try send(dice.once(in: 2) ? .progress : .beat, tell)
        case 14: try send(.paste(dice.text(atMost: 30)), tell)
        default: if !results.isEmpty { try send(results.removeFirst(), tell) }
        }
    }

    /// Lets all that runs end.
    mutating func endAll() throws(BrokenLaw) {
        for _ in 0..<20 where !results.isEmpty && !state.isOver { try send(results.removeFirst()) { _ in } }
    }

    private mutating func send(_ event: Event, _ tell: (String) -> Void) throws(BrokenLaw) {
        if case .finished = event { tell("(what ran has ended)") } else { tell("\(event)") }
        for task in state.update(event) { perform(task, tell) }
        let picture = state.picture
        try law(picture.canvas.width == state.screen.width && picture.canvas.height == state.screen.height, "a picture of another size")
    }

    private mutating func perform(_ task: Task, _ tell: (String) -> Void) {
        switch task {
        case .run(let line, let session, let control):
            tell("run \(line)")
            var copy = session
            let own = RunControl(looks: Manners.looks)
            let outcomes = copy.run(Manners.allows(line) ? line : "# \(line)", control: own)
            control.progress = own.progress
            results.append(.finished(Finished(session: copy, outcomes: outcomes)))
        case .look(let epoch, let workspace, _):
            results.append(.looked(epoch, workspace.look(backTo: epoch, control: RunControl(looks: Manners.looks))))
        case .seek(let step, let workspace): results.append(.found(step, workspace.look(atStep: step)))
        case .recover, .remember, .keep, .suspend, .redraw: break
        }
    }

    private static let keys: [Key] = {
        var keys: [Key] = [
            .enter, .tab, .backTab, .backspace, .delete, .escape, .left, .right, .up, .down, .home, .end, .pageUp, .pageDown,
        ]
        for number in 1...24 { keys.append(.function(number)) }
        for letter in "abcdefghijklmnopqrstuvwxyz" { keys.append(.control(letter)) }
        for letter in "bfdyhjklv." { keys.append(.alt(letter)) }
        for letter in "+-?veabw 0123456789x" { keys.append(.character(letter)) }
        for direction in [Direction.left, .right, .up, .down] { keys += [.shift(direction), .alternate(direction)] }
        return keys
    }()
}
