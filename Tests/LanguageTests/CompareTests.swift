// The same task under several settings.
import Charts
import Documents
import NeuralEngine
import Testing
import Workspaces

@testable import Language
@testable import Sessions

@Suite("compare")
struct CompareTests {
    private static let xor = "net 2-3-1 tanh output=sigmoid; data xor; set lr 1"

    @Test("each training is the one that the commands make, to the bit, with any number of threads")
    func sameAsCommands() throws {
        for threads in [1, 3] {
            var talk = Talk(Self.xor)
            let values = talk.values("compare activation=sigmoid,tanh,relu seeds=3 epochs=20", RunControl(threads: threads))
            let rows = try #require(values["rows"]?.items)
            #expect(rows.count == 9)
            var number = 0
            for activation in ["sigmoid", "tanh", "relu"] {
                for seed in 1...3 {
                    let alone = Talk(Self.xor, "layer activation \(activation)", "init glorot-uniform seed=\(seed)", "train 20")
                    let row = rows[number].fields
                    #expect(row["activation"] == .string(activation) && row["seed"] == .int(seed))
                    #expect(row["loss"] == .number(try alone.session.workspace.evaluation().loss))
                    number += 1
                }
            }
        }
    }

    @Test("the table has mean, deviation, least and greatest; the best is named with its lead, and whether that may be luck")
    func table() {
        var talk = Talk(Self.xor)
        let text = talk.run("compare lr=0.001,1 seeds=3 epochs=200")
        #expect(text.hasPrefix("2 settings x 3 starts, 200 epochs each, judged by loss\n"), "\(text)")
        #expect(
            talk.run("compare activation=tanh,relu seeds=1 epochs=2").hasPrefix(
                "2 settings x 1 start, 2 epochs each at learning rate 1, judged by loss\n"), "a rate that is the same for all is told once")
        #expect(text.contains("lr     mean loss") && text.contains("best"), "\(text)")
        #expect(text.contains("1 is best, ") && text.contains("more than the spread of the starts"), "\(text)")
        #expect(talk.run("compare batch=2,all seeds=3 epochs=1").contains("that may be luck"))
    }

    @Test("it changes nothing but the chart; of split data the validation part judges, and never the test part")
    func judge() throws {
        var talk = Talk("data moons n=60; split 60/20/20; net 2-4-1 tanh output=sigmoid")
        let before = talk.bits
        let text = talk.run("compare net=2-2-1,2-6-1 optimizer=sgd,\"adam lr=0.05\" seeds=2 epochs=5")
        #expect(text.contains("4 settings x 2 starts, 5 epochs each, judged by val.loss") && text.contains("adam lr=0.05"), "\(text)")
        // Rates that differ are a column.
        #expect(text.contains("optimizer       lr  mean val.loss") && text.contains("adam lr=0.05  0.05"), "\(text)")
        #expect(talk.bits.difference(from: before)?.hasPrefix("/exhibit") == true)
        guard case .lines(let chart)? = talk.session.desk.chart else { return #expect(Bool(false), "no chart") }
        #expect(chart.series.map(\.name) == ["2-2-1, sgd", "2-2-1, adam lr=0.05", "2-6-1, sgd", "2-6-1, adam lr=0.05"])
        #expect(chart.series.allSatisfy { $0.points.count == 6 && $0.band.count == 6 } && chart.bandName == "least to greatest")
        #expect(
            zip(chart.series[0].points, chart.series[0].band).allSatisfy { point, band in band.contains(point.y) })
        #expect(talk.error("compare lr=1,2 on=test.loss")?.hint == "write on=val.loss")
    }

    @Test("start=here begins with the parameters that there are: two costs of one neuron")
    func slowDown() {
        var talk = Talk("net 1-1 sigmoid; set w1 2; set b1 2; input 1; target 0; set lr 0.15")
        let text = talk.run("compare loss=squared-error,binary-cross-entropy start=here epochs=100")
        #expect(text.contains("2 settings x 1 start, 100 epochs each"), "\(text)")
        guard case .lines(let chart)? = talk.session.desk.chart else { return #expect(Bool(false), "no chart") }
        let alone = Talk("net 1-1 sigmoid; set w1 2; set b1 2; input 1; target 0; set lr 0.15; loss binary-cross-entropy; train 100")
        #expect(chart.series[1].points.map(\.y) == alone.session.workspace.training.losses && chart.series[1].band.isEmpty)
    }

    @Test("of losses that each measure in their own way none is named the best; by accuracy they are judged alike")
    func ownMeasures() {
        var talk = Talk("data xor; net 2-3-1 tanh output=sigmoid")
        let line = "compare loss=squared-error,binary-cross-entropy seeds=2 epochs=5", text = talk.run(line)
        #expect(
            text.contains("each loss is measured in its own way") && text.contains("on=accuracy") && !text.contains("best\n"), "\(text)")
        #expect(talk.values(line)["best"] == .null && talk.values("\(line) on=accuracy")["best"] != .null)
    }

    @Test("a training whose numbers are no longer finite is counted, not averaged")
    func diverged() throws {
        var talk = Talk("net 1-2-1 identity; input [[1],[2]]; target [[3],[5]]")
        let values = talk.values("compare lr=0.01,1e200 seeds=2 epochs=30")
        let summary = try #require(values["summary"]?.items)
        #expect(summary[1].fields["diverged"] == .int(2) && summary[1].fields["mean"] == .null)
        #expect(values["best"]?.fields["lr"] == .number(0.01))
    }

    @Test("a loss that is no number from the first epoch on has no place in a picture")
    func noNumber() {
        var talk = Talk("net 2-1 identity; input 1e308 -1e308; target 0; set W1 [[1e308,1e308]]")
        #expect(talk.run("compare lr=0.1,0.2 start=here epochs=2").contains("settings x 1 start"))
        #expect(talk.run("compare lr=0.1,0.2 seeds=2 epochs=2").contains("settings x 2 starts"))
    }

    @Test("what cannot be compared is refused where it stands, with what would be right")
    func refused() {
        var talk = Talk(Self.xor)
        for (line, message, hint) in [
            ("compare", "what is to be compared is missing", "for example: compare activation=tanh,relu seeds=5"),
            ("compare colour=red,blue", "compare has no option 'colour'", nil),
            ("compare activation=tanh", "one setting alone compares with nothing", "for example: compare activation=tanh,relu"),
            ("compare activation=tanh,", "a value is missing here", "for example: compare activation=tanh,relu"),
            ("compare activation=tanh,tnah", "unknown activation 'tnah'", nil),
            ("compare lr=1,1", "'1' is given twice", nil), ("compare lr=1,x", "'x' is not a number", nil),
            ("compare lr=1,2 seeds=0", nil, nil), ("compare lr=1,2 start=there", "'there' is no start", "write start=here, or seeds=5"),
            ("compare lr=1,2 start=here seeds=2", "start=here is one start, seeds= are others", nil),
            ("compare net=2-2-1,2-3-1 start=here", "net= gives fresh weights, start=here keeps them", nil),
            ("compare lr=1,2 on=speed", "'speed' judges no training", nil), ("compare net=3-2-1,2-2-1", nil, nil),
            ("compare lr=1,2 on=val.loss", nil, nil), ("compare lr=1,2 seeds=1500", "these are 3000 trainings; at most 2000 are made", nil),
        ] as [(String, String?, String?)] {
            let error = talk.error(line)
            #expect(error != nil, "\(line)")
            if let message { #expect(error?.message == message, "\(line)") }
            if let hint { #expect(error?.hint == hint, "\(line)") }
            #expect(error?.column != nil || error?.hint != nil, "\(line)")
        }
        var empty = Talk()
        #expect(empty.error("compare lr=1,2")?.hint != nil)
    }

    @Test("stopped it keeps the starts that all settings have done, and the session repeats just these")
    func stopped() {
        var talk = Talk(Self.xor)
        let control = RunControl()
        control.watch { stage, _ in if let stage, stage.kind == .training, stage.number >= 5 { control.cancel() } }
        let outcome = talk.session.run("compare lr=0.1,1 seeds=4 epochs=2000", control: control).first
        // They take long enough to be stopped while others wait. How many are done by then depends on how many processors there are.
        let text = outcome?.text ?? "", done = (1...3).first { text.contains("stopped: \($0) of 4 starts are done by all") }
        #expect(done != nil, "\(text)")
        #expect(talk.session.transcript.commands.last == "compare lr=0.1,1 epochs=2000 seeds=\(done ?? 0)")
    }
}

extension Talk {
    /// What a command says to programs.
    fileprivate mutating func values(_ line: String, _ control: RunControl = RunControl()) -> [String: JSONValue] {
        guard case .success(let reply)? = session.run(line, control: control).last?.result else { return [:] }
        return JSONValue.object(reply.values).fields
    }
}

extension JSONValue {
    fileprivate var items: [JSONValue] {
        switch self {
        case .array(let items): items
        case .numbers(let numbers): numbers.map(JSONValue.number)
        default: []
        }
    }
    fileprivate var fields: [String: JSONValue] {
        if case .object(let fields) = self { Dictionary(fields.map { ($0.name, $0.value) }) { $1 } } else { [:] }
    }
}
