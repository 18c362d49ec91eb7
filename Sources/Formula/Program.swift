// A function of one number as a list of instructions. The functions that it calls are written out in it, and what is calculated twice in
// the whole of it, there too, stands once: derivatives of functions that call one another share nearly all of their parts.
import NeuralEngine

/// Instructions that are carried out from the first to the last; each gives one number, which later ones may use.
struct Program: Sendable {
    enum Operation: Sendable {
        case number(Double)
        case negation
        case not
        case add, subtract, multiply, divide
        case power(Int)
        case binary(@Sendable (Double, Double) -> Double)
        /// A function of one number, and how it goes on beyond the largest numbers.
        case unary(@Sendable (Double) -> Double, beyond: (@Sendable (Wide) -> Wide)?)
        /// The second number if the first is true, else the third.
        case choice
    }

    /// An operation, and the places of the numbers that it is about. Place 0 is the argument, place k what instruction k - 1 gives.
    struct Instruction: Sendable {
        let operation: Operation
        var a = 0
        var b = 0
        var c = 0
    }

    let instructions: [Instruction]
    private let result: Int
    /// Of a slope, or what calls derivatives of the learner's functions: the program that goes on beyond the largest numbers. There nothing
    /// but rounding would be left of what cancels, so that products of sums are multiplied out in it.
    private let beyond: Lazy<Program>?

    /// The program of an expression in one name.
    init(_ expression: Expression, isSlope: Bool = false) {
        var writer = Writer()
        result = writer.place(of: expression, argument: 0)
        instructions = writer.instructions
        beyond = isSlope || writer.hasSlopes ? Lazy { Program(multiplyingOut: expression) } : nil
    }

    private init(multiplyingOut expression: Expression) {
        var writer = Writer(multipliesOut: true)
        result = writer.place(of: expression.multipliedOut(), argument: 0)
        instructions = writer.instructions
        beyond = nil
    }

    /// Whether the program of an expression has no more than so many instructions; takes no longer than these.
    static func canBeWritten(_ expression: Expression, most: Int) -> Bool {
        var writer = Writer(most: most)
        _ = writer.place(of: expression, argument: 0)
        return writer.instructions.count <= most
    }

    /// The value of the function. Where a slope by way of numbers that are too large comes to nothing, it is found beyond them: the slope
    /// of 1/(1 + exp(-x)) at -720 is inf/inf, and yet 0.
    @Sendable func value(_ x: Double) -> Double {
        let value = carriedOut(x)
        guard let beyond, !value.isFinite, x.isFinite, case let found = beyond.value.carriedOut(Wide(x)).double, !found.isNaN else {
            return value
        }
        return found
    }

    private func carriedOut(_ x: Double) -> Double {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: instructions.count + 1) { numbers in
            numbers.initialize(repeating: x)
            var place = 0
            for instruction in instructions {
                let a = numbers[instruction.a], b = numbers[instruction.b]
                place += 1
                numbers[place] =
                    switch instruction.operation {
                    case .number(let value): value
                    case .negation: -a
                    case .not: a.isTrue ? 0 : 1
                    case .add: a + b
                    case .subtract: a - b
                    case .multiply: a * b
                    case .divide: a / b
                    case .power(let n): .power(a, n)
                    case .binary(let f): f(a, b)
                    case .unary(let f, _): f(a)
                    case .choice: a.isTrue ? b : numbers[instruction.c]
                    }
            }
            return numbers[result]
        }
    }

    private func carriedOut(_ x: Wide) -> Wide {
        var numbers = [x]
        for instruction in instructions {
            let a = numbers[instruction.a], b = numbers[instruction.b]
            let value: Wide =
                switch instruction.operation {
                case .number(let value): Wide(value)
                case .negation: -a
                case .not: Wide(a.significand.isTrue ? 0 : 1)
                case .add: a + b
                case .subtract: a - b
                case .multiply: a * b
                case .divide: a / b
                case .power(let n): .power(a, n)
                case .binary(let f): Wide(f(a.double, b.double))
                case .unary(let f, let beyond): beyond?(a) ?? Wide(f(a.double))
                case .choice: a.significand.isTrue ? b : numbers[instruction.c]
                }
            numbers.append(value)
        }
        return numbers[result]
    }
}

/// Writes a program: the parts of an expression before the expression itself, each once for each argument.
private struct Writer {
    var instructions: [Program.Instruction] = []
    var hasSlopes = false
    /// No more is written than one instruction beyond these.
    private let most: Int
    /// Whether products of sums are multiplied out in the functions that are called.
    private let multipliesOut: Bool
    /// Where the value of a part stands, by the place of the argument of the function that it is a part of.
    private var places: [Part: Int] = [:]

    private struct Part: Hashable {
        let expression: Expression
        let argument: Int
    }

    init(most: Int = .max, multipliesOut: Bool = false) { (self.most, self.multipliesOut) = (most, multipliesOut) }

    /// The place of the value of an expression, whose only name stands for the number at a place.
    mutating func place(of expression: Expression, argument: Int) -> Int {
        guard instructions.count <= most else { return 0 }
        let part = Part(expression: expression, argument: argument)
        if let known = places[part] { return known }
        let place = newPlace(of: expression, argument)
        places[part] = place
        return place
    }

    private mutating func newPlace(of expression: Expression, _ x: Int) -> Int {
        switch expression.form {
        case .number(let value): return write(.number(value))
        case .constant(let constant): return write(.number(constant.value))
        case .quantity: return x
        case .negation(let u): return write(.negation, place(of: u, argument: x))
        case .not(let u): return write(.not, place(of: u, argument: x))
        case .binary(.power, let u, let v):
            if let exponent = v.number, exponent.magnitude <= 64, exponent.isWhole {
                return write(.power(Int(exponent)), place(of: u, argument: x))
            }
            return write(.binary { .power($0, $1) }, place(of: u, argument: x), place(of: v, argument: x))
        case .binary(let op, let u, let v):
            let operation: Program.Operation =
                switch op {
                case .add: .add
                case .subtract: .subtract
                case .multiply: .multiply
                case .divide: .divide
                default: .binary { op.apply($0, $1) }
                }
            return write(operation, place(of: u, argument: x), place(of: v, argument: x))
        case .conditional(let condition, let u, let v):
            return write(.choice, place(of: condition, argument: x), place(of: u, argument: x), place(of: v, argument: x))
        case .call(let function, let arguments):
            if case .reduction(_, let formula) = function.value { return place(of: formula(arguments), argument: x) }
            var places: [Int] = []
            for argument in arguments { places.append(place(of: argument, argument: x)) }
            return call(function, places)
        }
    }

    private mutating func call(_ function: Function, _ arguments: [Int]) -> Int {
        if function.isSlopeOfDefinition { hasSlopes = true }
        if let body = function.body { return place(of: multipliesOut ? body.multipliedOut() : body, argument: arguments[0]) }
        switch function.value {
        case .unary(let f): return write(.unary(f, beyond: function.beyond), arguments[0])
        case .binary(let f): return write(.binary(f), arguments[0], arguments[1])
        case .fold(let f): return arguments.dropFirst().reduce(arguments[0]) { write(.binary(f), $0, $1) }
        // It has been written as its formula.
        case .reduction: return arguments[0]
        }
    }

    private mutating func write(_ operation: Program.Operation, _ a: Int = 0, _ b: Int = 0, _ c: Int = 0) -> Int {
        instructions.append(Program.Instruction(operation: operation, a: a, b: b, c: c))
        return instructions.count
    }
}
