"""What a linear map can read out of features: ridge regression, scored where it was not fitted."""

import numpy as np
from numpy.typing import ArrayLike

from fdnn_core._validation.arguments import double_array, real

__all__ = ["readout_score"]


def readout_score(
    features: ArrayLike, target: ArrayLike, unseen: ArrayLike, unseen_target: ArrayLike, ridge: float = 1e-3
) -> float:
    """Return how well a linear map reads a target out of features.

    Parameters
    ----------
    features : array_like, shape (samples, features)
        To fit by ridge regression; a constant is among the features if the map shall have one.
    target : array_like, shape (samples,)
    unseen, unseen_target : array_like
        The same of other samples.
    ridge : float
        Weight of the squared coefficients, relative to the mean over the samples of the squared errors.

    Returns
    -------
    float
        R² over the unseen: 1 less the squared errors over those of their mean; 1 is exact, 0 no better
        than that mean, and less is worse.

    Raises
    ------
    ValueError
        If the shapes do not fit, a value is not finite, `ridge` is negative, or the unseen target constant.

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
            f"features and targets must fit, got {a.shape} for {b.shape} and {c.shape} for {d.shape}"
        )
    spread = float(np.sum((d - d.mean()) ** 2))
    if not spread > 0:
        raise ValueError(f"unseen_target must not be constant, got {d[0]:g} throughout")
    penalty = real("ridge", ridge, 0) * len(a) * np.eye(a.shape[1])
    weights = np.linalg.solve(a.T @ a + penalty, a.T @ b)
    return 1 - float(np.sum((d - c @ weights) ** 2)) / spread
