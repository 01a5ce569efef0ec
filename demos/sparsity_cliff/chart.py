"""The chart of the cliff: speed over sparsity; measured, recorded, published and in theory."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from demos.kit.figures import Axis, Group, Scatter
from demos.sparsity_cliff import published
from demos.sparsity_cliff.model import curve, ideal, words
from demos.sparsity_cliff.quality import percent
from demos.sparsity_cliff.told import Told
from fdnn_core import Roofline

_X = Axis("zeros", "nines", 0, 0.999)
_SLOWEST = (0.1, 0.01)  # where the chart may end
_EVEN = Group("as fast as dense", np.array([0, 0.999]), np.ones(2), "theory", "line")
_IDEAL = ideal()


def chart(
    told: Sequence[Told], keys: Sequence[str], perfect: bool, model: Roofline | None, chosen: float
) -> Scatter:
    """Return the chart of races, of published groups by key, and of the theory that is wished for."""
    groups = [group for one in told for group in one.groups]
    groups += [group for key in keys for group in published.groups_of(key)]
    groups += [_EVEN, *([_IDEAL] if perfect else [])]
    sentences = [published.count(keys), f"The line down the chart is at {percent(chosen)} zeros."]
    if model:
        groups.append(curve("the model", model, "fourth"))
        sentences.append(words(model))
    for one in told:
        if one.mark == "path" and one.fit:
            groups.append(curve("fitted to unstructured", one.fit[1].model, "after"))
    slowest = min(float(group.y.min()) for group in groups)
    low = next((end for end in _SLOWEST if end <= slowest), _SLOWEST[-1])
    return Scatter(
        title="What zeros buy: speed over sparsity",
        summary=" ".join(sentences),
        groups=groups,
        x_axis=_X,
        y_axis=Axis("times as fast as dense", "log", low, 100),
        chosen=chosen,
    )
