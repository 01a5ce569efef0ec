from base64 import b64decode
from hashlib import sha256
from pathlib import Path

import pytest

from demos.publish.delivery.offline import cached_files, write_service_worker

STAGES = {
    "runtime": ["pyodide.mjs"],
    "numpy": ["numpy.whl"],
    "scipy": ["scipy.whl"],
    "fdnn-core": ["../wheels/core.whl"],
    "fdnn-demos": ["../wheels/demos.whl"],
}
KINDS = {
    "pages": {"index.html", "demos/one/index.html", "assets/script.js", "search/search_index.json"},
    "python": {
        "pyodide/manifest.json",
        "pyodide/pyodide.mjs",
        "pyodide/numpy.whl",
        "wheels/core.whl",
        "wheels/demos.whl",
    },
    "packages": {"pyodide/scipy.whl"},
}
SKIPPED = {"_headers", "assets/script.js.map", "index.html.br", "sitemap.xml.gz", "assets/lunr/fr.js"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in set().union(*KINDS.values(), SKIPPED):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"content of {name}")
    return tmp_path


def test_files_are_listed_by_kind_with_their_hashes(site):
    listed = cached_files(site, STAGES)
    assert {kind: set(files) for kind, files in listed.items()} == KINDS
    for files in listed.values():
        for name, integrity in files.items():
            digest = b64decode(integrity.removeprefix("sha256-"))
            assert digest == sha256((site / name).read_bytes()).digest()


def test_a_changed_file_gives_another_service_worker(site):
    write_service_worker(site, STAGES)
    first = (site / "service-worker.js").read_text()
    write_service_worker(site, STAGES)
    assert (site / "service-worker.js").read_text() == first
    (site / "assets" / "script.js").write_text("something else")
    write_service_worker(site, STAGES)
    assert (site / "service-worker.js").read_text() != first
