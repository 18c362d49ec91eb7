// Numbers in brackets for programs.
import Documents
import NeuralEngine

extension Tensor {
    /// The numbers as nested arrays.
    package var json: JSONValue { Tensor.json(dimensions[...], values[...]) }

    private static func json(_ dimensions: ArraySlice<Int>, _ values: ArraySlice<Double>) -> JSONValue {
        guard let first = dimensions.first, dimensions.count > 1 else { return .vector(values) }
        let size = first == 0 ? 0 : values.count / first
        return .array((0..<first).map { json(dimensions.dropFirst(), values[(values.startIndex + $0 * size)...].prefix(size)) })
    }
}
