"""The guess: the answer gave the phase, and the options do not tell it."""

import numpy as np
import pytest

from demos import load
from fdnn_core import mix_phase_magnitude, photograph


@pytest.mark.parametrize("seed", range(6))
def test_the_answer_gave_the_phase(seed):
    figures = load("phase_guess")(seed=seed)
    question = figures["question"]
    (other,) = set(question.options) - {question.answer}
    hybrid = mix_phase_magnitude(photograph(question.answer), photograph(other), magnitude=1)
    np.testing.assert_allclose(figures["hybrid"].values, hybrid.clip(0, 1), atol=1e-12)


def test_either_option_may_be_the_answer():
    questions = [load("phase_guess")(seed=seed)["question"] for seed in range(20)]
    assert {question.options.index(question.answer) for question in questions} == {0, 1}
