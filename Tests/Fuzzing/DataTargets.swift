// Data files: tables and arrays of numbers, from bytes that may mean anything.
import NeuralEngine

extension FuzzTarget {
    /// The first byte says how the columns are used, the others are a CSV file.
    static let tables = FuzzTarget(
        name: "tables", summary: "CSV files",
        words: [
            "\"", "\"\"", ",", ";", "\t", "\r\n", "\n", "1e308", "-0", "nan", "inf", "0x1p4", "\u{FEFF}", "0.1", "12345678901234567890",
        ],
        seeds: inputs(tableTexts, after: [0, 37, 74, 111])
    ) { bytes, tell throws(BrokenLaw) in
        var dice = Dice(bytes)
        let choice = dice.byte(), text = dice.rest()
        tell(String(decoding: text, as: UTF8.self))
        guard let file = try? CSVFile(text) else { return }
        let columns = Array(file.names.indices)
        var use = CSVFile.Use()
        if choice & 1 != 0 { use.oneHot = columns.filter { $0 % 2 == 0 } }
        if choice & 2 != 0 { use.without = Array(columns.prefix(1)) }
        if choice & 4 != 0 { use.targets = Array(columns.suffix(2)) }
        if choice & 8 != 0 { use.targets = [columns[Int(choice >> 4) % columns.count]] }
        if choice & 16 != 0 { use.areClasses = choice & 32 != 0 }
        _ = file.names.map { file.column(named: $0) }
        guard let data = try? file.dataset(name: "table", use: use) else { return }
        try law(
            data.count == file.rowCount && data.inputs.columns == data.inputNames.count, "\(data.count) samples of \(file.rowCount) lines")
        try hold(data)
    }

    /// The first byte parts the inputs from the answers, and may write a right header before the bytes.
    static let arrays = FuzzTarget(
        name: "arrays", summary: "arrays of numbers: IDX and .npy",
        words: [
            "\u{93}NUMPY", "'descr': '<f8', ", "'fortran_order': False, ", "'shape': (2, 2), ", "'>i4'", "|b1", "|u1", "(", ")", ",", "-1",
            "9223372036854775807",
        ],
        seeds: arraySeeds
    ) { bytes, tell throws(BrokenLaw) in
        var dice = Dice(bytes)
        let choice = dice.byte()
        var content = dice.rest()
        if choice & 1 != 0 {
            let type = ["<f8", "|u1", "<i2", ">f4"][Int(choice >> 1 & 3)]
            content = npy(type, "(\(choice >> 3 & 3), 2)", content)
        }
        tell("\(content)")
        guard let array = try? NumberArray(content) else { return }
        try law(array.values.count == array.shape.reduce(1, *), "\(array.values.count) numbers of shape \(array.shape)")
        try law(array.values.allSatisfy(\.isFinite), "a number that is not finite")
        let answers = NumberArray(shape: [array.shape.first ?? 1], values: array.values.prefix(array.shape.first ?? 1).map { $0 })
        guard answers.values.count == answers.shape[0] else { return }
        for channelsFirst in [false, true] {
            guard let data = try? Dataset(name: "array", inputs: array, answers: answers, channelsFirst: channelsFirst) else { continue }
            try hold(data)
        }
    }

    private static let tableTexts: [String] = [
        "a,b,c\n1,2,x\n3,4,y\n", "1;2\n3;4\n", "\"a \"\"b\"\"\",c\n\"1\n2\",3\n4,5\n", "x\ty\n0\t0\n1\t1\n0\t1\n1\t0\n",
        "a,b\r\n1,\r\n", "\u{FEFF}word,answer\nred,0\nblue,1\nred,0\nblue,1\n", "a\n1\n", ",\n,\n", "a,a\n1,1\n",
        "1,2,0\n1,2,1\n1,2,0\n1,2,1\n",
    ]

    private static let arraySeeds: [[UInt8]] = {
        var seeds: [[UInt8]] = [
            [0, 0, 0, 8, 1, 0, 0, 0, 3, 1, 2, 3], [1, 0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 4],
            [0, 0, 0, 0x0D, 1, 0, 0, 0, 1, 0x3F, 0x80, 0, 0],
        ]
        let kinds: [(type: String, shape: String, bytes: Int)] = [
            ("<f8", "(2, 2)", 32), ("|u1", "(3,)", 3), (">i4", "(1, 2, 2, 1)", 16), ("<f4", "()", 4), ("<i8", "(0, 5)", 0),
        ]
        for kind in kinds {
            let content = [UInt8](repeating: 1, count: kind.bytes)
            seeds.append([0] + npy(kind.type, kind.shape, content))
            seeds.append([7] + content)
        }
        return seeds
    }()

    /// What a data set of a file keeps to, and what is done with it afterwards.
    private static func hold(_ data: Dataset) throws(BrokenLaw) {
        for row in 0..<data.inputs.rows {
            for column in 0..<data.inputs.columns { try law(data.inputs[row, column].isFinite, "an input that is not finite") }
        }
        if case .classes(let classes, let count) = data.answers {
            try law(classes.count == data.count && classes.allSatisfy { (0..<count).contains($0) }, "classes \(classes) of \(count)")
            try law(data.classNames.isEmpty || data.classNames.count == count, "\(data.classNames.count) names of \(count) classes")
        }
        guard data.count > 0 else { return }
        let half = data.subset(Array(0..<(data.count + 1) / 2))
        try law(half.count == (data.count + 1) / 2, "half of \(data.count) is \(half.count)")
        let scaled = data.normalised(Normalisation(.standard, of: data.inputs, rows: Array(0..<data.count)))
        try law(scaled.count == data.count, "normalised to \(scaled.count) samples")
        _ = Split(of: data.count, shares: (0.6, 0.2, 0.2), seed: 1)
    }

    /// A .npy file with a right header of version 1.
    private static func npy(_ type: String, _ shape: String, _ content: [UInt8]) -> [UInt8] {
        let header = [UInt8]("{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }\n".utf8)
        var bytes: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, UInt8(header.count), 0]
        bytes += header
        bytes += content
        return bytes
    }
}
