"""Cosine, Fourier and wavelet transforms, convolution, resampling and truncation."""
