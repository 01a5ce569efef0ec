"""What zeros cost: against the peer library, closed forms and known figures."""

import numpy as np
import pytest
from scipy.fft import dctn, idctn
from skimage.metrics import peak_signal_noise_ratio, structural_similarity

from demos.sparsity_cliff.sparse_picture import KEEPS, TRANSFORMS, SparsePicture, curves
from fdnn_core import photograph

ALL = pytest.mark.parametrize(("transform", "keep"), [(t, k) for t in TRANSFORMS for k in KEEPS])


def test_the_largest_coefficients_are_kept_as_scipy_would():
    picture = photograph("camera")
    kept = SparsePicture(picture, "global", "largest", 0.95)
    coefficients = dctn(picture, norm="ortho")
    least = np.sort(np.abs(coefficients), axis=None)[-round(0.05 * coefficients.size)]
    expected = np.clip(idctn(np.where(np.abs(coefficients) >= least, coefficients, 0), norm="ortho"), 0, 1)
    np.testing.assert_allclose(kept.image, expected, atol=1e-12)
    assert kept.psnr == pytest.approx(peak_signal_noise_ratio(picture, expected, data_range=1))
    windows = {"gaussian_weights": True, "sigma": 1.5, "use_sample_covariance": False}
    assert kept.ssim == pytest.approx(
        structural_similarity(picture, expected, data_range=1, **windows), abs=1e-7
    )


@pytest.mark.parametrize(
    ("name", "tenth", "twentieth"),
    [("camera", 30.7, 27.9), ("astronaut", 28.7, 25.7), ("grass", 24.2, 22.2)],
)
def test_known_fidelities(name, tenth, twentieth):
    found = [SparsePicture(photograph(name), "global", "largest", sparsity).psnr for sparsity in (0.9, 0.95)]
    assert found == pytest.approx([tenth, twentieth], abs=0.15)  # to clip to black and white helps a little


@ALL
def test_without_zeros_nothing_is_lost(transform, keep):
    kept = SparsePicture(photograph("chelsea"), transform, keep, 0.0)
    assert kept.zeros == 0
    np.testing.assert_allclose(kept.difference, 0, atol=1e-12)
    assert kept.ssim == pytest.approx(1)


@ALL
def test_the_fraction_of_zeros_is_about_that_requested(transform, keep):
    for sparsity in (0.3, 0.8, 0.95, 0.98):
        zeros = SparsePicture(photograph("camera"), transform, keep, sparsity).zeros
        assert zeros == pytest.approx(
            sparsity, abs=1 / 64 if (transform, keep) == ("blocks", "low-pass") else 5e-3
        )


def test_each_block_keeps_at_least_its_mean():
    picture = photograph("coffee")
    kept = SparsePicture(picture, "blocks", "low-pass", 0.999)
    assert kept.zeros == pytest.approx(1 - 1 / 64)
    means = picture.reshape(32, 8, 32, 8).mean(axis=(1, 3))
    np.testing.assert_allclose(kept.image, np.kron(means, np.ones((8, 8))), atol=1e-12)


@ALL
def test_quality_falls_with_the_zeros_and_the_largest_coefficients_lose_least(transform, keep):
    picture = photograph("astronaut")
    sparsities, _, fidelity = curves(picture, transform, keep)
    assert (np.diff(fidelity) <= 1e-9).all()
    *_, best = curves(picture, transform, "largest")
    more_than_means = sparsities < 0.95  # of blocks
    assert (fidelity <= best + 0.05)[more_than_means].all()
