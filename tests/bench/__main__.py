"""Run the benchmarks: `make bench` prints a table and writes `build/bench.json`.

It also writes `docs/measurements.json`, which adds the date and the machine for the page Measurements.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from demos.publish.content import measurements
from fdnn_core import this_device
from tests.bench import cliff, memory, page, sparse, start, transforms
from tests.browser.support.server import build_site

OUTPUT = Path(__file__).parents[2] / "build" / "bench.json"


def measured() -> Iterator[dict[str, Any]]:
    """Yield the rows of all benchmarks."""
    yield from transforms.measure()
    yield from sparse.measure()
    with TemporaryDirectory() as folder:
        site = Path(folder)
        build_site(site)
        yield from start.measure(site)
        yield from memory.measure(site)
        yield from page.measure(site)
        yield from cliff.measure(site)


def main() -> None:
    """Run all benchmarks."""
    rows = []
    print(f"{'':66} {'value':>12} {'ratio':>8}  to the baseline")
    for row in measured():
        rows.append(row)
        value = f"{row['value']:.4g} {row['unit']}"
        print(f"{row['name']:66} {value:>12} {row['ratio']:8.2f}  {row['baseline']}", flush=True)
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(json.dumps(rows, indent=1) + "\n")
    device = this_device()
    record = {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": f"{device.name} with {device.cores} cores",
        "browser": page.browser_name(),
        "rows": rows,
    }
    measurements.FILE.write_text(json.dumps(record, indent=1) + "\n")


if __name__ == "__main__":
    main()
