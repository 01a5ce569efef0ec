"""What zeros cost: a picture of which a transform keeps few coefficients."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from demos.kit.caching import cache_last
from demos.kit.figures import Array, Axis, Image, Plot, Series
from demos.kit.pictures import square
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
_SAME = 99.0  # dB, from which on nothing is lost but to rounding: not drawn, not told as a number


@cache_last
def prepare(picture: Array) -> Array:
    """Return a picture's luma, (SIDE, SIDE)."""
    return square(luma(picture), SIDE)


@cache_last
def _coefficients(picture: Array, transform: str) -> Array:
    if transform == "global":
        return np.asarray(dctn(picture, norm="ortho"))
    return np.asarray(block_dctn(picture))  # (rows, columns, 8, 8)


def _lowest(coefficients: Array, kept: float) -> Array:
    """Keep the lowest frequencies: a corner of the whole, or the same ones, at least one, of every block."""
    if coefficients.ndim == 2:
        return np.asarray(prune_high_frequencies(coefficients, 1 - kept))
    radii = np.hypot(*np.mgrid[:8, :8])
    order = np.argsort(radii, axis=None, kind="stable")
    mask = np.zeros(64, bool)
    mask[order[: max(1, round(64 * kept))]] = True
    return np.where(mask.reshape(8, 8), coefficients, 0)


_KEEP: Mapping[str, Callable[[Array, float], Array]] = {"largest": keep_fraction, "low-pass": _lowest}


class Kept:
    """A picture after all but some of its coefficients were set to zero.

    `sparsity` is the share of zeros wished for; `zeros` the share there is, which a corner of whole rows and
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
        """The PSNR in words."""
        return f"PSNR {self.psnr:.1f} dB" if self.psnr < _SAME else "nothing lost but to rounding"


@cache_last
def _original(picture: Array) -> Comparable:
    return Comparable(picture)


@cache_last
def curves(picture: Array, transform: str, keep: str) -> tuple[Array, Array, Array]:
    """Return sparsities, and SSIM and PSNR at each."""
    kept = [Kept(picture, transform, keep, float(sparsity)) for sparsity in _GRID]
    return _GRID, np.array([k.ssim for k in kept]), np.array([k.psnr for k in kept])


def images(kept: Kept) -> tuple[Image, Image]:
    """Return the picture, and what was lost of it, as figures."""
    most = float(np.abs(kept.difference).max())
    return (
        Image(
            title=f"With {percent(kept.zeros)} zeros",
            summary=f"SSIM {kept.ssim:.3f}, {kept.fidelity}, against the whole picture.",
            values=kept.image,
        ),
        Image(
            title="What that lost, four times enlarged",
            summary=f"The difference, grey where there is none; {most:.2f} at most.",
            values=np.clip(0.5 + 4 * kept.difference, 0, 1),
        ),
    )


def plots(picture: Array, transform: str, keep: str, kept: Kept) -> dict[str, Plot]:
    """Return both measures of quality over sparsity, with the reader's choice marked."""
    x, alike, noise = curves(picture, transform, keep)
    axis = Axis("zeros among the coefficients", "nines", 0, 0.999)
    share = percent(kept.zeros)
    return {
        "ssim": Plot(
            title="Likeness over zeros",
            summary=f"SSIM falls from 1 to {alike[-1]:.2f} at 99.9 %; {kept.ssim:.3f} at {share}.",
            x=x,
            series=[Series("SSIM", alike, "after")],
            x_axis=axis,
            y_axis=Axis("SSIM", low=0, high=1),
            chosen=kept.zeros,
        ),
        "psnr": Plot(
            title="Fidelity over zeros",
            summary=f"PSNR falls to {noise[-1]:.1f} dB at 99.9 %; at {share}: {kept.fidelity}.",
            x=x,
            series=[Series("PSNR", np.where(noise < _SAME, noise, np.nan), "after")],
            x_axis=axis,
            y_axis=Axis("PSNR, dB", low=10, high=60),
            chosen=kept.zeros,
        ),
    }


def percent(share: float) -> str:
    """Return a share in per cent, with a digit after the point where it says something."""
    return f"{100 * share:.1f}".removesuffix(".0") + " %"
