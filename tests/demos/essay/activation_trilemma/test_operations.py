"""Sparse spectrum, translation equivariance and new frequencies of activations of the core."""

import numpy as np
import pytest

from demos.essay.activation_trilemma.equivariance import delay, new_frequency_energy, translation_error
from fdnn_core import (
    band_limited,
    crelu,
    gelu,
    relu,
    resample,
    significant_count,
    soft_threshold,
    square,
    zrelu,
)

N, DRAWS = 256, 50


def tones(seed):
    """Return five tones of at most 32 cycles."""
    rng = np.random.default_rng(seed)
    k = rng.choice(np.arange(1, 33), 5, replace=False)
    phase = 2 * np.pi * np.outer(np.arange(N) / N, k) + rng.uniform(0, 2 * np.pi, 5)
    return np.cos(phase) @ rng.uniform(0.5, 1, 5)


def filtered_relu(x):
    """ReLU on a grid four times finer, low-pass filtered to 64 cycles."""
    return resample(resample(relu(resample(x, 4 * N)), 129), N)


def of_spectrum(function):
    return lambda x: np.fft.irfft(function(np.fft.rfft(x)), N)


def figures(function):
    """Medians over the draws: nonzero bins, errors of delays by 7 and by 1/2, energy at new frequencies."""
    rows = []
    for x in map(tones, range(DRAWS)):
        y = function(x)
        if np.linalg.norm(y) < 1e-9:
            continue  # the output is zero
        errors = [translation_error(function, x, samples) for samples in (7, 0.5)]
        rows.append([significant_count(np.fft.rfft(y), 1e-12), *errors, new_frequency_energy(x, y)])
    return np.median(rows, axis=0)


@pytest.mark.parametrize(
    ("function", "bins", "whole", "half", "new"),
    [
        (relu, 129, 0, pytest.approx(4.3e-2, rel=0.1), pytest.approx(0.241, abs=0.02)),
        (gelu, 129, 0, pytest.approx(6e-3, rel=0.5), pytest.approx(0.266, abs=0.02)),
        (square, pytest.approx(24, abs=2), 0, 0, pytest.approx(0.95, abs=0.05)),
        (filtered_relu, 65, 0, 0, pytest.approx(0.240, abs=0.02)),
        (of_spectrum(lambda z: soft_threshold(z, 0.7 * np.abs(z).max())), 4, 0, 0, 0),
    ],
    ids=["relu", "gelu", "square", "filtered_relu", "modrelu"],
)
def test_equivariant_operations(function, bins, whole, half, new):
    np.testing.assert_array_equal(
        [value if value > 1e-13 else 0 for value in figures(function)], [bins, whole, half, new]
    )


@pytest.mark.parametrize(("function", "bins"), [(crelu, 4), (zrelu, 1)], ids=["crelu", "zrelu"])
def test_operations_that_are_not_equivariant(function, bins):
    count, whole, _, new = figures(of_spectrum(function))
    assert count == bins
    assert whole > 0.9
    assert new < 1e-13


def test_band_limited_relu_commutes_with_every_half_sample_below_the_nyquist_frequency():
    x = tones(0)
    error = np.fft.rfft(band_limited(relu, delay(x, 0.5)) - delay(band_limited(relu, x), 0.5))
    assert np.abs(error[:-1]).max() < 1e-12
