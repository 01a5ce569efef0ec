"""Cosine, Fourier and wavelet transforms, bases, convolution and truncation."""
