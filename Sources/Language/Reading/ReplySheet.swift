// What a reply tells, as a table for `> FILE.csv`.
import Charts
import Documents

extension Sheet {
    /// The table of a reply: its own, the points of its curves, the table that it shows, or all its numbers by name; nil if it has none,
    /// or it was asked to stop on the way.
    init?(_ reply: Reply, unless isToStop: () -> Bool) {
        if let sheet = reply.sheet {
            self = sheet
            return
        }
        for block in reply.blocks {
            if case .chart(let block) = block, let chart = block.chart.lineChart {
                self.init(chart)
                return
            }
            if case .table(let table) = block {
                self.init(header: table.header, rows: table.rows.map { $0.map(JSONValue.string) })
                return
            }
        }
        self.init(reply.values, unless: isToStop)
    }

    /// The points of curves, a row an x; a curve without a point there leaves its field empty.
    private init(_ chart: LineChart) {
        var xs: [Double] = []
        for point in chart.series.flatMap(\.points) where point.x.isFinite { xs.append(point.x) }
        xs = Set(xs).sorted()
        let columns = chart.series.map { series in Dictionary(series.points.map { ($0.x, $0.y) }, uniquingKeysWith: { _, last in last }) }
        self.init(
            header: [chart.xLabel ?? "x"] + chart.series.map(\.name),
            rows: xs.map { x in [.number(x)] + columns.map { column in column[x].map(JSONValue.number) ?? .null } })
    }
}
