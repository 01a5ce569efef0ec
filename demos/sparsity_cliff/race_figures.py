"""Figures of the race on this machine besides the chart: residuals, times, and the record as a file."""

from __future__ import annotations

from demos.kit.figures import Document, Figure, Table
from demos.kit.typesetting import percent, plural
from demos.sparsity_cliff.analysis import RaceAnalysis
from demos.sparsity_cliff.live_race import LiveRace
from demos.sparsity_cliff.roofline import residuals
from demos.sparsity_cliff.sweeps import Sweep
from fdnn_core import write_cliff_record


def race_figures(live: LiveRace) -> dict[str, Figure]:
    """Return the figures of a race; none before its first round."""
    analysis = live.analysis
    if analysis is None:
        return {}
    figures: dict[str, Figure] = {}
    if analysis.fit:
        figures["residuals"] = residuals(*analysis.fit)
    figures["times"] = _times(analysis)
    m, k, n = analysis.race.shape
    figures["record"] = Document(
        title="This race",
        summary=f"All samples of {live.rounds} {plural(live.rounds, 'round')}, in a file that can be loaded.",
        name=f"cliff-{m}x{k}x{n}-{analysis.race.dtype}.json",
        write=lambda: write_cliff_record(live.record),
    )
    return figures


def _times(analysis: RaceAnalysis) -> Table:
    """Return the median times: a row for each sparsity, a column for each structure with several."""
    measurement, contenders = analysis.race.measurement, analysis.race.contenders
    columns = [sweep for sweep in analysis.sweeps if len(sweep.names) > 1]
    levels = sorted({round(float(s), 2) for sweep in columns for s in sweep.sparsities})
    rows = [[percent(level), *(_cell(analysis, sweep, level) for sweep in columns)] for level in levels]
    for name, (kernel, structure, _) in contenders.items():
        if structure.kind == "dense" and name not in measurement.wrong:
            rows.insert(0, [f"dense, {kernel}", *[milliseconds(analysis, name)] * len(columns)])
    single = [
        f"{sweep.label}: {milliseconds(analysis, sweep.names[0])}"
        for sweep in analysis.sweeps
        if len(sweep.names) == 1
    ]
    wrong = [f"{name} is left out because its product is wrong" for name in measurement.wrong]
    step = 1e6 * measurement.clock_step
    rounds = f"{measurement.rounds} {plural(measurement.rounds, 'round')}"
    summary = "; ".join([f"Medians of {rounds}; the clock has steps of {step:.3g} µs", *single, *wrong])
    return Table(
        title="Milliseconds per product",
        summary=f"{summary}.",
        columns=["zeros", *(sweep.label for sweep in columns)],
        rows=rows,
    )


def _cell(analysis: RaceAnalysis, sweep: Sweep, level: float) -> str:
    pairs = zip(sweep.names, sweep.sparsities, strict=True)
    near = [name for name, sparsity in pairs if round(float(sparsity), 2) == level]
    return milliseconds(analysis, near[0]) if near else ""


def milliseconds(analysis: RaceAnalysis, name: str) -> str:
    """Return a contender's median time."""
    return f"{1000 * analysis.race.measurement.spread(name).median:.3g}"
