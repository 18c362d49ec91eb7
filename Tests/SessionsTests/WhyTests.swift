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
