import json
import re
from pathlib import Path, PurePosixPath

import pytest

from demos.publish.runtime import vendor
from demos.publish.runtime.lock import LOCK
from demos.publish.runtime.sources import PIP_FOR_PYODIDE

ROOT = Path(__file__).parents[4]
OFFICIAL = json.loads(vendor.read("pyodide/pyodide-lock.json"))
WHEELS = {file.member: file for file in LOCK.files if file.origin == "pyodide" and file.path.endswith(".whl")}


@pytest.mark.parametrize("name", WHEELS)
def test_a_wheel_has_the_hash_that_pyodide_publishes(name):
    (published,) = (entry for entry in OFFICIAL["packages"].values() if entry["file_name"] == name)
    assert WHEELS[name].sha256 == published["sha256"]


@pytest.mark.parametrize("package", ["numpy", "matplotlib", "scipy", "micropip"])
def test_a_package_comes_with_all_that_it_needs(package):
    assert closure(package) <= set(WHEELS)
    assert OFFICIAL["packages"][package]["file_name"] in {file.member for file in LOCK.group(package)}


def closure(package: str) -> set[str]:
    entry = OFFICIAL["packages"][package]
    return {entry["file_name"]}.union(*map(closure, entry["depends"]))


def test_the_version_of_pyodide_is_the_same_wherever_it_is_written():
    cdn, npm, _ = LOCK.origins["pyodide"]
    assert cdn["cdn"].endswith(f"/v{LOCK.pyodide}/full/")
    assert npm["package"] == f"pyodide@{LOCK.pyodide}"
    assert f'"{LOCK.pyodide}"'.encode() in vendor.read("pyodide/pyodide.mjs")


def test_pip_is_asked_for_wheels_of_pyodides_python():
    info = OFFICIAL["info"]
    assert f"--platform=pyemscripten_{info['abi_version']}_{info['arch']}" in PIP_FOR_PYODIDE
    assert "--python-version=" + info["python"].rpartition(".")[0] in PIP_FOR_PYODIDE


@pytest.mark.parametrize("name", ["uplot", "axe-core"])
def test_the_version_of_a_javascript_library_is_the_same_wherever_it_is_written(name):
    cdn, npm = LOCK.origins[name]
    assert cdn["cdn"].endswith(f"/{npm['package']}/")
    assert re.fullmatch(rf"{name}@\d+\.\d+\.\d+", npm["package"])


def test_hypothesis_is_the_locked_one():
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
