// Commands in, text out: how the tests speak the language.
// swift-format-ignore-file: NeverForceUnwrap
import Documents
import Foundation
import Fuzzing
import Language
import NeuralEngine
import Sessions
import Testing
@testable import Workspaces

/// A session and what it prints.
struct Talk {
    var session = Session()

    init() {}

    /// A session in which some lines have been run, without an error.
    init(_ lines: String...) {
        for line in lines {
            for outcome in session.run(line) {
                if case .failure(let error) = outcome.result { preconditionFailure("\(outcome.command): \(error.message)") }
            }
        }
    }

    /// Runs a line. Returns what is printed: answers, or the error with its place and its hint.
    @discardableResult
    mutating func run(_ line: String) -> String {
        outcomes(of: line).map { outcome in
            switch outcome.result {
            case .success(let reply): PlainText().text(of: reply)
            case .failure(let error): PlainText().text(of: error, in: outcome.command)
            }
        }.joined(separator: "\n")
    }

    /// Runs a line of one command. Returns its error, or nil if it went well.
    mutating func error(_ line: String) -> CommandError? {
        for outcome in outcomes(of: line) {
            if case .failure(let error) = outcome.result { return error }
        }
        return nil
    }

    /// Runs a line. Whatever hint is given on the way is typed, in a copy of the session.
    private mutating func outcomes(of line: String) -> [Outcome] {
        let outcomes = session.run(line)
        if case .failure(let error)? = outcomes.last?.result { TypedHints.check(error, of: line, in: session) }
        return outcomes
    }

    /// The JSON lines of a line of commands.
    mutating func json(_ line: String) -> [String] { session.run(line).map(\.json) }

    /// The value of an expression, with all its bits.
    mutating func value(_ expression: String) -> Double? {
        guard case .success(let reply)? = session.run("print \(expression)").last?.result,
            case .number(let value)? = reply.values.first?.value
        else { return nil }
        return value
    }

    /// Everything on the desk, bit by bit.
    var bits: Bits { Bits(of: session.desk) }

    /// The 2-2-2 example, ready to be stepped.
    static let example = Talk(
        "net 2-2-2 sigmoid", "set W1 [[0.15,0.20],[0.25,0.30]]", "set W2 [[0.40,0.45],[0.50,0.55]]", "set b1 0.35; set b2 0.60",
        "optimizer sgd lr=0.5", "input 0.05 0.10", "target 0.01 0.99")
}

extension Bits: CustomTestStringConvertible {
    public var testDescription: String { description }
}

/// The values of a command's JSON, as another program reads them.
func values(_ talk: inout Talk, _ command: String) throws -> [String: Any] {
    let line = try #require(talk.json(command).last)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    return try #require(object["values"] as? [String: Any], "\(line)")
}
