import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fdnn_core import BsrMatrix, Structure, parse_structure
from fdnn_core.sparse.structures import pruned_to, structure_of

NAMES = ["csr", "bsr:4", "2:4", "1:8", "rows", "columns", "low-pass"]


@given(
    st.one_of(
        st.sampled_from([Structure(kind) for kind in ("csr", "rows", "columns", "low-pass")]),
        st.builds(lambda block: Structure("bsr", block=block), st.integers(1, 99999)),
        st.integers(1, 256).flatmap(
            lambda m: st.builds(lambda n: Structure("n:m", n=n, m=m), st.integers(1, m))
        ),
    )
)
def test_parsing_a_name_is_the_inverse_of_writing_it(structure):
    assert parse_structure(str(structure)) == structure


@pytest.mark.parametrize(
    "text", ["", "CSR", "bsr", "bsr:0", "bsr:-4", "bsr:4x4", "4:2", "0:4", "2:257", "dense"]
)
def test_unknown_names_of_structures_are_refused(text):
    with pytest.raises(ValueError, match="structure must be csr, bsr:SIDE, N:M .*, got '" + text):
        parse_structure(text)


@pytest.mark.parametrize("name", NAMES)
def test_pruning_keeps_the_remaining_entries(name):
    matrix = np.random.default_rng(0).normal(size=(32, 64)).astype(np.float32)
    structure = parse_structure(name)
    pruned = pruned_to(matrix, structure, 0.75)
    dense = pruned.to_dense()
    assert np.array_equal(dense[dense != 0], matrix[dense != 0])
    expected = 1 - structure.n / structure.m if structure.n else 0.75
    assert pruned.sparsity == np.mean(dense == 0) == expected
    assert pruned.dtype == np.float32
    assert structure_of(pruned) == structure


def test_blocks_that_are_not_square_have_no_structure():
    with pytest.raises(ValueError, match=r"blocks must be square, got \(1, 2\)"):
        structure_of(BsrMatrix.from_dense(np.ones((2, 2)), (1, 2)))
