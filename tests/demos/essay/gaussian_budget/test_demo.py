"""The energy budget: as in theory for Gaussian noise, different for photographs."""

import numpy as np
import pytest

from demos import load
from demos.kit.controls import ControlError

demo = load("gaussian_budget")


def budget(**values):
    """Shares of the energy by order, 0 to 4 and the rest, in theory and as measured."""
    rows = [row[2:] for row in demo(**values)["budget"].rows]
    return np.array([[float(cell.split()[0]) for cell in row] for row in rows]).T


def test_budget_of_relu_in_theory():
    np.testing.assert_allclose(budget()[0], [31.83, 50.00, 15.92, 0, 1.33, 0.93], atol=0.006)


@pytest.mark.parametrize("seed", range(4))
def test_noise_has_the_theoretical_budget(seed):
    theory, measured = budget(smooth=1.0, seed=seed)
    np.testing.assert_allclose(measured, theory, atol=0.6)


@pytest.mark.parametrize("activation", ["relu", "abs", "square", "tanh", "gelu", "sign"])
def test_each_activation_has_its_theoretical_budget(activation):
    theory, measured = budget(smooth=1.0, activation=activation)
    np.testing.assert_allclose(measured, theory, atol=0.6)
    for shares in (theory, measured):
        assert shares.sum() == pytest.approx(100, abs=0.03)


def test_odd_activations_have_no_even_orders_and_even_ones_no_odd():
    assert not budget(activation="tanh")[0][[0, 2, 4]].any()
    assert not budget(activation="abs")[0][[1, 3]].any()


def spectra(**values):
    return [series.y for series in demo(**values)["spectrum"].series]


def test_spectrum_agrees_with_the_prediction_over_four_decades():
    ratios = []
    for seed in range(6):
        measured, predicted = spectra(seed=seed)[:2]
        assert predicted.max() / predicted.min() > 1e4
        ratios.append(measured[15:] / predicted[15:])  # on the rings before, few frequencies are averaged
    np.testing.assert_allclose(np.mean(ratios, axis=0), 1, atol=0.15)
    assert np.mean(ratios) == pytest.approx(1, abs=0.04)


def test_orders_sum_to_the_prediction():
    predicted, *orders = spectra()[1:]
    np.testing.assert_allclose(np.nansum(orders, axis=0), predicted, atol=3e-6)


@pytest.mark.parametrize("picture", ["camera", "coffee", "chelsea", "astronaut"])
def test_photographs_have_another_budget(picture):
    theory, measured = budget(source="picture", picture=picture)
    assert np.abs(measured - theory).max() > 2
    assert "which a picture is not" in demo(source="picture", picture=picture)["sentence"].text


def test_orders_beyond_the_square_hold_little_energy():
    for values in ({}, *({"source": "picture", "picture": name} for name in ("camera", "grass", "coffee"))):
        assert budget(**values)[1][3:].sum() < 3.5


def test_constant_picture():
    assert "The input is zero" in demo(source="picture", picture=np.ones((8, 8)))["sentence"].text


def test_activation_may_be_a_function():
    np.testing.assert_allclose(
        budget(activation=lambda x: np.maximum(x, 0)), budget(activation="relu"), atol=0.011
    )
    assert "After the activation, exp, " in demo(activation=np.exp)["sentence"].text


def test_function_without_a_budget_is_refused():
    with pytest.raises(ControlError, match="activation cannot be used"):
        demo(activation=lambda x: np.full_like(x, np.nan))
