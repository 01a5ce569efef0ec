"""Values shown as an image."""

import numpy as np
import pytest

from demos.kit.figures import FigureError, Image


def image(values, **more):
    return Image(title="I", summary="i", values=values, **more)


@pytest.mark.parametrize(
    ("values", "more", "message"),
    [
        (np.zeros((2, 2)), {"low": 1}, "figure 'I': low must be less than high, got 1 and 1"),
        (np.full((2, 2), np.nan), {}, "figure 'I': values must be finite, got 4 NaN or infinite of 4"),
        (
            np.full((2, 2), 255, np.uint8),
            {},
            "values must lie between low and high, 0 and 1, got uint8 values up to 255: divide",
        ),
        ([[0, 1]], {}, "figure 'I': values must be a numpy array, got list"),
        (np.zeros(4), {}, r"values must have shape \(H, W\) or \(H, W, 3\), got \(4,\)"),
        (np.zeros((2, 2)), {"scale": "jet"}, "scale must be one of grey, heat, hue, got 'jet'"),
    ],
)
def test_mistakes_in_an_image_are_named(values, more, message):
    with pytest.raises(FigureError, match=message):
        image(values, **more)


def test_bytes_are_shown_with_their_range():
    bytes_ = np.array([[0, 255]], np.uint8)
    np.testing.assert_array_equal(image(bytes_, high=255).levels, bytes_)


def test_range_is_stated_unless_it_is_zero_to_one():
    assert image(np.zeros((2, 2))).range == ""
    assert image(np.zeros((2, 2)), low=-60, high=0, unit="dB").range == "-60 … 0 dB"
