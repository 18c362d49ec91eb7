// What a command answers: a document that each front end renders in its own way, and the same facts as named values.
import Charts
import Documents
import Portraits
import Workspaces

/// The answer to one command.
public struct Reply: Sendable, Equatable {
    /// The document, from top to bottom.
    public var blocks: [Block]
    /// The same facts for programs: the `values` of the JSON line, in this order.
    @Deferred public var values: [JSONField]
    /// What the front end or the session is asked to do, for the few commands that reach beyond the workspace.
    public var wish: Wish?
    /// The command that does the same again, where that is not the one typed: `train 523` for a longer training that was stopped.
    public var repeatedBy: String?
    /// What is said of one that was stopped on the way: what there is of it, and the command that does the rest.
    public var rest: String?
    /// The commands that do the same where what it stood on is not there, of one that needs more than the workspace.
    public var alone: String?
    /// Whether the test part of the data has judged the network for it.
    public var judgesByTest = false
    /// How the training has ended that is answered for.
    @Boxed public var training: TrainingOutcome?
    /// The commands that a page of help gives as examples.
    public var examples: [String]
    /// A picture of what is answered, for answers that are no chart themselves: kept by `> FILE.svg`.
    @Deferred public var picture: Chart?
    /// The whole of it as a table, where the document shows a part: kept by `> FILE.csv`.
    public var sheet: Sheet?
    /// The screen, where that is what was asked for.
    public var screen: ScreenPicture?
    /// What `why` calls that which is seen in it, of a command that changes nothing and so leaves nothing in view on the desk.
    public var sight: String?
    /// The lesson that has more about what was asked.
    public var reference: LessonReference?

    public init(
        _ blocks: [Block] = [], values: [JSONField] = [], wish: Wish? = nil, repeatedBy: String? = nil,
        training: TrainingOutcome? = nil, examples: [String] = [], picture: Chart? = nil, screen: ScreenPicture? = nil
    ) {
        self.blocks = blocks
        self.values = values
        self.wish = wish
        self.repeatedBy = repeatedBy
        self.training = training
        self.examples = examples
        self.picture = picture
        self.screen = screen
    }

    /// The same, as something that `why` can be asked about.
    func seen(as subject: String) -> Reply {
        var reply = self
        reply.sight = subject
        return reply
    }

    /// Says what is left of what was stopped.
    mutating func tell(_ rest: String) {
        self.rest = rest
        blocks.append(.note(rest))
    }

    /// Its remarks.
    public var notes: [String] {
        blocks.compactMap { if case .note(let text) = $0 { text } else { nil } }
    }

    /// A reply that tells what a document does.
    public init(_ document: Document) {
        self.init(document.blocks)
        (_values, _picture) = (document.$values, document.$picture)
    }

    /// A reply of one line.
    public static func line(_ text: String, values: [JSONField] = []) -> Reply { Reply([.line(text)], values: values) }
}

/// Where a lesson tells more of a subject. Its number is known to the course, which is none of the language's.
public struct LessonReference: Sendable, Equatable {
    public let subject: String
    /// The lesson's name without its number.
    public let lesson: String
}
