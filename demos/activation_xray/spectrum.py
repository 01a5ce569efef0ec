"""Counts and energies of the coefficients before and after, for signals and pictures."""

from __future__ import annotations

from functools import cache, cached_property
from typing import Literal

import numpy as np

from demos.kit.caching import cache_last
from demos.kit.figures import Array, Axis, Figure, Plot, Sentence, Series, Table, prediction
from demos.kit.typesetting import plural
from fdnn_core import dctn, energy_curve, power, significant_count

Transform = Literal["dft", "dct"]


class Spectrum:
    """Magnitudes of all coefficients except the mean; their squares sum to the energy around the mean."""

    def __init__(self, x: Array, transform: Transform) -> None:
        if transform == "dct":
            grid = np.abs(dctn(x, norm="ortho"))
        elif x.ndim == 1:
            grid = np.sqrt(power(x) * x.size)  # one coefficient for each frequency of a real signal
        else:
            grid = np.abs(np.fft.rfft2(x, norm="ortho"))
        grid[grid < 1e-12 * np.sqrt(np.vdot(x, x))] = 0.0  # rounding errors
        self.grid, self._unpaired, self._paired = grid, grid.ravel()[1:], np.empty(0)
        if transform == "dft" and x.ndim == 2:
            self.grid, self._unpaired, self._paired = _unfolded(grid, x.shape[1])
        self.magnitudes = self.grid.ravel()[1:]

    @cached_property
    def curve(self) -> Array:
        """Share of the energy in the k largest coefficients, for k = 0 ... total."""
        return np.zeros(self.total + 1) if self.silent else energy_curve(self._unpaired, self._paired)

    @cached_property
    def silent(self) -> bool:
        """Whether all coefficients are zero."""
        return not self.magnitudes.any()

    @property
    def total(self) -> int:
        """Number of coefficients."""
        return self.magnitudes.size

    @property
    def strongest(self) -> int:
        """Index of the largest coefficient; the mean has index 0."""
        return int(self.magnitudes.argmax()) + 1

    @cached_property
    def strong(self) -> int:
        """Number of coefficients above a thousandth of the largest."""
        return significant_count(self.magnitudes, 1e-3)

    def holding(self, share: float) -> int:
        """Return the number of coefficients that hold this share of the energy."""
        return 0 if self.silent else int(self.curve.searchsorted(share - 1e-12))


def _unfolded(half: Array, width: int) -> tuple[Array, Array, Array]:
    """Return the magnitudes of fft2 from the half of rfft2; then the unpaired ones, and one of each pair.

    Unpaired are the coefficients that are their own mirror image, or whose mirror image is in `half` too; the
    mean is left out of them.
    """
    end = (width + 1) // 2
    mirrored = np.roll(half[::-1], 1, axis=0)[:, end - 1 : 0 : -1]
    unpaired = np.concatenate([half[1:, 0], half[:, end:].ravel()])
    return np.concatenate([half, mirrored], axis=1), unpaired, half[:, 1:end]


#: The spectrum of the input, which changes less often than that of the output.
spectrum_before = cache_last(Spectrum)


def table(before: Spectrum, after: Spectrum, more: list[tuple[str, str, str]]) -> Table:
    """Return the counts before and after, side by side."""
    rows = [
        ("Above 1/1000 of the largest", f"{before.strong:,}", f"{after.strong:,}"),
        ("Not zero", f"{np.count_nonzero(before.magnitudes):,}", f"{np.count_nonzero(after.magnitudes):,}"),
        *(
            (f"For {percent} of the energy", f"{before.holding(share):,}", f"{after.holding(share):,}")
            for percent, share in (("90 %", 0.9), ("99 %", 0.99), ("99.9 %", 0.999))
        ),
        *more,
    ]
    summary = "; ".join(f"{name}: {first} before, {second} after" for name, first, second in rows)
    title = f"Coefficients, of {before.total:,}"
    return Table(title=title, summary=summary, columns=("measure", "before", "after"), rows=rows)


@cache
def _ranks(total: int) -> Array:
    """Return about 200 ranks up to the last, evenly spaced on a logarithmic axis."""
    ranks = np.geomspace(1, total, 200).round().astype(int)
    return ranks[np.diff(ranks, prepend=0) > 0]


def energy(before: Spectrum, after: Spectrum) -> Plot:
    """Return the share of the energy as a function of the number of coefficients kept."""
    total = before.total
    kept = _ranks(total)
    return Plot(
        title="Energy in the largest coefficients",
        summary=f"Half the energy needs {before.holding(0.5):,} of {total:,} coefficients before and "
        f"{after.holding(0.5):,} after; 99 % needs {before.holding(0.99):,} and {after.holding(0.99):,}.",
        x=kept.astype(float),
        series=[
            Series("before", 100 * before.curve[kept], "before"),
            Series("after", 100 * after.curve[kept], "after"),
        ],
        x_axis=Axis("coefficients kept", "log", 1, total),
        y_axis=Axis("share of the energy, %", low=0, high=101),
    )


def conclusion(before: Spectrum, after: Spectrum, name: str, depth: int) -> dict[str, Figure]:
    """Return the result as a sentence, and the question that a reader may answer first."""
    if depth > 1:
        name += f" in {depth} layers"
    text = _story(before, after, name)
    return {
        "sentence": Sentence(title="In words", summary=text, text=text),
        "question": prediction(
            f"Coefficients above a thousandth of the largest now: {before.strong:,} of "
            f"{before.total:,}. How many after {name}?",
            answer=after.strong,
            explanation=text,
            hides=("spectrum", "spectrum_after", "image_after", "energy", "counts", "sentence"),
        ),
    }


def _story(before: Spectrum, after: Spectrum, name: str) -> str:
    if before.silent:
        return "The input is constant: its spectrum contains only the mean."
    subject = name[0].upper() + name[1:]
    if after.silent:
        return f"{subject} leaves only a constant: every coefficient except the mean is zero."
    if before.strong == after.strong and _alike(before.magnitudes, after.magnitudes):
        return (
            f"{subject} leaves every magnitude unchanged; {before.strong:,} of {before.total:,} are above a "
            "thousandth of the largest."
        )
    if before.strong == after.strong == 1:
        return (
            f"{subject} moves the only coefficient above a thousandth of the largest from "
            f"{before.strongest} to {after.strongest}."
        )
    few = after.holding(0.99)
    text = (
        f"{subject} {_change(before.strong, after.strong)}, of {after.total:,}. 99 % of the energy needs "
        f"{few:,} {plural(few, 'coefficient')} after {name}, {before.holding(0.99):,} before."
    )
    if after.strong > 3 * before.strong and few < after.strong / 3:
        text += (
            " Most of the new coefficients are weak: their number grew far more than their share of the "
            "energy."
        )
    return text


def _change(before: int, after: int) -> str:
    """Return what an activation does to the number of strong coefficients."""
    number = "the number of coefficients above a thousandth of the largest"
    if before == after:
        return f"leaves {number} at {before:,}"
    return f"{'raises' if before < after else 'lowers'} {number} from {before:,} to {after:,}"


def _alike(before: Array, after: Array) -> bool:
    return np.allclose(before, after, atol=1e-9 * before.max())
