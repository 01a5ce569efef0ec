"""How an activation spreads the energy of Gaussian signals, whatever their spectrum."""

import numpy as np

from demos.essay.claims.claim import claim
from fdnn_core import gaussian_mean, hermite_coefficients, relu


def _shares(highest: int) -> np.ndarray:
    """Return the share of the energy of a rectified Gaussian in each Hermite order."""
    energy = gaussian_mean(lambda x: relu(x) ** 2)
    return np.asarray(hermite_coefficients(relu, highest) ** 2 / energy)


@claim(value=0.5, tolerance=1e-9, form=".0%")
def relu_linear() -> float:
    """When ReLU rectifies a Gaussian signal, {} of the output's energy is a scaled copy of the input, its
    spectrum unchanged.
    """
    return float(_shares(1)[1])


@claim(value=1 / np.pi, tolerance=1e-9, form=".0%")
def relu_constant() -> float:
    """Of the energy of a rectified Gaussian signal, {} is its mean."""
    return float(_shares(0)[0])


@claim(value=0.159155, tolerance=1e-6, form=".0%")
def relu_convolved_once() -> float:
    """Of the energy of a rectified Gaussian signal, {} is in the part whose spectrum is the input's
    convolved with itself once.
    """
    return float(_shares(2)[2])


@claim(value=0.022535, tolerance=1e-6, form=".1%")
def relu_rest() -> float:
    """Of the energy of a rectified Gaussian signal, {} is in the parts whose spectra are the input's
    convolved with itself more than once.
    """
    return float(1 - _shares(2).sum())
