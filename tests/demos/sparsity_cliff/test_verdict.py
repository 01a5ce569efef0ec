import re

import pytest

from demos.sparsity_cliff.sparse_picture import SparsePicture
from demos.sparsity_cliff.verdict import browser_sentence, crossover_sentence, verdict
from fdnn_core import photograph


@pytest.fixture(scope="module")
def picture():
    return SparsePicture(photograph("camera"), "global", "largest", 0.95)


def test_the_verdict_names_the_crossover_with_its_interval(picture, analysis_of):
    text = verdict(picture, "csr", analysis_of(), None)
    pattern = r"unstructured from ([\d.]+) % zeros \(([\d.]+) to ([\d.]+)\)"
    found = re.search(f"On this machine, sparse products beat the dense one: {pattern}", text)
    value, low, high = map(float, found.groups())
    assert low <= value <= high
    assert value == pytest.approx(80, abs=1)
    assert "With 95 % zeros (unstructured), a sparse product is 4 times as fast as the dense one." in text
    assert "the picture has an SSIM of 0.71" in text


def test_without_a_race_here_the_recorded_one_is_described(picture, analysis_of):
    text = verdict(picture, "csr", None, analysis_of(label="recorded"))
    assert text.startswith(
        "On a laptop with 1 thread, sparse products beat the dense one: unstructured from 80"
    )


def test_without_any_race_only_the_picture_is_described(picture):
    assert verdict(picture, "csr", None, None) == (
        "With 95 % zeros among its coefficients, the picture has an SSIM of 0.71."
    )


@pytest.mark.parametrize(
    ("crossing", "sentence"),
    [
        (
            0.70,
            "In your browser, unstructured zeros break even 10 percentage points of sparsity earlier than on "
            "a laptop with 1 thread, where they do so at 80",
        ),
        (0.86, "In your browser, unstructured zeros break even 6 percentage points of sparsity later"),
        (0.79, "In your browser, unstructured zeros break even 1 percentage point of sparsity earlier"),
        (0.80, ""),
    ],
)
def test_a_browser_is_compared_with_the_recorded_processor(crossing, sentence, analysis_of, browser):
    recorded = analysis_of(label="recorded")
    text = browser_sentence(analysis_of(browser, crossing=crossing), recorded)
    assert text.startswith(sentence)
    assert bool(text) == bool(sentence)
    assert not browser_sentence(analysis_of(crossing=crossing), recorded)  # no browser


@pytest.mark.parametrize(("rounds", "words"), [(1, "1 round"), (4, "4 rounds")])
def test_too_few_rounds_are_no_result(rounds, words, analysis_of):
    assert crossover_sentence(analysis_of(rounds=rounds)) == f"{words} measured; a result needs 10."


def test_noisy_timings_are_no_result(analysis_of):
    assert crossover_sentence(analysis_of(imbalance=0.1)).startswith(
        "The timings were too noisy: two measurements of the dense product differ by 10 %."
    )


def test_flags_are_reported(analysis_of):
    assert "Caution: disturbed." in crossover_sentence(analysis_of(disturbed=True))
