import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demos.essay.convolution_crossover.operations import (
    direct_convolution_operations,
    fft_convolution_operations,
    fft_crossover_kernel,
)


@pytest.mark.parametrize(
    ("channels", "prepared", "transformed_too"), [(1, 7, 8), (16, 3, 5), (64, 2, 5), (256, 2, 5)]
)
def test_crossover_kernels_for_64_by_64_outputs(channels, prepared, transformed_too):
    assert fft_crossover_kernel(64, channels, prepared=True) == prepared
    assert fft_crossover_kernel(64, channels) == transformed_too


@given(st.integers(1, 64), st.integers(1, 300), st.booleans())
def test_the_fft_takes_fewer_operations_from_the_crossover_on(side, channels, prepared):
    found = fft_crossover_kernel(side, channels, prepared=prepared)
    for kernel in range(1, found or side + 1):
        assert direct_convolution_operations(side, kernel, channels) <= fft_convolution_operations(
            side, kernel, channels, prepared=prepared
        )
    if found:
        assert direct_convolution_operations(side, found, channels) > fft_convolution_operations(
            side, found, channels, prepared=prepared
        )


@given(st.integers(1, 300))
def test_the_crossover_never_rises_with_more_channels(channels):
    one, more = (fft_crossover_kernel(64, c, prepared=True) for c in (channels, channels + 1))
    assert more <= one


def test_transform_cost_per_channel_pair_vanishes_with_many_channels():
    per_pair = [fft_convolution_operations(64, 1, c, prepared=True) / c**2 for c in (1, 10, 100, 10_000)]
    assert (np.diff(per_pair) < 0).all()
    assert per_pair[-1] == pytest.approx(4 * 64**2, rel=0.01)


def test_direct_counts_every_tap():
    assert direct_convolution_operations(5, 3, 2) == 2 * 9 * 25 * 4


def test_rejects_invalid_arguments():
    with pytest.raises(ValueError, match="kernel must be at least 1, got 0"):
        direct_convolution_operations(4, 0, 1)
    with pytest.raises(ValueError, match="channels must be at least 1, got 0"):
        fft_crossover_kernel(4, 0)
