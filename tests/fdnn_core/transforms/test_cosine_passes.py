import itertools

import numpy as np
import pytest
import scipy.fft
from numpy.testing import assert_allclose, assert_array_equal

import fdnn_core
from fdnn_core import dct, dctn

TYPES = (1, 2, 3, 4)


@pytest.mark.parametrize(
    ("given", "returned"),
    [
        ("float16", "float32"),
        ("float32", "float32"),
        ("float64", "float64"),
        ("longdouble", "longdouble"),
        ("complex64", "complex64"),
        ("complex128", "complex128"),
        ("bool", "float64"),
        ("int8", "float64"),
        ("uint64", "float64"),
        ("object", "float64"),
        (">f4", "float32"),
        (">c16", "complex128"),
    ],
)
def test_types_of_numbers(given, returned):
    x = np.array([[1, 0, 1], [0, 1, 1]]).astype(given)
    for name, type in itertools.product(("dctn", "idctn"), TYPES):
        y = getattr(fdnn_core, name)(x, type)
        assert y.dtype == np.dtype(returned)
        assert y.dtype.isnative
        assert_allclose(y, getattr(scipy.fft, name)(x, type), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("type", TYPES)
def test_leaves_its_input_alone_however_it_lies_in_memory(type):
    rows = np.random.default_rng(0).normal(size=(12, 10))
    layouts = {
        "rows": rows,
        "columns": np.asfortranarray(rows),
        "reversed": rows[::-1, ::-1].copy()[::-1, ::-1],
        "strided": np.repeat(rows, 2, axis=1)[:, ::2],
        "broadcast": np.broadcast_to(rows[0], (12, 10)),
    }
    for layout in layouts.values():
        layout.flags.writeable = False
        before = layout.copy()
        for axes in (0, 1, None):
            assert_allclose(dctn(layout, type, axes=axes), dctn(before, type, axes=axes), atol=1e-12)
        assert_array_equal(layout, before)


@pytest.mark.parametrize("type", TYPES)
@pytest.mark.parametrize("where", range(5))
def test_what_is_not_a_number_spoils_its_own_row_only(type, where):
    x = np.ones((3, 5))
    x[1, where] = np.nan
    assert_array_equal(np.isnan(dct(x, type)).any(axis=1), [False, True, False])


@pytest.mark.parametrize("type", TYPES)
def test_infinity_spoils_its_row_without_a_warning(type):
    assert not np.isfinite(dct([1.0, np.inf, 2.0, 3.0], type)).any()


def test_no_rows_and_no_axes():
    assert dct(np.zeros((0, 4))).shape == (0, 4)
    assert dctn(np.zeros((5, 0, 4)), axes=(0, 2)).shape == (5, 0, 4)
    assert_array_equal(dctn(np.ones((2, 3)), axes=()), np.ones((2, 3)))
    assert dctn(3.0) == 3.0


PAIR, TABLE = np.ones(2), np.ones((2, 4))


@pytest.mark.parametrize(
    ("name", "x", "wrong", "message"),
    [
        ("dct", [], {}, r"invalid number of data points \(\[0\]\) specified"),
        ("dct", PAIR, {"n": 0}, r"invalid number of data points \(0\) specified"),
        ("dct", PAIR, {"n": -1}, r"invalid number of data points \(-1\) specified"),
        ("dct", PAIR, {"n": 2.5}, "'float' object cannot be interpreted as an integer"),
        ("dct", [1.0], {"type": 1}, "zero-length FFT requested: .*, got 1"),
        ("dct", PAIR, {"type": 5}, "invalid DCT type, .*, got 5"),
        ("dct", PAIR, {"type": "2"}, "'str' object cannot be interpreted as an integer"),
        ("dct", PAIR, {"norm": "unit"}, "Invalid norm value 'unit', should be"),
        ("dct", PAIR, {"axis": 1}, r"axes exceeds dimensionality of input, got \[1\] for 1 dimensions"),
        ("dct", PAIR, {"axis": 0.5}, "'float' object cannot be interpreted as an integer"),
        ("dct", 3.0, {}, r"axes exceeds dimensionality of input, got \[-1\] for 0 dimensions"),
        ("dct", ["a"], {}, "could not convert string to float"),
        ("dctn", np.ones((0, 4)), {}, r"invalid number of data points \(\[0, 4\]\) specified"),
        ("dctn", TABLE, {"s": (0, 3)}, r"invalid number of data points \(\[0, 3\]\) specified"),
        ("dctn", TABLE, {"s": (-2, 3)}, r"invalid number of data points \(\[-2, 3\]\) specified"),
        ("dctn", TABLE, {"s": (2.0, 3)}, r"shape must be a scalar or iterable of integers, got \(2.0, 3\)"),
        (
            "dctn",
            TABLE,
            {"s": (1, 2, 3)},
            r"shape requires more axes than are present, got \[1, 2, 3\] for 2",
        ),
        ("dctn", TABLE, {"s": 4, "axes": (0, 1)}, "axes and shape arguments .*, got 2 axes and 1 lengths"),
        ("dctn", TABLE, {"axes": 0.5}, "axes must be a scalar or iterable of integers, got 0.5"),
        ("dctn", TABLE, {"axes": (0, 2)}, r"axes exceeds dimensionality of input, got \[0, 2\] for 2"),
        ("dctn", TABLE, {"axes": (0, -3)}, r"axes exceeds dimensionality of input, got \[0, -3\] for 2"),
        ("dctn", TABLE, {"axes": (0, -2)}, r"all axes must be unique, got \[0, -2\]"),
    ],
)
def test_refuses_what_scipy_refuses_with_its_errors_and_the_value(name, x, wrong, message):
    for direction in ("", "i"):
        with pytest.raises(Exception) as scipys:  # noqa: PT011 - whichever it is
            getattr(scipy.fft, direction + name)(x, **wrong)
        with pytest.raises(scipys.type, match=message):
            getattr(fdnn_core, direction + name)(x, **wrong)
