"""Demos live in a notebook: ``Live(load("activation_xray"))`` at the end of a cell."""

from demos.kit.notebook.live import Live

__all__ = ["Live"]
