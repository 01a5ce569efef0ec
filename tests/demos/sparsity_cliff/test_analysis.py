from dataclasses import replace

import numpy as np
import pytest

from fdnn_core import Contender, Structure


def test_too_few_rounds_give_neither_crossover_nor_fit_nor_intervals(analysis_of):
    few = analysis_of(rounds=4)
    assert few.crossovers == {}
    assert few.fit is None
    assert all(group.low is None and "too few rounds" in group.notes[0] for group in few.groups)


def test_an_unbalanced_measurement_has_no_crossover(analysis_of):
    assert analysis_of(imbalance=0.1).crossovers == {}


def test_a_sparsity_that_was_not_measured_has_no_speedup(analysis_of):
    assert analysis_of().speedup("csr", 0.99) is None
    assert analysis_of().speedup("low-pass", 0.9) is None
    sweep, speedup = analysis_of().speedup("csr", 0.9)
    assert (sweep.label, speedup) == ("unstructured", pytest.approx(2, rel=0.02))


def test_one_round_is_singular_in_a_note(analysis_of):
    assert ", 1 round on a laptop" in analysis_of(rounds=1).groups[0].notes[0]


@pytest.mark.parametrize("first", [True, False])
def test_of_two_kernels_of_one_structure_the_faster_is_drawn(analysis_of, first):
    analysis = analysis_of()
    measurement = analysis.race.measurement
    slow = {"slow": Contender("slow", Structure("csr"), 0.9)}
    contenders = dict(analysis.race.contenders)
    contenders = (
        {**contenders, **slow} if not first else {"dense": contenders.pop("dense"), **slow, **contenders}
    )
    samples = {**measurement.samples, "slow": 9 * measurement.samples["dense"]}
    race = replace(analysis.race, contenders=contenders, measurement=replace(measurement, samples=samples))
    both = replace(analysis, race=race)
    assert both.crossovers == analysis.crossovers
    (group,), (expected,) = both.groups, analysis.groups
    assert np.array_equal(group.x, expected.x)
    assert np.array_equal(group.y, expected.y)
    assert list(group.notes) == list(expected.notes)


def test_points_cannot_be_changed(analysis_of):
    (group,) = analysis_of().groups
    for array in (group.x, group.y, group.low, group.high):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 7
