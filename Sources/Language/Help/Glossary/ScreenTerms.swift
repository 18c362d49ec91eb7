// Terms: what stands on the screen.

extension Term {
    static let screen = [
        Term(
            "values", "value",
            means:
                "The pane beside the network: net, out and delta of every node, then the value of every weight and bias, and its gradient. ▸ marks "
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
        Term(
            "running", "working", "paused", "stopped", "playing",
            means:
                "What goes on now: a training or a search runs, a session is played, or it rests and goes on where it was. Ctrl-C stops what runs, "
                + "space pauses a training and goes on.", try: "train 500 pace=50", "help keys"),
        Term(
            "looking back", "look back", "past epoch",
            means:
                "After a training, and while it rests, left and right show the network as it was at the end of an earlier epoch. Nothing has changed "
                + "by that: Enter goes back to what is seen, Escape to the last epoch.", try: "train 100", "rewind 10"),
        Term(
            "epoch 0", "before the first epoch", means: "The network as it stood before the training: with its first weights.",
            try: "train 100", "rewind 0"),
        Term(
            "direction", "direction 1", "direction 2", "principal component",
            means:
                "Of more than two units a picture shows the two directions in which the points lie farthest apart: each is a mixture of all units, "
                + "the first the widest (principal components).", try: "plot samples", "plot folding"),
        Term(
            "crossing", means: "In charts of plain characters the sign of a place where two lines meet.",
            try: "plot sigmoid tanh marks=ascii"),
        Term(
            "suggestion", "greyed text", means: "What the line will probably become, from earlier ones: the right arrow takes it.",
            try: "help keys"),
        Term(
            "not kept", "journal",
            means:
                "Each command is written into a journal as it happens, so that a crash loses nothing. Not kept says that this is impossible here.",
            try: "history", "help sessions"),
        Term(
            "taken over", "take over",
            means: "Who types a command into a session that is played goes on from there alone; F8 comes back to the session.",
            try: "lesson perceptron", "help keys"),
        Term("welcome", means: "What is seen before there is a network: what to type first.", try: "tour", "net 2-2-2 sigmoid"),
        Term(
            "built", "built here", means: "Whether nnrepl makes an architecture of the gallery, and does not only draw it.", try: "gallery",
            "gallery residual open"),
    ]
}
