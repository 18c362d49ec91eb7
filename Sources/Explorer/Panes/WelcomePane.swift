// What a newcomer sees before there is a network: what this is, and what to type first.
import Charts
import Documents

enum WelcomePane {
    /// What a first start offers.
    static let tour = "tour"

    /// What to type, what it brings, and the same where the screen is narrow.
    private static let beginnings = [
        ("tour", "what a network is and how it learns: five minutes", "what a network is"),
        ("lesson backpropagation", "by hand, step by step; lesson lists the others", "step by step"),
        ("net 2-2-2; input 0.05 0.1", "a network of your own; then space is a step", "your own network"),
        ("plot sigmoid tanh relu", "activation functions; sigmoid' is the derivative", "functions"),
        ("help", "all commands; help keys explains the keys", "all commands"),
    ]

    static func render(width: Int, height: Int, offersTour: Bool) -> Canvas {
        var canvas = Canvas(width: width, height: height)
        let isNarrow = width < 29 + 49, left = max(0, (width - 78) / 2)
        let heading = PlainText(width: width).folded(
            "A debugger for neural networks: every number, step by step, forwards and back.", indent: 0)
        let invitation =
            offersTour
            ? (isNarrow
                ? ("", "Enter begins a tour of five minutes.") : ("Is this your first time here? ", "Enter begins a tour of five minutes."))
            : ("Type a line and press Enter.", "")
        // Blank rows are for screens that have them; the invitation stays where the heading has no room.
        let rows = beginnings.count + 1, hasHeading = height >= rows + heading.count, gap = height >= rows + heading.count + 2 ? 1 : 0
        var y = max(0, (height - rows - heading.count - 2) / 2)
        if hasHeading {
            for line in heading {
                canvas.write(line, x: left, y: y, style: .title)
                y += 1
            }
            y += gap
        }
        for (command, meaning, brief) in beginnings.suffix(max(0, height - 1)) {
            canvas.write(command, x: left + 2, y: y, style: CellStyle(color: .series(0), bold: true))
            canvas.write(isNarrow ? brief : meaning, x: left + 29, y: y)
            y += 1
        }
        y += gap
        canvas.write(invitation.0, x: left, y: y, style: offersTour ? .plain : .axis)
        canvas.write(invitation.1, x: left + invitation.0.count, y: y, style: CellStyle(color: .series(1), bold: true))
        return canvas
    }
}
