// search export: a study that another program goes on with, and whose trials are ours to the bit.
import Foundation
import Testing

@testable import Language
@testable import Sessions
@testable import Workspaces

@Suite("A search as a study")
struct StudyTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("nnrepl-\(UUID().uuidString)").path

    private func exported(_ talk: inout Talk) throws -> String {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let refused = talk.error("search export \(folder)/study.py")
        #expect(refused == nil)
        return try String(contentsOfFile: folder + "/study.py", encoding: .utf8)
    }

    @Test("the same space, sampler and pruner; what stands on the desk is made anew, without trainings and searches")
    func text() throws {
        var talk = Talk("net 2-3-1 tanh output=sigmoid", "data moons n=40 seed=2", "split 70/30", "optimizer adam lr=0.1", "train 3")
        talk.run(
            "search tpe lr=log(0.001..1) units=int(2..8) optimizer=choice(sgd,adam) l2=0..0.1 if optimizer=sgd trials=8 epochs=9 seed=3 prune=halving"
        )
        let study = try exported(&talk)
        for piece in [
            #"values["lr"] = trial.suggest_float("lr", 0.001, 1.0, log=True)"#, #"values["units"] = trial.suggest_int("units", 2, 8)"#,
            #"trial.suggest_categorical("optimizer", ["sgd", "adam"])"#, #"if values.get("optimizer") == "sgd":"#,
            #"optuna.samplers.TPESampler(seed=3 + WORKER"#, "SuccessiveHalvingPruner(min_resource=1, reduction_factor=3)",
            "for epoch in [1, 3, 9]:", #"session.run("init seed=3")"#, #"direction="minimize""#, #""net 2-{units}-1 tanh output=sigmoid""#,
            "MaxTrialsCallback(8,", #"    "data moons n=40 seed=2","#,
        ] { #expect(study.contains(piece), "\(piece)") }
        #expect(!study.contains(#"    "train"#) && !study.contains(#"    "search"#) && study.contains("val.loss"))
    }

    @Test("its trials are those of the search: the commands that it gives find the same number")
    func trial() throws {
        var talk = Talk("net 2-3-1 tanh output=sigmoid", "data xor", "search random lr=log(0.01..5) units=int(2..5) trials=3 epochs=6")
        let study = try exported(&talk)
        let best = try #require(try values(&talk, "show search")["best"] as? [String: Any]),
            number = try #require(best["parameters"] as? [String: Any])
        var other = Talk()
        for line in study.split(separator: "\n") where line.hasPrefix("    \"") { other.run(String(line.dropFirst(5).dropLast(2))) }
        let lists = study.split(separator: "\n").filter { $0.hasPrefix("            \"") }
        #expect(lists.count == 2)
        for list in lists {
            for (name, value) in number {
                let commands = list.split(separator: "[")[1].split(separator: "\"").filter { !$0.hasPrefix(",") && !$0.hasPrefix("]") }
                guard list.contains("\"\(name)\":") else { continue }
                for command in commands { other.run(String(command).replacing("{\(name)}", with: "\(value)")) }
            }
        }
        other.run("init seed=1; train 6")
        let loss = other.value("loss")
        #expect(abs(try #require(loss) - (try #require(best["value"] as? Double))) <= 1e-15)
    }

    @Test("a formula is evaluated by nnrepl; what Optuna has not is said; a file is not replaced unasked, and undo knows nothing of it")
    func formula() throws {
        var talk = Talk("search lipo x=-2..2 minimise=(x-0.3)^2 trials=6")
        #expect(talk.error("search export study.txt")?.hint == "write: search export study.py")
        #expect(talk.error("search export")?.message == "the file is missing")
        let study = try exported(&talk)
        #expect(
            study.contains("Optuna has no lipo; TPE takes its place.")
                && study.contains(#"session.run("search lipo x=-2..2 minimise=(x-0.3)^2 trials=0")"#))
        #expect(talk.run("undo").hasPrefix("undone: search lipo"))
    }
}
