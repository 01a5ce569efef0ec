import gzip
from pathlib import Path

import pytest

from demos.publish.delivery import compress as module
from demos.publish.delivery.compress import compress

LONG = "a line of text that is repeated\n" * 500


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {
        "index.html": LONG,
        "copy.html": LONG,
        "small.html": "short",
        "picture.webp": LONG,
        "a/b.wasm": LONG.upper(),
    }
    for name, text in files.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "site"


def test_large_compressible_files_have_compressed_copies(site, tmp_path):
    compress(site, tmp_path / "cache")
    for name in ("index.html", "copy.html", "a/b.wasm"):
        packed = (site / f"{name}.gz").read_bytes()
        assert gzip.decompress(packed) == (site / name).read_bytes()
        assert (site / f"{name}.br").stat().st_size < len(packed) < len(LONG) / 10
    assert not list(site.glob("small.html.*")) + list(site.glob("picture.webp.*"))
    assert len(list((tmp_path / "cache").iterdir())) == 4  # two contents in two formats


def test_equal_content_is_compressed_once_and_the_cache_drops_unused_content(site, tmp_path, monkeypatch):
    cache = tmp_path / "cache"
    compress(site, cache)
    before = {path.name: path.read_bytes() for path in cache.iterdir()}
    (site / "a" / "b.wasm").unlink()
    monkeypatch.setattr(module, "_NODE", tmp_path / "nothing")
    compress(site, cache)
    assert {path.name: path.read_bytes() for path in cache.iterdir()}.items() < before.items()
    (site / "index.html").write_text(LONG[::-1])
    with pytest.raises(FileNotFoundError):
        compress(site, cache)
