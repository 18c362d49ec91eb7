// Images, filters and maps as pictures: how large, where, and what is marked in them.
import Charts
import Language
import Scenes
import Testing

@testable import Explorer
@testable import Workspaces

@Suite("The pictures of a window")
struct WindowPictureTests {
    private func grids(_ lines: [String], marks: Marks = .braille) throws -> WindowGrids {
        var player = Player(80, 24)
        lines.forEach { player.enter($0) }
        return WindowGrids(of: try #require(player.state.workspace.windowSight), marks: marks)
    }

    private static let scenes = [
        Scene.convolution + ["step 6 term"], Scene.convolution + ["goto pool2[1,1,2]"],
        Scene.digit + ["goto conv1[2,3,4].net", "step 5 term"],
        Scene.digit + ["goto pool2[1,3,3]"], Scene.digit + ["goto conv1[1,3,3].delta"],
    ]

    @Test("stay in their pane and apart from each other, and no tile shrinks when the pane grows", arguments: scenes)
    func growing(lines: [String]) throws {
        let grids = try grids(lines)
        func places(_ width: Int, _ height: Int) -> [WindowPlace] { grids.places(width: width, height: height) }
        func least(_ places: [WindowPlace]) -> Int { places.map { $0.part(WindowScroll()).form.scale }.min() ?? 0 }
        func hasNumbers(_ place: WindowPlace) -> Bool { place.grid.showsNumbers(place.part(WindowScroll()).form) }
        for width in stride(from: 20, through: 200, by: 9) {
            for height in stride(from: 5, through: 60, by: 5) {
                let all = places(width, height)
                var taken: Set<[Int]> = []
                for place in all where place.form != nil {
                    for y in place.y...place.y + place.height {
                        for x in place.x..<place.x + place.width { #expect(x < width && y < height && taken.insert([x, y]).inserted) }
                    }
                }
                guard all.allSatisfy({ $0.form != nil }) else { continue }
                for larger in [places(width + 9, height), places(width, height + 5)] {
                    let (few, many) = (all.count(where: hasNumbers), larger.count(where: hasNumbers))
                    #expect(larger.allSatisfy { $0.form != nil } && many >= few)
                    #expect(many > few || least(larger) >= least(all))
                }
            }
        }
    }

    @Test("hold the numbers where those fit: of the course's image all of them at 120x40 and at 200x60", arguments: [(64, 16), (78, 32)])
    func numbers(size: (Int, Int)) throws {
        let places = try grids(Scene.convolution + ["goto conv1[1,2,2]", "step 6 term"]).places(width: size.0, height: size.1)
        #expect(places.map(\.grid.title) == ["image", "filter", "products", "map"])
        for place in places {
            let form = try #require(place.form)
            #expect(form.scale >= 2 && place.grid.showsNumbers(form))
            let rows = place.grid.render(place.part(WindowScroll())).text().split(separator: "\n", omittingEmptySubsequences: false)
            for (row, tiles) in place.grid.tiles.enumerated() {
                let numbers = String(rows[row * form.scale + (form.scale - 1) / 2]).filter { $0.isNumber }
                #expect(numbers == tiles.compactMap { $0.value.map { "\(Int($0))" } }.joined())
            }
        }
    }

    @Test("of images with numbers below 0 part at 0 and say the sign without colour; others run from the least to the greatest")
    func twoSides() throws {
        let goal = ["goto conv1[1,1,1].net"]
        func image(_ lines: [String]) throws -> WindowGrid { try #require(try grids(lines + goal, marks: .ascii).outer.first) }
        let plain = try image(Scene.digit), signed = try image(Scene.signedDigit)
        #expect(!plain.isSigned && signed.isSigned)
        func lastRow(_ grid: WindowGrid) -> String {
            // There is a border of zeros around it.
            grid.render(.init(form: .tiles(scale: 1), rows: 8..<9, columns: 1..<9)).text()
        }
        #expect(lastRow(plain) == "    ++####**" && lastRow(signed) == "%%%%__****::%%%%")
    }

    @Test("show the border of zeros where there is room, and leave it out before numbers, larger tiles or a part of the map")
    func border() throws {
        let grids = try grids(Scene.digit + ["goto conv1[1,1,1].net"])
        let large = grids.places(width: 66, height: 16)[0].grid, small = grids.places(width: 40, height: 10)[0].grid
        #expect(large.rowCount == 10 && large.columnCount == 10 && small.rowCount == 8 && small.columnCount == 8)
        #expect(large.tiles.joined().count { $0.style == .faint && $0.value == 0 } == 36 - 5)
        #expect(
            large.tiles[0].prefix(3).allSatisfy { $0.isInWindow }
                && small.tiles[0].map(\.isInWindow) == [true, true] + [Bool](repeating: false, count: 6))
    }

    @Test("stand still while the products of a window are added", arguments: [(80, 24), (120, 40), (200, 60)])
    func still(size: (Int, Int)) throws {
        var player = Player(size.0, size.1), seen: Set<String> = []
        (Scene.digit + ["goto conv1[2,3,4].net"]).forEach { player.enter($0) }
        for _ in 1...9 {
            player.enter("step term")
            let rect = try #require(player.state.rect(of: .network)), sight = try #require(player.state.workspace.windowSight)
            let places = WindowGrids(of: sight, marks: .braille).places(width: rect.width - 2, height: rect.height - 1)
            seen.insert(places.map { "\($0.x) \($0.y) \($0.part(WindowScroll()).form)" }.joined(separator: ", "))
        }
        #expect(seen.count == 1)
    }

    @Test("a number beside its shade is off by no more than a hundredth of the greatest one")
    func rounding() throws {
        let values = [[0.0625, 0.9375, -0.4375], [1, -0.123, 0]]
        let grid = WindowGrid(
            "", values.map { $0.map { WindowGrid.Tile(value: $0) } }, focus: .init(row: 0, column: 0), isSigned: true, marks: .ascii)
        for scale in 2...6 where grid.showsNumbers(.tiles(scale: scale)) {
            for value in values.joined() {
                let text = WindowGrid.text(value, width: WindowGrid.room(scale))
                #expect(abs(try #require(Double(text)) - value) <= 0.01, "\(text)")
            }
        }
        #expect(!grid.showsNumbers(.tiles(scale: 3)) && grid.showsNumbers(.tiles(scale: 4)))
    }

    /// Four by four numbers with a window of 2 x 2 in their middle; a dot is a cell of shade.
    private func framed(_ marks: Marks, scale: Int, sign: WindowGrid.Sign? = nil) -> [String] {
        let tiles = (0..<4).map { row in
            (0..<4).map { column in
                let isInside = (1...2).contains(row) && (1...2).contains(column)
                return WindowGrid.Tile(value: 100.001, isInWindow: isInside, sign: row == 1 && column == 2 ? sign : nil)
            }
        }
        // Numbers that take more cells than a tile has.
        var wide = WindowGrid.Widths()
        wide.least = 6
        let grid = WindowGrid("", tiles, focus: .init(row: 1, column: 1), isSigned: true, marks: marks, coming: wide)
        let rows = grid.render(.init(form: .tiles(scale: scale), rows: 0..<4, columns: 0..<4)).text().split(separator: "\n")
        let shade = rows[0].prefix(1)
        return rows.map { String($0).replacing(shade, with: ".") }
    }

    @Test("have a frame around the window, without colour, too")
    func frame() {
        #expect(framed(.ascii, scale: 1) == ["........", "..[..]..", "..[..]..", "........"])
        let full = String(repeating: ".", count: 16), bracketed = "....[......]...."
        #expect(framed(.ascii, scale: 2) == [full, full, bracketed, bracketed, bracketed, bracketed, full, full])
        let box = ["....┏......┓....", "....┃......┃....", "....┃......┃....", "....┗......┛...."]
        #expect(framed(.braille, scale: 2) == [full, full] + box + [full, full])
        let lines = ["......┏━━━━━━━━━━┓......"] + Array(repeating: "......┃..........┃......", count: 4) + ["......┗━━━━━━━━━━┛......"]
        #expect(framed(.blocks, scale: 3).dropFirst(3).dropLast(3) == lines[...])
    }

    @Test("have signs for the product taken last and the number that won, in shades as well")
    func signs() {
        #expect(framed(.ascii, scale: 1, sign: .winner)[1] == "..[.><..")
        #expect(framed(.ascii, scale: 1, sign: .taken)[1] == "..[.{}..")
        #expect(framed(.braille, scale: 2, sign: .winner)[2] == "....┏....><┓....")
        #expect(framed(.braille, scale: 3, sign: .taken)[4] == "......┃.......{}.┃......")
        // A window of one number keeps an end of its bracket.
        func alone(_ form: WindowGrid.Form) -> String {
            let tiles = [4.0, 3, 4].map { WindowGrid.Tile(value: $0, isInWindow: $0 == 3, sign: .winner) }
            let grid = WindowGrid("", [tiles], focus: .init(row: 0, column: 1), isSigned: false, marks: .ascii)
            return grid.render(.init(form: form, rows: 0..<1, columns: 0..<3)).text()
        }
        #expect(alone(.numbers) == ">4<>3]>4<" && alone(.tiles(scale: 1)) == "><>]><")
        for marks in Marks.allCases {
            let row = HeatMap(values: [Array(stride(from: -1, through: 1, by: 0.125))])
            let shades = row.shades(rows: 0..<1, columns: 0..<17, marks: marks).text()
            for sign in [WindowGrid.Sign.taken, .winner] { #expect(!shades.contains(sign.ends.0) && !shades.contains(sign.ends.1)) }
        }
    }
}
