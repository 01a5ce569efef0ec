"""Exact results about activations: Fourier series of a tone, aliasing, and Hermite expansions."""
