"""Runs inside Pyodide: the core's tests, from a mounted folder, and the doctests of the installed core."""

import json
import sys

MOUNT = "/mounted"
EXAMPLES = 30  # of each property
ARGUMENTS = [
    *("-q", "--pyargs", "--rootdir", MOUNT, f"{MOUNT}/tests", "fdnn_core"),
    *("-s", "-p", "no:faulthandler", "-p", "no:cacheprovider"),  # Pyodide would crash
]


class Plugin:
    """Makes hypothesis frugal and counts what became of the tests."""

    def pytest_configure(self) -> None:
        from hypothesis import HealthCheck, settings

        patient = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
        settings.register_profile(
            "pyodide", max_examples=EXAMPLES, database=None, derandomize=True, **patient
        )
        settings.load_profile("pyodide")

    def pytest_terminal_summary(self, terminalreporter) -> None:
        self.counts = {outcome: len(items) for outcome, items in terminalreporter.stats.items() if outcome}


def main() -> None:
    sys.path.append(f"{MOUNT}/packages")
    import pytest

    plugin = Plugin()
    pytest.main(ARGUMENTS, plugins=[plugin])
    print(json.dumps(plugin.counts))


if __name__ == "__main__":
    main()
