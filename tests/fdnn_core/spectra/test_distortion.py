import math

import numpy as np
import pytest

from fdnn_core import total_harmonic_distortion


def relu_of_cosine(harmonics):
    """Closed form of the amplitudes of ReLU(cos t)."""
    k = np.arange(harmonics + 1)
    amplitudes = np.where(k % 2, 0.0, 2 * (-1.0) ** (k // 2 + 1) / (math.pi * (k**2 - 1.0 + (k == 1))))
    amplitudes[:2] = 1 / math.pi, 0.5
    return amplitudes


def test_distortion_of_relu():
    distortion = total_harmonic_distortion(relu_of_cosine(4000), 1)
    assert distortion == pytest.approx(math.sqrt(1 - 8 / math.pi**2), abs=1e-9)
    assert distortion == pytest.approx(0.435, abs=5e-4)


def test_distortion_reads_only_multiples_of_the_fundamental():
    amplitudes = [9.0, 9.0, 9.0, 2.0, 9.0, 9.0, 0.6, 9.0, 9.0, 0.8]
    assert total_harmonic_distortion(amplitudes, 3) == pytest.approx(0.5)


def test_distortion_at_the_edges():
    assert total_harmonic_distortion([0.0, 0.0, 1.0], 2) == 0
    assert total_harmonic_distortion([1.0, 0.0, 1.0], 1) == math.inf
    assert total_harmonic_distortion([0.0, 0.0], 1) == math.inf


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: total_harmonic_distortion([[1.0]], 1), r"amplitudes must be 1-D, got shape \(1, 1\)"),
        (lambda: total_harmonic_distortion([1.0, 2.0], 0), "fundamental must be between 1 and 1, got 0"),
        (lambda: total_harmonic_distortion([1.0, 2.0], 2), "fundamental must be between 1 and 1, got 2"),
    ],
)
def test_refusals(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_refuses_a_fundamental_that_is_not_whole():
    with pytest.raises(TypeError, match=r"fundamental must be an integer, got 1\.5"):
        total_harmonic_distortion([1.0, 2.0], 1.5)
