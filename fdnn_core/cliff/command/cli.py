"""Command ``python -m fdnn_core.cliff``: race dense against sparse products on this machine."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from fdnn_core.cliff.command.argument_types import number, structure_name, whole_number
from fdnn_core.cliff.command.cpu_load import cpu_times, load_from_other_processes
from fdnn_core.cliff.command.interruption import Interruption, interruptible, say
from fdnn_core.cliff.command.progress import ProgressDisplay
from fdnn_core.cliff.environment import record_of, this_device
from fdnn_core.cliff.race import RACE_SPARSITIES, RACE_STRUCTURES, RaceProgress, race
from fdnn_core.cliff.records import MAX_RACES, MAX_ROUNDS, Race
from fdnn_core.cliff.report import counted, race_report
from fdnn_core.cliff.writing import check_writable, save_cliff_record
from fdnn_core.sparse.blas import blas_of
from fdnn_core.timing.statistics import FEWEST_ROUNDS
from fdnn_core.validation.arguments import integer

__all__ = ["main"]

DESCRIPTION = """
Race the product of a dense matrix, M x M times M x N, against sparse products of several structures and
sparsities, and report the sparsity from which each structure is faster. Every product is checked. Ctrl-C
stops the race and keeps the completed rounds.
"""
SIDE = whole_number(1, 16384)
BUSY = 0.1  # cores used by other processes, above which a race is marked as disturbed
EXTRA = "pip install 'fdnn-core[bench]'"


def main(words: Sequence[str] | None = None) -> int:
    """Run the command with the given arguments, those of the process by default; return the exit status."""
    arguments = parse(words)
    races: list[Race] = []
    with arguments.thread_limit, interruptible() as interruption:
        listening, saved = say(machine(), sys.stdout), True
        for (m, k, n), steps in arguments.races:
            if interruption or not (listening or arguments.out):
                break
            result = run(steps, f"{m} x {k} x {n}", interruption)
            if result is None:
                continue
            races.append(result)
            saved = not arguments.out or save(races, arguments.out)
            listening = say(f"\n{race_report(result)}\n", sys.stdout)
    if interruption.signal:
        say(f"Stopped by {interruption.signal.name}.", sys.stderr)
    if not races:
        say("Nothing was measured: no round was completed.", sys.stderr)
    return interruption.exit_status or (0 if races and saved else 1)


def run(steps: Iterator[RaceProgress], title: str, interruption: Interruption) -> Race | None:
    """Run a race until it ends or is interrupted; return its completed rounds, or None if there are none."""
    result: Race | None = None
    before = cpu_times()
    display = ProgressDisplay(sys.stderr, title)
    try:
        for step in steps:
            result = step.race
            display.show(step)
            if interruption:
                break
    except (ValueError, MemoryError) as error:  # a wrong dense product, or no memory for a sparse one
        say(f"Race {title} ended early: {error or 'out of memory'}", sys.stderr)
    finally:
        display.close()
    if result is None or not result.measurement.rounds:
        return None
    load = load_from_other_processes(before)
    if load > BUSY:
        say(f"Other processes used {load:.1f} cores during the race {title}.", sys.stderr)
    return replace(result, measurement=replace(result.measurement, disturbed=load > BUSY))


def save(races: Sequence[Race], path: Path) -> bool:
    """Save the record of the races; if that fails, report why and return False."""
    try:
        save_cliff_record(record_of(races), path)
    except OSError as error:
        say(f"{path} could not be written: {error}", sys.stderr)
        return False
    say(f"Saved to {path}.", sys.stderr)
    return True


def machine() -> str:
    """Return the device and the libraries that multiply dense matrices on it."""
    device = this_device()
    lines = [f"{device.name}, {counted(device.cores, 'core')}"]
    for package in ("numpy", "scipy"):
        try:
            version = import_module(package).__version__
        except ImportError:
            lines.append(f"{package} is not installed")
            continue
        blas = blas_of(package)
        has = f"{blas.name} {blas.version}, {counted(blas.threads, 'thread')}" if blas else "no BLAS"
        lines.append(f"{package} {version} with {has}")
    return "\n".join(lines)


class Arguments(NamedTuple):
    """Validated arguments of the command.

    Attributes
    ----------
    races : list of ((int, int, int), iterator of RaceProgress)
        Races that have not started, each with its m, k, n.
    thread_limit : context manager
        Limits the threads of the BLAS.
    out : Path or None
        File for the record.
    """

    races: list[tuple[tuple[int, int, int], Iterator[RaceProgress]]]
    thread_limit: AbstractContextManager[Any]
    out: Path | None


def parse(words: Sequence[str] | None) -> Arguments:
    """Return the validated arguments; if one is invalid, print a message and exit with status 2."""
    parser = argument_parser()
    found = parser.parse_args(words)
    options = {
        name: getattr(found, name)
        for name in ("dtype", "structures", "sparsities", "rounds", "seconds", "seed")
    }
    try:
        integer("number of sizes times columns", len(found.sizes) * len(found.columns), 1, MAX_RACES)
        shapes = [(side, side, columns or side) for side in found.sizes for columns in found.columns]
        races = [(shape, race(shape, **options)) for shape in shapes]
        if found.out:
            check_writable(found.out)
    except (ValueError, OSError) as error:
        parser.error(str(error))
    return Arguments(races, thread_limit(parser, found.threads), found.out)


def thread_limit(parser: ArgumentParser, threads: int | None) -> AbstractContextManager[Any]:
    """Return a context in which a BLAS uses so many threads; exit with a message without threadpoolctl."""
    if threads is None:
        return nullcontext()
    try:
        threadpoolctl = import_module("threadpoolctl")
    except ImportError:
        parser.error(f"--threads needs threadpoolctl: {EXTRA}")
    with suppress(ImportError):
        import_module("scipy.linalg.blas")  # only what is loaded is limited
    limit: AbstractContextManager[Any] = threadpoolctl.threadpool_limits(threads, user_api="blas")
    return limit


def argument_parser() -> ArgumentParser:
    """Return the parser of the command line."""
    parser = ArgumentParser("python -m fdnn_core.cliff", description=DESCRIPTION)
    add = parser.add_argument
    add(
        "--sizes",
        metavar="M",
        nargs="+",
        type=SIDE,
        default=[512],
        help="rows and columns of the left matrix (default: 512)",
    )
    add(
        "--columns",
        metavar="N",
        nargs="+",
        type=whole_number(1, 16384, keyword="square"),
        default=[32],
        help="columns of the right matrix, or 'square' for as many as rows (default: 32)",
    )
    add(
        "--structures",
        metavar="NAME",
        nargs="+",
        type=structure_name,
        default=RACE_STRUCTURES,
        help="csr: single zeros; bsr:SIDE: blocks; N:M: N of every M in a row kept; rows, columns: whole "
        f"ones; low-pass: all but a corner (default: {' '.join(RACE_STRUCTURES)})",
    )
    add(
        "--sparsities",
        metavar="S",
        nargs="+",
        type=number("a number, at least 0 and below 1", lambda value: 0 <= value < 1),
        default=RACE_SPARSITIES,
        help=f"fractions of zeros, below 1 (default: {' '.join(map(str, RACE_SPARSITIES))})",
    )
    add(
        "--dtype",
        default="float32",
        choices=("float32", "float64"),
        help="type of the matrices (default: float32)",
    )
    add(
        "--threads",
        metavar="T",
        type=whole_number(1, 4096),
        help=f"threads of the BLAS (default: as many as it uses by itself); needs {EXTRA}",
    )
    add(
        "--rounds",
        metavar="R",
        type=whole_number(1, MAX_ROUNDS),
        default=30,
        help=f"samples of each product; at least {FEWEST_ROUNDS} for a result (default: 30)",
    )
    add(
        "--seconds",
        metavar="SECONDS",
        type=number("a number, at least 0", lambda value: value >= 0),
        default=60.0,
        help="time limit of each race (default: 60)",
    )
    add(
        "--seed",
        metavar="SEED",
        type=whole_number(0),
        default=0,
        help="seed of the matrices and the order (default: 0)",
    )
    add("--out", metavar="FILE", type=Path, help="JSON file for all samples and statistics")
    return parser
