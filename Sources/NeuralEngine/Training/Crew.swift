// A crew of threads that share the work of a batch. They split outputs, never a sum, so results do not depend on their number.
import CKernels
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Threads that wait for work together. The caller is worker 0. A crew serves one caller at a time: who might share it has one of its own.
final class Crew: Sendable {
    /// Workers, the caller among them: as many as were asked for, if the system has given the threads.
    let size: Int
    private let shared = Shared()

    /// What the threads see of one another.
    private final class Shared: @unchecked Sendable {
        /// Grows by one for each piece of work.
        let round = Atomic<Int>(0)
        /// Workers that have not finished the round.
        let working = Atomic<Int>(0)
        let isOver = Atomic<Bool>(false)
        /// How many wait in their sleep.
        let sleeping = Atomic<Int>(0)
        /// The work of the round, and how many share it: written before `round` grows, read after.
        var work: SharedWork?
        var size = 1
        private var lock = pthread_mutex_t()
        private var bell = pthread_cond_t()

        init() {
            pthread_mutex_init(&lock, nil)
            pthread_cond_init(&bell, nil)
        }

        deinit {
            pthread_cond_destroy(&bell)
            pthread_mutex_destroy(&lock)
        }

        /// Wakes those who sleep.
        func ring() {
            guard sleeping.load(ordering: .sequentiallyConsistent) > 0 else { return }
            pthread_mutex_lock(&lock)
            pthread_cond_broadcast(&bell)
            pthread_mutex_unlock(&lock)
        }

        /// Waits for a round after one: awake for some microseconds, then asleep.
        func waitForRound(after last: Int) {
            for _ in 0..<4000 {
                if round.load(ordering: .acquiring) != last { return }
                nnk_pause()
            }
            pthread_mutex_lock(&lock)
            sleeping.add(1, ordering: .sequentiallyConsistent)
            while round.load(ordering: .sequentiallyConsistent) == last { pthread_cond_wait(&bell, &lock) }
            sleeping.subtract(1, ordering: .sequentiallyConsistent)
            pthread_mutex_unlock(&lock)
        }

        /// Waits until all have finished the round. One that the system has put aside needs this processor more than the wait does.
        func waitForOthers() {
            var patience = 2000
            while working.load(ordering: .acquiring) > 0 {
                patience -= 1
                if patience > 0 { nnk_pause() } else { sched_yield() }
            }
        }
    }

    /// - Parameter start: begins work on a new thread, or returns false.
    init(size: Int, start: (@escaping @Sendable () -> Void) -> Bool = { startThread(stackSize: Crew.stackSize, $0) }) {
        let shared = shared
        var made = 1
        while made < min(size, Crew.mostThreads), case let worker = made, start({ Crew.serve(shared, worker) }) { made += 1 }
        self.size = made
        shared.size = made
    }

    /// Threads that there is memory for. The C library may set 64 MB of addresses apart for each one that allocates: where few are allowed,
    /// many threads would leave none for the numbers.
    private static let mostThreads = max(1, MemoryNeed.limit / (stackSize + (64 << 20)))

    /// The work of a crew goes a few calls deep and keeps its numbers elsewhere: many threads should not need much memory.
    private static let stackSize = 1 << 20

    deinit {
        shared.isOver.store(true, ordering: .releasing)
        shared.round.add(1, ordering: .sequentiallyConsistent)
        shared.ring()
    }

    private static func serve(_ shared: Shared, _ worker: Int) {
        var round = 0
        while true {
            shared.waitForRound(after: round)
            round += 1
            if shared.isOver.load(ordering: .acquiring) { return }
            shared.work?.part(worker, of: shared.size)
            shared.working.subtract(1, ordering: .acquiringAndReleasing)
        }
    }

    /// Every worker does its part; returns when all are done.
    func run(_ work: SharedWork) {
        guard size > 1 else { return work.part(0, of: 1) }
        shared.work = work
        shared.working.store(size - 1, ordering: .relaxed)
        shared.round.add(1, ordering: .sequentiallyConsistent)
        shared.ring()
        work.part(0, of: size)
        shared.waitForOthers()
        shared.work = nil
    }

    /// The part of a range that a worker takes.
    func share(_ range: Range<Int>, _ worker: Int) -> Range<Int> { Crew.share(range, worker, of: size) }

    static func share(_ range: Range<Int>, _ worker: Int, of size: Int, inStepsOf step: Int = 1) -> Range<Int> {
        // Divisions take as long as the rest of a small batch's rounds: one that works alone makes none.
        if size == 1 { return range }
        let steps = (range.count + step - 1) / step
        func end(_ worker: Int) -> Int { min(range.upperBound, range.lowerBound + steps * worker / size * step) }
        return end(worker)..<end(worker + 1)
    }
}

/// What the workers of a crew do together: plain values rather than closures, so that handing work out allocates nothing.
enum SharedWork: @unchecked Sendable {
    case round(Batch, BatchRound, BatchRound.Directions)
    case gradients(Batch, UpdateReference?)
    case update(UpdateWork)

    /// One worker's part.
    func part(_ worker: Int, of size: Int) {
        switch self {
        case .round(let batch, let round, let directions): batch.work(round, directions, worker: worker)
        case .gradients(let batch, let update): batch.gradients(worker: worker, update: update)
        case .update(let update): update.apply(worker: worker, of: size)
        }
    }
}
