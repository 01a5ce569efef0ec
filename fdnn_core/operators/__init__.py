"""Operators as matrices."""
