// What is wrong with a search, in words.
import Search

extension SearchError {
    /// The dimension that it is about.
    var name: String? {
        switch self {
        case .twice(let name), .emptyRange(let name, _, _), .unboundedRange(let name), .logarithmOf(let name, _), .tooWide(let name),
            .emptyChoice(let name), .choiceTwice(let name, _), .unknownCondition(let name, _), .neverHolds(let name, _, _),
            .outside(let name, _, _), .idle(let name), .missing(let name), .cannotTake(_, .choice(let name), _),
            .cannotTake(_, .condition(let name), _):
            name
        case .emptySpace, .countOfValues, .cannotTake, .batch, .number: nil
        }
    }
}

extension CommandError {
    /// A search that cannot be, in words.
    init(_ error: SearchError, column: Int?) {
        let (message, hint): (String, String) =
            switch error {
            case .emptySpace: ("what is to be searched is missing", "for example: \(SearchReader.example)")
            case .twice(let name): ("\(name) is given twice", "once is enough")
            case .emptyRange(let name, let low, let high):
                ("the space of \(name) is empty: \(low) is not below \(high)", "\(name)=\(high)..\(low)")
            case .unboundedRange(let name): ("the space of \(name) has no end", "\(name)=0..1")
            case .logarithmOf(let name, let low):
                ("a logarithm needs numbers above 0, and \(name) begins at \(low)", "\(name)=log(0.001..1)")
            case .tooWide(let name): ("\(name) has too many whole numbers", "\(name)=int(1..1000)")
            case .emptyChoice(let name): ("\(name) has nothing to choose from", "\(name)=choice(a,b)")
            case .choiceTwice(let name, let choice): ("\(name) names \(choice) twice", "once is enough")
            case .unknownCondition(let name, let other):
                ("\(name) hangs on \(other), which does not stand before it", "put \(other)= first")
            case .neverHolds(let name, let other, let value):
                ("\(name) never has a value: \(other) is never \(value.text)", "if \(other)=one of its values")
            case .countOfValues(_, let count): ("this search has \(count) values", "give each one")
            case .outside(let name, let value, let domain): ("\(value.text) is outside of \(name)=\(domain.text)", "a value within it")
            case .idle(let name): ("\(name) has no value here", "leave it out")
            case .missing(let name): ("\(name)= is missing", "give each hyper-parameter its value")
            case .cannotTake(_, .points(let most), _):
                ("a grid has at most \(most) points, and this one would have more", "fewer an axis: points=3")
            case .cannotTake(let method, let hindrance, let able):
                ("\(method.word) cannot take \(hindrance.text)", "\(able.map(\.word).joined(separator: ", ")) can")
            case .batch, .number: ("a trial is counted from 1", "search stop, and begin anew")
            }
        self.init(message, column: column, hint: hint)
    }
}

extension SearchError.Hindrance {
    fileprivate var text: String {
        switch self {
        case .choice(let name): "a choice, and \(name) is one"
        case .condition(let name): "a condition, and \(name) has one"
        case .dimensions(let count, let most): "\(count) hyper-parameters, at most \(most)"
        case .points(let most): "a grid of more than \(most) points"
        }
    }
}

extension Method {
    var summary: String {
        switch self {
        case .grid: "values spread evenly, each with each"
        case .random: "points drawn evenly"
        case .bayes: "a Gaussian process foretells, and the greatest expected improvement is tried"
        case .tpe: "where good trials lie more often than others"
        case .bobyqa: "quadratic models within a trust region (Powell 2009)"
        case .lipo: "a bound on how steep it can be excludes regions (Malherbe and Vayatis 2017)"
        }
    }

    /// As it is typed.
    var word: String {
        switch self {
        case .grid: "grid"
        case .random: "random"
        case .bayes: "bayes"
        case .tpe: "tpe"
        case .bobyqa: "bobyqa"
        case .lipo: "lipo"
        }
    }
}

/// Runs what may fail as a search does, in words.
func worded<Result>(_ body: () throws(SearchError) -> Result) throws(CommandError) -> Result {
    do throws(SearchError) { return try body() } catch { throw CommandError(error, column: nil) }
}
