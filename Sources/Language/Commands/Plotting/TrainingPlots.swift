// The plots of a training: loss, accuracy, gradients and weights over the epochs, alone or beside the training before.
import Charts
import Documents
import Portraits
import Workspaces

extension PlotForm {
    static let ofTraining = [
        PlotForm("loss", "the loss of every epoch", of: .networkAndData, options: ofCurves) { arguments, desk throws(CommandError) in
            let style = try style(arguments)
            return try training(arguments, desk, "loss") { $0.lossChart(style) }
        },
        PlotForm("accuracy", "the accuracy of every epoch", of: .networkAndData, options: ofCurves) {
            arguments, desk throws(CommandError) in
            let style = try style(arguments)
            return try training(arguments, desk, "accuracy") { $0.accuracyChart(style) }
        },
        PlotForm("gradients", over: "epochs", "through the past training", of: .networkAndData, options: ofCourses) {
            arguments, desk throws(CommandError) in try course(.gradients, arguments, earlier(arguments, desk))
        },
        PlotForm("weights", over: "epochs", "through the past training", of: .network, options: ofCourses) {
            arguments, desk throws(CommandError) in try course(.weights, arguments, earlier(arguments, desk))
        },
    ]

    private static let ofCurves = ["x", "y", "log", "smooth", "with"], ofCourses = ["log", "x", "y", "with"]

    private static func nothing(_ what: String, _ training: TrainingHistory) -> CommandError {
        training.lossChart() == nil
            ? CommandError("there is no \(what) to plot yet", column: behindName, hint: "`train 100` first")
            : CommandError(
                "there is no \(what) to plot", column: behindName, hint: "train on data whose targets are classes: data xor")
    }

    /// A curve of the training, with that of the training before where `with=before` asks for it.
    private static func training(
        _ arguments: Arguments, _ desk: Desk, _ what: String,
        _ chart: @escaping @Sendable (TrainingHistory) -> LineChart?
    ) throws(CommandError) -> Drawing {
        let earlier = try earlier(arguments, desk)
        return { workspace, _ throws(CommandError) in
            guard var now = chart(workspace.training) else { throw nothing(what, workspace.training) }
            guard let earlier else { return Plot(now) }
            guard let before = chart(earlier.history) else { throw nothingBefore }
            if let change = earlier.changedAfter { now = now.after(change) }
            guard now.series.contains(where: { !$0.points.isEmpty }) else { throw nothingSince }
            return Plot(now.joined(with: before, EarlierTraining.names(earlier.network, workspace.network)))
        }
    }

    private static let nothingBefore = CommandError(
        "there is no training before the present one", column: nil, hint: "for example: train 20; rewind 0; set lr 0.1; train 20")
    private static let nothingSince = CommandError(
        "nothing has been trained since the costs were changed", column: behindName, hint: "`train 20` first")

    /// The training that `with=before` means; nil without the option.
    private static func earlier(_ arguments: Arguments, _ desk: Desk) throws(CommandError) -> EarlierTraining? {
        guard let word = arguments.option("with") else { return nil }
        guard word.text.lowercased() == "before" else {
            throw CommandError("'\(word.text)' is no training", column: word.column, hint: "write with=before")
        }
        guard let earlier = desk.earlier else {
            throw desk.workspace.training.losses.isEmpty ? nothing("loss", desk.workspace.training) : nothingBefore.placed(at: word.column)
        }
        return earlier
    }

    private static func style(_ arguments: Arguments) throws(CommandError) -> CurveStyle {
        var style = CurveStyle()
        if let word = arguments.option("log") {
            guard ["yes", "no", "on", "off"].contains(word.text.lowercased()) else {
                throw CommandError("'\(word.text)' is neither yes nor no", column: word.column, hint: "write log=yes or log=no")
            }
            style.isLogarithmic = ["yes", "on"].contains(word.text.lowercased())
        }
        if let smoothing = try arguments.number(option: "smooth") {
            guard smoothing >= 0, smoothing < 1 else {
                throw CommandError(
                    "smooth= is from 0 to below 1", column: arguments.option("smooth")?.column, hint: "0.9 averages about ten epochs")
            }
            style.smoothing = smoothing
        }
        return style
    }

    /// `over=epochs`: a number of each layer through the past training. Gradients span powers of ten, weights seldom do.
    /// With an earlier one besides, one picture each, on one scale.
    private static func course(
        _ subject: TrainingCourse.Subject, _ arguments: Arguments, _ earlier: EarlierTraining?
    ) throws(CommandError) -> Drawing {
        { workspace, _ throws(CommandError) in
            let isLogarithmic = arguments.option("log") == nil ? subject == .gradients : try style(arguments).isLogarithmic
            func chart(_ training: TrainingHistory) -> LineChart? {
                var course = TrainingCourse(subject)
                course.follow(training)
                guard training.epoch > 0, course.epochCount > 0 else { return nil }
                var chart = course.chart(isLogarithmic: isLogarithmic)
                chart.title = subject == .gradients ? "gradient of each layer" : "weights of each layer"
                return chart
            }
            guard var now = chart(workspace.atRest.training) else {
                throw CommandError("there is no training to look back at", column: arguments.words[0].column, hint: "`train 100` first")
            }
            guard let earlier else { return Plot(now) }
            guard var before = chart(earlier.history) else { throw nothingBefore.placed(at: arguments.option("with")?.column) }
            let names = EarlierTraining.names(earlier.network, workspace.network), all = [before, now].flatMap(\.series).flatMap(\.points)
            let sizes = all.map(\.y).filter { $0.isFinite && (!isLogarithmic || $0 > 0) }
            if let low = sizes.min(), let high = sizes.max(), low < high {
                (before.yRange, now.yRange) = (low...high, low...high)
            }
            let what = now.title ?? ""
            (before.title, now.title) = (names.before, names.now)
            func values(_ name: String, _ chart: LineChart) -> JSONField {
                .init(name, Plot(chart).values.first?.value ?? .null)
            }
            return Plot(
                chart: .panels([.lines(before), .lines(now)]), values: [values("before", before), values("series", now)],
                notes: ["\(what), of the training before and of the present one"])
        }
    }
}
