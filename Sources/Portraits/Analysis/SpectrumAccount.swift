// The singular values of the Jacobian of every layer, as a table and as curves.
import Charts
import Documents
import NeuralEngine
import Workspaces

package struct SpectrumAccount {
    private let spectra: [JacobianSpectrum]
    private let names: Names
    private let sample: Int

    /// - Parameter sample: from 1.
    package init(_ spectra: [JacobianSpectrum], _ network: Network, sample: Int) {
        (self.spectra, self.sample) = (spectra, sample)
        names = Names(network: network)
    }

    package var values: [JSONField] {
        [
            .init(
                "layers",
                .array(
                    spectra.map { spectrum in
                        .object([
                            .init("layer", .int(spectrum.layer)), .init("singular_values", .vector(spectrum.singularValues)),
                            .init("stable_rank", .number(spectrum.stableRank)), .init("effective_rank", .number(spectrum.effectiveRank)),
                        ])
                    }))
        ]
    }

    package func document(_ numerals: Numerals) -> Document {
        let short = Numerals(digits: min(numerals.digits, 4))
        let rows = spectra.map { spectrum in
            [
                names.layerTitle(spectrum.layer), "\(spectrum.rows)x\(spectrum.columns)",
                short.text(spectrum.singularValues.first ?? 0), short.text(spectrum.singularValues.last ?? 0), "\(spectrum.rank)",
                short.text(spectrum.stableRank), short.text(spectrum.effectiveRank),
            ]
        }
        let header = ["da/dx of", "size", "largest s", "smallest s", "rank", "stable rank", "effective rank"]
        var blocks: [Block] = [
            .line("singular values of the Jacobian of each layer with regard to the input, at sample \(sample)"),
            .table(Table(header: header, rows: rows, alignRight: [false] + header.dropFirst().map { _ in true })),
        ]
        if let broken = spectra.first(where: { $0.singularValues.contains(where: \.isNaN) }) {
            blocks.append(.note("from \(names.layerTitle(broken.layer)) on the Jacobian is not finite: forward shows where it began"))
        }
        if let last = spectra.last, spectra.count > 1, let first = spectra.first, last.effectiveRank < 0.5 * first.effectiveRank {
            blocks.append(
                .note(
                    "of \(short.text(first.effectiveRank)) directions that move \(names.layerTitle(first.layer)), about "
                        + "\(short.text(last.effectiveRank)) still move \(names.layerTitle(last.layer))"))
        }
        return Document(blocks, values: values, picture: .lines(chart))
    }

    /// A line a layer over the number of the singular value; of many layers some, from the first to the last.
    package var chart: LineChart {
        let most = 6, last = spectra.count - 1
        let places = spectra.count <= most ? Array(spectra.indices) : (0..<most).map { $0 * last / (most - 1) }
        let series = places.map { place in
            let values = spectra[place].singularValues
            return Series(
                name: names.layerTitle(spectra[place].layer), x: values.indices.map { Double($0 + 1) },
                y: values.map { $0 > 0 ? $0 : .nan })
        }
        var chart = LineChart(title: "singular values", series: series, xLabel: "number", logY: true)
        chart.countsX = true
        return chart
    }

    package var plot: Plot { Plot(chart: .lines(chart), values: values) }
}
