import os
import sys
from types import SimpleNamespace

import numpy as np
import pytest
import scipy

from fdnn_core import Blas, blas_of


def built_with(monkeypatch, package, **blas):
    monkeypatch.setattr(package, "show_config", lambda mode: {"Build Dependencies": {"blas": blas}})


@pytest.fixture(autouse=True)
def no_threadpoolctl(monkeypatch):
    monkeypatch.setitem(sys.modules, "threadpoolctl", None)
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        monkeypatch.delenv(variable, raising=False)


@pytest.mark.parametrize("package", [np, scipy])
def test_it_is_the_one_the_package_tells_of(package, monkeypatch):
    built_with(monkeypatch, package, found=True, name="scipy-openblas", version="0.3.31")
    blas = blas_of(package.__name__)
    assert (blas.name, blas.version) == ("scipy-openblas", "0.3.31")
    assert 1 <= blas.threads <= (os.cpu_count() or 1)


def test_scipys_own_is_found():
    assert "blas" in blas_of("scipy").name.lower()


@pytest.mark.parametrize(
    "blas", [{"found": False, "name": "blas"}, {"found": True, "name": "none"}, {"name": ""}]
)
def test_a_numpy_built_without_has_none(blas, monkeypatch):
    built_with(monkeypatch, np, **blas)
    assert blas_of("numpy") is None


def test_where_there_is_no_scipy_it_has_none(monkeypatch):
    monkeypatch.setitem(sys.modules, "scipy", None)
    assert blas_of("scipy") is None


@pytest.mark.parametrize(
    ("environment", "threads"),
    [
        ({"OPENBLAS_NUM_THREADS": "3", "OMP_NUM_THREADS": "5"}, 3),
        ({"OMP_NUM_THREADS": "5"}, 5),
        ({"OPENBLAS_NUM_THREADS": "many", "OMP_NUM_THREADS": "5"}, 5),
    ],
)
def test_threads_are_those_the_environment_asks_for(environment, threads, monkeypatch):
    built_with(monkeypatch, np, found=True, name="openblas")
    for variable, value in environment.items():
        monkeypatch.setenv(variable, value)
    assert blas_of("numpy") == Blas("openblas", "", threads)


def test_threadpoolctl_knows_better(monkeypatch):
    pools = [
        {"user_api": "openmp", "filepath": "/numpy/libgomp.so", "num_threads": 9},
        {"user_api": "blas", "filepath": "/scipy.libs/libscipy_openblas.so", "num_threads": 4},
        {"user_api": "blas", "filepath": "/numpy.libs/libscipy_openblas64_.so", "num_threads": 7},
    ]
    monkeypatch.setitem(sys.modules, "threadpoolctl", SimpleNamespace(threadpool_info=lambda: pools))
    built_with(monkeypatch, np, found=True, name="openblas")
    built_with(monkeypatch, scipy, found=True, name="openblas")
    assert (blas_of("numpy").threads, blas_of("scipy").threads) == (7, 4)


def test_refuses_other_packages():
    with pytest.raises(ValueError, match="package must be 'numpy' or 'scipy', got 'os'"):
        blas_of("os")
