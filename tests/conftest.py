"""Hypothesis profiles, and how tests are selected and distributed over processes.

`make check` runs the tests that are not marked `integration`; `make test` runs the others too. The tests of a
file run in one process, and the files begin in the order below.
"""

import os
import re
from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

settings.register_profile("ci", deadline=None, derandomize=True, max_examples=100)
settings.register_profile("local", deadline=None, derandomize=True, max_examples=20)
settings.load_profile("ci" if "CI" in os.environ else "local")

#: Tests that need a browser, Pyodide, a notebook kernel or a server of the site. The longest begin first, so
#: that all processes end at about the same time. The first file builds the site while the next ones, which do
#: not need it, run in other processes.
INTEGRATION = (
    "tests/browser/site/test_site.py",
    "tests/pyodide/test_core_in_pyodide.py",
    "tests/docs/test_notebooks.py",
    "tests/browser/python/test_faults.py",
    "tests/browser/demos/test_sparsity_cliff.py",
    "tests/browser/python/test_policy.py",
    "tests/browser/python/test_faults_firefox_webkit.py",
    "tests/browser/python/test_firefox_webkit.py",
    "tests/browser/python/test_snapshot.py",
    "tests/browser/demos/test_activation_xray.py",
    "tests/browser/uploads/test_uploaded_pictures.py",
    "tests/browser/site/test_navigation.py",
    "tests/browser/",
    "tests/pyodide/",
    "tests/demos/publish/test_serve.py",
    "tests/demos/publish/runtime/test_manifest.py",
    "tests/demos/publish/runtime/snapshot/",
)
#: Parameters whose values share no fixture, so that they may run in different processes.
PARTS = re.compile(r"\[(Firefox|WebKitGTK|half [01])")


class FileScheduling(LoadScopeScheduling):  # type: ignore[misc]
    """Sends the tests of a file, or of one of its `PARTS`, to one process, in the order of collection.

    xdist's `loadgroup` does not work with the node ids of pytest 9.2.
    """

    def _split_scope(self, nodeid: str) -> str:
        file, _, test = nodeid.partition("::")
        part = PARTS.search(test)
        return f"{file} {part[1]}" if part else file


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker."""
    config.addinivalue_line(
        "markers", "integration: needs a browser, Pyodide, a notebook kernel or a server of the site"
    )


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """Return the scheduler that distributes the tests over processes."""
    return FileScheduling(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the integration tests and sort all tests."""
    for item in items:
        if any(item.nodeid.startswith(start) for start in INTEGRATION):
            item.add_marker("integration")
    items.sort(key=_rank)


def _rank(item: pytest.Item) -> int:
    fitting = [start for start in INTEGRATION if item.nodeid.startswith(start)]
    return INTEGRATION.index(max(fitting, key=len)) if fitting else len(INTEGRATION)
