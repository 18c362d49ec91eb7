// What a network is like, for those who read and write it.

extension Network {
    /// Whether it is a stack of dense layers over a plain list, which its sizes describe.
    public var isPlain: Bool { inputShape.isFlat && layers.allSatisfy { $0.kind == .dense } }
}
