// BOBYQA as a method of search: trials replayed into the machine, and restarts.

extension BOBYQA {
    /// Run after run, each from a start of its own.
    struct Runs: Sendable {
        private(set) var machine: BOBYQA
        private(set) var run = 1
        private let restarts: Bool
        /// The trials that the machine has taken, and what came of each setting.
        private var taken: Record
        private var known: [Setting: Double] = [:]

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
                let setting = question.space.setting(points[k])
                let isPlanned = question.space.setting(planned) == setting
                known[setting] = record.values[k]
                take(isPlanned ? planned : points[k], record.values[k], question, Array(points[...k]))
            }
            taken = record
        }

        /// Takes a value, begins anew where a run has ended, and goes on with values that are known: among whole numbers different places are
        /// one setting, which is not tried twice. A run that comes to fifty such places in a row is over; where nothing new comes up in a
        /// thousand, there is nothing left.
        private mutating func take(_ x: [Double], _ value: Double, _ question: Question, _ points: [[Double]]) {
            machine.take(x, value)
            for attempt in 1...1000 {
                if restarts, machine.plan.point == nil {
                    run += 1
                    machine = BOBYQA(start: Runs.start(question, run: run, known: points))
                }
                guard let next = machine.plan.point, let value = known[question.space.setting(next)] else { return }
                if attempt % 50 == 0 { machine.end() } else { machine.take(next, value) }
            }
            machine.end()
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
