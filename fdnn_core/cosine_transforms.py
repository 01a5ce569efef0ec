"""Discrete cosine transforms of types 1 to 4 and their inverses, with the meaning of ``scipy.fft``."""

from operator import index

from numpy.typing import ArrayLike

from fdnn_core._cosine_passes import Array, Integers, Norm, transform

__all__ = ["dct", "dctn", "idct", "idctn"]


def dct(
    x: ArrayLike,
    type: int = 2,
    n: int | None = None,
    axis: int = -1,
    norm: Norm = None,
    *,
    orthogonalize: bool | None = None,
) -> Array:
    """Discrete cosine transform along one axis.

    Parameters
    ----------
    x : array_like
        Real or complex. float32 stays float32, float16 becomes float32, integers become float64.
    type : {2, 1, 3, 4}
        Type of the transform, see Notes.
    n : int, optional
        Length of the transform, to which `x` is truncated or padded with zeros.
    axis : int
        The axis to transform.
    norm : {"backward", "ortho", "forward"}, optional
        Which direction is divided by the period: the inverse, both by its square root, or the forward.
    orthogonalize : bool, optional
        Whether to make the basis orthogonal. By default it is where `norm` is "ortho".

    Returns
    -------
    ndarray
        The coefficients y[k], one for each of the N points.

    Raises
    ------
    ValueError
        Where there are no points, or `type` or `norm` is none of these.
    IndexError
        Where `x` has no such axis.
    RuntimeError
        Where type 1 is asked for of a single point.

    Notes
    -----
    ``y[k]`` is twice the sum over m of x[m] times

    ====  ====================================  ======  ===========================================
    type  cosine                                period  made orthogonal
    ====  ====================================  ======  ===========================================
    1     cos(pi k m / (N-1)), ends halved      2(N-1)  ends of x times sqrt(2), of y by sqrt(2)
    2     cos(pi k (2m+1) / 2N)                 2N      y[0] divided by sqrt(2)
    3     cos(pi (2k+1) m / 2N), x[0] halved    2N      x[0] times sqrt(2)
    4     cos(pi (2k+1)(2m+1) / 4N)             2N      always
    ====  ====================================  ======  ===========================================

    Unlike in ``scipy.fft``, `orthogonalize` counts for complex `x` as well, and there are no ``overwrite_x``
    and ``workers``: the input is never written to, and one thread does the work.

    References
    ----------
    N. Ahmed, T. Natarajan, K. R. Rao, "Discrete cosine transform", IEEE Trans. Computers C-23, 90-93, 1974.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import dct, idct
    >>> dct([1.0, 1.0, 1.0, 1.0]).round(6).tolist()
    [8.0, 0.0, 0.0, 0.0]
    >>> x = np.array([4.0, 3.0, 5.0, 10.0])
    >>> np.allclose(idct(dct(x)), x)
    True
    """
    return transform(x, type, _length(n), index(axis), norm, orthogonalize, inverse=False)


def idct(
    x: ArrayLike,
    type: int = 2,
    n: int | None = None,
    axis: int = -1,
    norm: Norm = None,
    *,
    orthogonalize: bool | None = None,
) -> Array:
    """Inverse of `dct` with the same options.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import dct, idct
    >>> np.allclose(idct(dct([1.0, 2.0, 3.0], norm="ortho"), norm="ortho"), [1, 2, 3])
    True
    """
    return transform(x, type, _length(n), index(axis), norm, orthogonalize, inverse=True)


def dctn(
    x: ArrayLike,
    type: int = 2,
    s: Integers = None,
    axes: Integers = None,
    norm: Norm = None,
    *,
    orthogonalize: bool | None = None,
) -> Array:
    """Discrete cosine transform along several axes, with the options of `dct`.

    Parameters
    ----------
    x : array_like
        Real or complex.
    type : {2, 1, 3, 4}
        Type of the transform.
    s : int or sequence of int, optional
        Lengths along `axes`, -1 for the length that `x` has.
    axes : int or sequence of int, optional
        The axes to transform. By default the last ``len(s)``, or all.
    norm, orthogonalize
        As for `dct`.

    Returns
    -------
    ndarray
        The coefficients.

    Raises
    ------
    ValueError
        Where an axis is missing or named twice, `s` and `axes` differ in length, or a length is zero.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import dct, dctn
    >>> image = np.arange(6.0).reshape(2, 3)
    >>> np.allclose(dctn(image), dct(dct(image, axis=0), axis=1))
    True
    """
    return transform(x, type, s, axes, norm, orthogonalize, inverse=False)


def idctn(
    x: ArrayLike,
    type: int = 2,
    s: Integers = None,
    axes: Integers = None,
    norm: Norm = None,
    *,
    orthogonalize: bool | None = None,
) -> Array:
    """Inverse of `dctn` with the same options.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import dctn, idctn
    >>> image = np.arange(6.0).reshape(2, 3)
    >>> np.allclose(idctn(dctn(image, type=4), type=4), image)
    True
    """
    return transform(x, type, s, axes, norm, orthogonalize, inverse=True)


def _length(n: int | None) -> tuple[int] | None:
    """Refuse the lengths that a transform of one axis does not take, -1 among them."""
    if n is None:
        return None
    if index(n) < 1:
        raise ValueError(f"invalid number of data points ({n}) specified")
    return (n,)
