"""The questions that demos ask before they show figures."""

import pytest

from demos import DEMOS, load
from demos.essay.activation_trilemma.report import has_all_three
from demos.essay.activation_trilemma.scores import Scores
from demos.kit.figures import Question

ASKING = (
    "activation_trilemma",
    "activation_xray",
    "diagonalisation",
    "diffusion_bands",
    "energy_compaction",
    "gaussian_budget",
    "phase_guess",
    "wavelets_after_relu",
)


def test_only_the_listed_demos_ask_a_question():
    asking = {
        name for name in DEMOS if isinstance(next(load(name).frames()).figures.get("question"), Question)
    }
    assert asking == set(ASKING)


@pytest.mark.parametrize("name", ASKING)
def test_question_hides_figures_and_offers_its_answer(name):
    figures = load(name)()
    question = figures["question"]
    assert question.at_once or set(question.hides) & set(figures)
    if question.options:
        assert question.answer in question.options
    else:
        assert question.answer == int(question.answer) >= 0


def answer(name, **values):
    return load(name)(**values)["question"].answer


def test_answers_are_computed():
    assert answer("energy_compaction", correlation=0) == 8
    assert answer("energy_compaction", correlation=0.99) < answer("energy_compaction", correlation=0.5)
    assert answer("gaussian_budget", activation="square") == "its square"
    assert answer("gaussian_budget", activation="tanh") == "the input itself"
    assert answer("diagonalisation", bias=4) == 0
    assert answer("wavelets_after_relu", atoms=1) == "cosines"
    assert answer("wavelets_after_relu", atoms=5) == "wavelets"
    assert answer("diffusion_bands", noise=40) == 0
    assert answer("diffusion_bands", noise=-10) > answer("diffusion_bands", noise=10)
    assert answer("activation_trilemma", target="max") == 0


@pytest.mark.parametrize("lacks", [{}, {"new": 0.1}, {"whole": 0.1}, {"half": 0.1}, {"readout": 0.8}])
def test_all_three_properties_are_required(lacks):
    whole = {"bins": 5.0, "whole": 0.0, "half": 0.0, "new": 0.0, "readout": 1.0}
    assert has_all_three(Scores(**whole | lacks)) == (not lacks)
