"""Activation X-Ray: the spectrum of a signal before and after an activation function."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from demos.activation_xray.activations import LABELS, is_pointwise, layer
from demos.activation_xray.picture_figures import picture_figures
from demos.activation_xray.signal_figures import exact_amplitudes, signal_figures
from demos.activation_xray.signals import SIGNALS, make
from demos.activation_xray.spectrum import Transform
from demos.kit.activations import Activation, label_of
from demos.kit.controls import Choice, ControlError, Picture, Recording, Seed, Slider
from demos.kit.declare import demo
from demos.kit.figures import Array, Figures
from demos.kit.library import PHOTOGRAPHS, VOWELS
from fdnn_core import cascade
from fdnn_core.activations.cascade import Mixing

_TONAL = {"signal": ("tone", "chirp")}
_ROWS = {"signal": ("tone", "tones", "chirp", "sound", "row")}
_PICTURES = {"signal": ("row", "photograph")}
_CUTS = {"signal": ("row", "sound")}
_DEEP = {"depth": tuple(range(2, 9))}
_LENGTHS = {n: str(n) for n in (64, 128, 256, 512, 1024, 2048, 4096)}
_MIXINGS = {"none": "nothing", "random": "random convolutions", "low-pass": "low-pass convolutions"}
_TAPS = {"none": 1, "random": 7, "low-pass": 17}  # of the convolution's kernel along each axis
_OVERSAMPLINGS = {1: "none", 2: "2 ×", 4: "4 ×", 8: "8 ×"}
_TRANSFORMS = {"dft": "Fourier (DFT)", "dct": "cosine (DCT)"}
_FINER = "Evaluates on a finer grid, then keeps the band: fewer aliases."


@demo(title="Activation X-Ray")
def activation_xray(
    signal: Annotated[str, Choice(SIGNALS, label="Input")] = "tone",
    picture: Annotated[Array, Picture(PHOTOGRAPHS, label="Picture", when=_PICTURES)] = "camera",  # type: ignore[assignment]
    recording: Annotated[Array, Recording(VOWELS, label="Sound", when={"signal": ("sound",)})] = "vowel_a",  # type: ignore[assignment]
    position: Annotated[float, Slider(0, 1, 0.01, label="Position", when=_CUTS)] = 0.5,
    count: Annotated[int, Slider(1, 10, label="Number of tones", when={"signal": ("tones",)})] = 3,
    frequency: Annotated[int, Slider(1, 64, unit="cycles", label="Frequency", when=_TONAL)] = 5,
    activation: Annotated[Activation, Choice(LABELS, callables=True, label="Activation")] = "relu",
    amplitude: Annotated[float, Slider(0.1, 4, 0.1, label="Amplitude")] = 1.0,
    bias: Annotated[float, Slider(-1, 1, 0.05, label="Bias")] = 0.0,
    phase: Annotated[int, Slider(0, 360, unit="°", label="Phase", when={"signal": ("tone",)})] = 0,
    depth: Annotated[int, Slider(1, 8, label="Layers")] = 1,
    mixing: Annotated[Mixing, Choice(_MIXINGS, label="Between layers", when=_DEEP)] = "random",
    seed: Annotated[int, Seed(label="Seed", help="Sets the random tones and convolutions.")] = 0,
    n: Annotated[int, Choice(_LENGTHS, label="Length N", when=_ROWS)] = 256,
    oversampling: Annotated[int, Choice(_OVERSAMPLINGS, label="Oversampling", help=_FINER)] = 1,
    transform: Annotated[Transform, Choice(_TRANSFORMS, label="Spectrum")] = "dft",
    scale: Annotated[
        str, Choice({"linear": "linear", "db": "decibels"}, label="Scale", when=_ROWS)
    ] = "linear",
) -> Figures:
    """Apply layers of an activation function to a signal and compare the spectra before and after.

    A pointwise nonlinearity multiplies in space and so convolves in frequency: it adds frequencies that the
    input does not have. How many there are and how much energy they hold are two different questions.
    """
    radians = np.deg2rad(phase)
    raw = make(
        signal,
        n=n,
        frequency=frequency,
        phase=radians,
        count=count,
        seed=seed,
        position=position,
        picture=picture,
        recording=recording,
    )
    x = amplitude * raw + bias
    taps = _TAPS[mixing]
    if depth > 1 and min(x.shape) < taps:
        raise ControlError(
            "picture", f"must have sides of at least {taps} for {_MIXINGS[mixing]}, got shape {x.shape}"
        )
    apply = layer(activation, oversampling)
    name = label_of(activation, LABELS)
    y = cascade(x, apply, depth, mixing, seed)
    if signal == "photograph":
        return picture_figures(raw, x, y, name=name, depth=depth, transform=transform)
    predictable = signal == "tone" and transform == "dft" and depth == 1
    fine = (
        exact_amplitudes(activation, amplitude, bias, frequency, radians, n * oversampling)
        if predictable
        else None
    )
    return signal_figures(
        x,
        y,
        layer=apply if depth == 1 and is_pointwise(activation) else None,
        tone=min(frequency, n - frequency)
        if signal == "tone"
        else None,  # above N/2 the tone appears as its alias
        exact=None if fine is None else fine[: n // 2 + 1],
        name=name,
        depth=depth,
        transform=transform,
        scale=scale,
    )
