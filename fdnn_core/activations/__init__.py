"""Activation functions, pointwise and in the frequency domain."""
