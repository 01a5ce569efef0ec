"""A multilayer perceptron, the Adam optimiser, mini-batches, and features of small pictures as inputs."""
