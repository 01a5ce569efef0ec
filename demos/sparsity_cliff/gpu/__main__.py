"""Record races on a GPU: dense products by its BLAS against CSR, BSR and 2:4 by PyTorch.

The recorder needs this repository, numpy and PyTorch; nothing has to be installed. On a borrowed GPU::

    python -m demos.sparsity_cliff.gpu --out gpu.json

The record is saved after each race, and when Ctrl-C or another signal stops the recorder, so that nothing
measured is lost. What the device or PyTorch cannot do is left out, and reported on standard error with the
reason. Without a GPU everything runs on the CPU, and the record says so: this shows that the script works,
not what a GPU does.

The protocol is that of `fdnn_core.measure`: products are checked against float64, rounds are shuffled, and
the dense product is timed twice in each. On a GPU every product is replayed from a CUDA graph, so that its
kernels are timed and not Python; each call is timed by events, and begins with an empty cache. Triton's
kernels for blocks are used only if the side of the blocks divides the number of columns.
"""

from __future__ import annotations

import sys
from argparse import ArgumentDefaultsHelpFormatter, ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from demos.sparsity_cliff.gpu.device import TorchDevice
from demos.sparsity_cliff.gpu.products import BLOCKS, PRECISIONS
from demos.sparsity_cliff.gpu.races import Plan, report, run_races
from fdnn_core import CliffRecord, Race, save_cliff_record
from fdnn_core.cliff.command.argument_types import number, whole_number
from fdnn_core.cliff.command.interruption import interruptible
from fdnn_core.cliff.records import MAX_CONTENDERS, MAX_RACES, MAX_ROUNDS
from fdnn_core.cliff.writing import check_writable

_MAX_SPARSITIES = (MAX_CONTENDERS - 2) // (1 + len(BLOCKS))  # dense and 2:4 have one sparsity each
_SPARSITIES = [0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995]


def main(words: Sequence[str] | None = None) -> int:
    """Record what the command line asks for; return the exit status."""
    plan, out = parse(words)
    try:
        device = TorchDevice()
    except ModuleNotFoundError as error:
        sys.exit(str(error))
    races: list[Race] = []
    saved = False
    with interruptible() as interruption:
        for race in run_races(device, plan, interruption):
            races.append(race)
            saved = save(CliffRecord(device.described(), device.libraries(), device.blas(), races), out)
    if not races:
        report("No race could be run.")
    return interruption.exit_status or (0 if saved else 1)


def save(record: CliffRecord, path: Path) -> bool:
    """Save a record; if that fails, report why and return False."""
    try:
        save_cliff_record(record, path)
    except OSError as error:
        report(f"{path} could not be written: {error}")
        return False
    return True


def parse(words: Sequence[str] | None) -> tuple[Plan, Path]:
    """Return the plan and the file; if an argument is invalid, print a message and exit with status 2."""
    parser = argument_parser()
    found = parser.parse_args(words)
    plan = Plan(
        sizes=list(dict.fromkeys(found.sizes)),
        columns=list(dict.fromkeys(found.columns)),
        precisions=list(dict.fromkeys(found.precisions)),
        sparsities=list(dict.fromkeys(found.sparsities)),
        rounds=found.rounds,
        seconds=found.seconds,
    )
    races = len(plan.sizes) * len(plan.columns) * len(plan.precisions)
    if races > MAX_RACES:
        parser.error(f"sizes x columns x precisions must be at most {MAX_RACES}, got {races}")
    if len(plan.sparsities) > _MAX_SPARSITIES:
        parser.error(f"number of sparsities must be at most {_MAX_SPARSITIES}, got {len(plan.sparsities)}")
    try:
        check_writable(found.out)
    except OSError as error:
        parser.error(str(error))
    return plan, found.out


def argument_parser() -> ArgumentParser:
    """Return the parser of the command line."""
    parser = ArgumentParser(
        "python -m demos.sparsity_cliff.gpu",
        description="Race sparse products against dense ones on a GPU, and save the record.",
        formatter_class=ArgumentDefaultsHelpFormatter,
    )
    size = whole_number(1, multiple_of=max(BLOCKS))
    fraction = number("a number between 0 and 1", lambda value: 0 < value < 1)
    limit = number("a number above 0", lambda value: value > 0)
    add = parser.add_argument
    add("--out", type=Path, required=True, help="JSON file for the record")
    add(
        "--sizes",
        nargs="+",
        type=size,
        default=[1024, 2048, 4096],
        help="rows and columns of the left matrix",
    )
    add("--columns", nargs="+", type=whole_number(1), default=[64, 1024], help="columns of the right matrix")
    add("--precisions", nargs="+", choices=PRECISIONS, default=list(PRECISIONS), help="types of the matrices")
    add("--sparsities", nargs="+", type=fraction, default=_SPARSITIES, help="fractions of zeros")
    add("--rounds", type=whole_number(1, MAX_ROUNDS), default=30, help="samples of each product")
    add("--seconds", type=limit, default=30.0, help="time limit for the timing of each race")
    return parser


if __name__ == "__main__":
    sys.exit(main())
