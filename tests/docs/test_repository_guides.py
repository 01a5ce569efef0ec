"""What README.md and CONTRIBUTING.md say about the repository is true: paths, targets and the example."""

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from textwrap import dedent

import pytest

from demos.kit.figures import Figure

ROOT = Path(__file__).parents[2]
GUIDES = ("README.md", "CONTRIBUTING.md")
EACH = pytest.mark.parametrize("guide", GUIDES)
#: Paths of the example and of any demo, and what a build or a command writes.
NOT_COMMITTED = re.compile(
    r"my[_-]demo|^(demo\.py|page\.md|__init__\.py|run\.json|gpu\.json)$|^(site|build|\.venv|\.cache)/"
)
#: A path has a folder or an extension; code with other signs is not a path.
PATH = re.compile(r"[\w./*-]+(/|\.(py|js|mjs|md|json|toml|yml|css|j2|ipynb))[\w./*-]*")


def text_of(guide):
    return (ROOT / guide).read_text(encoding="utf-8")


def paths_in(text):
    """Return the relative paths in the code spans and links of Markdown."""
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    spans = re.findall(r"`([^`]+)`", prose) + re.findall(r"\]\(([^)#:]+)\)", prose)
    return sorted({span for span in spans if PATH.fullmatch(span) and not NOT_COMMITTED.search(span)})


@EACH
def test_every_path_exists(guide):
    paths = paths_in(text_of(guide))
    assert len(paths) > 5
    assert [path for path in paths if not any(ROOT.glob(path.rstrip("/")))] == []


@EACH
def test_every_make_target_exists(guide):
    targets = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))
    used = set(re.findall(r"(?:^|`)make ([a-z]+)", text_of(guide), re.MULTILINE))
    assert used
    assert used <= targets


def test_the_example_of_a_demo_runs(tmp_path):
    block = re.search(r"^( *)```python\n(.*?)^\1```", text_of("CONTRIBUTING.md"), re.DOTALL | re.MULTILINE)
    example = dedent(block[2])
    (tmp_path / "demo.py").write_text(example, encoding="utf-8")
    spec = spec_from_file_location("example_demo", tmp_path / "demo.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    figures = module.my_demo(frequency=7)
    assert list(figures) == ["wave"]
    assert isinstance(figures["wave"], Figure)
