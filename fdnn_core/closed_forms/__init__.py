"""Exact Fourier and Hermite series of activations, and aliasing."""
