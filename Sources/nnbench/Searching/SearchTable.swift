// How many evaluations each method of search needs to come near a function's least value, beside established libraries.
import Documents
import Language
import Search
import SearchFunctions

struct SearchTable {
    let isJSON: Bool
    static let seeds = 20

    func run() throws {
        if !isJSON {
            tell("Evaluations to come within 1e-2 / 1e-4 of the least value, medians of \(Self.seeds) seeds; in brackets the library's.")
            tell("- the median run did not come so near within the limit; ! more than the library needs.")
        }
        var rows = SurveyedFunction.all.map { [$0.name] }
        for column in Column.all {
            for (place, function) in SurveyedFunction.all.enumerated() {
                let counts = try (0..<Self.seeds).map {
                    try Count(column.method, function, seed: UInt64($0), limit: column.limit).reached
                }
                let ours = Count.distances.indices.map { rank in median(counts.map { $0[rank] }) }
                rows[place].append(cell(ours, column.medians[place]))
                if isJSON { tell(json(column, function, ours, column.medians[place])) }
            }
        }
        guard !isJSON else { return }
        rows.append(["limit"] + Column.all.map { "\($0.limit)" })
        let header = ["function"] + Column.all.map { "\($0.name) (\($0.library))" }
        let table = Table(header: header, rows: rows, alignRight: header.indices.map { $0 > 0 })
        tell(PlainText(width: 200).text(of: Reply([.table(table)], values: [])))
    }

    private func cell(_ ours: [Double?], _ library: [Double?]) -> String {
        let isMore = zip(ours, library).contains { ($0 ?? .infinity) > ($1 ?? .infinity) }
        return "\(pair(ours)) (\(pair(library)))" + (isMore ? "!" : "")
    }

    private func pair(_ medians: [Double?]) -> String { medians.map { $0.map(text) ?? "-" }.joined(separator: " / ") }

    /// A median of whole numbers: 12, 12.5.
    private func text(_ median: Double) -> String { median == median.rounded() ? "\(Int(median))" : "\(median)" }

    private func json(_ column: Column, _ function: SurveyedFunction, _ ours: [Double?], _ library: [Double?]) -> String {
        func numbers(_ medians: [Double?]) -> JSONValue { .array(medians.map { $0.map { .number($0) } ?? .null }) }
        return JSONValue.object([
            .init("method", .string(column.name)), .init("function", .string(function.name)), .init("limit", .int(column.limit)),
            .init("median", numbers(ours)), .init("library", .string(column.library)), .init("library_median", numbers(library)),
        ]).description
    }
}
