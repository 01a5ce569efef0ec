"""What there is of a race on this machine besides its lines in the chart."""

from __future__ import annotations

from demos.kit.figures import Document, Figure, Table
from demos.kit.typesetting import plural
from demos.sparsity_cliff.lines import Line
from demos.sparsity_cliff.measuring import Running
from demos.sparsity_cliff.model import residuals
from demos.sparsity_cliff.quality import percent
from demos.sparsity_cliff.told import Told
from fdnn_core import write_cliff_record


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
        summary=f"All samples of {run.rounds} {plural(run.rounds, 'round')}, as a file to load again.",
        name=f"cliff-{m}x{k}x{n}-{told.race.dtype}.json",
        write=lambda: write_cliff_record(run.record),
    )
    return figures


def _times(told: Told) -> Table:
    """Return the medians, a row for each sparsity and a column for each structure that has several."""
    found, contenders = told.race.measurement, told.race.contenders
    wide = [line for line in told.lines if len(line.names) > 1]
    levels = sorted({round(float(s), 2) for line in wide for s in line.sparsities})
    rows = [[percent(level), *(_cell(told, line, level) for line in wide)] for level in levels]
    for name, (kernel, structure, _) in contenders.items():
        if structure.kind == "dense" and name not in found.wrong:
            rows.insert(0, [f"dense, {kernel}", *[milliseconds(told, name)] * len(wide)])
    rest = [
        f"{line.words} {milliseconds(told, line.names[0])}" for line in told.lines if len(line.names) == 1
    ]
    refused = [f"{name} gave a wrong product and is not told" for name in found.wrong]
    step = 1e6 * found.clock_step
    summary = "; ".join(
        [
            f"Medians of {found.rounds} {plural(found.rounds, 'round')}, the clock's step {step:.3g} µs",
            *rest,
            *refused,
        ]
    )
    return Table(
        title="Milliseconds a product took",
        summary=f"{summary}.",
        columns=["zeros", *(line.words for line in wide)],
        rows=rows,
    )


def _cell(told: Told, line: Line, level: float) -> str:
    near = [name for name, s in zip(line.names, line.sparsities, strict=True) if round(float(s), 2) == level]
    return milliseconds(told, near[0]) if near else ""


def milliseconds(told: Told, name: str) -> str:
    """Return a contender's median."""
    return f"{1000 * told.race.measurement.spread(name).median:.3g}"
