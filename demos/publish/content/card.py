"""The picture that stands for a page where others link to it: its title, and a figure that its demo draws."""

from __future__ import annotations

import io
import textwrap
from functools import cache

import matplotlib as mpl

from demos import load
from demos.kit import drawing
from demos.kit.figures import Figure, Image, Plot, Scatter

WIDTH, HEIGHT = 1200, 630  # pixels, as those who show such cards ask for
_DPI = 200
_PAPER = "#fbfaf7"
_BESIDE = (0.46, 0.04, 0.5, 0.92)  # where a picture stands: left, bottom, width, height, of the card
_BELOW = (0.03, 0.02, 0.94, 0.7)  # and where a plot does
_LINE = {_BESIDE: 17, _BELOW: 38}  # characters of the title that fit


def card(title: str, demo: str) -> bytes:
    """Return the card as a PNG file."""
    figure = _shown(demo)
    canvas = drawing.draw(figure)
    canvas.set_size_inches(WIDTH / _DPI, HEIGHT / _DPI)
    canvas.set_facecolor(_PAPER)
    place = _BESIDE if isinstance(figure, Image) else _BELOW
    canvas.get_layout_engine().set(rect=place)  # type: ignore[union-attr, call-arg]
    for axes in canvas.axes:
        axes.set_facecolor(_PAPER)
    words = textwrap.fill(title, _LINE[place])
    canvas.text(0.04, 0.92, words, size=17, family="serif", weight="bold", verticalalignment="top")
    file = io.BytesIO()
    with mpl.rc_context({"savefig.facecolor": "auto"}):
        canvas.savefig(file, format="png", dpi=_DPI)
    return file.getvalue()


@cache
def _shown(demo: str) -> Figure:
    """Return what a demo comes to, else its first figure that is a picture of something."""
    figures = load(demo)()
    pictures = [figure for figure in figures.values() if isinstance(figure, Image | Plot | Scatter)]
    return figures.get("result", pictures[0])
