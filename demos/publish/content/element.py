"""HTML of a demo before Python starts: its controls, and its figures at the default values."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup
from PIL import Image as Raster

from demos import folder
from demos.kit import drawing
from demos.kit.declare import Demo
from demos.kit.figures import Figure, Figures, Image, Plot, Question, Scatter, Sentence
from demos.kit.typesetting import typeset
from demos.publish.content import citation
from demos.publish.content.templating import python_code, render

ROOT = Path(__file__).parents[3]
COARSE = 64  # pixels; images up to this side show their pixels as squares, also in demos/web/draw/image.js


def demo_html(demo: Demo, bibtex: str, megabytes: float, packages_megabytes: float = 0.0) -> Markup:
    """Return a demo as HTML.

    Parameters
    ----------
    demo : Demo
    bibtex : str
        Citation of the demo.
    megabytes : float
        Download size of a start of Python.
    packages_megabytes : float, optional
        Download size of the packages that the demo's action needs.
    """
    figures = demo()
    questions = [figure for figure in figures.values() if isinstance(figure, Question)]
    return render(
        "demo",
        demo=demo,
        figures=_sentences_first(figures),
        asks=any(not question.at_once for question in questions),
        questions_at_once=[question for question in questions if question.at_once],
        bibtex=bibtex,
        address=citation.ADDRESS,
        date=citation.DATE,
        megabytes=f"{megabytes:.1f}",
        packages_megabytes=f"{packages_megabytes:.1f}",
        kind=lambda thing: type(thing).__name__,
        number=lambda value: f"{value:g}",
        chart=_chart,
        image=_image,
        legend=_legend,
        sources=[
            (path.relative_to(ROOT).as_posix(), python_code(path.read_text(encoding="utf-8")))
            for path in _source_files(demo.name)
        ],
    )


def _sentences_first(figures: Figures) -> Mapping[str, Figure]:
    """Return the figures in the order of the page: with sentences on top, nothing moves while images load."""
    shown = {key: figure for key, figure in figures.items() if not isinstance(figure, Question)}
    return dict(sorted(shown.items(), key=lambda item: not isinstance(item[1], Sentence)))


def _source_files(name: str) -> list[Path]:
    home = folder(name)
    rest = sorted(path for path in home.glob("*.py") if path.name not in ("demo.py", "__init__.py"))
    return [home / "demo.py", *rest]


def _legend(figure: Figure | Mapping[str, Any]) -> list[tuple[Any, int]]:
    """Return the series or groups of a chart's legend, each with the index of its dash pattern."""
    match figure:
        case Plot(series=drawn) | Scatter(groups=drawn):
            return list(zip(drawn, figure.dashes, strict=True))
    return []


def _image(figure: Image) -> Mapping[str, str]:
    """Return the attributes "src" and "class" of an image."""
    file = io.BytesIO()
    Raster.fromarray(figure.pixels).save(file, "webp", quality=80)
    return {
        "src": f"data:image/webp;base64,{base64.b64encode(file.getvalue()).decode()}",
        "class": "fdnn-coarse" if max(figure.pixels.shape[:2]) <= COARSE else "",
    }


def _chart(figure: Plot | Scatter) -> Markup:
    """Return a chart as SVG in the page's own font and colours, scaled by the page's CSS."""
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
    drawn = re.sub(' style="([^"]*)"', _as_attributes, drawn)  # the security policy forbids inline styles
    start = Markup('<svg stroke-linejoin="round" role="img" aria-label="{}"').format(typeset(figure.title))
    return Markup(drawn.replace("<svg", start, 1))


def _as_attributes(style: re.Match[str]) -> str:
    pairs = (declaration.partition(":") for declaration in style[1].split(";"))
    return "".join(f' {name.strip()}="{value.strip()}"' for name, _, value in pairs)
