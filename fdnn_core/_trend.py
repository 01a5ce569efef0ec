"""Whether what is measured again and again changes over time."""

import numpy as np

from fdnn_core._floating import Real

__all__ = ["trend"]

_CERTAIN = 3.0  # standard deviations


def trend(seconds: Real) -> float:
    """Return the relative change from first to last along the line of Theil and Sen, 0 where it may be noise.

    Noise is what Mann and Kendall's test cannot tell from no trend at three standard deviations. Both are
    deaf to outliers. `seconds`, shape (rounds,), are positive.

    References
    ----------
    P. K. Sen, "Estimates of the regression coefficient based on Kendall's tau", Journal of the American
    Statistical Association 63, 1379-1389, 1968.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core._trend import trend
    >>> round(trend(np.geomspace(1.0, 1.5, 20)), 9)
    0.5
    """
    count = len(seconds)
    first, last = np.triu_indices(count, k=1)
    rises = np.log(seconds)[last] - np.log(seconds)[first]
    spread = np.sqrt(count * (count - 1) * (2 * count + 5) / 18)
    if abs(np.sign(rises).sum()) <= _CERTAIN * spread:
        return 0.0
    return float(np.expm1(np.median(rises / (last - first)) * (count - 1)))
