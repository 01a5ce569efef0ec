import ast
import builtins
import importlib
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import fdnn_core

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
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    assert fdnn_core.__version__ == project["project"]["version"]


def test_importing_the_package_imports_none_of_its_modules():
    code = "import sys, fdnn_core; print([name for name in sys.modules if name.startswith('fdnn_core.')])"
    finished = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert finished.stdout.strip() == "[]"


def test_an_unknown_name_raises_attribute_error():
    with pytest.raises(AttributeError, match="module 'fdnn_core' has no attribute 'nothing'"):
        _ = fdnn_core.nothing
