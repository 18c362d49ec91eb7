// What a workspace refuses, in the words of the language: what is wrong, and what to type instead.
import Documents
import Formula
import NeuralEngine
import Portraits
import Workspaces

/// Does something with a workspace; what it refuses becomes an error of the command, at a column if it is about what stands there.
func worded<T>(at column: Int? = nil, _ act: @autoclosure () throws(WorkspaceError) -> T) throws(CommandError) -> T {
    do throws(WorkspaceError) {
        return try act()
    } catch {
        throw CommandError(error, at: column)
    }
}

/// The same with an expression: an error about a name in it points at that.
func worded<T>(in text: Word, _ act: @autoclosure () throws(WorkspaceError) -> T) throws(CommandError) -> T {
    do throws(WorkspaceError) {
        return try act()
    } catch .name(let name, let error) {
        throw CommandError(error, at: text.column(of: name))
    } catch {
        throw CommandError(error, at: text.column)
    }
}

extension CommandError {
    /// - Parameter column: where that stands which the error may be about; errors about what there is not yet have no place.
    init(_ error: WorkspaceError, at column: Int? = nil) {
        let (message, hint) = Wording.text(of: error)
        self.init(message, column: Wording.isAboutWords(error) ? column : nil, hint: hint)
        cause = error
    }

    /// The same at a place in any case.
    func placed(at column: Int?) -> CommandError {
        var error = self
        error.column = column
        return error
    }
}

enum Wording {
    typealias Text = (message: String, hint: String?)

    /// Whether an error is about what was asked for, not about what there is not yet.
    static func isAboutWords(_ error: WorkspaceError) -> Bool {
        switch error {
        case .noNetwork, .noLayer, .noComputingLayer, .tooMuchWork, .noInput, .noTarget, .needsTarget, .noGradientNorm, .noValueYet,
            .lossMisfit,
            .undefinedTarget,
            .datasetMisfit, .featuresMisfit, .unequalSamples, .outputsAreNotAsManyAsInputs,
            .stoppedBeforeFirstEpoch, .stoppedOnTheWay:
            false
        case .name(_, let error): isAboutWords(error)
        default: true
        }
    }

    static func text(of error: WorkspaceError) -> Text {
        switch error {
        case .noNetwork(let dataset):
            (
                "there is no network yet",
                dataset.map { "one that fits \($0.name): \(Examples.training(on: $0))" } ?? "define one, for example: net 2-2-2 sigmoid"
            )
        case .noLayer: ("the network has no layer yet", "add one, for example: layer dense 2 sigmoid")
        case .noComputingLayer:
            ("the network has no layer yet that computes something", "add one, for example: layer dense 2 sigmoid")
        case .tooLarge(let error), .tooMuchWork(let error): (error.message, error.hint)
        case .noInput(let network):
            (
                "there is no input yet",
                "give one, for example: input \(Examples.row(network.inputs))\(Examples.data(for: network))"
            )
        case .noTarget(let outputs):
            ("there is no target yet", "give one: target \(Examples.row(outputs)); or a data set, for example: data xor")
        case .needsTarget(let name, let outputs):
            ("\(name) needs a target", "give one, for example: target \(Examples.row(outputs))")
        case .noGradientNorm:
            ("gradient_norm is computed where `clip norm` needs it", "clip norm 1; the length of a layer's gradients is norm(grad(W1))")
        case .noDataset: ("there is no data set", "for example: data iris")
        case .noPart(let part): ("there is no \(part.rawValue) part", "set one apart: split 70/15/15 seed=1")
        case .noValueYet(let name): ("\(name) has no value yet", nil)
        case .lossMisfit(let misfit): text(of: misfit)
        case .noClass(let text, let names, let count):
            (
                "there is no class '\(text)'",
                "classes are 1 to \(count)" + (names.count == count ? ", \(names.prefix(8).joined(separator: ", "))" : "")
            )
        case .noSampleOfClass(let text): ("no sample is of class \(text), so that it has no recall", "`show confusion` counts them")
        case .noSampleTakenForClass(let text):
            ("no sample is taken for class \(text), so that it has no precision", "`show confusion` counts them")
        case .targetsAreNoClasses: ("weights are of classes, and these targets are numbers", "classes are 0 or 1, or one-hot rows")
        case .undefinedTarget(let misfit, let network): (ObstacleSentences.text(of: misfit), hint(for: misfit, in: network))
        case .datasetMisfit(let dataset, let network): text(of: dataset, for: network)
        case .outputsAreNotAsManyAsInputs(let network):
            (
                "the targets are the inputs, and \(network.inputs) inputs are not \(network.outputs) outputs",
                "a network that gives back what comes in: net \(network.inputs)-\(max(1, network.inputs / 2))-\(network.inputs); or: target none"
            )
        case .unequalSamples(let inputs, let targets):
            ("there are \(inputs) samples of input and \(targets) of target", "a sample needs both: give as many rows")
        case .noAccuracy:
            ("there is no accuracy: the targets are not classes", "classes are 0 or 1 under sigmoid, -1 or 1 under tanh, or one-hot rows")
        case .notTwoInputs(let inputs):
            (
                "this is drawn in the plane of two inputs; the network has \(inputs)",
                "for example: net 2-8-1 tanh output=sigmoid; data circle"
            )
        case .nothingToRemove, .wouldNotFit, .noActivations, .noRecurrentLayers, .noActivation, .softmaxBehindNormalisation,
            .softmaxOverSteps, .noWeightsToDraw, .lossWouldNotFit, .negativeRate:
            building(error)
        case .noQuantity, .noParameter, .notAParameter, .manyNumbers, .notOneNumber, .sizesDiffer, .noBias, .noWeights, .noCenters, .noStep:
            naming(error)
        case .name(_, let error): text(of: error)
        case .weightsDoNotFit, .isOneNumber, .biasesDoNotFit, .centersDoNotFit, .centerIsOneNumber,
            .negativeVariance:
            numbers(error)
        case .emptyPart(let part, let count):
            ("\(count) samples are too few: none would be left for \(part.rawValue)", "more data, or a larger share")
        case .noClasses(let dataset): ("\(dataset.name) has numbers for answers, not classes", "leave out stratified=on")
        case .tooLargeToNormalise: ("these inputs are too large to be normalised", nil)
        case .answersAreClasses(let dataset):
            ("the answers of \(dataset.name) are classes, which have no scale", "normalise scales the inputs alone")
        case .noInputOfFeature, .featureIsNoNumber, .featuresMisfit, .featuresOfNoList: features(error)
        case .atTheBeginning: ("this is the beginning: nothing has been stepped yet", "`undo` takes back the command before")
        case .passIsFinished: ("the pass is finished already", "`step` begins the next one")
        case .noStop(let number): ("there is no number \(number)", "`info breaks` lists them")
        case .stoppedBeforeFirstEpoch: ("stopped before the first epoch was done", nil)
        case .stoppedOnTheWay: ("stopped on the way; nothing has changed", nil)
        case .noEpochs: ("there is no epoch to go back to", "`train 100` makes some")
        case .unreachable(let epoch): ("epoch \(epoch) cannot be reached", "what led to it is not known")
        case .endsByTest(let kind): ("the test part judges once, at the end", "stop by val.\(kind)")
        }
    }

    /// `layer 1`, `layers 1, 2`
    static func layers(_ numbers: [Int]) -> String {
        "layer\(numbers.count == 1 ? "" : "s") \(numbers.map(String.init).joined(separator: ", "))"
    }

    // MARK: Building

    private static func building(_ error: WorkspaceError) -> Text {
        switch error {
        case .nothingToRemove: ("there is no layer to remove", nil)
        case .wouldNotFit(let removed, let number, let layer, let error):
            (
                "without layer \(removed), layer \(number) (\(layer.title)) does not fit: \(error.message)", "remove layer \(number) first"
            )
        case .noRecurrentLayers:
            ("no layer goes through steps of time", "layer input 1 steps=8; layer recurrent 4 last; layer dense 1")
        case .noActivations: ("no layer has an activation yet", "add one: layer dense 2 sigmoid")
        case .noActivation(let number, let layer, let others):
            ("layer \(number) (\(layer.title)) has no activation", "these have: \(others.map(String.init).joined(separator: ", "))")
        case .softmaxBehindNormalisation(let activation):
            (
                "\(activation.name) does not fit batchnorm, which works channel by channel",
                "add it as a layer: layer dense 10 \(activation.name)"
            )
        case .softmaxOverSteps(let layer):
            (
                "\(layer.activation.name) would mix all \(layer.shape.height) steps of a sequence",
                "join the steps before it with `layer globalavgpool` or `layer flatten`"
            )
        case .noWeightsToDraw(let number, let layer, let others):
            (
                "layer \(number) (\(layer.title)) has no weights that are drawn",
                others.isEmpty ? "add one that has: layer dense 2" : "these have: \(others.map(String.init).joined(separator: ", "))"
            )
        case .lossWouldNotFit(let misfit):
            (text(of: misfit, verb: "would be").message, "choose another loss first, for example: loss squared-error")
        default: ("the learning rate is not negative", "for example lr=0.5")
        }
    }

    /// What brings a dead layer to life.
    static func wayOut(of cause: DeadLayer.Cause, in network: Network) -> String {
        switch cause {
        case .zeroInputs: "inputs that differ from 0 can teach it something"
        case .zeroWeights: "init glorot-uniform seed=1 draws new ones"
        case .sameInputs: "samples that differ; or other first weights: init glorot-uniform seed=1"
        case .isOutput:
            "begin anew by init with an output that has a slope everywhere: \(network.line(givingOutputs: .identity)), or sigmoid for classes"
        case .farNumbers(let far): wayOut(of: far)
        case .driven: "begin anew: `init`, then `train auto`; or a smaller rate, normalised data or leaky-relu"
        }
    }

    /// What to do about numbers far from 0.
    static func wayOut(of far: FarNumbers) -> String {
        let places = [
            far.input.map { "inputs reach \(Numerals(digits: 4).text($0))" + (far.saturates ? ", where units saturate" : "") },
            far.target.map { "targets reach \(Numerals(digits: 4).text($0))" },
        ].compactMap { $0 }
        let tooFar = far.input != nil && far.saturates && far.target == nil ? "" : ", too far from 0 for steps of the usual size"
        let command = far.target == nil ? "normalise" : "normalise targets"
        return places.joined(separator: ", and ") + tooFar + ": `\(command)` brings columns of data near 0 (rows that are typed: smaller "
            + "numbers), then `init` and `train auto`"
    }

    /// What takes away an obstacle to learning.
    static func wayOut(of obstacle: Obstacle, in network: Network) -> String {
        switch obstacle {
        case .unreachableTarget(let misfit): hint(for: misfit, in: network)
        case .loneSoftmax: "sigmoid gives one probability"
        case .twins: "init glorot-uniform seed=1 makes them differ"
        case .steps(let layer):
            layer == network.outputLayer && network.layers.count == 1
                ? "loss perceptron teaches it by Rosenblatt's rule" : network.line(giving: .sigmoid, to: layer)
        case .noRate: "train auto chooses one that suits data and network"
        case .scheduleHasEnded: "schedule constant keeps the rate"
        case .allFrozen: "unfreeze all lets them learn"
        case .disturbedOutput(let layer): "layer remove \(layer) takes it out"
        }
    }

    /// A way out for a target that the loss has no meaning for, or that no output reaches.
    private static func hint(for misfit: TargetMisfit, in network: Network) -> String {
        switch misfit.reason {
        case .beyondUnitInterval:
            misfit.target == -1 ? "classes as 0 and 1; or another loss: loss squared-error" : "loss squared-error takes any number"
        case .noDistribution: "one-hot, as in `target 0 1`; or an output of its own: \(network.line(givingOutputs: .sigmoid))"
        case .outOfReach(_, 0...1) where misfit.target == -1:
            "classes are 0 and 1 there: `answers=classes` behind `data load FILE` reads -1 and 1 so (rows that are typed: 0 for -1); or another "
                + "output: \(network.line(givingOutputs: .identity))"
        case .outOfReach: "an output that reaches it: \(network.line(givingOutputs: .identity))"
        case .onNeitherSide:
            "targets of -1 and 1, as in target \((["1"] + Array(repeating: "-1", count: max(0, network.outputs - 1))).joined(separator: " ")); "
                + "or another loss: loss squared-error"
        }
    }

    /// Why a loss does not fit, and what would.
    static func text(of misfit: Loss.Misfit, verb: String = "is") -> Text {
        switch misfit {
        case .lastLayerIsMissing(let loss):
            ("\(loss.name) needs probabilities, and the last layer \(verb) missing", "define the network with output=softmax")
        case .needsProbabilities(let loss, let activation):
            (
                "\(loss.name) needs probabilities, and the last layer \(verb) \(activation.name)",
                loss == .crossEntropy && activation == .sigmoid
                    ? "for sigmoid outputs: loss binary-cross-entropy" : "define the network with output=softmax"
            )
        case .needsUnitInterval(let activation):
            (
                "binary-cross-entropy needs outputs between 0 and 1, and the last layer \(verb) \(activation.name)",
                "define the network with output=sigmoid"
            )
        case .needsStep(let activation):
            (
                "the perceptron's loss needs step units, and the last layer \(verb) \(activation.name)",
                "define the network with output=step"
            )
        case .needsBothSigns(let activation):
            (
                "hinge needs outputs of both signs, and the last layer \(verb) \(activation.name)",
                "define the network with output=identity or output=tanh"
            )
        }
    }

    /// Why a network cannot be trained on data, and one that can.
    static func text(of dataset: Dataset, for network: Network) -> (message: String, hint: String?) {
        let read = dataset.read(for: network)
        func counted(_ count: Int, _ what: String) -> String { "\(count) \(what)\(count == 1 ? "" : "s")" }
        let shape =
            if case .classes(_, let count) = read.answers { count == 1 ? "1 class" : "\(count) classes" } else {
                counted(read.answerWidth, "answer")
            }
        return (
            "\(dataset.name) has \(counted(dataset.inputs.columns, "input")) and \(shape), the network "
                + "\(counted(network.inputs, "input")) and \(counted(network.outputs, "output"))",
            "a network that fits: \(Examples.training(on: dataset))"
        )
    }

    // MARK: Names

    private static func naming(_ error: WorkspaceError) -> Text {
        switch error {
        case .noQuantity(let name, let names): return noQuantity(name, names)
        case .noParameter(let name, let names): return noParameter(name, names)
        case .notAParameter(let name, let quantity):
            switch quantity {
            case .output(0, _): return ("\(name) is an input, not a parameter", "`help input` tells how inputs are given")
            case .target: return ("\(name) is a target, not a parameter", "`help target` tells how targets are given")
            case .center: return ("\(name) has no gradient", "`loss cross-entropy center-rate=0` keeps centers")
            case .runningStatistic: return ("\(name) has no gradient", "training moves it by its momentum; `set \(name) 0` sets it")
            default: return ("\(name) is computed and cannot be set", "weights and biases can")
            }
        case .manyNumbers(let name, let areWeights):
            let example = areWeights ? "\(name)[1,1]" : "\(name)[1]"
            return ("\(name) is many numbers, and one is needed here", "for example \(example); `print \(name)` shows all")
        case .notOneNumber(let tensor):
            return (
                "this is \(tensor.size) numbers, and one is needed here", "mean( ), sum( ), min( ), max( ) and norm( ) make one of many"
            )
        case .sizesDiffer(let a, let b):
            return ("\(a.size) numbers and \(b.size) do not go together", "element by element: of equal size, or one number with many")
        case .noBias(let layer): return ("layer \(layer) has no bias", "`bias each` gives every unit one")
        case .noWeights(let number, let layer):
            return ("layer \(number) (\(layer.title)) has no weights", "`show network` lists the layers")
        case .noStep(let name): return ("no step computes \(name)", "`show steps` lists the steps of a pass")
        default: return ("there is no center loss, so there are no centers", "write: loss cross-entropy center=0.1")
        }
    }

    private static func noQuantity(_ name: String, _ names: Names) -> Text {
        let likes = names.likes(of: name), message = "there is no quantity '\(name)' in this network"
        if likes == nil, name.lowercased().hasPrefix("de") {
            let weight = name.lowercased().firstRange(of: "/d").map { String(name[$0.upperBound...]) } ?? "w1"
            return (message, "dE/d\(weight) is written grad(\(weight))")
        }
        if let dot = name.lowercased().firstRange(of: ".grad"), dot.upperBound == name.lowercased().endIndex,
            case let of = String(name.dropLast(5)), names.quantity(named: "grad(\(of))") != nil
        {
            return (message, "write: grad(\(of))")
        }
        let known = closest(to: name, among: names.examples + Metric.names)
        return (message, likes ?? known.map { "did you mean '\($0)'?" } ?? "`help quantities` lists the names")
    }

    private static func noParameter(_ name: String, _ names: Names) -> Text {
        let parts = name.split(separator: ",")
        if parts.count > 1, parts.allSatisfy({ names.quantity(named: String($0)) != nil }) {
            return ("'\(name)' is no parameter", "blanks part them: \(parts.joined(separator: " "))")
        }
        let message = "there is no parameter '\(name)' in this network", ends = name.split(separator: "..").map(String.init)
        if ends.count == 2, case .weight? = names.quantity(named: ends[0]), case .weight? = names.quantity(named: ends[1]) {
            return (message, "names stand one by one: \(ends[0]) \(ends[1]); W1 is all weights of layer 1")
        }
        let known = closest(to: name, among: names.examples + ["digits", "batch", "marks"])
        let weights = names.network.layers.reduce(0) { $0 + $1.weightCount }
        return (
            message,
            names.likes(of: name) ?? known.map { "did you mean '\($0)'?" }
                ?? (weights == 0
                    ? "it has none yet; `layer dense 3` adds a layer that has some"
                    : "weights are w1 to w\(weights); W1 and b1 are all of layer 1")
        )
    }

    // MARK: Numbers

    private static func numbers(_ error: WorkspaceError) -> Text {
        switch error {
        case .weightsDoNotFit(let name, let layer, let dimensions, let numbers):
            let size = dimensions.map(String.init).joined(separator: " x ")
            return ("\(name) is \(size), this is \(numbers.rowSize)", layer.weightForm)
        case .isOneNumber(let name, let numbers): return ("\(name) is one number, this is \(numbers.rowSize)", "\(name) is one number")
        case .biasesDoNotFit(let name, let count, let numbers):
            return (
                "\(name) has \(count) number\(count == 1 ? "" : "s"), this is \(numbers.rowSize)", "one number for all units, or one each"
            )
        case .centersDoNotFit(let rows, let columns, let numbers):
            return ("centers are \(rows) x \(columns), this is \(numbers.size)", "a row a class, a column a feature")
        case .centerIsOneNumber(let name): return ("\(name) is one number", "write: set \(name) 0.5")
        case .negativeVariance(let name): return ("\(name) is a mean of squares, so it is not negative", "0 or more")
        default: return ("these numbers do not fit", nil)
        }
    }
}

extension Layer {
    /// How its weights are written.
    fileprivate var weightForm: String {
        switch kind {
        case .convolution where inputShape.isSequence: "[filter][channel][step]"
        case .convolution: "[filter][channel][row][column]; with one channel [filter][row][column]"
        case .batchNormalisation: "one number a channel"
        case .recurrent(let cell, _) where cell != .plain: "a row a unit, gate by gate: \(cell.gates.joined(separator: " "))"
        default: "a row a unit, a column an input"
        }
    }
}

extension Tensor {
    /// Its size as a matrix: 1 x 3 for a row of three.
    fileprivate var rowSize: String { dimensions.count == 1 ? "1 x \(size)" : size }
}
