"""Import rules between the layers that import-linter's contracts in pyproject.toml cannot express."""

import re
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

from demos import DEMOS, package

ROOT = Path(__file__).parents[1]
WEB = ROOT / "demos" / "web"
BUILD = ROOT / "demos" / "publish"
COMMENT = re.compile(r"/\*.*?\*/|(?<=\s)//[^\n]*", re.DOTALL)
SCRIPTS = {path.relative_to(WEB).as_posix(): COMMENT.sub("", path.read_text()) for path in WEB.rglob("*.js")}
PYODIDE = {name for name in SCRIPTS if name.startswith("python/pyodide/")}
CLIENT = "python/page-python.js"  # through which the page reaches Python
THREADS = {name for name in SCRIPTS if name.startswith("python/")} - {CLIENT}
TIMER = "python/awake-timer.js"  # which knows neither Python nor a page
DOM = re.compile(r"\b(document|window|HTMLElement|querySelector|localStorage)\b")
PRIVATE = re.compile(
    r"_module\b|LDSO|[wW]asmTable|[tT]ableIndexes|hiwire|\w+Snapshot:|\bmakeMemorySnapshot|_sysExecutable"
    r"|\bAPI\b|HEAP\w*|newDSO|_PyRuntime|_malloc\b|_free\b|stackSave"
)


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


def test_the_kit_imports_no_demo():
    graph = grimp.build_graph("demos", "fdnn_core", cache_dir=None)
    for name in DEMOS:
        assert not graph.direct_import_exists(importer="demos.kit", imported=package(name), as_packages=True)


def test_imports_between_folders_make_no_cycle():
    graph = grimp.build_graph("demos", "fdnn_core", cache_dir=None)
    folders = {name.rpartition(".")[0] for name in graph.modules} - {""}
    for name in folders:
        if not graph.find_children(name) & folders:
            graph.squash_module(name)
    imports = {name: graph.find_modules_directly_imported_by(name) - {name} for name in graph.modules}
    TopologicalSorter(imports).prepare()  # raises CycleError with the cycle


def test_no_module_imports_a_private_module_of_another_folder():
    graph = grimp.build_graph("demos", "fdnn_core", cache_dir=None)
    private = {
        name for name in graph.modules if any(part[:1] == "_" != part[1:2] for part in name.split("."))
    }
    strangers = {
        (importer, name)
        for name in private
        for importer in graph.find_modules_that_directly_import(name)
        if importer.rpartition(".")[0] != name.rpartition(".")[0]
    }
    assert strangers == set()


def test_one_folder_knows_pyodide():
    knowing = {name for name, text in SCRIPTS.items() if "pyodide" in text.replace("./pyodide/", "").lower()}
    assert knowing <= PYODIDE
    assert {name for name in SCRIPTS if imports(name) & PYODIDE} <= {"python/worker.js", *PYODIDE}
    assert imports("python/worker.js") & PYODIDE == {"python/pyodide/python.js"}


def test_one_script_uses_pyodides_private_api():
    build_scripts = {path.name: COMMENT.sub("", path.read_text()) for path in BUILD.rglob("*.*js")}
    assert "build.mjs" in build_scripts
    assert {name for name, text in (SCRIPTS | build_scripts).items() if PRIVATE.search(text)} == {
        "python/pyodide/private-api.js"
    }


@pytest.mark.parametrize("script", sorted(THREADS))
def test_the_client_and_the_worker_touch_no_document(script):
    assert not DOM.search(SCRIPTS[script])
    assert imports(script) <= THREADS


@pytest.mark.parametrize(
    "script", sorted(name for name in SCRIPTS if name.startswith(("controls/", "draw/")))
)
def test_controls_and_drawing_do_not_know_python(script):
    assert not {name for name in imports(script) if name.startswith("python/")}


@pytest.mark.parametrize("script", sorted(set(SCRIPTS) - THREADS))
def test_only_a_demo_knows_how_python_is_reached(script):
    known = {"demo/runs.js": {"python/client.js", "python/latest-wins.js", TIMER}, "demo/player.js": {TIMER}}
    assert script == CLIENT or imports(script) & THREADS <= known.get(script, set())


def test_folders_of_scripts_do_not_depend_on_each_other_in_a_circle():
    graph = {}
    for script in SCRIPTS:
        folders = {name.split("/")[0] for name in imports(script)}
        graph.setdefault(script.split("/")[0], set()).update(folders - {script.split("/")[0]})
    assert [*TopologicalSorter(graph).static_order()][-1] == "site"
