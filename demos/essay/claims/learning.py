"""What small networks and layers learn, and in which order."""

from itertools import islice

import numpy as np

from demos import load
from demos.essay.claims.claim import claim
from demos.essay.convolution_crossover.operations import fft_crossover_kernel
from demos.kit.figures import Plot, Table


def _residuals(**values: object) -> np.ndarray:
    """Return what is missing at each frequency of the target after 100 steps of Adam."""
    frames = load("spectral_bias").frames(**values)
    frame = next(islice(frames, 20, None))
    figure = frame.figures["missing"]
    if not isinstance(figure, Plot):
        raise TypeError(f"missing must be a plot, got {type(figure).__name__}")
    return np.array([series.y[~np.isnan(series.y)][-1] for series in figure.series])


@claim(value=0.009, tolerance=0.0015, form=".0%", sources=["rahaman2019"])
def slow_wave_missing() -> float:
    """After 100 training steps, {} of the amplitude of the slowest of five waves is still missing from
    the network's output.
    """
    return float(_residuals()[0])


@claim(value=0.885, tolerance=0.01, form=".0%", sources=["rahaman2019"])
def fast_wave_missing() -> float:
    """After 100 training steps, {} of the amplitude of the fastest wave, fifteen times the frequency of
    the slowest, is still missing.
    """
    return float(_residuals()[-1])


def _errors(equation: str) -> list[str]:
    table = load("neural_operator")(equation=equation)["errors"]
    if not isinstance(table, Table):
        raise TypeError(f"errors must be a table, got {type(table).__name__}")
    return [row[1] for row in table.rows]


def _per_cent(cell: str) -> float:
    return float(cell.split()[0]) / 100


@claim(value=0.210, tolerance=0.001, form=".0%", sources=["li2021"])
def burgers_diagonal() -> float:
    """A layer with one multiplier for each frequency predicts solutions of Burgers' equation with a
    relative error of {}.
    """
    return _per_cent(_errors("burgers")[1])


@claim(value=0.084, tolerance=0.001, form=".0%")
def burgers_with_square() -> float:
    """With the square of the state as a second input, such a layer predicts solutions of Burgers'
    equation with a relative error of {}.
    """
    return _per_cent(_errors("burgers")[2])


@claim(value=7, tolerance=0, form=".0f")
def fft_kernel_one_channel() -> float:
    """Convolution by FFT takes fewer operations than direct convolution with kernels of at least {} samples
    a side (64 × 64 samples, one channel, the filter transformed beforehand).
    """
    return fft_crossover_kernel(64, 1, prepared=True) or np.nan


@claim(value=3, tolerance=0, form=".0f")
def fft_kernel_many_channels() -> float:
    """Convolution by FFT takes fewer operations than direct convolution with kernels of at least {} samples
    a side (64 × 64 samples, 16 channels in and out, the filters transformed beforehand).
    """
    return fft_crossover_kernel(64, 16, prepared=True) or np.nan
