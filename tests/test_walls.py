"""The walls between the floors that import-linter's contracts in pyproject.toml cannot draw."""

import re
from pathlib import Path

import grimp
import pytest

from demos import DEMOS, package

WEB = Path(__file__).parents[1] / "demos" / "web"
SCRIPTS = {path.relative_to(WEB).as_posix(): path.read_text() for path in WEB.rglob("*.js")}
PYODIDE = {name for name in SCRIPTS if name.startswith("python/pyodide/")}
THREADS = {name for name in SCRIPTS if name.startswith("python/")} - {"python/page-python.js"}
DOM = re.compile(r"\b(document|window|HTMLElement|querySelector|localStorage)\b")


def imports(script):
    """Names of the scripts that one imports."""
    here = (WEB / script).parent
    found = re.findall(r"""(?:from|import\()\s*["'](\.[^"']+)""", SCRIPTS[script])
    return {(here / name).resolve().relative_to(WEB.resolve()).as_posix() for name in found}


@pytest.mark.parametrize("name", DEMOS)
def test_a_demo_imports_the_kit_the_core_and_itself(name):
    graph = grimp.build_graph("demos", "fdnn_core", cache_dir=None)
    own = package(name)
    imported = {
        other
        for module in {own, *graph.find_descendants(own)}
        for other in graph.find_modules_directly_imported_by(module)
    }
    strangers = [m for m in imported if not m.startswith((own, "demos.kit", "fdnn_core"))]
    assert strangers == []


def test_one_script_and_its_parts_know_pyodide():
    knowing = {name for name, text in SCRIPTS.items() if "pyodide" in text.replace("./pyodide/", "").lower()}
    assert knowing <= PYODIDE
    assert {name for name in SCRIPTS if imports(name) & PYODIDE} <= {"python/worker.js", *PYODIDE}
    assert imports("python/worker.js") & PYODIDE == {"python/pyodide/python.js"}


@pytest.mark.parametrize("script", sorted(THREADS))
def test_the_client_and_the_worker_touch_no_page(script):
    assert not DOM.search(SCRIPTS[script])
    assert imports(script) <= THREADS


@pytest.mark.parametrize(
    "script", sorted(set(SCRIPTS) - THREADS - {"demo/element.js", "python/page-python.js"})
)
def test_controls_and_drawing_know_no_worker(script):
    assert not imports(script) & THREADS
