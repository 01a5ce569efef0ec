import json
import re
import shutil
import subprocess
import sys
from importlib.metadata import files
from pathlib import Path

from demos.publish.runtime import vendor
from demos.publish.runtime.lock import LOCK

ROOT = Path(__file__).parents[2]
TESTS = Path("tests", "fdnn_core")
PURE_PACKAGES = ("iniconfig", "packaging", "pluggy", "pygments", "pytest", "sortedcontainers")
LEFT_OUT = {
    "test_cliff.py": "starts processes, which Pyodide cannot",
    "make_photographs.py": "needs scikit-image, which Pyodide does not have",
    "test_make_photographs.py": "needs scikit-image, which Pyodide does not have",
    "test_phase_vs_magnitude.py": "needs scikit-image, which Pyodide does not have",
    "test_scores_scikit_image.py": "needs scikit-image, which Pyodide does not have",
    "test_dct_scipy_suite.py": "runs scipy's own tests, which Pyodide's scipy comes without",
}


def copy_package(name: str, target: Path) -> None:
    for file in files(name):
        if ".." not in file.parts and file.suffix != ".pyc":
            (target / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file.locate(), target / file)


def number_of_tests(folder: Path) -> int:
    """Return how many tests there are in the folder, and doctests in the core."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "--pyargs", TESTS, "fdnn_core"]
    listing = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout
    return int(re.search(r"^(\d+) tests? collected", listing, re.MULTILINE)[1])


def test_the_cores_tests_pass_in_pyodide(in_pyodide, tmp_path):
    for name in PURE_PACKAGES:
        copy_package(name, tmp_path / "packages")
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    shutil.copytree(ROOT / TESTS, tmp_path / TESTS, ignore=shutil.ignore_patterns("__pycache__", *LEFT_OUT))
    (hypothesis,) = LOCK.group("hypothesis")
    packages = ["fdnn-core", "scipy", (vendor.cache_folder() / hypothesis.path).as_uri()]
    code = Path(__file__).with_name("core_tests.py").read_text()
    printed = in_pyodide(code, packages, {"/mounted": str(tmp_path)})
    print(printed)
    assert json.loads(printed.splitlines()[-1]) == {"passed": number_of_tests(tmp_path)}
