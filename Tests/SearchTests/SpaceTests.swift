// Spaces: what they hold, what is refused, and the way to the unit cube and back.
import Testing

@testable import Search

@Suite("A space of hyper-parameters")
struct SpaceTests {
    static let mixed: [Dimension] = [
        Dimension("rate", .log(1e-4, 1)), Dimension("units", .intlog(1, 100)), Dimension("layers", .int(1, 3)),
        Dimension("rule", .choice(["sgd", "adam"])), Dimension("momentum", .real(0, 0.99), if: .init("rule", is: .name("sgd"))),
    ]

    @Test("every value has a place in the unit cube from which it comes back")
    func roundTrip() throws {
        for domain in [Domain.int(-3, 7), .intlog(1, 500), .choice(["a", "b", "c"])] {
            let count = try #require(domain.count)
            for k in 0..<count {
                let value = domain.value(at: (Double(k) + 0.5) / Double(count))
                let place = try #require(domain.place(of: value))
                #expect(domain.value(at: place) == value && (0...1).contains(place))
            }
        }
        for domain in [Domain.real(-5, 10), .log(1e-5, 10), .real(-1e308, 1e308)] {
            for u in [0, 0.125, 0.5, 0.7, 1] {
                let place = try #require(domain.place(of: domain.value(at: u)))
                #expect((place - u).magnitude < 1e-14)
            }
        }
    }

    @Test("the ends of a range are met exactly, and half way on a logarithmic one is the geometric mean")
    func ends() throws {
        #expect(Domain.real(-0.1, 0.3).value(at: 1) == .real(0.3) && Domain.real(-0.1, 0.3).value(at: 0) == .real(-0.1))
        #expect(Domain.log(1e-5, 0.1).value(at: 0) == .real(1e-5) && Domain.log(1e-5, 0.1).value(at: 1) == .real(0.1))
        let middle = try #require(Domain.log(1e-4, 1).value(at: 0.5).number)
        #expect((middle - 1e-2).magnitude < 1e-16)
        #expect(Domain.int(1, 3).value(at: 1) == .whole(3) && Domain.intlog(2, 64).value(at: 0) == .whole(2))
    }

    @Test("a dimension has a value only where its condition holds")
    func conditions() throws {
        let space = try Space(Self.mixed)
        #expect(space.setting([0.5, 0.5, 0.5, 0.9, 0.5]).values[4] == nil)
        #expect(space.setting([0.5, 0.5, 0.5, 0.1, 0]).values[4] == .real(0))
        #expect(space.coordinates(space.setting([0.5, 0.5, 0.5, 0.9, 0.5]))[4] == nil)
        #expect(throws: SearchError.idle(name: "momentum")) {
            try space.check(Setting([.real(0.1), .whole(3), .whole(1), .name("adam"), .real(0.5)]))
        }
        #expect(throws: SearchError.missing(name: "momentum")) {
            try space.check(Setting([.real(0.1), .whole(3), .whole(1), .name("sgd"), nil]))
        }
        #expect(throws: SearchError.outside(name: "layers", value: .whole(4), domain: .int(1, 3))) {
            try space.check(Setting([.real(0.1), .whole(3), .whole(4), .name("adam"), nil]))
        }
    }

    @Test(
        "what is empty or contradicts itself is refused, and the error says what",
        arguments: [
            ([], SearchError.emptySpace), ([Dimension("a", .real(1, 1))], .emptyRange(name: "a", low: 1, high: 1)),
            ([Dimension("a", .int(2, 1))], .emptyRange(name: "a", low: 2, high: 1)),
            ([Dimension("a", .real(0, .infinity))], .unboundedRange(name: "a")),
            ([Dimension("a", .log(0, 1))], .logarithmOf(name: "a", low: 0)),
            ([Dimension("a", .intlog(0, 8))], .logarithmOf(name: "a", low: 0)),
            ([Dimension("a", .int(Int.min, Int.max))], .tooWide(name: "a")),
            ([Dimension("a", .choice([]))], .emptyChoice(name: "a")),
            ([Dimension("a", .choice(["x", "x"]))], .choiceTwice(name: "a", choice: "x")),
            ([Dimension("a", .real(0, 1)), Dimension("a", .int(0, 1))], .twice(name: "a")),
            ([Dimension("a", .real(0, 1), if: .init("b", is: .whole(1)))], .unknownCondition(name: "a", on: "b")),
            (
                [Dimension("a", .int(0, 1)), Dimension("b", .real(0, 1), if: .init("a", is: .whole(2)))],
                .neverHolds(name: "b", on: "a", value: .whole(2))
            ),
        ] as [([Dimension], SearchError)])
    func refused(_ dimensions: [Dimension], _ error: SearchError) {
        #expect(throws: error) { try Space(dimensions) }
    }

    @Test("a method that cannot take a space says what stands in the way, and which methods can")
    func hindrances() throws {
        let space = try Space(Self.mixed)
        #expect(throws: SearchError.cannotTake(.lipo, .condition(name: "momentum"), able: [.grid(perAxis: 5), .random, .bayes, .tpe])) {
            try Search(space, by: .lipo)
        }
        let names = try Space([Dimension("rule", .choice(["a", "b"]))])
        #expect(
            throws: SearchError.cannotTake(
                .bobyqa(restarts: false), .choice(name: "rule"), able: [.grid(perAxis: 5), .random, .bayes, .tpe])
        ) { try Search(names, by: .bobyqa(restarts: false)) }
        let wide = try Space((0..<60).map { Dimension("x\($0)", .real(0, 1)) })
        #expect(throws: SearchError.cannotTake(.bayes, .dimensions(60, most: 50), able: [.random, .tpe])) { try Search(wide, by: .bayes) }
        #expect(throws: SearchError.cannotTake(.grid(perAxis: 5), .points(most: 1_000_000), able: [.random, .tpe])) {
            try Search(wide, by: .grid(perAxis: 5))
        }
        #expect(throws: SearchError.outside(name: "x0", value: .real(2), domain: .real(0, 1))) {
            try Search(Space([Dimension("x0", .real(0, 1))]), by: .random, start: Setting([.real(2)]))
        }
    }

    @Test("a grid holds every combination once, those that a condition makes the same too")
    func grid() throws {
        let space = try Space([Dimension("n", .int(1, 2))] + Self.mixed[3...])
        var search = try Search(space, by: .grid(perAxis: 3)), seen: [Setting] = []
        while let proposal = search.propose() {
            seen.append(proposal.setting)
            try search.add(Trial(number: proposal.number, setting: proposal.setting, value: 0))
        }
        #expect(seen.count == 2 * (3 + 1) && Set(seen).count == 8)
        #expect(seen[0] == Setting([.whole(1), .name("sgd"), .real(0)]) && seen[7] == Setting([.whole(2), .name("adam"), nil]))
    }
}
