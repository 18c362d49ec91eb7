// The training view: how far it has come and how well it does, and as many pictures as there is room for.
import Charts
import Documents
import Language
import NeuralEngine
import Sessions
import Workspaces

struct TrainingPane {
    let live: LiveTraining
    let agenda: Agenda
    let marks: Marks
    let isSolid: Bool

    private var isRunning: Bool { agenda.isTraining }

    /// `training`, `training, paused`, `stopped after 7 of 1 000 epochs`, `trained`.
    var title: String {
        if let cursor = live.cursor { return "looking back at epoch \(grouped(cursor))" }
        if isRunning { return "training" }
        if agenda.paused != nil { return "training, paused" }
        guard agenda.isStopped, let progress = live.snapshot?.progress, progress.epochsWanted > 0 else { return "trained" }
        return "stopped after \(grouped(progress.epochsDone)) of \(grouped(progress.epochsWanted)) epochs"
    }

    /// Whether it has an end that it has not come to.
    private var isUnderWay: Bool { isRunning || agenda.paused != nil || agenda.isStopped }

    /// How far this run has come: a bar.
    func note(_ snapshot: TrainingSnapshot) -> String {
        let progress = snapshot.progress
        guard isUnderWay, progress.epochsWanted > 0, live.cursor == nil else { return "" }
        return progressBar(fraction: Double(progress.epochsDone) / Double(progress.epochsWanted), width: 24, marks: marks)
    }

    func render(_ snapshot: TrainingSnapshot, width: Int, height: Int) -> Canvas {
        var canvas = Canvas(width: width, height: height)
        canvas.write(phrases(courseText(snapshot.progress), width: width), x: 0, y: 0, style: .title)
        canvas.write(phrases(standText(snapshot), width: width), x: 0, y: 1)
        if !snapshot.dead.isEmpty, height > 12 { canvas.write(phrases(snapshot.dead, width: width), x: 0, y: 2, style: .axis) }
        draw(snapshot, in: pictureRect(snapshot, width: width, height: height), on: &canvas)
        return canvas
    }

    /// What the numbers leave for the pictures.
    private func pictureRect(_ snapshot: TrainingSnapshot, width: Int, height: Int) -> Rect {
        let top = snapshot.dead.isEmpty || height <= 12 ? 2 : 3
        return Rect(x: 0, y: top, width: width, height: height - top)
    }

    /// The epoch of a curve at a place of this pane; nil where there is none.
    func epoch(atX x: Int, y: Int, _ snapshot: TrainingSnapshot, width: Int, height: Int) -> Int? {
        for place in placed(snapshot, in: pictureRect(snapshot, width: width, height: height)) where place.rect.contains(x: x, y: y) {
            guard y > place.rect.y, let chart = place.chart.lineChart else { return nil }
            let (width, height) = (place.rect.width - 2, place.rect.height - 1)
            return chart.x(atColumn: x - place.rect.x - 1, width: width, height: height, marks: marks).map { Int(nearest: $0) }
        }
        return nil
    }

    // MARK: Numbers

    /// How far it has come, and how fast.
    private func courseText(_ progress: TrainingProgress) -> [String] {
        if let cursor = live.cursor {
            let last = progress.history.epoch
            return [
                "epoch \(grouped(cursor)) of \(grouped(last))", progress.past?.epoch == cursor ? "as it was" : "being trained again ...",
            ]
        }
        var parts = ["epoch \(grouped(progress.history.epoch))"]
        if isUnderWay, progress.epochsWanted > 0 { parts[0] += " · \(grouped(progress.epochsDone)) of \(grouped(progress.epochsWanted))" }
        let pace = isRunning ? agenda.running?.control.pace : nil
        if isRunning, let seconds = progress.secondsLeft {
            let least = pace.map { Double(progress.epochsWanted - progress.epochsDone) / $0 } ?? 0
            parts.append("\(duration(max(seconds, least))) left")
        }
        // Before the first epoch is done there is no speed.
        if let pace {
            parts.append("pace \(Numerals(digits: 3).text(pace)) epochs/s")
        } else if isRunning, progress.epochsDone > 0 {
            parts.append("\(grouped(Int(nearest: progress.samplesPerSecond.rounded(.down)))) samples/s")
        }
        return parts
    }

    /// How well it does, and by which rule.
    private func standText(_ snapshot: TrainingSnapshot) -> [String] {
        let progress = snapshot.progress, history = progress.history
        var parts: [String] = []
        let standing =
            live.cursor.map { cursor in
                progress.past.flatMap { $0.epoch == cursor ? $0 : nil } ?? history.standing(at: cursor)
            } ?? history.standing(at: history.epoch)
        if let standing {
            parts.append("loss \(Numerals(digits: 5).text(standing.loss))")
            if let loss = standing.validationLoss { parts.append("val.loss \(Numerals(digits: 5).text(loss))") }
            if let accuracy = standing.accuracy { parts.append("accuracy \(Numerals(digits: 4).text(accuracy))") }
            if let accuracy = standing.validationAccuracy { parts.append("val.accuracy \(Numerals(digits: 4).text(accuracy))") }
        }
        parts.append("\(progress.optimizer.name) lr \(Numerals(digits: 3).text(progress.optimizer.learningRate))")
        if progress.batchSize < progress.samples.count { parts.append("batch \(progress.batchSize)") }
        if live.style.smoothing > 0 { parts.append("smooth \(Numerals(digits: 2).text(live.style.smoothing))") }
        return parts
    }

    /// `3 s`, `2 min 5 s`, `4 h 10 min`
    private func duration(_ seconds: Double) -> String {
        let whole = Int(nearest: max(seconds, 0).rounded(.up))
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
        return "\(grouped(whole / 3600)) h \(whole / 60 % 60) min"
    }

    // MARK: Pictures

    /// A picture, its number, and where it is.
    private typealias Placed = (picture: TrainingPicture, number: Int, chart: Chart, rect: Rect)

    /// The pictures to be seen; the most telling ones where not all have room.
    private func pictures(_ snapshot: TrainingSnapshot, in rect: Rect) -> [(TrainingPicture, Int, Chart)] {
        let all = TrainingPicture.allCases.compactMap { picture in
            snapshot.chart(picture, live.style, cursor: live.cursor).map { (picture, $0) }
        }
        let numbered = all.enumerated().map { ($1.0, $0 + 1, $1.1) }
        if let alone = numbered.first(where: { $0.0 == live.alone }) { return [alone] }
        let columns = rect.width >= 150 ? 3 : 2, rows = rect.height >= 18 ? 2 : 1
        return Array(numbered.prefix(columns * rows))
    }

    /// The pictures and where they are.
    private func placed(_ snapshot: TrainingSnapshot, in rect: Rect) -> [Placed] {
        let shown = pictures(snapshot, in: rect)
        guard !shown.isEmpty, rect.height > 2 else { return [] }
        let rows = rect.height >= 18 && shown.count > 2 ? 2 : 1, columns = (shown.count + rows - 1) / rows
        return shown.enumerated().map { index, picture in
            let (row, column) = (index / columns, index % columns)
            // What the last row has fewer, its pictures are wider.
            let inRow = row == rows - 1 ? shown.count - columns * (rows - 1) : columns
            let left = rect.width * column / inRow, right = rect.width * (column + 1) / inRow
            let top = rect.height * row / rows, bottom = rect.height * (row + 1) / rows
            return (picture.0, picture.1, picture.2, Rect(x: rect.x + left, y: rect.y + top, width: right - left, height: bottom - top))
        }
    }

    private func draw(_ snapshot: TrainingSnapshot, in rect: Rect, on canvas: inout Canvas) {
        for (picture, number, chart, place) in placed(snapshot, in: rect) {
            canvas.pane(PaneTitle(text: "\(number) \(picture.name)", note: note(picture)), place) {
                chart.render(width: $0, height: $1, marks: marks, isSolid: isSolid)
            }
        }
    }

    private func note(_ picture: TrainingPicture) -> String { picture == .loss && live.style.isLogarithmic ? "log" : "" }
}

/// `1 234 567`
func grouped(_ number: Int) -> String {
    let digits = Array(String(number))
    return digits.enumerated().reduce(into: "") { text, next in
        if next.offset > 0 && (digits.count - next.offset) % 3 == 0 { text += " " }
        text.append(next.element)
    }
}
