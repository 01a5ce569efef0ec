import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demos.essay.neural_operator.burgers import solve_burgers
from fdnn_core import band_limited_noise, resample

X = 2 * np.pi * np.arange(64) / 64


def cole_hopf(viscosity, time):
    """Return the exact solution for sin x, from the heat equation (Cole 1951, Hopf 1950)."""
    fine = 2 * np.pi * np.arange(4096) / 4096
    k = np.arange(2049)
    heat = np.fft.rfft(np.exp(np.cos(fine) / (2 * viscosity))) * np.exp(-viscosity * k**2 * time)
    return (-2 * viscosity * np.fft.irfft(1j * k * heat) / np.fft.irfft(heat))[:: 4096 // 64]


@pytest.mark.parametrize(("viscosity", "error"), [(0.5, 1e-7), (0.2, 1e-7), (0.1, 4e-5), (0.05, 2e-3)])
def test_agrees_with_the_cole_hopf_solution(viscosity, error):
    found = solve_burgers(np.sin(X), viscosity, 1.0, steps=100)
    np.testing.assert_allclose(found, cole_hopf(viscosity, 1.0), atol=error)


def test_the_error_falls_with_the_fourth_power_of_the_step():
    exact = solve_burgers(np.sin(X), 0.2, 1.0, steps=640)
    coarse, fine = (np.abs(solve_burgers(np.sin(X), 0.2, 1.0, steps) - exact).max() for steps in (10, 20))
    assert 12 < coarse / fine < 20


@settings(deadline=None)
@given(st.integers(0, 99), st.floats(0, 0.5), st.floats(-1, 1))
def test_the_mean_is_kept_and_the_energy_never_grows(seed, viscosity, mean):
    u = mean + 0.5 * band_limited_noise(64, 5, seed)
    found = solve_burgers(u, viscosity, 0.5, steps=50)
    assert found.mean() == pytest.approx(u.mean(), abs=1e-13)
    assert np.mean(found**2) <= np.mean(u**2) * (1 + 1e-4)


@given(st.integers(0, 99))
def test_small_waves_only_diffuse(seed):
    u = 1e-7 * band_limited_noise(64, 10, seed)
    k = np.arange(33)
    heat = np.fft.irfft(np.exp(-0.1 * k**2 * 0.5) * np.fft.rfft(u), 64)
    np.testing.assert_allclose(solve_burgers(u, 0.1, 0.5), heat, atol=1e-12)


def test_galilean_invariance():
    """Adding a constant velocity translates the solution."""
    u = 0.5 * band_limited_noise(64, 4, 1)
    shifted = solve_burgers(u + np.pi, 0.1, 1.0, steps=400) - np.pi  # half a turn in time 1
    np.testing.assert_allclose(shifted, np.roll(solve_burgers(u, 0.1, 1.0, steps=400), 32), atol=1e-5)


def test_a_finer_grid_gives_the_same_solution():
    u = 0.5 * band_limited_noise(64, 4, 2)
    fine = solve_burgers(resample(u, 128), 0.2, 0.5)
    np.testing.assert_allclose(solve_burgers(u, 0.2, 0.5), fine[::2], atol=1e-6)


def test_batches_are_solved_separately():
    u = np.stack([band_limited_noise(32, 3, seed) for seed in range(3)])
    np.testing.assert_allclose(solve_burgers(u, 0.3, 0.2), [solve_burgers(row, 0.3, 0.2) for row in u])


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"u": [1.0, 2.0]}, "length of u must be at least 3, got 2"),
        ({"u": 1.0}, "length of u must be at least 3, got 0"),
        ({"viscosity": -1}, "viscosity must be at least 0, got -1"),
        ({"time": -1}, "time must be at least 0, got -1"),
        ({"steps": 0}, "steps must be at least 1, got 0"),
        (
            {"u": 1e3 * X, "time": 9, "steps": 9},
            "steps must be enough for the solution to stay finite, got 9",
        ),
    ],
)
def test_rejects_invalid_arguments(values, message):
    with pytest.raises(ValueError, match=message):
        solve_burgers(**{"u": X, "viscosity": 0.1, "time": 1.0, **values})
