// Facts for programs, which most readers do without.

/// A value that is made when somebody asks for it, each time anew, and not before: the numbers of a large matrix as JSON are more than the
/// matrix.
@propertyWrapper
public struct Deferred<Value: Sendable & Equatable>: Sendable, Equatable {
    private let make: @Sendable () -> Value

    public init(wrappedValue: Value) { self.init { wrappedValue } }

    public init(_ make: @escaping @Sendable () -> Value) { self.make = make }

    public var wrappedValue: Value {
        get { make() }
        set { self = Deferred(wrappedValue: newValue) }
    }

    /// Itself, to be handed on without being made.
    public var projectedValue: Deferred { self }

    public static func == (a: Deferred, b: Deferred) -> Bool { a.wrappedValue == b.wrappedValue }
}
