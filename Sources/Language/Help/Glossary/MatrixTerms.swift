// Terms: what is told of matrices.

extension Term {
    static let matrices = [
        Term(
            "size of a matrix", "size", "shape", means: "Rows x columns: 3x2 is three rows, a unit each, of two numbers, an input each.",
            try: "show weights", "show network"),
        Term(
            "row", "rows", means: "One sample of the data, or one unit's weights in a matrix.", try: "show data", "show weights"),
        Term(
            "Jacobian", "da/dx", "da/dx of", "sensitivity matrix",
            means:
                "How each output of a layer changes with each input of the network, at one sample: da/dx, a row an output, a column an input.",
            try: "show spectrum", "explain grad(w1)"),
        Term(
            "singular values", "spectrum", "largest s", "smallest s",
            means:
                "How far a matrix stretches each of the directions that it does not turn into one another, the largest first. Of a layer's "
                + "Jacobian they tell how many directions of the input still move the layer: their list is its spectrum.",
            try: "show spectrum", "plot spectrum"),
        Term(
            "rank", "numerical rank",
            means:
                "How many directions a matrix does not flatten: its singular values that are not 0.",
            try: "show spectrum", "collapse"),
        Term(
            "stable rank", means: "The sum of the squared singular values over the largest squared one: 1 if one direction has it all.",
            try: "show spectrum"),
        Term(
            "effective rank", "participation ratio",
            means:
                "e to the entropy of the shares that the singular values have of their sum (Roy and Vetterli 2007): how many directions "
                + "count, where small ones count little.", try: "show spectrum", "lesson degeneration"),
    ]
}
