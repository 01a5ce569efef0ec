"""Uploaded picture files give the arrays that their formats state."""

import struct

import numpy as np
import pytest

from demos.kit.pictures import lanczos_square
from demos.kit.uploads import read_picture
from tests.demos.kit.upload_cases import BAD_FILES, CASES, SIDE, chunk, png, ramp


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_upload_gives_the_expected_array(case):
    found = read_picture(case.file(), SIDE)
    assert (found.shape, found.dtype) == ((SIDE, SIDE, 3), np.uint8)
    assert np.abs(found.astype(float) - case.expected()).max() <= case.tolerance + 0.5


def test_uploads_of_other_sizes_are_resized():
    found = read_picture(png(ramp(3, 255)), 20)
    np.testing.assert_array_equal(found, lanczos_square(ramp(3, 255).astype(np.uint8), 20))


@pytest.mark.parametrize("name", BAD_FILES)
def test_file_that_is_not_a_picture_is_refused(name):
    with pytest.raises(ValueError, match="it is not a picture that can be decoded"):
        read_picture(BAD_FILES[name](), SIDE)


def test_picture_with_too_many_pixels_is_refused():
    header = struct.pack(">IIBBBBB", 12000, 12000, 8, 2, 0, 0, 0)
    file = b"\x89PNG\r\n\x1a\n" + b"".join(
        chunk(kind, data) for kind, data in [(b"IHDR", header), (b"IDAT", b"")]
    )
    with pytest.raises(ValueError, match="it has more than 120 million pixels"):
        read_picture(file, SIDE)
