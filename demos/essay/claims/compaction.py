"""How few coefficients hold a picture's energy."""

from demos.essay.claims.claim import claim
from fdnn_core import (
    autoregressive_covariance,
    coding_gain,
    coefficients_for_energy,
    cosine_basis,
    dctn,
    karhunen_loeve_basis,
    photograph,
)


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


@claim(value=0.0203, tolerance=5e-5, form=".2f", sources=["ahmed1974"])
def dct_behind_klt() -> float:
    """On eight neighbouring samples of a first-order process (correlation 0.95) the cosine transform codes
    within {} dB of the best there is.
    """
    covariance = autoregressive_covariance(8, 0.95)
    best, ours = (
        coding_gain(basis, covariance) for basis in (karhunen_loeve_basis(covariance), cosine_basis(8))
    )
    return best - ours
