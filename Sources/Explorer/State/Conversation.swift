// What is typed and what is answered.
import Language

/// The command line with what helps to type it, and what has been said so far.
public struct Conversation: Sendable {
    public var line = LineEditor()
    public var completion: CompletionList?
    public var talk = Talk()
    /// The examples of the help page in view.
    public var examples: HelpExamples?
    /// Whether the sheet of keys is open.
    public var showsKeys = false
    /// A word about the last key, shown among the hints.
    public var remark: String?
    /// Whether this is the first time here: Enter on the empty line begins a tour.
    public var offersTour = false

    /// Whether nothing is typed, chosen or searched: keys are commands then.
    var isIdle: Bool { line.isEmpty && completion == nil && line.searchQuery == nil }

    /// Takes the line away; it can be put back.
    mutating func discardLine() {
        guard !line.isEmpty else { return }
        line.discard()
        remark = "Ctrl-Y puts the line back"
    }
}
