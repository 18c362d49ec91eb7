// The panes are put elsewhere, and made larger and smaller.
import Documents
import Language

extension State {
    /// Whether the panes are all there to be arranged; says why not.
    private mutating func canArrange(_ pane: Pane) -> Bool {
        if screen.zoomed != nil {
            conversation.remark = "F7 brings the other panes back first"
        } else if !pane.view.isArranged {
            conversation.remark = "a \(pane.rawValue) stays here"
        }
        return screen.zoomed == nil && pane.view.isArranged
    }

    // MARK: Places

    /// The pane changes places with its neighbour in some direction.
    mutating func moveFocusedPane(_ direction: Direction) {
        guard let pane = screen.active, let place = place(toArrange: pane) else { return }
        guard let other = layout.neighbour(of: place, direction, among: visiblePlaces) else {
            conversation.remark = "there is no pane beside it"
            return
        }
        swap(place, other)
    }

    /// The pane changes places with the one before or after it.
    mutating func moveFocusedPane(by step: Int) {
        guard let pane = screen.active, let place = place(toArrange: pane) else { return }
        let places = visiblePlaces
        guard places.count > 1, let index = places.firstIndex(of: place) else { return }
        swap(place, places[(index + step + places.count) % places.count])
    }

    /// Another pane comes to where this one is, and into focus; this one goes where that one was, which may be out of sight.
    mutating func exchangeFocusedPane(by step: Int) {
        guard let pane = screen.active, place(toArrange: pane) != nil else { return }
        let panes = PaneArrangement.usual.filter { $0 == pane || hasContent($0) }, index = panes.firstIndex(of: pane) ?? 0
        let next = panes[(index + step + panes.count) % panes.count]
        guard next != pane else { return }
        screen.arrangement.swap(pane, next)
        tellArrangement()
        screen.focus = next
    }

    mutating func arrangeAsUsual() {
        screen.arrangement = PaneArrangement()
        conversation.remark = "the panes stand as usual"
    }

    /// The place of a pane that is to be moved. A chart that is up in its turn comes to the front for good.
    private mutating func place(toArrange pane: Pane) -> PaneArrangement.Place? {
        guard canArrange(pane) else { return nil }
        if layout.takesTurns {
            if isFarUp { screen.arrangement.swap(.right, .far) }
            looking.aftermath.showsChart = false
        }
        return screen.arrangement.place(of: pane)
    }

    private mutating func swap(_ a: PaneArrangement.Place, _ b: PaneArrangement.Place) {
        screen.arrangement.swap(a, b)
        tellArrangement()
    }

    private var visiblePlaces: [PaneArrangement.Place] {
        PaneArrangement.Place.allCases.filter { rect(of: screen.arrangement[$0]) != nil }
    }

    // MARK: Sizes

    mutating func stretchFocusedPane(_ axis: ScreenLayout.Axis, by cells: Int) {
        guard let pane = screen.active else { return }
        guard screen.zoomed == nil else { return _ = canArrange(pane) }
        let layout = layout, place = screen.arrangement.place(of: pane) ?? .left
        guard let (border, isForward) = layout.border(toGrow: place, axis), let position = layout.position(of: border) else {
            conversation.remark = "it has the whole \(axis == .across ? "width" : "height")"
            return
        }
        let target = position + (isForward ? cells : -cells)
        shift(border, toX: target, y: target)
    }

    /// Moves a border, as far as there is room.
    private mutating func shift(_ border: Border, toX x: Int, y: Int) {
        screen.arrangement = layout.moving(border, toX: x, y: y, in: screen.arrangement)
        tellArrangement()
    }

    // MARK: The mouse

    /// Takes hold of what parts two panes, or of a pane's title: by its name of the pane, by the rest of the line of the border that it is.
    mutating func grab(atX x: Int, y: Int) -> Bool {
        let border = screen.zoomed == nil && conversation.talk.drawer == nil ? layout.border(atX: x, y: y) : nil
        if let pane = pane(atX: x, y: y), let rect = rect(of: pane), y == rect.y {
            let isName = (rect.x + 1..<rect.x + titleWidth(of: pane)).contains(x)
            screen.grip = Grip(
                border: isName ? nil : border, pane: pane, hadFocus: screen.focus == pane || screen.zoomed == pane, start: .init(x: x, y: y)
            )
            screen.focus = pane
        } else if let border {
            screen.grip = Grip(border: border, start: .init(x: x, y: y))
            conversation.remark = "a border: drag it"
        }
        return screen.grip != nil
    }

    /// A border that is held follows the mouse at once.
    mutating func drag(toX x: Int, y: Int) {
        guard let held = screen.grip, held.hasMoved || held.start != .init(x: x, y: y) else { return }
        screen.grip?.hasMoved = true
        if let border = held.border {
            shift(border, toX: x, y: y)
        } else if let pane = held.pane, let other = self.pane(atX: x, y: y), other != pane {
            conversation.remark = "let go: \(pane.rawValue) and \(other.rawValue) change places"
        }
    }

    /// Lets go: a pane changes places with the one under the mouse. A title that was only clicked on gives its pane the screen, if it had
    /// the focus already.
    mutating func drop(atX x: Int, y: Int) {
        drag(toX: x, y: y)
        guard let held = screen.grip else { return }
        screen.grip = nil
        guard held.border == nil || !held.hasMoved, let pane = held.pane else { return }
        if !held.hasMoved {
            if held.hadFocus { toggleZoom(of: pane) }
        } else if let other = self.pane(atX: x, y: y), other != pane, let a = place(toArrange: pane),
            let b = place(toArrange: other)
        {
            swap(a, b)
        }
    }

    // MARK: Keeping it

    /// Says how the arrangement is written in a configuration.
    private mutating func tellArrangement() {
        let command = setsPanes
        conversation.remark = command.count + 20 < screen.width ? "to keep it: \(command)" : command
    }

    /// `set panes values network widths=40/60`: the arrangement as a command.
    var setsPanes: String {
        let layout = layout, order = screen.arrangement.order.map(\.rawValue)
        func percents(_ cells: [Int]) -> String {
            var percents = cells.map { $0 * 100 / max(1, cells.reduce(0, +)) }
            percents[0] += 100 - percents.reduce(0, +)
            return percents.map(String.init).joined(separator: "/")
        }
        var words = ["set", "panes"] + order
        if screen.arrangement.leftShare != nil || screen.arrangement.rightShare != nil, let left = layout[.left], left.width < screen.width
        {
            let rest = screen.width - left.width, right = screen.arrangement.rightShare.map { Int(nearest: Double(rest) * $0) }
            words.append("widths=" + percents([left.width] + (right.map { [$0, rest - $0] } ?? [rest])))
        }
        if screen.arrangement.stripShare != nil || screen.arrangement.footShare != nil, let top = layout.top, let strip = layout[.strip],
            let foot = layout[.foot]
        {
            words.append("heights=" + percents([top.height, strip.height, foot.height]))
        }
        return (words.count > 2 ? words : words + ["auto"]).joined(separator: " ")
    }
}
