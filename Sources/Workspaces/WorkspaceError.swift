// Why a workspace refuses something: facts, which others put into words.
import NeuralEngine

/// Why something was refused. What is refused has changed nothing.
public indirect enum WorkspaceError: Error, Equatable, Sendable {
    // What there is not yet.
    case noNetwork(for: Dataset?)
    /// The network has no layer yet; or none that computes something.
    case noLayer
    case noComputingLayer
    case noInput(Network)
    case noTarget(outputs: Int)
    /// A quantity has no value without a target.
    case needsTarget(String, outputs: Int)
    /// gradient_norm, where no gradients are clipped by their length.
    case noGradientNorm
    case noDataset
    case noPart(Split.Part)
    /// A quantity that the walk has not come to.
    case noValueYet(String)

    // What does not fit together.
    case lossMisfit(Loss.Misfit)
    /// A class that the network does not tell apart; one that no sample is of; one that no sample is taken for.
    case noClass(String, names: [String], count: Int)
    case noSampleOfClass(String)
    case noSampleTakenForClass(String)
    /// Weights of classes need targets that are classes.
    case targetsAreNoClasses
    /// The loss has no meaning for a target.
    case undefinedTarget(TargetMisfit, Network)
    case datasetMisfit(Dataset, Network)
    case unequalSamples(inputs: Int, targets: Int)
    /// The targets are the inputs, and there are more or fewer outputs than these.
    case outputsAreNotAsManyAsInputs(Network)
    /// The targets are not classes.
    case noAccuracy
    case notTwoInputs(Int)

    // Building.
    /// A network would take too much memory; so would work on one that there is.
    case tooLarge(MemoryError)
    case tooMuchWork(MemoryError)
    case nothingToRemove
    /// Without a layer a later one does not fit any more.
    case wouldNotFit(removed: Int, layer: Int, Layer, ShapeError)
    /// No layer has an activation yet.
    case noActivations
    case noRecurrentLayers
    case noActivation(layer: Int, Layer, others: [Int])
    /// Softmax takes all outputs of a layer together, batch normalisation goes channel by channel.
    case softmaxBehindNormalisation(Activation)
    /// Softmax takes all outputs of a layer together, those of a sequence are told step by step.
    case softmaxOverSteps(Layer)
    /// Only some layers have weights to be drawn.
    case noWeightsToDraw(layer: Int, Layer, others: [Int])
    /// The loss that there is would not fit what the changed layer gives.
    case lossWouldNotFit(Loss.Misfit)
    case negativeRate

    // Names.
    case noQuantity(String, Names)
    case noParameter(String, Names)
    case notAParameter(String, Quantity)
    /// A name of all numbers of a layer where one is needed.
    case manyNumbers(String, areWeights: Bool)
    /// An expression is a row or a matrix where one number is needed, or has two of different sizes.
    case notOneNumber(Tensor)
    case sizesDiffer(Tensor, Tensor)
    case noBias(layer: Int)
    case noWeights(layer: Int, Layer)
    case noCenters
    case noStep(computing: String)
    /// What is wrong with a name in an expression.
    case name(String, WorkspaceError)

    // Numbers.
    case weightsDoNotFit(String, Layer, [Int], Tensor)
    /// A single parameter is one number.
    case isOneNumber(String, Tensor)
    case biasesDoNotFit(String, count: Int, Tensor)
    case centersDoNotFit(rows: Int, columns: Int, Tensor)
    case centerIsOneNumber(String)
    case negativeVariance(String)

    // Data.
    case emptyPart(Split.Part, count: Int)
    case noClasses(Dataset)
    case tooLargeToNormalise
    /// Classes have no scale.
    case answersAreClasses(Dataset)

    // Features.
    /// A name in a formula that nothing given has, and the names that there are.
    case noInputOfFeature(String, feature: String, known: [String])
    /// A formula makes no number of what is given: its value, and the names and numbers that it is made of.
    case featureIsNoNumber(String, Double, at: [String], [Double])
    /// There are more or fewer features than inputs of the network; the data as they would be, if there are some.
    case featuresMisfit(Features, Network, Dataset?)
    /// Features are a list, and the network reads images or sequences.
    case featuresOfNoList(Network)

    // Walking.
    case atTheBeginning
    case passIsFinished
    case noStop(Int)

    // Training.
    case stoppedBeforeFirstEpoch
    case stoppedOnTheWay
    case noEpochs
    case unreachable(epoch: Int)
    /// The test part judges once, at the end: no training ends by it.
    case endsByTest(of: String)
}
