"""Four bases compared: a sentence, curves, a table, and their vectors side by side."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from demos.kit.figures import (
    Array,
    Axis,
    Figure,
    Image,
    Plot,
    Question,
    Role,
    Sentence,
    Series,
    Table,
    prediction,
)
from fdnn_core import coding_gain, coefficient_variances, decorrelation

#: By name, the optimal one first; rows are basis vectors.
Bases = Mapping[str, Array]

_ROLES: tuple[Role, ...] = ("theory", "after", "third", "fourth")
_QUESTION_SHARE = 0.95  # of the energy
_SAME_GAIN = 0.005  # dB; smaller differences are displayed as 0.00
_MAX_SHARE = 1 - 1e-9  # of the energy; a logarithmic scale has no zero for the rest


def figures(covariance: Array, bases: Bases) -> dict[str, Figure]:
    """Return all figures for samples with this covariance."""
    held = {name: _held(coefficient_variances(basis, covariance)) for name, basis in bases.items()}
    gains = {name: coding_gain(basis, covariance) for name, basis in bases.items()}
    table = _table(covariance, bases, held, gains)
    text = _story(held, gains)
    return {
        "sentence": Sentence(title="In words", summary=text, text=text),
        "lost": _curves(held),
        "table": table,
        "bases": _pictures(bases),
        "question": _question(held, text),
    }


def _question(held: Mapping[str, Array], explanation: str) -> Question:
    cosine = held["DCT-II"]
    return prediction(
        f"How many of the {len(cosine) - 1} cosines hold {100 * _QUESTION_SHARE:.0f} % of the energy?",
        answer=int(np.searchsorted(cosine, _QUESTION_SHARE)),
        explanation=explanation,
        hides=("sentence", "lost", "table"),
    )


def _held(variances: Array) -> Array:
    """Return the share of the energy in the k coefficients of largest variance, k = 0 to n."""
    shares = np.cumsum(np.sort(variances)[::-1]) / variances.sum()
    return np.concatenate([[0.0], np.minimum(shares, 1)])


def _story(held: Mapping[str, Array], gains: Mapping[str, float]) -> str:
    best, cosine = list(held)[:2]
    size = len(held[best]) - 1
    quarter = size // 4
    text = (
        f"A quarter of the coefficients, {quarter} of {size}, holds {100 * held[cosine][quarter]:.1f} % "
        f"of the energy in the {cosine}; the {best}, which is optimal for these data, "
        f"holds {100 * held[best][quarter]:.1f} %."
    )
    if not np.isfinite(gains[best]):
        return text
    lost = gains[best] - gains[cosine]
    if lost < _SAME_GAIN:
        return f"{text} Their coding gains are equal."
    return f"{text} The coding gain of the {cosine} is {lost:.2f} dB lower."


def _curves(held: Mapping[str, Array]) -> Plot:
    lost = {name: 100 * np.where(shares < _MAX_SHARE, 1 - shares, np.nan) for name, shares in held.items()}
    size = len(next(iter(held.values()))) - 1
    return Plot(
        title="Energy in the other coefficients",
        summary=f"With {size // 4} of {size} coefficients: "
        + ", ".join(f"{name} {100 * (1 - shares[size // 4]):.1f} %" for name, shares in held.items())
        + ".",
        x=np.arange(size + 1, dtype=float),
        series=[Series(*named, role) for named, role in zip(lost.items(), _ROLES, strict=True)],
        x_axis=Axis("coefficients kept", low=0, high=size),
        y_axis=Axis("energy, %", "log"),
    )


def _table(covariance: Array, bases: Bases, held: Mapping[str, Array], gains: Mapping[str, float]) -> Table:
    shown = (1, 2, 4)
    rows = [
        (
            name,
            _number(gains[name], 2),
            *(f"{100 * held[name][k]:.1f} %" for k in shown),
            _number(100 * decorrelation(basis, covariance), 1, " %"),
        )
        for name, basis in bases.items()
    ]
    return Table(
        title="Coding gain and energy",
        summary="; ".join(f"{row[0]}: {row[1]} dB" for row in rows),
        columns=("basis", "coding gain, dB", *(f"energy in {k}" for k in shown), "correlation removed"),
        rows=rows,
    )


def _number(value: float, digits: int, unit: str = "") -> str:
    if np.isinf(value):
        return "∞"
    return "—" if np.isnan(value) else f"{value:.{digits}f}{unit}"


def _pictures(bases: Bases) -> Image:
    """Return the real parts side by side, a basis vector in each row, a grey column between the bases."""
    tiles = [np.pad(basis.real, ((0, 0), (0, 1))) for basis in bases.values()]
    values = np.concatenate(tiles, axis=1)[:, :-1]
    bound = float(np.abs(values).max())
    return Image(
        title="The basis vectors",
        summary=f"{', '.join(bases)}, from left to right: one vector in each row; of the DFT, the real part.",
        values=values,
        low=-bound,
        high=bound,
    )
