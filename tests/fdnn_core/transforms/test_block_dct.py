import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.testing import assert_allclose, assert_array_equal
from scipy.fft import dctn

from fdnn_core import block_dctn, block_idctn, coefficients_for_energy, keep_largest, photograph

images = st.tuples(st.integers(1, 5), st.integers(1, 4), st.integers(1, 4)).flatmap(
    lambda sizes: st.tuples(
        hnp.arrays(
            st.sampled_from(("float32", "float64")),
            (sizes[0] * sizes[1], sizes[0] * sizes[2]),
            elements=st.floats(-10, 10, width=32),
        ),
        st.just(sizes[0]),
    )
)


@given(images)
def test_round_trip_and_parseval(image_and_size):
    image, size = image_and_size
    before = image.copy()
    blocks = block_dctn(image, size)
    assert blocks.shape == (image.shape[0] // size, image.shape[1] // size, size, size)
    assert blocks.dtype == image.dtype
    assert_allclose(block_idctn(blocks), image, atol=1e-5)
    assert np.sum(blocks**2) == pytest.approx(np.sum(image**2), rel=1e-4, abs=1e-6)
    assert_array_equal(image, before)


def test_each_block_is_transformed_separately():
    image = photograph("camera")[:48, :32]
    blocks = block_dctn(image, 16)
    for row, column in np.ndindex(3, 2):
        block = image[16 * row : 16 * row + 16, 16 * column : 16 * column + 16]
        assert_allclose(blocks[row, column], dctn(block, norm="ortho"), atol=1e-12)


def test_first_coefficient_is_size_times_the_mean():
    image = photograph("coffee")
    means = image.reshape(32, 8, 32, 8).mean(axis=(1, 3))
    assert_allclose(block_dctn(image)[:, :, 0, 0], 8 * means)


def test_a_block_as_large_as_the_image_gives_the_global_transform():
    image = photograph("brick")
    assert_allclose(block_dctn(image, 256)[0, 0], dctn(image, norm="ortho"), atol=1e-10)


@pytest.mark.parametrize(("name", "fraction"), [("camera", 0.045), ("astronaut", 0.086), ("grass", 0.590)])
def test_fraction_of_coefficients_with_99_percent_of_the_energy(name, fraction):
    image = photograph(name)
    count = coefficients_for_energy(block_dctn(image - image.mean()), 0.99)
    assert count / image.size == pytest.approx(fraction, abs=1e-3)


@pytest.mark.parametrize("shape", [(13, 16), (16, 13), (1, 1), (17, 30)])
def test_images_of_any_size_are_padded_by_their_edges_and_cropped_again(shape):
    image = np.random.default_rng(0).standard_normal(shape)
    rows, columns = (-(-n // 8) for n in shape)
    padded = np.pad(image, ((0, 8 * rows - shape[0]), (0, 8 * columns - shape[1])), mode="edge")
    blocks = block_dctn(image)
    assert_array_equal(blocks, block_dctn(padded))
    assert_allclose(block_idctn(blocks, shape), image, atol=1e-12)
    assert_allclose(block_idctn(blocks), padded, atol=1e-12)


def test_batches_and_channels_are_transformed_separately():
    batch = np.random.default_rng(0).standard_normal((2, 3, 20, 24))
    blocks = block_dctn(batch)
    assert blocks.shape == (2, 3, 3, 3, 8, 8)
    assert_array_equal(blocks[1, 2], block_dctn(batch[1, 2]))
    assert_allclose(block_idctn(blocks, (20, 24)), batch, atol=1e-12)
    colour = np.moveaxis(batch[0], 0, -1)
    assert_array_equal(block_dctn(colour, channel_axis=-1), blocks[0])
    assert_allclose(block_idctn(blocks[0], (20, 24), channel_axis=-1), colour, atol=1e-12)


def test_the_largest_coefficients_of_each_block():
    blocks = block_dctn(photograph("camera"))
    kept = keep_largest(blocks, 6, axes=(-2, -1))
    assert (np.count_nonzero(kept, axis=(-2, -1)) == 6).all()
    assert_array_equal(kept[3, 5], keep_largest(blocks[3, 5], 6))


@pytest.mark.parametrize(
    ("image", "size", "message"),
    [
        (np.ones((0, 8)), 8, r"image must not be empty, got shape \(0, 8\)"),
        (np.ones((8, 8, 3)), 8, r"or have a channel_axis .*, got shape \(8, 8, 3\)"),
        (np.ones(8), 8, r"image must be \(..., height, width\), got shape \(8,\)"),
        (np.ones((8, 8)), 0, "size must be at least 1, got 0"),
    ],
)
def test_invalid_images_and_sizes_raise(image, size, message):
    with pytest.raises(ValueError, match=message):
        block_dctn(image, size)


@pytest.mark.parametrize("shape", [(3, 0), (17, 8), (8,)])
def test_invalid_shapes_to_crop_to_raise(shape):
    with pytest.raises(ValueError, match=r"(height|width|shape) must be"):
        block_idctn(np.ones((2, 2, 8, 8)), shape)


@pytest.mark.parametrize("shape", [(8, 8), (2, 2, 8, 4), (0, 2, 8, 8)])
def test_coefficients_that_are_not_square_blocks_raise(shape):
    with pytest.raises(
        ValueError, match=r"coefficients must be \(\.\.\., rows, columns, size, size\), got shape"
    ):
        block_idctn(np.ones(shape))
