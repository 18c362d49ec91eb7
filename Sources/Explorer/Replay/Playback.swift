// The replay under way, and the one that was left.
import Language
import Sessions
import Workspaces

/// The session that is played, if any.
public struct Playback: Sendable {
    @Boxed public internal(set) var player: ReplayPlayer? = nil
    /// The replay that was taken over or left, as it stood.
    @Boxed private(set) var parked: Parked? = nil
    /// Whether what is in view answers a line that was typed beside it.
    var looksAside = false
    /// How often `next` was pressed while a command ran.
    var presses = 0
    /// The move at which it is said that a lesson goes on where it was left.
    var arrival: Int? = nil
    /// The question that need not be answered any more, as it stood when it was said that it waits: who tries again is waited for again.
    var passedQuestion: Question? = nil

    /// A replay that can be come back to.
    struct Parked: Sendable {
        let player: ReplayPlayer
        let moment: Moment
        /// Whether it was left, rather than taken over.
        let isLeft: Bool
    }

    /// All that a move may change on the screen.
    public struct Moment: Sendable {
        let session: Session
        let talk: Talk
        let aftermath: Looking.Aftermath
        /// Whether a training was to be seen.
        var showsTraining = false
    }

    var isPlaying: Bool { player?.isPlaying == true }

    /// A session begins to be played; the one that was parked is forgotten.
    mutating func begin(_ player: ReplayPlayer) { (self.player, parked, presses, arrival) = (player, nil, 0, nil) }

    /// The replay is put aside as it stood at a moment.
    mutating func park(_ player: ReplayPlayer, at moment: Moment, isLeft: Bool) {
        parked = Parked(player: player, moment: moment, isLeft: isLeft)
        (self.player, presses) = (nil, 0)
    }
}

/// How far a lesson has been played.
struct LessonPlace: Equatable {
    let lesson: String
    /// Moves made, of so many.
    let move: Int
    let count: Int
}

extension State {
    /// How far the lesson has come that is played; nil while nothing but its opening has been seen, and while several moves are made at once.
    var lessonPlace: LessonPlace? {
        guard let player = playback.player, let lesson = player.lesson, player.position > player.opening, playback.presses == 0 else {
            return nil
        }
        return LessonPlace(lesson: lesson, move: player.position, count: player.moves.count)
    }
}
