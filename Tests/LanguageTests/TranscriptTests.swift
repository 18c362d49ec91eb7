// The language by example: each file in Transcripts holds commands and exactly what they print.
//
// After a change of wording, NNREPL_RECORD=1 swift test --filter TranscriptTests writes the files anew; read the difference.
import Foundation
import Testing

@testable import Sessions

@Suite("The language, word for word")
struct TranscriptTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Transcripts")

    static let files: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".nns") }.sorted()
    }()

    @Test("there are transcripts")
    func thereAreTranscripts() { #expect(Self.files.count > 10) }

    @Test("commands print what the transcript says", arguments: files)
    func printsWhatItSays(file: String) throws {
        let url = Self.folder.appendingPathComponent(file)
        let expected = try String(contentsOf: url, encoding: .utf8)
        let now = try Self.played(expected, path: file)
        if ProcessInfo.processInfo.environment["NNREPL_RECORD"] != nil { try Data(now.utf8).write(to: url) }
        #expect(now == expected)
    }

    /// The transcript with what its commands print now.
    private static func played(_ text: String, path: String) throws -> String {
        var played = Transcript()
        var talk = Talk()
        for entry in try Transcript(reading: text, path: path).entries {
            switch entry {
            case .narrative(let narrative): played.append(narrative: narrative)
            case .command(let command, _): played.append(command: command.text, output: talk.run(command.text))
            }
        }
        return played.text
    }
}
