"""Energy off the diagonals of the matrices."""

import numpy as np
import pytest

from demos import load
from demos.kit.typesetting import percent

demo = load("diagonalisation")


@pytest.mark.parametrize("kernel", ["blur", "edge", "random"])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_circular_convolution_is_diagonal_and_its_relu_is_not(kernel, seed):
    figures = demo(kernel=kernel, seed=seed)
    assert "the convolution is diagonal" in figures["sentence"].text
    assert figures["fourier"].summary == "0 % of the energy is off the diagonal."
    off = ~np.eye(32, dtype=bool)
    assert (figures["fourier"].values[off] == -60).all()
    assert (figures["relu"].values[off] > -60).mean() > 0.9


def test_zero_boundary_is_not_quite_diagonal():
    figures = demo(boundary="zero")
    assert "leaves 2.4 % of the convolution’s energy off the diagonal" in figures["sentence"].text


@pytest.mark.parametrize("bias", [-1, -0.5, 0, 0.5, 1])
def test_off_diagonal_share_of_relu_is_the_share_of_zeroed_samples(bias):
    text = demo(bias=bias)["sentence"].text
    zeroed = int(text.split("it sets ")[1].split(" of 32")[0])
    assert f"and {percent(zeroed / 32)} of its energy" in text


def test_large_bias_makes_relu_the_identity():
    figures = demo(bias=4)
    assert "mixes no frequencies" in figures["sentence"].text
    assert figures["relu"].summary == "0 % of the energy is off the diagonal."
