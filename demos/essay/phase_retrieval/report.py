"""The state of a retrieval: the estimate beside the original, the residual, and a sentence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from demos.kit.figures import Array, Axis, Figure, Image, Plot, Sentence, Series
from fdnn_core import correlation, upright

_FOUND = 0.99  # correlation


def figures(original: Array, estimate: Array, residuals: Sequence[float], total: int) -> dict[str, Figure]:
    """Return all figures after as many iterations as there are residuals."""
    shown = upright(estimate, original)
    similarity = correlation(shown, original)
    text = _story(similarity, len(residuals), total)
    return {
        "sentence": Sentence(title="In words", summary=text, text=text),
        "original": _image("The original", original),
        "estimate": _image("The estimate", shown * _factor(shown, original)),
        "residual": _chart(residuals, total),
    }


def _story(similarity: float, iterations: int, total: int) -> str:
    correlates = "no correlation" if np.isnan(similarity) else f"a correlation of {similarity:.3f}"
    text = f"After {iterations} of {total} iterations the estimate has {correlates} with the original."
    if similarity > _FOUND:
        return f"{text} It is found."
    if iterations < total:
        return f"{text} It is not found yet."
    return f"{text} It has not been found: the iteration got stuck, or needs longer."


def _factor(estimate: Array, original: Array) -> float:
    """Return the factor that brings the estimate closest to the original; phase alone leaves it open."""
    energy = float(np.sum(estimate**2))
    return max(float(np.sum(estimate * original)) / energy, 0.0) if energy else 0.0


def _image(title: str, values: Array) -> Image:
    height, width = values.shape
    return Image(title=title, summary=f"{width} × {height} pixels.", values=values.clip(0, 1))


def _chart(residuals: Sequence[float], total: int) -> Plot:
    y = np.full(total, np.nan)
    y[: len(residuals)] = residuals
    y[y == 0] = np.nan  # a logarithmic scale has no zero
    return Plot(
        title="Residual: violation of the constraints",
        summary=f"{residuals[0]:.2g} after the first iteration, {residuals[-1]:.2g} after {len(residuals)}.",
        x=np.arange(1, total + 1, dtype=float),
        series=[Series("residual", y, "after")],
        x_axis=Axis("iteration", low=1, high=total),
        y_axis=Axis("relative residual", "log"),
    )
