// The data that come with the program, and those of files, for the program as it is built.
import Foundation
import Testing

@Suite("Data, from any folder")
struct DataTests {
    @Test("iris and digits are inside the program")
    func shipped() throws {
        let folder = try TemporaryFolder()
        let result = try Program.run(["-e", "data iris; data digits"], in: folder.path)
        #expect(
            result.lines == [
                "iris: 150 samples, 4 inputs, 3 classes: setosa, versicolor, virginica",
                "digits: 1797 samples, 64 inputs, 10 classes: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9",
            ])
    }

    @Test("a file is looked for from the folder in which the program was started; an error in it names line and column")
    func files() throws {
        let folder = try TemporaryFolder()
        try Data("x,kind\n1,a\n2,b\n3,b\n".utf8).write(to: URL(fileURLWithPath: folder.path + "/good.csv"))
        try Data("x,kind\n1,a\ntwo,b\n".utf8).write(to: URL(fileURLWithPath: folder.path + "/bad.csv"))
        let good = try Program.run(["-e", "data load good.csv"], in: folder.path)
        #expect(good.lines.first == "good: 3 samples, 1 input, 2 classes: a, b" && good.status == 0)
        let bad = try Program.run(["-e", "data load bad.csv"], in: folder.path)
        #expect(bad.status == 1 && bad.errors.hasPrefix("error: bad.csv, line 3, column 1: 'two' (x) is not a number\n"))
    }

    @Test("threads change no digit of a split training, its judgement and its past")
    func threads() throws {
        let commands =
            "data digits; split 80/20 seed=1; net 64-40-10 relu output=softmax; init he-normal seed=1; set lr 0.1; train 2 batch=128 shuffle=1; "
            + "set digits 17; print W2; print val.loss; rewind 1; print val.loss"
        let (one, two) = (try Program.run(["-e", commands]), try Program.run(["--threads", "2", "-e", commands]))
        #expect(one.status == 0 && one.output == two.output)
    }
}
