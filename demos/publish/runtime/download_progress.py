"""Progress of `make vendor`: a bar on a terminal, one line per file elsewhere."""

import sys
from shutil import get_terminal_size

from demos.publish.runtime.download_sources import DownloadSource
from demos.publish.runtime.lock import VendoredFile

BAR = 24  # characters


class DownloadProgress:
    """Progress report on standard error, counted in bytes."""

    def __init__(self, total: int) -> None:
        self._total = total  # bytes
        self._done = 0
        self._terminal = sys.stderr.isatty()

    def started(self, file: VendoredFile, source: DownloadSource) -> None:
        """Show which file is being downloaded from which source."""
        if self._terminal:
            bar = "#" * (BAR * self._done // self._total)
            megabytes = f"{self._done / 1e6:.0f} of {self._total / 1e6:.0f} MB"
            line = f"[{bar:-<{BAR}}] {megabytes}: {file.path}, {source}"
            self._redraw(line[: get_terminal_size().columns - 1])

    def finished(self, file: VendoredFile, source: DownloadSource) -> None:
        """Count a file that is now in the cache."""
        self._done += file.size
        if not self._terminal:
            print(f"vendored {file.path} ({file.size / 1e6:.1f} MB) from {source}", file=sys.stderr)
        elif self._done == self._total:
            self._redraw(f"vendored {self._total / 1e6:.0f} MB\n")

    def _redraw(self, line: str) -> None:
        print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)
