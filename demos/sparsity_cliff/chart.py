"""The chart of the cliff: speed over sparsity; measured, recorded, published and in theory."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from demos.kit.figures import Array, Axis, Group, Scatter
from demos.sparsity_cliff import published
from demos.sparsity_cliff.model import curve, ideal, words
from demos.sparsity_cliff.quality import percent
from demos.sparsity_cliff.told import Told
from fdnn_core import Roofline

_X = Axis("zeros", "nines", 0, 0.999)
_EVEN = Group("as fast as dense", np.array([0, 0.999]), np.ones(2), "theory", "line")
_IDEAL = ideal()


def chart(
    told: Sequence[Told], keys: Sequence[str], perfect: bool, model: Roofline | None, chosen: float
) -> Scatter:
    """Return the chart of races, of published groups by key, and of the theory that is wished for."""
    groups = [group for one in told for group in one.groups]
    groups += [group for key in keys for group in published.groups_of(key)]
    marked = list(groups)
    groups += [_EVEN, *([_IDEAL] if perfect else [])]
    sentences = [published.count(keys), f"The line down the chart is at {percent(chosen)} zeros."]
    if model:
        groups.append(curve("the model", model, "fourth"))
        sentences.append(words(model))
    for one in told:
        if one.mark == "path" and one.fit:
            groups.append(curve("fitted to unstructured", one.fit[1].model, "after"))
    speeds = np.concatenate([[0.1, 100], *(group.y for group in marked)])
    return Scatter(
        title="What zeros buy: speed over sparsity",
        summary=" ".join(sentences),
        groups=groups,
        x_axis=_X,
        y_axis=Axis("times as fast as dense", "log", *_decades(speeds)),
        chosen=chosen,
    )


def _decades(speeds: Array) -> tuple[float, float]:
    """Return the powers of ten around all speeds."""
    logs = np.log10(speeds)
    return 10.0 ** np.floor(logs.min()), 10.0 ** np.ceil(logs.max())
