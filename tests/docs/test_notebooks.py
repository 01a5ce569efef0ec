"""The notebooks are committed without outputs, run without warnings, and are linked from their pages."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from fdnn_core import read_cliff_record

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "notebooks"
NAMES = sorted(path.stem for path in FOLDER.glob("*.ipynb"))
EACH = pytest.mark.parametrize("name", NAMES)
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def read(name):
    return nbformat.read(FOLDER / f"{name}.ipynb", as_version=nbformat.NO_CONVERT)


@EACH
def test_a_notebook_is_committed_without_outputs(name):
    notebook = read(name)
    nbformat.validate(notebook)
    assert notebook.metadata == METADATA
    for cell in notebook.cells:
        assert cell.metadata == {}
        if cell.cell_type == "code":
            assert (cell.outputs, cell.execution_count) == ([], None)


@EACH
def test_a_notebook_runs_and_every_live_demo_shows_figures(name, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    notebook = read(name)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert outputs
    assert [output.text for output in outputs if output.get("name") == "stderr"] == []
    shown = notebook.metadata.get("widgets", {}).get("application/vnd.jupyter.widget-state+json", {})
    values = [str(widget["state"].get("value", "")) for widget in shown.get("state", {}).values()]
    assert not [value for value in values if 'role="alert"' in value]
    lives = "".join(cell.source for cell in notebook.cells).count("Live(")
    assert sum(value.startswith("<figure") for value in values) >= 4 * lives
    records = [read_cliff_record(path.read_bytes()) for path in tmp_path.glob("*.json")]
    assert len(records) == (name == "measure-your-cliff")


@EACH
def test_the_page_of_a_demo_links_to_its_notebook(name):
    page = ROOT / "demos" / name.replace("-", "_") / "page.md"
    assert not page.exists() or f"(../notebooks/{name}.ipynb)" in page.read_text(encoding="utf-8")


@EACH
def test_the_page_of_notebooks_lists_every_notebook(name):
    assert f"(notebooks/{name}.ipynb)" in (ROOT / "docs" / "notebooks.md").read_text(encoding="utf-8")
