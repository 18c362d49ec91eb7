// Placeholder until the screen lands.
import Sessions

public struct ExplorerOptions: Sendable {
    public var usesColor: Bool
    public var isASCII: Bool
    public init(usesColor: Bool, isASCII: Bool) { self.usesColor = usesColor; self.isASCII = isASCII }
}

public struct Explorer {
    public init(session: Session, options: ExplorerOptions) {}
    public func run() -> Int32 { 0 }
    public static func replay(_ file: String, speed: Double, options: ExplorerOptions) throws -> Int32 { 0 }
}
