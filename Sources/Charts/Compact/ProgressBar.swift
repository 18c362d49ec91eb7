// How far something has come, in one line.

/// A bar of exactly `width` characters, filled up to `fraction` (0...1); what is not a number counts as 0.
public func progressBar(fraction: Double, width: Int, marks: Marks = .braille) -> String {
    let width = max(width, 0)
    let done = fraction.isNaN ? 0 : min(max(fraction, 0), 1)
    switch marks {
    case .braille: return bar(done, width, full: "⣿", parts: ["⡇"], rest: "⣀")
    case .blocks: return bar(done, width, full: "█", parts: ["▏", "▎", "▍", "▌", "▋", "▊", "▉"], rest: "░")
    case .ascii:
        guard width > 4 else { return bar(done, width, full: "#", parts: [], rest: "-") }
        return "[" + bar(done, width - 2, full: "#", parts: [], rest: "-") + "]"
    }
}

/// Whole cells, then one that is partly full, then the rest. Rounded down: a full bar means done.
private func bar(_ done: Double, _ width: Int, full: String, parts: [String], rest: String) -> String {
    let units = parts.count + 1
    let filled = Int(done * Double(width * units))
    let (whole, part) = filled.quotientAndRemainder(dividingBy: units)
    let middle = part == 0 ? "" : parts[part - 1]
    let left = width - whole - (part == 0 ? 0 : 1)
    return String(repeating: full, count: whole) + middle + String(repeating: rest, count: left)
}
