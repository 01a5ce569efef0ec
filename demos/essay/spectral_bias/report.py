"""The state of the training: the fit beside its target, the missing part of each wave, and a sentence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from demos.kit.figures import Array, Axis, Figure, Plot, Role, Sentence, Series
from demos.kit.typesetting import plural

FREQUENCIES = (1, 3, 5, 9, 15)  # cycles
_ROLES: Sequence[Role] = ("theory", "before", "third", "fourth", "after")
_FLOOR = 1e-4  # lower end of the logarithmic axis


def figures(
    x: Array, target: Array, fit: Array, missing: Sequence[Array], steps_per_frame: int, total: int
) -> dict[str, Figure]:
    """Return all figures; `missing` holds the missing amplitude of each wave, for each frame."""
    rows = np.full((total // steps_per_frame + 1, len(FREQUENCIES)), np.nan)
    rows[: len(missing)] = missing
    steps = np.arange(len(rows)) * steps_per_frame
    text = _story(steps[: len(missing)], np.array(missing))
    return {
        "sentence": Sentence(title="In words", summary=text, text=text),
        "fit": _fit(x, target, fit),
        "missing": _missing(steps, rows, missing[-1]),
    }


def _story(steps: Array, missing: Array) -> str:
    halved = {
        k: int(steps[row <= 0.5][0])
        for k, row in zip(FREQUENCIES, missing.T, strict=True)
        if (row <= 0.5).any()
    }
    learned = _listed([f"{k} {plural(k, 'cycle')} (by step {step})" for k, step in halved.items()])
    waiting = _listed([str(k) for k in FREQUENCIES if k not in halved])
    if not learned:
        return f"After {steps[-1]} steps, less than half of the amplitude is learned for every wave."
    text = (
        f"After {steps[-1]} steps, half or more of the amplitude is learned for the "
        f"{plural(len(halved), 'wave')} of {learned}."
    )
    return f"{text} Not yet for {waiting} cycles." if waiting else text


def _listed(items: Sequence[str]) -> str:
    """Return the items in one string, with "and" before the last."""
    *others, last = items or [""]
    return f"{', '.join(others)} and {last}" if others else last


def _fit(x: Array, target: Array, fit: Array) -> Plot:
    error, whole = (float(np.sqrt(np.mean(y**2))) for y in (fit - target, target))
    return Plot(
        title="The fit",
        summary=f"Root mean square error {error:.2f}, that of the target alone {whole:.2f}.",
        x=x,
        series=[Series("target", target, "before"), Series("network", fit, "after")],
        x_axis=Axis("x, radians", low=0, high=2 * np.pi),
        y_axis=Axis("value", low=-5, high=5),
    )


def _missing(steps: Array, rows: Array, last: Array) -> Plot:
    waves = ", ".join(f"{amplitude:.3f} at {k}" for k, amplitude in zip(FREQUENCIES, last, strict=True))
    return Plot(
        title="Missing amplitude of each wave, by its cycles",
        summary=f"Amplitude of the error by cycles; each is 1 in the target: {waves}.",
        x=steps.astype(float),
        series=[
            Series(str(k), np.maximum(row, _FLOOR), role)
            for k, row, role in zip(FREQUENCIES, rows.T, _ROLES, strict=True)
        ],
        x_axis=Axis("training steps", low=0, high=float(steps[-1])),
        y_axis=Axis("missing amplitude", "log", _FLOOR, 2),
    )
