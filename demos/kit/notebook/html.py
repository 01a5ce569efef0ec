"""Show a figure in a notebook, as HTML without a script."""

from __future__ import annotations

import base64
import io
from html import escape

from IPython.display import Audio
from PIL import Image as Raster

from demos.kit.drawing import svg
from demos.kit.figures import Clip, Document, Figure, Image, Plot, Question, Scatter, Sentence, Sound, Table
from demos.kit.typesetting import typeset

_PAPER = "background: white"  # the notebook may be dark, and the lines are drawn dark


def figure_html(figure: Figure) -> str:
    """Return the figure under its title and over its summary, as wide as its picture."""
    width = "width: min-content" if isinstance(figure, Plot | Scatter | Image) else "max-width: 40em"
    caption = f"<figcaption><b>{_text(figure.title)}</b></figcaption>"
    summary = f"<p><small>{_text(figure.summary)}</small></p>"
    style = f"{width}; margin: 0 1.5em 0 0; line-height: 1.4"
    return f'<figure style="{style}">{caption}{_body(figure)}{summary}</figure>'


def _text(text: str) -> str:
    return escape(typeset(text))


def _body(figure: Figure) -> str:
    match figure:
        case Plot():
            return _picture(figure.title, svg(figure).encode(), "svg+xml", "width: 420px")
        case Scatter():
            return _picture(figure.title, svg(figure).encode(), "svg+xml")
        case Image(pixels=pixels):
            file = io.BytesIO()
            Raster.fromarray(pixels).save(file, "png")
            image = _picture(figure.title, file.getvalue(), "png", "width: 256px; image-rendering: pixelated")
            return f"{image}<br>{_text(figure.range)}" if figure.range else image
        case Table():
            return figure.html()
        case Sound(clips=clips):
            return "".join(map(_player, clips))
        case Question(prompt=prompt, answer=answer, explanation=explanation):
            answered = answer if isinstance(answer, str) else f"{answer:g}"
            details = _text(f"{answered}. {explanation}")
            return f"<details><summary>{_text(prompt)}</summary>{details}</details>"
        case Sentence(text=text):
            return "" if text == figure.summary else f"<p>{_text(text)}</p>"
        case Document():
            return ""
        case _:
            raise TypeError(f"figure must be one that can be shown, got {figure.kind}")


def _picture(title: str, content: bytes, kind: str, style: str = "") -> str:
    data = base64.b64encode(content).decode()
    return f'<img alt="{_text(title)}" style="{_PAPER}; {style}" src="data:image/{kind};base64,{data}">'


def _player(clip: Clip) -> str:
    sound = Audio(clip.samples, rate=clip.rate, normalize=False)  # type: ignore[no-untyped-call]
    source = sound.src_attr()  # type: ignore[no-untyped-call]
    return f'<p>{_text(clip.label)}<br><audio controls loop src="{source}"></audio></p>'
