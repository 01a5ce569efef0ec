"""An image's coefficients as magnitude and phase, and back to an image that is exactly real."""

from collections.abc import Sequence
from typing import SupportsIndex

import numpy as np
from numpy.typing import ArrayLike

from fdnn_core._validation.arguments import choice, image_shape, real_array
from fdnn_core._validation.floating import Inexact, Real
from fdnn_core._validation.images import TRANSFORMS, Transform, real_images
from fdnn_core.transforms.dct import dctn, idctn
from fdnn_core.transforms.layout import centred_spectrum

__all__ = ["from_polar", "phase_spectrum", "to_polar"]

AXES = (-2, -1)


def to_polar(
    image: ArrayLike, s: Sequence[SupportsIndex] | None = None, transform: Transform = "dft"
) -> tuple[Real, Real]:
    """Split an image into the magnitude and the phase of its coefficients.

    Parameters
    ----------
    image : array_like, shape (..., H, W)
        Real; several images, or patches, are transformed each by itself.
    s : (int, int), optional
        Height and width to which the image is first padded with zeros, at the bottom and the right.
    transform : {"dft", "dct"}
        ``numpy.fft.rfft2``, which holds one of each pair of mirrored frequencies, or the orthonormal DCT.

    Returns
    -------
    magnitude, phase : ndarray, shape (..., H, W // 2 + 1) or, of the DCT, (..., H, W)
        The phase in radians, from -π to π; of the DCT, where it is the sign, 0 or π. float32 stays float32.

    Raises
    ------
    ValueError
        If `image` is not finite or has less than two axes, `s` is smaller than the image, or `transform`
        is unknown.
    TypeError
        If `image` is complex.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import from_polar, photograph, to_polar
    >>> image = photograph("camera")
    >>> np.allclose(from_polar(*to_polar(image), image.shape), image)
    True
    """
    choice("transform", transform, TRANSFORMS)
    image = real_images("image", image)
    if s is not None:
        s = image_shape(s)
        if s[0] < image.shape[-2] or s[1] < image.shape[-1]:
            raise ValueError(f"s must be at least {image.shape[-2:]}, got {s}")
    dct = transform == "dct"
    coefficients = dctn(image, s=s, axes=AXES, norm="ortho") if dct else np.fft.rfft2(image, s)
    return np.abs(coefficients), np.angle(coefficients)


def from_polar(
    magnitude: ArrayLike, phase: ArrayLike, s: Sequence[SupportsIndex], transform: Transform = "dft"
) -> Real:
    """Inverse of `to_polar`: the image that has this magnitude and this phase.

    The image is real, so a few coefficients are not free. One that must be real takes the nearer of the
    phases 0 and π (0 if half-way), as all do in the DCT; one that must be the mirror image of another, at
    a negative vertical and no horizontal frequency or that of Nyquist, is taken from the other.

    Parameters
    ----------
    magnitude, phase : array_like
        As `to_polar` returns them; the phase may be any real number.
    s : (int, int)
        Height and width of the image, which the spectrum alone does not tell.
    transform : {"dft", "dct"}
        As in `to_polar`.

    Returns
    -------
    ndarray, shape (..., H, W)

    Raises
    ------
    ValueError
        If the two are not finite, or not of the shape that `s` asks for, or `transform` is unknown.
    TypeError
        If either is complex.

    Examples
    --------
    >>> from fdnn_core import from_polar
    >>> from_polar([[6.0, 2.0]], [[0.0, 3.14159]], (1, 2)).round(9).tolist()
    [[2.0, 4.0]]
    """
    choice("transform", transform, TRANSFORMS)
    height, width = image_shape(s)
    columns = width if transform == "dct" else width // 2 + 1
    parts = {"magnitude": magnitude, "phase": phase}
    for name, part in parts.items():
        parts[name] = real_array(name, part)
        if np.shape(parts[name])[-2:] != (height, columns):
            raise ValueError(f"{name} must be (..., {height}, {columns}), got shape {np.shape(parts[name])}")
    magnitude, phase = np.broadcast_arrays(*parts.values())
    if transform == "dct":
        return idctn(magnitude * np.copysign(1, np.cos(phase)), axes=AXES, norm="ortho")
    spectrum = np.empty(phase.shape, np.result_type(magnitude, phase, np.complex64))
    spectrum.real, spectrum.imag = magnitude * np.cos(phase), magnitude * np.sin(phase)
    for column in {0, width // 2} if width % 2 == 0 else {0}:
        _mirror(spectrum[..., column])
    return np.fft.irfft2(spectrum, (height, width))


def _mirror(column: Inexact) -> None:
    """Make a column of coefficients, in place, that of a real signal."""
    height = column.shape[-1]
    positive = (height - 1) // 2
    column[..., height - positive :] = column[..., positive:0:-1].conj()
    for real in {0, height // 2} if height % 2 == 0 else {0}:
        column[..., real] = np.copysign(np.abs(column[..., real]), column[..., real].real)


def phase_spectrum(image: ArrayLike, transform: Transform = "dft") -> Real:
    """Return the phase of all an image's coefficients, laid out as `log_spectrum` lays out their magnitude.

    Parameters
    ----------
    image : array_like, shape (..., H, W)
        Real.
    transform : {"dft", "dct"}
        With the lowest frequency in the centre, or at the top left.

    Returns
    -------
    ndarray, shape (..., H, W)
        Radians from -π to π; of the DCT 0 or π.

    Raises
    ------
    ValueError, TypeError
        As `to_polar`.

    Examples
    --------
    >>> from fdnn_core import phase_spectrum
    >>> phase_spectrum([[1.0, -3.0]]).round(4).tolist()
    [[0.0, 3.1416]]
    """
    if choice("transform", transform, TRANSFORMS) == "dct":
        return to_polar(image, transform=transform)[1]
    image = real_images("image", image)
    return centred_spectrum(np.angle(np.fft.rfft2(image)), image.shape[-1], sign=-1)
