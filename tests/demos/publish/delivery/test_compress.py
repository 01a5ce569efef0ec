import gzip
from pathlib import Path

import pytest

from demos.publish.delivery import compress as module
from demos.publish.delivery.compress import compress, sizes
from demos.publish.runtime.loaded import before_touch

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


def test_large_files_that_gain_by_it_lie_compressed_beside_themselves(site, tmp_path):
    compress(site, tmp_path / "kept")
    for name in ("index.html", "copy.html", "a/b.wasm"):
        packed = (site / f"{name}.gz").read_bytes()
        assert gzip.decompress(packed) == (site / name).read_bytes()
        assert (site / f"{name}.br").stat().st_size < len(packed) < len(LONG) / 10
    assert not list(site.glob("small.html.*")) + list(site.glob("picture.webp.*"))
    assert len(list((tmp_path / "kept").iterdir())) == 4  # of two contents in two forms


def test_what_was_compressed_once_is_not_again_and_what_is_gone_is_dropped(site, tmp_path, monkeypatch):
    kept = tmp_path / "kept"
    compress(site, kept)
    before = {path.name: path.read_bytes() for path in kept.iterdir()}
    (site / "a" / "b.wasm").unlink()
    monkeypatch.setattr(module, "_NODE", tmp_path / "nothing")
    compress(site, kept)
    assert {path.name: path.read_bytes() for path in kept.iterdir()}.items() < before.items()
    (site / "index.html").write_text(LONG[::-1])
    with pytest.raises(FileNotFoundError):
        compress(site, kept)


def test_sizes_are_those_of_what_is_sent(site, tmp_path):
    compress(site, tmp_path / "kept")
    counted = sizes([site / "index.html", site / "small.html"])
    assert counted["plain"] == len(LONG) + len("short")
    assert counted["br"] == (site / "index.html.br").stat().st_size + len("short")


def test_a_pages_files_are_found_through_the_imports_of_its_scripts(tmp_path):
    scripts = tmp_path / "assets" / "fdnn"
    texts = {
        scripts / "element.js": 'import { a } from "./a.js";\nconst draw = () => import("./draw.js");\n',
        scripts / "a.js": 'import {\n  b,\n} from "./b.js";\nexport { c } from "./c.js";\n',
        scripts / "b.js": 'const text = "./not.js";\n',
        scripts / "c.js": "",
        scripts / "never.js": "",
        scripts / "draw.js": 'import "./b.js";\nimport "./vendor/plot.js";\n',
        scripts / "vendor" / "plot.js": "",
        scripts / "python" / "worker.js": 'import { b } from "../b.js";\n',
        tmp_path / "style.css": "",
        tmp_path / "demos" / "some" / "index.html": (
            '<link rel="stylesheet" href="../../style.css"><link rel="next" href="../other/">'
            '<script type="module" src="../../assets/fdnn/element.js"></script><img src="data:,">'
        ),
    }
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    page = tmp_path / "demos" / "some" / "index.html"
    assert set(before_touch(page)) == {page, *texts} - {scripts / "never.js"}
    assert len(before_touch(page)) == len(texts) - 1
