// Data and their parts in one line.
import Documents
import NeuralEngine

extension Dataset {
    /// `iris: 150 samples, 4 inputs, 3 classes`
    package var summary: String {
        var text = "\(name): \(count) sample\(count == 1 ? "" : "s"), \(inputs.columns) input\(inputs.columns == 1 ? "" : "s")"
        if classes != nil, case let names = namesOfClasses, names.count > 2 || names != ["0", "1"] {
            text +=
                ", \(names.count) class\(names.count == 1 ? "" : "es"): " + names.prefix(12).map(\.abridged).joined(separator: ", ")
                + (names.count > 12 ? " ..." : "")
        }
        return text
    }

    /// What the classes are called; of those that a network has more outputs for than there are, the ones that occur.
    private var namesOfClasses: [String] {
        guard let labels, labels.values.count < classNames.count else { return classNames }
        return labels.areClassesAtFirst && (labels.values.last ?? 0) >= labels.values.count ? classNames : labels.values.map(String.init)
    }

    package var values: [JSONField] {
        var fields: [JSONField] = [
            .init("name", .string(name)), .init("samples", .int(count)), .init("inputs", .int(inputs.columns)),
        ]
        if classes != nil { fields.append(.init("classes", .array(classNames.map { .string($0) }))) }
        return fields
    }
}

extension Split {
    /// `105 training, 23 validation, 22 test`
    package var summary: String { Part.allCases.map { "\(rows(of: $0).count) \($0.rawValue)" }.joined(separator: ", ") }

    package var values: [JSONField] { Part.allCases.map { JSONField($0.rawValue, .int(rows(of: $0).count)) } }
}
