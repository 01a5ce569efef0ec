import itertools
from dataclasses import replace

import numpy as np
import pytest
import scipy.sparse

from fdnn_core import (
    FEWEST_ROUNDS,
    RACE_SPARSITIES,
    RACE_STRUCTURES,
    BsrMatrix,
    CsrMatrix,
    Kernel,
    Structure,
    crossovers,
    prune,
    race,
    read_cliff_record,
    record_of,
    write_cliff_record,
)
from fdnn_core.sparse.kernels import kernels

SMALL = {"structures": ["csr", "bsr:4", "2:4", "rows", "columns", "low-pass"], "sparsities": [0.5, 0.9]}


def last(steps):
    *_, progress = steps
    return progress


@pytest.fixture(scope="module", autouse=True)
def short_samples():
    """Shorten trials and samples, whose precision no test needs."""
    with pytest.MonkeyPatch.context() as patch:
        for name, seconds in (("SAMPLE", 1e-4), ("TRIAL", 1e-3), ("TRIAL_SAMPLE", 1e-4)):
            patch.setattr(f"fdnn_core.cliff.race.{name}", seconds)
        yield


@pytest.fixture(scope="module")
def steps():
    return list(race((32, 64, 8), rounds=FEWEST_ROUNDS, **SMALL))


def test_every_structure_races_at_every_sparsity_with_right_products(steps):
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


def test_a_record_holds_the_race(steps):
    found = steps[-1].race
    record = read_cliff_record(write_cliff_record(record_of([found])))
    assert record.races[0].contenders == found.contenders
    assert record.races[0].shape == (32, 64, 8)
    for name, samples in found.measurement.samples.items():
        assert record.races[0].measurement.samples[name] == pytest.approx(samples, rel=1e-6)


def test_a_race_can_be_recorded_at_any_time(steps):
    races = [step.race for step in steps if step.race]
    for found in (*races[:3], *races[3::50]):
        write_cliff_record(record_of([found]))


def test_the_defaults_fit_a_record():
    first = next(race((512, 512, 32)))
    assert first.race is None
    assert len(RACE_STRUCTURES) * len(RACE_SPARSITIES) <= 98


def test_without_time_only_the_dense_product_is_prepared():
    found = last(race((32, 32, 4), seconds=0)).race
    assert "dense" in found.contenders
    assert found.measurement.flags == ("too few rounds",)
    with pytest.raises(ValueError, match="measurement must be sound, got too few rounds"):
        crossovers(found)


def test_the_seed_determines_the_matrix(monkeypatch):
    def pruned(seed):
        matrices = []
        monkeypatch.setattr("fdnn_core.cliff.race.kernels", lambda m: matrices.append(m) or kernels(m))
        last(race((16, 16, 4), structures=["csr"], sparsities=[0.5], rounds=1, seed=seed))
        return matrices[1].to_dense()

    assert np.array_equal(pruned(1), pruned(1))
    assert not np.array_equal(pruned(1), pruned(2))


def test_sparsities_that_a_structure_cannot_have_are_left_out():
    found = last(race((8, 8, 2), structures=["bsr:4"], sparsities=[0.4, 0.5, 0.6, 0.75, 0.99], rounds=1)).race
    assert [one.sparsity for one in found.contenders.values() if one.structure.block] == [0.5, 0.75]


def test_structures_with_several_sparsities_have_a_crossover(steps):
    found = steps[-1].race
    sound = replace(found.measurement, control=found.measurement.samples["dense"])
    assert set(crossovers(replace(found, measurement=sound))) == {
        *map(Structure, ("csr", "rows", "columns", "low-pass")),
        Structure("bsr", block=4),
    }


@pytest.mark.parametrize("dtype", ["float32", "float64", np.float32, np.float64, np.dtype("f4"), float])
def test_matrices_have_the_requested_type(dtype):
    found = last(race((16, 16, 4), dtype=dtype, structures=["csr"], sparsities=[0.5], rounds=1)).race
    assert found.dtype == np.dtype(dtype).name
    gemm = {"float32": "sgemm", "float64": "dgemm"}[found.dtype]
    assert any(one.kernel == f"scipy {gemm}" for one in found.contenders.values())


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"dtype": "int8"}, "dtype must be float32 or float64, got int8"),
        ({"dtype": np.complex64}, "dtype must be float32 or float64, got complex64"),
        ({"dtype": "odd"}, "dtype must be float32 or float64, got 'odd'"),
        ({"contenders": {"mine": np.eye}}, "matrix must be given with contenders, which multiply it"),
        ({"structures": ["ell"]}, "structure must be csr, bsr:SIDE, N:M .* got 'ell'"),
        ({"structures": ["bsr:5"]}, r"m and k must be multiples of 5 for bsr:5, got \(32, 64\)"),
        ({"structures": ["2:5"]}, "k must be a multiple of 5 for 2:5, got 64"),
        ({"sparsities": [0.5, 1]}, r"sparsity must be in \[0, 1\), got 1"),
        ({"sparsities": [-0.5]}, r"sparsity must be in \[0, 1\), got -0.5"),
        (
            {"sparsities": np.linspace(0, 0.9, 20)},
            r"structures times sparsities must be in \[1, 98\], got 120",
        ),
        ({"rounds": 301}, r"rounds must be in \[1, 300\], got 301"),
        ({"seconds": -1}, "seconds must be at least 0, got -1"),
        ({"seed": -1}, "seed must be at least 0, got -1"),
    ],
)
def test_a_race_refuses_arguments_out_of_range(changes, message):
    with pytest.raises(ValueError, match=message):
        race((32, 64, 8), **changes)


@pytest.mark.parametrize(
    ("shape", "message"),
    [
        ((32, 0, 8), "k must be at least 1, got 0"),
        ((32, 64), r"shape must be \(m, k, n\), got \(32, 64\)"),
        (None, "shape or matrix must be given, got neither"),
    ],
)
def test_a_race_refuses_shapes_that_are_not_m_k_n(shape, message):
    with pytest.raises(ValueError, match=message):
        race(shape)


@pytest.mark.parametrize("structures", ["csr", Structure("csr"), ["csr"], [Structure("csr"), "csr"]])
def test_a_structure_may_stand_alone_as_name_or_structure(structures):
    found = last(race((16, 16, 4), structures=structures, sparsities=[0.5], rounds=1)).race
    assert [name for name in found.contenders if "dense" not in name] == ["csr 0.5"]


WEIGHTS = prune(np.random.default_rng(0).normal(size=(32, 64)), 0.75, (4, 4)).astype(np.float32)


def contenders_of(found):
    return {name: one for name, one in found.contenders.items() if not name.startswith("dense")}


def test_a_matrix_with_zeros_races_as_it_is_in_every_structure_it_fits():
    found = last(race(matrix=WEIGHTS, columns=4, rounds=1)).race
    assert (found.shape, found.dtype, found.measurement.wrong) == ((32, 64, 4), "float32", {})
    raced = contenders_of(found)
    assert {"csr", "bsr:4"} <= set(raced)
    assert "2:4" not in raced  # blocks of 4 x 4 have 4 nonzeros in a group
    assert {raced[name].sparsity for name in ("csr", "bsr:4")} == {0.75}


def test_a_matrix_is_pruned_to_the_sparsities_given():
    found = last(race(matrix=WEIGHTS, structures=["csr", "2:4"], sparsities=[0.8, 0.9], rounds=1)).race
    sparsities = {name: one.sparsity for name, one in contenders_of(found).items()}
    assert sparsities == {
        "csr 0.8": pytest.approx(0.8, abs=1e-3),
        "csr 0.9": pytest.approx(0.9, abs=1e-3),
        "2:4": 0.5,
    }


def test_a_matrix_without_zeros_is_pruned_to_the_default_sparsities():
    found = last(race(matrix=np.ones((6, 10)), seconds=0)).race
    assert found.dtype == "float64"
    steps = race(matrix=np.ones((6, 10)), columns=1, rounds=1)
    assert any(step.doing == "preparing csr 0.5" for step in steps)


def test_own_contenders_race_against_the_dense_product():
    own = {
        "stored": CsrMatrix.from_dense(WEIGHTS),
        "blocks": BsrMatrix.from_dense(WEIGHTS, (4, 4)),
        "scipy": scipy.sparse.csr_array(WEIGHTS).__matmul__,
        "einsum": Kernel("numpy einsum", lambda x: np.einsum("ij,jk->ik", WEIGHTS, x)),
        "other weights": lambda x: (2 * WEIGHTS) @ x,
    }
    found = last(race(matrix=WEIGHTS, contenders=own, columns=4, rounds=FEWEST_ROUNDS)).race
    raced = contenders_of(found)
    assert list(raced) == list(own)
    assert list(found.measurement.wrong) == ["other weights"]
    assert {one.sparsity for one in raced.values()} == {0.75}
    assert [str(one.structure) for one in raced.values()] == ["csr", "bsr:4", "csr", "csr", "csr"]
    assert raced["stored"].kernel.startswith("stored: ")
    assert (raced["scipy"].kernel, raced["einsum"].kernel) == ("scipy", "numpy einsum")
    assert read_cliff_record(write_cliff_record(record_of([found]))).races[0].contenders == found.contenders


def test_own_contenders_and_structures_race_together():
    found = last(
        race(matrix=WEIGHTS, contenders={"mine": lambda x: WEIGHTS @ x}, structures="csr", rounds=1)
    ).race
    assert list(contenders_of(found)) == ["csr", "mine"]


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"matrix": np.ones(3)}, ValueError, r"matrix must be \(rows, columns\), got shape \(3,\)"),
        ({"matrix": [[1.0, np.nan]]}, ValueError, "matrix must be finite, got nan"),
        ({"matrix": np.ones((2, 2)) * 1j}, TypeError, "matrix must be real, got complex128"),
        (
            {"shape": (32, 32, 4)},
            ValueError,
            r"matrix must be \(32, 32\) for shape \(32, 32, 4\), got \(32, 64\)",
        ),
        ({"columns": 0}, ValueError, "columns must be at least 1, got 0"),
        ({"structures": "2:4", "rounds": 0}, ValueError, r"rounds must be in \[1, 300\], got 0"),
        ({"structures": "bsr:5"}, ValueError, "m and k must be multiples of 5"),
        (
            {"contenders": {"small": CsrMatrix.from_dense(np.eye(3))}},
            ValueError,
            r"contender 'small' must have the matrix's shape \(32, 64\), got \(3, 3\)",
        ),
        (
            {"contenders": {"array": WEIGHTS}},
            TypeError,
            "contender 'array' must be a sparse matrix, a kernel or callable, got ndarray",
        ),
    ],
)
def test_a_race_refuses_invalid_matrices_and_contenders(arguments, error, message):
    with pytest.raises(error, match=message):
        race(**{"matrix": WEIGHTS, **arguments})


@pytest.mark.parametrize(
    ("contenders", "message"),
    [
        (
            {"short": lambda x: WEIGHTS[:3] @ x},
            r"product of 'short' must have shape \(32, 32\), got \(3, 32\)",
        ),
        ({"dense": lambda x: WEIGHTS @ x}, "contender names must differ, got 'dense' twice"),
        (
            {"2:4": CsrMatrix.from_dense(WEIGHTS), "csr": lambda x: WEIGHTS @ x},
            "names must differ, got 'csr' twice",
        ),
        (
            {"in place": lambda x: np.multiply(x, 2, out=x)[:32]},
            "'in place' must not change the right matrix",
        ),
        ({"tall": BsrMatrix.from_dense(WEIGHTS, (4, 2))}, r"blocks must be square, got \(4, 2\)"),
    ],
)
def test_contenders_that_cannot_race(contenders, message):
    with pytest.raises(ValueError, match=message):
        last(race(matrix=WEIGHTS, contenders=contenders, structures="csr", rounds=1))
