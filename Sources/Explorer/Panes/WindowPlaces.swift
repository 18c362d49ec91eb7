// Where the grids of a window at work stand, and how large: as large as there is room for, in one scale where that can be.
import Charts

/// A grid and the cells that it is given, below its title.
struct WindowPlace {
    let grid: WindowGrid
    var x: Int
    var y: Int
    var width: Int
    var height: Int
    /// How all of it is shown; nil if there is room for a part of it only, or perhaps.
    var form: WindowGrid.Form?

    func part(_ scroll: WindowScroll) -> WindowGrid.Part {
        form.map { grid.part($0, width: width, height: height, scroll: scroll) } ?? grid.part(width: width, height: height, scroll: scroll)
    }

    func hidden(_ scroll: WindowScroll) -> OutOfSight {
        let part = part(scroll)
        return OutOfSight(
            left: part.columns.lowerBound, right: grid.columnCount - part.columns.upperBound, above: part.rows.lowerBound,
            below: grid.rowCount - part.rows.upperBound)
    }
}

/// The grids of a window at work: the image and the map, and between them the filter and its products.
struct WindowGrids {
    var outer: [WindowGrid]
    var inner: [WindowGrid] = []
    /// The outer ones without the image's border of zeros, if it has one.
    var outerWithoutBorder: [WindowGrid]?

    /// The places of the grids: of all ways that show them as a whole the one that tells the most, else parts of them. The border is left
    /// out where numbers or larger tiles have room without it.
    func places(width: Int, height: Int) -> [WindowPlace] {
        let bordered = whole(width: width, height: height)
        guard let outer = outerWithoutBorder else { return bordered?.places ?? parts(width: width, height: height) }
        let bare = WindowGrids(outer: outer, inner: inner)
        guard let best = bare.whole(width: width, height: height) else { return bare.parts(width: width, height: height) }
        guard let bordered, !bordered.worth.prefix(3).lexicographicallyPrecedes(best.worth.prefix(3)) else { return best.places }
        return bordered.places
    }

    // MARK: As a whole

    /// Above this scale tiles gain nothing by growing.
    private static let forms = [.numbers] + (1...6).map { WindowGrid.Form.tiles(scale: $0) }

    /// The numbers of the inner grids come first, with them those of the image and the map, then the size of the smallest tiles; the
    /// filter is best seen beside the image, and in its scale.
    private func worth(_ outerForm: WindowGrid.Form, _ innerForm: WindowGrid.Form, _ order: Order) -> [Int] {
        let numbersInside = inner.allSatisfy { $0.showsNumbers(innerForm) },
            numbersOutside = outer.allSatisfy { $0.showsNumbers(outerForm) }
        return [
            numbersInside ? 1 : 0, numbersInside && numbersOutside ? 1 : 0, min(outerForm.scale, innerForm.scale), -order.rawValue,
            -max(outerForm.scale, innerForm.scale),
        ]
    }

    /// How the grids stand: the inner ones above each other between the outer ones, all in a row, or the inner ones in a row of their own.
    private enum Order: Int, CaseIterable {
        case column, row, below
    }

    private func places(_ outerForm: WindowGrid.Form, _ innerForm: WindowGrid.Form, _ order: Order, height: Int) -> [WindowPlace] {
        switch order {
        case .column: return column(outerForm, innerForm, height)
        case .row:
            let first = row(outer.prefix(1), outerForm, x: 0, y: 0), middle = row(inner[...], innerForm, x: Self.next(first), y: 0)
            return first + middle + row(outer.dropFirst(), outerForm, x: Self.next(first + middle), y: 0)
        case .below: return below(outerForm, innerForm, height)
        }
    }

    private func whole(width: Int, height: Int) -> (worth: [Int], places: [WindowPlace])? {
        var best: (worth: [Int], places: [WindowPlace])?
        for outerForm in Self.forms {
            guard outer.allSatisfy({ $0.size(outerForm).width <= width && $0.size(outerForm).height < height }) else { continue }
            for innerForm in inner.isEmpty ? [outerForm] : Self.forms {
                for order in inner.isEmpty ? [.row] : Order.allCases {
                    let worth = worth(outerForm, innerForm, order)
                    guard best.map({ $0.worth.lexicographicallyPrecedes(worth) }) ?? true else { continue }
                    let places = places(outerForm, innerForm, order, height: height)
                    if places.allSatisfy({ $0.x + max($0.width, $0.grid.title.count + 1) <= width && $0.y + 1 + $0.height <= height }) {
                        best = (worth, places)
                    }
                }
            }
        }
        return best
    }

    /// The inner grids above each other, between the outer ones.
    private func column(_ outerForm: WindowGrid.Form, _ innerForm: WindowGrid.Form, _ height: Int) -> [WindowPlace] {
        var places = row(outer.prefix(1), outerForm, x: 0, y: 0), x = Self.next(places)
        if let first = inner.first {
            let all = inner.map { $0.size(innerForm).height + 1 }.reduce(0, +), gap = all + inner.count - 1 <= height ? 1 : 0
            var stack = row([first], innerForm, x: x, y: 0)
            for grid in inner.dropFirst() {
                stack += row([grid], innerForm, x: x, y: (stack.last.map { $0.y + 1 + $0.height } ?? 0) + gap)
            }
            x = stack.map { Self.next([$0]) }.max() ?? x
            places += stack
        }
        return places + row(outer.dropFirst(), outerForm, x: x, y: 0)
    }

    /// The inner grids below the outer ones.
    private func below(_ outerForm: WindowGrid.Form, _ innerForm: WindowGrid.Form, _ height: Int) -> [WindowPlace] {
        let upper = row(outer[...], outerForm, x: 0, y: 0), rows = 1 + (upper.map(\.height).max() ?? 0)
        let gap = rows + 2 + (inner.map { $0.size(innerForm).height }.max() ?? 0) <= height ? 1 : 0
        return upper + row(inner[...], innerForm, x: 0, y: rows + gap)
    }

    private func row(_ grids: ArraySlice<WindowGrid>, _ form: WindowGrid.Form, x: Int, y: Int) -> [WindowPlace] {
        var places: [WindowPlace] = []
        for grid in grids {
            let size = grid.size(form), x = places.isEmpty ? x : Self.next(places)
            places.append(WindowPlace(grid: grid, x: x, y: y, width: size.width, height: size.height, form: form))
        }
        return places
    }

    /// Where a grid beside others begins.
    private static func next(_ places: [WindowPlace]) -> Int { places.last.map { $0.x + max($0.width, $0.grid.title.count + 1) + 2 } ?? 0 }

    // MARK: In parts

    /// Grids beside each other, the inner ones above each other, each with its share of the columns.
    private func parts(width: Int, height: Int) -> [WindowPlace] {
        var places: [WindowPlace] = [], x = 0
        func put(_ grid: WindowGrid, x: Int, y: Int = 0, most width: Int, height: Int) -> Int {
            let place = WindowPlace(grid: grid, x: x, y: y, width: width, height: height), part = place.part(WindowScroll())
            places.append(place)
            return x + max(part.columns.count * grid.tileSize(part.form).width, grid.title.count + 1)
        }
        for (index, grid) in outer.enumerated() {
            let left = outer.count - index
            let most = index == 0 && !inner.isEmpty ? width / 2 : left == 1 ? width - x : (width - x) * left / (left + 1)
            x = put(grid, x: x, most: most, height: height - 1) + 2
            guard index == 0, inner.count == 2 else { continue }
            // What has no room under the filter shares the column with it.
            let share = max(0, width - x) * 2 / 3, all = inner[0].rowCount
            let isHigh = 2 * (all + 1) > height, gap = 2 * (all + 1) < height ? 1 : 0, rows = isHigh ? max(0, height - 2) / 2 : all
            let right = put(inner[0], x: x, most: share, height: rows)
            x = max(right, put(inner[1], x: x, y: rows + 1 + gap, most: share, height: isHigh ? height - 2 - rows : all)) + 2
        }
        return places
    }
}
