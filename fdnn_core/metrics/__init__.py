"""Similarity of images."""
