"""Phase retrieval in frames: the number of iterations, and the sentence at the end."""

from itertools import islice

import numpy as np
import pytest

from demos import load
from fdnn_core import correlation

demo = load("phase_retrieval")


@pytest.mark.parametrize(("method", "iterations"), [("phase", 500), ("magnitude", 1200)])
def test_frames_end_with_the_last_iteration(method, iterations):
    *_, last = demo.frames(method=method)
    assert last.progress == 1
    assert not np.isnan(last.figures["residual"].series[0].y[:-1]).any()
    assert last.figures["residual"].x[-1] == iterations
    assert f"After {iterations} of {iterations} iterations" in last.figures["sentence"].text


def test_residual_of_phase_alone_decreases():
    residual = demo()["residual"].series[0].y
    assert (np.diff(residual) < 0).all()


def test_sentence_states_the_correlation():
    for frame in islice(demo.frames(), 0, None, 10):
        similarity = correlation(frame.figures["estimate"].values, frame.figures["original"].values)
        text = frame.figures["sentence"].text
        assert ("It is found." in text) == (similarity > 0.99)
        assert (
            f"{similarity:.2f}" in text
            or abs(similarity - float(text.split("correlation of ")[1][:5])) < 0.01
        )


def test_black_picture():
    assert "no correlation" in next(demo.frames(picture=np.zeros((16, 16)))).figures["sentence"].text
