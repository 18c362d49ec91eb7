// Lists of numbers on which the kernels work.
import Testing

@testable import NeuralEngine

struct NumbersTests {
    @Test(arguments: [0, 1, 7, 8, 9, 1000, 100_003])
    func `A list begins at a line of the cache, however long it is, and so does its copy`(count: Int) {
        let numbers = Numbers(repeating: 1.5, count: count)
        var copy = numbers
        copy.withUnsafeMutableBufferPointer { _ in }
        let zeros = Numbers(repeating: 0, count: count)
        for (list, number) in [(numbers, 1.5), (copy, 1.5), (Numbers(Array(repeating: 1.5, count: count)), 1.5), (zeros, 0)] {
            #expect(list.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) % 64 } == 0)
            #expect(list.count == count && list.allSatisfy { $0 == number })
        }
    }

    @Test func `A copy that is written to leaves the first list as it was`() {
        let first: Numbers = [1, 2, 3]
        var second = first
        second[1] = 5
        second.overwrite(0..<1, with: [7])
        #expect(Array(first) == [1, 2, 3] && Array(second) == [7, 5, 3])
        #expect(first != second && second == [7, 5, 3] && first != [1, 2])
    }

    @Test func `NaN is not equal to itself, as in any list`() {
        let numbers: Numbers = [.nan]
        #expect(numbers != numbers)
    }
}
