"""Runs inside Pyodide: tests in a mounted folder, and doctests of installed modules."""

import json
import os
import subprocess
import sys
from importlib.abc import MetaPathFinder

MOUNT = "/mounted"
sys.path += [f"{MOUNT}/packages", MOUNT]

import pytest  # noqa: E402

EXAMPLES = 20  # of each property
OPTIONS = [
    *("-q", "--pyargs", "--rootdir", MOUNT),
    *("-s", "-p", "no:faulthandler", "-p", "no:cacheprovider"),  # both crash in Pyodide
]
MISSING_PACKAGES = ("skimage", "PIL")


class SkipMissingPackages(MetaPathFinder):
    """Skips the test, or the module of tests, that imports a package which Pyodide does not have."""

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in MISSING_PACKAGES:
            pytest.skip(f"Pyodide has no {name}", allow_module_level=True)


def skip_process(*_, **__):
    """Skip the test that starts a process."""
    pytest.skip("Pyodide cannot start processes")


def reason(report) -> str:
    """Return the reason of a skipped test, or an empty text."""
    return report.longrepr[2].removeprefix("Skipped: ") if report.skipped else ""


class Plugin:
    """Lowers the number of Hypothesis examples, and collects the outcomes with the reasons of skips."""

    def pytest_configure(self) -> None:
        from hypothesis import HealthCheck, settings  # not earlier: pytest rewrites its assertions

        patient = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
        settings.register_profile(
            "pyodide", max_examples=EXAMPLES, database=None, derandomize=True, **patient
        )
        settings.load_profile("pyodide")

    def pytest_terminal_summary(self, terminalreporter) -> None:
        self.outcomes = {
            outcome: [(report.nodeid, reason(report)) for report in reports]
            for outcome, reports in terminalreporter.stats.items()
            if outcome
        }


if __name__ == "__main__":
    sys.meta_path.insert(0, SkipMissingPackages())
    subprocess.Popen.__init__ = skip_process
    plugin = Plugin()
    pytest.main([*OPTIONS, *json.loads(os.environ["TARGETS"])], plugins=[plugin])
    print(json.dumps(plugin.outcomes))
