// The golden numbers: what other programs computed to far more digits than a double has.
import Foundation
import Testing

/// A piece of one of the golden files. Numbers may be the words "inf", "-inf" and "nan".
enum Golden: Decodable, Sendable {
    case number(Double), text(String), flag(Bool), list([Golden]), object([String: Golden]), nothing

    /// The contents of a file, read once.
    static let activationFunctions = file("activation-functions")
    static let softmaxTable = file("softmax-table")
    static let perceptron = file("perceptron")
    static let networksExact = file("networks-exact")
    static let elementaryHardCases = file("elementary-hard-cases")
    static let backpropTrace = file("backprop-trace")["cases"][0]

    static let training = file("training")
    static let losses = file("losses")
    static let schedules = file("schedules")
    static let initialisers = file("initialisers")
    static let convolutionLayers = file("convolution-layers")
    static let convolutionCourse = file("convolution-course")
    static let convolutionFurther = file("convolution-further")
    static let batchNorm = file("batch-norm")
    static let slowDown = file("slow-down")
    static let centerLoss = file("center-loss-joint")
    static let activationsFurther = file("activations-further")
    static let lossesFurther = file("losses-further")
    static let trainingFurther = file("training-further")
    static let residual = file("residual")
    static let depth = file("depth")
    static let recurrent = file("recurrent")
    static let recurrentTraining = file("lstm-training")

    /// The file that tells of an activation.
    static func table(ofActivation name: String) -> Golden {
        activationFunctions["functions"].fields[name] == nil ? activationsFurther : activationFunctions
    }

    private static func file(_ name: String) -> Golden {
        do {
            let url = try #require(Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Golden"))
            return try JSONDecoder().decode(Golden.self, from: Data(contentsOf: url))
        } catch {
            fatalError("the golden file \(name).json cannot be read: \(error)")
        }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let list = try? container.decode([Golden].self) {
            self = .list(list)
        } else if let object = try? container.decode([String: Golden].self) {
            self = .object(object)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else {
            self = .nothing
        }
    }

    /// A field of an object; nothing if there is none.
    subscript(_ key: String) -> Golden { fields[key] ?? .nothing }
    subscript(_ index: Int) -> Golden { list[index] }

    var fields: [String: Golden] { if case .object(let fields) = self { fields } else { [:] } }
    var list: [Golden] { if case .list(let list) = self { list } else { [] } }
    var isNothing: Bool { if case .nothing = self { true } else { false } }
    var text: String { if case .text(let text) = self { text } else { "" } }

    /// The number; NaN if this is none.
    var double: Double {
        switch self {
        case .number(let number): number
        case .text("inf"): .infinity
        case .text("-inf"): -.infinity
        default: .nan
        }
    }
    var int: Int { Int(double) }
    var isTrue: Bool { if case .flag(true) = self { true } else { false } }
    var doubles: [Double] { list.map(\.double) }
    var ints: [Int] { list.map(\.int) }
    var rows: [[Double]] { list.map(\.doubles) }
    /// Two numbers, or one that stands for both: of rows and of columns.
    var pair: (Int, Int) { list.isEmpty ? (int, int) : (list[0].int, list[1].int) }
    /// The lengths of nested lists, the outermost first.
    var lengths: [Int] { if case .list(let list) = self { [list.count] + (list.first?.lengths ?? []) } else { [] } }
    /// All numbers of nested lists, in order.
    var flat: [Double] { if case .list(let list) = self { list.flatMap(\.flat) } else { [double] } }
}

/// How far a number is from the right one, in units of what is allowed; 0 where both are the same infinity.
func excess(_ got: Double, _ right: Double, allowed: Double) -> Double {
    if got == right { return 0 }
    let error = abs(got - right) / allowed
    return error.isNaN ? .infinity : error
}

/// The worst distance of two lists, as a part of the largest entry of the right one.
func distance(_ got: [Double], _ right: [Double]) -> Double {
    guard got.count == right.count else { return .infinity }
    let largest = right.reduce(0) { max($0, abs($1)) }
    return zip(got, right).reduce(0) { max($0, excess($1.0, $1.1, allowed: largest)) }
}
