"""What README.md and CONTRIBUTING.md say about the repository is true: paths, targets and the example."""

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from demos.kit.figures import Figure

ROOT = Path(__file__).parents[2]
GUIDES = ("README.md", "CONTRIBUTING.md")
EACH = pytest.mark.parametrize("guide", GUIDES)
#: Paths that are examples or are made by a build.
NOT_COMMITTED = re.compile(r"my[_-]demo|<|^(site|build|\.venv|\.cache)\b|^run\.json$|^gpu\.json$")
#: File extensions of names without a folder that must be files at the root.
FILE = re.compile(r"\.(py|js|mjs|md|json|toml|yml|css|j2|ipynb|lock|cff)$")


def text_of(guide):
    return (ROOT / guide).read_text(encoding="utf-8")


def paths_in(text):
    """Return the relative paths in the code spans and links of Markdown."""
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    spans = re.findall(r"`([^`\s]+)`", prose) + re.findall(r"\]\(([^)#:\s]+)\)", prose)
    paths = {span for span in spans if ("/" in span or FILE.search(span)) and re.fullmatch(r"[\w./*{},-]+", span)}
    return sorted(path for path in paths if not NOT_COMMITTED.search(path))


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
    example = next(code for code in re.findall(r"```python\n(.*?)```", text_of("CONTRIBUTING.md"), re.DOTALL))
    (tmp_path / "demo.py").write_text(example, encoding="utf-8")
    spec = spec_from_file_location("example_demo", tmp_path / "demo.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    figures = module.my_demo(frequency=7)
    assert list(figures) == ["wave"]
    assert isinstance(figures["wave"], Figure)
