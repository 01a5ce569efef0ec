import ast
import re
from pathlib import Path

import pytest

import fdnn_core
from demos.publish.content.api_reference import pages, redirects

CORE = Path(fdnn_core.__file__).parent
TOPICS = dict.fromkeys(module.partition(".")[0] for module in fdnn_core.NAMES)


def test_there_is_a_page_for_each_subpackage_with_public_names():
    assert list(pages()) == ["index", *(topic.replace("_", "-") for topic in TOPICS)]


def test_every_public_name_is_on_one_page_and_in_the_overview():
    overview, *topics = pages().values()
    shown = [line for page in topics for line in page.splitlines() if line.startswith("::: ")]
    assert sorted(shown) == sorted(f"::: fdnn_core.{name}" for name in dir(fdnn_core))
    for name in dir(fdnn_core):
        assert overview.count(f"[fdnn_core.{name}]") == 1


@pytest.mark.parametrize("topic", TOPICS)
def test_a_page_begins_with_the_docstring_of_its_subpackage(topic):
    docstring = ast.get_docstring(ast.parse((CORE / topic / "__init__.py").read_text(encoding="utf-8")))
    _, _, body = pages()[topic.replace("_", "-")].partition("\n# ")
    assert body.partition("\n## ")[0].partition("\n")[2].strip() == docstring


def test_an_old_address_leads_to_a_page_that_exists():
    for old, html in redirects().items():
        (address,) = set(re.findall(r"\.\./([a-z-]+)/", html))
        assert old not in pages()
        assert address in pages()
