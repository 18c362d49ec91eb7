// The examples of a help page, to be run from there.
import Language

/// The examples of a command that was asked about, and the one chosen.
public struct HelpExamples: Sendable, Equatable {
    public let examples: [String]
    public var chosen: Int?

    /// The examples that a reply gives; nil if it gives none.
    init?(_ reply: Reply) {
        guard !reply.examples.isEmpty else { return nil }
        examples = reply.examples
    }
}

extension State {
    /// Up and down choose an example, Enter runs it; nil if the key is none of these, which puts the list away.
    mutating func takeInExamples(_ key: Key) -> [Task]? {
        guard var list = conversation.examples, conversation.line.isEmpty, agenda.running == nil || agenda.isTraining,
            playback.player == nil
        else { return nil }
        let count = list.examples.count
        switch key {
        case .down: list.chosen = ((list.chosen ?? -1) + 1) % count
        case .up: list.chosen = ((list.chosen ?? count) + count - 1) % count
        case .enter:
            guard let chosen = list.chosen else { return nil }
            conversation.examples = nil
            conversation.talk.closeDrawer()
            return submit(list.examples[chosen]) + [.remember(list.examples[chosen])]
        case .pageUp, .pageDown: return nil
        case .character(" ") where conversation.talk.scroll > 0: return nil
        default:
            conversation.examples = nil
            if key != .escape { return nil }
            return []
        }
        conversation.examples = list
        return []
    }
}
