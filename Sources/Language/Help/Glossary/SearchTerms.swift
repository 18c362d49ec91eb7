// Terms: searching hyper-parameters.

extension Term {
    static let search = [
        Term(
            "hyper-parameter", "hyperparameter",
            means: "What is chosen before training and not learnt by it: sizes, activations, learning rate, batch, epochs. A search tries "
                + "values for several of them at once.",
            try: "search random lr=log(0.001..1) trials=10", "lesson hyper-parameters"),
        Term(
            "trial", "trials",
            means: "One point of a search, tried: a training with certain hyper-parameters, and the number that it is judged by.",
            try: "search random lr=log(0.001..1) trials=10", "show search"),
        Term(
            "search space",
            means:
                "Which values a search may try: a range, a range whose ratios count (log), whole numbers (int, intlog), or names (choice).",
            try: "search random lr=log(0.001..1) units=int(2..8) activation=choice(tanh,relu)", "lesson searching"),
        Term(
            "grid search", "random search",
            means:
                "A grid tries each value with each other. Random points try as many values of every hyper-parameter as there are trials: "
                + "better where only some of them matter.",
            try: "search grid lr=log(0.001..1) points=5", "search random lr=log(0.001..1) trials=10", "lesson searching"),
        Term(
            "Bayesian optimisation", "Bayesian optimization", "bayes",
            means:
                "Of all trials so far a model is made that says how good each point may be, and how sure that is. The next trial is where "
                + "the most is to be hoped for by it.",
            try: "search bayes lr=log(0.001..1) trials=10", "plot search thinking", "lesson bayesian"),
        Term(
            "Gaussian process", "kriging", "GP",
            means:
                "A model of a function that is known at some points: at every other one a mean and a deviation, small near the known points "
                + "and large far away. How fast one point stops telling of another is its kernel's length scale, fitted for each "
                + "hyper-parameter.",
            try: "search bayes lr=log(0.001..1) trials=10", "plot search thinking", "lesson bayesian"),
        Term(
            "foretold", "where it may lie",
            means:
                "What the model of a search expects at each point, and in the shade around it how far off it may be, two deviations each way.",
            try: "search bayes lr=log(0.001..1) trials=10", "plot search thinking"),
        Term(
            "best so far", "next trial", "the best quarter", "other trials",
            means:
                "Of a search the best of all trials up to each one: stairs that only lead to what is better. The next trial is the one that the method "
                + "would make now, the best quarter those that are better than three in four.",
            try: "plot search course", "plot search pairs"),
        Term(
            "surrogate", "surrogate model",
            means:
                "What stands for the real function because it costs less to ask: a Gaussian process, or a quadratic. The search looks for "
                + "the best point of the surrogate, and tries that one in earnest.",
            try: "search bayes lr=log(0.001..1) trials=10", "plot search thinking"),
        Term(
            "acquisition function", "acquisition",
            means:
                "How much a point promises, of what the surrogate says of it: good values promise, and uncertain ones do. The next trial "
                + "is where it is greatest. Here it is the expected improvement.",
            try: "search bayes lr=log(0.001..1) trials=10", "plot search thinking"),
        Term(
            "expected improvement", "EI", "log improvement", "what the next trial is chosen by",
            means: "By how much a point will be better than the best so far, on average over all that the surrogate holds possible; worse "
                + "counts as 0. Of mean m, deviation s and best b, with z = (b - m)/s: s (z P(z) + p(z)), P and p the normal distribution and "
                + "its density.",
            try: "search bayes lr=log(0.001..1) trials=10", "plot search thinking", "lesson bayesian"),
        Term(
            "Parzen estimator", "tree-structured Parzen estimator", "Parzen", "TPE", "good", "others", "ratio", "how densely trials lie",
            "log good / others",
            means:
                "A density made of small bumps, one about each point. TPE makes two, of the good trials and of the others, and tries next "
                + "where the good ones lie most densely in comparison.",
            try: "search tpe lr=log(0.001..1) trials=20", "plot search thinking"),
        Term(
            "trust region", "quadratic model", "quadratic", "points of the model",
            means:
                "The neighbourhood of the best point in which a quadratic is believed. Its least value there is tried next; if that keeps "
                + "its promise the region grows, if not it shrinks.",
            try: "search bobyqa x=-2..2 y=-2..2 minimise=100*(y-x^2)^2+(1-x)^2", "plot search thinking", "lesson bobyqa"),
        Term(
            "BOBYQA",
            means:
                "Powell's method of 2009 for numbers within bounds: a quadratic through 2n+1 points, its least value in the trust region, "
                + "and so on, without a derivative. It finds the bottom of the valley that it begins in.",
            try: "search bobyqa x=-2..2 y=-2..2 minimise=100*(y-x^2)^2+(1-x)^2", "lesson bobyqa"),
        Term(
            "LIPO", "Lipschitz constant", "bound", "left out",
            means:
                "If a function is nowhere steeper than k, its Lipschitz constant, every trial excludes the points around it that cannot be "
                + "better than the best. LIPO tries what is left, with k as the trials show it, and a trust region every other time.",
            try: "search lipo x=-2..2 minimise=sin(5*x)+x^2 trials=20", "plot search thinking", "lesson lipo"),
        Term(
            "pruning", "pruned", "prune", "successive halving", "halving",
            means:
                "Hopeless trials are given up early, and the epochs that this saves pay for others. Successive halving lets only the best "
                + "third go on after a ninth and after a third of the epochs.",
            try: "search tpe lr=log(0.001..1) trials=20 prune=halving", "lesson searching-digits"),
        Term(
            "importance", "functional ANOVA",
            means: "Which share of the differences between trials a hyper-parameter makes by itself, averaged over all the others.",
            try: "show search"),
        Term(
            "parallel coordinates",
            means: "A picture of many dimensions: an upright axis for each, and a line a trial across all of them.",
            try: "plot search parallel"),
    ]
}
