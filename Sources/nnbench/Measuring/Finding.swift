// One thing that was measured, and the goal that it is held against.
import Documents
import Language

struct Finding {
    let name: String
    let unit: String
    let values: Distribution
    /// What 95 of 100 measurements may not exceed; nil where nothing was promised.
    var goal: Double?

    var isMet: Bool? { goal.map { values.percentile(95) <= $0 } }

    /// The finding as one line of JSON.
    var json: String {
        var fields: [JSONField] = [
            .init("measure", .string(name)), .init("unit", .string(unit)), .init("count", .int(values.count)),
            .init("median", .number(values.median)), .init("p95", .number(values.percentile(95))), .init("max", .number(values.most)),
        ]
        if let goal, let isMet { fields += [.init("goal", .number(goal)), .init("met", .bool(isMet))] }
        return JSONValue.object(fields).description
    }

    /// The findings as a table for people.
    static func table(_ findings: [Finding]) -> String {
        let rows = findings.map { finding in
            let values = finding.values
            return [finding.name] + [values.median, values.percentile(95), values.most].map(short) + [
                finding.unit, finding.goal.map(short) ?? "", finding.isMet.map { $0 ? "met" : "MISSED" } ?? "",
            ]
        }
        let header = ["", "median", "95 %", "max", "", "goal", ""]
        let table = Table(header: header, rows: rows, alignRight: [false, true, true, true, false, true, false])
        return PlainText(width: 120).text(of: Reply([.table(table)], values: []))
    }
}

/// Three digits that count: 0.0123, 1.23, 12.3, 1230, 4.86e-16.
func short(_ number: Double) -> String {
    guard number.isFinite, number != 0 else { return number == 0 ? "0" : "\(number)" }
    var exponent = 0
    var mantissa = abs(number)
    while mantissa >= 999.5 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    while mantissa < 99.95 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
    // Three digits times a power of ten; read back, they make the shortest text.
    let digits = "\(number < 0 ? "-" : "")\(Int(mantissa.rounded()))e\(exponent)"
    let text = "\(Double(digits) ?? number)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
