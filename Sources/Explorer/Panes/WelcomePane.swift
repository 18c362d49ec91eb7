// What a newcomer sees before there is a network: what this is, and what to type first.
import Charts

enum WelcomePane {
    /// What a first start offers.
    static let tour = "tour"

    private static let beginnings = [
        ("tour", "what a network is and how it learns: five minutes"),
        ("lesson 2", "backpropagation by hand; lesson lists the others"),
        ("net 2-2-2 sigmoid", "a network of your own; then space is a step"),
        ("plot sigmoid tanh relu", "activation functions; sigmoid' is the derivative"),
        ("help", "all commands; help keys explains the keys"),
    ]

    static func render(width: Int, height: Int, offersTour: Bool) -> Canvas {
        var canvas = Canvas(width: width, height: height)
        let top = max(0, (height - beginnings.count - 3) / 2), left = max(0, (width - 78) / 2)
        canvas.write("A debugger for neural networks: every number, step by step, forwards and back.", x: left, y: top, style: .title)
        for (row, (command, meaning)) in beginnings.enumerated() {
            canvas.write(command, x: left + 2, y: top + 2 + row, style: CellStyle(color: .series(0), bold: true))
            canvas.write(meaning, x: left + 27, y: top + 2 + row)
        }
        let below = top + 3 + beginnings.count
        if offersTour {
            canvas.write("Is this your first time here? ", x: left, y: below)
            canvas.write("Enter begins a tour of five minutes.", x: left + 30, y: below, style: CellStyle(color: .series(1), bold: true))
        } else {
            canvas.write("Type a line and press Enter.", x: left, y: below, style: .axis)
        }
        return canvas
    }
}
