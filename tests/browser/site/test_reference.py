"""The API reference: every public name has one heading, parsed sections and its examples."""

import inspect
import re

import fdnn_core


def test_every_public_name_has_one_heading(site):
    pages = [path.read_text() for path in (site / "reference").rglob("index.html")]
    headings = [name for page in pages for name in re.findall(r'<h3 id="fdnn_core\.(\w+)"', page)]
    assert sorted(headings) == sorted(dir(fdnn_core))


def test_every_section_of_a_docstring_is_parsed(site):
    underline = re.compile(
        r"<p>[^<]*\n-{3,}|<h\d[^>]*>\s*(?:Parameters|Returns|Raises|References|Examples)\b"
    )
    for path in (site / "reference").rglob("index.html"):
        assert not underline.search(path.read_text()), path


def test_examples_keep_their_prompts(site):
    everything = " ".join(path.read_text() for path in (site / "reference").rglob("index.html"))
    with_examples = [
        name for name in dir(fdnn_core) if ">>> " in (inspect.getdoc(getattr(fdnn_core, name)) or "")
    ]
    assert len(with_examples) > len(dir(fdnn_core)) / 2
    assert everything.count('<span class="gp">&gt;&gt;&gt; </span>') >= len(with_examples)


def test_an_old_address_leads_to_the_new_page(page):
    page.goto("reference/the-cliff/")
    page.wait_for_url("**/reference/cliff/")
