// Terms: what stands on the screen.

extension Term {
    static let screen = [
        Term(
            "values", "value",
            means:
                "The pane beside the network: net, out and delta of every node, then the value of every weight and bias, and its gradient. > marks "
                + "what was computed just now, * what the last command has changed.", try: "step", "show weights"),
        Term(
            "chart", means: "The pane with what was plotted last, or the loss. Left and right, or the mouse, read it.",
            try: "plot sigmoid tanh relu"),
        Term(
            "f'", "f", means: "In a chart f is a curve, and f' its slope at the cursor: how fast it rises there.",
            try: "plot sigmoid sigmoid'"),
        Term(
            "transcript", means: "The pane with what was typed and answered. A session is kept as that text, and runs again from it.",
            try: "history", "help sessions"),
        Term("welcome", means: "What is seen before there is a network: what to type first.", try: "tour", "net 2-2-2 sigmoid"),
        Term(
            "built", "built here", means: "Whether nnrepl makes an architecture of the gallery, and does not only draw it.", try: "gallery",
            "gallery residual open"),
    ]
}
