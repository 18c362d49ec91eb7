// The network as a graph of cells: what the step reads, without colours too; what is chosen, and what a walk stops at.
import Testing

@testable import Charts

/// A network without labels, a node in each column beside others.
private func diagram(_ weights: [[Double]], lit: [NetworkDiagram.Edge] = []) -> NetworkDiagram {
    func nodes(_ letter: String, _ count: Int) -> [NetworkDiagram.Node] { (1...count).map { .init(name: "\(letter)\($0)", value: "1") } }
    return NetworkDiagram(
        columns: [.init(title: "in", nodes: nodes("i", weights[0].count)), .init(title: "out", nodes: nodes("o", weights.count))],
        weights: [weights], lit: lit)
}

@Suite("The network graph")
struct NetworkDiagramTests {
    @Test("edges that the step reads are heavier, flat and steep, positive and negative, whatever the marks are", arguments: Marks.allCases)
    func lit(marks: Marks) {
        let weights = [[0.5, -0.5], [-0.5, 0.5]]
        let plain = diagram(weights).render(width: 30, height: 16, marks: marks)
        for from in 0...1 {
            for to in 0...1 {
                let lit = diagram(weights, lit: [.init(column: 0, from: from, to: to)]).render(width: 30, height: 16, marks: marks)
                #expect(lit.text() != plain.text())
                let cells = (0..<16).flatMap { y in (0..<30).map { lit[$0, y] } }
                #expect(cells.contains { $0.style.bold } && !cells.contains { $0.style.dim })
            }
        }
    }

    @Test("heads do not run into each other or out of the picture, and are whole where the picture has room for them")
    func heads() {
        func nodes(_ name: String) -> [NetworkDiagram.Node] { (1...2).map { .init(name: "\(name)[\($0)]", value: nil) } }
        var columns = ["hidden 1", "hidden 2", "hidden 3"].map { NetworkDiagram.Column(title: $0, subtitle: "sigmoid", nodes: nodes("h1")) }
        columns.append(.init(title: "output", subtitle: "sigmoid", nodes: [.init(name: "o1", value: nil)]))
        let weights = [Array(repeating: [0.5, 0.5], count: 2), Array(repeating: [0.5, 0.5], count: 2), [[0.5, 0.5]]]
        for width in 34...40 {
            let text = NetworkDiagram(columns: columns, weights: weights).render(width: width, height: 9).text().split(separator: "\n")
            #expect(text[0].split(separator: " ") == ["hidden", "1", "hidden", "2", "hidden", "3", "output"], "\(width)")
        }
    }

    @Test("layers whose nodes read one each are joined by lines, and by no map of weights that there are none of")
    func oneToOne() {
        let weights = (0..<9).map { to in (0..<9).map { $0 == to ? 0.0 : .nan } }
        let solid = diagram(weights).render(width: 30, height: 10, isSolid: true)
        #expect(!solid.text().contains("▀") && solid.text().contains("⠤"))
    }

    @Test("in ASCII edges are strokes, dashed where the weight is negative; one that is read is made of #, or of = if it is negative")
    func ascii() {
        let lit = (0...1).map { NetworkDiagram.Edge(column: 0, from: $0, to: 0) }
        let text = diagram([[0.5, -0.5], [-0.5, 0.5]], lit: lit).render(width: 30, height: 16, marks: .ascii).text()
        #expect(text.contains("#") && text.contains("=") && text.contains("--"))
        func line(_ weight: Double) -> Substring {
            diagram([[weight]]).render(width: 40, height: 4, marks: .ascii).text().split(separator: "\n").first { $0.contains("(i1)") }
                ?? ""
        }
        #expect(line(0.5).contains("--------------") && line(-0.5).contains("--  --  --"))
    }
}

@Suite("What is chosen in the network graph")
struct SignTests {
    private func labelled(lit: [NetworkDiagram.Edge] = []) -> NetworkDiagram {
        var new = diagram([[0.5, -0.5], [-0.5, 0.5]], lit: lit)
        new.labels = [
            [
                [.init(name: "w1", values: ["0.5"]), .init(name: "w2", values: ["-0.5"])],
                [.init(name: "w3", values: ["-0.5"]), .init(name: "w4", values: ["0.5"])],
            ]
        ]
        return new
    }

    @Test("of more edges than can be followed the strongest are drawn, the fewer the less room there is, and how many are not is said")
    func thicket() {
        func hidden(_ count: Int, height: Int, marks: Marks) -> Int {
            let nodes = (1...count).map { NetworkDiagram.Node(name: "h\($0)", value: nil) }
            let weights = (0..<count).map { to in (0..<count).map { from in 1 / Double(to * count + from + 1) } }
            let diagram = NetworkDiagram(
                columns: [NetworkDiagram.Column(title: "a", nodes: nodes), NetworkDiagram.Column(title: "b", nodes: nodes)],
                weights: [weights])
            let words = diagram.render(width: 44, height: height, marks: marks).text().split(whereSeparator: \.isWhitespace)
            return words.firstIndex(of: "more").flatMap { Int(words[$0 - 1]) } ?? 0
        }
        for marks in Marks.allCases {
            let counts = [10, 14, 18].map { hidden(8, height: $0, marks: marks) }
            #expect(counts.allSatisfy { (1...64 - 12).contains($0) } && counts == counts.sorted(by: >), "\(counts)")
            #expect(hidden(3, height: 10, marks: marks) == 0)
        }
    }

    @Test("a node that is chosen is inverse and has a sign; what walks stop at has others, behind it", arguments: Marks.allCases)
    func node(marks: Marks) {
        var new = labelled()
        new.choose("o1")
        new.nodeStops[.init(column: 1, node: 0)] = [.breakpoint, .watchpoint]
        new.nodeStops[.init(column: 0, node: 1)] = .watchpoint
        let canvas = new.render(width: 40, height: 10, marks: marks), text = canvas.text()
        #expect(text.contains(marks == .ascii ? "(o1)^!o" : "(o1)◂●◎") && text.contains(marks == .ascii ? "(i2)o" : "(i2)◎"))
        #expect((0..<10).contains { y in (0..<40).contains { canvas[$0, y].style.inverse } })
    }

    @Test("signs of a weight stand behind its label and its bracket")
    func edge() {
        for (lit, end) in [([], "w2 -0.5◂●"), ([NetworkDiagram.Edge(column: 0, from: 1, to: 0)], "<w2 -0.5>◂●")] {
            var new = labelled(lit: lit)
            new.choose("w2")
            new.edgeStops[.init(column: 0, from: 1, to: 0)] = .breakpoint
            #expect(new.render(width: 60, height: 16).text().contains(end))
        }
    }

    @Test("a weight has as many digits as there is room for; without room its line is seen, and its name where the step is about it")
    func digits() {
        var new = diagram([[0.123]])
        new.labels = [[[.init(name: "w1", values: ["0.123", "0.12"])]]]
        let edge = NetworkDiagram.Edge(column: 0, from: 0, to: 0)
        func row(_ width: Int) -> String {
            new.render(width: width, height: 4, marks: .ascii).text().split(separator: "\n").first { $0.contains("(i1)") }.map(String.init)
                ?? ""
        }
        let forms = (20...44).map { width in
            ["w1 0.123-", "w1 0.12-"].first { row(width).contains($0) } ?? (row(width).contains("w1") ? "?" : "")
        }
        // The more room, the more digits, and nothing else.
        #expect(forms.reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } } == ["", "w1 0.12-", "w1 0.123-"], "\(forms)")
        new.lit = [edge]
        let bare = (20...44).first { forms[$0 - 20] == "w1 0.12-" } ?? 0
        #expect(row(bare - 2).contains("<w1>"))
    }

    @Test("where names and values share a row there is room for one sign, which is what keys act on")
    func cramped() {
        var new = diagram([[0.5], [0.5], [0.5], [0.5]])
        new.nodeStops[.init(column: 1, node: 2)] = .breakpoint
        #expect(new.render(width: 40, height: 6).text().contains("(o3)●1"))
        new.choose("o3")
        #expect(new.render(width: 40, height: 6).text().contains("(o3)◂1"))
        new.choose("nothing")
        #expect(new.chosen == .init(column: 1, node: 2))
    }

    @Test(
        "a residual connection is a bow below the nodes, from the layer that it adds to the one where it is added",
        arguments: Marks.allCases)
    func bows(marks: Marks) {
        var residual = diagram([[1, 1], [1, 1]])
        residual.columns.append(.init(title: "sum", nodes: [.init(name: "s1", value: "1"), .init(name: "s2", value: "1")]))
        residual.weights.append([[0, .nan], [.nan, 0]])
        residual.bows = [.init(from: 0, to: 2)]
        let rows = residual.render(width: 50, height: 12, marks: marks).text().split(separator: "\n", omittingEmptySubsequences: false)
        let bow = rows[11], from = rows.first { $0.contains("(i1)") }, to = rows.first { $0.contains("(s1)") }
        #expect(bow.contains(" + ") && bow.count > 20)
        // It begins and ends below the names of the two columns.
        #expect(bow.prefix { $0 == " " }.count == (from?.prefix { $0 == " " }.count ?? 0) + 1)
        let end = to.map { Array($0.prefix { $0 != "s" }).count }
        #expect(end == bow.count - 1, "\(bow)")
        // Where there is no room for it, the nodes have all of it.
        #expect(residual.render(width: 50, height: 5, marks: marks).text().contains("s2"))
    }

    @Test("edges begin at their node, whether or not a value stands between", arguments: Marks.allCases)
    func stems(marks: Marks) {
        let text = diagram([[1, -1], [1, 1]]).render(width: 40, height: 16, marks: marks).text().split(separator: "\n")
        for row in text where row.contains("(i") {
            let behind = row.split(separator: ")", omittingEmptySubsequences: false)[1].prefix(2)
            #expect(behind.count == 2 && !behind.contains(" "), "\(row)")
        }
    }
}
