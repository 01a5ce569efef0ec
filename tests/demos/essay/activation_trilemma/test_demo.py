"""Scores of the operations: sparsity, equivariance, new frequencies and readout."""

from functools import cache, partial

import numpy as np
import pytest

from demos import load
from demos.essay.activation_trilemma.operations import OPERATIONS
from demos.essay.activation_trilemma.scores import scores, signals

demo = load("activation_trilemma")
data = cache(partial(signals, seed=0, draws=50))


@cache
def scores_of(target):
    """Scores by operation."""
    return {name: scores(operation, target, *data()) for name, operation in OPERATIONS.items()}


@pytest.mark.parametrize(
    ("name", "bins", "new"),
    [
        ("ReLU", 129, 0.241),
        ("GELU", 129, 0.266),
        ("square", 24, 0.95),
        ("filtered ReLU", 65, 0.240),
        ("modReLU", 4, 0),
        ("CReLU", 4, 0),
        ("zReLU", 1, 0),
        ("identity", 5, 0),
    ],
)
def test_frequencies(name, bins, new):
    score = scores_of("x²")[name]
    assert score.bins == pytest.approx(bins, abs=1)
    assert score.new == pytest.approx(new, abs=0.02 if new else 1e-20)


def test_translation_equivariance():
    square = scores_of("x²")
    whole = {name for name, score in square.items() if score.whole < 1e-12}
    half = {name for name, score in square.items() if score.half < 1e-12}
    assert whole == set(OPERATIONS) - {"CReLU", "zReLU"}
    assert {"square", "filtered ReLU", "modReLU", "identity"} <= half
    assert square["ReLU"].half == pytest.approx(4.3e-2, rel=0.1)
    assert min(square["CReLU"].whole, square["zReLU"].whole) > 0.9


ADD_FREQUENCIES = ("ReLU", "GELU", "square", "filtered ReLU")


@pytest.mark.parametrize("target", ["x²", "|x|"])
def test_only_operations_that_add_frequencies_read_out_nonlinear_targets(target):
    for name, score in scores_of(target).items():
        if name in ADD_FREQUENCIES:
            assert score.readout > 0.88, name
        else:
            assert abs(score.readout) < 0.01, name


def test_square_is_read_out_from_squares():
    assert scores_of("x²")["square"].readout > 0.999


@pytest.mark.parametrize("target", ["max", "blur"])
def test_operations_that_add_no_frequency_are_no_better_than_the_identity(target):
    found = scores_of(target)
    for name in set(OPERATIONS) - set(ADD_FREQUENCIES):
        assert found[name].readout < found["identity"].readout + 1e-3, name
    assert found["ReLU"].readout > found["identity"].readout - 0.02


def test_identity_reads_out_the_mean_part_of_a_maximum():
    """max(a, b) = (a + b) / 2 + |a - b| / 2, and the second term is not linear."""
    x = data()[1].x
    other = np.roll(x, 4, axis=-1)
    expected = 1 - np.var(np.abs(x - other) / 2) / np.var(np.maximum(x, other))
    found = scores_of("max")
    assert found["identity"].readout == pytest.approx(expected, abs=0.01)
    assert min(found[name].readout for name in ("ReLU", "GELU", "filtered ReLU")) > 0.94


@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize("target", ["x²", "|x|"])
def test_sentence_states_the_scores(target, seed):
    text = demo(target=target, seed=seed)["sentence"].text
    without, with_new = text.split("at most R² = ")[1].split(", those that add some ")
    assert float(without) < 0.05
    assert float(with_new[:4]) > 0.8
    assert text.endswith("translation by whole samples: CReLU, zReLU.")
