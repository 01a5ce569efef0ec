"""What the command ``python -m fdnn_core.cliff`` is told."""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from fdnn_core._arguments import integer
from fdnn_core._cliff_record_shapes import MOST_RACES
from fdnn_core.intervals import FEWEST_ROUNDS
from fdnn_core.racing import RACE_SPARSITIES, RACE_STRUCTURES, RaceProgress, race
from fdnn_core.structures import parse_structure

__all__ = ["Arguments", "parsed"]

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
