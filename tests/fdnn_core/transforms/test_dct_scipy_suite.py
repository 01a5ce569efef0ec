"""Run scipy's own tests of the cosine transforms, with FFTW's reference data, on the functions of fdnn_core.

The test modules of the installed scipy are executed a second time with scipy's functions replaced. Tests of
features that fdnn_core does not have are left out: sine transforms and ``overwrite_x``.
"""

import importlib.util
import warnings
from collections import Counter
from contextlib import ExitStack
from types import ModuleType, SimpleNamespace
from unittest import mock

import numpy as np
import pytest

import fdnn_core

OURS = {name: getattr(fdnn_core, name) for name in ("dct", "idct", "dctn", "idctn")}
EXCLUDED = {
    "overwrite_x": {
        "test_overwrite",
        "test_identity_1d_overwrite",
        "test_identity_nd_overwrite",
        "TestOverwrite",
    },
    "sine": {"test_definition"},  # besides all that have "dst" in their name
}


def execute_with(name: str, replaced: dict[str, object]) -> ModuleType:
    """Execute an installed module a second time with some names replaced, without changing the first copy."""
    spec = importlib.util.find_spec(name)
    module = importlib.util.module_from_spec(spec)
    with ExitStack() as stack:
        stack.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore", pytest.PytestUnknownMarkWarning)  # marks of scipy's conftest
        for target, value in replaced.items():
            stack.enter_context(mock.patch(target, value))
        spec.loader.exec_module(module)
    return module


def replacements(source: str, functions: dict[str, object]) -> dict[str, object]:
    return {f"{source}.{name}": function for name, function in functions.items()}


def as_pocketfft(function):
    """Return a function with the arguments that scipy.fftpack passes on, of which `overwrite_x` is last."""
    return lambda x, type, n, axis, norm, overwrite_x: function(x, type, n, axis, norm)


def is_sine(value: object) -> bool:
    """Return whether a value, a tuple of values or a pytest.param belongs to a sine transform."""
    if isinstance(value, tuple):
        return any(is_sine(part) for part in getattr(value, "values", value))
    return "dst" in getattr(value, "__name__", "")


def without_sines(mark: pytest.Mark) -> pytest.Mark:
    if mark.name != "parametrize":
        return mark
    names, values = mark.args
    kept = [value for value in values if not is_sine(value)]
    assert kept, mark
    return pytest.mark.parametrize(names, kept).mark


def remove_sines(test):
    """Remove the parameters of a test, or the tests of a class, that belong to sine transforms."""
    for name, method in list(vars(test).items() if isinstance(test, type) else ()):
        if "dst" in name:
            delattr(test, name)
        elif name.startswith("test_"):
            remove_sines(method)
    if hasattr(test, "pytestmark"):
        test.pytestmark = [without_sines(mark) for mark in test.pytestmark]
    return test


def applicable(module: ModuleType, suffix: str) -> dict[str, object]:
    """Collect the applicable tests and test classes of a module, with `suffix` added to their names."""
    return {
        f"{name}_{suffix}": remove_sines(test)
        for name, test in vars(module).items()
        if name.startswith(("test_", "Test"))
        and "dst" not in name.lower()
        and not any(name in names for names in EXCLUDED.values())
    }


POCKETFFT = execute_with(
    "scipy.fft._pocketfft.tests.test_real_transforms",
    replacements("scipy.fft._pocketfft.realtransforms", OURS),
)
FFT = execute_with(
    "scipy.fft.tests.test_real_transforms",
    {
        **replacements("scipy.fft", OURS),
        "scipy._lib._array_api.make_xp_pytest_param": pytest.param,
        "scipy._lib._array_api.make_xp_test_case": lambda *functions: lambda test: test,
    },
)
FFT.fft = SimpleNamespace(**OURS)  # compared with scipy.fftpack
FFTPACK_WRAPPERS = execute_with("scipy.fftpack._realtransforms", {})
FFTPACK_WRAPPERS._pocketfft = SimpleNamespace(**{name: as_pocketfft(OURS[name]) for name in ("dct", "dctn")})
FFTPACK = execute_with(
    "scipy.fftpack.tests.test_real_transforms",
    replacements("scipy.fftpack._realtransforms", {name: getattr(FFTPACK_WRAPPERS, name) for name in OURS}),
)

globals().update(applicable(POCKETFFT, "pocketfft") | applicable(FFT, "fft") | applicable(FFTPACK, "fftpack"))

reference_data = POCKETFFT.reference_data
fftwdata_size = POCKETFFT.fftwdata_size
mdata_x = POCKETFFT.mdata_x
mdata_xy = POCKETFFT.mdata_xy
ref_lock = POCKETFFT.ref_lock


@pytest.fixture
def xp():
    return np


@pytest.fixture(autouse=True)
def _seed():
    np.random.seed(0)  # noqa: NPY002 - scipy's tests draw from the global generator


def test_at_least_as_many_tests_run_as_in_scipy_1_17(request):
    items = request.session.genitems(request.node.getparent(pytest.Module))
    found = Counter(item.nodeid.split("::")[1].split("[")[0].rpartition("_")[2] for item in items)
    assert found["pocketfft"] >= 766
    assert found["fft"] >= 728
    assert found["fftpack"] >= 119
