"""What the Fourier basis simplifies, and how wavelets and cosines cope with ReLU."""

import numpy as np

from demos.essay.claims.claim import claim
from fdnn_core import (
    convolution_matrix,
    dct_atoms,
    dctn,
    energy_curve,
    gaussian_kernel,
    in_fourier_basis,
    off_diagonal_share,
    photograph,
    relu,
    wavelet_transform,
)

_BLUR = gaussian_kernel(1.5, 3)


@claim(value=0.0, tolerance=1e-20, form=".0f")
def circular_off_diagonal() -> float:
    """In the Fourier basis, {} of the energy of a circular convolution's matrix is off the diagonal."""
    return float(off_diagonal_share(in_fourier_basis(convolution_matrix(_BLUR, 32))))


@claim(value=0.0238, tolerance=5e-5, form=".1%")
def padded_off_diagonal() -> float:
    """With zeros beyond the ends of 32 samples, a 7-tap blur has {} of its matrix's energy off the
    diagonal.
    """
    return float(off_diagonal_share(in_fourier_basis(convolution_matrix(_BLUR, 32, "zero"))))


def _terms(signal: np.ndarray, wavelet: bool, decibels: float) -> int:
    """Return the number of terms for an error this many dB below the signal, after subtracting the mean."""
    centred = signal - signal.mean()
    coefficients = wavelet_transform(centred) if wavelet else dctn(centred, norm="ortho")
    return int(np.argmax(energy_curve(coefficients) >= 1 - 10 ** (-decibels / 10)))


def _cosines(rectified: bool) -> np.ndarray:
    """Return five cosines of at most 20 half cycles over 1024 samples, as they are or rectified."""
    mixture = dct_atoms((1, 1024), 5, seed=0, highest=20)[0]
    return np.asarray(relu(mixture) if rectified else mixture)


@claim(value=98, tolerance=0.5, form=".0f")
def cosine_terms_after_relu() -> float:
    """Five cosines, rectified, need {} terms of the cosine transform for an error 40 dB below the signal."""
    return _terms(_cosines(rectified=True), wavelet=False, decibels=40)


@claim(value=61, tolerance=0.5, form=".0f")
def wavelet_terms_before_relu() -> float:
    """Five cosines, not rectified, need {} wavelets for an error 40 dB below the signal."""
    return _terms(_cosines(rectified=False), wavelet=True, decibels=40)


@claim(value=87, tolerance=0.5, form=".0f")
def wavelet_terms_after_relu() -> float:
    """Five cosines, rectified, need {} wavelets for an error 40 dB below the signal."""
    return _terms(_cosines(rectified=True), wavelet=True, decibels=40)


def _share(wavelet: bool, rectified: bool) -> float:
    """Return the share of terms that hold 99 per cent of the energy of the cameraman."""
    picture = photograph("camera")
    picture = picture - picture.mean()
    return _terms(relu(picture) if rectified else picture, wavelet, 20) / float(picture.size)


@claim(value=0.2429, tolerance=5e-4, form=".0%")
def camera_cosines_after_relu() -> float:
    """A photograph of a cameraman, its mean removed and then rectified, needs {} of its cosines for 99
    per cent of its energy.
    """
    return _share(wavelet=False, rectified=True)


@claim(value=0.0947, tolerance=5e-4, form=".0%")
def camera_wavelets_after_relu() -> float:
    """A photograph of a cameraman, its mean removed and then rectified, needs {} of its wavelets for 99
    per cent of its energy.
    """
    return _share(wavelet=True, rectified=True)
