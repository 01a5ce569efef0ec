"""The field after the activation, its energy by order, and its measured and predicted spectrum."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from demos.kit.figures import Array, Axis, Figure, Image, Plot, Role, Sentence, Series, Table, prediction
from demos.kit.typesetting import percent

_NAMES = ("constant", "the input itself", "its square", "its cube", "its fourth power")
_FLOOR, _CEILING = 1e-6, 1e3  # power; less than the floor is rounding error


class Split(NamedTuple):
    """Shares of the energy by order, from 0: in theory for Gaussian noise, and measured in this field."""

    theory: Array
    measured: Array


def figures(y: Array, split: Split, terms: Sequence[Array], *, of: str, gaussian: bool) -> dict[str, Figure]:
    """Return all figures; `terms` are the predicted powers (H, W) of order 1, order 2 and all others."""
    text = _story(split, of, gaussian)
    return {
        "sentence": Sentence(title="In words", summary=text, text=text),
        "budget": _budget(split),
        "field": _field(y, of),
        "spectrum": _spectrum(y, terms),
        "question": prediction(
            f"Which part has most of the energy after the activation, {of}?",
            answer=_NAMES[int(np.argmax(split.measured[:3]))],
            explanation=text,
            hides=("sentence", "budget", "field", "spectrum"),
            options=_NAMES[:3],
        ),
    }


def _percent(share: float) -> str:
    return percent(share, ".2f")


def _story(split: Split, of: str, gaussian: bool) -> str:
    measured, theory = split.measured, split.theory
    if not measured.any():
        return "The input is zero, and so is the output."
    parts = f"{_percent(measured[1])} of the energy is the input itself, {_percent(measured[0])} a constant"
    beyond = max(1 - measured[:3].sum(), 0)
    text = (
        f"After the activation, {of}, {parts}. {_percent(measured[2])} is the square of the input, whose "
        f"spectrum is convolved with itself once, and {_percent(beyond)} is everything beyond."
    )
    if gaussian:
        return text
    share = _percent(theory[1])
    return f"{text} For Gaussian noise, which a picture is not, the input itself would be {share}."


def _budget(split: Split) -> Table:
    rows = [
        (str(order), name, _percent(theory), _percent(measured))
        for order, (name, theory, measured) in enumerate(zip(_NAMES, *split, strict=True))
    ]
    rest = [_percent(max(1 - shares.sum(), 0)) for shares in split]
    return Table(
        title="Energy after the activation, by order",
        summary="; ".join(f"{name} {measured}" for _, name, _, measured in rows) + f"; the rest {rest[1]}.",
        columns=("Order", "Part", "Gaussian, in theory", "Measured"),
        rows=[*rows, ("5 …", "the rest", *rest)],
    )


def _field(y: Array, of: str) -> Image:
    low, high = (float(end) for end in np.quantile(y, [0.005, 0.995]))
    high = high if high > low else low + 1
    return Image(
        title="The field after the activation",
        summary=f"{y.shape[1]} × {y.shape[0]} pixels after {of}.",
        values=y.clip(low, high),
        low=low,
        high=high,
    )


def _spectrum(y: Array, terms: Sequence[Array]) -> Plot:
    found = np.abs(np.fft.fft2(y)) ** 2 / y.size
    radius, *rows = _rings(found, sum(terms, np.zeros_like(found)), *terms)
    named: list[tuple[str, Role]] = [
        ("measured", "after"),
        ("predicted", "theory"),
        ("the input", "before"),
        ("its square", "third"),
        ("the rest", "fourth"),
    ]
    return Plot(
        title="Spectrum after the activation",
        summary="Mean power at each frequency, measured and as predicted for Gaussian noise.",
        x=radius,
        series=[
            Series(label, np.where(row > _FLOOR, row, np.nan), role)
            for row, (label, role) in zip(rows, named, strict=True)
        ],
        x_axis=Axis("cycles per picture", low=1, high=float(radius[-1])),
        y_axis=Axis("power", "log", _FLOOR, _CEILING),
    )


def _rings(*powers: Array) -> tuple[Array, ...]:
    """Return the frequencies 1 ... R and the means of each power (H, W) over the ring at each frequency."""
    side = powers[0].shape[0]
    frequency = np.fft.fftfreq(side) * side
    ring = np.rint(np.hypot(frequency[:, None], frequency)).astype(int).ravel()
    counts = np.bincount(ring)
    inside = slice(1, side // 2 + 1)
    means = [(np.bincount(ring, power.ravel()) / counts)[inside] for power in powers]
    return np.arange(1.0, side // 2 + 1), *means
