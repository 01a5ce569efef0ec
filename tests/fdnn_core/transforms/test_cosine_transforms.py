import numpy as np
import pytest
import scipy.fft
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.testing import assert_allclose

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
    """Arrays of up to three axes, complex ones with the reversed rows as their imaginary part."""

    def cast(x, dtype):
        return (x + 1j * x[..., ::-1] if np.dtype(dtype).kind == "c" else x).astype(dtype)

    shapes = hnp.array_shapes(max_dims=3, min_side=2, max_side=13)
    reals = hnp.arrays("float32", shapes, elements=st.floats(-9, 9, width=32))
    return st.builds(cast, reals, st.sampled_from(dtypes))


def assert_close(actual, expected):
    """Compare type and shape, and values to within rounding of the largest magnitude."""
    assert actual.dtype == expected.dtype
    assert actual.shape == expected.shape
    precision = np.finfo(expected.dtype)
    assert_allclose(
        actual, expected, rtol=0, atol=50 * precision.eps * np.abs(expected).max(initial=0) + precision.tiny
    )


def definition(type, n):
    """The matrix of a transform, entry by entry as it is defined."""
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
def test_definition(type, n):
    assert_allclose(dct(np.eye(n), type, axis=0), definition(type, n), atol=1e-12)


@pytest.mark.parametrize(("type", "n"), [(type, n) for type in TYPES for n in lengths(type)])
def test_orthonormal_where_norm_is_ortho(type, n):
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
def test_agrees_with_scipy_along_any_axes_to_any_lengths(x, options, inverse, data):
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
def test_one_axis_agrees_with_scipy(x, options, inverse, data):
    name = "idct" if inverse else "dct"
    axis = data.draw(st.integers(-x.ndim, x.ndim - 1))
    n = data.draw(st.none() | st.integers(2, 17))
    assert_close(
        getattr(fdnn_core, name)(x, n=n, axis=axis, **options),
        getattr(scipy.fft, name)(x, n=n, axis=axis, **options),
    )


@pytest.mark.parametrize("type", TYPES)
@pytest.mark.parametrize("shape", [(4096,), (4099,), (300, 211), (256, 256), (3, 130, 140), (140, 130, 3)])
def test_agrees_with_scipy_on_arrays_beyond_one_slab(shape, type):
    x = np.random.default_rng(0).normal(size=shape)
    assert_close(dctn(x, type), scipy.fft.dctn(x, type))
    for axis in range(x.ndim):
        assert_close(dct(x, type, axis=axis), scipy.fft.dct(x, type, axis=axis))


@given(arrays("complex64", "complex128"), options)
def test_linear_in_complex_numbers(x, options):
    parts = dctn(x.real, **options) + 1j * dctn(x.imag, **options)
    assert_close(dctn(x, **options), parts)


@given(arrays("float64"), st.sampled_from(TYPES), st.sampled_from(NORMS))
def test_several_axes_are_one_after_another(x, type, norm):
    expected = x
    for axis in range(x.ndim):
        expected = dct(expected, type, axis=axis, norm=norm)
    assert_close(dctn(x, type, norm=norm), expected)


@given(st.integers(1, 64), st.data())
def test_one_atom_is_one_coefficient(n, data):
    k = data.draw(st.integers(0, n - 1))
    atom = np.cos(np.pi * k * (2 * np.arange(n) + 1) / (2 * n))
    expected = np.zeros(n)
    expected[k] = n if k else 2 * n
    assert_allclose(dct(atom), expected, atol=1e-11)
