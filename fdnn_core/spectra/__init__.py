"""Amplitude spectra, image spectra, sparsity measures and coding gain."""
