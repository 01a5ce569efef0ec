"""MkDocs hook: large files lie compressed beside themselves, for servers that send such; a table of bytes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority, get_plugin_logger

from demos.publish.runtime.loaded import before_touch
from demos.publish.runtime.runtime import first_files

ROOT = Path(__file__).resolve().parents[3]
KEPT = ROOT / "build" / "compressed"
ENDINGS = ("br", "gz")

_NODE = Path(sys.executable).with_name("node")
_SCRIPT = Path(__file__).with_name("compress.mjs")
_SMALL = 1024  # bytes, below which a file fits in a packet or two as it is
_GAINING = {".bin", ".css", ".html", ".ipynb", ".js", ".json", ".md", ".mjs", ".svg", ".txt", ".wasm", ".xml"}
_log = get_plugin_logger("bytes")
_serving = False


def compress(site: Path, kept: Path = KEPT) -> None:
    """Put beside each file that gains by it the same compressed, from a folder of what was compressed before.

    Raises
    ------
    subprocess.CalledProcessError
        If Node cannot compress them.
    FileNotFoundError
        If Node is missing.
    """
    kept.mkdir(parents=True, exist_ok=True)
    names = {
        path: sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.suffix in _GAINING and path.stat().st_size >= _SMALL
    }
    first = {name: path for path, name in names.items()}
    wanted = [
        [str(first[name]), str(kept / name)]
        for name in sorted(first)
        if not all((kept / f"{name}.{ending}").exists() for ending in ENDINGS)
    ]
    if wanted:
        subprocess.run([_NODE, _SCRIPT], input=json.dumps(wanted), text=True, check=True)
    for path, name in names.items():
        for ending in ENDINGS:
            shutil.copyfile(kept / f"{name}.{ending}", f"{path}.{ending}")
    for path in kept.iterdir():
        if path.name.partition(".")[0] not in first:
            path.unlink()  # of an earlier version


def sizes(files: Iterable[Path]) -> dict[str, int]:
    """Return the bytes of files together: plain, and as a server sends them that has them compressed."""
    total = dict.fromkeys(("plain", *ENDINGS), 0)
    for path in files:
        size = path.stat().st_size
        for form in total:
            packed = Path(f"{path}.{form}")
            total[form] += packed.stat().st_size if packed.exists() else size
    return total


def _search(site: Path) -> list[Path]:
    """Return what the theme's search fetches by itself."""
    return [site / "search" / "search_index.json", *site.glob("assets/javascripts/workers/search.*.js")]


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Note whether MkDocs itself serves the site: it would send nothing compressed."""
    global _serving
    _serving = command == "serve"


@event_priority(-100)  # when all is written
def on_post_build(config: MkDocsConfig) -> None:
    """Compress the site, and tell what a reader of the first demo's page fetches."""
    if _serving:
        return
    site = Path(config.site_dir)
    compress(site)
    page = site / "demos" / "activation-xray" / "index.html"
    python = [site / "pyodide" / name for name in first_files(config.extra["fdnn"]["stages"])]
    told = {
        "before a demo is touched": [*before_touch(page), *_search(site)],
        "then, to its first frame": python,
    }
    for what, files in told.items():
        listed = ", ".join(f"{form} {size / 1000:,.0f} kB" for form, size in sizes(files).items())
        _log.info("%s: %s", what, listed)
