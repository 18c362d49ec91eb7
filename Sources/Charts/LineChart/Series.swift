// The data of a line chart.

/// One point of a series; a coordinate that is not finite interrupts the line.
public struct Point: Hashable, Sendable {
    public var x: Double
    public var y: Double

    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

/// A named line through points, in their order; or points that stand by themselves.
public struct Series: Sendable, Equatable {
    public var name: String
    public var points: [Point]
    /// How fast the line rises at each point, for readers that ask; empty where that is not known.
    public var slopes: [Double] = []
    /// How far what the line is the middle of reaches down and up at each point; empty of a line that is no middle.
    public var band: [ClosedRange<Double>] = []
    public private(set) var form = Form.line

    /// How its points are drawn.
    public enum Form: Sendable, Equatable {
        /// Joined by a line.
        case line
        /// Joined by a staircase: each value holds until the next one.
        case stairs
        /// By themselves: as dots, which let lines be seen between them, or as marks that tell series apart.
        case dots, marks

        /// Whether anything joins the points.
        var isJoined: Bool { self == .line || self == .stairs }
    }

    public init(name: String, points: [Point]) {
        self.name = name
        self.points = points
    }

    /// Points that are not simply joined.
    public init(name: String, points: [Point], as form: Form) {
        self.init(name: name, points: points)
        self.form = form
    }

    /// The points (x[0], y[0]), (x[1], y[1]), ...; what the longer array has more is left out.
    public init(name: String, x: [Double], y: [Double]) {
        self.init(name: name, points: zip(x, y).map { Point(x: $0, y: $1) })
    }
}
