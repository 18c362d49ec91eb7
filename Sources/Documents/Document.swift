// What is told, from top to bottom: paragraphs, tables, formulas, charts. Each front end renders it in its own way.
import Charts

/// What is told of something: a document that each front end renders in its own way, and the same facts for programs.
public struct Document: Sendable, Equatable {
    /// From top to bottom.
    public var blocks: [Block]
    /// The same facts as named values, in this order.
    @Deferred public var values: [JSONField]
    /// A picture of what is told, for documents that are no chart themselves.
    @Deferred public var picture: Chart?

    public init(_ blocks: [Block] = [], values: [JSONField] = [], picture: Chart? = nil) {
        self.blocks = blocks
        self.values = values
        self.picture = picture
    }

    /// The same, whose values and picture are made when somebody asks for them.
    public init(_ blocks: [Block], values: Deferred<[JSONField]>, picture: Deferred<Chart?> = Deferred(wrappedValue: nil)) {
        self.blocks = blocks
        (_values, _picture) = (values, picture)
    }

    /// A document of one line.
    public static func line(_ text: String, values: [JSONField] = []) -> Document { Document([.line(text)], values: values) }
}

/// A part of a reply.
public enum Block: Sendable, Equatable {
    /// One paragraph; a front end may fold it at blanks.
    case line(String)
    /// A remark aside from the result: what was assumed, what to try next.
    case note(String)
    case heading(String)
    case table(Table)
    case formula(FormulaBlock)
    case chart(ChartBlock)
    /// Lines whose blanks matter.
    case preformatted([String])
}

/// Rows of cells under a header; numbers are aligned right by the renderer where `alignRight` says so.
public struct Table: Sendable, Equatable {
    public var header: [String]
    public var rows: [[String]]
    /// One entry a column: whether it holds numbers.
    public var alignRight: [Bool]

    public init(header: [String], rows: [[String]], alignRight: [Bool]? = nil) {
        self.header = header
        self.rows = rows
        self.alignRight = alignRight ?? header.map { _ in false }
    }
}

/// A chart, and how the learner wishes to see it.
public struct ChartBlock: Sendable, Equatable {
    public var chart: Chart
    /// Its glyphs; where only 7-bit characters may be used, those win.
    public var marks: Marks
    /// Its size in characters; nil fits it to the page.
    public var size: (columns: Int, rows: Int)?

    public init(_ chart: Chart, marks: Marks = .braille, size: (columns: Int, rows: Int)? = nil) {
        self.chart = chart
        self.marks = marks
        self.size = size
    }

    public static func == (a: ChartBlock, b: ChartBlock) -> Bool {
        a.chart == b.chart && a.marks == b.marks && a.size?.columns == b.size?.columns && a.size?.rows == b.size?.rows
    }
}

/// An equation as it is taught: `name = symbols = numbers = value`.
public struct FormulaBlock: Sendable, Equatable {
    /// The quantity: `h1.net`.
    public var name: String
    /// The right-hand side in symbols: `w1·i1 + w2·i2 + b1`; empty when there is nothing to say.
    public var symbols: String
    /// The same with numbers: `0.15·0.05 + 0.2·0.1 + 0.35`.
    public var numbers: String
    /// The value, as shown.
    public var value: String
    /// What the formula does not say: which value won, what was dropped. Mostly empty.
    public var remark: String

    public init(name: String, symbols: String, numbers: String, value: String, remark: String = "") {
        self.name = name
        self.symbols = symbols
        self.numbers = numbers
        self.value = value
        self.remark = remark
    }

    /// The value, and the remark behind it in parentheses.
    public var remarkedValue: String { remark.isEmpty ? value : "\(value) (\(remark))" }
}
