"""Types of the public functions, as mypy and pyright see them in a script of a user."""

import json
import subprocess
import sys
from inspect import isfunction, signature
from pathlib import Path

import pytest

import fdnn_core

ROOT = Path(__file__).parents[1]
NODE = Path(sys.executable).with_name("node")
PYRIGHT = ROOT / "tests" / "web" / "node_modules" / "pyright" / "index.js"
SCRIPT = """
import numpy as np
from numpy.typing import NDArray

import fdnn_core as fd
from demos import DEMOS, load

x: NDArray[np.float64] = np.zeros(8)
image = np.zeros((16, 16))

a: NDArray[np.float64] = fd.relu(x)
b: NDArray[np.float64] = fd.cascade(x, fd.relu)
c: NDArray[np.float64] = fd.dct(x)
d: NDArray[np.float64] = fd.circular_convolve(x, fd.gaussian_kernel(1.0, 2))
e: NDArray[np.float64] = fd.wavelet_transform(x)
f: NDArray[np.float64] = fd.resample(x, 16)
g: NDArray[np.float64] = fd.keep_largest(x, 3)
h: NDArray[np.float64] = fd.amplitudes(x)
i: NDArray[np.float32] = fd.gelu(x.astype(np.float32))
j: NDArray[np.float64] = fd.numeric_series(np.tanh, 3)
k: NDArray[np.float64] = fd.hermite_coefficients(fd.relu, 3, kinks=[0.5])
l: float = fd.gini(x)
m: NDArray[np.float64] = fd.gini(x, axis=0)
n: float = fd.alias_energy(fd.relu, x)
o: NDArray[np.float64] = fd.alias_energy(fd.relu, x, axes=-1)
p: float = fd.jpeg_bits_per_pixel(fd.block_dctn(image))
q: NDArray[np.float64] = fd.mix_phase_magnitude(image, image)
r: float = fd.ssim(image, image, data_range=1.0)
s: str = fd.__version__
t: list[str] = [name for name in DEMOS]
figures = load("activation_xray")(activation="relu", frequency=5)
"""


def errors_of_mypy(script: Path) -> str:
    options = ["--strict", "--follow-imports=silent", "--no-error-summary"]
    command = [sys.executable, "-m", "mypy", *options, script]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False).stdout


def errors_of_pyright(script: Path) -> str:
    settings = {"include": [script.name], "extraPaths": [str(ROOT)], "typeCheckingMode": "strict"}
    project = script.with_name("pyrightconfig.json")
    project.write_text(json.dumps(settings))
    command = [NODE, PYRIGHT, "--project", project, "--pythonpath", sys.executable, "--outputjson"]
    output = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return "\n".join(message["message"] for message in json.loads(output)["generalDiagnostics"])


CHECKERS = pytest.mark.parametrize("errors_of", [errors_of_mypy, errors_of_pyright])


@CHECKERS
def test_a_script_passes_strict_checks(errors_of, tmp_path):
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    assert errors_of(script) == ""


@CHECKERS
def test_an_unknown_name_is_an_error(errors_of, tmp_path):
    script = tmp_path / "script.py"
    script.write_text("import fdnn_core\n\nfdnn_core.nonexistent\n", encoding="utf-8")
    assert '"nonexistent"' in errors_of(script)


def test_signatures_name_their_types():
    """`help` and editors show `ArrayLike`, not the 250 characters of its definition."""
    functions = [getattr(fdnn_core, name) for name in fdnn_core.__all__]
    signatures = {f.__name__: str(signature(f)) for f in functions if isfunction(f)}
    assert not {name: text for name, text in signatures.items() if "numpy." in text}
    assert signatures["gelu"].startswith("(x: 'ArrayLike', approximate: ")
    assert len(signatures["mix_polar"]) < 300
