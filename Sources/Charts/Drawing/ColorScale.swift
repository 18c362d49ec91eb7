// The scales of pictures in solid colour. Each step looks as large as any other, because lightness runs evenly in a space that is made for
// the eye (Oklab); and as what differs is lightness, in one hue for sizes and in blue and orange for signs, every kind of colour-blind eye
// reads them.

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Colours from one end to the other in equal steps.
struct ColorScale: Sendable {
    /// The steps of a scale, its beginning not counted.
    static let steps = 40

    /// A colour as it is, and the nearest of xterm's that no terminal changes.
    struct Step: Sendable {
        let rgb: RGB
        let xterm256: UInt8
    }

    private let all: [Step]

    /// The colour at a step; beyond the ends that of the end.
    subscript(step: Int) -> Step { all[min(max(step, 0), Self.steps)] }

    /// - Parameters:
    ///   - fixed: colours of xterm's in the same hue; a step has the one that is as light as it is.
    ///   - color: the colour at a share, 0...1.
    private init(_ fixed: [UInt8], _ color: (_ share: Double) -> Oklab) {
        let known = fixed.map { (number: $0, lightness: Oklab(.fixed($0)).lightness) }
        all = (0...Self.steps).map { step in
            let color = color(Double(step) / Double(Self.steps))
            let nearest = known.min { abs($0.lightness - color.lightness) < abs($1.lightness - color.lightness) }
            return Step(rgb: color.rgb, xterm256: nearest?.number ?? 16)
        }
    }

    /// Sizes: one hue, from what is near the background to what stands out most from it.
    static func magnitude(on background: Background) -> ColorScale { background == .dark ? rising : falling }

    private static let rising = ColorScale([234, 236, 238, 24, 67, 110, 153, 189, 255]) {
        Oklab(lightness: 0.24 + 0.72 * $0, chroma: 0.03 + 0.36 * $0 * (1 - $0), hue: 248)
    }
    private static let falling = ColorScale([255, 254, 153, 110, 68, 25, 18]) {
        Oklab(lightness: 0.97 - 0.67 * $0, chroma: 0.01 + 0.13 * $0, hue: 250)
    }

    /// Signs: two hues that are equally dark at their ends and meet in what is light.
    static let positive = ColorScale([255, 254, 153, 110, 68, 26, 25]) {
        Oklab(lightness: 0.95 - 0.48 * $0, chroma: 0.17 * $0, hue: 250)
    }
    static let negative = ColorScale([255, 254, 223, 216, 173, 166, 130]) {
        Oklab(lightness: 0.95 - 0.42 * $0, chroma: 0.15 * $0, hue: 58)
    }

    /// Groups: each from what is light to the hue of its series.
    static let groups: [ColorScale] = [
        group([255, 254, 117, 74, 31], hue: 235), group([255, 254, 222, 215, 179, 172], hue: 75),
        group([255, 254, 151, 115, 72, 36], hue: 165), group([255, 254, 218, 182, 175, 169], hue: 345),
        group([255, 254, 217, 210, 167], hue: 40), group([255, 254, 187, 185, 143, 100], hue: 108),
        group([255, 254, 189, 147, 105, 62], hue: 275), group([255, 252, 249, 246, 244], hue: 0, chroma: 0),
    ]

    /// What lies on top of the scale of a group: its hue, dark enough to be seen on all of it.
    static let spots = [250.0, 50, 165, 345, 30, 108, 275, nil].map { hue in
        Oklab(lightness: 0.32, chroma: hue == nil ? 0 : 0.09, hue: hue ?? 0).rgb
    }

    private static func group(_ fixed: [UInt8], hue: Double, chroma: Double = 0.125) -> ColorScale {
        ColorScale(fixed) { Oklab(lightness: 0.95 - 0.33 * $0, chroma: chroma * $0, hue: hue) }
    }
}

/// A colour by its lightness, 0...1, and by how far it is from grey: to red or green, to yellow or blue.
struct Oklab {
    let lightness: Double
    let a: Double
    let b: Double

    /// - Parameter hue: in degrees: 30 is red, 110 yellow, 145 green, 260 blue.
    init(lightness: Double, chroma: Double, hue: Double) {
        self.lightness = lightness
        a = chroma * cos(hue * .pi / 180)
        b = chroma * sin(hue * .pi / 180)
    }

    init(_ color: RGB) {
        let (red, green, blue) = (Self.light(color.red), Self.light(color.green), Self.light(color.blue))
        let l = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
        let m = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
        let s = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
        lightness = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s
        a = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s
        b = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
    }

    /// The colour on a screen; what a screen cannot show is cut off.
    var rgb: RGB {
        let l = pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3)
        let m = pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3)
        let s = pow(lightness - 0.0894841775 * a - 1.2914855480 * b, 3)
        let parts = [
            4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s, -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s,
        ]
        return RGB(parts.reduce(0) { $0 << 8 | UInt32((Self.signal($1) * 255).rounded()) })
    }

    // The sRGB curve between a signal and the light that it makes.
    private static func light(_ part: UInt8) -> Double {
        let part = Double(part) / 255
        return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }

    private static func signal(_ light: Double) -> Double {
        let light = min(max(light, 0), 1)
        return light <= 0.0031308 ? 12.92 * light : 1.055 * pow(light, 1 / 2.4) - 0.055
    }
}

extension RGB {
    /// One of xterm's fixed colours, 16...255: a cube of 6 x 6 x 6, then 24 greys.
    static func fixed(_ number: UInt8) -> RGB {
        let number = UInt32(number)
        if number >= 232 { return RGB((8 + 10 * (number - 232)) * 0x01_0101) }
        let place = max(number, 16) - 16, levels = cubeLevels.map(UInt32.init)
        return RGB(levels[Int(place / 36)] << 16 | levels[Int(place / 6 % 6)] << 8 | levels[Int(place % 6)])
    }
}
