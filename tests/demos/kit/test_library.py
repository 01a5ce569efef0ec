"""The pictures and sounds that demos offer."""

import pytest

from demos.kit.library import PHOTOGRAPHS, PICTURES, VOWELS


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_have_values_from_0_to_1(name):
    picture = PICTURES[name]()
    assert picture.shape[:2] == (256, 256)
    assert 0 <= picture.min() < picture.max() <= 1


@pytest.mark.parametrize("make", [*PICTURES.values(), *PHOTOGRAPHS.values(), *VOWELS.values()])
def test_cached_arrays_are_read_only(make):
    with pytest.raises(ValueError, match="read-only"):
        make()[:] = 0
