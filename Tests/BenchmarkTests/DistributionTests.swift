// What is said about repeated measurements.
import Testing

@testable import nnbench

@Suite("Measured values")
struct DistributionTests {
    @Test("the median is the middle value, or the mean of the two in the middle")
    func median() {
        #expect(Distribution([3]).median == 3)
        #expect(Distribution([9, 1, 2]).median == 2)
        #expect(Distribution([4, 1, 9, 2]).median == 3)
    }

    @Test("95 percent of all values do not exceed the 95th percentile, and it is one of them")
    func percentile() {
        #expect(Distribution((1...100).map(Double.init)).percentile(95) == 95)
        #expect(Distribution((1...20).map(Double.init)).percentile(95) == 19)
        #expect(Distribution([7, 5]).percentile(95) == 7)
        #expect(Distribution([7, 5]).percentile(0) == 5)
        #expect(Distribution([7, 5]).percentile(100) == 7)
    }

    @Test(
        "numbers are told with three digits",
        arguments: [
            (0, "0"), (0.012345, "0.0123"), (1.2345, "1.23"), (-1.2345, "-1.23"), (12.345, "12.3"), (123.45, "123"), (9999.0, "10000"),
            (1234567, "1230000"), (4.86012e-16, "4.86e-16"), (5, "5"),
        ])
    func digits(number: Double, text: String) {
        #expect(short(number) == text)
    }
}
