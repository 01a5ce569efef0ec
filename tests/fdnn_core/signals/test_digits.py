import hashlib
import re
from pathlib import Path

import numpy as np
import pytest

import fdnn_core
from fdnn_core import DIGITS_TRAINING, digits

PICTURES = Path(fdnn_core.__file__).parent / "signals" / "pictures"


def test_digits_are_credited_under_their_hash():
    credits = (PICTURES / "CREDITS.md").read_text(encoding="utf-8")
    section = re.search(r"^## digits\n(.*?)(?=^## |\Z)", credits, re.DOTALL | re.MULTILINE)[1]
    assert hashlib.sha256((PICTURES / "digits.npz").read_bytes()).hexdigest() in section
    for entry in ("Authors: ", "Source: ", "Licence: ", "Changes: "):
        assert entry in section


def test_file_is_read_without_pickle():
    with np.load(PICTURES / "digits.npz", allow_pickle=False) as archive:
        assert {name: array.dtype for name, array in archive.items()} == {
            "images": np.uint8,
            "labels": np.uint8,
        }


def test_shape_type_and_range():
    images, labels = digits()
    assert images.shape == (1797, 8, 8)
    assert labels.shape == (1797,)
    assert (images.dtype, labels.dtype) == (np.float64, np.int64)
    assert (images.min(), images.max()) == (0, 1)
    assert ((16 * images) % 1 == 0).all()


def test_counts_of_the_digits_are_those_of_the_uci_test_set():
    assert np.bincount(digits()[1]).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]


def test_each_digit_is_in_both_parts():
    labels = digits()[1]
    assert labels[DIGITS_TRAINING:].size == 500
    assert np.bincount(labels[:DIGITS_TRAINING]).min() > 110
    assert np.bincount(labels[DIGITS_TRAINING:]).min() > 30


def test_no_test_digit_is_a_training_digit():
    images = digits()[0]
    assert len(np.unique(images.reshape(1797, -1), axis=0)) == 1797


@pytest.mark.parametrize("part", [0, 1])
def test_arrays_are_read_only(part):
    with pytest.raises(ValueError, match="read-only"):
        digits()[part][0] = 0


def test_mean_pictures_tell_most_digits_apart():
    """The nearest mean picture classifies about nine of ten, so labels and pictures belong together."""
    images, labels = digits()
    means = np.stack(
        [images[:DIGITS_TRAINING][labels[:DIGITS_TRAINING] == digit].mean(axis=0) for digit in range(10)]
    )
    distances = ((images[DIGITS_TRAINING:, None] - means) ** 2).sum(axis=(-2, -1))
    assert np.mean(distances.argmin(axis=1) == labels[DIGITS_TRAINING:]) == pytest.approx(0.9, abs=0.03)
