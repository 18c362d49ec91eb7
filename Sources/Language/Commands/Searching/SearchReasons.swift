// Why a method proposes what it does, in a sentence.
import Documents
import NeuralEngine
import Search

struct SearchReasons {
    private let search: Search
    /// Reasons are told with few digits: they are no results.
    private let numerals = Numerals(digits: 3)

    init(_ search: Search) { self.search = search }

    /// What stands behind `because`.
    func reason(_ thinking: Thinking, at unit: [Double]) -> String {
        switch thinking {
        case .start: "the search was told to begin there"
        case .grid(let grid): "it is point \(grid.done + 1) of the \(grid.count) of the grid"
        case .random(let drawn, let count?): "the first \(count) are drawn evenly, and this is number \(drawn + 1)"
        case .random: "it is drawn evenly: what was found so far plays no part"
        case .bayes(let bayes): reason(bayes, at: search.space.coordinates(search.space.setting(unit)))
        case .tpe(let tpe):
            "among the points drawn about the \(tpe.good) good trials it is the one where these lie \(times(tpe.logRatio)) as densely as the others"
        case .bobyqa(let bobyqa): reason(bobyqa)
        case .lipo(let lipo): reason(lipo)
        }
    }

    private func reason(_ bayes: BayesThinking, at coordinates: [Double?]) -> String {
        let belief = bayes.surrogate.belief(at: coordinates)
        let ends = [signed(belief.low), signed(belief.high)]
        return "the Gaussian process foretells \(signed(belief.middle)) there (\(search.goal == .minimise ? ends[0] : ends[1]) to "
            + "\(search.goal == .minimise ? ends[1] : ends[0])), and the expected improvement is greatest"
    }

    private func reason(_ bobyqa: BOBYQAThinking) -> String {
        switch bobyqa.reason {
        case .first(let place):
            "the first quadratic model is laid through \(2 * search.space.count + 1) points, and this is number \(place + 1)"
        case .step(let foretold):
            "the quadratic model is least within its trust region there (radius \(share(bobyqa.radius))), and foretells \(signed(foretold))"
        case .geometry: "a point of the quadratic model lies too far away, and is replaced by a nearer one"
        }
    }

    private func reason(_ lipo: LIPOThinking) -> String {
        switch lipo.reason {
        case .bound where lipo.bound.points.isEmpty: "the first point is drawn evenly"
        case .bound where lipo.bound.points.count == 1: "it lies farthest from the first"
        case .bound(let bound): "by how steep it has been so far, it can be as good as \(signed(bound)) there"
        case .step(let foretold):
            "the quadratic about the best trial is least within its trust region there (radius \(share(lipo.radius))), and foretells "
                + signed(foretold)
        case .geometry: "about the best trial too few others lie for a quadratic"
        }
    }

    /// Methods seek the least: of what is to be great they see the negative.
    private func signed(_ value: Double) -> String { numerals.text(search.goal == .minimise ? value : -value) }

    /// A length of the unit cube, as a share of the ranges.
    private func share(_ length: Double) -> String { "\(numerals.text(100 * length)) % of the ranges" }

    private func times(_ logRatio: Double) -> String {
        let ratio = Elementary.exp(min(logRatio, 700))
        return "\(Numerals(digits: 2).text(ratio)) times"
    }
}
