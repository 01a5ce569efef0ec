"""Clocks, measurement protocol and statistics."""
