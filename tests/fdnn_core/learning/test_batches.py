from itertools import islice

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fdnn_core import mini_batches


@given(st.integers(1, 12), st.integers(1, 12), st.integers(0, 9))
def test_each_pass_has_every_sample_once(count, size, seed):
    batches = list(islice(mini_batches(count, size, seed), 3 * count))
    assert {batch.shape for batch in batches} == {(size,)}
    for row in np.concatenate(batches).reshape(-1, count):  # 3 count size indices are 3 size passes
        assert sorted(row) == list(range(count))


def test_the_seed_determines_the_order():
    def order(seed):
        return np.concatenate(list(islice(mini_batches(10, 5, seed), 20))).tolist()

    assert order(0) == order(0) != order(1)


def test_callers_may_write_into_a_batch():
    batches = mini_batches(4, 2)
    first = next(batches)
    expected = set(range(4)) - set(first.tolist())
    first[:] = 0
    assert set(next(batches).tolist()) == expected


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((0, 1), "count must be at least 1, got 0"),
        ((1, 0), "size must be at least 1, got 0"),
        ((1, 1, -1), "seed must be at least 0, got -1"),
    ],
)
def test_rejects_invalid_arguments(arguments, message):
    with pytest.raises(ValueError, match=message):
        mini_batches(*arguments)
