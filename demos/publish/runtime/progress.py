"""How far the vendoring is: a bar on a terminal, a line for each file elsewhere."""

import sys
from shutil import get_terminal_size

from demos.publish.runtime.lock import VendoredFile
from demos.publish.runtime.sources import Source

BAR = 24  # characters


class Progress:
    """Counts the bytes that are in place."""

    def __init__(self, total: int) -> None:
        self._total = total  # bytes
        self._done = 0
        self._terminal = sys.stderr.isatty()

    def asking(self, file: VendoredFile, source: Source) -> None:
        """Show which file is asked of which source."""
        if self._terminal:
            bar = "#" * (BAR * self._done // self._total)
            megabytes = f"{self._done / 1e6:.0f} of {self._total / 1e6:.0f} MB"
            line = f"[{bar:-<{BAR}}] {megabytes}: {file.path}, {source}"
            self._redraw(line[: get_terminal_size().columns - 1])

    def placed(self, file: VendoredFile, source: Source) -> None:
        """Count a file that now lies in the cache."""
        self._done += file.size
        if not self._terminal:
            print(f"vendored {file.path} ({file.size / 1e6:.1f} MB) from {source}", file=sys.stderr)
        elif self._done == self._total:
            self._redraw(f"vendored {self._total / 1e6:.0f} MB\n")

    def _redraw(self, line: str) -> None:
        print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)
