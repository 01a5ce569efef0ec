from base64 import b64decode
from hashlib import sha256
from pathlib import Path

import pytest

from demos.publish.delivery.offline import kept, write_worker

STAGES = {
    "runtime": ["pyodide.mjs"],
    "numpy": ["numpy.whl"],
    "scipy": ["scipy.whl"],
    "fdnn-core": ["../wheels/own.whl"],
}
SORTS = {
    "pages": {"index.html", "demos/one/index.html", "assets/script.js", "search/search_index.json"},
    "python": {"pyodide/manifest.json", "pyodide/pyodide.mjs", "pyodide/numpy.whl", "wheels/own.whl"},
    "packages": {"pyodide/scipy.whl"},
}
LEFT_OUT = {"_headers", "assets/script.js.map", "index.html.br", "sitemap.xml.gz", "assets/lunr/fr.js"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in set().union(*SORTS.values(), LEFT_OUT):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"what {name} says")
    return tmp_path


def test_all_that_pages_need_is_listed_by_its_hash_and_by_when_it_is_kept(site):
    listed = kept(site, STAGES)
    assert {sort: set(files) for sort, files in listed.items()} == SORTS
    for files in listed.values():
        for name, integrity in files.items():
            digest = b64decode(integrity.removeprefix("sha256-"))
            assert digest == sha256((site / name).read_bytes()).digest()


def test_another_version_of_any_file_is_another_service_worker(site):
    write_worker(site, STAGES)
    first = (site / "service-worker.js").read_text()
    write_worker(site, STAGES)
    assert (site / "service-worker.js").read_text() == first
    (site / "assets" / "script.js").write_text("something else")
    write_worker(site, STAGES)
    assert (site / "service-worker.js").read_text() != first
