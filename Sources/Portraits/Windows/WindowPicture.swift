// A place of a convolution's window: what it sees and the filter, side by side.
import Documents
import NeuralEngine

/// The numbers under a window and those of its filter, channel by channel.
struct WindowPicture {
    private let channels: [(number: Int, seen: [[Double?]], filter: Matrix)]

    private let isOneOfSeveral: Bool

    /// Nil if the quantity is no net input of a convolution. A cell of the border of zeros is seen as nil.
    init?(of quantity: Quantity, in stepper: Stepper, sample: Int) {
        guard case .netInput(let number, let unit) = quantity, case let layer = stepper.network[layer: number],
            case .convolution(let window, _) = layer.kind
        else { return nil }
        let source = stepper.network.computingLayer(atOrBefore: number - 1), image = layer.inputShape
        let (filter, row, column) = layer.shape.position(of: unit)
        let weights = Array(stepper.parameters.weights[number - 1].row(filter))
        isOneOfSeveral = image.channels > 1
        let read = layer.channels(ofFilter: filter)
        channels = read.map { channel in
            let seen = (0..<window.height).map { m in
                (0..<window.width).map { n -> Double? in
                    let r = window.rows.position(ofCell: m, at: row), c = window.columns.position(ofCell: n, at: column)
                    guard r >= 0, r < image.height, c >= 0, c < image.width else { return nil }
                    let place = Quantity.output(layer: source, unit: image.index(channel: channel, row: r, column: c))
                    return Calculation.quantity(place).evaluated(in: stepper.moment, sample: sample)
                }
            }
            let cells = Array(weights.dropFirst((channel - read.lowerBound) * window.count).prefix(window.count))
            return (channel, seen, Matrix(rows: window.height, columns: window.width, values: cells))
        }
    }

    /// The window on the left, the filter on the right; a dot marks the border of zeros.
    func lines(_ numerals: Numerals) -> [String] {
        channels.flatMap { channel -> [String] in
            let seen = aligned(channel.seen.map { $0.map { $0.map(numerals.text) ?? "." } })
            let filter = aligned(channel.filter.rowList.map { $0.map(numerals.text) })
            let width = max(seen.first?.count ?? 0, 6)
            let title = "window".padded(to: width) + "   filter" + (isOneOfSeveral ? ", channel \(channel.number + 1)" : "")
            return ["  " + title] + zip(seen, filter).map { "  " + $0.padded(to: width) + "   " + $1 }
        }
    }

    private func aligned(_ cells: [[String]]) -> [String] {
        let width = cells.joined().map(\.count).max() ?? 0
        return cells.map { row in row.map { String(repeating: " ", count: width - $0.count) + $0 }.joined(separator: " ") }
    }
}

extension String {
    /// With blanks behind it, up to a width.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
