// The whole screen as a picture, from front ends that have one.
import Charts

/// What a screen shows at one moment.
public struct ScreenPicture: Sendable, Equatable {
    public let canvas: Canvas
    /// What its colours are chosen for.
    public let background: Background

    public init(canvas: Canvas, background: Background) {
        self.canvas = canvas
        self.background = background
    }

    public var svg: String { canvas.svg(title: "nnrepl", on: background) }

    /// The characters alone.
    public var text: String { canvas.text() }
}
