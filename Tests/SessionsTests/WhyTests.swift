// why: a word about each step, and a lesson that there is.
import Testing

@testable import Language
@testable import Sessions

@Suite("why")
struct WhyTests {
    @Test("has a reason for every step of many kinds of network, from a lesson that exists")
    func everyStep() throws {
        for line in [
            "net 2-2-2 sigmoid; input 1 0; target 0 1", "net 2-2-3 relu output=softmax; input 1 0; target 0 1 0",
            "layer input 4x4x1; layer conv 1 3x3 relu; layer maxpool 2x2; layer flatten; layer dense 1; input [[1,0,1,0],[0,1,0,1],[1,1,0,0],[0,0,1,1]]; "
                + "target 1",
            "layer input 2; layer noise 0.1; layer dense 2 tanh; layer batchnorm; layer dropout 0.2; layer add 2; layer dense 1; input [[1,0],[0,1]]; "
                + "target [[1],[0]]",
        ] {
            var session = Session()
            #expect(session.run(line).allSatisfy { $0.isSuccess }, "\(line)")
            var steps = 0
            while session.run("step").last?.isSuccess == true, steps < 120 {
                steps += 1
                guard case .success(let reply)? = session.run("why").last?.result,
                    case .string(let lesson)? = reply.values.first(where: { $0.name == "lesson" })?.value
                else {
                    return #expect(Bool(false), "no reason at step \(steps) of \(line)")
                }
                #expect(Lesson.called(lesson) != nil, "\(lesson)")
            }
            #expect(steps > 20)
        }
    }

    @Test("before the first step there is nothing to ask for")
    func nothing() {
        var session = Session()
        guard case .failure(let error)? = session.run("why").last?.result else { return #expect(Bool(false)) }
        #expect(error.message == "no step has been done yet" && error.hint != nil)
    }

    @Test("every chart and remark has its reason, from a lesson that exists, by its word")
    func sights() throws {
        for (subject, reason) in Rationale.ofSights {
            #expect(Lesson.called(reason.lesson) != nil, "\(reason.lesson)")
            var session = Session()
            #expect(session.run("why \(subject)").last?.json.contains(#""subject":"\#(subject)""#) == true)
        }
        #expect(PlotForm.all.allSatisfy { Rationale.of($0.topic) != nil })
        var session = Session()
        guard case .failure(let error)? = session.run("why bondary").last?.result else { return #expect(Bool(false)) }
        #expect(error.column == 5 && error.hint == "did you mean 'boundary'?")
        guard case .failure(let question)? = session.run("why does the loss fall?").last?.result else { return #expect(Bool(false)) }
        #expect(question.hint == "write: why loss")
    }

    @Test(
        "why tells of what a look has shown, with two or three sentences and the number of the lesson that it belongs to",
        arguments: [
            ("properties sigmoid", "properties", 10), ("net 2-2-1 identity; collapse", "collapse", 8),
            ("net 2-1 step; show truth", "truth", 2), ("gallery", "gallery", 41), ("gallery lstm", "gallery", 41),
            ("net 2-2; input 1 2; show spectrum", "spectrum", 25), ("net 2-2; input 1 2; target 1 0; check gradients", "check", 6),
            ("data xor; net 2-1; show confusion", "confusion", 20), ("data iris; split 70/15/15; net 4-3; show test", "test", 20),
        ])
    func looks(line: String, subject: String, number: Int) throws {
        var session = Session()
        #expect(session.run(line).allSatisfy { $0.isSuccess })
        let told = try #require(session.run("why").last)
        #expect(told.json.contains(#""subject":"\#(subject)""#) && told.json.contains(#","number":\#(number)}"#), "\(told.json)")
        let lesson = try #require(Lesson.called("\(number)")), name = lesson.name.drop { $0.isNumber || $0 == "-" }
        #expect(told.text.replacing("\n  ", with: " ").contains("more in: lesson \(number), \(name))"), "\(told.text)")
        // It is in view until something else is: a number that is printed is not, a step is.
        _ = session.run("print 1+1")
        #expect(session.run("why").last?.json.contains(#""subject":"\#(subject)""#) == true)
        _ = session.run("plot tanh")
        #expect(session.run("why").last?.json.contains(#""subject":"curves""#) == true)
    }

    @Test("every reason is two or three sentences, from a lesson that has a number")
    func sentences() {
        for (subject, reason) in Rationale.ofSights {
            #expect((2...3).contains(reason.sentences.matches(of: /[.?](?: |$)/).count), "\(subject)")
            #expect(Lesson.number(of: reason.lesson) != nil, "\(subject): \(reason.lesson)")
        }
    }

    @Test("why tells of what came last: the chart, the training's remark, the step")
    func latest() {
        var session = Session()
        func why() -> String { session.run("why").last?.json ?? "" }
        _ = session.run("plot tanh")
        #expect(why().contains(#""subject":"curves""#))
        _ = session.run("net 1-1 relu; set b1 -3; input [[1],[2]]; target [[1],[2]]; train 3")
        #expect(why().contains(#""subject":"dead""#))
        _ = session.run("step")
        #expect(why().contains(#""quantity":"o1.net""#))
        _ = session.run("plot loss")
        #expect(why().contains(#""subject":"loss""#))
        _ = session.run("step")
        #expect(why().contains(#""quantity":"o1.out""#))
        _ = session.run("undo 2")
        #expect(why().contains(#""quantity":"o1.net""#))
    }
}
