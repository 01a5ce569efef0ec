import hashlib
import re
from pathlib import Path

import numpy as np
import pytest
from scipy.fft import dctn, idctn

import fdnn_core
from fdnn_core import PHOTOGRAPHS, coefficients_for_energy, keep_fraction, photograph

PICTURES = Path(fdnn_core.__file__).parent / "signals" / "pictures"
COLOUR = {"astronaut", "chelsea", "coffee"}


@pytest.mark.parametrize("name", PHOTOGRAPHS)
def test_every_photograph_is_credited_under_its_hash(name):
    credits = (PICTURES / "CREDITS.md").read_text(encoding="utf-8")
    section = re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", credits, re.DOTALL | re.MULTILINE)[1]
    assert hashlib.sha256((PICTURES / f"{name}.npz").read_bytes()).hexdigest() in section
    for entry in ("Author: ", "Source: ", "Licence: "):
        assert entry in section


def test_every_picture_file_is_a_listed_photograph_or_the_digits():
    assert {path.stem for path in PICTURES.glob("*.npz")} == {*PHOTOGRAPHS, "digits"}


@pytest.mark.parametrize("name", PHOTOGRAPHS)
def test_shape_type_and_range(name):
    grey, full = photograph(name), photograph(name, grey=False)
    assert grey.shape == (256, 256)
    assert full.shape == ((256, 256, 3) if name in COLOUR else (256, 256))
    assert grey.dtype == full.dtype == np.float64
    for picture in (grey, full):
        assert picture.min() >= 0
        assert 0.7 < picture.max() <= 1
        assert picture.std() > 0.05


@pytest.mark.parametrize("name", sorted(COLOUR))
def test_grey_is_the_luma_of_rec_709(name):
    assert np.allclose(photograph(name), photograph(name, grey=False) @ [0.2125, 0.7154, 0.0721])


def test_each_call_returns_a_new_array():
    scratched = photograph("camera")
    scratched[:] = 0
    assert photograph("camera").any()


@pytest.mark.parametrize(
    ("name", "fractions"),
    [
        ("camera", [0.0025, 0.103, 0.43]),
        ("astronaut", [0.011, 0.148, 0.47]),
        ("coffee", [0.006, 0.171, 0.54]),
        ("chelsea", [0.017, 0.226, 0.56]),
        ("brick", [0.037, 0.159, 0.40]),
        ("grass", [0.236, 0.593, 0.81]),
    ],
)
def test_share_of_dct_coefficients_for_90_99_and_99_9_percent(name, fractions):
    image = photograph(name)
    spectrum = dctn(image - image.mean(), norm="ortho")
    counts = [coefficients_for_energy(spectrum, share) for share in (0.90, 0.99, 0.999)]
    assert np.array(counts) / image.size == pytest.approx(fractions, rel=0.01, abs=5e-4)


@pytest.mark.parametrize(
    ("name", "tenth", "twentieth"), [("camera", 30.7, 27.9), ("astronaut", 28.7, 25.7), ("grass", 24.2, 22.2)]
)
def test_signal_to_noise_ratio_of_the_largest_coefficients(name, tenth, twentieth):
    image = photograph(name)
    for fraction, decibels in [(0.10, tenth), (0.05, twentieth)]:
        kept = idctn(keep_fraction(dctn(image, norm="ortho"), fraction), norm="ortho")
        assert -10 * np.log10(np.mean((image - kept) ** 2)) == pytest.approx(decibels, abs=0.05)


@pytest.mark.parametrize(
    ("name", "fraction"), [("camera", 0.243), ("astronaut", 0.231), ("coffee", 0.245), ("grass", 0.632)]
)
def test_share_of_dct_coefficients_for_99_percent_after_relu(name, fraction):
    rectified = np.maximum(photograph(name) - photograph(name).mean(), 0)
    spectrum = dctn(rectified - rectified.mean(), norm="ortho")
    assert coefficients_for_energy(spectrum) / rectified.size == pytest.approx(fraction, abs=1e-3)


def test_photograph_rejects_unknown_names():
    with pytest.raises(ValueError, match=r"name must be 'camera', .* or 'brick', got 'lena'"):
        photograph("lena")
