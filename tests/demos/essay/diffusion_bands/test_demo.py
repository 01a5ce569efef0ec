"""White noise covers high frequencies first, by a power law; shaped noise covers all bands at once."""

import re

import numpy as np
import pytest

from demos import load
from fdnn_core import power_law_field, radial_power

demo = load("diffusion_bands")


def laws(text):
    """The exponents in a sentence: of the spectrum, and of the crossover as predicted and as found."""
    return [float(number) for number in re.findall(r"(?:to the power|exponent is) (-?[\d.]+\d)", text)]


@pytest.mark.parametrize(("fall", "found"), [(2.0, -1.0), (3.0, -0.66)])
def test_crossover_exponent_is_minus_two_over_the_fall(fall, found):
    law, predicted, moved = laws(demo(source="texture", fall=fall)["sentence"].text)
    assert law == pytest.approx(-fall, abs=0.05)
    assert predicted == pytest.approx(-2 / fall, abs=0.03)
    assert moved == pytest.approx(found, abs=0.01)


@pytest.mark.parametrize("picture", ["camera", "astronaut", "chelsea", "coffee"])
def test_law_holds_within_a_tenth_for_photographs_of_scenes(picture):
    law, predicted, moved = laws(demo(picture=picture)["sentence"].text)
    assert -3.2 < law < -2.8
    assert moved == pytest.approx(predicted, rel=0.1)


def test_white_noise_spectrum_is_flat_at_the_variance():
    for decibels in (-20, 0, 40):
        noise = demo(noise=decibels)["power"].series[1].y
        variance = 10 ** (decibels / 10)
        assert noise[4:].mean() == pytest.approx(variance, rel=0.02)
        slope, _ = np.polyfit(np.log(demo()["power"].x[15:]), np.log(noise[15:]), 1)
        assert abs(slope) < 0.05


def test_more_white_noise_lowers_the_crossover():
    reach = demo()["reach"].series[0].y
    assert (np.diff(reach) <= 0).all()
    crossovers = [demo(noise=decibels)["power"].chosen for decibels in (-10, 0, 10, 20)]
    assert (np.diff(crossovers) < 0).all()


def test_powers_are_equal_at_the_crossover():
    crossover = demo(source="texture")["power"].chosen
    radius, power = radial_power(power_law_field((256, 256), 2.0, 0))
    assert np.interp(crossover, radius, power) == pytest.approx(1, rel=0.02)


def test_singular_for_one_cycle():
    assert demo(source="texture", noise=30)["reach"].summary.startswith("Above white noise up to 1 cycle, ")


def test_shaped_noise_covers_all_bands_at_once():
    shaped = demo(shape="equal")["reach"].series[1]
    sigma = demo()["reach"].x
    np.testing.assert_array_equal(shaped.y[sigma < 0.99], 128)
    assert (shaped.y[sigma > 0.99] < 1).all()
    for decibels, words in [(-1, "are above"), (0, "are as strong as"), (1, "are below")]:
        figures = demo(shape="equal", noise=decibels)
        assert words in figures["sentence"].text
        picture, noise = (series.y[4:] for series in figures["power"].series)
        assert np.exp(np.mean(np.log(picture / noise))) == pytest.approx(10 ** (-decibels / 10), rel=0.05)


@pytest.mark.parametrize("shape", ["white", "equal"])
def test_constant_picture(shape):
    assert "constant" in demo(picture=np.ones((8, 8)), shape=shape)["sentence"].text
