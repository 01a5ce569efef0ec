"""The noisy picture, its spectrum and that of the noise, and the crossover frequency by noise level."""

from __future__ import annotations

import numpy as np

from demos.essay.diffusion_bands.noise_bands import crossover_frequency
from demos.kit.figures import Array, Axis, Figure, Image, Plot, Sentence, Series, prediction
from demos.kit.typesetting import plural
from fdnn_core import radial_power

_DECIBELS = np.arange(-20, 41)  # all levels of the noise
_LOWEST_FREQUENCY = 0.5  # cycles, lower end of the axis, drawn where nothing is above the noise
_NEGLIGIBLE = 1e-12  # power, rounding error


def figures(clean: Array, grain: Array, decibels: int, *, equal: bool) -> dict[str, Figure]:
    """Return all figures for a picture of unit variance and the noise that is added to it."""
    radius, power = radial_power(clean)
    noise = radial_power(grain)[1]
    deviations = 10 ** (_DECIBELS / 20)
    white = np.array([crossover_frequency(radius, power, sigma**2) for sigma in deviations])
    white = np.minimum(white, radius[-1])
    alike = np.where(deviations < 1, radius[-1], 0.0) * bool(power.max() > _NEGLIGIBLE)
    level = _DECIBELS.tolist().index(decibels)
    reach = float((alike if equal else white)[level])
    text = _story(radius, power, white, reach, decibels, equal)
    return {
        "sentence": Sentence(title="In words", summary=text, text=text),
        "noisy": _noisy(clean, grain),
        "power": _power(radius, power, noise, float(np.mean(grain**2)), None if equal else reach),
        "reach": _reach(deviations, white, alike, level),
        "question": prediction(
            f"Up to which frequency, of {radius[-1]} cycles, is the picture above this noise?",
            answer=round(reach),
            explanation=text,
            hides=("sentence", "power", "reach"),
        ),
    }


def slope(x: Array, y: Array) -> float:
    """Return the exponent of the power law through the positive points; NaN for fewer than three."""
    good = (x > 0) & (y > _NEGLIGIBLE)
    return float(np.polyfit(np.log(x[good]), np.log(y[good]), 1)[0]) if good.sum() > 2 else np.nan


def _story(radius: Array, power: Array, white: Array, reach: float, decibels: int, equal: bool) -> str:
    if power.max() <= _NEGLIGIBLE:
        return "The picture is constant: it has no power above the noise."
    top = radius[-1]
    if equal:
        where = {True: "above", False: "below"}[reach > 0] if decibels else "as strong as"
        return (
            f"All {top} bands are {where} the noise, which is shaped like the picture: they all cross at "
            "0 dB, and no band is covered first."
        )
    inside = (white >= 2) & (white < top)  # below, the window blurs the spectrum
    law = slope(radius[1:], power[1:])
    found = slope(10 ** (_DECIBELS[inside] / 20), white[inside])
    bands = f"The picture is above the noise up to {reach:.0f} of {top} cycles."
    if np.isnan(law) or np.isnan(found):
        return bands
    return (
        f"{bands} Its power is proportional to the frequency to the power {law:.2f}. So this crossover "
        f"should be proportional to the noise's standard deviation to the power {2 / law:.2f}. Over all "
        f"noise levels, the measured exponent is {found:.2f}."
    )


def _noisy(clean: Array, grain: Array) -> Image:
    seen = (clean + grain) / np.sqrt(1 + np.mean(grain**2))
    return Image(
        title="Picture and noise",
        summary=f"{clean.shape[1]} × {clean.shape[0]} pixels, scaled to the picture's contrast.",
        values=(0.5 + seen / 5).clip(0, 1),
    )


def _power(radius: Array, power: Array, noise: Array, level: float, border: float | None) -> Plot:
    shown = [np.where(values > _NEGLIGIBLE, values, np.nan) for values in (power, noise)]
    return Plot(
        title="Power by frequency",
        summary=f"The picture has a power of 1, the noise of {level:.3g}, on average over all frequencies.",
        x=radius.astype(float),
        series=[Series("picture", shown[0], "before"), Series("noise", shown[1], "after")],
        x_axis=Axis("cycles per picture", "log", 1, float(radius[-1])),
        y_axis=Axis("power", "log"),
        chosen=border or None,
    )


def _reach(deviations: Array, white: Array, alike: Array, level: int) -> Plot:
    left = round(white[level])
    return Plot(
        title="Crossover frequency by noise level",
        summary=f"Above white noise up to {left} {plural(left, 'cycle')}, above shaped noise up to "
        f"{alike[level]:.0f}.",
        x=deviations,
        series=[
            Series("white noise", np.maximum(white, _LOWEST_FREQUENCY), "after"),
            Series("shaped noise", np.maximum(alike, _LOWEST_FREQUENCY), "third"),
        ],
        x_axis=Axis("standard deviation of the noise", "log", float(deviations[0]), float(deviations[-1])),
        y_axis=Axis("up to, cycles per picture", "log", _LOWEST_FREQUENCY, 160),
        chosen=float(deviations[level]),
    )
