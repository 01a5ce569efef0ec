"""What the measurements amount to, in words: where sparse starts to win, and what the reader's zeros buy."""

from __future__ import annotations

from demos.kit.typesetting import plural
from demos.sparsity_cliff.quality import Kept, percent
from demos.sparsity_cliff.told import Told
from fdnn_core import FEWEST_ROUNDS, Crossover


def verdict(kept: Kept, kind: str, here: Told | None, beside: Told | None) -> str:
    """Say where sparse wins here, or else where it was recorded, and what zeros cost and buy.

    `kind` is the structure in which a matrix has the picture's kind of zeros.
    """
    cost = f"With {percent(kept.zeros)} zeros the picture keeps an SSIM of {kept.ssim:.2f}."
    told = here or beside
    if told is None:
        return cost
    parts = [
        wins(told),
        compared(here, beside) if here and beside else "",
        bought(told, kind, kept.zeros),
        cost,
    ]
    return " ".join(filter(None, parts))


def wins(told: Told) -> str:
    """Say from which sparsity on which structure wins."""
    found = told.race.measurement
    if found.rounds < FEWEST_ROUNDS:
        rounds = "1 round is" if found.rounds == 1 else f"{found.rounds} rounds are"
        return f"{rounds} measured, too few for a result: it needs {FEWEST_ROUNDS}."
    if not found.sound:
        return "In this run the dense product did not equal itself: no result. Another seed measures anew."
    where = "On this machine" if told.mark == "path" else f"On {told.machine}"
    words = {line.structure: line.words for line in told.lines}
    each = "; ".join(f"{words[structure]} {crossing(at)}" for structure, at in told.crossovers.items())
    flags = f" Flagged: {', '.join(found.flags)}." if found.flags else ""
    return f"{where} zeros beat dense: {each}.{flags}"


def crossing(found: Crossover) -> str:
    """Say where a structure starts to win, with its interval."""
    match found.state:
        case "crosses":
            low, high = (percent(end).removesuffix(" %") for end in (found.low, found.high))
            return f"from {percent(found.sparsity)} ({low} to {high})"
        case "everywhere":
            return f"from below {percent(found.sparsity)}"
        case _:
            return f"not up to {percent(found.sparsity)}"


def compared(here: Told, beside: Told) -> str:
    """Say whether the reader's browser makes sparsity look better or worse than a recorded machine does."""
    mine, other = (
        next((at for structure, at in told.crossovers.items() if structure.kind == "csr"), None)
        for told in (here, beside)
    )
    if here.device.kind != "browser" or mine is None or other is None:
        return ""
    points = round(100 * (other.sparsity - mine.sparsity))
    if (mine.state, other.state) != ("crosses", "crosses") or not points:
        return ""
    return (
        f"Your browser {'flatters' if points > 0 else 'slights'} sparsity by {abs(points)} "
        f"{plural(abs(points), 'point')}: "
        f"on {beside.machine} unstructured zeros win from {percent(other.sparsity)}."
    )


def bought(told: Told, kind: str, zeros: float) -> str:
    """Say what as many zeros as the picture has would buy in a matrix."""
    found = told.speedup(kind, zeros) if told.race.measurement.sound else None
    if found is None:
        return ""
    line, times = found
    return f"{percent(zeros)} zeros, {line.words}, make a product {times:.2g} times as fast."
