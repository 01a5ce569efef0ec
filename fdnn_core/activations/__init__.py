"""Activation functions: pointwise, antialiased, in the frequency domain, and in a cascade of layers."""
