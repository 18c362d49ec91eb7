// Files of data for the tests.
import Foundation

/// A folder with a table of flowers and two arrays, gone when nobody needs it any more.
final class DataFolder {
    let path: String
    private let names = ["flowers.csv", "x.npy", "y.npy", "now.svg", "now.txt", "people.csv", "new.csv", "answers.csv"]

    init() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("nnrepl-data-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
        try write("id,length,colour,species\n1,2.5,red,rose\n2,3,blue,aster\n3,2,red,rose\n4,3.5,white,aster\n", to: "flowers.csv")
        try write("age,town,income\n31,Rome,20\n,Oslo,30\n44,Rome,25\n", to: "people.csv")
        try write("sepal_length,sepal_width,petal_length,petal_width\n5.1,3.5,1.4,0.2\n", to: "new.csv")
        try Data(Self.npy("<f8", "(3, 2)", [1.0, 2, 3, 4, 5, 6])).write(to: url.appendingPathComponent("x.npy"))
        try Data(Self.npy("<i4", "(3,)", [0, 1, 1] as [Int32])).write(to: url.appendingPathComponent("y.npy"))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        let file = "\(path)/\(name)"
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        return file
    }

    /// A command in which the names of the files are those in this folder.
    func placed(_ command: String) -> String { names.reduce(command) { $0.replacingOccurrences(of: $1, with: "\(path)/\($1)") } }

    static func npy<T>(_ type: String, _ shape: String, _ numbers: [T]) -> [UInt8] {
        let header = Array("{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }\n".utf8)
        return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.count), 0] + header + numbers.withUnsafeBytes { Array($0) }
    }
}
