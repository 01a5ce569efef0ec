"""Similarity of a mixture to A and to B by three measures, as a table and a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from demos.kit.caching import cache_last
from demos.kit.figures import Array, Sentence, Table
from fdnn_core import Comparable, without_patch_means

_MEASURES: Mapping[str, Callable[[Comparable, Comparable], float]] = {
    "correlation": Comparable.correlation,
    "SSIM": Comparable.ssim,
    "local energy": Comparable.local_energy_correlation,
}
#: Scores that differ by less are equal as displayed.
_TIE = 0.005


class Scores:
    """The similarity of a result to A and to B, all (H, W); with a patch size, each patch without its mean.

    Attributes
    ----------
    by_measure : dict of str to (float, float)
        By the name of the measure, the scores against A and against B.
    """

    def __init__(self, result: Array, a: Array, b: Array, patch: int = 0) -> None:
        mixture, one, two = _comparable(result, patch), _comparable_a(a, patch), _comparable_b(b, patch)
        self.by_measure = {name: (f(mixture, one), f(mixture, two)) for name, f in _MEASURES.items()}

    @cached_property
    def winners(self) -> dict[str, str]:
        """By measure, the more similar picture: "A", "B" or "neither"."""
        return {
            name: "A" if a > b + _TIE else "B" if b > a + _TIE else "neither"
            for name, (a, b) in self.by_measure.items()
        }

    def table(self) -> Table:
        """Return the scores against A and B, side by side."""
        rows = [
            (name, _number(a), _number(b), self.winners[name]) for name, (a, b) in self.by_measure.items()
        ]
        summary = "; ".join(f"{name}: {a} with A, {b} with B" for name, a, b, _ in rows)
        columns = ("measure", "A", "B", "more similar")
        return Table(title="Similarity of the mixture", summary=summary, columns=columns, rows=rows)

    def sentence(self, magnitude: float, phase: float, *, where: str = "", swapped: bool = True) -> Sentence:
        """Return which picture is more similar by which measure, and whether magnitude or phase decides.

        `where` is the band that is mixed, empty for all frequencies. `swapped` says whether magnitude and
        phase were swapped and nothing else was changed; else neither decides.
        """
        by = {
            who: [name for name in self.by_measure if self.winners[name] == who]
            for who in ("A", "B", "neither")
        }
        parts = [f"{who} by {_listed(names)}" for who, names in by.items() if names]
        text = f"{_recipe(magnitude, phase, where)} The mixture resembles {'; '.join(parts)}."
        donor_of_phase, donor_of_magnitude = "AB"[phase > 0.5], "AB"[magnitude > 0.5]
        if swapped and donor_of_phase != donor_of_magnitude:
            if len(by[donor_of_phase]) == len(self.by_measure):
                text += " The phase decides."
            elif len(by[donor_of_magnitude]) == len(self.by_measure):
                text += " The magnitude decides."
            else:
                text += " The measures do not agree on which half decides."
        return Sentence(title="In words", summary=text, text=text)


def _comparable(luma: Array, patch: int) -> Comparable:
    return Comparable(without_patch_means(luma, patch) if patch else luma)


#: One cache for each picture: they change less often than the mixture.
_comparable_a, _comparable_b = cache_last(_comparable), cache_last(_comparable)


def _recipe(magnitude: float, phase: float, where: str) -> str:
    if magnitude == phase and phase in (0, 1):
        whose = _share(phase)
        if where and phase:
            return f"{where}, magnitude and phase {whose}; the rest is A’s."
        return f"Magnitude and phase are {whose}."
    halves = f"magnitude {_share(magnitude)} and phase {_share(phase)}"
    return f"{where}, {halves}; the rest is A’s." if where else f"{halves[0].upper()}{halves[1:]}."


def _share(share: float) -> str:
    return f"{'AB'[int(share)]}’s" if share in (0, 1) else f"{100 * share:.0f} % B’s"


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _number(score: float) -> str:
    return f"{score:z.2f}" if score == score else "—"  # NaN: a constant has no correlation
