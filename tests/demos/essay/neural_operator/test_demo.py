"""One Fourier layer is exact for the heat equation, and approximate for Burgers' equation."""

import numpy as np
import pytest

from demos import load

demo = load("neural_operator")


def errors(**values):
    """Relative errors: unchanged, by the state, and with each further power."""
    cells = [row[1] for row in demo(**values)["errors"].rows]
    return [float(cell.split()[0]) / (1 if "rounding" in cell else 100) for cell in cells]


def multiplier(power=1, **values):
    return demo(**values)["multipliers"].series[power].y


@pytest.mark.parametrize("values", [{}, {"viscosity": 0.5, "time": 1.0}, {"viscosity": 0.2, "seed": 3}])
def test_heat_equation_is_solved_to_rounding(values):
    assert max(errors(equation="heat", **values)[1:]) < 1e-13
    expected, found = (series.y for series in demo(equation="heat", **values)["multipliers"].series)
    np.testing.assert_allclose(found, expected, atol=1e-13)


def test_each_power_reduces_the_error_for_burgers():
    found = errors()
    np.testing.assert_allclose(found, [0.362, 0.210, 0.084, 0.046, 0.034], atol=0.001)


@pytest.mark.parametrize("seed", range(1, 6))
def test_errors_are_similar_for_other_states(seed):
    unchanged, diagonal, square, cube, fourth = errors(seed=seed)
    assert 0.34 < unchanged < 0.38
    assert 0.20 < diagonal < 0.24
    assert 0.08 < square < 0.105
    assert 0.04 < cube < 0.065
    assert fourth < cube


def test_weak_states_approach_the_heat_equation():
    found = [errors(strength=strength)[1] for strength in (0.5, 0.2, 0.1, 0.05)]
    assert (np.diff(found) < 0).all()
    assert found[2] / found[3] == pytest.approx(2, rel=0.1)  # of the order of the first omitted power
    assert multiplier(strength=0.01) == pytest.approx(multiplier(equation="heat"), abs=2e-3)


def test_viscosity_reduces_the_error():
    found = [errors(viscosity=viscosity)[1] for viscosity in (0.05, 0.1, 0.2, 0.5)]
    assert (np.diff(found) < 0).all()


def test_cube_brings_the_multiplier_of_the_state_near_the_heat_equation():
    """The square does not: it is uncorrelated with the state, whose negative is as likely."""
    heat = multiplier(equation="heat")
    away = [np.abs(multiplier(degree=degree) - heat).max() for degree in (1, 2, 3, 4)]
    assert away[1] == pytest.approx(away[0], rel=0.1)
    assert away[2] < 0.3 * away[0]
    assert away[3] < 0.3 * away[0]


def test_sentence_states_the_errors_of_the_table():
    for degree in (1, 2, 3, 4):
        figures = demo(degree=degree)
        text = figures["sentence"].text
        cells = [row[1] for row in figures["errors"].rows]
        assert all(cell in text for cell in (cells[0], cells[1], cells[degree]))


def test_both_equations_conserve_the_zero_mean():
    for equation in ("heat", "burgers"):
        for series in demo(equation=equation)["state"].series:
            assert abs(series.y.mean()) < 1e-12
