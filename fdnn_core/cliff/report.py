"""Result of a race as a table, as a text with its crossovers, and as a plot."""

import math
from importlib import import_module
from typing import Any

import numpy as np

from fdnn_core.cliff.crossover import Crossover, crossovers, fastest_contenders
from fdnn_core.cliff.records import Race
from fdnn_core.sparse.structures import Structure
from fdnn_core.timing.statistics import FEWEST_ROUNDS

__all__ = ["counted", "crossover_sentence", "plot_race", "race_report", "race_table"]

HEADER = ("structure", "sparsity", "kernel", "median ms", "speed-up (95 % interval)")
NAMES = {"rows": "Pruning rows", "columns": "Pruning columns", "low-pass": "Low-pass"}  # by kind of structure
TICKS = (0, 0.5, 0.75, 0.9, 0.95, 0.98, 0.99, 0.999)  # sparsities on the axis of the plot


def race_table(race: Race) -> list[dict[str, Any]]:
    """Return a row for each contender, such as `pandas.DataFrame` accepts.

    Parameters
    ----------
    race : Race
        A race, complete or not.

    Returns
    -------
    list of dict
        "name", "kernel", "structure" (a str), "sparsity"; the "median", "lower_quartile" and "upper_quartile"
        of the seconds per product; "speedup" over the baseline with "speedup_low" and "speedup_high", its
        95 % interval; and "error" in units of the error allowed. What is not known is NaN: times before the
        first completed round or of a wrong product, speed-ups after fewer than `FEWEST_ROUNDS` rounds, and
        the error of a right product.

    Examples
    --------
    >>> from fdnn_core import race, race_table
    >>> *_, last = race((64, 64, 8), structures="csr", sparsities=[0.9], rounds=10)
    >>> [row["structure"] for row in race_table(last.race)][-1], race_table(last.race)[0]["speedup"]
    ('csr', 1.0)
    """
    return [_row(race, name) for name in race.contenders]


def _row(race: Race, name: str) -> dict[str, Any]:
    contender, measurement = race.contenders[name], race.measurement
    untimed = name in measurement.wrong or not measurement.rounds
    lower, median, upper = (math.nan,) * 3 if untimed else measurement.spread(name)
    if untimed or measurement.rounds < FEWEST_ROUNDS:
        value = low = high = math.nan
    else:
        value, low, high = measurement.speedup(name)
    return {
        "name": name,
        "kernel": contender.kernel,
        "structure": str(contender.structure),
        "sparsity": contender.sparsity,
        "median": median,
        "lower_quartile": lower,
        "upper_quartile": upper,
        "speedup": value,
        "speedup_low": low,
        "speedup_high": high,
        "error": measurement.wrong.get(name, math.nan),
    }


def race_report(race: Race) -> str:
    """Return a text with the times of all contenders and the crossover of each structure.

    Examples
    --------
    >>> from fdnn_core import race, race_report
    >>> *_, last = race((64, 64, 8), structures="csr", sparsities=[0.5, 0.9], rounds=2)
    >>> print(race_report(last.race).splitlines()[-1])
    No result: 10 rounds are needed, 2 were completed.
    """
    m, k, n = race.shape
    measurement = race.measurement
    kernel = race.contenders[measurement.baseline].kernel
    rounds = counted(measurement.rounds, "round")
    title = f"{m} x {k} times {k} x {n}, {race.dtype}, {rounds}, dense by {kernel}"
    return "\n".join([title, "", *_table_lines(race), "", *_conclusions(race)])


def _table_lines(race: Race) -> list[str]:
    rows = [HEADER, *(_cells(row, race.measurement.baseline) for row in race_table(race))]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]


def _cells(row: dict[str, Any], baseline: str) -> tuple[str, ...]:
    first = (row["structure"], f"{_percent(row['sparsity'])} %", row["kernel"])
    if not math.isnan(row["error"]):
        return (*first, "-", f"wrong: {row['error']:.3g} times the error allowed")
    if math.isnan(row["median"]):
        return (*first, "-", "-")
    milliseconds = f"{1e3 * row['median']:#.3g}"
    if row["name"] == baseline:
        return (*first, milliseconds, "1")
    if math.isnan(row["speedup"]):
        return (*first, milliseconds, "-")
    interval = f"({row['speedup_low']:.3g} to {row['speedup_high']:.3g})"
    return (*first, milliseconds, f"{row['speedup']:.3g} {interval}")


def _conclusions(race: Race) -> list[str]:
    measurement = race.measurement
    if measurement.rounds < FEWEST_ROUNDS:
        completed = f"{measurement.rounds} {'was' if measurement.rounds == 1 else 'were'} completed"
        return [f"No result: {FEWEST_ROUNDS} rounds are needed, {completed}."]
    if not measurement.sound:
        difference = abs(measurement.balance.value - 1)
        return [
            f"No result: two measurements of the dense product differ by {difference:.0%}. "
            "Close other programs and race again."
        ]
    lines = [crossover_sentence(structure, found) for structure, found in crossovers(race).items()]
    if "drift" in measurement.flags:
        lines.append("Caution (drift): the dense product became faster or slower by more than 10 %.")
    if "disturbed" in measurement.flags:
        lines.append("Caution (disturbed): something else slowed the machine down.")
    return lines


def crossover_sentence(structure: Structure, found: Crossover) -> str:
    """Return a sentence with the sparsity from which a structure beats the dense product."""
    name = NAMES.get(structure.kind, str(structure).upper())
    low, high, here = (_percent(sparsity) for sparsity in (found.low, found.high, found.sparsity))
    if found.state == "everywhere":
        unsure = f" The crossover may be as high as {high} %." if found.high else ""
        return f"{name} beats dense at every sparsity raced, from {here} % zeros.{unsure}"
    if found.state == "nowhere":
        unsure = f" The crossover may be as low as {low} %." if found.low < 1 else ""
        return f"{name} beats dense at no sparsity raced, up to {here} % zeros.{unsure}"
    low = f"{low} %" if found.low else "below the sparsities raced"
    high = f"{high} %" if found.high < 1 else "above the sparsities raced"
    return f"{name} beats dense from {here} % zeros (95 % interval: {low} to {high})."


def _percent(sparsity: float) -> str:
    """Return whole percents, with decimals near 100 %."""
    digits = 0 if sparsity < 0.895 else 1 if sparsity < 0.9895 else 2
    return f"{round(100 * sparsity, digits):g}"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun in the singular or plural."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def plot_race(race: Race, axes: Any = None) -> Any:
    """Plot speed-up versus sparsity of each structure, with 95 % intervals; needs matplotlib.

    Parameters
    ----------
    race : Race
        Race with at least one completed round.
    axes : matplotlib.axes.Axes, optional
        Axes to plot into; new ones by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes. Zeros are on a logarithmic axis of what is left, 1 - sparsity; the horizontal line is the
        dense product. Of several contenders with the same structure and sparsity the fastest is shown.

    Raises
    ------
    ModuleNotFoundError
        If matplotlib is not installed.
    """
    if axes is None:
        axes = import_module("matplotlib.pyplot").subplots()[1]
    rows = {row["name"]: row for row in race_table(race)}
    dense = rows[race.measurement.baseline]["median"]
    for structure, names in fastest_contenders(race).items():
        chosen = [rows[name] for name in names.values()]
        if race.measurement.rounds < FEWEST_ROUNDS:
            axes.plot(list(names), [dense / row["median"] for row in chosen], "o-", label=str(structure))
            continue
        value, low, high = (np.array([row[key] for row in chosen]) for key in _INTERVAL)
        axes.errorbar(list(names), value, (value - low, high - value), fmt="o-", label=str(structure))
    axes.axhline(1, color="0.5", linewidth=1)
    axes.set_xscale(
        "function", functions=(lambda s: -np.log1p(-np.minimum(s, 0.9999)), lambda t: -np.expm1(-t))
    )
    axes.set_xticks(TICKS, [f"{100 * tick:g} %" for tick in TICKS])
    axes.set_xlim(0, max([0.99, *(one.sparsity for one in race.contenders.values())]))  # ticks changed it
    axes.set_yscale("log")
    m, k, n = race.shape
    axes.set(xlabel="zeros", ylabel="speed-up over dense", title=f"{m} × {k} times {k} × {n}, {race.dtype}")
    if axes.get_legend_handles_labels()[0]:
        axes.legend()
    return axes


_INTERVAL = ("speedup", "speedup_low", "speedup_high")
