"""HTML and Markdown from the Jinja templates in templates/."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from demos.kit.typesetting import typeset

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=lambda name: str(name).endswith(".html.j2"),
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters["typeset"] = lambda text: typeset(str(text))


def render(template: str, **values: Any) -> Markup:
    """Return the HTML of templates/`template`.html.j2; text that it inserts is escaped."""
    return Markup(_TEMPLATES.get_template(f"{template}.html.j2").render(values))


def render_inline(template: str, **values: Any) -> Markup:
    """Return the HTML of a template for use inside a sentence, without its line breaks and indentation."""
    return Markup(re.sub(r"\n *", "", render(template, **values)))


def render_markdown(template: str, **values: Any) -> str:
    """Return the Markdown of templates/`template`.md.j2."""
    return _TEMPLATES.get_template(f"{template}.md.j2").render(values)


def python_code(code: str) -> Markup:
    """Return Python code as HTML with syntax highlighting."""
    return Markup(highlight(code, PythonLexer(), HtmlFormatter(cssclass="highlight", wrapcode=True)))
