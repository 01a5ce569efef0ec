"""Magnitudes, counts and energies of a spectrum."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra import numpy as hnp

from demos.activation_xray.spectrum import Spectrum
from fdnn_core import energy_curve


@given(hnp.array_shapes(min_dims=2, max_dims=2, max_side=9))
def test_magnitudes_of_a_picture_are_those_of_the_full_transform(shape):
    picture = np.random.default_rng(0).standard_normal(shape)
    spectrum = Spectrum(picture, "dft")
    expected = np.abs(np.fft.fft2(picture, norm="ortho"))
    np.testing.assert_allclose(spectrum.grid, expected, atol=1e-12)
    if spectrum.total:
        np.testing.assert_allclose(spectrum.curve, energy_curve(expected.ravel()[1:]), atol=1e-12)


@pytest.mark.parametrize("transform", ["dft", "dct"])
@pytest.mark.parametrize("shape", [(64,), (16, 16)])
def test_squares_sum_to_the_energy_around_the_mean(transform, shape):
    x = np.random.default_rng(1).standard_normal(shape)
    energy = np.sum((x - x.mean()) ** 2)
    assert np.sum(Spectrum(x, transform).magnitudes ** 2) == pytest.approx(energy)
