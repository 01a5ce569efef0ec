"""A multilayer perceptron and Adam."""
