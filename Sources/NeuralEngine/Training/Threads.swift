// A thread of its own, with a stack large enough for deep recursion.

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Runs work on a new thread; where the system gives none, at once on this one.
public func inThread(_ work: @escaping @Sendable () -> Void) {
    if !startThread(stackSize: 8 << 20, work) { work() }
}

/// Begins work on a new thread. Returns false, and does nothing, where the system gives none.
func startThread(stackSize: Int, _ work: @escaping @Sendable () -> Void) -> Bool {
    final class Box: Sendable {
        let work: @Sendable () -> Void
        init(_ work: @escaping @Sendable () -> Void) { self.work = work }
    }
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, stackSize)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    let box = Unmanaged.passRetained(Box(work)).toOpaque()
    #if canImport(Darwin)
        var thread: pthread_t?
        let status = pthread_create(
            &thread, &attributes,
            {
                Unmanaged<Box>.fromOpaque($0).takeRetainedValue().work(); return nil
            }, box)
    #else
        var thread = pthread_t()
        let status = pthread_create(
            &thread, &attributes,
            { argument in
                if let argument { Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().work() }
                return nil
            }, box)
    #endif
    pthread_attr_destroy(&attributes)
    if status != 0 { Unmanaged<Box>.fromOpaque(box).release() }
    return status == 0
}
