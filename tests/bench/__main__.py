"""Measure speed against named baselines: `make bench` prints a table and writes build/bench.json."""

from __future__ import annotations

import json
from pathlib import Path

from tests.bench import page, transforms

OUTPUT = Path(__file__).parents[2] / "build" / "bench.json"


def main() -> None:
    """Run all benchmarks."""
    rows = []
    print(f"{'':48} {'value':>12} {'ratio':>8}  to the baseline")
    for benchmark in (transforms, page):
        for row in benchmark.measure():
            rows.append(row)
            value = f"{row['value']:.4g} {row['unit']}"
            print(f"{row['name']:48} {value:>12} {row['ratio']:8.2f}  {row['baseline']}", flush=True)
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(json.dumps(rows, indent=1) + "\n")


if __name__ == "__main__":
    main()
