"""The matrices as images, and the shares of energy off their diagonals."""

from __future__ import annotations

from demos.kit.figures import Array, Figure, Image, Sentence, prediction
from demos.kit.typesetting import percent
from fdnn_core import decibels, off_diagonal_share

_FLOOR = -60.0  # dB
_ROUNDING = 1e-20  # share of energy that is rounding error


def figures(space: Array, fourier: Array, relu: Array, gates: Array) -> dict[str, Figure]:
    """Return all figures of a convolution over samples and frequencies, and of the ReLU and its mask."""
    text = f"{_convolution(off_diagonal_share(fourier))} {_relu(off_diagonal_share(relu), gates)}"
    return {
        "sentence": Sentence(title="In words", summary=text, text=text),
        "space": _picture("The convolution, over samples", space),
        "fourier": _picture("The convolution, over frequencies", fourier),
        "relu": _picture("The ReLU, over frequencies", relu),
        "question": prediction(
            "Over samples the matrix of the ReLU is diagonal: each sample passes or becomes 0. Over "
            "frequencies, what percentage of its energy is off the diagonal?",
            answer=round(100 * off_diagonal_share(relu)),
            explanation=text,
            hides=("sentence", "relu"),
        ),
    }


def _convolution(share: float) -> str:
    if share < _ROUNDING:
        return "In the Fourier basis the convolution is diagonal: each frequency is multiplied by one number."
    return (
        f"With zeros beyond the ends the Fourier basis leaves {percent(share)} of the convolution’s energy "
        "off the diagonal."
    )


def _relu(share: float, gates: Array) -> str:
    closed = int((~gates).sum())
    if closed == 0:
        return "The ReLU sets no sample to 0: here it is the identity, and mixes no frequencies."
    if closed == gates.size:
        return "The ReLU sets every sample to 0: nothing is left."
    return (
        f"The ReLU after it sets {closed} of {gates.size} samples to 0, and {percent(share)} of its energy "
        "is off the diagonal: it mixes frequencies."
    )


def _picture(title: str, matrix: Array) -> Image:
    return Image(
        title=title,
        summary=f"{percent(off_diagonal_share(matrix))} of the energy is off the diagonal.",
        values=decibels(matrix, floor=_FLOOR),
        scale="heat",
        low=_FLOOR,
        high=0,
        unit="dB",
    )
