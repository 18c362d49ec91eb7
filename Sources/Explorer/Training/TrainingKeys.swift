// Keys of a training: while it runs, while it is paused, and through its past.
import Documents
import Language
import Sessions

extension Keymap {
    /// Moving through the epochs of a training that rests, and opening and closing its view.
    static let past = Keymap(
        speaks: { $0.walksThroughEpochs && ($0.screen.zoomed == nil || $0.screen.zoomed == .training) },
        [
            Binding(
                .left, help: .lookBack,
                hint: { state in
                    state.live.cursor != nil
                        ? "left right an epoch" : state.agenda.paused == nil ? "left right look back through the epochs" : nil
                }, when: \.walksThroughEpochs, asks: { state, _ in state.moveCursor(by: -1) }),
            Binding(.right, help: .lookBack, when: \.walksThroughEpochs, asks: { state, _ in state.moveCursor(by: 1) }),
            Binding(
                .pageUp, help: .lookBack, hint: { $0.live.cursor.map { _ in "PgUp PgDn many" } }, when: \.leapsThroughEpochs,
                asks: { state, _ in state.moveCursor(by: -state.largeMove) }),
            Binding(
                .pageDown, help: .lookBack, when: \.leapsThroughEpochs, asks: { state, _ in state.moveCursor(by: state.largeMove) }),
            Binding(
                .enter, help: .rewind, hint: { $0.live.cursor.map { "Enter rewinds to \($0)" } },
                when: { $0.walksThroughEpochs && $0.live.cursor != nil },
                asks: { state, _ in state.live.cursor.map { state.submit("rewind \($0)") } }),
            Binding(
                .escape, help: .rewind, hint: { $0.live.cursor.map { _ in "Esc last epoch" } },
                when: { $0.walksThroughEpochs && $0.live.cursor != nil }, does: { $0.live.leavePast() }),
            Binding(
                .home, help: .lookBack, hint: { $0.live.cursor.map { _ in "Home End" } }, when: \.walksThroughEpochs,
                asks: { state, _ in state.moveCursor(to: 0) }),
            Binding(
                .end, help: .lookBack, when: \.walksThroughEpochs,
                asks: { state, _ in state.moveCursor(to: state.workspace.training.epoch) }
            ), .note(hint: { $0.live.cursor == nil && $0.live.alone == nil ? nil : $0.live.pictureKeys }),
            .note(hint: { $0.rests ? "space train on" : nil }), .note(hint: { $0.rests ? "< slower" : nil }),
            Binding(
                .function(9), help: .trainingView, hint: { $0.rests ? "F9 Esc leave" : nil },
                when: { $0.canLookBack || $0.agenda.isTraining },
                does: { $0.toggleTraining() }), .help(hint: { $0.rests ? "? keys" : nil }),
            Binding(
                .escape, help: .trainingView,
                when: {
                    $0.walksThroughEpochs && $0.agenda.paused == nil && $0.screen.focus == nil && $0.screen.zoomed == nil
                }, does: { $0.toggleTraining() }),
        ])

    /// What changes how a training goes on, and how it is looked at.
    static let training = Keymap(
        isOpen: { state in
            (state.agenda.isTraining || state.isPaused || state.agenda.restToCome != nil || state.showsTraining)
                && state.conversation.isIdle && !state.isReplay && state.conversation.talk.drawer == nil
        },
        speaks: { state in
            (state.agenda.isTraining || state.isPaused && state.agenda.running == nil) && state.conversation.line.isEmpty
                && state.conversation.completion == nil && state.screen.zoomed == nil && !state.isReplay
                && state.conversation.talk.drawer == nil
        },
        [
            .note(hint: { $0.runsHidden ? "F9 back to the training" : nil }),
            Binding(
                .character(" "), help: .pause, hint: { $0.agenda.isTraining ? "space pause" : "space go on" }, when: \.steersTraining,
                asks: { state, _ in state.pauseOrGoOn() }), .note(hint: { $0.runsHidden ? "Ctrl-C stops" : nil }),
            Binding(
                .character("."), help: .singleEpoch, hint: { _ in ". one epoch" }, when: \.steersTraining,
                asks: { state, _ in state.makeSingleEpoch() }),
            Binding(
                .character("<"), help: .pace, hint: { $0.agenda.isTraining ? "< > pace" : nil }, when: \.steersTraining,
                does: { $0.changePace(faster: false) }),
            Binding(.character(">"), help: .pace, when: \.steersTraining, does: { $0.changePace(faster: true) }),
            Binding(
                .character("+"), .character("="), help: .rate, hint: { _ in "+ - rate" }, when: \.hasEpochsToCome,
                asks: { state, _ in state.changeRate(up: true) }),
            Binding(.character("-"), help: .rate, when: \.hasEpochsToCome, asks: { state, _ in state.changeRate(up: false) }),
            Binding(
                .character("+"), .character("="), .character("-"), when: \.steersTraining,
                does: { $0.conversation.remark = "+ and - change the rate of a training that runs; space trains on" }),
            Binding(
                .character("a"), help: .activation, hint: { $0.unlessHidden("a activation") }, when: \.steersTraining,
                does: { $0.offerChoice(of: "layer activation ") }),
            .note(hint: { $0.agenda.isTraining ? $0.unlessHidden("Ctrl-C stops") : "left right look back" }),
            Binding(
                .character("1"), .character("2"), .character("3"), .character("4"), .character("5"), .character("6"), .character("7"),
                .character("8"), .character("9"), help: .picture,
                hint: { state in state.live.pictureKeys.flatMap { state.unlessHidden($0) } },
                asks: { state, key in state.choosePicture(key) }),
            Binding(
                .escape, help: .trainingView, hint: { $0.agenda.isTraining ? nil : "Esc leave" },
                when: { $0.steersTraining && $0.screen.active == nil && !$0.agenda.isTraining }, does: { $0.putTrainingAway() }),
            Binding(
                .escape, help: .trainingView, when: { $0.runsHidden && $0.screen.active == nil }, does: { $0.live.isHidden = false }),
            Binding(
                .character("^"), help: .curves, hint: { $0.unlessHidden("^ log") }, does: { $0.live.style.isLogarithmic.toggle() }),
            Binding(.character("~"), help: .curves, hint: { $0.unlessHidden("~ smooth") }, does: { $0.live.changeSmoothing() }),
            Binding(
                .character("0"), help: .picture, hint: { $0.agenda.isTraining ? nil : "0 all" },
                asks: { state, key in state.choosePicture(key) }),
            .note(hint: { $0.agenda.isTraining ? "commands are obeyed" : nil }),
        ])
}

extension State {
    /// Whether a training is paused and its keys are at hand.
    var isPaused: Bool { agenda.paused != nil && !live.isHidden }

    /// Whether there is a training that can be told how to go on: one that has come to its end, too, as long as its view stands.
    fileprivate var steersTraining: Bool { hasEpochsToCome || restsInView }

    /// Whether it runs, or is to go on: what keys change is seen at once.
    fileprivate var hasEpochsToCome: Bool { agenda.isTraining || isPaused || agenda.restToCome != nil }

    /// Whether the view of a training stands, and nothing of it is left to be made.
    fileprivate var restsInView: Bool { showsTraining && agenda.running == nil && agenda.paused == nil && agenda.restToCome == nil }

    fileprivate var runsHidden: Bool { agenda.isTraining && live.isHidden }
    fileprivate func unlessHidden(_ hint: String) -> String? { runsHidden ? nil : hint }

    /// Whether a view is open on a training that is done, at its last epoch.
    fileprivate var rests: Bool { live.cursor == nil && agenda.paused == nil }

    /// Whether arrows go through the epochs.
    var walksThroughEpochs: Bool { canLookBack && showsTraining }
    fileprivate var leapsThroughEpochs: Bool { walksThroughEpochs && (screen.focus == .training || live.cursor != nil) }

    /// A training took place that has just been made, perhaps too short to be seen, or that was paused and put away.
    var hintOfTraining: String? {
        if live.isHidden, let paused = agenda.paused { return "F9 the paused training, \(grouped(paused.epochs)) epochs left" }
        let hasUnseen =
            looking.aftermath.showsChart && desk.chart == nil && !workspace.training.losses.isEmpty && !showsTraining
        return hasUnseen ? "F9 look back through its epochs" : nil
    }

    /// What becomes of a line that is typed while something runs.
    var fateOfLine: String? {
        if !agenda.isTraining { return "a line typed now waits its turn" }
        return switch CommandTable.duringTraining(conversation.line.text) {
        case .obeyed: "Enter: obeyed after this epoch"
        case .leaves: "Enter: stops the training and leaves"
        case .stops, .waits: "Enter: waits for the end of the training"
        }
    }

    /// A key that was meant for a training which has ended just before it came: it does nothing else instead. Returns false for other keys.
    mutating func letGo(_ key: Key) -> Bool {
        defer { live.hasJustEnded = false }
        let keys = [KeyHelp.pause, .singleEpoch, .rate].flatMap { [Keymap.training].keys(of: $0) }
        guard live.hasJustEnded, !isReplay, keys.contains(key), conversation.isIdle else { return false }
        conversation.remark = "the training had just ended"
        return true
    }

    // MARK: What they do

    fileprivate mutating func pauseOrGoOn() -> [Task] {
        if restsInView { return submit(agenda.goal?.again ?? "train 100") }
        if agenda.holdRest() { return [] }
        if !agenda.isTraining { return goOn(with: agenda.takeRest()) }
        agenda.stopTraining(for: .pause)
        return []
    }

    fileprivate mutating func changePace(faster: Bool) {
        let progress = live.snapshot?.progress, control = agenda.isTraining ? agenda.running?.control : nil
        let speed = control == nil ? nil : progress.map { $0.samplesPerSecond / Double(max(1, $0.samples.count)) }
        let present = control.map(\.pace) ?? live.pace ?? nil
        let pace = PaceSteps.next(to: present, speed: speed.flatMap { $0 > 0 ? $0 : nil }, faster: faster)
        live.pace = .some(pace)
        if control == nil { live.wished = live.pace }
        control?.choose(pace: pace)
        conversation.remark = pace.map { "pace: \(Numerals(digits: 3).text($0)) epochs a second" } ?? "pace: as fast as it goes"
    }

    fileprivate mutating func makeSingleEpoch() -> [Task] {
        if restsInView { return submit(agenda.goal?.oneEpoch ?? "train 1") }
        if agenda.holdRest() || !agenda.isTraining { return goOn(with: agenda.takeSingleEpoch()) }
        agenda.stopTraining(for: .singleEpoch(after: agenda.wish?.commands ?? []))
        return []
    }

    fileprivate mutating func choosePicture(_ key: Key) -> [Task] {
        guard case .character(let digit) = key, let number = digit.wholeNumberValue, let snapshot = live.snapshot else { return [] }
        let pictures = snapshot.pictures(live.style)
        if number > pictures.count {
            conversation.remark = "this training has \(pictures.count) picture\(pictures.count == 1 ? "" : "s")"
        } else {
            let picture = number > 0 ? pictures[number - 1] : nil
            live.alone = picture == live.alone ? nil : picture
        }
        return []
    }

    private mutating func goOn(with next: Agenda.Waiting?) -> [Task] { next.map { startOrWait($0) } ?? [] }

    /// Runs a command, or lets it wait for the short one that runs while the training is paused: no key is lost.
    private mutating func startOrWait(_ next: Agenda.Waiting) -> [Task] {
        guard agenda.running != nil else { return start(next) }
        if case .line(let line) = next { agenda.letWait(line) } else { agenda.append([next]) }
        return []
    }

    fileprivate mutating func changeRate(up: Bool) -> [Task] {
        let present = agenda.isTraining ? live.snapshot?.progress.optimizer.learningRate : nil
        let rate = desk.learningRate(after: agenda.pending) ?? present ?? workspace.optimizer.learningRate
        let command = "set lr " + Numerals(digits: 3).text(RateSteps.next(to: rate, up: up))
        guard agenda.isTraining else { return startOrWait(.line(command)) }
        obeyBetweenEpochs(command, byKey: true)
        return []
    }
}
