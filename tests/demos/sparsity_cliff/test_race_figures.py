from types import SimpleNamespace

from demos.sparsity_cliff.race_figures import race_figures


def test_one_round_is_singular(analysis_of):
    figures = race_figures(SimpleNamespace(analysis=analysis_of(rounds=1), rounds=1))
    assert figures["record"].summary.startswith("All samples of 1 round, ")
    assert figures["times"].summary.startswith("Medians of 1 round; ")


def test_several_rounds_are_plural(analysis_of):
    figures = race_figures(SimpleNamespace(analysis=analysis_of(rounds=2), rounds=2))
    assert figures["record"].summary.startswith("All samples of 2 rounds, ")
    assert figures["times"].summary.startswith("Medians of 2 rounds; ")


def test_there_are_no_race_figures_before_the_first_round():
    assert race_figures(SimpleNamespace(analysis=None, rounds=0)) == {}
