// A value that is made when it is first asked for, and kept.
import Synchronization

final class Lazy<Value: Sendable>: Sendable {
    private let kept = Mutex<Value?>(nil)
    private let make: @Sendable () -> Value

    init(_ make: @escaping @Sendable () -> Value) { self.make = make }

    var value: Value {
        if let value = kept.withLock({ $0 }) { return value }
        let value = make()
        return kept.withLock { kept in
            let first = kept ?? value
            kept = first
            return first
        }
    }
}
