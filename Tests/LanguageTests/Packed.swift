// Files that gzip and NumPy have packed.
import Foundation

enum Packed {
    /// A table of two rows; an .npz with x (2 x 2, deflated) and y (2, stored).
    static let files: [(name: String, bytes: [UInt8])] = [
        (
            "table.csv.gz",
            decoded(
                """
                H4sIAAAAAAACA0vUSeIy1DHiMtYx4QIA5enWzgwAAAA=
                """)
        ),
        (
            "pair.npz",
            decoded(
                """
                UEsDBBQAAAAIAAAAIQAhNYtpVQAAAKAAAAAFAAAAeC5ucHmb7BfqGxDJyFDGUK2eklqcXKRupaBuk2ahrqOgnpZfVFKUmBefX5SSChJ3S8wpTg
                WKF2ckFqQC+RpGOgpGmjoKtQpkAy4GMPhgD6EZHCAUB5QWcAAAUEsDBBQAAAAAAAAAIQA1ReomggAAAIIAAAAFAAAAeS5ucHmTTlVNUFkBAHYA
                eydkZXNjcic6ICd8aTEnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMiwpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgIC
                AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgCgABUEsBAhQDFAAAAAgAAAAhACE1i2lVAAAAoAAAAAUAAAAAAAAAAAAAAIABAAAA
                AHgubnB5UEsBAhQDFAAAAAAAAAAhADVF6iaCAAAAggAAAAUAAAAAAAAAAAAAAIABeAAAAHkubnB5UEsFBgAAAAACAAIAZgAAAB0BAAAAAA==
                """)
        ),
    ]

    private static func decoded(_ text: String) -> [UInt8] {
        Data(base64Encoded: text, options: .ignoreUnknownCharacters).map(Array.init) ?? []
    }
}
