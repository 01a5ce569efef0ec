"""What a reader is left with when something fails: the faults that tests cause, and how each is to end."""

from __future__ import annotations

import json

from demos.publish.content import faults
from tests.browser.server import ROOT

NAMED = "The page names the file, keeps the figures and your settings, and offers to try again."
TOLD = "The page says what failed, keeps the figures and your settings, and offers to try again."
STOPPED = "The Stop button ends it: the last figures stay, and Python restarts."
UNHARMED = "The demo goes live as usual."
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
BROKEN = [
    *[("script of Pyodide", kind) for kind in ("missing", "wrong type")],  # first: browsers keep it
    *[("WebAssembly of Python", kind) for kind in ("missing", "truncated", "flipped", "broken off")],
    *[("standard library", kind) for kind in ("missing", "truncated", "flipped")],
    *[("wheel of numpy", kind) for kind in ("missing", "flipped")],
    *[("lock of packages", kind) for kind in ("missing", "truncated", "flipped")],
    *[("manifest of hashes", kind) for kind in ("missing", "truncated")],
]
SNAPSHOT = {"memory": "snapshot.bin", "libraries": "libraries.bin"}
SPOILT = [(part, kind) for part in SNAPSHOT for kind in ("missing", "truncated", "flipped")]


def words(file: str, kind: str) -> str:
    """Return what is wrong with a file as a sentence."""
    return f"The {file} {KINDS[kind]}"


def words_of_snapshot(part: str, kind: str) -> str:
    """Return what is wrong with a part of the snapshot as a sentence."""
    return f"The {part} in the snapshot of Python {'are' if part == 'libraries' else 'is'} {_SPOILT[kind]}"


_SPOILT = {"missing": "missing", "truncated": "cut short", "flipped": "wrong in one bit"}

OUTCOMES = {
    **{words(*broken): NAMED for broken in BROKEN},
    **{words_of_snapshot(*spoilt): REPLACED for spoilt in SPOILT},
    "The WebAssembly of Python stalls half-way": TOLD,
    "The WebAssembly of Python arrives with the wrong type": UNHARMED,
    "The script of the worker is missing": TOLD,
    "The scripts that draw are missing": TOLD,
    "The server dies while Python starts": TOLD,
    "The worker ends while Python starts": TOLD,
    "The worker ends while it computes": STOPPED,
    "A demo computes without end": STOPPED,
    "Memory runs out in the worker": TOLD,
    "The browser has no WebAssembly": TOLD,
    "The browser has no module workers": TOLD,
    "The browser forbids storage and service workers": UNHARMED,
    "Python starts fifty times in a row": "Python starts each time, and the page's memory use does not grow.",
    "A control changes 200 times a second for half a minute": "The newest values are shown; none queue up.",
    "The page is in a background tab while it computes": "The newest values are shown when the tab returns.",
    "The page is zoomed to 400 %": "Nothing is cut off at the sides, and the demo works.",
    "Text is spaced as WCAG 1.4.12 requires": "No word of the demo is cut off.",
    "The system forces its own colours": "Controls and the lines of figures stand out from their background.",
    "The reader asks for reduced motion": "Nothing moves by itself.",
}


class Seen:
    """The faults that were seen to end in an engine as they are to."""

    def __init__(self, engine: str) -> None:
        self.engine = engine
        self._faults: set[str] = set()

    def add(self, fault: str) -> None:
        """Note one."""
        assert fault in OUTCOMES
        self._faults.add(fault)

    def require_shown(self) -> None:
        """Have the site's table say just this of the engine; what it should say is written to `build/`."""
        rows = [
            {"fault": fault, "engine": self.engine, "outcome": outcome}
            for fault, outcome in OUTCOMES.items()
            if fault in self._faults
        ]
        written = ROOT / "build" / f"faults-{self.engine.lower()}.json"
        written.parent.mkdir(exist_ok=True)
        written.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        shown = json.loads(faults.FILE.read_text(encoding="utf-8"))
        assert [row for row in shown if row["engine"] == self.engine] == rows
