"""Terms needed in cosines and wavelets, before and after a ReLU."""

import numpy as np
import pytest

from demos import load
from demos.essay.wavelets_after_relu.report import figures

demo = load("wavelets_after_relu")
FIDELITIES = ("99 %", "40 dB", "60 dB")


def terms(**values):
    """The terms at each fidelity, by basis and before or after the ReLU."""
    rows = demo(**values)["terms"].rows
    return {tuple(row[0].split()[:2]): [int(cell.split()[0]) for cell in row[1:]] for row in rows}


def medians(**values):
    drawn = [terms(seed=seed, **values) for seed in range(20)]
    return {
        key: dict(zip(FIDELITIES, np.median([d[key] for d in drawn], axis=0), strict=True))
        for key in drawn[0]
    }


@pytest.fixture(scope="module")
def five():
    """Medians for five cosines."""
    return medians()


def test_five_cosines_need_five_terms_before(five):
    assert five["DCT", "before"] == pytest.approx({"99 %": 4, "40 dB": 5, "60 dB": 5}, abs=0.5)


def test_bases_tie_at_40_db_after_the_relu(five):
    assert five["DCT", "after"]["40 dB"] == pytest.approx(108, rel=0.15)
    assert five["wavelet", "after"]["40 dB"] == pytest.approx(107, rel=0.15)


def test_wavelets_need_less_than_half_at_60_db(five):
    assert five["DCT", "after"]["60 dB"] == pytest.approx(492, rel=0.15)
    assert five["wavelet", "after"]["60 dB"] == pytest.approx(203, rel=0.15)


def test_relu_adds_many_cosines_and_few_wavelets(five):
    growth = {
        basis: five[basis, "after"]["40 dB"] / five[basis, "before"]["40 dB"] for basis in ("DCT", "wavelet")
    }
    assert growth["DCT"] > 15
    assert growth["wavelet"] < 2


def test_haar_needs_more_terms_than_smooth_wavelets(five):
    haar = medians(wavelet="haar")
    assert haar["wavelet", "after"]["60 dB"] > 2 * five["wavelet", "after"]["60 dB"]


@pytest.mark.parametrize(
    ("picture", "dct", "wavelet"),
    [
        ("camera", (0.103, 0.243), (0.0457, 0.0947)),
        ("astronaut", (0.148, 0.231), (0.0897, 0.0953)),
        ("coffee", (0.171, 0.245), (0.0663, 0.0671)),
        ("grass", (0.593, 0.632), (0.5816, 0.5511)),
    ],
)
def test_share_of_terms_for_99_percent_of_photographs(picture, dct, wavelet):
    found = {key: row[0] / 256**2 for key, row in terms(source="picture", picture=picture).items()}
    assert (found["DCT", "before"], found["DCT", "after"]) == pytest.approx(dct, abs=1e-3)
    assert (found["wavelet", "before"], found["wavelet", "after"]) == pytest.approx(wavelet, abs=1e-3)


def test_sentence_states_terms_and_ratios():
    text = demo()["sentence"].text
    assert "For 40 dB the DCT needs 5 terms, and 98 after the ReLU, 19.6 times as many" in text
    assert "the wavelet needs 61 terms, and 87 after the ReLU, 1.43 times as many" in text


def test_singular_for_one_term():
    one = demo(atoms=1)
    assert "the DCT needs 1 term, and" in one["sentence"].text
    assert " takes 1 cosine or " in one["question"].prompt


def test_sentence_for_equal_numbers_of_terms(five):
    kept = {key: np.arange(9) / 8 for key in five}
    text = figures(kept, ["99 %"])["sentence"].text
    assert "the DCT needs 8 terms, and the same number after the ReLU" in text


def test_curves_rise_to_the_top_of_the_chart():
    for series in demo()["fidelity"].series:
        drawn = series.y[~np.isnan(series.y)]
        assert np.isfinite(series.y[: len(drawn)]).all()
        assert (np.diff(drawn) >= 0).all()
        assert drawn[-1] == pytest.approx(80)
