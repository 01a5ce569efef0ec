"""MkDocs hook: the service worker, with the list of what it keeps for readers without a network."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from demos.publish.runtime.runtime import start_stages

_SCRIPT = Path(__file__).with_name("service-worker.js")
_NAME = "service-worker.js"
_PYTHON = ("pyodide", "wheels")
_UNKEPT = (".map", ".gz", ".br")  # what no page shows or needs
_UNSHOWN = {"lunr", "cards"}  # folders: other languages to search in than the site's; pictures for crawlers


def kept(site: Path, stages: Mapping[str, Sequence[str]]) -> dict[str, dict[str, str]]:
    """List a built site's files with their hashes.

    Parameters
    ----------
    site : Path
    stages : mapping of str to list of str
        Paths relative to pyodide/ by what needs them, as in the manifest.

    Returns
    -------
    dict
        "pages": all but Python; "python": what each demo needs; "packages": what some need. Each gives
        for a path its integrity, "sha256-...".
    """
    start = {_from_root(name) for stage in start_stages(stages) for name in stages[stage]}
    found: dict[str, dict[str, str]] = {"pages": {}, "python": {}, "packages": {}}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        folders = name.split("/")[:-1]
        if not path.is_file() or name.startswith(("_", ".")) or name == _NAME:
            continue
        if path.suffix in _UNKEPT or _UNSHOWN.intersection(folders):
            continue
        if folders[:1] and folders[0] in _PYTHON:
            kind = "python" if name in start or path.suffix == ".json" else "packages"
        else:
            kind = "pages"
        found[kind][name] = f"sha256-{b64encode(sha256(path.read_bytes()).digest()).decode()}"
    return found


def write_worker(site: Path, stages: Mapping[str, Sequence[str]]) -> None:
    """Write the service worker into the root of a built site: what lies below it is what it answers for."""
    listed = json.dumps(kept(site, stages), separators=(",", ":"))
    script = _SCRIPT.read_text(encoding="utf-8")
    (site / _NAME).write_text(f"const SITE = {listed};\n{script}", encoding="utf-8")


@event_priority(-50)  # after all who write or change files that are kept
def on_post_build(config: MkDocsConfig) -> None:
    """Add the service worker to the site."""
    write_worker(Path(config.site_dir), config.extra["fdnn"]["stages"])


def _from_root(name: str) -> str:
    return name.removeprefix("../") if name.startswith("../") else f"pyodide/{name}"
