// Tables as people write them: how they are written down is found, or said.
import Testing

@testable import NeuralEngine

@Suite("Tables as people write them")
struct TableFormatTests {
    private func read(_ bytes: [UInt8], _ change: (inout FormatWishes, inout CSVFile.Use) -> Void = { _, _ in }) throws -> Dataset {
        var wishes = FormatWishes(), use = CSVFile.Use()
        change(&wishes, &use)
        return try CSVFile(bytes, wishes).dataset(name: "test", use: use)
    }

    private func read(_ text: String, _ change: (inout FormatWishes, inout CSVFile.Use) -> Void = { _, _ in }) throws -> Dataset {
        try read(Array(text.utf8), change)
    }

    @Test("what parts the fields is found: commas, semicolons, tabs, bars, blanks in any number, also where decimals have commas")
    func separators() throws {
        let wanted = Matrix(rows: [[1, 2.5], [3.25, 4]])
        for text in [
            "1,2.5,0.5\n3.25,4,1\n", "1;2.5;0.5\n3.25;4;1\n", "1\t2.5\t0.5\n3.25\t4\t1\n", "1|2.5|0.5\n3.25|4|1\n",
            "1 2.5 0.5\n3.25 4 1\n", "  1   2.5  0.5  \n 3.25\t4  1\n", "1, 2.5, 0.5\n3.25, 4, 1\n", "1;2,5;0,5\n3,25;4;1\n",
            "1 2,5 0,5\n3,25 4 1\n", "\"1\",\"2,5\",\"0,5\"\n\"3,25\",\"4\",\"1\"\n", "1,2.5,0.5\r3.25,4,1\r",
        ] { #expect(try read(text).inputs == wanted, "\(text)") }
        #expect(try read("a name,a b\nx y z,1\nu v,2\n") { $1.oneHotAll = true }.inputNames == ["a name=u v", "a name=x y z"])
    }

    @Test(
        "blanks behind the sign that parts the fields, or within them, part nothing, and a spreadsheet may say what does",
        arguments: [
            ("hours,score\n1, 52\n2, 55\n3, 61\n4, 70\n", ["hours"], ["score"]),
            ("duration,iprod\n7, .01138\n9, .02\n", ["duration"], ["iprod"]),
            ("hours,score\n1, no\n2, yes\n3, no\n", ["hours"], ["score"]), ("a\tb\n1\t2 x\n3\t4 x\n", ["a"], ["b"]),
            ("p;y\n\"1 x\";0\n\"2 x\";1\n", ["p=1 x", "p=2 x"], ["y"]), ("x y\nrow1 1 2\nrow2 3 4\n", ["x"], ["y"]),
            ("sep=;\na;b\n1,5;2\n", ["a"], ["b"]), ("'OBS' 'GPA' 'y'\n1 2.5 0\n2 3.5 1\n", ["GPA"], ["y"]),
            ("name,2000,2001,2002\nA,1,2,3\nB,4,5,6\n", ["name=A", "name=B", "2000", "2001"], ["2002"]),
        ])
    func blanksWithin(text: String, inputs: [String], targets: [String]) throws {
        let preparation = try read(text) { $1.oneHotAll = true }.preparation
        #expect(preparation.inputNames == inputs && preparation.targetNames == targets)
    }

    @Test("a minus sign as texts have it, and a blank that keeps a line together, are those of a number")
    func typography() throws {
        #expect(try read("p,y\n\u{2212}12,0\n\u{2013}3.5,1\n\u{A0}4\u{A0},1\n").inputs.values == [-12, -3.5, 4])
    }

    @Test("thousands may be parted; what could be thousands or decimals is asked")
    func thousands() throws {
        #expect(try read("a;b\n1,299.99;1\n-12,000;2\n").inputs.values == [1299.99, -12000])
        #expect(try read("a;b\n1.299,99;1\n-12.000;2\n").inputs.values == [1299.99, -12000])
        #expect(throws: DataFileError.self) { try read("a;b\n1,299;1\n2,000;2\n") }
        #expect(try read("a;b\n1,299;1\n2,000;2\n") { wishes, _ in wishes.decimal = .comma }.inputs.values == [1.299, 2])
        #expect(try read("a;b\n1,299;1\n2,000;2\n") { wishes, _ in wishes.decimal = .point }.inputs.values == [1299, 2000])
    }

    @Test(
        "the first line is a sample where it holds what the lines below hold",
        arguments: [
            ("5.1,3.5,A\n4.9,3.0,A\n6.2,2.9,B\n", 3), ("a,b,kind\n4.9,3.0,A\n6.2,2.9,B\n", 2), ("p,x\ne,x\np,s\n", 3),
            ("name,kind\nfoo,rose\nbar,aster\n", 2), ("\"\",\"1990\",\"1991\"\n\"x\",1,2\n\"y\",3,4\n", 2), ("NA,1,2\n3,4,5\n", 2),
            ("x y\na 1 2\nb 3 4\n", 2), ("5.1,A\n", 1),
        ])
    func header(text: String, samples: Int) throws {
        let data = try read(text) { ($1.oneHotAll, $1.gaps, $1.keepsRowNames) = (true, .mean, true) }
        #expect(data.count == samples)
    }

    @Test("header=, skip= and comment= overrule the guess")
    func wishes() throws {
        #expect(try read("1,2\n3,4\n") { wishes, _ in wishes.hasHeader = true }.count == 1)
        #expect(try read("about\n\n1,2\n3,4\n") { wishes, _ in wishes.skip = 1 }.count == 2)
        #expect(try read("%1,2\n3,4\n5,6\n") { wishes, _ in wishes.comment = UInt8(ascii: "%") }.inputs.values == [3, 5])
    }

    @Test("lines that begin with # are comments, unless most do; the last one before the table may name its columns")
    func comments() throws {
        #expect(try read("# by hand\n#\na,b\n1,2\n# later\n3,4\n").inputs.values == [1, 3])
        #expect(try read("# a b\n1 2\n3 4\n").inputNames == ["a"])
        #expect(try read("#ff0000,1\n#00ff00,2\n") { $1.oneHotAll = true }.inputs.columns == 2)
    }

    @Test("UTF-16 of both byte orders, with or without a mark, and Latin-1 are read like UTF-8")
    func encodings() throws {
        let text = "größe,wort\n1,süß\n2,herb\n", wanted = try read(text)
        let units = Array(text.utf16)
        let little = units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }, big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
        for bytes in [[0xFF, 0xFE] + little, [0xFE, 0xFF] + big, little, big, text.unicodeScalars.map { UInt8($0.value) }] {
            #expect(try read(bytes) == wanted)
        }
        #expect(wanted.classNames == ["herb", "süß"])
    }

    @Test("gaps: their rows are dropped, or mean, median or the most frequent word fill them; an answer is never made up")
    func gaps() throws {
        let text = "a,w,y\n1,u,1\nNA,u,2\n4,?,3\n10,v,\n?,v,4\n7,u,5\n"
        func read(_ rule: GapRule) throws -> Dataset { try self.read(text) { ($1.oneHot, $1.gaps) = ([1], rule) } }
        #expect(try read(.drop).inputs == Matrix(rows: [[1, 1], [7, 1]]))
        #expect(try read(.mean).inputs == Matrix(rows: [[1, 1, 0], [4, 1, 0], [4, 1, 0], [4, 0, 1], [7, 1, 0]]))
        #expect(try self.read("a,y\n1,1\n.,2\n2,3\n9,4\n") { $1.gaps = .median }.inputs.values == [1, 2, 2, 9])
        #expect(try read(.drop).preparation.rowsLeftOut == 4)
    }

    @Test("numbers and names of rows are left out, unless nothing else is left or they are asked for")
    func rowNames() throws {
        #expect(try read("\"\",a,y\n\"1\",5,2\n\"2\",6,3\n").inputNames == ["a"])
        #expect(try read("id,a,y\n1,5,2\n2,6,3\n").preparation.columns[0].use == .leftOut(.rowNumbers))
        #expect(try read("\"\",a,y\nvolvo,5,2\nsaab,6,3\n").preparation.columns[0].use == .leftOut(.rowNames))
        #expect(try read("id,a,y\n7,5,2\n2,6,3\n").inputNames == ["id", "a"])
        #expect(try read("\"\",y\n1,2\n2,3\n").inputs.values == [1, 2])
        #expect(try read("id,a,y\n1,5,2\n2,6,3\n") { $1.keepsRowNames = true }.inputNames == ["id", "a"])
    }

    @Test("all columns of words become inputs at once, but not those where nearly every row has another word")
    func oneHotAll() throws {
        let rows = (0..<50).map { "person \($0),\(["red", "blue"][$0 % 2]),\($0),\($0 * 3)\n" }.joined()
        let data = try read("name,colour,a,y\n" + rows) { $1.oneHotAll = true }
        #expect(data.inputNames == ["colour=blue", "colour=red", "a"])
        #expect(data.preparation.columns[0].use == .leftOut(.text(different: 50)))
    }

    @Test("thousands of different answers are numbers, or no classes")
    func manyClasses() throws {
        let whole = (0..<5000).map { "\($0),\($0 % 2500)\n" }.joined()
        #expect(try read("a,y\n" + whole).labels == nil)
        let words = (0..<60).map { "\($0),w\($0)\n" }.joined()
        #expect(throws: DataFileError.self) { try read("a,y\n" + words) }
        #expect(try read("a,y\n" + words) { $1.areClasses = true }.classNames.count == 60)
    }

    @Test(
        "labels are read as the network asks",
        arguments: [
            ("1,2,3,1", Activation.softmax, 3, "classes"), ("0,2,4,2", .softmax, 3, "classes"), ("-1,1,1,-1", .sigmoid, 1, "classes"),
            ("1,2,3,1", .identity, 1, "numbers"), ("0,1,2,0,1,2", .identity, 1, "numbers"), ("0,1,2,0,1,2", .identity, 3, "classes"),
            ("0,1,0,1", .tanh, 1, "classes"), ("1,2,1,2", .tanh, 1, "numbers"), ("0,1,3,3", .softmax, 4, "classes"),
            ("-1,1,1,-1", .step, 1, "classes"), ("-1,1,1,-1", .hardSigmoid, 1, "classes"), ("1,2,1,2", .step, 1, "classes"),
            ("-1,1,1,-1", .softsign, 1, "numbers"), ("-1,1,1,-1", .relu, 1, "numbers"),
        ])
    func labels(labels: String, activation: Activation, outputs: Int, wanted: String) throws {
        var network = Network(inputs: 1)
        network.append(units: outputs, activation: activation)
        let data = try read("y,a\n" + labels.split(separator: ",").enumerated().map { "\($1),\($0)\n" }.joined()) { $1.targets = [0] }
        let read = data.read(for: network)
        #expect((read.classes == nil) == (wanted == "numbers") && read.fits(network))
        #expect(read.read(for: nil) == data)
    }

    @Test("new rows become inputs as those of the table did, and what the table never had is told")
    func newRows() throws {
        let data = try read("a,w,y\n1,u,1\n3,v,2\n5,u,4\n") { $1.oneHot = [1] }
        let rows = try NewRows([["2", "v"], ["", "x"], ["9", "NA"]], of: data.preparation)
        #expect(rows.inputs == Matrix(rows: [[2, 0, 1], [3, 0, 0], [9, 1, 0]]))
        #expect(
            rows.oddities == [
                .gap(row: 2, column: "a", filledBy: "3.0"), .newWord(row: 2, column: "w", word: "x", known: ["u", "v"]),
                .beyond(row: 3, column: "a", number: 9, least: 1, greatest: 5), .gap(row: 3, column: "w", filledBy: "u"),
            ])
        #expect(throws: NewRowsError(row: 1, column: 0, .notANumber("x"))) { try NewRows([["x", "u"]], of: data.preparation) }
        #expect(try NewRows([["3", "V"]], of: data.preparation) == NewRows([["3", "v"]], of: data.preparation))
        let scaled = data.normalised(Normalisation(.range, of: data.inputs, rows: [0, 1, 2]))
        #expect(scaled.preparation.scaled(inputs: data.inputs) == scaled.inputs)
    }

    @Test("only 0, 1, 2 ... or 1, 2, 3 ... number rows, and words or what R has in quotes names them; years, times and doses stay inputs")
    func rowNumbers() throws {
        for column in [[1950, 1960, 1970], [10.5, 9.1, 3.2], [2, 3, 4], [7, 5, 2]] {
            let text = ",a,y\n" + column.enumerated().map { "\($1),\($0 * $0),0.\($0)\n" }.joined()
            #expect(try read(text).inputNames == ["", "a"], "\(column)")
        }
        #expect(try read("a,,y\n1,2.5,0\n3,4.7,1\n5,7.1,0\n").inputs.columns == 2)
        for names in [["0", "1", "2"], ["1", "2", "3"], ["\"4\"", "\"9\"", "\"12\""], ["Fiat", "Opel", "4"]] {
            let rows = names.enumerated().map { "\($1),\($0 * 2),\($0 + 7).5\n" }.joined()
            #expect(try read("\"\",\"a\",\"y\"\n" + rows).inputNames == ["a"], "\(names)")
            #expect(try read("\"a\",\"y\"\n" + rows).inputNames == ["a"], "\(names)")
        }
        let short = "a,b\n1.5,2,0\n3.7,4,1\n"
        #expect(throws: DataFileError.self) { try read(short) }
        do {
            _ = try read(short)
        } catch let error as DataFileError {
            #expect(error.message == "this line has 3 fields, the header 2" && error.line == 2)
            #expect(error.hint?.contains("skip=1 ") == true)
        }
        #expect(try read(short) { wishes, _ in wishes.skip = 1 }.inputs == Matrix(rows: [[1.5, 2], [3.7, 4]]))
    }

    @Test(
        "a text is told to be a number with a sign or unit where one mark stands beside one number, and all words of the column are so",
        arguments: [
            ("€2,€3", true), ("5kg,6kg", true), ("10 %,12 %", true), ("1 km/h,2 km/h", true), ("-3°C,4°C", true), ("<5,7", true),
            ("10:30,11:45", false), ("1/2,3/4", false), ("1/2/2024,3/2/2024", false), ("1.5D+02,2.5D+02", false), ("(10),(12)", false),
            ("48°12',48°13'", false), ("1+2j,2+1j", false), ("n0,n1", false), ("1:0.5,2:0.7", false), ("A/5 21171,PC 17599", false),
            ("1st,2nd", false), ("#1,#2", false), ("1a,2b", false), ("€2,$3", false),
        ])
    func marks(words: String, areMarked: Bool) throws {
        let text = "t,y\n" + words.split(separator: ",").enumerated().map { "\($1),\($0)\n" }.joined()
        let file = try CSVFile(Array(text.utf8))
        #expect((file.marks(0) != nil) == areMarked)
        do {
            _ = try file.dataset(name: "test")
        } catch {
            let hint = error.hint ?? ""
            #expect(hint.hasPrefix("numbers stand without signs or units: ") == areMarked, "\(hint)")
            #expect(hint.contains("without=t") && (areMarked || hint.contains("one-hot=t")), "\(hint)")
        }
    }

    @Test("percents and money as answers are told as they are among inputs, and become classes where that is asked for")
    func markedAnswers() throws {
        for mark in ["%", "€"] {
            let text = "a,y\n1,10\(mark)\n2,20\(mark)\n3,10\(mark)\n"
            do {
                _ = try read(text)
                Issue.record("\(mark) is taken for a class")
            } catch let error as DataFileError {
                #expect(error.message == "'10\(mark)' (y) is not a number")
                #expect(error.hint == "numbers stand without signs or units: 10; answers=classes takes them as classes")
            }
            #expect(try read(text) { $1.areClasses = true }.classNames.count == 2)
        }
        #expect(try read("a,y\n1,<30\n2,>30\n3,NO\n").classNames.count == 3)
    }

    @Test("several answers of which one is 1 in each row are classes by the names of their columns")
    func oneHotAnswers() throws {
        let text = "a,cat,dog,fox\n1,1,0,0\n2,0,0,1\n3,0,1,0\n"
        let data = try read(text) { $1.targets = [1, 2, 3] }
        #expect(data.classes == [0, 2, 1] && data.classNames == ["cat", "dog", "fox"])
        #expect(try read(text) { ($1.targets, $1.areClasses) = ([1, 2, 3], false) }.classes == nil)
        #expect(try read("a,cat,dog\n1,1,1\n2,0,1\n") { $1.targets = [1, 2] }.classes == nil)
    }

    @Test("a thousand columns take a thousand times as long as one, not a million times", .timeLimit(.minutes(1)))
    func wideTables() throws {
        let count = 20_000, row = String(repeating: "1.5,", count: count)
        let text = (0..<count).map { "g\($0)," }.joined() + "y\n" + row + "0\n" + row + "1\n"
        let clock = ContinuousClock()
        var data: Dataset?
        let time = try clock.measure { data = try read(text) }
        #expect(data?.inputs.columns == count && time < .seconds(20), "\(time)")
    }

    @Test("normalising names what never changes, and takes numbers whose squares are beyond all numbers, or below them")
    func normalising() {
        let rows = Matrix(rows: [[1e200, 2, 1e-200, 0.1], [2e200, 2, 2e-200, 0.1], [1e308, 2, 5e-200, 0.1]])
        let scale = Normalisation(.standard, of: rows, rows: [0, 1, 2]), scaled = scale.applied(to: rows)
        #expect(scale.constants == [1, 3] && scale.shift[1] == 2 && scale.shift[3] == 0.1)
        for column in [0, 2] {
            let values = (0..<3).map { scaled[$0, column] }
            #expect(abs(values.reduce(0, +)) < 1e-12 && abs(values.reduce(0) { $0 + $1 * $1 } / 3 - 1) < 1e-12)
        }
        #expect(Normalisation(.range, of: rows, rows: [0, 1, 2], keepsConstants: true).shift[1] == 0)
    }
}
