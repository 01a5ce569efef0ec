"""API reference from the docstrings: a page for each subpackage of fdnn_core, a section for each module."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from demos.publish.content.templating import render, render_markdown
from fdnn_core import NAMES

_CORE = Path(__file__).parents[3] / "fdnn_core"
#: New file names of the pages that were renamed, by their old ones.
_RENAMED = {
    "comparing": "metrics",
    "measuring": "timing",
    "phase-and-magnitude": "phase",
    "sparse-products": "sparse",
    "sparsity": "spectra",
    "the-cliff": "cliff",
}


@cache
def topics() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Return the public names of each module, by the subpackage that holds the module."""
    found: dict[str, dict[str, Sequence[str]]] = {}
    for module, names in NAMES.items():
        found.setdefault(module.partition(".")[0], {})[module] = names
    return found


def pages() -> dict[str, str]:
    """Return the Markdown of each page by file name without suffix; "index" is the overview."""
    written = {
        _file_name(topic): render_markdown(
            "api_topic",
            topic=topic,
            title=_title(topic),
            introduction=_docstring(_CORE / topic / "__init__.py"),
            sections=[
                (_title(module), _docstring(_CORE / f"{module.replace('.', '/')}.py"), names)
                for module, names in modules.items()
            ],
        )
        for topic, modules in topics().items()
    }
    overview = [
        (_title(topic), _file_name(topic), [name for names in modules.values() for name in names])
        for topic, modules in topics().items()
    ]
    return {"index": render_markdown("api_overview", topics=overview)} | written


def redirects() -> dict[str, str]:
    """Return the HTML of a page at each old address, which leads to the new one; by old file name."""
    return {old: render("redirect", address=f"../{new}/", title=_title(new)) for old, new in _RENAMED.items()}


def _file_name(topic: str) -> str:
    return topic.replace("_", "-")


def _title(module: str) -> str:
    """Return a heading for a module or subpackage: "closed_forms" is "Closed forms"."""
    return module.rpartition(".")[2].strip("_").replace("_", " ").capitalize()


def _docstring(path: Path) -> str:
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
