// Terms: how well a network does, and whether a difference means anything.

extension Term {
    static let judging = [
        Term(
            "accuracy",
            means:
                "The share of samples whose class was found. Of several outputs the largest is the answer; a single one means 1 above 0.5, and 0 below.",
            try: "print accuracy"),
        Term(
            "validation", "validation part", "test part", "hold-out", "val.loss", "val.accuracy",
            means:
                "Samples set apart: the validation part tells while training goes on how well unseen samples do, the test part judges once at the end.",
            try: "split 70/15/15"),
        Term(
            "overfitting", "overfit", "generalisation", "generalization",
            means: "The loss falls on the training part and rises on samples that the network has not seen: it learns them by heart.",
            try: "split 70/30", "train 200 patience=10", "lesson overfitting"),
        Term(
            "confusion matrix", "confusion",
            means:
                "How many samples of each class, a row each, were taken for which class, a column each: what is right stands on the diagonal.",
            try: "show confusion"),
        Term(
            "recall", "sensitivity", means: "Of the samples of a class the share that is recognised: recall.2 is that of class 2.",
            try: "print recall.1", "show confusion"),
        Term(
            "precision", means: "Of the samples that are taken for a class the share that is of it: precision.2 is that of class 2.",
            try: "print precision.1", "show confusion"),
        Term(
            "start", "starts", "restart",
            means: "One training from first weights of one seed. Several tell whether a difference is more than luck.",
            try: "compare lr=0.1,1 seeds=5 epochs=100", "init seed=2"),
        Term(
            "band", "least to greatest",
            means:
                "In a chart of several starts the shade from the least to the greatest of them, around their mean. Between two wide layers "
                + "of the network it is a strip of their weights.", try: "compare lr=0.1,1 seeds=5 epochs=100", "net 64-16-10 relu"),
        Term(
            "deviation", "standard deviation", "spread", "variance",
            means:
                "How far numbers lie from their mean, as the root of the mean square (the variance is its square). A lead that is smaller than "
                + "the spread of the starts may be luck.", try: "compare lr=0.1,1 seeds=5 epochs=100"),
        Term(
            "mean loss", "mean accuracy", "mean val.loss", "mean val.accuracy", "least", "greatest", "best", "verdict",
            means:
                "Of each setting that is compared: the mean over its starts of what they end with, and the least and the greatest of them. "
                + "The best setting has the best mean.", try: "compare lr=0.1,1 seeds=5 epochs=100"),
    ]
}
