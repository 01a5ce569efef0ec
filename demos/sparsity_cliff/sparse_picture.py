"""What zeros cost: a picture rebuilt from few coefficients of a transform, and its quality."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from demos.kit.caching import cache_last
from demos.kit.figures import Array, Axis, Image, Plot, Series
from demos.kit.pictures import square
from demos.kit.typesetting import percent
from fdnn_core import (
    Comparable,
    block_dctn,
    block_idctn,
    dctn,
    idctn,
    keep_fraction,
    prune_high_frequencies,
    psnr,
)
from fdnn_core.signals.colour import luma

TRANSFORMS = {"global": "DCT of the whole picture", "blocks": "DCT of blocks of 8 × 8, as in JPEG"}
KEEPS = {"largest": "the largest coefficients", "low-pass": "the lowest frequencies"}
SIDE = 256
_GRID = 1 - np.geomspace(1, 0.001, 19)  # sparsities of the curves
_LOSSLESS = 99.0  # dB; above this, only rounding is lost, and no number is shown


@cache_last
def prepare(picture: Array) -> Array:
    """Return the luma of a picture, shape (SIDE, SIDE)."""
    return square(luma(picture), SIDE)


@cache_last
def _coefficients(picture: Array, transform: str) -> Array:
    if transform == "global":
        return np.asarray(dctn(picture, norm="ortho"))
    return np.asarray(block_dctn(picture))  # (rows, columns, 8, 8)


def _lowest(coefficients: Array, kept: float) -> Array:
    """Keep the lowest frequencies: a corner of the plane, or the same ones (at least one) of each block."""
    if coefficients.ndim == 2:
        return np.asarray(prune_high_frequencies(coefficients, 1 - kept))
    radii = np.hypot(*np.mgrid[:8, :8])
    order = np.argsort(radii, axis=None, kind="stable")
    mask = np.zeros(64, bool)
    mask[order[: max(1, round(64 * kept))]] = True
    return np.where(mask.reshape(8, 8), coefficients, 0)


_KEEP: Mapping[str, Callable[[Array, float], Array]] = {"largest": keep_fraction, "low-pass": _lowest}


class SparsePicture:
    """A picture rebuilt after setting all but some of its coefficients to zero.

    `sparsity` is the requested fraction of zeros; `zeros` the actual one, which a corner of whole rows and
    columns only approaches.
    """

    def __init__(self, picture: Array, transform: str, keep: str, sparsity: float) -> None:
        chosen = _KEEP[keep](_coefficients(picture, transform), 1 - sparsity)
        self.zeros = 1 - np.count_nonzero(chosen) / chosen.size
        back = idctn(chosen, norm="ortho") if transform == "global" else block_idctn(chosen)
        self.image = np.clip(np.asarray(back), 0, 1)
        self.difference = self.image - picture
        self.ssim = _original(picture).ssim(Comparable(self.image))
        self.psnr = float(psnr(self.image, picture))

    @property
    def fidelity(self) -> str:
        """PSNR in words."""
        return f"PSNR {self.psnr:.1f} dB" if self.psnr < _LOSSLESS else "lossless but for rounding"


@cache_last
def _original(picture: Array) -> Comparable:
    return Comparable(picture)


@cache_last
def curves(picture: Array, transform: str, keep: str) -> tuple[Array, Array, Array]:
    """Return sparsities, and the SSIM and PSNR at each."""
    pictures = [SparsePicture(picture, transform, keep, float(sparsity)) for sparsity in _GRID]
    return _GRID, np.array([p.ssim for p in pictures]), np.array([p.psnr for p in pictures])


def picture_figures(sparse: SparsePicture) -> tuple[Image, Image]:
    """Return the rebuilt picture, and its difference from the original, as figures."""
    largest = float(np.abs(sparse.difference).max())
    return (
        Image(
            title=f"With {percent(sparse.zeros)} zeros",
            summary=f"SSIM {sparse.ssim:.3f}, {sparse.fidelity}, compared with the original.",
            values=sparse.image,
        ),
        Image(
            title="What is lost, four times enlarged",
            summary=f"Difference from the original, grey where there is none; at most {largest:.2f}.",
            values=np.clip(0.5 + 4 * sparse.difference, 0, 1),
        ),
    )


def quality_plots(picture: Array, transform: str, keep: str, sparse: SparsePicture) -> dict[str, Plot]:
    """Return SSIM and PSNR versus sparsity, with the chosen sparsity marked."""
    x, ssim, noise = curves(picture, transform, keep)
    axis = Axis("zeros among the coefficients", "nines", 0, 0.999)
    share = percent(sparse.zeros)
    return {
        "ssim": Plot(
            title="Structural similarity versus sparsity",
            summary=f"SSIM falls from 1 to {ssim[-1]:.2f} at 99.9 %; at {share} it is {sparse.ssim:.3f}.",
            x=x,
            series=[Series("SSIM", ssim, "after")],
            x_axis=axis,
            y_axis=Axis("SSIM", low=0, high=1),
            chosen=sparse.zeros,
        ),
        "psnr": Plot(
            title="Signal-to-noise ratio versus sparsity",
            summary=f"PSNR falls to {noise[-1]:.1f} dB at 99.9 %; at {share}: {sparse.fidelity}.",
            x=x,
            series=[Series("PSNR", np.where(noise < _LOSSLESS, noise, np.nan), "after")],
            x_axis=axis,
            y_axis=Axis("PSNR, dB", low=10, high=60),
            chosen=sparse.zeros,
        ),
    }
