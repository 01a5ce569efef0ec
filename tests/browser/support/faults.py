"""The faults that the tests cause, and what the reader must see after each."""

from __future__ import annotations

import json

from demos.publish.content import faults
from tests.browser.support.server import ROOT

NAMED = "The page names the file, keeps the figures and your settings, and offers to try again."
REPORTED = "The page says what failed, keeps the figures and your settings, and offers to try again."
STOPPED = "The Stop button ends it: the last figures stay, and Python restarts."
STARTS = "The demo goes live as usual."
REPLACED = "The demo goes live, more slowly, from Pyodide's own files."

FILES = {
    "WebAssembly of Python": "pyodide.asm.wasm",
    "standard library": "python_stdlib.zip",
    "wheel of numpy": "numpy-2",
    "lock of packages": "pyodide-lock.json",
    "manifest of hashes": "manifest.json",
    "script of Pyodide": "pyodide.mjs",
}
KINDS = {
    "missing": "is missing",
    "truncated": "is cut short",
    "flipped": "has one wrong bit",
    "wrong type": "arrives with the wrong type",
    "broken off": "breaks off half-way",
}
BROKEN_FILES = [
    *[("script of Pyodide", kind) for kind in ("missing", "wrong type")],  # first: browsers cache it
    *[("WebAssembly of Python", kind) for kind in ("missing", "truncated", "flipped", "broken off")],
    *[("standard library", kind) for kind in ("missing", "truncated", "flipped")],
    *[("wheel of numpy", kind) for kind in ("missing", "flipped")],
    *[("lock of packages", kind) for kind in ("missing", "truncated", "flipped")],
    *[("manifest of hashes", kind) for kind in ("missing", "truncated")],
]
SNAPSHOT = {"memory": "snapshot.bin", "libraries": "libraries.bin"}
DAMAGED_SNAPSHOT = [(part, kind) for part in SNAPSHOT for kind in ("missing", "truncated", "flipped")]


def file_fault(file: str, kind: str) -> str:
    """Return the sentence that names a fault of a file."""
    return f"The {file} {KINDS[kind]}"


def snapshot_fault(part: str, kind: str) -> str:
    """Return the sentence that names a fault of a part of the snapshot."""
    verb = "are" if part == "libraries" else "is"
    return f"The {part} in the snapshot of Python {verb} {_DAMAGED[kind]}"


_DAMAGED = {"missing": "missing", "truncated": "cut short", "flipped": "wrong in one bit"}

OUTCOMES = {
    **{file_fault(*broken): NAMED for broken in BROKEN_FILES},
    **{snapshot_fault(*damaged): REPLACED for damaged in DAMAGED_SNAPSHOT},
    "The WebAssembly of Python stalls half-way": REPORTED,
    "The WebAssembly of Python arrives with the wrong type": STARTS,
    "The script of the worker is missing": REPORTED,
    "The scripts that draw are missing": REPORTED,
    "The server dies while Python starts": REPORTED,
    "The worker ends while Python starts": REPORTED,
    "The computer sleeps while Python starts": "The start goes on when the computer wakes.",
    "The worker ends while it computes": STOPPED,
    "A demo computes without end": STOPPED,
    "Memory runs out in the worker": REPORTED,
    "The browser has no WebAssembly": REPORTED,
    "The browser has no module workers": REPORTED,
    "The browser forbids storage and service workers": STARTS,
    "The browser refuses to write the address": "Copied links have your settings, and Reset works.",
    "Python starts many times in a row": "Python starts each time, and memory use does not grow.",
    "A control changes 200 times a second": "The newest values are shown; none queue up.",
    "The page is in a background tab while it computes": "The newest values are shown when the tab returns.",
    "The page is zoomed to 400 %": "Nothing is cut off at the sides, and the demo works.",
    "Text is spaced as WCAG 1.4.12 requires": "No word of the demo is cut off.",
    "The system forces its own colours": "Controls and the lines of figures stand out from their background.",
    "The reader asks for reduced motion": "Nothing moves by itself.",
    "The browser adds noise to pictures that pages read": "The page says so; figures show the noise.",
    "A sound of your own lasts two hours": "Its first minute is used; the rest is not decoded.",
}


class FaultLog:
    """The faults that ended in an engine as `OUTCOMES` says."""

    def __init__(self, engine: str) -> None:
        self.engine = engine
        self._faults: set[str] = set()

    def add(self, fault: str) -> None:
        """Record a fault."""
        assert fault in OUTCOMES
        self._faults.add(fault)

    def require_table(self) -> None:
        """Assert that `docs/faults.json` has exactly these rows; write the right rows to `build/`."""
        rows = [
            {"fault": fault, "engine": self.engine, "outcome": outcome}
            for fault, outcome in OUTCOMES.items()
            if fault in self._faults
        ]
        path = ROOT / "build" / f"faults-{self.engine.lower()}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        published = json.loads(faults.FILE.read_text(encoding="utf-8"))
        assert [row for row in published if row["engine"] == self.engine] == rows
