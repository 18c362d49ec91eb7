// BOBYQA as a method of search: trials replayed into the machine, and restarts.

extension BOBYQA {
    /// Run after run, each from a start of its own.
    struct Runs: Sendable {
        private(set) var machine: BOBYQA
        private(set) var run = 1
        private let restarts: Bool
        /// The trials that the machine has taken.
        private var taken: Record

        init(_ question: Question, restarts: Bool) {
            (self.restarts, taken) = (restarts, Record())
            machine = BOBYQA(start: question.start ?? Runs.start(question, run: 1, known: []))
        }

        /// The next point and why; nil when there is none.
        var answer: ([Double], Thinking)? { machine.plan.point.map { ($0, .bobyqa(machine.thinking(run: run))) } }

        /// Takes the trials that are new; all from the first where the trials are not those that were taken before, continued.
        mutating func follow(_ question: Question) {
            let record = question.record
            if !record.begins(with: taken) { self = Runs(question, restarts: restarts) }
            let points = record.filled
            for k in max(taken.count, record.guesses)..<max(record.count, record.guesses) {
                guard let planned = machine.plan.point else { break }
                // A whole number was rounded: the model keeps the place that was meant.
                let isPlanned = question.space.setting(planned) == question.space.setting(points[k])
                machine.take(isPlanned ? planned : points[k], record.values[k])
                if restarts, machine.plan.point == nil {
                    run += 1
                    machine = BOBYQA(start: Runs.start(question, run: run, known: Array(points[...k])))
                }
            }
            taken = record
        }

        /// The first start is drawn evenly; of a later one ten places are drawn, and the one farthest from all trials is taken.
        private static func start(_ question: Question, run: Int, known: [[Double]]) -> [Double] {
            var random = question.random(1, number: run), best: [Double] = [], most = -1.0
            for _ in 0..<(known.isEmpty ? 1 : 10) {
                let x = (0..<question.space.count).map { _ in random.uniform() }
                let nearest = known.map { distance($0, x) }.min() ?? 0
                if nearest > most { (best, most) = (x, nearest) }
            }
            return best
        }
    }
}
