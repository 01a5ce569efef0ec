"""Make the digits of the core from scikit-learn: `python -m tests.fdnn_core.signals.make_digits`."""

from pathlib import Path

import numpy as np

FILE = Path(__file__).parents[3] / "fdnn_core" / "signals" / "pictures" / "digits.npz"


if __name__ == "__main__":
    from sklearn.datasets import load_digits  # not a dependency of the tests, which import this module

    original = load_digits()
    order = np.random.default_rng(0).permutation(len(original.target))
    images, labels = original.images[order].astype(np.uint8), original.target[order].astype(np.uint8)
    np.savez_compressed(FILE, images=images, labels=labels)
