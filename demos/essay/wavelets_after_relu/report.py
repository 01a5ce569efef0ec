"""The number of terms needed: a sentence, fidelity by number of terms, and a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from demos.kit.figures import Array, Axis, Figure, Plot, Role, Sentence, Series, Table, prediction
from demos.kit.typesetting import plural

#: By basis, and "before" or "after" the ReLU: the share of energy in the k largest terms.
Held = Mapping[tuple[str, str], Array]

_ROLES: Mapping[tuple[str, str], Role] = {
    ("DCT", "before"): "before",
    ("DCT", "after"): "after",
    ("wavelet", "before"): "third",
    ("wavelet", "after"): "fourth",
}
_FIDELITIES = {"99 %": 0.99, "40 dB": 1 - 1e-4, "60 dB": 1 - 1e-6}
_TOP = 80  # dB
_POINTS = 200


def figures(held: Held, fidelities: Sequence[str]) -> dict[str, Figure]:
    """Return all figures; `fidelities` are those that the sentence reports."""
    text = " ".join(_story(held, fidelity) for fidelity in fidelities)
    cosines, wavelets = (_terms(held[basis, "before"], fidelities[0]) for basis in ("DCT", "wavelet"))
    return {
        "sentence": Sentence(title="In words", summary=text, text=text),
        "fidelity": _curves(held, fidelities[0]),
        "terms": _table(held),
        "question": prediction(
            f"For {fidelities[0]} it takes {cosines} {plural(cosines, 'cosine')} or "
            f"{wavelets} {plural(wavelets, 'wavelet')}. Which are fewer after the ReLU?",
            answer=_fewer(held, fidelities[0]),
            explanation=text,
            hides=("sentence", "fidelity", "terms"),
            options=("cosines", "wavelets", "the same number of each"),
        ),
    }


def _fewer(held: Held, fidelity: str) -> str:
    cosines, wavelets = (_terms(held[basis, "after"], fidelity) for basis in ("DCT", "wavelet"))
    if cosines == wavelets:
        return "the same number of each"
    return "cosines" if cosines < wavelets else "wavelets"


def _terms(held: Array, fidelity: str) -> int:
    """Return the smallest number of terms with this share of the energy."""
    return int(np.searchsorted(held, _FIDELITIES[fidelity]))


def _story(held: Held, fidelity: str) -> str:
    """Return a sentence that compares the two bases at one fidelity."""
    parts = []
    for basis in ("DCT", "wavelet"):
        before, after = (_terms(held[basis, when], fidelity) for when in ("before", "after"))
        terms = f"the {basis} needs {before} {plural(before, 'term')}, and"
        if after == before:
            parts.append(f"{terms} the same number after the ReLU")
        else:
            parts.append(f"{terms} {after} after the ReLU, {after / before:.3g} times as many")
    return f"For {fidelity} {'; '.join(parts)}."


def _curves(held: Held, fidelity: str) -> Plot:
    size = len(held["DCT", "before"]) - 1
    kept = np.unique(np.geomspace(1, size, _POINTS).astype(int))
    return Plot(
        title="Fidelity of the largest terms",
        summary=_story(held, fidelity),
        x=kept.astype(float),
        series=[Series(" ".join(key), _decibels(held[key][kept]), role) for key, role in _ROLES.items()],
        x_axis=Axis("terms kept", "log", 1, size),
        y_axis=Axis("signal over error, dB", low=0, high=_TOP),
    )


def _decibels(shares: Array) -> Array:
    """Return the energy relative to the error; beyond the top of the chart NaN."""
    smallest = 10 ** (-_TOP / 10)
    level: Array = -10 * np.log10(np.maximum(1 - shares, smallest))
    level[1:][1 - shares[:-1] <= smallest] = np.nan
    return level


def _table(held: Held) -> Table:
    size = len(held["DCT", "before"]) - 1
    rows = []
    for basis, when in _ROLES:
        counts = [_terms(held[basis, when], fidelity) for fidelity in _FIDELITIES]
        rows.append((f"{basis} {when}", *(f"{count} ({100 * count / size:.1f} %)" for count in counts)))
    return Table(
        title=f"Terms needed, of {size}",
        summary="For 99 % of the energy around the mean, and for an error 40 and 60 dB below it: "
        + "; ".join(", ".join(row) for row in rows)
        + ".",
        columns=("basis", *_FIDELITIES),
        rows=rows,
    )
