"""Show a figure in a notebook, as HTML without a script."""

from __future__ import annotations

import base64
import io
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from IPython.display import Audio
from PIL import Image as Raster

from demos.kit.drawing import svg
from demos.kit.figures import Clip, Document, Figure, Image, Plot, Question, Scatter, Sentence, Sound, Table
from demos.kit.typesetting import typeset

_PAPER = "background: white"  # the notebook may be dark, and the lines are drawn dark


def element(tag: str, *content: Element | str, **attributes: str) -> Element:
    """Return an HTML element with these texts and elements in it; texts are escaped when it is written.

    Elements are built here because a notebook, other than the site, does not require a template engine.
    """
    made = Element(tag, attributes)
    for part in content:
        if isinstance(part, Element):
            made.append(part)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + part
        else:
            made.text = (made.text or "") + part
    return made


def html(made: Element) -> str:
    """Return the HTML text of an element."""
    return ElementTree.tostring(made, encoding="unicode", method="html")


def figure_html(figure: Figure) -> str:
    """Return the figure under its title and over its summary, as wide as its picture."""
    width = "width: min-content" if isinstance(figure, Plot | Scatter | Image) else "max-width: 40em"
    caption = element("figcaption", element("b", typeset(figure.title)))
    summary = element("p", element("small", typeset(figure.summary)))
    style = f"{width}; margin: 0 1.5em 0 0; line-height: 1.4"
    return html(element("figure", caption, *_body(figure), summary, style=style))


def _body(figure: Figure) -> list[Element | str]:
    match figure:
        case Plot():
            return [_picture(figure.title, svg(figure).encode(), "svg+xml", "width: 420px")]
        case Scatter():
            return [_picture(figure.title, svg(figure).encode(), "svg+xml")]
        case Image(pixels=pixels):
            file = io.BytesIO()
            Raster.fromarray(pixels).save(file, "png")
            image = _picture(figure.title, file.getvalue(), "png", "width: 256px; image-rendering: pixelated")
            return [image, element("br"), typeset(figure.range)] if figure.range else [image]
        case Table():
            return [_table(figure)]
        case Sound(clips=clips):
            return [_player(clip) for clip in clips]
        case Question(prompt=prompt, answer=answer, explanation=explanation):
            answered = answer if isinstance(answer, str) else f"{answer:g}"
            prompted = element("summary", typeset(prompt))
            return [element("details", prompted, typeset(f"{answered}. {explanation}"))]
        case Sentence(text=text):
            return [] if text == figure.summary else [element("p", typeset(text))]
        case Document():
            return []
        case _:
            raise TypeError(f"figure must be one that can be shown, got {figure.kind}")


def _table(table: Table) -> Element:
    columns = [element("th", typeset(cell), scope="col") for cell in table.columns]
    rows = [
        element(
            "tr",
            element("th", typeset(first), scope="row"),
            *(element("td", typeset(cell)) for cell in rest),
        )
        for first, *rest in table.rows
    ]
    return element("table", element("thead", element("tr", *columns)), element("tbody", *rows))


def _picture(title: str, content: bytes, kind: str, style: str = "") -> Element:
    data = base64.b64encode(content).decode()
    source = f"data:image/{kind};base64,{data}"
    return element("img", alt=typeset(title), style=f"{_PAPER}; {style}", src=source)


def _player(clip: Clip) -> Element:
    sound = Audio(clip.samples, rate=clip.rate, normalize=False)  # type: ignore[no-untyped-call]
    source = sound.src_attr()  # type: ignore[no-untyped-call]
    player = element("audio", controls="", loop="", src=source)
    return element("p", typeset(clip.label), element("br"), player)
