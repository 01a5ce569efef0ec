import json
import re
from functools import cache
from pathlib import Path, PurePosixPath

import pytest

from demos.publish.runtime import vendor
from demos.publish.runtime.download_sources import PIP_FOR_PYODIDE
from demos.publish.runtime.lock import LOCK

ROOT = Path(__file__).parents[4]
WHEELS = {file.member: file for file in LOCK.files if file.origin == "pyodide" and file.path.endswith(".whl")}


@cache
def published_lock():
    """The lock file that Pyodide publishes."""
    return json.loads(vendor.read("pyodide/pyodide-lock.json"))


@pytest.mark.parametrize("name", WHEELS)
def test_a_wheel_has_the_hash_that_pyodide_publishes(name):
    (published,) = (entry for entry in published_lock()["packages"].values() if entry["file_name"] == name)
    assert WHEELS[name].sha256 == published["sha256"]


@pytest.mark.parametrize("package", ["numpy", "matplotlib", "scipy", "micropip"])
def test_a_package_is_locked_with_all_its_dependencies(package):
    assert closure(package) <= set(WHEELS)
    assert published_lock()["packages"][package]["file_name"] in {file.member for file in LOCK.group(package)}


def closure(package: str) -> set[str]:
    entry = published_lock()["packages"][package]
    return {entry["file_name"]}.union(*map(closure, entry["depends"]))


def test_every_source_has_the_same_version_of_pyodide():
    cdn, npm, _ = LOCK.origins["pyodide"]
    assert cdn["cdn"].endswith(f"/v{LOCK.pyodide}/full/")
    assert npm["package"] == f"pyodide@{LOCK.pyodide}"
    assert f'"{LOCK.pyodide}"'.encode() in vendor.read("pyodide/pyodide.mjs")


def test_the_versions_of_python_and_of_the_platform_are_those_of_pyodide():
    info = published_lock()["info"]
    assert LOCK.python == info["python"].rpartition(".")[0]
    assert LOCK.platform == f"pyemscripten_{info['abi_version']}_{info['arch']}"


def test_pip_downloads_wheels_for_pyodide():
    assert {f"--platform={LOCK.platform}", f"--python-version={LOCK.python}"} <= set(PIP_FOR_PYODIDE)


@pytest.mark.parametrize("name", [name for name in WHEELS if "none-any" not in name])
def test_a_compiled_wheel_is_for_pyodides_python(name):
    tag = f"cp{LOCK.python.replace('.', '')}"
    assert name.endswith(f"-{tag}-{tag}-{LOCK.platform}.whl")


def test_the_version_of_python_is_written_in_the_lock_only():
    folders = [ROOT / "demos" / "publish", ROOT / "demos" / "web"]
    files = [
        path for folder in folders for path in folder.rglob("*") if path.suffix in (".py", ".js", ".mjs")
    ]
    spellings = re.compile(
        rf"{re.escape(LOCK.python)}\b|(?:cp|cpython-|python){LOCK.python.replace('.', '')}"
    )
    assert [path.name for path in files if spellings.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("name", ["uplot", "axe-core"])
def test_every_source_has_the_same_version_of_a_javascript_library(name):
    cdn, npm = LOCK.origins[name]
    assert cdn["cdn"].endswith(f"/{npm['package']}/")
    assert re.fullmatch(rf"{name}@\d+\.\d+\.\d+", npm["package"])


def test_hypothesis_is_the_version_of_the_test_requirements():
    (file,) = LOCK.group("hypothesis")
    (package,) = LOCK.origins["hypothesis"]
    requirements = (ROOT / "requirements-test.lock").read_text()
    (locked,) = re.findall(rf"^{re.escape(package['package'])} (.*(?:\n    --hash.*)*)", requirements, re.M)
    assert f"--hash=sha256:{file.sha256}" in locked


def test_every_path_stays_inside_the_cache_and_has_an_origin():
    paths = [PurePosixPath(file.path) for file in LOCK.files]
    assert len(set(paths)) == len(paths)
    assert not any(path.is_absolute() or ".." in path.parts for path in paths)
    assert {file.origin for file in LOCK.files} == set(LOCK.origins)
