"""Fuzzing: damaged files and random addresses, as readers may hand them to a page."""
