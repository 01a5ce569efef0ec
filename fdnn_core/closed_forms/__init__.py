"""Exact results: Fourier series of activated tones, aliasing, Hermite expansions, and irradiance."""
