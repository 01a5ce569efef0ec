import sys
from itertools import islice

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from scipy.fft import dctn

from fdnn_core import (
    DIGITS_TRAINING,
    FEATURES,
    Features,
    Perceptron,
    adam,
    cosine_basis,
    digits,
    feature_scaling,
    mini_batches,
    zigzag_order,
)

IMAGES, LABELS = digits()
TRAINING, TEST = slice(DIGITS_TRAINING), slice(DIGITS_TRAINING, None)
SEEDS = range(1 if sys.platform == "emscripten" else 5)  # Pyodide takes ten times as long


@pytest.mark.parametrize("side", [2, 5, 8])
def test_cosines_are_the_orthonormal_dct_in_zigzag_order(side):
    images = np.random.default_rng(0).normal(size=(3, 2, side, side))
    expected = dctn(images, axes=(-2, -1), norm="ortho").reshape(3, 2, -1)[..., zigzag_order(side)]
    assert_allclose(Features("cosines", side=side)(images), expected, atol=1e-13)
    assert_allclose(Features("cosines", 3, side)(images), expected[..., :3], atol=1e-13)


@given(st.integers(1, 64))
def test_the_lowest_cosines_come_first(count):
    rows, columns = np.divmod(zigzag_order(8)[:count], 8)
    omitted = np.divmod(zigzag_order(8)[count:], 8)
    if count < 64:
        assert (rows + columns).max() <= (omitted[0] + omitted[1]).min()


@given(st.integers(0, 7), st.integers(0, 7))
def test_magnitudes_do_not_depend_on_cyclic_shifts(down, right):
    magnitudes = Features("magnitudes")
    rolled = np.roll(IMAGES, (down, right), (-2, -1))
    assert_allclose(magnitudes(rolled), magnitudes(IMAGES), atol=1e-12)


@pytest.mark.parametrize("side", [4, 5, 8])
def test_magnitudes_and_phases_determine_the_picture(side):
    images = np.random.default_rng(0).normal(size=(3, side, side))
    magnitudes, phases = Features("magnitudes", side=side)(images), Features("phases", side=side)(images)
    cosines, sines = np.split(phases, 2, axis=-1)
    spectrum = (magnitudes * (cosines + 1j * sines)).reshape(3, side, -1)
    assert_allclose(np.fft.irfft2(spectrum, (side, side)), images, atol=1e-13)
    assert_allclose(cosines**2 + sines**2, 1)


@pytest.mark.parametrize("value", [0.0, 0.1, 1.0])
def test_pictures_without_contrast_have_phase_0(value):
    phases = Features("phases")(np.full((8, 8), value))
    assert_array_equal(phases, [1.0] * 40 + [0.0] * 40)


@pytest.mark.parametrize("kind", FEATURES)
@pytest.mark.parametrize("side", [2, 5, 8])
def test_size_is_the_number_of_features(kind, side):
    features = Features(kind, side=side)
    images = np.ones((2, 3, side, side))
    assert features(images).shape == (2, 3, features.size)
    assert features(images[0, 0]).shape == (features.size,)


@pytest.mark.parametrize(
    ("features", "numbers", "weights", "multiplications"),
    [
        (Features("pixels"), 64, 2410, 0),
        (Features("cosines"), 64, 2410, 1024),
        (Features("cosines", 15), 15, 842, 440),
        (Features("cosines", 10), 10, 682, 336),
        (Features("cosines", 1), 1, 394, 72),
        (Features("magnitudes"), 40, 1642, 2000),
        (Features("phases"), 80, 2922, 2080),
    ],
)
def test_counts_of_numbers_weights_and_multiplications(features, numbers, weights, multiplications):
    network = Perceptron([features.size, 32, 10], loss="cross_entropy")
    assert (features.size, network.size) == (numbers, weights)
    assert features.multiplications == multiplications
    assert network.multiplications == weights - 42  # without the biases


def test_all_cosines_have_the_scale_of_the_pixels():
    scales = [feature_scaling(Features(kind)(IMAGES[TRAINING]))[1] for kind in ("pixels", "cosines")]
    assert scales[0] == pytest.approx(scales[1], rel=1e-12)


def test_scaled_features_have_mean_0_and_deviation_1():
    features = Features("cosines", 15)(IMAGES)
    means, scale = feature_scaling(features)
    scaled = (features - means) / scale
    assert_allclose(scaled.mean(axis=0), 0, atol=1e-13)
    assert np.mean(scaled**2) == pytest.approx(1)
    assert feature_scaling(features[:1])[1] == 1


def inputs(features):
    """Return the scaled features of the training digits, the test digits and the shifted test digits."""
    means, scale = feature_scaling(features(IMAGES[TRAINING]))
    shifted = np.roll(IMAGES[TEST], (2, 1), (-2, -1))
    return [(features(images) - means) / scale for images in (IMAGES[TRAINING], IMAGES[TEST], shifted)]


def trained(training, seed):
    """Return a network with 32 hidden units and its parameters after 600 steps of Adam."""
    network = Perceptron([training.shape[1], 32, 10], loss="cross_entropy")
    batches = mini_batches(DIGITS_TRAINING, 128, seed)

    def gradient(parameters):
        batch = next(batches)
        return network.gradient(parameters, training[batch], LABELS[batch])

    *_, parameters = islice(adam(gradient, network.initial(seed), rate=3e-3), 600)
    return network, parameters


@pytest.mark.parametrize(
    ("features", "test", "shifted"),
    [
        (Features("pixels"), 0.981, 0.045),
        (Features("cosines"), 0.979, 0.057),
        (Features("cosines", 15), 0.960, 0.070),
        (Features("cosines", 10), 0.907, 0.165),
        (Features("magnitudes"), 0.892, 0.892),
        (Features("phases"), 0.942, 0.036),
    ],
    ids=["pixels", "cosines", "15 cosines", "10 cosines", "magnitudes", "phases"],
)
def test_accuracy_on_the_digits_and_on_shifted_digits(features, test, shifted):
    """The means of five seeds agree within two standard deviations of one accuracy on 500 digits."""
    training, *others = inputs(features)
    accuracies = []
    for seed in SEEDS:
        network, parameters = trained(training, seed)
        accuracies.append([np.mean(network(parameters, x).argmax(axis=1) == LABELS[TEST]) for x in others])
    for found, expected in zip(np.mean(accuracies, axis=0), (test, shifted), strict=True):
        assert found == pytest.approx(expected, abs=2 * np.sqrt(expected * (1 - expected) / 500))
    if features.kind == "magnitudes":
        assert_array_equal(*np.transpose(accuracies))


def test_a_network_of_all_cosines_computes_what_one_of_pixels_does():
    """The first weights are transformed like the inputs, and the outputs are the same to rounding."""
    (pixels, *_), (cosines, *_) = inputs(Features("pixels")), inputs(Features("cosines"))
    network, parameters = trained(pixels, 0)
    weights = parameters[: 64 * 32].reshape(64, 32)
    transform = np.kron(cosine_basis(8), cosine_basis(8))[zigzag_order(8)]
    carried = np.concatenate([(transform @ weights).ravel(), parameters[64 * 32 :]])
    assert_allclose(network(carried, cosines), network(parameters, pixels), atol=1e-11)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: Features("wavelets"),
            "kind must be 'pixels', 'cosines', 'magnitudes' or 'phases', got 'wav",
        ),
        (lambda: Features("pixels", 3), "count must be None for pixels, got 3"),
        (lambda: Features("cosines", 0), r"count must be in \[1, 64\], got 0"),
        (lambda: Features("cosines", 65), r"count must be in \[1, 64\], got 65"),
        (lambda: Features("cosines", side=1), "side must be at least 2, got 1"),
        (lambda: Features("pixels")(np.ones(64)), r"images must have shape \(..., 8, 8\), got \(64,\)"),
        (lambda: feature_scaling([1.0]), r"features must have shape \(N, K\), got \(1,\)"),
    ],
)
def test_rejects_invalid_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
