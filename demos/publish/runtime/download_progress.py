"""Progress of `make vendor`: a bar on a terminal, one line per file elsewhere."""

from __future__ import annotations

import sys

from tqdm import tqdm

from demos.publish.runtime.download_sources import DownloadSource
from demos.publish.runtime.lock import VendoredFile

LAYOUT = "{percentage:.0f}% |{bar:24}| {n_fmt}B of {total_fmt}B {desc}"


class DownloadProgress:
    """Progress report on standard error, counted in bytes; as a context manager it ends the bar."""

    def __init__(self, total: int) -> None:
        # disable=None: no bar unless standard error is a terminal
        self._bar = tqdm(total=total, unit_scale=True, bar_format=LAYOUT, dynamic_ncols=True, disable=None)

    def __enter__(self) -> DownloadProgress:
        return self

    def __exit__(self, *exception: object) -> None:
        self._bar.close()

    def started(self, file: VendoredFile, source: DownloadSource) -> None:
        """Show which file is being downloaded from which source."""
        self._bar.set_description_str(f"{file.path}, {source}")

    def finished(self, file: VendoredFile, source: DownloadSource) -> None:
        """Count a file that is now in the cache."""
        self._bar.update(file.size)
        if self._bar.disable:
            print(f"vendored {file.path} ({file.size / 1e6:.1f} MB) from {source}", file=sys.stderr)
