"""A device and a race that need no PyTorch and take no time."""

import numpy as np

from fdnn_core import Contender, Device, Measurement, ProductShape, Race, Structure


class FakeDevice:
    """A device whose races take no time; `run_races` is replaced."""

    def described(self):
        return Device("a GPU", "gpu", 2, 2)

    def libraries(self):
        return {"torch": "2.9"}

    def blas(self):
        return "cuBLAS"


def race(seed):
    dense = np.linspace(1, 1.01, 12)
    contenders = {"dense": Contender("torch.mm", Structure("dense"), 0.0)}
    measurement = Measurement({"dense": dense}, "dense", dense, 1e-7, {})
    return Race("float32", ProductShape(64, 64, 16), seed, contenders, measurement)
