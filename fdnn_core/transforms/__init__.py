"""Cosine, Fourier and wavelet transforms, spherical harmonics, convolution, resampling and truncation."""
