// What each method can take, and where its answer is made.

extension Method {
    /// - Throws: what the method cannot take, and the methods that can.
    func check(_ space: Space) throws(SearchError) {
        guard let hindrance = hindrance(space) else { return }
        throw .cannotTake(self, hindrance, able: Method.all.filter { $0.hindrance(space) == nil })
    }

    /// What the method cannot take of a space.
    public func hindrance(_ space: Space) -> SearchError.Hindrance? {
        switch self {
        case .random, .tpe: return nil
        case .grid(let perAxis): return Grid(space, perAxis: perAxis) == nil ? .points(most: Method.mostPointsOfGrid) : nil
        case .bayes: return space.count > 50 ? .dimensions(space.count, most: 50) : nil
        case .bobyqa, .lipo:
            if let dimension = space.firstConditional { return .condition(name: dimension.name) }
            if let dimension = space.firstChoice { return .choice(name: dimension.name) }
            return space.count > 30 ? .dimensions(space.count, most: 30) : nil
        }
    }

    /// The next point in the unit cube, and why; nil if there is none.
    func answer(_ question: Question, _ memory: Memory) -> ([Double], Thinking)? {
        if let start = question.start, question.number == 1, !isGrid {
            return (start, .start)
        }
        switch self {
        case .grid(let perAxis): return Grid(question.space, perAxis: perAxis)?.answer(question)
        case .random: return RandomSearch.answer(question)
        case .bayes: return BayesianOptimisation.answer(question, memory.fits)
        case .tpe: return ParzenEstimator.answer(question)
        case .bobyqa(let restarts): return memory.runs(question, restarts: restarts).answer
        case .lipo: return memory.lipo(question).answer
        }
    }

    private var isGrid: Bool { if case .grid = self { true } else { false } }
}

/// What methods have worked out from the trials so far: each is a function of the trials, kept so that it need not be made anew.
struct Memory: Sendable {
    private var runs: BOBYQA.Runs?
    private var lipo: LIPORun?
    private(set) var fits = Fits()

    mutating func follow(_ question: Question, _ method: Method) {
        switch method {
        case .bobyqa(let restarts): runs = runs(question, restarts: restarts)
        case .bayes: fits.follow(question)
        case .lipo: lipo = lipo(question)
        case .grid, .random, .tpe: break
        }
    }

    /// LIPO after the trials of a question.
    func lipo(_ question: Question) -> LIPORun {
        var lipo = lipo ?? LIPORun(question)
        lipo.follow(question)
        return lipo
    }

    /// BOBYQA after the trials of a question.
    func runs(_ question: Question, restarts: Bool) -> BOBYQA.Runs {
        var runs = runs ?? BOBYQA.Runs(question, restarts: restarts)
        runs.follow(question)
        return runs
    }
}
