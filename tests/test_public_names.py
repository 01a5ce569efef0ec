import ast
import builtins
import importlib
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import fdnn_core

ROOT = Path(__file__).parents[1]
STUB = Path(fdnn_core.__file__).with_name("__init__.pyi")


def stub_imports():
    """Return the names that the stub imports by module, and its __all__."""
    names, listed = {}, None
    for node in ast.parse(STUB.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                assert alias.asname == alias.name  # this marks a name as re-exported
                names.setdefault(node.module.removeprefix("fdnn_core."), set()).add(alias.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.List):
            listed = ast.literal_eval(node.value)
    return names, listed


def test_the_stub_agrees_with_the_table_of_names():
    names, listed = stub_imports()
    assert names == {module: set(table) for module, table in fdnn_core.NAMES.items()}
    assert sorted(listed) == sorted(fdnn_core.__all__)


@pytest.mark.parametrize("module", fdnn_core.NAMES)
def test_the_modules_agree_with_the_table_of_names(module):
    assert set(fdnn_core.NAMES[module]) <= set(importlib.import_module(f"fdnn_core.{module}").__all__)


def test_every_public_name_can_be_imported_from_the_package():
    for name in dir(fdnn_core):
        assert getattr(fdnn_core, name) is not None, name
    assert dir(fdnn_core) == sorted(name for names in fdnn_core.NAMES.values() for name in names)
    assert set(dir(fdnn_core)) - set(fdnn_core.__all__) == {"abs"}
    assert len(set(fdnn_core.__all__)) == len(fdnn_core.__all__)


def test_a_star_import_replaces_no_builtin():
    namespace = {}
    exec("from fdnn_core import *", namespace)
    assert namespace.keys() - {"__builtins__"} == set(fdnn_core.__all__)
    assert not namespace.keys() & vars(builtins).keys() - {"__builtins__"}
    assert fdnn_core.abs([-1.0]) == 1


def test_the_version_is_that_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert fdnn_core.__version__ == project["project"]["version"]


def test_importing_the_package_imports_none_of_its_modules():
    code = "import sys, fdnn_core; print([name for name in sys.modules if name.startswith('fdnn_core.')])"
    finished = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert finished.stdout.strip() == "[]"


def test_an_unknown_name_raises_attribute_error():
    with pytest.raises(AttributeError, match="module 'fdnn_core' has no attribute 'nothing'"):
        _ = fdnn_core.nothing


def listed_names(module):
    """Return the `__all__` of a module of the project; None if it has none or is a package without code."""
    file = ROOT.joinpath(*module.split("."))
    file = file / "__init__.py" if file.is_dir() else file.with_suffix(".py")
    for node in ast.parse(file.read_text(encoding="utf-8")).body if file.exists() else ():
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            return ast.literal_eval(node.value) if isinstance(node.value, ast.List) else None
    return None


@pytest.mark.parametrize("folder", ["fdnn_core", "demos", "tests"])
def test_a_name_that_another_module_imports_is_public(folder):
    private = []
    for file in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            if module.partition(".")[0] not in ("fdnn_core", "demos"):
                continue
            listed = listed_names(module)
            path = ROOT.joinpath(*module.split("."))
            private += [
                f"{file.relative_to(ROOT)}: {module}.{alias.name}"
                for alias in node.names
                if not ((path / alias.name).is_dir() or (path / f"{alias.name}.py").exists())
                and (alias.name.startswith("_") if listed is None else alias.name not in listed)
                and alias.name != "__version__"
            ]
    assert private == []
