"""Sparse matrices, pruning and the kernels that multiply them."""
