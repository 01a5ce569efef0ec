import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling.builders.wheel import WheelBuilder

from demos.publish.runtime.wheels import CORE, DEMOS, ROOT, build_wheels, version

SOURCES = ("fdnn_core", "demos", "pyproject.toml", "README.md", "LICENSE", ".gitignore")


@pytest.fixture
def umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return build_wheels(tmp_path_factory.mktemp("wheels"))


def copy_sources(target: Path, mtime: float) -> Path:
    """Copy the sources of the wheels with the modes of the umask and one modification time."""
    target.mkdir()
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target / name, copy_function=shutil.copyfile)
        else:
            shutil.copyfile(ROOT / name, target / name)
    for path in target.rglob("*"):
        os.utime(path, (mtime, mtime))
    return target


def contents(wheels: dict[str, Path]) -> dict[str, bytes]:
    return {name: wheel.read_bytes() for name, wheel in wheels.items()}


def names(wheel: Path) -> set[str]:
    return set(ZipFile(wheel).namelist())


def test_the_same_sources_give_the_same_bytes(tmp_path, umask, monkeypatch, wheels):
    first = build_wheels(tmp_path / "1", copy_sources(tmp_path / "one", 1e9))
    os.umask(0o077)
    monkeypatch.chdir("/")
    second = build_wheels(tmp_path / "2", copy_sources(tmp_path / "another", 1.5e9))
    assert contents(first) == contents(second) == contents(wheels)


@pytest.mark.parametrize(("folder", "project"), [("fdnn_core", CORE), ("demos", DEMOS)])
def test_a_changed_source_changes_its_own_wheel_only(tmp_path, wheels, folder, project):
    tree = copy_sources(tmp_path / "tree", 1e9)
    (tree / folder / "__init__.py").write_text('"""Changed."""\n')
    changed = contents(build_wheels(tmp_path / "wheels", tree))
    assert {name for name, content in contents(wheels).items() if changed[name] != content} == {project}


def test_the_core_wheel_holds_fdnn_core_with_its_data_and_nothing_else(wheels):
    wheel = wheels[CORE]
    assert {name.partition("/")[0] for name in names(wheel)} == {
        "fdnn_core",
        f"fdnn_core-{version(wheel)}.dist-info",
    }
    data = {
        "__init__.py",
        "__init__.pyi",
        "py.typed",
        "signals/pictures/camera.npz",
        "signals/pictures/CREDITS.md",
    }
    assert {f"fdnn_core/{name}" for name in data} <= names(wheel)


def test_the_demos_wheel_holds_the_demos_with_their_records_but_nothing_of_the_site(wheels):
    wheel = wheels[DEMOS]
    assert {name.partition("/")[0] for name in names(wheel)} == {
        "demos",
        f"fdnn_demos-{version(wheel)}.dist-info",
    }
    modules = {"demos/__init__.py", "demos/kit/__init__.py", "demos/essay/claims/__init__.py"}
    assert modules | {"demos/py.typed"} <= names(wheel)
    assert not [name for name in names(wheel) if name.startswith(("demos/publish/", "demos/web/"))]
    data = {
        name for name in names(wheel) if name.startswith("demos/") and not name.endswith((".py", ".typed"))
    }
    records = (ROOT / "demos" / "sparsity_cliff" / "records").iterdir()
    assert data == {path.relative_to(ROOT).as_posix() for path in records}


def test_the_demos_wheel_requires_the_core_of_the_same_version(wheels):
    (metadata,) = (name for name in names(wheels[DEMOS]) if name.endswith(".dist-info/METADATA"))
    text = ZipFile(wheels[DEMOS]).read(metadata).decode()
    assert f"Requires-Dist: {CORE}=={version(wheels[CORE])}\n" in text
    assert version(wheels[DEMOS]) == version(wheels[CORE])


def test_an_editable_install_imports_the_core_and_the_demos_from_the_checkout(tmp_path):
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["editable"])
    (path_file,) = (name for name in names(Path(wheel)) if name.endswith(".pth"))
    assert ZipFile(wheel).read(path_file).decode().split() == [str(ROOT)]
