// The data sets that come with the program; their files and licences are in Sources/CDatasets.
import CDatasets

extension Dataset {
    /// Fisher's 150 iris flowers: four lengths in cm, three species.
    public static func iris() throws(DataFileError) -> Dataset { try shipped("iris", cdatasets_iris) }

    /// 1 797 handwritten digits of 8 x 8 pixels, row by row; each pixel, 0 to 16 in the file, divided by 16.
    public static func digits() throws(DataFileError) -> Dataset {
        var digits = try shipped("digits", cdatasets_digits)
        digits.inputs.values = digits.inputs.values.map { $0 / 16 }
        return digits
    }

    private static func shipped(_ name: String, _ file: (UnsafeMutablePointer<Int>) -> UnsafePointer<UInt8>) throws(DataFileError)
        -> Dataset
    {
        var count = 0
        let start = file(&count)
        return try CSVFile(Array(UnsafeBufferPointer(start: start, count: count))).dataset(name: name)
    }
}
