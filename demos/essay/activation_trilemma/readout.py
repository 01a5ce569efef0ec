"""Linear readout: how well ridge regression predicts a target from features, scored on unseen samples."""

import numpy as np
from numpy.typing import ArrayLike

from fdnn_core.validation.arguments import double_array, real

__all__ = ["readout_score"]


def readout_score(
    features: ArrayLike, target: ArrayLike, unseen: ArrayLike, unseen_target: ArrayLike, ridge: float = 1e-3
) -> float:
    """Return the R² of a linear readout of a target from features, on unseen samples.

    Parameters
    ----------
    features : array_like, shape (samples, features)
        Features for the fit. For a readout with an intercept, one of them must be constant.
    target : array_like, shape (samples,)
        Target of the fit.
    unseen, unseen_target : array_like
        Features and target of the samples to score on.
    ridge : float
        Weight of the squared coefficients relative to the mean squared error.

    Returns
    -------
    float
        1 less the sum of squared errors over the sum of squared deviations from the mean of `unseen_target`:
        1 if exact, 0 if no better than predicting that mean, negative if worse.

    Raises
    ------
    ValueError
        If the shapes do not match, a value is not finite, `ridge` is negative, or `unseen_target` is
        constant.

    Examples
    --------
    >>> import numpy as np
    >>> from demos.essay.activation_trilemma.readout import readout_score
    >>> t = np.linspace(0, 1, 8)
    >>> features = np.stack([t, np.ones(8)], axis=1)
    >>> round(readout_score(features, 2 * t + 1, features[::2], 2 * t[::2] + 1, ridge=0), 9)
    1.0
    """
    a, b = double_array("features", features), double_array("target", target)
    c, d = double_array("unseen", unseen), double_array("unseen_target", unseen_target)
    if a.ndim != 2 or c.ndim != 2 or (*a.shape, len(c)) != (len(b), c.shape[1], len(d)):
        raise ValueError(
            f"features and targets must match, got {a.shape} for {b.shape} and {c.shape} for {d.shape}"
        )
    spread = float(np.sum((d - d.mean()) ** 2))
    if not spread > 0:
        raise ValueError(f"unseen_target must not be constant, got {d[0]:g} everywhere")
    penalty = real("ridge", ridge, 0) * len(a) * np.eye(a.shape[1])
    weights = np.linalg.solve(a.T @ a + penalty, a.T @ b)
    return 1 - float(np.sum((d - c @ weights) ** 2)) / spread
