"""Of Gaussian noise the budget is what theory says; of photographs it is another."""

import numpy as np
import pytest

from demos import load
from demos.kit.controls import ControlError

demo = load("gaussian_budget")


def budget(**values):
    """Shares of the energy by order, 0 to 4 and the rest, in theory and as measured."""
    rows = [row[2:] for row in demo(**values)["budget"].rows]
    return np.array([[float(cell.split()[0]) for cell in row] for row in rows]).T


def test_the_budget_of_relu_in_theory():
    np.testing.assert_allclose(budget()[0], [31.83, 50.00, 15.92, 0, 1.33, 0.93], atol=0.006)


@pytest.mark.parametrize("seed", range(4))
def test_noise_has_the_budget(seed):
    theory, measured = budget(smooth=1.0, seed=seed)
    np.testing.assert_allclose(measured, theory, atol=0.6)


@pytest.mark.parametrize("activation", ["relu", "abs", "square", "tanh", "gelu", "sign"])
def test_every_activation_has_its_own(activation):
    theory, measured = budget(smooth=1.0, activation=activation)
    np.testing.assert_allclose(measured, theory, atol=0.6)
    for shares in (theory, measured):
        assert shares.sum() == pytest.approx(100, abs=0.03)


def test_odd_activations_hold_no_even_order_and_even_ones_no_odd():
    assert not budget(activation="tanh")[0][[0, 2, 4]].any()
    assert not budget(activation="abs")[0][[1, 3]].any()


def spectra(**values):
    return [series.y for series in demo(**values)["spectrum"].series]


def test_the_spectrum_is_the_predicted_one_over_four_decades():
    ratios = []
    for seed in range(6):
        measured, predicted = spectra(seed=seed)[:2]
        assert predicted.max() / predicted.min() > 1e4
        ratios.append(measured[15:] / predicted[15:])  # on the rings before, few frequencies are averaged
    np.testing.assert_allclose(np.mean(ratios, axis=0), 1, atol=0.15)
    assert np.mean(ratios) == pytest.approx(1, abs=0.04)


def test_the_orders_make_up_the_prediction():
    predicted, *orders = spectra()[1:]
    np.testing.assert_allclose(np.nansum(orders, axis=0), predicted, atol=3e-6)


@pytest.mark.parametrize("picture", ["camera", "coffee", "chelsea", "astronaut"])
def test_photographs_keep_to_another_budget(picture):
    theory, measured = budget(source="picture", picture=picture)
    assert np.abs(measured - theory).max() > 2
    assert "a picture is none" in demo(source="picture", picture=picture)["sentence"].text


def test_what_is_beyond_the_square_is_little_for_noise_and_for_photographs():
    for values in ({}, *({"source": "picture", "picture": name} for name in ("camera", "grass", "coffee"))):
        assert budget(**values)[1][3:].sum() < 3.5


def test_of_nothing_there_is_no_budget():
    assert "nothing" in demo(source="picture", picture=np.ones((8, 8)))["sentence"].text


def test_activation_may_be_a_function():
    np.testing.assert_allclose(
        budget(activation=lambda x: np.maximum(x, 0)), budget(activation="relu"), atol=0.011
    )
    assert "After the activation, exp, " in demo(activation=np.exp)["sentence"].text


def test_function_without_a_budget_is_refused():
    with pytest.raises(ControlError, match="activation cannot be used"):
        demo(activation=lambda x: np.full_like(x, np.nan))
