// What is wrong with features made by hand, and what to type instead.
import Documents
import Formula
import NeuralEngine
import Workspaces

extension Wording {
    static func features(_ error: WorkspaceError) -> Text {
        switch error {
        case .noInputOfFeature(let name, _, let known):
            let shown = known.prefix(8).joined(separator: ", ") + (known.count > 8 ? " ..." : "")
            let example = known.prefix(3).joined(separator: " ")
            let near = closest(to: name.lowercased(), among: known).map { "did you mean '\($0)'?" }
            return ("there is no input '\(name)'", near ?? "the inputs: \(shown); for example: features \(example)")
        case .featureIsNoNumber(let feature, let value, let names, let numbers):
            let place = zip(names, numbers).map { "\($0) = \(Numerals(digits: 4).text($1))" }.joined(separator: ", ")
            return (
                "\(feature) is \(value.isNaN ? "nan" : Numerals().text(value)) at \(place)",
                "a formula that is a number there, too; `features none` takes features away"
            )
        case .featuresMisfit(let features, let network, let dataset):
            let fitting = dataset.map(Examples.network) ?? "net \(features.count)-\(max(1, network.outputs)) sigmoid"
            return (
                "\(features.count) feature\(features.count == 1 ? "" : "s") need as many inputs, and the network has \(network.inputs)",
                "\(fitting); features \(features.names.joined(separator: " "))"
            )
        case .featuresOfNoList(let network):
            return (
                "features are a plain list, and this network reads \(network.inputShape.isSequence ? "a sequence" : "an image") of "
                    + "\(network.inputShape)", "for example: net 3-1 sigmoid; features x y x*y"
            )
        default: return ("these features do not fit", nil)
        }
    }
}
