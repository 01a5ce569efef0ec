"""Phase vs Magnitude: which of the two holds the structure of a picture."""

from __future__ import annotations

from typing import Annotated

from demos.kit.controls import Choice, ControlError, Mask, Picture, Seed, Slider, Switch
from demos.kit.declare import demo
from demos.kit.figures import Array, Figures
from demos.kit.library import PICTURES
from demos.phase_vs_magnitude.corners import corners
from demos.phase_vs_magnitude.degrading import DEGRADINGS, degrade
from demos.phase_vs_magnitude.masks import MASKS, mask_of
from demos.phase_vs_magnitude.mixing import Mixing, Scale, Transform
from demos.phase_vs_magnitude.pair import (
    COLOURS,
    picture_of,
    picture_of_a,
    picture_of_b,
    prepare_a,
    prepare_b,
)
from demos.phase_vs_magnitude.scores import Scores
from demos.phase_vs_magnitude.spectra import (
    magnitude_of,
    magnitude_of_a,
    magnitude_of_b,
    phase_of,
    phase_of_a,
    phase_of_b,
)
from fdnn_core import apply_mask

_SIZES = {128: "128 × 128", 256: "256 × 256", 512: "512 × 512"}
_PATCHES = {0: "the whole picture", **{size: f"{size} × {size}" for size in (128, 64, 32, 16, 8)}}
_CUT = {"patch": (128, 64, 32, 16, 8)}
_SCALES = {"linear": "linear", "geometric": "geometric"}
_TRANSFORMS = {"dft": "Fourier (DFT)", "dct": "cosine (DCT): the phase is a sign"}
_BITS = {"degrading": ("quantised phase", "quantised magnitude")}
_CHANCE = {"degrading": ("noisy phase", "random phase")}
_FOURIER = {"transform": ("dft",)}
_ROUND = {**_FOURIER, "mask": ("low-pass", "high-pass", "ring", "notch")}
_BROAD = {**_FOURIER, "mask": ("ring", "notch")}
_TURNED = {**_FOURIER, "mask": ("notch", "wedge")}
_WEDGE = {**_FOURIER, "mask": ("wedge",)}
_HIGHEST = "Percentage of the highest frequency."
_NYQUIST = "Percentage of the Nyquist frequency."


@demo(title="Phase vs Magnitude")
def phase_vs_magnitude(
    a: Annotated[Array, Picture(PICTURES, label="Picture A")] = "astronaut",  # type: ignore[assignment]
    b: Annotated[Array, Picture(PICTURES, label="Picture B")] = "chelsea",  # type: ignore[assignment]
    magnitude: Annotated[float, Slider(0, 1, 0.01, label="Magnitude from B")] = 0.0,
    phase: Annotated[float, Slider(0, 1, 0.01, label="Phase from B")] = 1.0,
    scale: Annotated[Scale, Choice(_SCALES, label="Mix of magnitudes")] = "linear",
    patch: Annotated[int, Choice(_PATCHES, label="Mix within")] = 0,
    means: Annotated[bool, Switch(label="Score without patch means", when=_CUT)] = False,
    band_from: Annotated[int, Slider(0, 100, unit="%", label="Band from")] = 0,
    band_to: Annotated[int, Slider(0, 100, unit="%", label="Band to", help=_HIGHEST)] = 100,
    degrading: Annotated[str, Choice(DEGRADINGS, label="Then degrade")] = "none",
    bits: Annotated[int, Slider(1, 8, unit="bits", label="Keep", when=_BITS)] = 2,
    noise: Annotated[int, Slider(0, 180, unit="°", label="Noise", when={"degrading": ("noisy phase",)})] = 45,
    seed: Annotated[int, Seed(label="Seed", when=_CHANCE)] = 0,
    mask: Annotated[str, Choice(MASKS, label="Keep frequencies", when=_FOURIER)] = "all",
    radius: Annotated[int, Slider(0, 100, unit="%", label="Radius", help=_NYQUIST, when=_ROUND)] = 25,
    width: Annotated[int, Slider(1, 50, unit="%", label="Width", help=_NYQUIST, when=_BROAD)] = 10,
    angle: Annotated[int, Slider(0, 180, unit="°", label="Direction", when=_TURNED)] = 0,
    opening: Annotated[int, Slider(2, 180, unit="°", label="Opening", when=_WEDGE)] = 45,
    painted: Annotated[Array | None, Mask("spectrum_result", label="Paint on it", when=_FOURIER)] = None,
    transform: Annotated[Transform, Choice(_TRANSFORMS, label="Transform")] = "dft",
    size: Annotated[int, Choice(_SIZES, label="Size")] = 256,
    colour: Annotated[str, Choice(COLOURS, label="Colour")] = "grey",
) -> Figures:
    """Combine the magnitudes of one picture with the phases of another, and score which one it resembles."""
    if band_to < band_from:
        raise ControlError("band_to", f"must be at least where the band begins, {band_from}, got {band_to}")
    one, two = prepare_a(a, size, colour), prepare_b(b, size, colour)
    mixing = Mixing(scale, patch, (band_from / 100, band_to / 100), transform)

    def finish(mixed: Array) -> Array:
        return degrade(mixed, degrading, bits=bits, noise=noise, seed=seed, transform=transform)

    planes = mixing.mix(one.planes, two.planes, magnitude, phase, finish)
    if mask != "all" and transform == "dft":
        planes = apply_mask(planes, mask_of(mask, size, radius, width, angle, opening))
    if painted is not None and transform == "dft":
        step = len(painted) // size
        planes = apply_mask(planes, painted[::step, ::step])
    result = one.like(planes)
    scores = Scores(result.luma, one.luma, two.luma, patch if means else 0)
    return {
        "picture_a": picture_of_a("A", one),
        "picture_b": picture_of_b("B", two),
        "result": picture_of("The mixture", result),
        "sentence": scores.sentence(
            magnitude,
            phase,
            where=mixing.where,
            swapped=mixing.everywhere and (degrading, mask) == ("none", "all") and painted is None,
        ),
        "corners": corners(one, two, mixing),
        "scores": scores.table(),
        "spectrum_a": magnitude_of_a("A", one.luma, transform),
        "spectrum_b": magnitude_of_b("B", two.luma, transform),
        "spectrum_result": magnitude_of("the mixture", result.luma, transform),
        "phase_a": phase_of_a("A", one.luma, transform),
        "phase_b": phase_of_b("B", two.luma, transform),
        "phase_result": phase_of("the mixture", result.luma, transform),
    }
