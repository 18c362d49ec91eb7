// Charts, the network and the screen kept in files: Tests/ExplorerTests/Golden has them as they are to look.

/// A picture that a command keeps in a file of its own name.
public struct KeptPicture: Sendable, CustomStringConvertible {
    /// `curve.svg`; its golden file is `kept-curve.svg`.
    public let file: String
    private let command: String

    public var description: String { file }

    /// The line that keeps it in a folder, or in the present one.
    public func line(in folder: String = "") -> String { "\(command) > \(folder)\(file)" }

    public static let screen = KeptPicture(file: "screen.svg", command: "screen")

    /// Charts and networks look the same in a file however large the terminal is. They are kept one after the other.
    public static let all = [
        KeptPicture(file: "curve.svg", command: "plot sigmoid tanh relu"),
        KeptPicture(file: "curve.txt", command: "plot sigmoid tanh relu"),
        KeptPicture(file: "network.svg", command: "show network"), KeptPicture(file: "network.txt", command: "show network"),
        KeptPicture(file: "weights.svg", command: "plot weights"), KeptPicture(file: "weights.txt", command: "plot weights"),
        KeptPicture(file: "loss.svg", command: "train 40; plot loss"), KeptPicture(file: "loss.txt", command: "plot loss"),
        KeptPicture(file: "histogram.svg", command: "plot weights as=histogram"),
        KeptPicture(file: "histogram.txt", command: "plot weights as=histogram"),
    ]
}
