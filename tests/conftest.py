"""The same examples in every run, however busy the machine; what takes long begins first."""

import os

import pytest
from hypothesis import settings

settings.register_profile("ci", deadline=None, derandomize=True, max_examples=100)
settings.register_profile("local", deadline=None, derandomize=True, max_examples=20)
settings.load_profile("ci" if "CI" in os.environ else "local")

# The first file builds the site while the second runs beside it; those that need the site come last.
_ORDER = ("tests/browser/test_site.py", "tests/pyodide/test_core_in_pyodide.py", "", "tests/browser/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests in an order that leaves no process idle."""
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    fitting = [start for start in _ORDER if item.nodeid.startswith(start)]
    return _ORDER.index(max(fitting, key=len))
