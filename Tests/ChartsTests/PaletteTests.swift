// The colours can be told apart by every eye, on both backgrounds.
import Foundation
import Testing

@testable import Charts

/// The common kinds of colour blindness, as what they make of linear red, green and blue (Machado, Oliveira and Fernandes 2009).
private enum Eye: String, CaseIterable {
    case usual, protan, deutan, tritan

    var matrix: [[Double]] {
        switch self {
        case .usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
        case .protan: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
        case .deutan: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
        case .tritan: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
        }
    }
}

extension RGB {
    fileprivate var linear: [Double] {
        [red, green, blue].map { part in
            let share = Double(part) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
    }

    fileprivate func seen(by eye: Eye) -> [Double] {
        eye.matrix.map { row in min(1, max(0, zip(row, linear).reduce(0) { $0 + $1.0 * $1.1 })) }
    }

    fileprivate var luminance: Double { zip([0.2126, 0.7152, 0.0722], linear).reduce(0) { $0 + $1.0 * $1.1 } }

    /// CIE L*a*b* as an eye sees it.
    fileprivate func lab(_ eye: Eye) -> [Double] {
        let (r, g, b) = (seen(by: eye)[0], seen(by: eye)[1], seen(by: eye)[2])
        let f = [
            (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505, 0.2126 * r + 0.7152 * g + 0.0722 * b,
            (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
        ].map { $0 > 0.008856 ? cbrt($0) : 7.787 * $0 + 16.0 / 116 }
        return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
    }

    fileprivate func difference(_ other: RGB, _ eye: Eye) -> Double {
        zip(lab(eye), other.lab(eye)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }
}

@Suite("The palette")
struct PaletteTests {
    static let all: [ChartColor] = [.muted] + (0..<8).map(ChartColor.series) + (0..<5).flatMap { [.positive($0), .negative($0)] }

    @Test("can be read on its background: a contrast of 3 to 1 or more", arguments: Background.allCases)
    func contrast(background: Background) throws {
        for behind in background == .dark ? [RGB(0x000000), RGB(0x1E1E1E)] : [RGB(0xFFFFFF), RGB(0xFAFAFA)] {
            for color in Self.all {
                let lights = [try #require(color.rgb(on: background)).luminance, behind.luminance].sorted()
                #expect((lights[1] + 0.05) / (lights[0] + 0.05) >= 3, "\(color) on \(background)")
            }
        }
    }

    @Test("keeps the two signs, and errors and remarks, apart for colour-blind eyes", arguments: Background.allCases)
    func pairs(background: Background) throws {
        for eye in Eye.allCases {
            func apart(_ a: ChartColor, _ b: ChartColor) throws -> Double {
                try #require(a.rgb(on: background)).difference(try #require(b.rgb(on: background)), eye)
            }
            for strength in 2...4 { #expect(try apart(.positive(strength), .negative(strength)) > 20, "\(eye) \(strength)") }
            for (a, b) in [(0, 1), (0, 2), (0, 4), (1, 3)] { #expect(try apart(.series(a), .series(b)) > 10, "\(eye) \(a) \(b)") }
        }
    }

    @Test("has a place in every terminal: 256 colours near to the true ones, 16 and 8")
    func places() throws {
        #expect(RGB(0x56B4E9).xterm256 == 74 && RGB(0x8A8A8A).xterm256 == 245 && RGB(0xFF8700).xterm256 == 208)
        #expect(RGB(0xFFFFFF).xterm256 == 231 && RGB(0).xterm256 == 16)
        for background in Background.allCases {
            for color in Self.all { #expect(try #require(color.basic(on: background)) < 16) }
            // Of eight, white and black are seen on one background only, and blue hardly on a dark one.
            for color in Self.all { #expect(color.basicOfEight(on: background).map { (1...6).contains($0) } ?? true) }
            #expect(ChartColor.muted.basicOfEight(on: background) == nil && ChartColor.positive(4).basicOfEight(on: .dark) != 4)
            #expect(ChartColor.positive(4).basicOfEight(on: background) != ChartColor.negative(4).basicOfEight(on: background))
        }
        #expect(ChartColor.plain.rgb(on: .dark) == nil && ChartColor.plain.basic(on: .light) == nil)
    }

    @Test("the colours of images are those of xterm's cube, and the nearest that fewer colours have")
    func mixed() {
        for level in 0...5 {
            let color = ChartColor.mixed(red: level, green: 5 - level, blue: 0)
            for background in Background.allCases {
                #expect(color.rgb(on: background)?.xterm256 == UInt8(16 + 36 * level + 6 * (5 - level)))
            }
        }
        #expect(ChartColor.mixed(red: 5, green: 0, blue: 0).basic(on: .dark) == 9)
        #expect(ChartColor.mixed(red: 0, green: 3, blue: 3).basicOfEight(on: .light) == 6)
        #expect(ChartColor.mixed(red: 0, green: 0, blue: 0).basic(on: .dark) == 0)
    }
}
