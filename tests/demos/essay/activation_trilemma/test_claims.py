"""What the essay says of operations: what they have of sparsity, equivariance and new frequencies."""

import numpy as np
import pytest

from demos import load
from demos.essay.activation_trilemma.measures import scores, signals
from demos.essay.activation_trilemma.operations import OPERATIONS

demo = load("activation_trilemma")
DATA = signals(seed=0, draws=50)


def of(target):
    return {name: scores(operation, target, *DATA) for name, operation in OPERATIONS.items()}


SQUARE = of("x²")


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
    assert SQUARE[name].bins == pytest.approx(bins, abs=1)
    assert SQUARE[name].new == pytest.approx(new, abs=0.02 if new else 1e-20)


def test_who_commutes_with_which_translation():
    whole = {name for name, score in SQUARE.items() if score.whole < 1e-12}
    half = {name for name, score in SQUARE.items() if score.half < 1e-12}
    assert whole == set(OPERATIONS) - {"CReLU", "zReLU"}
    assert {"square", "filtered ReLU", "modReLU", "identity"} <= half
    assert SQUARE["ReLU"].half == pytest.approx(4.3e-2, rel=0.1)
    assert min(SQUARE["CReLU"].whole, SQUARE["zReLU"].whole) > 0.9


MAKERS = ("ReLU", "GELU", "square", "filtered ReLU")


@pytest.mark.parametrize("target", ["x²", "|x|"])
def test_no_operation_without_new_frequencies_gives_what_needs_them(target):
    for name, score in of(target).items():
        if name in MAKERS:
            assert score.readout > 0.88, name
        else:
            assert abs(score.readout) < 0.01, name


def test_the_square_is_read_out_of_squares():
    assert SQUARE["square"].readout > 0.999


@pytest.mark.parametrize("target", ["max", "blur"])
def test_none_without_new_frequencies_beats_the_identity(target):
    found = of(target)
    for name in set(OPERATIONS) - set(MAKERS):
        assert found[name].readout < found["identity"].readout + 1e-3, name
    assert found["ReLU"].readout > found["identity"].readout - 0.02


def test_of_the_larger_of_two_the_identity_reads_out_their_mean():
    """max(a, b) = (a + b) / 2 + |a - b| / 2, of which the second half is beyond it."""
    x = DATA[1].x
    other = np.roll(x, 4, axis=-1)
    expected = 1 - np.var(np.abs(x - other) / 2) / np.var(np.maximum(x, other))
    found = of("max")
    assert found["identity"].readout == pytest.approx(expected, abs=0.01)
    assert min(found[name].readout for name in ("ReLU", "GELU", "filtered ReLU")) > 0.94


@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize("target", ["x²", "|x|"])
def test_the_sentence_says_so(target, seed):
    text = demo(target=target, seed=seed)["sentence"].text
    without, with_new = text.split("at most R² = ")[1].split(", those that make some ")
    assert float(without) < 0.05
    assert float(with_new[:4]) > 0.8
    assert text.endswith("do not commute: CReLU, zReLU.")
