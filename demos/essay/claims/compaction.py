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
    """In a 256 × 256 photograph of a cameraman, its mean removed, {} of the cosine coefficients hold 90
    per cent of the energy.
    """
    return _needed("camera", 0.90)


@claim(value=0.103, tolerance=1e-3, form=".0%")
def camera_99() -> float:
    """A 256 × 256 photograph of a cameraman, its mean removed, needs {} of the cosine coefficients for 99
    per cent of the energy.
    """
    return _needed("camera", 0.99)


@claim(value=0.43, tolerance=6e-3, form=".0%")
def camera_999() -> float:
    """A 256 × 256 photograph of a cameraman, its mean removed, needs {} of the cosine coefficients for
    99.9 per cent of the energy.
    """
    return _needed("camera", 0.999)


@claim(value=0.236, tolerance=2e-3, form=".0%")
def grass_90() -> float:
    """A 256 × 256 photograph of grass, its mean removed, needs {} of the cosine coefficients for 90 per
    cent of the energy.
    """
    return _needed("grass", 0.90)


@claim(value=0.593, tolerance=2e-3, form=".0%")
def grass_99() -> float:
    """A 256 × 256 photograph of grass, its mean removed, needs {} of the cosine coefficients for 99 per
    cent of the energy.
    """
    return _needed("grass", 0.99)


@claim(value=0.0203, tolerance=5e-5, form=".2f", sources=["ahmed1974"])
def dct_behind_klt() -> float:
    """On eight neighbouring samples of a first-order process (correlation 0.95), the coding gain of the
    cosine transform is within {} dB of the optimal transform's.
    """
    covariance = autoregressive_covariance(8, 0.95)
    best, ours = (
        coding_gain(basis, covariance) for basis in (karhunen_loeve_basis(covariance), cosine_basis(8))
    )
    return best - ours
