"""The HTML of a demo before Python starts: its controls, and the figures of its defaults."""

from __future__ import annotations

import base64
import html
import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from PIL import Image as Raster
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from demos import folder
from demos.kit import drawing
from demos.kit.declare import Demo
from demos.kit.figures import (
    Document,
    Figure,
    Figures,
    Image,
    Plot,
    Question,
    Scatter,
    Sentence,
    Sound,
    Table,
)
from demos.kit.typesetting import typeset
from demos.publish.content import citation

_HERE = Path(__file__).parent
ROOT = _HERE.parents[2]
COARSE = 64  # pixels of a matrix's side up to which each is shown as a square, as in image.js
_ENVIRONMENT = Environment(loader=FileSystemLoader(_HERE), autoescape=True, trim_blocks=True)
_ENVIRONMENT.filters["typeset"] = lambda text: typeset(str(text))
_TEMPLATE = _ENVIRONMENT.get_template("element.html.j2")


def render(demo: Demo, bibtex: str, megabytes: float, packages_megabytes: float = 0.0) -> str:
    """Return the demo as HTML.

    `bibtex` cites it; `megabytes` is what a start of Python downloads, then what its action does.
    """
    figures = demo()
    questions = [figure for figure in figures.values() if isinstance(figure, Question)]
    return _TEMPLATE.render(
        demo=demo,
        figures=_in_order(figures),
        asks=any(not question.at_once for question in questions),
        questions_at_once=[question for question in questions if question.at_once],
        bibtex=bibtex,
        address=citation.ADDRESS,
        date=citation.DATE,
        megabytes=f"{megabytes:.1f}",
        packages_megabytes=f"{packages_megabytes:.1f}",
        kind=lambda thing: type(thing).__name__,
        number=lambda value: f"{value:g}",
        still=_still,
        named=_named,
        sources=[(path.relative_to(ROOT).as_posix(), _highlighted(path)) for path in _files(demo.name)],
    )


def _in_order(figures: Figures) -> Mapping[str, Figure]:
    """Return the figures with sentences first, where the page puts them: none moves while the rest loads."""
    shown = {key: figure for key, figure in figures.items() if not isinstance(figure, Question)}
    return dict(sorted(shown.items(), key=lambda item: not isinstance(item[1], Sentence)))


def _files(name: str) -> list[Path]:
    home = folder(name)
    rest = sorted(path for path in home.glob("*.py") if path.name not in ("demo.py", "__init__.py"))
    return [home / "demo.py", *rest]


def _highlighted(path: Path) -> Markup:
    return Markup(
        highlight(path.read_text(), PythonLexer(), HtmlFormatter(cssclass="highlight", wrapcode=True))
    )


def _named(figure: Figure | Mapping[str, Any]) -> list[tuple[Any, int]]:
    """Return the series or groups that a legend names, each with how it is dashed."""
    match figure:
        case Plot(series=drawn) | Scatter(groups=drawn):
            return list(zip(drawn, figure.dashes, strict=True))
    return []


def _still(figure: Figure) -> Markup:
    """Return the figure as HTML that needs no script."""
    match figure:
        case Plot() | Scatter():
            return _chart(figure)
        case Image(pixels=pixels):
            file = io.BytesIO()
            Raster.fromarray(pixels).save(file, "webp", quality=80)
            source = f"data:image/webp;base64,{base64.b64encode(file.getvalue()).decode()}"
            coarse = "fdnn-coarse" if max(pixels.shape[:2]) <= COARSE else ""
            return Markup('<img src="{}" alt="{}" class="{}">').format(source, typeset(figure.title), coarse)
        case Table():
            return Markup(figure.html())
        case Sentence(text=text) | Document(summary=text):
            return Markup(f"<p>{html.escape(typeset(text))}</p>")
        case Sound(clips=clips):
            buttons = (
                f'<button type="button" disabled>▶ {html.escape(typeset(clip.label))}</button>'
                for clip in clips
            )
            return Markup("".join(buttons))
        case _:
            raise TypeError(f"figure must be one that can be shown, got {type(figure).__name__}")


def _chart(figure: Figure) -> Markup:
    """Return matplotlib's drawing with the page's own type and colours, one size that scales."""
    drawn = drawing.svg(figure, legend=False)
    for role, colour in drawing.COLOURS.items():
        drawn = drawn.replace(colour, f"var(--fdnn-{role})")
    drawn = re.sub(
        r"<metadata>.*?</metadata>|<style.*?</style>"
        r'| (?:id="[a-z]+(?:_\d+)+"|width="[\d.]+pt"|height="[\d.]+pt")',
        "",
        drawn,
        flags=re.DOTALL,
    )
    drawn = re.sub(' style="([^"]*)"', _as_attributes, drawn)  # the pages' policy allows no inline style
    label = f'<svg stroke-linejoin="round" role="img" aria-label="{html.escape(typeset(figure.title))}"'
    return Markup(drawn.replace("<svg", label, 1))


def _as_attributes(style: re.Match[str]) -> str:
    pairs = (declaration.partition(":") for declaration in style[1].split(";"))
    return "".join(f' {name.strip()}="{value.strip()}"' for name, _, value in pairs)
