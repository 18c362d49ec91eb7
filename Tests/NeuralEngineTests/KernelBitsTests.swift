// The same bits from every instruction set, in every place of an array, alone or together with others.
import CKernels
import NeuralEngine
import Testing

@Suite("Kernels give the same bits on every instruction set", .serialized)
struct KernelBitsTests {
    /// The instruction sets that this processor has, the plainest first.
    static let instructionSets: [String] = {
        let chosen = String(cString: nnk_instruction_set())
        defer { _ = nnk_use_instruction_set(chosen) }
        return ["scalar", "neon", "avx2", "avx512"].filter { nnk_use_instruction_set($0) }
    }()

    /// What a computation gives on each of them.
    private func results(_ compute: () -> [Double]) -> [[UInt64]] {
        let chosen = String(cString: nnk_instruction_set())
        defer { _ = nnk_use_instruction_set(chosen) }
        return Self.instructionSets.map { name in
            #expect(nnk_use_instruction_set(name))
            return compute().map(\.bitPattern)
        }
    }

    func expectSame(_ what: String, _ compute: () -> [Double]) {
        let all = results(compute)
        for (name, bits) in zip(Self.instructionSets, all) { #expect(bits == all[0], "\(what) on \(name)") }
    }

    /// Numbers of every size and sign, and the edges.
    static let numbers: [Double] = {
        var random = RandomStream(seed: 17, purpose: .data)
        let edges: [Double] = [
            0, .leastNonzeroMagnitude, .leastNormalMagnitude, 1e-300, 0x1p-54, 0x1p-30, 0.5, 0.6931471805599453, 709.79, 745.2,
            1e308, .infinity,
        ]
        var numbers = edges + edges.map { -$0 }
        for _ in 0..<400 { numbers.append(random.uniform(-6, 6)) }
        for _ in 0..<200 { numbers.append(random.uniform(-800, 800)) }
        for _ in 0..<200 {
            let number = Double(bitPattern: UInt64.random(in: .min ... .max, using: &random))
            numbers.append(number.isNaN ? 1 : number)
        }
        return numbers
    }()

    @Test("elementary functions, alone and in arrays")
    func elementary() {
        typealias Many = (UnsafePointer<Double>?, UnsafeMutablePointer<Double>?, Int) -> Void
        let functions: [(String, (Double) -> Double, Many)] = [
            ("exp", nnk_exp, nnk_exp_n), ("expm1", nnk_expm1, nnk_expm1_n), ("log", nnk_log, nnk_log_n),
            ("log1p", nnk_log1p, nnk_log1p_n), ("erf", nnk_erf, nnk_erf_n), ("erfc", nnk_erfc, nnk_erfc_n),
            ("sqrt", nnk_sqrt, nnk_sqrt_n), ("tanh", nnk_tanh, nnk_tanh_n), ("sigmoid", nnk_sigmoid, nnk_sigmoid_n),
        ]
        for (name, one, many) in functions {
            expectSame(name) {
                let alone = Self.numbers.map(one)
                var together = Self.numbers
                many(together, &together, together.count)
                #expect(sameNumbers(alone, together), "\(name) in an array")
                return alone.map { $0.isNaN ? .nan : $0 }
            }
        }
    }

    @Test("activations: value, slope, and both", arguments: 0..<Int32(nnk_activation_count))
    func activations(kernel: Int32) throws {
        let activation = try #require(nnk_activation(rawValue: UInt32(kernel)))
        let x = Self.numbers, n = x.count
        expectSame("activation \(kernel)") {
            var values = x, slopes = x, valuesOfBoth = x, slopesOfBoth = x
            nnk_activate(activation, 0.3, x, &values, n)
            nnk_activate_slope(activation, 0.3, x, &slopes, n)
            nnk_activate_both(activation, 0.3, x, &valuesOfBoth, &slopesOfBoth, n)
            #expect(sameNumbers(values, valuesOfBoth) && sameNumbers(slopes, slopesOfBoth))
            #expect(sameNumbers(values, x.map { nnk_activation_value(activation, 0.3, $0) }))
            #expect(sameNumbers(slopes, x.map { nnk_activation_slope(activation, 0.3, $0) }))
            return (values + slopes).map { $0.isNaN ? .nan : $0 }
        }
    }

    @Test("arrays of every length touch nothing beyond their end")
    func lengths() {
        expectSame("lengths") {
            (0...19).flatMap { n in
                var a = Self.numbers, slope = Self.numbers
                nnk_activate_both(.tanh, 0, a, &a, &slope, n)
                #expect(Array(a[n...]) == Array(Self.numbers[n...]) && Array(slope[n...]) == Array(Self.numbers[n...]))
                nnk_scale(3, &a, n)
                nnk_clip(0.5, &slope, n)
                return Array(a[..<n] + slope[..<n])
            }
        }
    }

    @Test("softmax: the largest taken out, the others added in order", arguments: [1, 2, 3, 8, 10, 17])
    func softmax(n: Int) {
        var random = RandomStream(seed: UInt64(n), purpose: .data)
        let z = (0..<n).map { _ in random.uniform(-5, 5) }
        expectSame("softmax") {
            var a = z
            nnk_softmax_rows(1, n, z, &a)
            let largest = z.max() ?? 0
            let others = z.indices.filter { z[$0] != largest }.reduce(0) { $0 + nnk_exp(z[$1] - largest) }
            for i in z.indices { #expect(a[i] == nnk_exp(z[i] - largest) / (1 + others)) }
            return a
        }
    }

    @Test("softmax of many rows is that of each row", arguments: [(1, 1), (3, 10), (8, 10), (21, 7), (16, 64), (9, 65), (19, 3)])
    func softmaxRows(m: Int, n: Int) {
        var random = RandomStream(seed: UInt64(m * 100 + n), purpose: .data)
        var z = (0..<m * n).map { _ in random.uniform(-20, 20) }
        z[0] = .infinity
        if m > 2 { (z[n], z[n + 1], z[2 * n]) = (-.infinity, -.infinity, .nan) }
        if m > 3 { for k in 0..<n { z[3 * n + k] = Double(k % 2) } }
        expectSame("softmax of rows") {
            var all = z
            nnk_softmax_rows(m, n, z, &all)
            for r in 0..<m {
                var one = Array(z[r * n..<(r + 1) * n])
                nnk_softmax_rows(1, n, one, &one)
                #expect(one.map(\.bitPattern) == all[r * n..<(r + 1) * n].map(\.bitPattern))
            }
            return all
        }
    }

    @Test("a window sees the plane, and zeros beside it")
    func planes() {
        var random = RandomStream(seed: 12, purpose: .data)
        for _ in 0..<300 {
            func draw(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &random) }
            let height = draw(1...12), width = draw(1...20), rows = draw(1...12), columns = draw(0...4) == 0 ? width : draw(1...20)
            let row = draw(-4...4), column = draw(-9...9), rowStride = draw(1...3), columnStride = draw(1...3)
            let plane = (0..<height * width).map { _ in random.uniform(-1, 1) }
            let right = (0..<rows * columns).map { place in
                let y = row + place / columns * rowStride, x = column + place % columns * columnStride
                return (0..<height).contains(y) && (0..<width).contains(x) ? plane[y * width + x] : 0
            }
            expectSame("plane") {
                var out = [Double](repeating: 7, count: rows * columns)
                nnk_lay_plane(plane, height, width, row, column, rowStride, columnStride, rows, columns, &out)
                #expect(out == right)
                return out
            }
        }
    }

    @Test("the greatest of a window is the first of equal ones, and not a number wins")
    func windows() {
        var random = RandomStream(seed: 13, purpose: .data)
        for round in 0..<200 {
            func draw(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &random) }
            let (height, width, stride, n) = (draw(1...3), draw(1...4), draw(1...4), draw(1...20))
            let apart = draw(1...3), line = (n - 1) * stride + (width - 1) * apart + 1 + draw(0...3)
            let x = (0..<height * line).map { _ in
                round % 9 == 0 && draw(0...9) == 0 ? Double.nan : round % 7 == 0 ? -.infinity : Double(draw(-3...3))
            }
            var greatest = [Double](repeating: -.infinity, count: n), winner = (0..<n).map { Double(100 + $0 * stride) }
            for i in 0..<n {
                for cell in (0..<height).flatMap({ m in (0..<width).map { m * line + i * stride + $0 * apart } })
                where x[cell] > greatest[i] || x[cell].isNaN {
                    (greatest[i], winner[i]) = (x[cell], Double(100 + cell))
                }
            }
            expectSame("windows") {
                var a = greatest, place = winner
                nnk_greatest_of_windows(x, line, height, width, apart, stride, 100, &a, &place, n)
                #expect(a.map(\.bitPattern) == greatest.map(\.bitPattern) && place == winner)
                return a + place
            }
        }
    }

    /// m, n, k and which of a, b lies transposed.
    static let shapes: [(Int, Int, Int, Bool, Bool)] =
        [
            (0, 3, 2, false, false), (3, 0, 2, false, false), (2, 3, 0, false, false), (300, 70, 280, false, true),
            (70, 300, 270, true, false), (1, 65, 300, false, true), (90, 1, 70, false, false), (31, 10, 40, false, true),
        ]
        + {
            var random = RandomStream(seed: 5, purpose: .data)
            return (0..<150).map { _ in
                (
                    .random(in: 1...20, using: &random), .random(in: 1...40, using: &random), .random(in: 1...20, using: &random),
                    .random(using: &random), .random(using: &random)
                )
            }
        }()

    @Test("every product is a chain of fused multiply-adds in order", arguments: shapes.indices)
    func products(index: Int) {
        let (m, n, k, aTransposed, bTransposed) = Self.shapes[index]
        var random = RandomStream(seed: UInt64(index), purpose: .data)
        let gap = index % 3
        let aRow = aTransposed ? 1 : k + gap, aColumn = aTransposed ? m + gap : 1
        let bRow = bTransposed ? 1 : n + gap, bColumn = bTransposed ? k + gap : 1
        let cRow = n + gap
        let a = (0..<(m + gap) * (k + gap) + 1).map { _ in random.uniform(-1, 1) }
        let b = (0..<(k + gap) * (n + gap) + 1).map { _ in random.uniform(-1, 1) }
        let before = (0..<m * cRow + 1).map { _ in random.uniform(-1, 1) }, biases = (0..<m + n).map { _ in random.uniform(-1, 1) }
        typealias Start = (name: String, row: Int, column: Int, value: (Int, Int) -> Double)
        let starts: [Start] = [
            ("what is there", cRow, 1, { before[$0 * cRow + $1] }), ("a bias a column", 0, 1, { biases[$1] }),
            ("a bias a row", 1, 0, { i, _ in biases[i] }), ("one bias", 0, 0, { _, _ in biases[0] }), ("zero", 0, 0, { _, _ in 0 }),
        ]
        // Of the large products, which take a while, two each.
        for (number, start) in starts.enumerated() where m * n * k < 100_000 || number == 0 || number == 1 + index % 4 {
            var right = before
            for i in 0..<m {
                for j in 0..<n {
                    right[i * cRow + j] = start.value(i, j)
                    for p in 0..<k { right[i * cRow + j].addProduct(a[i * aRow + p * aColumn], b[p * bRow + j * bColumn]) }
                }
            }
            let fast = results {
                var c = before
                c.withUnsafeMutableBufferPointer { c in
                    biases.withUnsafeBufferPointer { biases in
                        let there = UnsafePointer(c.baseAddress)
                        let from = start.name == "zero" ? nil : start.name == "what is there" ? there : biases.baseAddress
                        nnk_multiply_add(
                            m, n, k, a, aRow, aColumn, b, bRow, bColumn, from, start.row, start.column, c.baseAddress, cRow)
                    }
                }
                return c
            }
            for (name, bits) in zip(Self.instructionSets, fast) {
                #expect(bits == right.map(\.bitPattern), "\(m) x \(n) x \(k) from \(start.name) on \(name)")
            }
        }
    }

    @Test("update rules are what their formulas say, however the array is split")
    func updateRules() {
        var random = RandomStream(seed: 3, purpose: .data)
        let n = 21
        func draw(_ low: Double) -> [Double] { (0..<n).map { _ in random.uniform(low, 1) } }
        let g = draw(-1), p = draw(-1), s = draw(0), u = draw(0), v = draw(-1)
        func split(_ update: (Int, Int) -> Void) { for (from, count) in [(0, 21), (0, 0)] { update(from, count) } }
        func pieces(_ update: (Int, Int) -> Void) { for (from, count) in [(0, 1), (1, 2), (3, 8), (11, 10)] { update(from, count) } }

        let momentum = nnk_momentum_rule(rate: 0.1, decay: 0.01, momentum: 0.9, dampening: 0.2, nesterov: true, first: false)
        let rmsprop = nnk_rmsprop_rule(rate: 0.1, decay: 0.01, alpha: 0.99, epsilon: 1e-8, momentum: 0.5)
        let adadelta = nnk_adadelta_rule(rate: 1, decay: 0, rho: 0.9, epsilon: 1e-6)
        let adam = nnk_adam_rule(
            rate: 0.1, gradient_rate: 0.05, shrink: 0.99, decay: 0.01, beta1: 0.9, beta2: 0.999, v_share: 0.002, epsilon: 1e-8)

        for run in [split, pieces] {
            expectSame("update rules") {
                var all: [Double] = []
                func change(_ arrays: [[Double]], _ update: ([UnsafeMutablePointer<Double>], Int) -> Void) {
                    let memory = arrays.map { array in
                        let pointer = UnsafeMutablePointer<Double>.allocate(capacity: n)
                        pointer.initialize(from: array, count: n)
                        return pointer
                    }
                    run { from, count in update(memory.map { $0 + from }, count) }
                    for pointer in memory {
                        all += UnsafeBufferPointer(start: pointer, count: n)
                        pointer.deallocate()
                    }
                }
                change([g, p]) { nnk_sgd(0.1, 0.01, $0[0], $0[1], $1) }
                change([g, v, p]) { nnk_momentum(momentum, $0[0], $0[1], $0[2], $1) }
                change([g, s, p]) { nnk_adagrad(0.1, 0, 1e-10, $0[0], $0[1], $0[2], $1) }
                change([g, s, v, p]) { nnk_rmsprop(rmsprop, $0[0], $0[1], $0[2], nil, $0[3], $1) }
                change([g, s, v, u, p]) { nnk_rmsprop(rmsprop, $0[0], $0[1], $0[2], $0[3], $0[4], $1) }
                change([g, s, u, p]) { nnk_adadelta(adadelta, $0[0], $0[1], $0[2], $0[3], $1) }
                change([g, v, s, p]) { nnk_adam(adam, $0[0], $0[1], $0[2], nil, $0[3], $1) }
                change([g, v, s, u, p]) { nnk_adam(adam, $0[0], $0[1], $0[2], $0[3], $0[4], $1) }
                #expect(all == expected(g: g, p: p, s: s, u: u, v: v))
                return all
            }
        }
    }

    /// The update rules once more, number by number, with the same hyper-parameters.
    private func expected(g: [Double], p: [Double], s: [Double], u: [Double], v: [Double]) -> [Double] {
        func fused(_ x: Double, _ y: Double, _ z: Double) -> Double { z.addingProduct(x, y) }
        let decayed = g.indices.map { fused(0.01, p[$0], g[$0]) }
        var all = g + g.indices.map { fused(-0.1, decayed[$0], p[$0]) }

        let velocity = g.indices.map { fused(0.9, v[$0], (1 - 0.2) * decayed[$0]) }
        all += g + velocity + g.indices.map { fused(-0.1, fused(0.9, velocity[$0], decayed[$0]), p[$0]) }

        let squares = g.indices.map { fused(g[$0], g[$0], s[$0]) }
        all += g + squares + g.indices.map { fused(-0.1, g[$0] / (squares[$0].squareRoot() + 1e-10), p[$0]) }

        let means = g.indices.map { fused(0.99, s[$0], (1 - 0.99) * (decayed[$0] * decayed[$0])) }
        let pushes = g.indices.map { fused(0.5, v[$0], decayed[$0] / (means[$0].squareRoot() + 1e-8)) }
        all += g + means + pushes + g.indices.map { fused(-0.1, pushes[$0], p[$0]) }

        let centers = g.indices.map { fused(0.99, u[$0], (1 - 0.99) * decayed[$0]) }
        let spreads = g.indices.map { max(0, fused(-centers[$0], centers[$0], means[$0])).squareRoot() + 1e-8 }
        let centered = g.indices.map { fused(0.5, v[$0], decayed[$0] / spreads[$0]) }
        all += g + means + centered + centers + g.indices.map { fused(-0.1, centered[$0], p[$0]) }

        let sizes = g.indices.map { fused(0.9, s[$0], (1 - 0.9) * (g[$0] * g[$0])) }
        let steps = g.indices.map { (u[$0] + 1e-6).squareRoot() / (sizes[$0] + 1e-6).squareRoot() * g[$0] }
        let stepSizes = g.indices.map { fused(0.9, u[$0], (1 - 0.9) * (steps[$0] * steps[$0])) }
        all += g + sizes + stepSizes + g.indices.map { fused(-1, steps[$0], p[$0]) }

        let first = g.indices.map { fused(0.9, v[$0], (1 - 0.9) * decayed[$0]) }
        let second = g.indices.map { fused(0.999, s[$0], (1 - 0.999) * (decayed[$0] * decayed[$0])) }
        let greatest = zip(second, u).map(max)
        for (kept, under) in [(first + second, second), (first + second + greatest, greatest)] {
            let divisors = under.map { ($0 / 0.002).squareRoot() + 1e-8 }
            all +=
                g + kept
                + g.indices.map { fused(-0.05, decayed[$0] / divisors[$0], fused(-0.1, first[$0] / divisors[$0], 0.99 * p[$0])) }
        }
        return all
    }

    @Test("rows and sums run in order")
    func rows() {
        var random = RandomStream(seed: 9, purpose: .data)
        for (m, n) in [(1, 1), (3, 2), (7, 11), (20, 16)] {
            let x = (0..<m * n).map { _ in random.uniform(-1, 1) }, bias = (0..<n).map { _ in random.uniform(-1, 1) }
            expectSame("rows") {
                var sums = bias, gradient = x, product = x
                nnk_add_rows(m, n, x, n, &sums)
                #expect(sums == (0..<n).map { j in (0..<m).reduce(bias[j]) { $0 + x[$1 * n + j] } })
                nnk_add_penalty(0.1, 0.2, x, &gradient, m * n)
                #expect(gradient == x.map { w in (w + 0.1 * (w < 0 ? -1 : 1)).addingProduct(0.2, w) })
                nnk_multiply(x, gradient, &product, m * n)
                #expect(product == zip(x, gradient).map { $0 * $1 })
                let squares = nnk_sum_of_squares(0.5, x, m * n)
                #expect(squares == x.reduce(0.5) { $0.addingProduct($1, $1) })
                return sums + gradient + product + [squares]
            }
        }
    }
}

/// Whether two lists hold the same bits; one NaN is as good as another.
private func sameNumbers(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN) }
}
