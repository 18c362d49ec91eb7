// features: formulas of the inputs, which the network reads in their place.
import Documents
import Formula
import NeuralEngine
import Portraits
import Workspaces

enum FeatureCommands {
    static let features = Command.change(
        "features", group: .data, synopsis: ["features x y x^2 x*y", "features none"],
        summary: "Make features by hand: the network reads formulas of the inputs in their place.",
        details: [
            "Each word is a formula without blanks, and an input of the network. x, y and z are the first three inputs, where there are no more; "
                + "columns of data stand by their names (petal_length), and i1, i2 ... are always understood. The network needs as many inputs as "
                + "there are features.",
            "They are made of the inputs as they are shown, of data and of rows that `input` and `predict` are given afterwards. `normalise` behind it "
                + "scales the features; before it, the inputs that they are made of.",
            "`plot boundary`, `plot units` and the like draw the plane of x and y, whatever the network reads of it. Data that come later become "
                + "features, too, if they have such inputs. `features none`, or off, takes them away.",
        ],
        examples: ["features x y x^2 y^2", "features x y x*y", "features none"],
        arguments: .words([
            ("x", "the first input"), ("y", "the second"), ("x^2", "its square"), ("y^2", "its square"), ("x*y", "their product"),
            ("sin(x)", "a wave of it"), ("none", "the inputs themselves"),
        ])
    ) { arguments, desk throws(CommandError) in
        let first = try arguments.word(0, "a formula", hint: "for example: features x y x*y; none takes them away")
        if ["none", "off"].contains(first.text.lowercased()) {
            try arguments.expectAtMost(1, synopsis: "features none")
            return { desk, _ throws(CommandError) in
                let scaling = lostScaling(desk)
                desk.workspace.removeFeatures()
                return Reply(
                    [.line("the network reads the inputs themselves")] + scaling, values: [.init("features", .array([]))])
            }
        }
        let formulas = try formulas(arguments, desk)
        var rehearsed = desk.workspace
        try make(formulas, in: &rehearsed)
        return { desk, _ throws(CommandError) in
            let scaling = lostScaling(desk)
            try make(formulas, in: &desk.workspace)
            return Reply(
                [.line("features: \(text(desk.workspace.features))")] + scaling,
                values: [.init("features", .array(formulas.map { .string($0.word.text) }))])
        }
    }

    // MARK: Reading

    private typealias Feature = (word: Word, formula: Expression)

    private static func formulas(_ arguments: Arguments, _ desk: Desk) throws(CommandError) -> [Feature] {
        var found: [Feature] = []
        func isSign(_ word: Word) -> Bool { "+-*/^<>=".contains(word.text) || ["and", "or", "not"].contains(word.text.lowercased()) }
        if let sign = arguments.words.first(where: isSign) {
            throw CommandError("a feature has no blanks", column: sign.column, hint: "for example: features x y x*y")
        }
        for word in arguments.words {
            let formula: Expression
            do throws(FormulaError) {
                formula = try Expression.parse(word.text, functions: desk.workspace.functions)
            } catch {
                throw CommandError(
                    error.message, column: word.column + error.column - 1, hint: error.hint ?? "for example: features x y x*y")
            }
            if formula.freeNames.isEmpty, let place = desk.workspace.dataset?.inputNames.firstIndex(of: word.text) {
                throw CommandError(
                    "\(word.text) is a number here, not the column of that name", column: word.column, hint: "the column is i\(place + 1)"
                ).orMeant([arguments.line.replacing(word, with: "i\(place + 1)")])
            }
            guard !formula.freeNames.isEmpty else {
                throw CommandError("\(word.text) is made of no input", column: word.column, hint: "for example: features x y x*y")
            }
            guard !found.contains(where: { $0.word.text == word.text }) else {
                throw CommandError("\(word.text) stands there twice", column: word.column, hint: "one of them is enough")
            }
            found.append((word, formula))
        }
        return found
    }

    /// Makes them, and points at the formula that an error is about.
    private static func make(_ formulas: [Feature], in workspace: inout Workspace) throws(CommandError) {
        do throws(WorkspaceError) {
            try workspace.make(features: formulas.map { (name: $0.word.text, formula: $0.formula) })
        } catch {
            switch error {
            case .noInputOfFeature(let name, let feature, _):
                let word = formulas.first { $0.word.text == feature }?.word
                throw CommandError(error, at: word?.column(of: name))
            case .featureIsNoNumber(let feature, _, _, _):
                throw CommandError(error, at: formulas.first { $0.word.text == feature }?.word.column)
            default: throw CommandError(error, at: formulas.first?.word.column).placed(at: formulas.first?.word.column)
            }
        }
    }

    // MARK: Telling

    /// More are not listed.
    private static let mostListed = 24

    /// `i1 = x, i2 = x^2`
    private static func text(_ features: Features?) -> String {
        let names = features?.names ?? []
        return names.prefix(mostListed).enumerated().map { "i\($0.offset + 1) = \($0.element)" }.joined(separator: ", ")
            + (names.count > mostListed ? " ... (\(names.count) in all)" : "")
    }

    /// What becomes of the scale that features had been brought to.
    private static func lostScaling(_ desk: Desk) -> [Block] {
        guard desk.workspace.features != nil, desk.workspace.preparation?.inputScales.isEmpty == false else { return [] }
        return [.note("the scale of the features before is gone with them; `normalise` finds one for these")]
    }

    /// What the network reads of a row that was given; nil for several.
    static func remark(_ desk: Desk) -> String? {
        guard let features = desk.workspace.features, let rows = desk.workspace.inputRows else { return nil }
        guard rows.rows == 1, features.count <= 12 else { return "the network reads \(features.count) features of each" }
        let isScaled = desk.workspace.preparation?.inputScales.isEmpty == false
        return "the network reads " + zip(features.names, rows.row(0)).map { "\($0) = \(desk.text($1))" }.joined(separator: ", ")
            + (isScaled ? " (scaled as the data were)" : "")
    }

    /// What has become of features now that other data are shown.
    static func remark(about features: Features, _ desk: Desk) -> String {
        if desk.workspace.features != nil { return "the network reads features of them: \(text(features))" }
        return "the features are gone: \(features.names.prefix(8).joined(separator: ", ")) cannot be made of these data"
    }
}

extension Workspace {
    /// The form of a row that is given: what the network reads, or what its features are made of. Nil without either.
    var givenShape: Shape? { features.map { Shape($0.givenNames.count) } ?? network?.inputShape }
}
