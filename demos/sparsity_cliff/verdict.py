"""The result in words: where sparse products start to win, and what the chosen zeros cost and gain."""

from __future__ import annotations

from demos.kit.typesetting import percent, plural
from demos.sparsity_cliff.analysis import RaceAnalysis
from demos.sparsity_cliff.sparse_picture import SparsePicture
from fdnn_core import FEWEST_ROUNDS, Crossover


def verdict(
    picture: SparsePicture, kind: str, here: RaceAnalysis | None, recorded: RaceAnalysis | None
) -> str:
    """Return where sparse products win, here or on the recorded machine, and what the zeros cost and gain.

    `kind` is the kind of structure in which a matrix has the same zeros as the picture's coefficients.
    """
    zeros = percent(picture.zeros)
    cost = f"With {zeros} zeros among its coefficients, the picture has an SSIM of {picture.ssim:.2f}."
    shown = here or recorded
    if shown is None:
        return cost
    parts = [
        crossover_sentence(shown),
        browser_sentence(here, recorded) if here and recorded else "",
        speedup_sentence(shown, kind, picture.zeros),
        cost,
    ]
    return " ".join(filter(None, parts))


def crossover_sentence(analysis: RaceAnalysis) -> str:
    """Return the crossover of each structure, or why there is none yet."""
    measurement = analysis.race.measurement
    if measurement.rounds < FEWEST_ROUNDS:
        rounds = f"{measurement.rounds} {plural(measurement.rounds, 'round')}"
        return f"{rounds} measured; a result needs {FEWEST_ROUNDS}."
    if not measurement.sound:
        difference = f"{abs(100 * (measurement.balance.value - 1)):.0f} %"
        return (
            f"The timings were too noisy: two measurements of the dense product differ by {difference}. "
            "Close other tabs and measure again with another seed."
        )
    machine = "On this machine" if analysis.mark == "path" else f"On {analysis.machine}"
    labels = {sweep.structure: sweep.label for sweep in analysis.sweeps}
    each = "; ".join(
        f"{labels[structure]} {at_words(found)}" for structure, found in analysis.crossovers.items()
    )
    flags = f" Caution: {', '.join(measurement.flags)}." if measurement.flags else ""
    return f"{machine}, sparse products beat the dense one: {each}.{flags}"


def at_words(found: Crossover) -> str:
    """Return the crossover with its interval in words."""
    match found.state:
        case "crosses":
            low, high = (percent(end).removesuffix(" %") for end in (found.low, found.high))
            return f"from {percent(found.sparsity)} zeros ({low} to {high})"
        case "everywhere":
            return f"already below {percent(found.sparsity)}"
        case _:
            return f"not up to {percent(found.sparsity)}"


def browser_sentence(here: RaceAnalysis, recorded: RaceAnalysis) -> str:
    """Return how the crossover in a browser differs from that of a recorded machine; empty elsewhere."""
    mine, other = (
        next((at for structure, at in analysis.crossovers.items() if structure.kind == "csr"), None)
        for analysis in (here, recorded)
    )
    if here.device.kind != "browser" or mine is None or other is None:
        return ""
    points = round(100 * (other.sparsity - mine.sparsity))
    if (mine.state, other.state) != ("crosses", "crosses") or not points:
        return ""
    return (
        f"In your browser, unstructured zeros break even {abs(points)} percentage "
        f"{plural(abs(points), 'point')} of sparsity {'earlier' if points > 0 else 'later'} than on "
        f"{recorded.machine}, where they do so at {percent(other.sparsity)}."
    )


def speedup_sentence(analysis: RaceAnalysis, kind: str, zeros: float) -> str:
    """Return the speed-up of a matrix with as many zeros as the picture has; empty if it was not measured."""
    found = analysis.speedup(kind, zeros) if analysis.race.measurement.sound else None
    if found is None:
        return ""
    sweep, speedup = found
    share = f"{percent(zeros)} zeros ({sweep.label})"
    return f"With {share}, a sparse product is {speedup:.2g} times as fast as the dense one."
