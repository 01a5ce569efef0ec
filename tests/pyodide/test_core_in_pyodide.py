"""The tests of the core and of the essay's mathematics pass in WebAssembly too, except the listed ones.

They run in two halves, one for each test process.
"""

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
ESSAY = sorted(  # tests of the mathematics that one figure of the essay uses
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "tests" / "demos" / "essay").glob("*/test_*.py")
    if path.name != "test_demo.py" and path.parent.name != "claims"
)
TESTS = ("tests/fdnn_core", *ESSAY)
DOCTESTS = ("fdnn_core", *(name.removeprefix("tests/").replace("/test_", "/") for name in ESSAY))
PURE_PACKAGES = ("iniconfig", "packaging", "pluggy", "pygments", "pytest", "sortedcontainers")
SCIPY_SUITE = "test_dct_scipy_suite.py"  # runs scipy's own tests, which Pyodide's scipy does not contain
SKIPPED = {  # reasons by file or test
    "tests/fdnn_core/cliff/command/test_cli.py": "needs processes",
    "tests/fdnn_core/cliff/command/test_interruption.py": "needs signals and threads",
    "tests/fdnn_core/cliff/command/test_progress.py::test_a_terminal_shows_a_bar_and_is_left_without_it": (
        "could not import 'tqdm': No module named 'tqdm'"
    ),
    "tests/fdnn_core/cliff/test_environment.py::test_a_processor_has_a_name": (
        "Pyodide cannot start processes"
    ),
    "tests/fdnn_core/cliff/test_report.py::"
    "test_the_plot_has_a_line_for_each_structure_with_the_fastest_contenders": (
        "could not import 'matplotlib': No module named 'matplotlib'"
    ),
    "tests/fdnn_core/cliff/test_report.py::test_the_plot_before_the_first_round_is_empty": (
        "could not import 'matplotlib': No module named 'matplotlib'"
    ),
    "tests/fdnn_core/learning/test_mlp.py::test_gradient_agrees_with_torch": (
        "could not import 'torch': No module named 'torch'"
    ),
    "tests/fdnn_core/metrics/test_scores_scikit_image.py": "Pyodide has no skimage",
    "tests/fdnn_core/phase/test_phase_vs_magnitude.py": "Pyodide has no skimage",
    "tests/fdnn_core/signals/test_make_photographs.py": "Pyodide has no skimage",
    "tests/fdnn_core/transforms/test_jpeg.py::test_quantisation_tables_agree_with_pillow": (
        "Pyodide has no PIL"
    ),
    "tests/fdnn_core/transforms/test_jpeg.py::"
    "test_bits_per_pixel_agree_with_a_file_of_optimised_huffman_codes": "Pyodide has no PIL",
}


def copy_package(name: str, target: Path) -> None:
    for file in files(name):
        if ".." not in file.parts and file.suffix != ".pyc":
            (target / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file.locate(), target / file)


def count_tests() -> Counter[str]:
    """Count the tests and the doctests in each file."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", *TESTS, *DOCTESTS]
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
    """Return pytest's argument for a file: a path of the mounted tests, or an installed module."""
    return f"/mounted/{name}" if name.startswith("tests/") else name.removesuffix(".py").replace("/", ".")


@pytest.fixture(scope="module")
def mount(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("mounted")
    for name in PURE_PACKAGES:
        copy_package(name, folder / "packages")
    shutil.copyfile(ROOT / "pyproject.toml", folder / "pyproject.toml")
    for name in TESTS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    return folder


@pytest.mark.parametrize("half", [0, 1], ids=["half 0", "half 1"])
def test_the_tests_of_the_mathematics_pass_in_pyodide(in_pyodide, mount, half):
    counts = count_tests()
    names = halves(counts)[half]
    (hypothesis,) = LOCK.group("hypothesis")
    packages = ["fdnn-demos", "scipy", (vendor.cache_folder() / hypothesis.path).as_uri()]
    code = Path(__file__).with_name("core_tests.py").read_text()
    targets = json.dumps([target(name) for name in names])
    printed = in_pyodide(code, packages, {"/mounted": str(mount)}, TARGETS=targets)
    print(printed)
    outcomes = json.loads(printed.splitlines()[-1])
    assert outcomes.keys() <= {"passed", "skipped"}
    skipped = [(name.partition("[")[0], reason) for name, reason in outcomes.get("skipped", [])]
    assert dict(skipped) == {
        name: reason for name, reason in SKIPPED.items() if name.partition("::")[0] in names
    }
    not_run = sum(1 if "::" in name else counts[name] for name, _ in skipped)
    assert len(outcomes["passed"]) == sum(counts[name] for name in names) - not_run
