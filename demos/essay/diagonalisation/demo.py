"""Convolution is diagonal in the Fourier basis; the ReLU after it is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated

import numpy as np

from demos.essay.diagonalisation.report import figures
from demos.kit.controls import Choice, Seed, Slider
from demos.kit.declare import demo
from demos.kit.figures import Array, Figures
from fdnn_core import convolution_matrix, gaussian_kernel, in_fourier_basis

_N = 32  # samples
_TAPS = 7
_BOUNDARIES = {"circular": "circular", "zero": "zeros beyond the ends"}
_KERNELS: Mapping[str, Callable[[np.random.Generator], Array]] = {
    "blur": lambda _: gaussian_kernel(1.5, _TAPS // 2),
    "edge": lambda _: np.array([0, 0, 1, 0, -1, 0, 0]) / 2,
    "random": lambda rng: rng.standard_normal(_TAPS) / np.sqrt(_TAPS),
}


@demo(title="Diagonal until the ReLU")
def diagonalisation(
    kernel: Annotated[str, Choice({name: name for name in _KERNELS}, label="Kernel")] = "blur",
    boundary: Annotated[str, Choice(_BOUNDARIES, label="Boundary")] = "circular",
    bias: Annotated[
        float, Slider(-2, 4, 0.1, label="Bias", help="Added before the ReLU, in standard deviations.")
    ] = 0.0,
    seed: Annotated[
        int, Seed(label="Seed", help="Sets the white noise at the input, and the random kernel.")
    ] = 0,
) -> Figures:
    """Show the matrices of a convolution, and of the ReLU after it, over samples and over frequencies."""
    rng = np.random.default_rng(seed)
    x = rng.standard_normal(_N)
    convolution = convolution_matrix(_KERNELS[kernel](rng), _N, boundary)  # type: ignore[arg-type]
    before = convolution @ x
    gates = before + bias * before.std() > 0  # the ReLU's mask, the diagonal of its Jacobian
    return figures(convolution, in_fourier_basis(convolution), in_fourier_basis(np.diag(gates)), gates)
