"""A multilayer perceptron, and the Adam optimiser."""
