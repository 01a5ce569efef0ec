"""Social card: the preview image that other sites show for a link to a page."""

from __future__ import annotations

import io
import textwrap
from functools import cache

import matplotlib as mpl

from demos import load
from demos.kit import drawing
from demos.kit.figures import Figure, Image, Plot, Scatter

WIDTH, HEIGHT = 1200, 630  # pixels, the size of Open Graph images
_DPI = 200
_BACKGROUND = "#fbfaf7"
_RIGHT_HALF = (0.46, 0.04, 0.5, 0.92)  # area of a picture: left, bottom, width, height, relative to the card
_BELOW_TITLE = (0.03, 0.02, 0.94, 0.7)  # area of a plot
_CHARACTERS_PER_LINE = {_RIGHT_HALF: 17, _BELOW_TITLE: 38}  # of the title


def social_card(title: str, demo: str) -> bytes:
    """Return a PNG file with a page's title and a figure of a demo."""
    figure = _main_figure(demo)
    canvas = drawing.draw(figure)
    canvas.set_size_inches(WIDTH / _DPI, HEIGHT / _DPI)
    canvas.set_facecolor(_BACKGROUND)
    area = _RIGHT_HALF if isinstance(figure, Image) else _BELOW_TITLE
    canvas.get_layout_engine().set(rect=area)  # type: ignore[union-attr, call-arg]
    for axes in canvas.axes:
        axes.set_facecolor(_BACKGROUND)
    lines = textwrap.fill(title, _CHARACTERS_PER_LINE[area])
    canvas.text(0.04, 0.92, lines, size=17, family="serif", weight="bold", verticalalignment="top")
    file = io.BytesIO()
    with mpl.rc_context({"savefig.facecolor": "auto"}):
        canvas.savefig(file, format="png", dpi=_DPI)
    return file.getvalue()


@cache
def _main_figure(demo: str) -> Figure:
    """Return the demo's figure "result", or else its first image or chart."""
    figures = load(demo)()
    drawable = [figure for figure in figures.values() if isinstance(figure, Image | Plot | Scatter)]
    return figures.get("result", drawable[0])
