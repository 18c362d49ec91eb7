// Text in the usual encodings, as UTF-8.

/// Bytes of text files as UTF-8 with a line feed at the end of each line.
enum PlainUTF8 {
    /// UTF-8 with or without a mark, UTF-16 of either byte order; what is none of these is Windows' Latin-1.
    /// - Throws: if it is no text: zeros stand in it.
    static func bytes(of file: [UInt8]) throws(DataFileError) -> [UInt8] {
        try refuseEndlessLine(file)
        var text = file.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(file.dropFirst(3)) : file
        if let isBigEndian = utf16ByteOrder(text) {
            text = utf8(ofUTF16: text, isBigEndian: isBigEndian)
        } else if let place = text.firstIndex(of: 0) {
            let line = text[..<place].count { $0 == UInt8(ascii: "\n") } + 1
            throw DataFileError(
                "this is not text", line: line, hint: "data files are CSV text, IDX, .npy or .npz, and any of them as .gz")
        } else if !isUTF8(text) {
            text = utf8(ofLatin1: text)
        }
        // Lines of the first Macintoshes end in a carriage return alone.
        guard text.contains(UInt8(ascii: "\r")), !text.contains(UInt8(ascii: "\n")) else { return text }
        return text.map { $0 == UInt8(ascii: "\r") ? UInt8(ascii: "\n") : $0 }
    }

    /// A first line of more bytes begins no table.
    static let longestLine = 1 << 24

    /// Refuses text without an end of a line in its first bytes, before the rest is looked at.
    static func refuseEndlessLine(_ file: [UInt8]) throws(DataFileError) {
        let beginning = file.prefix(longestLine + 1)
        guard beginning.count > longestLine, !beginning.contains(UInt8(ascii: "\n")), !beginning.contains(UInt8(ascii: "\r")) else {
            return
        }
        throw DataFileError(
            "the first line has no end within \(MemoryNeed.text(longestLine)): this is no table", line: 1,
            hint: "data files are CSV text, IDX, .npy or .npz, and any of them as .gz")
    }

    /// Whether UTF-16 has its larger byte first; nil if the bytes are none. Without a mark every other byte of the beginning is 0.
    private static func utf16ByteOrder(_ bytes: [UInt8]) -> Bool? {
        guard bytes.count >= 2, bytes.count % 2 == 0 else { return nil }
        if bytes.starts(with: [0xFE, 0xFF]) { return true }
        if bytes.starts(with: [0xFF, 0xFE]) { return false }
        let beginning = bytes.prefix(200)
        func zeros(_ start: Int) -> Int { stride(from: start, to: beginning.count, by: 2).count { beginning[$0] == 0 } }
        let (even, odd) = (zeros(0), zeros(1)), most = beginning.count / 2
        if even == 0, most > 3, 10 * odd > 9 * most { return false }
        if odd == 0, most > 3, 10 * even > 9 * most { return true }
        return nil
    }

    private static func utf8(ofUTF16 bytes: [UInt8], isBigEndian: Bool) -> [UInt8] {
        let units = stride(from: 0, to: bytes.count - 1, by: 2).map { place in
            let (a, b) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
            return isBigEndian ? a << 8 | b : b << 8 | a
        }
        return Array(String(decoding: units.first == 0xFEFF ? units.dropFirst() : units[...], as: UTF16.self).utf8)
    }

    private static func isUTF8(_ bytes: [UInt8]) -> Bool {
        bytes.allSatisfy { $0 < 128 } || String(validating: bytes, as: UTF8.self) != nil
    }

    /// The characters 128 to 159, which Windows puts where Latin-1 has none.
    private static let windows = Array(
        "\u{20AC}\u{81}\u{201A}\u{192}\u{201E}\u{2026}\u{2020}\u{2021}\u{2C6}\u{2030}\u{160}\u{2039}\u{152}\u{8D}\u{17D}\u{8F}\u{90}\u{2018}\u{2019}\u{201C}\u{201D}\u{2022}\u{2013}\u{2014}\u{2DC}\u{2122}\u{161}\u{203A}\u{153}\u{9D}\u{17E}\u{178}"
            .unicodeScalars)

    private static func utf8(ofLatin1 bytes: [UInt8]) -> [UInt8] {
        var text = String.UnicodeScalarView()
        for byte in bytes {
            text.append(windows.indices.contains(Int(byte) - 128) ? windows[Int(byte) - 128] : Unicode.Scalar(byte))
        }
        return Array(String(text).utf8)
    }
}
