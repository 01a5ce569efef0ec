import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from demos.publish.runtime.wheel import ROOT, build_wheel

SOURCES = ("fdnn_core", "demos", "pyproject.toml", "README.md", "LICENSE", ".gitignore")


@pytest.fixture
def umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def copy_sources(target: Path, mtime: float) -> Path:
    """Copy what the wheel is made of, with the umask's modes and one time of change."""
    target.mkdir()
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target / name, copy_function=shutil.copyfile)
        else:
            shutil.copyfile(ROOT / name, target / name)
    for path in target.rglob("*"):
        os.utime(path, (mtime, mtime))
    return target


def test_the_same_sources_give_the_same_bytes(tmp_path, umask, monkeypatch):
    first = build_wheel(tmp_path / "1", copy_sources(tmp_path / "one", 1e9)).read_bytes()
    os.umask(0o077)
    monkeypatch.chdir("/")
    second = build_wheel(tmp_path / "2", copy_sources(tmp_path / "another", 1.5e9)).read_bytes()
    assert first == second
    assert build_wheel(tmp_path / "3").read_bytes() == first


def test_another_source_gives_other_bytes(tmp_path):
    tree = copy_sources(tmp_path / "tree", 1e9)
    first = build_wheel(tmp_path / "1", tree).read_bytes()
    (tree / "fdnn_core" / "__init__.py").write_text('"""Changed."""\n')
    assert build_wheel(tmp_path / "2", tree).read_bytes() != first


def test_the_wheel_holds_the_core_with_its_pictures_and_the_demos_with_their_records_alone(tmp_path):
    wheel = build_wheel(tmp_path)
    assert wheel.name == "fdnn_core-0.1.0-py3-none-any.whl"
    names = ZipFile(wheel).namelist()
    assert {name.partition("/")[0] for name in names} == {"fdnn_core", "demos", "fdnn_core-0.1.0.dist-info"}
    assert {
        "fdnn_core/__init__.py",
        "fdnn_core/py.typed",
        "demos/__init__.py",
        "demos/kit/__init__.py",
    } <= set(names)
    assert {"camera.npz", "CREDITS.md"} <= {name.rpartition("/")[2] for name in names if "/pictures/" in name}
    assert not [name for name in names if name.startswith(("demos/publish/", "demos/web/"))]
    records = (ROOT / "demos" / "sparsity_cliff" / "records").iterdir()
    assert {name for name in names if name.startswith("demos/") and not name.endswith(".py")} == {
        path.relative_to(ROOT).as_posix() for path in records
    }
