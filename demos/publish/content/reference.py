"""The reference: every public name of the core, topic by topic, from its docstrings."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from fdnn_core import NAMES

_CORE = Path(__file__).parents[3] / "fdnn_core"
#: Titles of the topics, which are the subpackages of the core.
TOPICS: Mapping[str, str] = {
    "transforms": "Transforms",
    "activations": "Activations",
    "closed_forms": "Closed forms",
    "spectra": "Spectra",
    "phase": "Phase and magnitude",
    "metrics": "Metrics",
    "signals": "Signals and images",
    "operators": "Operators",
    "learning": "Learning",
    "sparse": "Sparse products",
    "timing": "Timing",
    "cliff": "The sparsity cliff",
}


@cache
def names() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Return the public names of each module by topic."""
    topics: dict[str, dict[str, Sequence[str]]] = {topic: {} for topic in TOPICS}
    for module, listed in NAMES.items():
        topics[module.partition(".")[0]][module] = listed
    return topics


def pages() -> dict[str, str]:
    """Return the Markdown of each page by its file's name."""
    return {"index": _overview()} | {_file(topic): _page(topic) for topic in TOPICS}


def _file(topic: str) -> str:
    return topic.replace("_", "-")


def _overview() -> str:
    lines = [
        f"* [{title}]({_file(topic)}.md): "
        + ", ".join(f"[`{name}`][fdnn_core.{name}]" for listed in names()[topic].values() for name in listed)
        for topic, title in TOPICS.items()
    ]
    words = "Every public name of `fdnn_core`. All are imported from the package, which needs numpy alone."
    head = _head("API reference", words.replace("`", ""), "hide: [toc]\n") + f"{words}\n\n"
    return head + "\n".join(lines) + "\n"


def _page(topic: str) -> str:
    title = TOPICS[topic]
    head = _head(title, f"{title}: the functions and classes of fdnn_core.{topic}, from their docstrings.")
    return head + "\n".join(_section(module, listed) for module, listed in names()[topic].items())


def _head(title: str, description: str, options: str = "") -> str:
    return f'---\ntitle: {title}\ndescription: "{description}"\n{options}---\n\n# {title}\n\n'


def _section(module: str, listed: Sequence[str]) -> str:
    title = module.rpartition(".")[2].strip("_").replace("_", " ").capitalize()
    shown = "\n".join(f"::: fdnn_core.{name}\n" for name in listed)
    source = (_CORE / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8")
    return f"## {title}\n\n{ast.get_docstring(ast.parse(source))}\n\n{shown}"
