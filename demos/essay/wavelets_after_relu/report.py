"""The terms needed: in words, as fidelity over terms, and as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from demos.kit.figures import Array, Axis, Figure, Plot, Role, Sentence, Series, Table, prediction
from demos.kit.typesetting import plural

#: By basis and whether "before" or "after" the ReLU: the share of energy that the k largest terms hold.
Held = Mapping[tuple[str, str], Array]

_ROLES: Mapping[tuple[str, str], Role] = {
    ("DCT", "before"): "before",
    ("DCT", "after"): "after",
    ("wavelet", "before"): "third",
    ("wavelet", "after"): "fourth",
}
_FIDELITIES = {"99 %": 0.99, "40 dB": 1 - 1e-4, "60 dB": 1 - 1e-6}
_MOST = 80  # dB
_POINTS = 200


def figures(held: Held, told: Sequence[str]) -> dict[str, Figure]:
    """Return all figures; `told` names the fidelities that the sentence speaks of."""
    text = " ".join(_story(held, fidelity) for fidelity in told)
    cosines, wavelets = (_terms(held[basis, "before"], told[0]) for basis in ("DCT", "wavelet"))
    return {
        "sentence": Sentence(title="In words", summary=text, text=text),
        "fidelity": _curves(held, told[0]),
        "terms": _table(held),
        "question": prediction(
            f"For {told[0]} it takes {cosines} {plural(cosines, 'cosine')} or "
            f"{wavelets} {plural(wavelets, 'wavelet')}. Which are fewer after the ReLU?",
            answer=_fewer(held, told[0]),
            explanation=text,
            hides=("sentence", "fidelity", "terms"),
            options=("cosines", "wavelets", "of both as many"),
        ),
    }


def _fewer(held: Held, fidelity: str) -> str:
    cosines, wavelets = (_terms(held[basis, "after"], fidelity) for basis in ("DCT", "wavelet"))
    if cosines == wavelets:
        return "of both as many"
    return "cosines" if cosines < wavelets else "wavelets"


def _terms(held: Array, fidelity: str) -> int:
    """Return the fewest terms that hold the share of the energy."""
    return int(np.searchsorted(held, _FIDELITIES[fidelity]))


def _story(held: Held, fidelity: str) -> str:
    """Compare the two bases at one fidelity."""
    said = []
    for basis in ("DCT", "wavelet"):
        before, after = (_terms(held[basis, when], fidelity) for when in ("before", "after"))
        terms = f"the {basis} needs {before} {plural(before, 'term')}, and"
        if after == before:
            said.append(f"{terms} as many after the ReLU")
        else:
            said.append(f"{terms} {after} after the ReLU, {after / before:.3g} times as many")
    return f"For {fidelity} {'; '.join(said)}."


def _curves(held: Held, fidelity: str) -> Plot:
    size = len(held["DCT", "before"]) - 1
    kept = np.unique(np.geomspace(1, size, _POINTS).astype(int))
    return Plot(
        title="Fidelity of the largest terms",
        summary=_story(held, fidelity),
        x=kept.astype(float),
        series=[Series(" ".join(key), _decibels(held[key][kept]), role) for key, role in _ROLES.items()],
        x_axis=Axis("terms kept", "log", 1, size),
        y_axis=Axis("signal over error, dB", low=0, high=_MOST),
    )


def _decibels(shares: Array) -> Array:
    """Return the energy over what is lost, up to where it leaves the chart, and a gap from there on."""
    least = 10 ** (-_MOST / 10)
    level: Array = -10 * np.log10(np.maximum(1 - shares, least))
    level[1:][1 - shares[:-1] <= least] = np.nan
    return level


def _table(held: Held) -> Table:
    size = len(held["DCT", "before"]) - 1
    rows = []
    for basis, when in _ROLES:
        counts = [_terms(held[basis, when], fidelity) for fidelity in _FIDELITIES]
        rows.append((f"{basis} {when}", *(f"{count} ({100 * count / size:.1f} %)" for count in counts)))
    return Table(
        title=f"Terms needed, of {size}",
        summary="For 99 % of the energy about the mean, and for an error 40 and 60 dB below it: "
        + "; ".join(", ".join(row) for row in rows)
        + ".",
        columns=("basis", *_FIDELITIES),
        rows=rows,
    )
