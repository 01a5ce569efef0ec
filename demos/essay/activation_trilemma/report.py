"""The scores of all operations as a sentence, a chart of readout by new frequencies, and a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import numpy as np

from demos.essay.activation_trilemma.scores import BINS, Scores
from demos.kit.figures import Axis, Figure, Group, Role, Scatter, Sentence, Table, prediction

_ROUNDING = 1e-12
_GOOD = 0.9  # R² of a good readout


def figures(of: Mapping[str, Scores], target: str, words: str) -> dict[str, Figure]:
    """Return all figures for the scores by operation; `target` is a symbol and `words` its meaning."""
    text = f"{_frequencies(of, words)} {_translation(of)}"
    return {
        "sentence": Sentence(title="In words", summary=text, text=text),
        "trade": _chart(of, target),
        "table": _table(of, target),
        "question": prediction(
            f"How many of these {len(of)} add no frequency, commute with every translation, and let "
            f"{words} be read out (R² of {_GOOD} or more)?",
            answer=sum(has_all_three(score) for score in of.values()),
            explanation=text,
            hides=("sentence", "trade", "table"),
        ),
    }


def adds_frequencies(score: Scores) -> bool:
    """Return whether there is energy at frequencies that the input does not have."""
    return score.new > _ROUNDING


def is_equivariant(score: Scores) -> bool:
    """Return whether the operation commutes with translation by whole samples."""
    return score.whole < _ROUNDING


def has_all_three(score: Scores) -> bool:
    """Return whether the operation adds no frequency, is equivariant, and has a good readout."""
    commutes = is_equivariant(score) and score.half < _ROUNDING
    return not adds_frequencies(score) and commutes and score.readout >= _GOOD


def _frequencies(of: Mapping[str, Scores], words: str) -> str:
    without = max(score.readout for score in of.values() if not adds_frequencies(score))
    with_new = [score.readout for score in of.values() if adds_frequencies(score)]
    return (
        f"To read out {words}, operations that add no frequency reach at most R² = {_fixed(without)}, "
        f"those that add some {_fixed(min(with_new))} to {_fixed(max(with_new))}."
    )


def _translation(of: Mapping[str, Scores]) -> str:
    broken = [name for name, score in of.items() if not is_equivariant(score)]
    return (
        f"Operations that do not commute with a translation by whole samples: {', '.join(broken) or 'none'}."
    )


def _chart(of: Mapping[str, Scores], target: str) -> Scatter:
    low = min(-0.05, *(score.readout for score in of.values()))
    return Scatter(
        title=f"Readout of {target} versus the share of new frequencies",
        summary="; ".join(
            f"{name}: {100 * score.new:.0f} % new, R² {_fixed(score.readout)}" for name, score in of.items()
        )
        + ".",
        groups=_groups(of),
        x_axis=Axis("energy at new frequencies", low=-0.03, high=1.03),
        y_axis=Axis(f"R² of {target}", low=low - 0.03, high=1.03),
    )


def _groups(of: Mapping[str, Scores]) -> list[Group]:
    adding = {name: score for name, score in of.items() if adds_frequencies(score)}
    rest = {name: score for name, score in of.items() if name not in adding}
    equivariant = {name: score for name, score in rest.items() if is_equivariant(score)}
    others = {name: score for name, score in rest.items() if name not in equivariant}
    return [
        _group("adds frequencies", adding, "after", "dots"),
        _group("adds none", equivariant, "before", "dots"),
        _group("adds none, not equivariant", others, "third", "rings"),
    ]


def _group(label: str, of: Mapping[str, Scores], role: Role, mark: Literal["dots", "rings"]) -> Group:
    x = np.array([score.new for score in of.values()])
    y = np.array([score.readout for score in of.values()])
    notes = [f"{name}, {score.bins:.0f} of {BINS} bins" for name, score in of.items()]
    return Group(label, x, y, role, mark, notes=notes)


def _table(of: Mapping[str, Scores], target: str) -> Table:
    rows = [
        (
            name,
            f"{score.bins:.0f}",
            _error(score.whole),
            _error(score.half),
            f"{100 * score.new:.1f} %",
            _fixed(score.readout),
        )
        for name, score in of.items()
    ]
    return Table(
        title="The scores",
        summary=f"Medians over the signals: number of nonzero bins of {BINS}, errors of translation by 7 and "
        f"by ½ samples, and energy at new frequencies; R² of {target}.",
        columns=("operation", f"bins of {BINS}", "error at 7", "error at ½", "new", f"R² of {target}"),
        rows=rows,
    )


def _error(error: float) -> str:
    return "0" if error < _ROUNDING else f"{error:.2g}"


def _fixed(value: float) -> str:
    return f"{value:z.2f}"  # z: no "-0.00"
