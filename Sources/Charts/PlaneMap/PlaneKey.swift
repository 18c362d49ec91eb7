// The key of a plane: what its marks, or its colours, stand for.

extension PlaneMap {
    /// The scale of one number, or that between two sides; else a sample of each group.
    /// - Parameter field: the colours, where the plane is drawn in solid ones.
    func drawKey(x: Int, y: Int, _ marks: Marks, in field: PlaneField? = nil, on canvas: inout Canvas) {
        if [x, 0].contains(where: { drawScale(x: $0, y: y, marks, in: field, on: &canvas) }) { return }
        if drawSides(x: x, y: y, marks, in: field, on: &canvas) { return }
        if let field {
            drawSamples(x: x, y: y, marks, of: field, on: &canvas)
        } else {
            drawSamples(x: x, y: y, marks, on: &canvas)
        }
    }

    /// What a strength looks like on the scale of a key, from -1 to 1.
    private func sample(_ strength: Double, _ marks: Marks, _ field: PlaneField?) -> Cell {
        if let field { return Cell(" ", style: CellStyle(fill: field.color(ofStrength: strength))) }
        return cell(Tile(group: strength > 0 && groups.count > 1 ? 1 : 0, strength: groups.count > 1 ? abs(strength) : strength), marks)
    }

    /// What a datum of a group looks like in a key: on its own ground, where there are colours.
    private func datum(ofGroup group: Int, _ marks: Marks, _ field: PlaneField?) -> Cell {
        guard let field else { return spotCell(ofGroup: group, marks) }
        let style = CellStyle(color: field.spot(ofGroup: group), fill: field.color(ofGroup: group), bold: true)
        return Cell(symbol(ofGroup: group, marks), style: style)
    }

    /// Of two groups: the one, all that lies between surely the one and surely the other, and the other, each with what stands for its data:
    /// `○ o1 < 0.5 ═─╌⠠·⠢⢕⣝⣿ o1 > 0.5 ●`. False where that is not how it is, or has no room.
    private func drawSides(x: Int, y: Int, _ marks: Marks, in field: PlaneField?, on canvas: inout Canvas) -> Bool {
        guard groups.count == 2, !groupsAreOfSpots else { return false }
        let names = groups.map { marks.legible($0) }, steps = (-4...4).map { Double($0) / 4 }
        let hasData = [0, 1].map { group in spots.contains { $0.group == group } }
        let width = names[0].count + names[1].count + steps.count + 2 + 2 * hasData.count { $0 }
        guard width <= canvas.width else { return false }
        var x = max(0, min(x, canvas.width - width))
        if hasData[0] {
            canvas[x, y] = datum(ofGroup: 0, marks, field)
            x += 2
        }
        canvas.write(names[0], x: x, y: y, style: .axis)
        x += names[0].count + 1
        for (place, strength) in steps.enumerated() { canvas[x + place, y] = sample(strength, marks, field) }
        x += steps.count + 1
        canvas.write(names[1], x: x, y: y, style: .axis)
        if hasData[1] { canvas[x + names[1].count + 1, y] = datum(ofGroup: 1, marks, field) }
        return true
    }

    /// Of one group: the marks from the least number to the greatest, and which numbers these are. False where that is not known or has no
    /// room.
    private func drawScale(x: Int, y: Int, _ marks: Marks, in field: PlaneField?, on canvas: inout Canvas) -> Bool {
        guard groups.count == 1, let scale, scale > 0, scale.isFinite else { return false }
        let isSigned = tiles.joined().contains { $0.strength < 0 }, high = Self.label(scale, 0...scale), low = isSigned ? "-\(high)" : "0"
        let steps = Array(stride(from: isSigned ? -4 : 0, through: 4, by: 1))
        if title == groups[0] { return drawScale(steps, between: low, and: high, x: x, y: y, marks, in: field, on: &canvas) }
        let text = "\(marks.legible(groups[0])) from \(low) to \(high)"
        let data = spots.isEmpty ? "" : "  \(symbol(ofGroup: 0, marks)) \(spots.count == 1 ? "input" : "data")"
        // The whole of it, or with fewer steps, or without what a datum looks like.
        let fewer = steps.filter { $0.isMultiple(of: 4) }, room = canvas.width - x - text.count - 1
        guard
            let (shown, ending) = [(steps, data), (fewer, data), (steps, ""), (fewer, "")].first(where: { $0.0.count + $0.1.count <= room })
        else { return false }
        for (place, step) in shown.enumerated() { canvas[x + place, y] = sample(Double(step) / 4, marks, field) }
        canvas.write(text + ending, x: x + shown.count + 1, y: y, style: .axis)
        guard !ending.isEmpty else { return true }
        let ink = spotCell(ofGroup: 0, marks)
        canvas[x + shown.count + 3 + text.count, y] =
            field.map { Cell(ink.character, style: CellStyle(color: $0.spot(ofGroup: 0), bold: true)) } ?? ink
        return true
    }

    /// Where the title names the number already: `-1 ═─╌⠠·⠢⢕⣝⣿ 1`.
    private func drawScale(
        _ steps: [Int], between low: String, and high: String, x: Int, y: Int, _ marks: Marks, in field: PlaneField?,
        on canvas: inout Canvas
    ) -> Bool {
        guard x + low.count + steps.count + high.count + 2 <= canvas.width else { return false }
        canvas.write(low, x: x, y: y, style: .axis)
        for (place, step) in steps.enumerated() { canvas[x + low.count + 1 + place, y] = sample(Double(step) / 4, marks, field) }
        canvas.write(high, x: x + low.count + steps.count + 2, y: y, style: .axis)
        return true
    }

    /// What is explained: the groups, and the best of the spots. Of groups of spots those that there are.
    private func entries(_ marks: Marks) -> [(group: Int, name: String, isBest: Bool)] {
        let named = groups.enumerated().map { (group: $0, name: marks.legible($1), isBest: false) }
        let shown = named.filter { entry in !groupsAreOfSpots || spots.contains { $0.group == entry.group && !$0.isBest } }
        return shown + (spots.first(where: \.isBest).map { [($0.group, "the best", true)] } ?? [])
    }

    private func drawSamples(x: Int, y: Int, _ marks: Marks, on canvas: inout Canvas) {
        let entries = entries(marks)
        var x = max(0, min(x, canvas.width - entries.reduce(-2) { $0 + $1.name.count + 5 }))
        for (group, name, isBest) in entries {
            guard x + name.count + 3 <= canvas.width else { return }
            if !groupsAreOfSpots { canvas[x, y] = cell(Tile(group: group, strength: 1), marks) }
            if spots.contains(where: { $0.group == group }) {
                canvas[x + 1, y] = spotCell(ofGroup: group, marks, isBest: isBest)
            }
            canvas.write(name, x: x + 3, y: y, style: .axis)
            x += name.count + 5
        }
    }

    /// The groups in their colours, with what stands for their data.
    private func drawSamples(x: Int, y: Int, _ marks: Marks, of field: PlaneField, on canvas: inout Canvas) {
        let entries = entries(marks)
        // A sample is three columns wide, and one where the names would not have room otherwise.
        func width(_ sample: Int) -> Int { entries.reduce(-2) { $0 + $1.name.count + sample + 3 } }
        let sample = width(3) <= canvas.width ? 3 : 1, width = width(sample)
        var x = max(0, min(x, canvas.width - width))
        for (group, name, isBest) in entries {
            // A spot stands on the field as it is everywhere, not on one of its own group.
            let ground = groupsAreOfSpots ? field.color(ofStrength: 0.3) : field.color(ofGroup: group)
            let style = CellStyle(color: field.spot(ofGroup: group), fill: ground, bold: true)
            guard x + sample + 1 + name.count <= canvas.width else { return }
            for place in 0..<sample { canvas[x + place, y] = Cell(" ", style: style) }
            if spots.contains(where: { $0.group == group }) {
                canvas[x + sample / 2, y] = Cell(symbol(ofGroup: group, marks, isBest: isBest), style: style)
            }
            canvas.write(name, x: x + sample + 1, y: y, style: .axis)
            x += name.count + sample + 3
        }
    }
}
