// Which numbers are not to be read while a question waits: in panes, and in what was said before it was asked.
import Language

extension State {
    /// Whether a question asks for a number now. A played session hides it until the question is answered, or passed over.
    func isAskedFor(_ number: Double) -> Bool { hidesAnswers && desk.isAskedFor(number) }

    private var hidesAnswers: Bool {
        guard let question = desk.quiz.open else { return false }
        return playback.player != nil ? questionInView != nil : question != playback.passedQuestion
    }
}

extension String {
    /// A row with ? in the place of the numbers that are asked for. Whole ones count things as often as they are values: they are hidden
    /// behind an equals sign alone. Columns of numbers stay below one another.
    func hidingNumbers(where isAskedFor: (Double) -> Bool) -> String {
        let characters = Array(self)
        var row: [Character] = [], place = 0
        while place < characters.count {
            let end = Self.endOfNumber(in: characters, from: place)
            guard end > place else {
                row.append(characters[place])
                place += 1
                continue
            }
            let text = String(characters[place..<end])
            let isValue = text.contains(".") || text.contains("e") || row.last { $0 != " " } == "="
            if isValue, let number = Double(text), isAskedFor(number) {
                let isInColumn = row.suffix(2).elementsEqual("  ")
                row += String(repeating: " ", count: isInColumn ? text.count - 1 : 0) + "?"
            } else {
                row += text
            }
            place = end
        }
        return String(row)
    }

    /// Where a number ends that begins at a place, its sign included; the place itself where none begins, as inside of `w5`.
    private static func endOfNumber(in characters: [Character], from start: Int) -> Int {
        func isDigit(_ place: Int) -> Bool { place < characters.count && characters[place].isASCII && characters[place].isNumber }
        func skipDigits(_ place: inout Int) { while isDigit(place) { place += 1 } }
        let before = start > 0 ? characters[start - 1] : " "
        var place = start
        if characters[place] == "-", !before.isNumber, !before.isLetter { place += 1 }
        guard isDigit(place), !before.isNumber, !before.isLetter, !"._".contains(before) else { return start }
        skipDigits(&place)
        if place < characters.count, characters[place] == ".", isDigit(place + 1) {
            place += 1
            skipDigits(&place)
        }
        if place < characters.count, characters[place] == "e" {
            var end = place + 1
            if end < characters.count, "+-".contains(characters[end]) { end += 1 }
            if isDigit(end) {
                skipDigits(&end)
                place = end
            }
        }
        return place
    }
}
