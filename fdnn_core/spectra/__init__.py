"""Measures of spectra: amplitudes and power, radial spectra of images, sparsity, and coding gain."""
