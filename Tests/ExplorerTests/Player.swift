// An Explorer without a terminal: keys go in, the picture comes out, and what is to be run runs at once.
import Foundation
import Language
import Scenes
import Sessions

@testable import Explorer
@testable import Workspaces

/// Plays events on a state.
struct Player {
    var state: State
    /// What the last event asked of the loop, besides running commands.
    private(set) var asked: [String] = []

    private(set) var remembered: [String] = []
    /// Whether trainings only begin to run, until `stopTraining` ends them.
    var holdsTrainings = false

    /// How the training that is watched ends if it is stopped before its first epoch is done.
    var earlyEnd: Finished?

    init(_ width: Int = 80, _ height: Int = 24, isASCII: Bool = false) {
        // Lessons are found in the package's own folder, whoever starts the tests.
        _ = FileManager.default.changeCurrentDirectoryPath(packageFolder)
        state = State(session: Session(), options: ExplorerOptions(isASCII: isASCII), width: width, height: height)
    }

    mutating func send(_ event: Event) { play(state.update(event)) }

    /// Does what an event has asked for.
    mutating func play(_ wanted: [Task]) {
        var tasks = wanted
        asked = []
        while !tasks.isEmpty {
            switch tasks.removeFirst() {
            case .run(let line, _, _) where holdsTrainings && PlannedTraining(readingLast: line) != nil: break
            case .run(let line, let session, let control):
                // Nobody watches here.
                control.choose(pace: nil)
                var copy = session
                let outcomes = copy.run(line, control: control)
                tasks += state.update(.finished(Finished(session: copy, outcomes: outcomes)))
            case .recover(let left, let session, let control):
                var copy = session
                let outcome = copy.recover(left, control: control)
                tasks += state.update(.finished(Finished(session: copy, outcomes: [outcome])))
            case .look(let epoch, let workspace, let control):
                tasks += state.update(.looked(epoch, workspace.look(backTo: epoch, control: control)))
            case .seek(let step, let workspace): tasks += state.update(.found(step, workspace.look(atStep: step)))
            case .remember(let line): remembered.append(line)
            case .keep(let screen): asked.append("keep \(screen.svg.prefix(4))")
            case .suspend: asked.append("suspend")
            case .redraw: asked.append("redraw")
            }
        }
        guard let end = earlyEnd, state.agenda.running?.control.isUrgent == true else { return }
        earlyEnd = nil
        send(.finished(end))
    }

    /// Presses a key, and gives back the task to run a command instead of running it.
    mutating func press(holding key: Key) -> Task? { state.update(.key(key)).first }

    mutating func press(_ keys: Key...) { for key in keys { send(.key(key)) } }

    /// Clicks, or drags from one place to another.
    mutating func click(_ x: Int, _ y: Int, to end: (x: Int, y: Int)? = nil) {
        send(.click(x: x, y: y))
        if let end { send(.drag(x: end.x, y: end.y)) }
        send(.release(x: end?.x ?? x, y: end?.y ?? y))
    }

    mutating func type(_ text: String) { for character in text { press(.character(character)) } }

    /// Types lines, each ended by Enter.
    mutating func enter(_ lines: String...) {
        for line in lines {
            type(line)
            press(.enter)
        }
    }

    var screen: String { state.picture.canvas.text() }
    var lines: [String] { screen.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
    /// The transcript, row by row.
    var told: [String] { state.transcriptPane(width: 200).rows().map(\.text) }
    var hint: String { lines.last?.trimmingCharacters(in: .whitespaces) ?? "" }
}

/// The sizes at which every screen is looked at.
let sizes = Scene.sizes

let packageFolder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
