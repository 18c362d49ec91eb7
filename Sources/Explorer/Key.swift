// What a terminal sends, by meaning.

import Language

/// A key that was pressed.
public enum Key: Sendable, Equatable {
    case character(Character)
    case control(Character)
    case alt(Character)
    case function(Int)
    case enter, tab, backTab, backspace, delete, escape
    /// Shift or Alt with an arrow.
    case shift(Direction)
    case alternate(Direction)
    case left, right, up, down, home, end, pageUp, pageDown
}

/// The direction of an arrow.
public enum Direction: Sendable, Equatable {
    case left, right, up, down
}
