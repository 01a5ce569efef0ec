"""Chart of the cliff: speed-up versus sparsity, measured, recorded, published and predicted."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from demos.kit.figures import Array, Axis, Group, Scatter
from demos.kit.typesetting import percent
from demos.sparsity_cliff import published
from demos.sparsity_cliff.analysis import RaceAnalysis
from demos.sparsity_cliff.roofline import describe, ideal_group, model_group
from fdnn_core import Roofline

_X = Axis("zeros", "nines", 0, 0.999)
_BREAK_EVEN = Group("as fast as dense", np.array([0, 0.999]), np.ones(2), "theory", "line")
_IDEAL = ideal_group()


def chart(
    analyses: Sequence[RaceAnalysis],
    keys: Sequence[str],
    perfect: bool,
    model: Roofline | None,
    chosen: float,
) -> Scatter:
    """Return the chart of races, of published groups by key, and of the models that are switched on."""
    groups = [group for one in analyses for group in one.groups]
    groups += [group for key in keys for group in published.groups_of(key)]
    measured = list(groups)
    groups += [_BREAK_EVEN, *([_IDEAL] if perfect else [])]
    sentences = [published.count(keys), f"The vertical line is at {percent(chosen)} zeros."]
    if model:
        groups.append(model_group("the model", model, "fourth"))
        sentences.append(describe(model))
    for one in analyses:
        if one.mark == "path" and one.fit:
            groups.append(model_group("fitted to unstructured", one.fit[1].model, "after"))
    speeds = np.concatenate([[0.1, 100], *(group.y for group in measured)])
    return Scatter(
        title="What zeros gain: speed-up versus sparsity",
        summary=" ".join(sentences),
        groups=groups,
        x_axis=_X,
        y_axis=Axis("times as fast as dense", "log", *_decades(speeds)),
        chosen=chosen,
    )


def _decades(speeds: Array) -> tuple[float, float]:
    """Return the powers of ten that enclose all speeds."""
    logs = np.log10(speeds)
    return 10.0 ** np.floor(logs.min()), 10.0 ** np.ceil(logs.max())
