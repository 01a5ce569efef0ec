"""Record what sparse products cost on a GPU: dense ones by its BLAS against CSR, BSR and 2:4 by PyTorch.

Needed are this repository, numpy and PyTorch, nothing installed. On a borrowed GPU::

    python -m demos.sparsity_cliff.gpu --out gpu.json

Each race, that of one size, number of columns and precision, is written as soon as it is over: a machine that
is taken back early leaves a whole record of what it did until then. What the device or PyTorch cannot do is
left out, and named on standard error with the reason. Without a GPU all of it runs on the CPU, and the record
says so: that shows that the script works, not what a GPU does.

The protocol is that of `fdnn_core.measure`: products checked against float64, shuffled rounds, the dense one
twice in each. On a GPU every product is replayed from a CUDA graph, so that its kernels are timed and not
Python; each call is timed by events, and begins with an empty cache. Blocks are multiplied by Triton's
kernels only where their side divides the number of columns.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from demos.sparsity_cliff.gpu.device import TorchDevice
from demos.sparsity_cliff.gpu.products import BLOCKS, PRECISIONS
from demos.sparsity_cliff.gpu.races import Plan, raced
from fdnn_core import CliffRecord, Race, write_cliff_record

_MOST_RACES, _MOST_ROUNDS, _MOST_SPARSITIES = 50, 300, 24  # that a record may hold, 100 runs in a race

N = TypeVar("N", int, float)


def main(arguments: Sequence[str] | None = None) -> None:
    """Record what the command line asks for."""
    plan, out = planned(arguments)
    try:
        device = TorchDevice()
    except ModuleNotFoundError as error:
        sys.exit(str(error))
    races: list[Race] = []
    for race in raced(device, plan):
        races.append(race)
        record = CliffRecord(device.described(), device.libraries(), device.blas(), races)
        out.write_text(write_cliff_record(record), encoding="utf-8")
    if not races:
        sys.exit("No race could be run.")


def planned(arguments: Sequence[str] | None) -> tuple[Plan, Path]:
    """Return what the command line asks for, and where to write it; ends with a message if that cannot be."""
    parser = argparse.ArgumentParser(
        prog="python -m demos.sparsity_cliff.gpu",
        description="Race sparse products against dense ones on a GPU, and write a record of it.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    side = max(BLOCKS)
    size = number(int, lambda n: n > 0 and n % side == 0, f"a multiple of {side}")
    count = number(int, lambda n: n > 0, "a whole number above 0")
    share = number(float, lambda s: 0 < s < 1, "a number between 0 and 1")
    rounds = number(int, lambda n: 0 < n <= _MOST_ROUNDS, f"a whole number from 1 to {_MOST_ROUNDS}")
    budget = number(float, lambda s: s > 0, "a number above 0")
    zeros = [0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995]
    add = parser.add_argument
    add("--out", type=Path, required=True, help="the JSON file to write")
    add("--sizes", nargs="+", type=size, default=[1024, 2048, 4096], help="of the square matrices")
    add("--columns", nargs="+", type=count, default=[64, 1024], help="of what they are multiplied by")
    add("--precisions", nargs="+", choices=PRECISIONS, default=list(PRECISIONS), help="of the products")
    add("--sparsities", nargs="+", type=share, default=zeros, help="fractions of zeros")
    add("--rounds", type=rounds, default=30, help="wanted in each race")
    add("--seconds", type=budget, default=30.0, help="for the timing of each race, at most")
    found = parser.parse_args(arguments)
    plan = Plan(
        sizes=list(dict.fromkeys(found.sizes)),
        columns=list(dict.fromkeys(found.columns)),
        precisions=list(dict.fromkeys(found.precisions)),
        sparsities=list(dict.fromkeys(found.sparsities)),
        rounds=found.rounds,
        seconds=found.seconds,
    )
    races = len(plan.sizes) * len(plan.columns) * len(plan.precisions)
    if races > _MOST_RACES:
        parser.error(f"sizes x columns x precisions must be at most {_MOST_RACES}, got {races}")
    if len(plan.sparsities) > _MOST_SPARSITIES:
        parser.error(f"sparsities must be at most {_MOST_SPARSITIES}, got {len(plan.sparsities)}")
    if not found.out.parent.is_dir():
        parser.error(f"out must be in a folder that is there, got {found.out}")
    return plan, found.out


def number(kind: Callable[[str], N], fits: Callable[[N], bool], needed: str) -> Callable[[str], N]:
    """Return what reads a number and refuses one that does not fit."""

    def read(text: str) -> N:
        try:
            value = kind(text)
        except ValueError:
            pass
        else:
            if fits(value):
                return value
        raise argparse.ArgumentTypeError(f"{needed} is needed, got {text}")

    return read


if __name__ == "__main__":
    main()
