"""What the command ``python -m fdnn_core.cliff`` is told."""

import os
import time
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from fdnn_core._validation.arguments import integer
from fdnn_core.cliff.crossover import Crossover, crossovers
from fdnn_core.cliff.environment import this_device
from fdnn_core.cliff.race import RACE_SPARSITIES, RACE_STRUCTURES, RaceProgress, race
from fdnn_core.cliff.records import Race
from fdnn_core.cliff.schema import MOST_RACES
from fdnn_core.sparse.blas import blas_of
from fdnn_core.sparse.structures import Structure, parse_structure
from fdnn_core.timing.statistics import FEWEST_ROUNDS

__all__ = ["Arguments", "OtherWork", "ProgressLine", "machine", "parsed", "report"]

_DESCRIPTION = """
Race the product of a dense matrix, M x M times M x N, against sparse ones of several structures and
sparsities, and tell from which sparsity on each is faster. Every product is checked. Ctrl-C ends it and keeps
what is measured.
"""


class Arguments(NamedTuple):
    """What is to be done: races, not yet begun, each with its m, k, n."""

    races: list[tuple[tuple[int, int, int], Iterator[RaceProgress]]]
    threads: int | None
    out: Path | None


def parsed(words: Sequence[str]) -> Arguments:
    """Return what the words ask for; those that make no sense end the process with status 2."""
    parser = _parser()
    told = parser.parse_args(words)
    options = {
        name: getattr(told, name)
        for name in ("dtype", "structures", "sparsities", "rounds", "seconds", "seed")
    }
    try:
        integer("number of sizes times columns", len(told.sizes) * len(told.columns), 1, MOST_RACES)
        shapes = [(side, side, columns or side) for side in told.sizes for columns in told.columns]
        races = [(shape, race(shape, **options)) for shape in shapes]
    except ValueError as error:
        parser.error(str(error))
    if told.out and (told.out.is_dir() or not told.out.parent.is_dir()):
        parser.error(f"argument --out: a file in a folder that exists is needed, got {told.out}")
    return Arguments(races, told.threads, told.out)


def _parser() -> ArgumentParser:
    parser = ArgumentParser("python -m fdnn_core.cliff", description=_DESCRIPTION)
    add = parser.add_argument
    add("--sizes", metavar="M", nargs="+", type=_side, default=[512], help="of the matrix (default: 512)")
    add(
        "--columns",
        metavar="N",
        nargs="+",
        type=lambda text: None if text == "square" else _side(text),
        default=[32],
        help="of what it is multiplied with, or 'square' for as many as rows (default: 32)",
    )
    add(
        "--structures",
        metavar="NAME",
        nargs="+",
        type=_structure,
        default=RACE_STRUCTURES,
        help="csr; bsr:SIDE, blocks; N:M, N kept of every M in a row; rows; columns; low-pass, a corner "
        f"(default: {' '.join(RACE_STRUCTURES)})",
    )
    add(
        "--sparsities",
        metavar="S",
        nargs="+",
        type=_number,
        default=RACE_SPARSITIES,
        help=f"fractions of zeros, below 1 (default: {' '.join(map(str, RACE_SPARSITIES))})",
    )
    add("--dtype", default="float32", choices=("float32", "float64"), help="of numbers (default: float32)")
    add("--threads", metavar="T", type=_threads, help="of the BLAS (default: as many as it uses by itself)")
    add(
        "--rounds",
        metavar="R",
        type=_whole,
        default=30,
        help=f"samples of each product; fewer than {FEWEST_ROUNDS} tell nothing (default: 30)",
    )
    add("--seconds", metavar="T", type=_number, default=60.0, help="the most a race may take (default: 60)")
    add("--seed", metavar="SEED", type=_whole, default=0, help="of matrices and order (default: 0)")
    add("--out", metavar="FILE", type=Path, help="for samples and statistics, in JSON")
    return parser


def _checked(allowed: str, read: Callable[[str], Any]) -> Callable[[str], Any]:
    """Return a type for argparse that says what is allowed."""

    def checked(text: str) -> Any:
        try:
            return read(text)
        except ValueError:
            raise ArgumentTypeError(f"{allowed} is needed, got {text!r}") from None

    return checked


_number = _checked("a number", float)
_whole = _checked("a whole number", int)
_side = _checked("a whole number from 1 to 16384", lambda text: integer("", int(text), 1, 16384))
_threads = _checked("a whole number from 1 to 4096", lambda text: integer("", int(text), 1, 4096))
_structure = _checked(
    "csr, bsr:SIDE, N:M, rows, columns or low-pass", lambda text: str(parse_structure(text))
)


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


_WIDTH = 24  # characters of the bar
_EVERY = 0.1  # seconds
_CLEAR = "\r\x1b[K"


class ProgressLine:
    """Where progress is shown.

    Parameters
    ----------
    stream : text stream
        Standard error, or one like it.
    title : str
        In front.
    """

    def __init__(self, stream: TextIO, title: str) -> None:
        self._stream, self._title = stream, title
        self._terminal = stream.isatty()
        self._next_time, self._next_tenth = 0.0, 0

    def show(self, step: RaceProgress) -> None:
        """Show a step, unless one has been shown just now."""
        words = f"{step.fraction:.0%}, {step.seconds_left:.0f} s left, {step.doing}"
        if self._terminal:
            if (now := time.monotonic()) >= self._next_time:
                self._next_time = now + _EVERY
                full = round(_WIDTH * step.fraction)
                bar = "#" * full + "." * (_WIDTH - full)
                self._stream.write(f"{_CLEAR}{self._title} [{bar}] {words}")
                self._stream.flush()
        elif step.fraction * 10 >= self._next_tenth:
            self._next_tenth = int(step.fraction * 10) + 1
            self._stream.write(f"{self._title} {words}\n")
            self._stream.flush()

    def close(self) -> None:
        """Leave no bar behind."""
        if self._terminal:
            self._stream.write(_CLEAR)
            self._stream.flush()


_STAT = Path("/proc/stat")
_IDLE = (3, 4)  # of the fields of its first line: idle, and waiting for a disk
_FIELDS = 8  # the others that follow are counted in these already


class OtherWork:
    """The work of other processes, and of other guests of the same host, since this was made."""

    def __init__(self) -> None:
        self._begin = self._now()

    def cores(self) -> float:
        """Return how many cores' time it took on average, 0 where the system does not tell."""
        passed, busy, own = (now - then for now, then in zip(self._now(), self._begin, strict=True))
        return max(0.0, busy - own) / passed if passed > 0 else 0.0

    @staticmethod
    def _now() -> tuple[float, float, float]:
        """Return seconds: of a clock, of all cores at work, of this process at work."""
        try:
            line = _STAT.read_text().partition("\n")[0]
            ticks = [int(field) for field in line.split()[1 : 1 + _FIELDS]]
            busy = sum(t for i, t in enumerate(ticks) if i not in _IDLE) / os.sysconf("SC_CLK_TCK")
        except (OSError, ValueError):
            busy = 0.0
        return time.perf_counter(), busy, time.process_time()
