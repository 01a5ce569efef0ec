"""The command ``python -m fdnn_core.cliff``: race dense against sparse products on this machine."""

import os
import sys
from dataclasses import replace
from pathlib import Path

from fdnn_core.cliff.cli import Arguments, OtherWork, ProgressLine, machine, parsed, report
from fdnn_core.cliff.environment import record_of
from fdnn_core.cliff.records import Race
from fdnn_core.cliff.writing import write_cliff_record

__all__ = ["main"]

_THREAD_VARIABLES = (
    "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "BLIS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)
_MUCH = 0.1  # cores at work for others, with whom caches are shared


def main() -> int:
    """Run the command and return its exit status."""
    arguments = parsed(sys.argv[1:])
    if arguments.threads:
        _begin_again_with(arguments.threads)
    print(machine(), flush=True)
    races: list[Race] = []
    try:
        _run(arguments, races)
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
    if not races:
        print("Nothing was measured: not one round was whole.", file=sys.stderr)
    return 0 if races else 1


def _begin_again_with(threads: int) -> None:
    """Start this process anew: a BLAS reads the number of threads when it is loaded, which it is already."""
    wanted = {variable: str(threads) for variable in _THREAD_VARIABLES}
    if any(os.environ.get(variable) != value for variable, value in wanted.items()):
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], {**os.environ, **wanted})


def _run(arguments: Arguments, races: list[Race]) -> None:
    """Add to `races` what is measured, print it and write it, also what an interrupted race has found."""
    for (m, k, n), steps in arguments.races:
        found: Race | None = None
        others = OtherWork()
        line = ProgressLine(sys.stderr, f"{m} x {k} x {n}")
        try:
            for step in steps:
                found = step.race
                line.show(step)
        finally:
            line.close()
            if found and found.measurement.rounds:
                _keep(found, others.cores(), arguments.out, races)


def _keep(found: Race, others: float, out: Path | None, races: list[Race]) -> None:
    disturbed = others > _MUCH
    races.append(replace(found, measurement=replace(found.measurement, disturbed=disturbed)))
    print(report(races[-1]))
    if disturbed:
        print(f"Other processes kept {others:.1f} cores busy: without them it may come out differently.\n")
    sys.stdout.flush()
    if out:
        out.write_text(write_cliff_record(record_of(races)), encoding="utf-8")
        print(f"Written to {out}.", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
