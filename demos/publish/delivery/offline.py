"""Service worker for reading without a network, with the list of files that it caches."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from demos.publish.integrity import integrity
from demos.publish.runtime.manifest import start_stages

_SCRIPT = Path(__file__).with_name("service-worker.js")
_NAME = "service-worker.js"
_PYTHON_FOLDERS = ("pyodide", "wheels")
_SKIPPED_SUFFIXES = (".map", ".gz", ".br")
_SKIPPED_FOLDERS = {"lunr", "cards"}  # search in languages that the site has no pages in; images for crawlers


def cached_files(site: Path, stages: Mapping[str, Sequence[str]]) -> dict[str, dict[str, str]]:
    """List the files of a built site that the service worker caches, with their hashes.

    Parameters
    ----------
    site : Path
    stages : mapping of str to list of str
        Paths relative to pyodide/ by stage, from the manifest.

    Returns
    -------
    dict
        "pages": everything but Python; "python": what all demos need; "packages": what some demos need. Each
        maps paths to their integrity, "sha256-...".
    """
    start = {_from_root(name) for stage in start_stages(stages) for name in stages[stage]}
    files: dict[str, dict[str, str]] = {"pages": {}, "python": {}, "packages": {}}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        folders = name.split("/")[:-1]
        if not path.is_file() or name.startswith(("_", ".")) or name == _NAME:
            continue
        if path.suffix in _SKIPPED_SUFFIXES or _SKIPPED_FOLDERS.intersection(folders):
            continue
        if folders[:1] and folders[0] in _PYTHON_FOLDERS:
            kind = "python" if name in start or path.suffix == ".json" else "packages"
        else:
            kind = "pages"
        files[kind][name] = integrity(path.read_bytes())
    return files


def write_service_worker(site: Path, stages: Mapping[str, Sequence[str]]) -> None:
    """Write the service worker into the root of a built site, so that it serves the whole site."""
    listed = json.dumps(cached_files(site, stages), separators=(",", ":"))
    script = _SCRIPT.read_text(encoding="utf-8")
    (site / _NAME).write_text(f"const SITE = {listed};\n{script}", encoding="utf-8")


def _from_root(name: str) -> str:
    return name.removeprefix("../") if name.startswith("../") else f"pyodide/{name}"
