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
def test_name_and_version_are_those_the_package_was_built_with(package, monkeypatch):
    built_with(monkeypatch, package, found=True, name="scipy-openblas", version="0.3.31")
    blas = blas_of(package.__name__)
    assert (blas.name, blas.version) == ("scipy-openblas", "0.3.31")
    assert 1 <= blas.threads <= (os.cpu_count() or 1)


def test_the_blas_of_scipy_is_found():
    assert "blas" in blas_of("scipy").name.lower()


@pytest.mark.parametrize(
    "blas", [{"found": False, "name": "blas"}, {"found": True, "name": "none"}, {"name": ""}]
)
def test_a_package_built_without_a_blas_has_none(blas, monkeypatch):
    built_with(monkeypatch, np, **blas)
    assert blas_of("numpy") is None


def test_a_package_that_is_not_installed_has_none(monkeypatch):
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
def test_the_environment_sets_the_number_of_threads(environment, threads, monkeypatch):
    built_with(monkeypatch, np, found=True, name="openblas")
    for variable, value in environment.items():
        monkeypatch.setenv(variable, value)
    assert blas_of("numpy") == Blas("openblas", "", threads)


def pool(user_api, filepath, threads, api="openblas", version="0.3.30"):
    return {
        "user_api": user_api,
        "filepath": filepath,
        "num_threads": threads,
        "internal_api": api,
        "version": version,
    }


@pytest.mark.parametrize(
    ("pools", "numpys", "scipys"),
    [
        (
            [
                pool("openmp", "/numpy/libgomp.so", 9),
                pool("blas", "/lib/scipy.libs/libscipy_openblas.so", 4),
                pool("blas", "/lib/numpy.libs/libscipy_openblas64_.so", 7, version="0.3.31"),
            ],
            Blas("openblas", "0.3.31", 7),
            Blas("openblas", "0.3.30", 4),
        ),
        (  # one library for both, as conda installs it
            [pool("blas", "/env/lib/libmkl_rt.so", 2, "mkl", None)],
            Blas("mkl", "", 2),
            Blas("mkl", "", 2),
        ),
    ],
)
def test_threadpoolctl_reads_the_loaded_library(pools, numpys, scipys, monkeypatch):
    monkeypatch.setitem(sys.modules, "threadpoolctl", SimpleNamespace(threadpool_info=lambda: pools))
    built_with(monkeypatch, np, found=True, name="built with another")
    built_with(monkeypatch, scipy, found=True, name="built with another")
    assert (blas_of("numpy"), blas_of("scipy")) == (numpys, scipys)


def test_only_numpy_and_scipy_have_a_known_blas():
    with pytest.raises(ValueError, match="package must be 'numpy' or 'scipy', got 'os'"):
        blas_of("os")
