"""The tests of the core pass in WebAssembly too. They run in two halves, one for each test process."""

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from importlib.metadata import files
from pathlib import Path

import pytest

from demos.publish.runtime import vendor
from demos.publish.runtime.lock import LOCK

ROOT = Path(__file__).parents[2]
TESTS = Path("tests", "fdnn_core")
PURE_PACKAGES = ("iniconfig", "packaging", "pluggy", "pygments", "pytest", "sortedcontainers")
SCIPY_SUITE = "test_dct_scipy_suite.py"  # runs scipy's own tests, which Pyodide's scipy does not contain
MINIMUM_SHARE = 0.95  # of the tests must run; the others need scikit-image or processes


def copy_package(name: str, target: Path) -> None:
    for file in files(name):
        if ".." not in file.parts and file.suffix != ".pyc":
            (target / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file.locate(), target / file)


def count_tests() -> Counter[str]:
    """Count the tests in each file of the core's tests, and the doctests in each file of the core."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", TESTS, "fdnn_core"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    counts = Counter(re.findall(r"^(\S+\.py)::", listing, re.MULTILINE))
    return Counter({name: count for name, count in counts.items() if not name.endswith(SCIPY_SUITE)})


def halves(counts: Counter[str]) -> list[list[str]]:
    """Divide the files into two lists with about the same number of tests."""
    parts: list[list[str]] = [[], []]
    for name, _ in counts.most_common():
        min(parts, key=lambda part: sum(counts[other] for other in part)).append(name)
    return parts


def target(name: str) -> str:
    """Return pytest's argument for a file: a path of the mounted tests, or a module of the installed core."""
    inside = Path(name)
    return f"/mounted/{name}" if inside.is_relative_to(TESTS) else ".".join(inside.with_suffix("").parts)


@pytest.fixture(scope="module")
def mount(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("mounted")
    for name in PURE_PACKAGES:
        copy_package(name, folder / "packages")
    shutil.copyfile(ROOT / "pyproject.toml", folder / "pyproject.toml")
    shutil.copytree(ROOT / TESTS, folder / TESTS, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.mark.parametrize("half", [0, 1])
def test_the_tests_of_the_core_pass_in_pyodide(in_pyodide, mount, half):
    counts = count_tests()
    names = halves(counts)[half]
    (hypothesis,) = LOCK.group("hypothesis")
    packages = ["fdnn-core", "scipy", (vendor.cache_folder() / hypothesis.path).as_uri()]
    code = Path(__file__).with_name("core_tests.py").read_text()
    targets = json.dumps([target(name) for name in names])
    printed = in_pyodide(code, packages, {"/mounted": str(mount)}, TARGETS=targets)
    print(printed)
    outcomes = json.loads(printed.splitlines()[-1])
    total = sum(counts[name] for name in names)
    assert outcomes.keys() <= {"passed", "skipped"}
    assert len(outcomes["passed"]) >= MINIMUM_SHARE * total
    skipped_files = {name.split("::")[0] for name in outcomes.get("skipped", []) if "::" not in name}
    whole = sum(counts[name] for name in skipped_files)
    single = sum("::" in name for name in outcomes.get("skipped", []))
    assert len(outcomes["passed"]) == total - whole - single
