import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from demos.publish.runtime.manifest import write_runtime
from demos.publish.runtime.wheels import build_wheels

NODE = Path(sys.executable).with_name("node")
TIMEOUT = 600.0  # seconds


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder with `pyodide/` and `wheels/` as the site serves them."""
    folder = tmp_path_factory.mktemp("site")
    write_runtime(folder, build_wheels(tmp_path_factory.mktemp("wheels")))
    return folder


@pytest.fixture(scope="session")
def in_pyodide(site: Path) -> Callable[..., str]:
    """Function that runs Python code in Pyodide under Node and returns its output."""

    def run(code: str, packages: list[str], mounts: dict[str, str] | None = None, **env: str) -> str:
        plan = {
            "pyodide": str(site / "pyodide"),
            "code": code,
            "packages": packages,
            "mounts": mounts or {},
            "env": env,
        }
        command = [NODE, Path(__file__).with_name("run.mjs"), json.dumps(plan)]
        ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=TIMEOUT)
        assert ran.returncode == 0, f"{ran.stdout}\n{ran.stderr}"
        return ran.stdout

    return run
