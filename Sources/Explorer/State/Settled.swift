// What a picture needs again and again: it does not change while that is drawn.
import Language

/// What every part of a picture asks for, worked out once for all of it.
struct Settled: Sendable {
    let layout: ScreenLayout
    let mistake: LineMistake?
}
