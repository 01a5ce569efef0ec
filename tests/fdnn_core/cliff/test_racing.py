import itertools
from dataclasses import replace

import numpy as np
import pytest

from fdnn_core import (
    FEWEST_ROUNDS,
    RACE_SPARSITIES,
    RACE_STRUCTURES,
    Structure,
    crossovers,
    race,
    read_cliff_record,
    record_of,
    write_cliff_record,
)

SMALL = {"structures": ["csr", "bsr:4", "2:4", "rows", "columns", "low-pass"], "sparsities": [0.5, 0.75, 0.9]}


def last(steps):
    *_, progress = steps
    return progress


@pytest.fixture(scope="module")
def steps():
    return list(race((32, 64, 8), rounds=FEWEST_ROUNDS, **SMALL))


def test_every_structure_races_at_every_sparsity_and_is_right(steps):
    found = steps[-1].race
    assert found.measurement.wrong == {}
    raced = {name for name, one in found.contenders.items() if one.structure.kind != "dense"}
    assert raced == {"2:4"} | {
        f"{structure} {sparsity}"
        for structure in ("csr", "bsr:4", "rows", "columns", "low-pass")
        for sparsity in SMALL["sparsities"]
    }
    for name in raced - {"2:4"}:
        assert found.contenders[name].sparsity == pytest.approx(float(name.split()[1]), abs=0.03)
    assert found.contenders["2:4"].sparsity == 0.5
    assert list(found.measurement.samples) == list(found.contenders)


def test_a_race_begins_with_preparation_and_ends_with_its_rounds(steps):
    preparing = list(itertools.takewhile(lambda step: step.race is None, steps))
    assert {f"preparing {name}" for name in steps[-1].race.contenders if "dense by" not in name} <= {
        step.doing for step in preparing
    }
    assert all(step.race for step in steps[len(preparing) :])
    assert steps[-1][:3] == ("done", 1.0, 0.0)
    assert steps[-1].race.measurement.rounds == FEWEST_ROUNDS
    assert all(later.fraction >= earlier.fraction for earlier, later in itertools.pairwise(steps))


def test_a_race_is_recorded_as_it_was(steps):
    found = steps[-1].race
    record = read_cliff_record(write_cliff_record(record_of([found])))
    assert record.races[0].contenders == found.contenders
    assert record.races[0].shape == (32, 64, 8)
    for name, samples in found.measurement.samples.items():
        assert record.races[0].measurement.samples[name] == pytest.approx(samples, rel=1e-6)


def test_a_race_can_be_recorded_whenever_it_is_stopped(steps):
    racing = [step.race for step in steps if step.race]
    for found in (*racing[:3], *racing[3::50]):
        write_cliff_record(record_of([found]))


def test_the_defaults_fit_a_record():
    first = next(race((512, 512, 32)))
    assert first.race is None
    assert len(RACE_STRUCTURES) * len(RACE_SPARSITIES) <= 98


def test_without_a_budget_the_dense_product_is_there_with_no_rounds():
    found = last(race((32, 32, 4), seconds=0)).race
    assert "dense" in found.contenders
    assert found.measurement.flags == ("too few rounds",)
    with pytest.raises(ValueError, match="measurement must be sound, got too few rounds"):
        crossovers(found)


def test_one_seed_prunes_one_matrix_and_another_another(monkeypatch):
    def pruned(seed):
        matrices = []
        monkeypatch.setattr("fdnn_core.cliff.race.kernels", lambda m: matrices.append(m) or real(m))
        last(race((16, 16, 4), structures=["csr"], sparsities=[0.5], rounds=1, seed=seed))
        return matrices[1].to_dense()

    from fdnn_core.cliff.race import kernels as real

    assert np.array_equal(pruned(1), pruned(1))
    assert not np.array_equal(pruned(1), pruned(2))


def test_sparsities_that_few_parts_cannot_have_are_left_out():
    found = last(race((8, 8, 2), structures=["bsr:4"], sparsities=[0.4, 0.5, 0.6, 0.75, 0.99], rounds=1)).race
    assert [one.sparsity for one in found.contenders.values() if one.structure.block] == [0.5, 0.75]


def test_crossovers_are_those_of_structures_with_several_sparsities(steps):
    found = steps[-1].race
    sound = replace(found.measurement, control=found.measurement.samples["dense"])
    assert set(crossovers(replace(found, measurement=sound))) == {
        *map(Structure, ("csr", "rows", "columns", "low-pass")),
        Structure("bsr", block=4),
    }


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_matrices_are_of_the_type_asked_for(dtype):
    found = last(race((16, 16, 4), dtype=dtype, structures=["csr"], sparsities=[0.5], rounds=1)).race
    assert found.dtype == dtype
    gemm = {"float32": "sgemm", "float64": "dgemm"}[dtype]
    assert any(one.kernel == f"scipy {gemm}" for one in found.contenders.values())


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"dtype": "int8"}, "dtype must be float32 or float64, got int8"),
        ({"structures": ["ell"]}, "structure must be csr, bsr:SIDE, N:M .* got 'ell'"),
        ({"structures": ["bsr:5"]}, r"m and k must be multiples of 5 for bsr:5, got \(32, 64\)"),
        ({"structures": ["2:5"]}, "k must be a multiple of 5 for 2:5, got 64"),
        ({"sparsities": [0.5, 1]}, "sparsity must be below 1, got 1"),
        ({"sparsities": [-0.5]}, r"sparsity must be in \[0, 1\], got -0.5"),
        (
            {"sparsities": np.linspace(0, 0.9, 20)},
            r"structures times sparsities must be in \[1, 98\], got 120",
        ),
        ({"rounds": 301}, r"rounds must be in \[1, 300\], got 301"),
        ({"seconds": -1}, "seconds must be at least 0, got -1"),
        ({"seed": -1}, "seed must be at least 0, got -1"),
    ],
)
def test_refusals(changes, message):
    with pytest.raises(ValueError, match=message):
        race((32, 64, 8), **changes)


def test_refuses_an_empty_product():
    with pytest.raises(ValueError, match="k must be at least 1, got 0"):
        race((32, 0, 8))
