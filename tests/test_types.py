"""Types of the public functions, as mypy sees them in a script of a user."""

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import numpy as np
from numpy.typing import NDArray

import fdnn_core as fd

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
"""


def errors_of_mypy(script: str, folder: Path) -> str:
    file = folder / "script.py"
    file.write_text(script, encoding="utf-8")
    root = Path(__file__).parents[1]
    command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", str(file)]
    return subprocess.run(command, capture_output=True, text=True, cwd=root, check=False).stdout


def test_a_script_passes_mypy_strict(tmp_path):
    assert errors_of_mypy(SCRIPT, tmp_path).startswith("Success")


def test_an_unknown_name_is_an_error(tmp_path):
    errors = errors_of_mypy("import fdnn_core\n\nfdnn_core.nonexistent\n", tmp_path)
    assert 'Module has no attribute "nonexistent"' in errors
