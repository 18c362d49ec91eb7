import Testing

@testable import Charts

/// The chart that a learner sees after `plot sigmoid tanh relu`.
let activations: LineChart = {
    let x = (-60...60).map { Double($0) / 10 }
    return LineChart(series: [
        Series(name: "sigmoid", x: x, y: x.map { 1 / (1 + exponential(-$0)) }),
        Series(name: "tanh", x: x, y: x.map { 1 - 2 / (exponential(2 * $0) + 1) }),
        Series(name: "relu", x: x, y: x.map { max(0, $0) }),
    ])
}()

/// Exact enough to draw: the Taylor series on a small argument, squared back up.
private func exponential(_ x: Double) -> Double {
    var (term, sum) = (1.0, 1.0)
    for n in 1..<12 {
        term *= x / 1024 / Double(n)
        sum += term
    }
    for _ in 0..<10 { sum *= sum }
    return sum
}

@Suite("sigmoid, tanh and relu at 60 x 16 look like this")
struct GoldenChartTests {
    @Test("in braille")
    func braille() {
        #expect(
            activations.render(width: 60, height: 16, marks: .braille).text() == """
                                     ⠤⠤⠤⠤⠤ sigmoid   ⠤⠤ ⠤⠤ tanh   ⠄⠄⠄⠄⠄ relu
                  │                           ┊
                6 ┤                           ┊                          ⡀
                  │                           ┊                       ⡀⠂⠁
                  │                           ┊                    ⠄⠂⠁
                4 ┤                           ┊                 ⡀⠂⠁
                  │                           ┊              ⠄⠂⠁
                  │                           ┊           ⠄⠂⠁
                2 ┤                           ┊        ⡀⠂⠁
                  │                           ┊     ⠄⠂⠁
                  │                          ⣀⣀⣀⠤⡤⠦⠓⠒⠚⠒⠛⠛⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉
                0 ┤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠖⠖⠖⠖⠖⠎⠍⠍⠍⠄⡤⠊⠁┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈
                  │                     ⣀⣀ ⠔⠊ ┊
                  │⠉⠉ ⠉⠉ ⠉⠉ ⠉⠉ ⠉⠉ ⠉⠉ ⠉⠉       ┊
                  └┬────────┬────────┬────────┬────────┬────────┬────────┬
                  -6       -4       -2        0        2        4        6
                """)
    }

    @Test("in block characters")
    func blocks() {
        #expect(
            activations.render(width: 60, height: 16, marks: .blocks).text() == """
                                     ▄▄▄▄▄ sigmoid   ▄▄ ▄▄ tanh   ▖▖▖▖▖ relu
                  │                           ┊
                6 ┤                           ┊                          ▖
                  │                           ┊                       ▖▖▘
                  │                           ┊                    ▖▖▘
                4 ┤                           ┊                 ▖▖▘
                  │                           ┊              ▖▖▘
                  │                           ┊           ▖▖▘
                2 ┤                           ┊        ▖▘▘
                  │                           ┊    ▗▄▖▘
                  │                           ▗▄▄▄▟███▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
                0 ┤▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▛▛▛▛▛▛▛▙▀▀┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈
                  │                      ▗ ▄▀ ┊
                  │▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▘    ┊
                  └┬────────┬────────┬────────┬────────┬────────┬────────┬
                  -6       -4       -2        0        2        4        6
                """)
    }

    @Test("in plain ASCII")
    func ascii() {
        #expect(
            activations.render(width: 60, height: 16, marks: .ascii).text() == """
                                           -*- sigmoid   -o- tanh   -x- relu
                  |                           :
                6 +                           :                         .x
                  |                           :                      ..''
                  |                           :                   .--'
                4 +                           :                ..x'
                  |                           :             .-''
                  |                           :          x--'
                2 +                           :       ..'x
                  |                           :    .-''
                  |                          ___x*oxo*o*o*o*o*o*o*o*o*o*o*
                0 +*x*x*x*x*x*x*x*x*x*x*x*x*xoxox. . . . . . . . . . . . .
                  |                    .__--'':
                  |---o-------o-------o'      :
                  ++--------+--------+--------+--------+--------+--------+
                  -6       -4       -2        0        2        4        6
                """)
    }
}
