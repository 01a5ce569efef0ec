"""The same examples in every run, however busy the machine; what takes long begins first."""

import pytest
from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")

# The first file builds the site while the second runs beside it; those that need the site come last.
_ORDER = ("tests/browser/test_site.py", "tests/pyodide/test_core_in_pyodide.py", "", "tests/browser/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests in an order that leaves no process idle."""
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    fitting = [start for start in _ORDER if item.nodeid.startswith(start)]
    return _ORDER.index(max(fitting, key=len))
