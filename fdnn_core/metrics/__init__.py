"""Similarity of images: correlation, peak signal-to-noise ratio, structural similarity."""
