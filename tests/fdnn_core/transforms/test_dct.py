import itertools

import numpy as np
import pytest
import scipy.fft
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.testing import assert_allclose, assert_array_equal

import fdnn_core
from fdnn_core import dct, dctn, idct, idctn

TYPES = (1, 2, 3, 4)
NORMS = (None, "backward", "ortho", "forward")

options = st.fixed_dictionaries(
    {
        "type": st.sampled_from(TYPES),
        "norm": st.sampled_from(NORMS),
        "orthogonalize": st.sampled_from((None, False, True)),
    }
)


def arrays(*dtypes):
    """Arrays of up to three axes. The imaginary part of complex ones is the real part with reversed rows."""

    def cast(x, dtype):
        return (x + 1j * x[..., ::-1] if np.dtype(dtype).kind == "c" else x).astype(dtype)

    shapes = hnp.array_shapes(max_dims=3, min_side=2, max_side=13)
    reals = hnp.arrays("float32", shapes, elements=st.floats(-9, 9, width=32))
    return st.builds(cast, reals, st.sampled_from(dtypes))


def assert_close(actual, expected):
    """Compare dtypes and shapes, and values up to rounding errors relative to the largest magnitude."""
    assert actual.dtype == expected.dtype
    assert actual.shape == expected.shape
    precision = np.finfo(expected.dtype)
    assert_allclose(
        actual, expected, rtol=0, atol=50 * precision.eps * np.abs(expected).max(initial=0) + precision.tiny
    )


def definition(type, n):
    """Matrix of a transform, each entry from the definition."""
    k, m = np.ogrid[:n, :n]
    if type == 1:
        return np.where(m % (n - 1) == 0, 1, 2) * np.cos(np.pi * k * m / (n - 1))
    if type == 2:
        return 2 * np.cos(np.pi * k * (2 * m + 1) / (2 * n))
    if type == 3:
        return np.where(m == 0, 1, 2) * np.cos(np.pi * (2 * k + 1) * m / (2 * n))
    return 2 * np.cos(np.pi * (2 * k + 1) * (2 * m + 1) / (4 * n))


def lengths(type):
    return [*range(2 if type == 1 else 1, 20), 97, 128, 211]


@pytest.mark.parametrize(("type", "n"), [(type, n) for type in TYPES for n in lengths(type)])
def test_agrees_with_the_definition(type, n):
    assert_allclose(dct(np.eye(n), type, axis=0), definition(type, n), atol=1e-12)


@pytest.mark.parametrize(("type", "n"), [(type, n) for type in TYPES for n in lengths(type)])
def test_norm_ortho_is_orthonormal(type, n):
    basis = dct(np.eye(n), type, norm="ortho")
    assert_allclose(basis @ basis.T, np.eye(n), atol=1e-13)
    assert_allclose(idct(np.eye(n), type, norm="ortho"), basis.T, atol=1e-13)


@given(arrays("float32", "float64", "complex64", "complex128"), options)
def test_round_trip(x, options):
    assert_close(idctn(dctn(x, **options), **options), x)
    assert_close(dctn(idctn(x, **options), **options), x)


@given(arrays("float64"), st.sampled_from(TYPES))
def test_parseval(x, type):
    assert np.sum(dctn(x, type, norm="ortho") ** 2) == pytest.approx(np.sum(x**2))


@given(arrays("float32", "float64"), options, st.booleans(), st.data())
def test_dctn_agrees_with_scipy_for_any_axes_and_lengths(x, options, inverse, data):
    name = "idctn" if inverse else "dctn"
    axes = data.draw(
        st.none() | st.lists(st.integers(-x.ndim, x.ndim - 1), unique_by=lambda axis: axis % x.ndim)
    )
    count = st.integers(1, x.ndim) if axes is None else st.just(len(axes))
    size = st.integers(2, 17) | st.just(-1)
    s = data.draw(st.none() | count.flatmap(lambda n: st.lists(size, min_size=n, max_size=n)))
    expected = getattr(scipy.fft, name)(x, s=s, axes=axes, **options)
    assert_close(getattr(fdnn_core, name)(x, s=s, axes=axes, **options), expected)


@given(arrays("float32", "float64"), options, st.booleans(), st.data())
def test_dct_agrees_with_scipy_for_any_axis_and_length(x, options, inverse, data):
    name = "idct" if inverse else "dct"
    axis = data.draw(st.integers(-x.ndim, x.ndim - 1))
    n = data.draw(st.none() | st.integers(2, 17))
    assert_close(
        getattr(fdnn_core, name)(x, n=n, axis=axis, **options),
        getattr(scipy.fft, name)(x, n=n, axis=axis, **options),
    )


@pytest.mark.parametrize("type", TYPES)
@pytest.mark.parametrize("shape", [(4096,), (4099,), (300, 211), (256, 256), (3, 130, 140), (140, 130, 3)])
def test_agrees_with_scipy_on_arrays_larger_than_one_slab(shape, type):
    x = np.random.default_rng(0).normal(size=shape)
    assert_close(dctn(x, type), scipy.fft.dctn(x, type))
    for axis in range(x.ndim):
        assert_close(dct(x, type, axis=axis), scipy.fft.dct(x, type, axis=axis))


@given(arrays("complex64", "complex128"), options)
def test_complex_input_is_transformed_by_parts(x, options):
    parts = dctn(x.real, **options) + 1j * dctn(x.imag, **options)
    assert_close(dctn(x, **options), parts)


@given(arrays("float64"), st.sampled_from(TYPES), st.sampled_from(NORMS))
def test_dctn_is_dct_along_each_axis(x, type, norm):
    expected = x
    for axis in range(x.ndim):
        expected = dct(expected, type, axis=axis, norm=norm)
    assert_close(dctn(x, type, norm=norm), expected)


@given(st.integers(1, 64), st.data())
def test_a_basis_function_has_one_nonzero_coefficient(n, data):
    k = data.draw(st.integers(0, n - 1))
    atom = np.cos(np.pi * k * (2 * np.arange(n) + 1) / (2 * n))
    expected = np.zeros(n)
    expected[k] = n if k else 2 * n
    assert_allclose(dct(atom), expected, atol=1e-11)


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
def test_data_type_of_the_result_is_that_of_scipy(given, returned):
    x = np.array([[1, 0, 1], [0, 1, 1]]).astype(given)
    for name, type in itertools.product(("dctn", "idctn"), TYPES):
        y = getattr(fdnn_core, name)(x, type)
        assert y.dtype == np.dtype(returned)
        assert y.dtype.isnative
        assert_allclose(y, getattr(scipy.fft, name)(x, type), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("type", TYPES)
def test_input_of_any_memory_layout_is_unchanged(type):
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
def test_nan_affects_only_its_row(type, where):
    x = np.ones((3, 5))
    x[1, where] = np.nan
    assert_array_equal(np.isnan(dct(x, type)).any(axis=1), [False, True, False])


@pytest.mark.parametrize("type", TYPES)
def test_infinity_makes_its_row_non_finite_without_a_warning(type):
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
def test_errors_have_the_types_of_scipys_and_show_the_value(name, x, wrong, message):
    for direction in ("", "i"):
        with pytest.raises(Exception) as expected:  # noqa: PT011 - any type will do
            getattr(scipy.fft, direction + name)(x, **wrong)
        with pytest.raises(expected.type, match=message):
            getattr(fdnn_core, direction + name)(x, **wrong)
