"""How few coefficients hold a picture's energy."""

import numpy as np

from demos.claims.claim import claim
from fdnn_core import coefficients_for_energy, dct, dctn, photograph

SPARSE_SOURCES = ["ahmed1974"]


def _needed(name: str, share: float) -> float:
    picture = photograph(name)
    coefficients = dctn(picture - picture.mean(), norm="ortho")
    return coefficients_for_energy(coefficients, share) / picture.size


@claim(value=0.0025, tolerance=2e-4, form=".2%")
def camera_90() -> float:
    """Of a photograph of a cameraman {} of the cosine coefficients hold 90 per cent of the energy."""
    return _needed("camera", 0.90)


@claim(value=0.103, tolerance=1e-3, form=".0%")
def camera_99() -> float:
    """For 99 per cent it takes {}."""
    return _needed("camera", 0.99)


@claim(value=0.43, tolerance=6e-3, form=".0%")
def camera_999() -> float:
    """For 99.9 per cent it takes {}."""
    return _needed("camera", 0.999)


@claim(value=0.236, tolerance=2e-3, form=".0%")
def grass_90() -> float:
    """A lawn needs {} of its coefficients for the first 90 per cent."""
    return _needed("grass", 0.90)


@claim(value=0.593, tolerance=2e-3, form=".0%")
def grass_99() -> float:
    """For 99 per cent a lawn needs {}."""
    return _needed("grass", 0.99)


def _coding_gain(variances: np.ndarray) -> float:
    """Return the arithmetic over the geometric mean, in decibels."""
    return float(10 * np.log10(variances.mean() / np.exp(np.log(variances).mean())))


def _ar1(n: int, rho: float = 0.95) -> np.ndarray:
    places = np.arange(n)
    return np.asarray(rho ** np.abs(places[:, np.newaxis] - places))


@claim(value=0.0203, tolerance=5e-4, form=".2f", sources=SPARSE_SOURCES)
def dct_behind_klt() -> float:
    """On eight neighbouring samples of a first-order process (correlation 0.95) the cosine transform codes
    within {} dB of the best there is.
    """
    covariance = _ar1(8)
    best = np.linalg.eigvalsh(covariance)
    ours = np.diag(dct(dct(covariance, axis=0, norm="ortho"), axis=1, norm="ortho"))
    return _coding_gain(best) - _coding_gain(np.asarray(ours))
