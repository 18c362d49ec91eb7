// A search as a study of Optuna: a Python file with the same space, sampler and pruner, whose trials nnrepl makes.
import NeuralEngine
import Search

/// A search that Optuna can go on with, on as many machines as share its file.
public struct Study: Sendable, Equatable {
    /// A hyper-parameter: its name, and how Optuna asks for its value.
    struct Parameter: Sendable, Equatable {
        let name: String
        let suggestion: String
        /// The name and the value, in Python, without which it has none.
        let condition: (name: String, value: String)?

        static func == (a: Parameter, b: Parameter) -> Bool {
            a.name == b.name && a.suggestion == b.suggestion && a.condition?.name == b.condition?.name
                && a.condition?.value == b.condition?.value
        }
    }

    /// What a trial does.
    enum Objective: Sendable, Equatable {
        /// The commands that set values, with `{NAME}` for each, by the hyper-parameter that they belong to; and what is trained and judged.
        case training(lines: [Line], seed: UInt64, epochs: Int, measure: String)
        /// The search of which a guess gives the value of a formula.
        case formula(line: String)

        struct Line: Sendable, Equatable {
            let name: String
            let commands: [String]
        }
    }

    /// The command that began the search.
    let command: String
    let parameters: [Parameter]
    let objective: Objective
    let isMinimised: Bool
    let trials: Int
    let seed: UInt64
    let sampler: String
    /// Why the sampler is not the method, where Optuna has none such.
    public let remark: String?
    /// The pruner, and the epochs after which it is asked.
    let pruner: String
    let rungs: [Int]

    /// The file.
    /// - Parameter setup: the commands that make what a trial begins with.
    public func text(setup: [String]) -> String {
        Self.head(command, remark) + "\nSETUP = [\n" + setup.map { "    \(Self.quoted($0)),\n" }.joined() + "]\n\n"
            + Self.session + "\n\ndef objective(trial):\n" + suggestions + body + "\n\n" + Self.tail(self)
    }

    private static func head(_ command: String, _ remark: String?) -> String {
        """
        # A study of hyper-parameters, exported by nnrepl from: \(command)
        #
        # pip install optuna, then: python FILE 0. Several at once share the work: python FILE 0 & python FILE 1.
        # What they find is kept in FILE.log; begun again, the study goes on. The environment may say where nnrepl is: NNREPL=/path/to/nnrepl.
        \(remark.map { "# " + $0 + "\n" } ?? "")import json
        import os
        import subprocess
        import sys

        import optuna
        from optuna.storages import JournalStorage
        from optuna.storages.journal import JournalFileBackend

        WORKER = int(sys.argv[1]) if len(sys.argv) > 1 else 0

        # What stands on the desk before a trial; files of data are looked for in the present folder.

        """
    }

    private static let session = """
        class Session:
            \"\"\"An nnrepl: a command in, what it finds out.\"\"\"

            def __enter__(self):
                self.process = subprocess.Popen(
                    [os.environ.get("NNREPL", "nnrepl"), "--json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
                for command in SETUP:
                    self.run(command)
                return self

            def run(self, command):
                print(command, file=self.process.stdin, flush=True)
                answer = json.loads(self.process.stdout.readline())
                if not answer["ok"]:
                    raise RuntimeError(f"{command}: {answer['error']['message']}")
                return answer["values"]

            def __exit__(self, *_):
                self.process.stdin.close()
                self.process.wait()

        """

    private var suggestions: String {
        "    values = {}\n"
            + parameters.map { parameter in
                let line = "values[\(Self.quoted(parameter.name))] = trial.\(parameter.suggestion)\n"
                guard let (name, value) = parameter.condition else { return "    " + line }
                return "    if values.get(\(Self.quoted(name))) == \(value):\n        " + line
            }.joined()
    }

    private var body: String {
        switch objective {
        case .formula(let line):
            return """
                    with Session() as session:
                        session.run(\(Self.quoted(line)))
                        point = " ".join(f"{name}={value!r}" for name, value in values.items())
                        return float(session.run("search guess " + point)["value"])

                """
        case .training(let lines, let seed, let epochs, let measure):
            let commands = lines.map { line in
                "            \(Self.quoted(line.name)): [\(line.commands.map(Self.quoted).joined(separator: ", "))],\n"
            }.joined()
            return """
                    with Session() as session:
                        commands = {
                \(commands)        }
                        for name, lines in commands.items():
                            if name in values:
                                for line in lines:
                                    session.run(line.replace("{" + name + "}", str(values[name])))
                        session.run("init seed=\(seed)")
                        done = 0
                        for epoch in [\((rungs + [epochs]).map(String.init).joined(separator: ", "))]:
                            reached = session.run(f"train {epoch - done}")["epoch"]
                            if reached < epoch:
                                return float("nan")  # it has diverged: a failed trial
                            done = epoch
                            value = float(session.run("print \(measure)")["\(measure)"])
                            if epoch < \(epochs):
                                trial.report(value, epoch)
                                if trial.should_prune():
                                    raise optuna.TrialPruned()
                        return value

                """
        }
    }

    private static func tail(_ study: Study) -> String {
        """
        study = optuna.create_study(
            study_name="nnrepl",
            storage=JournalStorage(JournalFileBackend(os.path.splitext(os.path.abspath(__file__))[0] + ".log")),
            load_if_exists=True,
            direction="\(study.isMinimised ? "minimize" : "maximize")",
            # Workers of one seed would propose the same.
            sampler=\(study.sampler),
            pruner=\(study.pruner),
        )
        ended = (optuna.trial.TrialState.COMPLETE, optuna.trial.TrialState.PRUNED, optuna.trial.TrialState.FAIL)
        study.optimize(objective, callbacks=[optuna.study.MaxTrialsCallback(\(study.trials), states=ended)])
        print("the best of", len(study.trials), "trials:", study.best_value, study.best_params)

        """
    }

    /// A text as Python has it.
    static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
