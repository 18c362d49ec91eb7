// NeuralEngine: numbers. Layers, losses, passes, updates, stepping, training, data and analysis.
//
// Inside, one way: Arithmetic < Functions < Network < Data < Workbench < Layers < Passes < Updates < Stepping < Analysis < Training. Never here: text beyond a formula and
// a reason, files beyond bytes.
