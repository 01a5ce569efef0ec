"""Benchmarks of the cosine transforms and of GELU against scipy, which is compiled."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import scipy.fft
import scipy.special

import fdnn_core
from tests.bench.rows import compared, interleaved, row

LENGTH, SIDE, VALUES = 4096, 1024, 1_000_000


def measure() -> Iterator[dict[str, Any]]:
    """Time each type on an image and on a signal; compare times and memory for large arrays."""
    random = np.random.default_rng(0)
    for x, function in ((random.normal(size=(256, 256)), "dctn"), (random.normal(size=LENGTH), "dct")):
        for type in (1, 2, 3, 4):
            yield _of_type(function, type, x)
    image, values = random.normal(size=(SIDE, SIDE)), random.normal(size=VALUES)
    for dtype in ("float64", "float32"):
        yield from _of_large_arrays(image.astype(dtype), values.astype(dtype))


def _of_type(function: str, type: int, x: np.ndarray) -> dict[str, Any]:
    ours, theirs = (getattr(library, function) for library in (fdnn_core, scipy.fft))
    seconds, reference = interleaved(lambda: ours(x, type), lambda: theirs(x, type))
    name = f"{function} type {type}, {' x '.join(map(str, x.shape))}"
    return row(name, 1e3 * seconds, "ms", f"scipy.fft.{function}", 1e3 * reference)


def _of_large_arrays(image: np.ndarray, values: np.ndarray) -> Iterator[dict[str, Any]]:
    shape = f"{SIDE} x {SIDE}, {image.dtype}"
    yield from compared(
        f"dct, {shape}", lambda: fdnn_core.dct(image), "scipy.fft.dct", lambda: scipy.fft.dct(image)
    )
    yield from compared(
        f"dctn, {shape}", lambda: fdnn_core.dctn(image), "scipy.fft.dctn", lambda: scipy.fft.dctn(image)
    )
    yield from compared(
        f"block_dctn, {shape}",
        lambda: fdnn_core.block_dctn(image),
        "scipy.fft.dctn of the blocks",
        lambda: _blocks_by_scipy(image),
    )
    yield from compared(
        f"gelu, {VALUES} values, {values.dtype}",
        lambda: fdnn_core.gelu(values),
        "x (1 + scipy.special.erf(x / √2)) / 2",
        lambda: values * (1 + scipy.special.erf(values / np.sqrt(values.dtype.type(2)))) / 2,
    )


def _blocks_by_scipy(image: np.ndarray) -> np.ndarray:
    blocks = image.reshape(SIDE // 8, 8, SIDE // 8, 8).swapaxes(1, 2)
    return scipy.fft.dctn(blocks, axes=(2, 3), norm="ortho")
