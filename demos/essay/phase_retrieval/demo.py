"""Phase retrieval: reconstruct a picture from the magnitude or the phase of its spectrum alone."""

from __future__ import annotations

from itertools import islice
from typing import Annotated

from demos.essay.phase_retrieval.report import figures
from demos.kit.controls import Choice, Picture, Seed
from demos.kit.declare import demo
from demos.kit.figures import Array, Frame, Frames
from demos.kit.library import PICTURES
from demos.kit.pictures import square
from fdnn_core import retrieve_from_magnitude, retrieve_from_phase, to_polar
from fdnn_core.signals.colour import luma

_METHODS = {"phase": "phase alone (Hayes)", "magnitude": "magnitude alone (Fienup)"}
_ITERATIONS = {"phase": 500, "magnitude": 1200}
_SIZES = {64: "64 × 64", 128: "128 × 128", 256: "256 × 256"}
_ITERATIONS_PER_FRAME = 10


@demo(title="Neither is dispensable")
def phase_retrieval(
    method: Annotated[str, Choice(_METHODS, label="Known")] = "phase",
    picture: Annotated[Array, Picture(PICTURES, label="Picture")] = "camera",  # type: ignore[assignment]
    size: Annotated[int, Choice(_SIZES, label="Size")] = 64,
    seed: Annotated[
        int, Seed(label="Seed", help="Sets the random noise at the start.", when={"method": ("magnitude",)})
    ] = 0,
) -> Frames:
    """Reconstruct a picture of known size from the phase or the magnitude of its spectrum."""
    original = square(luma(picture), size)
    magnitude, phase = to_polar(original, s=(2 * size, 2 * size))
    steps = retrieve_from_phase(phase) if method == "phase" else retrieve_from_magnitude(magnitude, seed)
    residuals: list[float] = []
    total = _ITERATIONS[method]
    while len(residuals) < total:
        some = list(islice(steps, _ITERATIONS_PER_FRAME))
        residuals += [estimate.residual for estimate in some]
        yield Frame(figures(original, some[-1].image, residuals, total), len(residuals) / total)
