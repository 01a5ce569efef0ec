"""The scores by patch size as charts, and the sizes at which the winner changes as a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from demos.kit.figures import Axis, Figure, Plot, Sentence, Series

#: By measure, from the largest patch to the smallest: scores with the donors of the phase and the magnitude.
Scores = Mapping[str, Sequence[tuple[float, float]]]


def figures(sizes: Sequence[int], scores: Scores) -> dict[str, Figure]:
    """Return all figures for the sizes scored so far."""
    text = " ".join(_story(name, sizes, pairs) for name, pairs in scores.items())
    return {
        "sentence": Sentence(title="In words", summary=text, text=text),
        **{name.replace(" ", "_"): _chart(name, sizes, pairs) for name, pairs in scores.items()},
    }


def _chart(name: str, sizes: Sequence[int], pairs: Sequence[tuple[float, float]]) -> Plot:
    y = np.full((len(sizes), 2), np.nan)
    y[: len(pairs)] = pairs
    of_phase, of_magnitude = y[::-1].T
    phase, magnitude = pairs[-1]
    return Plot(
        title=f"By {name}",
        summary=f"In patches of {sizes[len(pairs) - 1]} pixels {phase:.2f} with the donor of the phase, "
        f"{magnitude:.2f} with the donor of the magnitude.",
        x=np.array(sizes[::-1], float),
        series=[
            Series("phase donor", of_phase, "after"),
            Series("magnitude donor", of_magnitude, "before"),
        ],
        x_axis=Axis("patch size, pixels", "log", sizes[-1], sizes[0]),
        y_axis=Axis("similarity", low=-0.2, high=1),
    )


def _story(name: str, sizes: Sequence[int], pairs: Sequence[tuple[float, float]]) -> str:
    winners = ["phase" if phase > magnitude else "magnitude" for phase, magnitude in pairs]
    text = f"By {name} the {winners[0]} wins in patches of {sizes[0]} pixels"
    scored = zip(sizes, winners, strict=False)
    changes = [
        f"the {after} from {size} down" for (_, before), (size, after) in pairwise(scored) if after != before
    ]
    if changes:
        return f"{text}, {', '.join(changes)}."
    return f"{text}{f' and still in those of {sizes[len(pairs) - 1]}' if len(pairs) > 1 else ''}."
