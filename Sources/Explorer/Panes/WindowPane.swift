// The windows of a layer as one sees them: as much of the grids as there is room for, scrolled together.
import Charts
import Language
import Portraits

struct WindowPane {
    let sight: WindowSight
    let marks: Marks
    let isSolid: Bool
    /// Which numbers a question asks for.
    let isAskedFor: (Double) -> Bool
    /// The first row and column of the grid that has the most out of sight; nil follows the window.
    var firstRow: Int?
    var firstColumn: Int?

    /// The picture, and how much of the largest grid is out of sight, in rows and columns.
    func content(width: Int, height: Int) -> (picture: Canvas, hidden: OutOfSight) {
        var canvas = Canvas(width: width, height: height)
        let places = WindowGrids(of: sight, marks: marks, isSolid: isSolid, isAskedFor: isAskedFor).places(width: width, height: height),
            scroll = scroll(places)
        for place in places {
            canvas.write(place.grid.title, x: place.x + 1, y: place.y, style: .axis)
            canvas.paste(place.grid.render(place.part(scroll)), x: place.x, y: place.y + 1)
        }
        let hidden = places.map { $0.hidden(scroll) }
        let across = hidden.max { $0.left + $0.right < $1.left + $1.right }, down = hidden.max { $0.above + $0.below < $1.above + $1.below }
        return (
            canvas,
            OutOfSight(left: across?.left ?? 0, right: across?.right ?? 0, above: down?.above ?? 0, below: down?.below ?? 0)
        )
    }

    private func scroll(_ places: [WindowPlace]) -> WindowScroll {
        let hidden = places.map { $0.hidden(WindowScroll()) }
        return WindowScroll(
            row: .init(first: firstRow, most: hidden.map { $0.above + $0.below }.max() ?? 0),
            column: .init(first: firstColumn, most: hidden.map { $0.left + $0.right }.max() ?? 0))
    }
}
