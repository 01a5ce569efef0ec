import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fdnn_core import alias_energy, band_limited, gelu, identity, relu, relu_series, resample, square, tanh


def noise(shape, seed, highest=None):
    """Return noise, band-limited along the last axis to frequencies up to `highest` if given."""
    x = np.random.default_rng(seed).normal(size=shape)
    return x if highest is None else resample(resample(x, 2 * highest + 1), shape)


def tone(n, frequency):
    return np.cos(2 * np.pi * frequency * np.arange(n) / n)


lengths, seeds = st.integers(1, 40), st.integers(0, 2**32 - 1)


@given(lengths, seeds, st.integers(1, 5))
def test_linear_functions_are_exact(n, seed, oversampling):
    x = noise(n, seed)
    np.testing.assert_allclose(band_limited(identity, x, oversampling), x, atol=1e-12)
    np.testing.assert_allclose(band_limited(lambda u: 3 * u - 1, x, oversampling), 3 * x - 1, atol=1e-12)


@given(lengths, seeds)
def test_oversampling_1_is_the_function_itself(n, seed):
    x = noise(n, seed)
    np.testing.assert_allclose(band_limited(relu, x, oversampling=1), relu(x), atol=1e-12)


@given(st.integers(2, 4), st.integers(1, 12), seeds)
def test_a_polynomial_of_degree_d_needs_d_plus_one_bands(degree, band, seed):
    """Orszag's rule: with frequencies up to B, degree d folds back to n - d B, above B if n > (d + 1) B."""
    exact = np.fft.rfft(noise(8 * degree * band, seed, band) ** degree, norm="forward")
    coarse = resample(noise(8 * degree * band, seed, band), (degree + 1) * band)
    fine = resample(noise(8 * degree * band, seed, band), (degree + 1) * band + 1)
    np.testing.assert_allclose(
        np.fft.rfft(fine**degree, norm="forward")[: band + 1], exact[: band + 1], atol=1e-9
    )
    np.testing.assert_allclose(np.fft.rfft(coarse**degree, norm="forward")[:band], exact[:band], atol=1e-9)


@given(st.integers(1, 12), seeds)
def test_a_polynomial_is_exact_if_oversampling_exceeds_half_of_d_plus_one(half, seed):
    n = 2 * half + 1
    x = noise(n, seed)
    cube = resample(resample(x, 9 * n) ** 3, n)
    np.testing.assert_allclose(band_limited(lambda u: u**3, x, oversampling=3), cube, atol=1e-9)
    np.testing.assert_allclose(band_limited(square, x, 2), resample(resample(x, 9 * n) ** 2, n), atol=1e-9)


@pytest.mark.parametrize("n", [63, 64])
def test_result_has_no_energy_outside_the_band(n):
    kept = band_limited(relu, noise(n, 0))
    spectrum = np.abs(np.fft.rfft(resample(kept, 8 * n)))
    assert spectrum[n // 2 + 1 :].max() < 1e-12 * spectrum.max()


@given(st.integers(1, 20), seeds, st.integers(-9, 9))
def test_odd_lengths_commute_with_shifts_by_fractions_of_a_sample(half, seed, steps):
    n = 2 * half + 1
    x = noise(n, seed)

    def shifted(u):
        return resample(np.roll(resample(u, 4 * n), steps), n)

    np.testing.assert_allclose(band_limited(relu, shifted(x)), shifted(band_limited(relu, x)), atol=1e-12)


def test_alias_error_of_relu_falls_fourfold_with_each_doubling():
    n, f = 64, 13
    exact = np.zeros(n // 2 + 1)
    exact[[0, f, 2 * f]] = relu_series(2) / [1, 2, 2]
    errors = [
        np.abs(np.fft.rfft(band_limited(relu, tone(n, f), factor), norm="forward") - exact).max()
        for factor in (1, 2, 4, 8, 16)
    ]
    np.testing.assert_allclose(errors, [2.15e-2, 5.1e-3, 1.0e-3, 2.3e-4, 5.3e-5], rtol=0.03)


@pytest.mark.parametrize("function", [relu, tanh])
def test_alias_energy_depends_on_frequency_over_length_alone(function):
    shares = [alias_energy(function, tone(n, 13 * n // 64)) for n in (64, 128, 512)]
    np.testing.assert_allclose(shares, shares[0], rtol=1e-9)
    assert shares[0] > 1e-6


def test_alias_energy_in_closed_form():
    """The square of a tone is a mean of 1/2 and a tone of 1/2, whose energies are 1/4 and 1/8."""
    assert alias_energy(square, tone(64, 13)) == pytest.approx(0, abs=1e-28)
    assert alias_energy(square, tone(64, 20)) == pytest.approx(1 / 3)
    assert alias_energy(square, np.zeros(8)) == 0


def test_smooth_activations_alias_less():
    x = 2 * tone(64, 5)
    assert alias_energy(gelu, x) < 1e-2 * alias_energy(relu, x)


def test_band_limited_resamples_the_chosen_axes():
    x = noise((9, 12), 0)
    fine = resample(relu(resample(x, (27, 36))), (9, 12))
    np.testing.assert_allclose(band_limited(relu, x, 3), fine, atol=1e-12)
    rows = [band_limited(relu, row, 3) for row in x]
    np.testing.assert_allclose(band_limited(relu, x, 3, axes=-1), rows, atol=1e-12)


def test_alias_energy_of_each_signal_of_a_batch():
    batch = np.stack([tone(64, f) for f in (3, 13, 20)])
    shares = [alias_energy(relu, row) for row in batch]
    np.testing.assert_allclose(alias_energy(relu, batch, axes=-1), shares, rtol=1e-9)
    np.testing.assert_allclose(alias_energy(relu, batch.T, axes=0), shares, rtol=1e-9)
    assert alias_energy(relu, batch, axes=(0, 1)) == pytest.approx(alias_energy(relu, batch))


@pytest.mark.parametrize("function", [band_limited, alias_energy])
def test_a_function_in_place_leaves_the_input_unchanged(function):
    def relu_in_place(u):
        u[u < 0] = 0
        return u

    x = tone(64, 13)
    before = x.copy()
    np.testing.assert_array_equal(function(relu_in_place, x), function(relu, before))
    np.testing.assert_array_equal(x, before)


def test_non_finite_values_of_the_function_raise():
    with (
        np.errstate(divide="ignore", invalid="ignore"),
        pytest.raises(ValueError, match="values of function must be finite, got"),
    ):
        alias_energy(np.log, [0.0, 1.0, 0.0, 1.0])


def test_single_precision_is_kept():
    assert band_limited(gelu, np.ones(8, np.float32)).dtype == np.float32


def test_invalid_arguments_raise():
    with pytest.raises(ValueError, match="oversampling must be at least 1, got 0"):
        band_limited(relu, [1.0], 0)
    with pytest.raises(ValueError, match=r"function must keep the shape \(8,\), got \(\)"):
        band_limited(np.sum, [1.0, 2.0])
    with pytest.raises(ValueError, match=r"x must not be empty, got shape \(0,\)"):
        alias_energy(relu, [])
    with pytest.raises(TypeError, match="x must be real, got complex128"):
        band_limited(relu, [1j])
