"""How a pointwise activation changes a spectrum."""

import numpy as np

from demos.essay.claims.claim import claim
from fdnn_core import (
    coefficients_for_energy,
    dct_atoms,
    dctn,
    modrelu,
    relu,
    relu_series,
    significant_count,
    square,
    tones,
)


def _shares() -> np.ndarray:
    """Return the share of the energy of ReLU(cos t) at each harmonic, from the exact series."""
    series = relu_series(2000)
    energy = series**2 / 2
    energy[0] *= 2
    return np.asarray(energy / 0.25)  # the mean of ReLU(cos t)², by symmetry half that of cos² t


@claim(value=0.5, tolerance=1e-12, form=".0%", sources=["kechris2024"])
def relu_keeps_half() -> float:
    """When ReLU rectifies a cosine, {} of the output's energy lies at the cosine's own frequency."""
    return float(_shares()[1])


@claim(value=4 / np.pi**2, tolerance=1e-12, form=".1%", sources=["kechris2024"])
def relu_to_zero() -> float:
    """Of the energy of a rectified cosine, {} is its mean, at frequency zero."""
    return float(_shares()[0])


@claim(value=0.09006, tolerance=1e-4, form=".1%", sources=["kechris2024"])
def relu_second_harmonic() -> float:
    """Of the energy of a rectified cosine, {} is in the second harmonic."""
    return float(_shares()[2])


@claim(value=0.00465199, tolerance=1e-7, form=".2%")
def relu_beyond_second() -> float:
    """Of the energy of a rectified cosine, {} is in all harmonics above the second together."""
    return float(_shares()[3:].sum())


def _atoms() -> np.ndarray:
    """Return a picture made of 20 cosines of low frequency, at most 32 half cycles."""
    return np.asarray(dct_atoms((256, 256), 20, seed=0, highest=32))


def _coefficients(image: np.ndarray) -> np.ndarray:
    return np.asarray(dctn(image - image.mean(), norm="ortho"))


@claim(value=1.0, tolerance=2e-3, form=".0%")
def atoms_nonzero_after_relu() -> float:
    """After ReLU, {} of the cosine coefficients of a 256 × 256 picture made of 20 cosines are nonzero."""
    coefficients = _coefficients(relu(_atoms()))
    return significant_count(coefficients, 1e-12) / coefficients.size


@claim(value=0.03, tolerance=5e-3, form=".0%")
def atoms_energy_after_relu() -> float:
    """After ReLU, 99 per cent of the energy of a picture made of 20 cosines is in {} of its coefficients;
    before ReLU, 20 of 65,536 held all of it.
    """
    coefficients = _coefficients(relu(_atoms()))
    return coefficients_for_energy(coefficients, 0.99) / coefficients.size


@claim(value=0.010498, tolerance=1e-6, form=".1%")
def atoms_nonzero_after_square() -> float:
    """After squaring, {} of the cosine coefficients of a 256 × 256 picture made of 20 cosines are
    nonzero: a square doubles the band and goes no further.
    """
    coefficients = _coefficients(square(_atoms()))
    return significant_count(coefficients, 1e-12) / coefficients.size


@claim(value=0.0, tolerance=0.0, form=".0f", sources=["arjovsky2016"])
def per_frequency_creates_nothing() -> float:
    """An activation that acts on each frequency separately puts {} of the energy at frequencies where its
    input had none.
    """
    spectrum = np.fft.rfft(tones(256, 5, seed=0))
    silent = np.abs(spectrum) < 1e-9 * np.abs(spectrum).max()
    spectrum[silent] = 0
    return float((np.abs(modrelu(spectrum, -1.0)[silent]) ** 2).sum())
