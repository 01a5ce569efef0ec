"""What there is of a race on this machine besides its lines in the chart."""

from __future__ import annotations

from demos.kit.figures import Document, Figure, Table
from demos.sparsity_cliff.measuring import Running
from demos.sparsity_cliff.model import residuals
from demos.sparsity_cliff.told import Told
from fdnn_core import FEWEST_ROUNDS, write_cliff_record


def run_figures(run: Running) -> dict[str, Figure]:
    """Return the figures of a race that has begun: its residuals, its times, the race itself as a file."""
    told = run.told
    if told is None:
        return {}
    figures: dict[str, Figure] = {}
    if told.fit:
        figures["residuals"] = residuals(*told.fit)
    figures["times"] = _times(told)
    m, k, n = told.race.shape
    figures["run"] = Document(
        title="This run",
        summary=f"All samples of {told.race.measurement.rounds} rounds, as a file to load again.",
        name=f"cliff-{m}x{k}x{n}-{told.race.dtype}.json",
        write=lambda: write_cliff_record(run.record),
    )
    return figures


def _times(told: Told) -> Table:
    found, contenders = told.race.measurement, told.race.contenders
    rows = []
    for name, (kernel, structure, _) in contenders.items():
        if structure.kind == "dense":
            rows.append([kernel, *_cells(told, name)])
    for line in told.lines:
        for name in line.names:
            kernel, _, sparsity = contenders[name]
            rows.append([f"{line.words}, {sparsity:.1%}, {kernel}", *_cells(told, name)])
    refused = [f"{name}: its product is wrong, no time is told" for name in found.wrong]
    summary = (
        f"{len(rows)} ways to multiply, {found.rounds} rounds, clock step {1e6 * found.clock_step:.3g} µs."
    )
    return Table(
        title="Times of this run",
        summary=" ".join([summary, *refused]),
        columns=["", "median, ms", "times as fast"],
        rows=rows,
    )


def _cells(told: Told, name: str) -> list[str]:
    found = told.race.measurement
    middle = f"{1000 * found.spread(name).median:.3g}"
    if name == found.baseline or found.rounds < FEWEST_ROUNDS:
        return [middle, "1" if name == found.baseline else ""]
    value, low, high = found.speedup(name)
    return [middle, f"{value:.2f} ({low:.2f} to {high:.2f})"]
