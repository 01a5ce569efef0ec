"""The answer is the donor of the phase, and the order of the options does not reveal it."""

import numpy as np
import pytest

from demos import load
from fdnn_core import mix_phase_magnitude, photograph


@pytest.mark.parametrize("seed", range(6))
def test_answer_is_the_donor_of_the_phase(seed):
    figures = load("phase_guess")(seed=seed)
    question = figures["question"]
    (other,) = set(question.options) - {question.answer}
    hybrid = mix_phase_magnitude(photograph(question.answer), photograph(other), magnitude=1)
    np.testing.assert_allclose(figures["hybrid"].values, hybrid.clip(0, 1), atol=1e-12)


def test_answer_may_be_either_option():
    questions = [load("phase_guess")(seed=seed)["question"] for seed in range(20)]
    assert {question.options.index(question.answer) for question in questions} == {0, 1}
