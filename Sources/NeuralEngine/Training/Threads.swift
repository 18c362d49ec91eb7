// A thread of its own, with a stack large enough for deep recursion; and pieces of work shared out among several.
import Synchronization

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

/// Processors that this program may use at once.
public var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

/// Does so many pieces of work, each once, on up to so many threads, the caller among them. Returns when all are done. Which thread does
/// which piece is left open: what comes out must not depend on it.
public func shareOut(_ count: Int, threads: Int, _ work: @escaping @Sendable (_ piece: Int) -> Void) {
    let pile = Pile(count, work)
    for _ in 1..<max(2, min(threads, count)) where threads > 1 && count > 1 {
        pile.join()
        if !startThread(stackSize: 8 << 20, { pile.help() }) { pile.leave() }
    }
    pile.takeAll()
    pile.waitForHelpers()
}

/// Work that several threads take from.
private final class Pile: @unchecked Sendable {
    private let next = Atomic<Int>(0)
    private let count: Int
    private let work: @Sendable (Int) -> Void
    /// Threads that help; written under the lock.
    private var helpers = 0
    private var lock = pthread_mutex_t()
    private var bell = pthread_cond_t()

    init(_ count: Int, _ work: @escaping @Sendable (Int) -> Void) {
        (self.count, self.work) = (count, work)
        pthread_mutex_init(&lock, nil)
        pthread_cond_init(&bell, nil)
    }

    deinit {
        pthread_cond_destroy(&bell)
        pthread_mutex_destroy(&lock)
    }

    func takeAll() {
        while case let piece = next.add(1, ordering: .relaxed).oldValue, piece < count { work(piece) }
    }

    func help() {
        takeAll()
        leave()
    }

    func join() {
        pthread_mutex_lock(&lock)
        helpers += 1
        pthread_mutex_unlock(&lock)
    }

    func leave() {
        pthread_mutex_lock(&lock)
        helpers -= 1
        pthread_cond_signal(&bell)
        pthread_mutex_unlock(&lock)
    }

    func waitForHelpers() {
        pthread_mutex_lock(&lock)
        while helpers > 0 { pthread_cond_wait(&bell, &lock) }
        pthread_mutex_unlock(&lock)
    }
}
