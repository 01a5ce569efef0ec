"""A race told in a terminal: a table, and what it amounts to in words."""

from importlib import import_module

from fdnn_core.blas import blas_of
from fdnn_core.cliff_records import Race, Structure
from fdnn_core.crossings import Crossover
from fdnn_core.devices import this_device
from fdnn_core.intervals import FEWEST_ROUNDS
from fdnn_core.race_crossovers import crossovers

__all__ = ["machine", "report", "verdict"]

_HEADER = ("structure", "sparsity", "kernel", "median ms", "speed-up (95 % interval)")
_WORDS = {"rows": "Leaving rows out", "columns": "Leaving columns out", "low-pass": "Low-pass"}


def machine() -> str:
    """Return the device and what multiplies dense matrices on it."""
    device = this_device()
    lines = [f"{device.name}, {_counted(device.cores, 'core')}"]
    for package in ("numpy", "scipy"):
        try:
            version = import_module(package).__version__
        except ImportError:
            lines.append(f"{package} is not there")
            continue
        blas = blas_of(package)
        has = f"{blas.name} {blas.version}, {_counted(blas.threads, 'thread')}" if blas else "no BLAS"
        lines.append(f"{package} {version} with {has}")
    return "\n".join(lines)


def report(race: Race) -> str:
    """Return the table and the verdicts."""
    m, k, n = race.shape
    found = race.measurement
    kernel = race.contenders[found.baseline].kernel
    title = f"{m} x {k} times {k} x {n}, {race.dtype}, {_counted(found.rounds, 'round')}, dense by {kernel}"
    return "\n".join(["", title, "", *_table(race), "", *_verdicts(race), ""])


def _table(race: Race) -> list[str]:
    rows = [_HEADER, *(_row(race, name) for name in race.contenders)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]


def _row(race: Race, name: str) -> tuple[str, ...]:
    contender, found = race.contenders[name], race.measurement
    first = (str(contender.structure), f"{_percent(contender.sparsity)} %", contender.kernel)
    if name in found.wrong:
        return (*first, "-", f"wrong: {found.wrong[name]:.3g} times the error allowed")
    milliseconds = f"{1e3 * found.spread(name).median:#.3g}"
    if name == found.baseline or found.rounds < FEWEST_ROUNDS:
        return (*first, milliseconds, "1" if name == found.baseline else "-")
    value, low, high = found.speedup(name)
    return (*first, milliseconds, f"{value:.3g} ({low:.3g} to {high:.3g})")


def _verdicts(race: Race) -> list[str]:
    found = race.measurement
    if found.rounds < FEWEST_ROUNDS:
        return [f"No result: {FEWEST_ROUNDS} rounds are needed, {found.rounds} there are."]
    if not found.sound:
        return [f"No result: {', '.join(found.flags)}."]
    flags = [f"To be doubted: {', '.join(found.flags)}."] if found.flags else []
    return [*(verdict(structure, one) for structure, one in crossovers(race).items()), *flags]


def verdict(structure: Structure, found: Crossover) -> str:
    """Return from which sparsity on a structure beats dense, in words."""
    name = _WORDS.get(structure.kind, str(structure).upper())
    low, high, here = (_percent(sparsity) for sparsity in (found.low, found.high, found.sparsity))
    if found.state == "everywhere":
        unsure = f", or from somewhere up to {high} %" if found.high else ""
        return f"{name} beats dense at every sparsity raced, from {here} % on{unsure}."
    if found.state == "nowhere":
        unsure = f", or from somewhere above {low} %" if found.low < 1 else ""
        return f"{name} beats dense at no sparsity raced, up to {here} %{unsure}."
    low = low if found.low else "less than raced"
    high = high if found.high < 1 else "more than raced"
    return f"{name} beats dense from {here} % ({low} to {high})."


def _percent(sparsity: float) -> str:
    """Return whole percents, and more digits where little is left."""
    digits = 0 if sparsity < 0.895 else 1 if sparsity < 0.9895 else 2
    return f"{round(100 * sparsity, digits):g}"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
