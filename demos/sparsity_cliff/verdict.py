"""What the measurements amount to, in words: where sparse starts to win, and what the reader's zeros buy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from demos.sparsity_cliff.lines import Line, lines, threads
from demos.sparsity_cliff.quality import Kept, percent
from fdnn_core import FEWEST_ROUNDS, CliffRecord, Crossover, Race, crossovers


def verdict(kept: Kept, kind: str, here: CliffRecord | None, beside: CliffRecord | None, doing: str) -> str:
    """Return it all: the picture's zeros, this machine's race, the recorded one's, what goes on.

    `kind` is the structure that has the picture's kind of zeros; both records hold the race in question alone.
    """
    cost = f"With {percent(kept.zeros)} zeros this picture keeps an SSIM of {kept.ssim:.2f}."
    found = here or beside
    if doing or found is None:
        return " ".join(filter(None, [doing, cost]))
    (race,) = found.races
    where = "On this machine" if here else f"On {found.device.name} with {threads(found.device)}"
    parts = [race_in_words(race, where), bought(race, kind, kept.zeros), cost]
    if here and beside:
        parts.insert(1, compared(here, beside))
    if not here:
        parts.append("Yours may differ: measure it.")
    return " ".join(filter(None, parts))


def race_in_words(race: Race, where: str) -> str:
    """Say from which sparsity on which structure wins."""
    found = race.measurement
    if not found.sound:
        if found.rounds < FEWEST_ROUNDS:
            return f"{found.rounds} rounds were measured, too few for a result: {FEWEST_ROUNDS} are needed."
        return "The dense product did not equal itself in this run: no result. Measure again with another seed."
    words = {line.structure: line.words for line in lines(race)}
    told = [f"{words[structure]} {crossing(c)}" for structure, c in crossovers(race).items() if structure in words]
    flags = f" (flagged: {', '.join(found.flags)})" if found.flags else ""
    return f"{where} dense is beaten{flags}: {'; '.join(told)}." if told else ""


def crossing(found: Crossover) -> str:
    """Say where a structure starts to win, with its interval."""
    match found.state:
        case "crosses":
            return f"from {percent(found.sparsity)} ({_plain(found.low)} to {_plain(found.high)})"
        case "everywhere":
            return f"from below {percent(found.sparsity)}"
        case _:
            return f"not up to {percent(found.sparsity)}"


def bought(race: Race, kind: str, zeros: float) -> str:
    """Say what as many zeros as the picture has would buy in a matrix."""
    if not race.measurement.sound:
        return ""
    for line in lines(race):
        if line.structure.kind == kind and len(line.names) > 1:
            speedup = at(race, line, zeros)
            if np.isnan(speedup):
                return ""
            return f"A matrix with {percent(zeros)} zeros, {line.words}, is {speedup:.2g} times as fast as dense."
    return ""


def at(race: Race, line: Line, zeros: float) -> float:
    """Return the speed-up between two measured sparsities, NaN outside of them."""
    if not line.sparsities[0] <= zeros <= line.sparsities[-1]:
        return float("nan")
    logs = [np.log(race.measurement.speedup(name).value) for name in line.names]
    return float(np.exp(np.interp(-np.log1p(-zeros), -np.log1p(-line.sparsities), logs)))


def compared(here: CliffRecord, beside: CliffRecord) -> str:
    """Say whether this machine makes sparsity look better or worse than the recorded one does."""
    mine, other = (_unstructured(record.races) for record in (here, beside))
    if mine is None or other is None or here.device.kind != "browser":
        return ""
    points = 100 * (other.sparsity - mine.sparsity)
    if mine.state != "crosses" or other.state != "crosses" or abs(points) < 0.5:
        return ""
    way = "flatters" if points > 0 else "slights"
    return (
        f"Your browser {way} sparsity by {abs(points):.0f} points: without one, on {beside.device.name} with "
        f"{threads(beside.device)}, unstructured zeros win from {percent(other.sparsity)}."
    )


def _unstructured(races: Sequence[Race]) -> Crossover | None:
    (race,) = races
    if not race.measurement.sound:
        return None
    return next((c for structure, c in crossovers(race).items() if structure.kind == "csr"), None)


def _plain(share: float) -> str:
    return percent(share).removesuffix(" %")
