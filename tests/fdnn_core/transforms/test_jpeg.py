import io

import numpy as np
import pytest

from fdnn_core import (
    block_dctn,
    jpeg_bits_per_pixel,
    jpeg_quantisation_table,
    photograph,
    zigzag_order,
)


@pytest.fixture
def pillow():
    from PIL import Image  # not available in Pyodide's test run

    return Image


def encoded(image, **options):
    """Return the bytes of a JPEG file made by Pillow."""
    file = io.BytesIO()
    image.save(file, "JPEG", **options)
    return file.getvalue()


def test_zigzag_order_of_the_standard():
    places = np.argsort(zigzag_order()).reshape(8, 8)
    assert places[0].tolist() == [0, 1, 5, 6, 14, 15, 27, 28]
    assert places[:, 0].tolist() == [0, 2, 3, 9, 10, 20, 21, 35]
    assert places[7].tolist() == [35, 36, 48, 49, 57, 58, 62, 63]


@pytest.mark.parametrize("size", [1, 2, 5, 8, 16])
def test_zigzag_order_is_a_permutation_along_diagonals(size):
    order = zigzag_order(size)
    assert sorted(order) == list(range(size * size))
    row, column = np.divmod(order, size)
    assert (np.abs(np.diff(row + column)) <= 1).all()
    assert (np.maximum(np.abs(np.diff(row)), np.abs(np.diff(column))) <= 1).all()


@pytest.mark.parametrize("quality", [1, 10, 49, 50, 75, 95, 100])
def test_quantisation_tables_agree_with_pillow(quality, pillow):
    file = encoded(pillow.new("RGB", (8, 8)), quality=quality)
    tables = pillow.open(io.BytesIO(file)).quantization
    assert jpeg_quantisation_table(quality).ravel().tolist() == list(tables[0])
    assert jpeg_quantisation_table(quality, "chrominance").ravel().tolist() == list(tables[1])


@pytest.mark.parametrize("name", ["camera", "brick", "grass"])
@pytest.mark.parametrize("quality", [20, 50, 90])
def test_bits_per_pixel_agree_with_a_file_of_optimised_huffman_codes(name, quality, pillow):
    """Huffman codes have whole bits and so need a few per cent more than the entropy."""
    pixels = np.rint(255 * photograph(name))
    file = encoded(pillow.fromarray(pixels.astype(np.uint8)), quality=quality, optimize=True)
    scan = file.index(b"\xff\xda")
    length = len(file) - scan - 2 - int.from_bytes(file[scan + 2 : scan + 4], "big") - 2
    levels = np.rint(block_dctn(pixels - 128) / jpeg_quantisation_table(quality))
    assert 1 < 8 * length / pixels.size / jpeg_bits_per_pixel(levels) < 1.04


def test_bits_per_pixel_by_hand():
    levels = np.zeros((1, 2, 2, 2))
    assert jpeg_bits_per_pixel(levels) == 0  # one symbol each, with certainty
    levels[0, 0] = [[5, 0], [0, -3]]
    # Differences of means: 5 and -5, of 3 bits each. Symbols: (2 zeros, 2 bits) and end of block, 1 bit each.
    assert jpeg_bits_per_pixel(levels) == pytest.approx((3 + 3 + 2 + 2) / 8)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: zigzag_order(0), "size must be at least 1, got 0"),
        (lambda: jpeg_quantisation_table(0), r"quality must be in \[1, 100\], got 0"),
        (
            lambda: jpeg_quantisation_table(50, "luma"),
            "component must be 'luminance' or 'chrominance', got 'luma'",
        ),
        (lambda: jpeg_bits_per_pixel([[[[0.5]]]]), "levels must be whole numbers, got 0.5"),
        (lambda: jpeg_bits_per_pixel([[1.0]]), r"levels must be \(rows, columns, size, size\), got shape"),
        (lambda: jpeg_bits_per_pixel([[[[np.nan]]]]), "levels must be finite, got nan"),
    ],
)
def test_invalid_arguments_raise(call, message):
    with pytest.raises(ValueError, match=message):
        call()
