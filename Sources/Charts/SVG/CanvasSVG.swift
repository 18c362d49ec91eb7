// Cells as SVG: words as text in their places; what charts and frames are made of as shapes.

extension Canvas {
    /// The cells as an SVG document, 9 x 18 pixels each.
    public func svg(title: String, on background: Background = .dark) -> String {
        let (wide, high) = (9.0, 18.0)
        var drawing = SVGDrawing(width: Double(width) * wide + 16, height: Double(height) * high + 16, ink: SVGInk(background: background))
        for y in 0..<height {
            var x = 0
            while x < width {
                let style = self[x, y].style
                var run = ""
                let start = x
                while x < width, self[x, y].style == style {
                    if !self[x, y].isContinuation { run.append(self[x, y].character) }
                    x += 1
                }
                let place = (8 + Double(start) * wide, 8 + Double(y) * high)
                drawing.cells(run, count: x - start, at: place, wide, high, style)
            }
        }
        return drawing.document(title: title)
    }
}

extension SVGDrawing {
    /// A run of cells of one style: its ground, then its shapes and its words.
    fileprivate mutating func cells(
        _ run: String, count: Int, at place: (x: Double, y: Double), _ wide: Double, _ high: Double, _ style: CellStyle
    ) {
        var color = ink.color(style.color)
        let ground = style.fill == .plain ? nil : ink.color(style.fill), isShown = style.inverse || ground != nil
        if isShown {
            rectangle(x: place.x, y: place.y, width: Double(count) * wide, height: high, fill: style.inverse ? color : ground ?? color)
        }
        if style.inverse {
            color = ground ?? ink.paper
        } else if style.dim {
            color = ink.color(.muted)
        }
        var rest = Substring(run), x = place.x
        while let first = rest.first {
            let part: Substring
            if first == " " {
                part = rest.prefix { $0 == " " }
            } else if let shape = CellShape(first) {
                part = rest.prefix { $0 == first }
                self.shape(shape, count: part.count, x: x, y: place.y, wide, high, color)
            } else {
                part = rest.words
                text(
                    String(part), x: x, y: place.y + high * 0.76, size: high * 0.83, color: color, bold: style.bold,
                    length: wide * Double(part.cellWidth))
            }
            rest = rest[part.endIndex...]
            x += wide * Double(part.cellWidth)
        }
    }
}

extension Substring {
    /// The words at the beginning, with one blank between them: what is further apart stands in a place of its own.
    fileprivate var words: Substring {
        var end = startIndex
        for index in indices where self[index] != " " {
            guard CellShape(self[index]) == nil, distance(from: end, to: index) < 2 else { break }
            end = self.index(after: index)
        }
        return self[..<end]
    }
}
