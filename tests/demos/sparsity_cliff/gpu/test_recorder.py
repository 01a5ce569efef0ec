"""What can be said of the recorder without PyTorch."""

import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demos.sparsity_cliff.gpu.__main__ import main, planned
from demos.sparsity_cliff.gpu.products import BLOCKS, PRECISIONS, rounded, sparsified

MATRIX = np.random.default_rng(0).standard_normal((128, 128), dtype=np.float32)
OUT = ["--out", "gpu.json"]


def test_the_whole_plan_fits_into_a_record():
    plan, out = planned(OUT)
    assert out.name == "gpu.json"
    assert list(plan.precisions) == list(PRECISIONS)
    assert len(plan.sizes) * len(plan.columns) * len(plan.precisions) <= 50
    assert len(list(sparsified(MATRIX, plan.sparsities))) <= 100


def test_what_is_asked_for_twice_is_raced_once():
    plan, _ = planned([*OUT, "--sizes", "64", "64", "128", "--sparsities", ".5", ".9", "0.50"])
    assert (plan.sizes, plan.sparsities) == ([64, 128], [0.5, 0.9])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("--sizes 64 100", "argument --sizes: a multiple of 64 is needed, got 100"),
        ("--sizes 0", "argument --sizes: a multiple of 64 is needed, got 0"),
        ("--columns x", "argument --columns: a whole number above 0 is needed, got x"),
        ("--columns 0", "argument --columns: a whole number above 0 is needed, got 0"),
        ("--precisions int8", "argument --precisions: invalid choice: 'int8'"),
        ("--sparsities .5 1", "argument --sparsities: a number between 0 and 1 is needed, got 1"),
        ("--sparsities nan", "argument --sparsities: a number between 0 and 1 is needed, got nan"),
        ("--rounds 301", "argument --rounds: a whole number from 1 to 300 is needed, got 301"),
        ("--seconds 0", "argument --seconds: a number above 0 is needed, got 0"),
        (
            f"--sizes {' '.join(str(64 * i) for i in range(1, 8))}",
            "sizes x columns x precisions must be at most 50, got 56",
        ),
        (
            f"--sparsities {' '.join(str(i / 100) for i in range(1, 26))}",
            "sparsities must be at most 24, got 25",
        ),
        ("--out nowhere/gpu.json", "out must be in a folder that is there, got nowhere/gpu.json"),
    ],
)
def test_refusals(options, message, capsys):
    with pytest.raises(SystemExit) as exit_:
        planned([*OUT, *options.split()])
    assert exit_.value.code == 2
    assert message in capsys.readouterr().err


def test_without_pytorch_it_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(SystemExit, match="PyTorch is needed: pip install torch"):
        main(["--out", str(tmp_path / "gpu.json")])
    assert not list(tmp_path.iterdir())


def test_all_structures_keep_the_share_that_is_wanted():
    dense, two_of_four, *others = sparsified(MATRIX, [0.5, 0.75])
    assert dense.kept.all()
    assert (two_of_four.kept.reshape(-1, 4).sum(axis=1) == 2).all()
    assert [one.structure.kind for one in others] == ["csr", "bsr", "bsr", "bsr"] * 2
    for one in others:
        side = one.structure.block or 1
        blocks = one.kept.reshape(128 // side, side, 128 // side, side).mean(axis=(1, 3))
        assert set(blocks.ravel()) == {0, 1}
        assert 1 - one.kept.mean() == float(one.name.split()[-1])


def test_what_would_keep_nothing_is_no_contender():
    names = [one.name for one in sparsified(MATRIX, [0.99])]
    assert names == ["dense", "2:4", "CSR 0.99", "BSR 16 0.99"]  # 164 entries; 1 block of 64, 0 of 16, 0 of 4
    assert BLOCKS == (16, 32, 64)


@given(st.floats(2**-14, 2**14, width=32), st.sampled_from(list(PRECISIONS)))
def test_rounding_keeps_so_many_digits_and_is_within_half_of_the_last(value, precision):
    values, digits = np.array([value, -value], np.float32), PRECISIONS[precision].digits
    once = rounded(values, digits)
    assert (np.abs(once / values - 1) <= 2.0 ** -(digits + 1)).all()
    assert not (once.view(np.uint32) & ((1 << (23 - digits)) - 1)).any()
    assert np.array_equal(rounded(once, digits), once)
    if precision == "float16":
        assert np.array_equal(once.astype(np.float16), once)
