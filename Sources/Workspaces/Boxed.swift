// Large values behind one reference.

/// Keeps a large value behind one reference: a copy costs one retain, whatever the value holds, and code that copies what holds it stays
/// short. It remains a value: whoever changes a copy changes no other.
@propertyWrapper
public struct Boxed<Value: Sendable>: Sendable {
    @usableFromInline var box: Box

    @inlinable public init(wrappedValue: Value) { box = Box(wrappedValue) }

    @inlinable public var wrappedValue: Value {
        get { box.value }
        set { if isKnownUniquelyReferenced(&box) { box.value = newValue } else { box = Box(newValue) } }
        _modify {
            if !isKnownUniquelyReferenced(&box) { box = Box(box.value) }
            yield &box.value
        }
    }

    // It is changed through the one reference that there is, or not at all.
    @usableFromInline final class Box: @unchecked Sendable {
        @usableFromInline var value: Value

        @inlinable init(_ value: Value) { self.value = value }
    }
}

extension Boxed: Equatable where Value: Equatable {
    @inlinable public static func == (a: Boxed, b: Boxed) -> Bool { a.box === b.box || a.wrappedValue == b.wrappedValue }
}
