"""All public objects can be pickled and copied, before and after use."""

import copy
import inspect
import math
import pickle
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

import fdnn_core as fd

PUBLIC = sorted(dir(fd))
DUPLICATES = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": lambda one: pickle.loads(pickle.dumps(one)),
}
DENSE = fd.prune(np.random.default_rng(0).normal(size=(8, 16)), 0.5, (2, 4))
X = np.random.default_rng(1).normal(size=(16, 3))
IMAGE = fd.power_law_field((16, 16), 1.0, seed=0)


@cache
def last_step():
    *_, last = fd.race((16, 16, 2), structures="csr", sparsities=[0.5, 0.9], rounds=1)
    return last


def no_error(result):
    return 0.0


def new_race():
    return replace(last_step().race)


def new_measurement():
    seconds = np.linspace(1.0, 1.1, fd.FEWEST_ROUNDS)
    return fd.Measurement({"one": seconds}, "one", seconds, 1e-7, {})


def new_perceptron():
    return fd.Perceptron([1, 4, 1])


def fitted():
    model = fd.Roofline((8, 8, 8), dense_peak=1e9, sparse_efficiency=0.5)
    sparsity = np.array([0.5, 0.7, 0.9])
    return fd.fit_roofline(model.shape, sparsity, model.sparse_seconds(sparsity), model.dense_seconds)


#: How an object is made and used, by its class.
OBJECTS = {
    "Blas": (lambda: fd.Blas("openblas", "0.3", 2), repr),
    "BsrMatrix": (lambda: fd.BsrMatrix.from_dense(DENSE, (2, 4)), lambda one: one @ X),
    "CliffRecord": (lambda: fd.record_of([new_race()]), fd.write_cliff_record),
    "ColumnsMatrix": (lambda: fd.ColumnsMatrix.from_dense(DENSE), lambda one: one @ X),
    "Comparable": (lambda: fd.Comparable(IMAGE), lambda one: one.ssim(fd.Comparable(IMAGE + 0.1))),
    "Contender": (lambda: fd.Contender("numpy CSR", fd.Structure("csr"), 0.5), repr),
    "CornerMatrix": (lambda: fd.CornerMatrix.from_dense(DENSE), lambda one: one @ X),
    "Crossover": (lambda: fd.crossover([0.5], np.ones(10), np.ones((10, 1)) / 2), repr),
    "CsrMatrix": (lambda: fd.CsrMatrix.from_dense(DENSE), lambda one: (one @ X, one @ X[:, 0])),
    "Device": (fd.this_device, repr),
    "Estimate": (lambda: fd.Estimate(IMAGE, 0.5), lambda one: one.image),
    "Features": (lambda: fd.Features("cosines", 15), lambda one: one(IMAGE[:8, :8])),
    "Interval": (lambda: fd.paired_speedup(np.ones(10), np.ones(10)), repr),
    "Kernel": (lambda: fd.kernels(DENSE)[0], lambda one: one.multiply(X)),
    "Measurement": (new_measurement, lambda one: (one.flags, one.balance)),
    "NMMatrix": (lambda: fd.NMMatrix.from_dense(DENSE, 4, 4), lambda one: one @ X),
    "Perceptron": (new_perceptron, lambda one: one(one.initial(seed=0), [[1.0]])),
    "ProductShape": (lambda: fd.ProductShape(1, 2, 3), repr),
    "Progress": (lambda: fd.Progress("done", 1.0, 0.0, new_measurement()), lambda one: one.fraction),
    "PublishedPoint": (
        lambda: fd.PublishedPoint(
            source="s",
            locator="l",
            read_from="text",
            hardware="h",
            method="m",
            library="l",
            precision="p",
            metric="m",
            speedup=1.0,
        ),
        repr,
    ),
    "PublishedRecord": (lambda: fd.PublishedRecord("title", []), repr),
    "Race": (new_race, fd.race_table),
    "RaceProgress": (lambda: last_step()._replace(seconds_left=1.0), repr),
    "RecordError": (lambda: fd.RecordError("device must be given"), str),
    "Roofline": (
        lambda: fd.Roofline((8, 8, 8), dense_peak=1e9, sparse_efficiency=0.5),
        lambda one: one.crossover,
    ),
    "RooflineFit": (fitted, lambda one: one.model.crossover),
    "RowsMatrix": (lambda: fd.RowsMatrix.from_dense(DENSE), lambda one: one @ X),
    "SphereSampler": (lambda: fd.SphereSampler([0.0, 0.0, 1.0]), lambda one: one([1.0])),
    "Spread": (lambda: new_measurement().spread("one"), repr),
    "Structure": (lambda: fd.Structure("bsr", block=4), str),
    "Variant": (lambda: fd.Variant(np.ones(4).sum, no_error), lambda one: one.error(one.run())),
}
#: Classes without objects of their own: abstract ones and protocols.
ABSTRACT = {"SparseMatrix", "Timer"}


def same(one, two):
    """Return whether two objects of the same type have the same content."""
    if isinstance(one, np.ndarray):
        return np.array_equal(one, two, equal_nan=True) and one.dtype == two.dtype
    if isinstance(one, dict):
        return list(one) == list(two) and all(same(one[key], two[key]) for key in one)
    if isinstance(one, list | tuple):
        return len(one) == len(two) and all(map(same, one, two))
    if isinstance(one, BaseException):
        return one.args == two.args
    if type(one).__module__.startswith("fdnn_core") and not callable(one):
        return same(state(one), state(two))
    if isinstance(one, float):
        return math.isclose(one, two, rel_tol=1e-12) or one != one  # sums may round differently
    return callable(one) or one == two


def state(one):
    """Return what is pickled of an object; caches may be left out."""
    return one.__getstate__() if hasattr(one, "__getstate__") else vars(one)


@pytest.mark.parametrize("duplicate", DUPLICATES.values(), ids=DUPLICATES)
@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_can_be_pickled_and_copied(name, duplicate):
    value = getattr(fd, name)
    again = duplicate(value)
    assert again is value or same(value, again)


def test_every_public_class_is_tested():
    classes = {name for name in PUBLIC if inspect.isclass(getattr(fd, name))}
    assert classes - ABSTRACT == OBJECTS.keys()


@pytest.mark.parametrize("duplicate", DUPLICATES.values(), ids=DUPLICATES)
@pytest.mark.parametrize("used", [False, True], ids=["new", "used"])
@pytest.mark.parametrize("name", OBJECTS)
def test_objects_can_be_pickled_and_copied(name, used, duplicate):
    make, use = OBJECTS[name]
    value = make()
    assert type(value) is getattr(fd, name)
    if used:
        use(value)
    again = duplicate(value)
    assert type(again) is type(value)
    assert same(value, again)
    result = use(value)
    if isinstance(result, float):  # sums depend on where an array begins in memory, in the last digit
        result = pytest.approx(result, rel=1e-12)
    assert same(result, use(again))
