"""A figure as a file: its numbers as CSV, its picture as SVG, a document as it is."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from demos.kit.figures import Document, Figure, Image, Plot, Question, Scatter, Sentence, Sound, Table
from demos.kit.words import as_typed


def to_csv(figure: Figure) -> str:
    """Return the figure's numbers as comma-separated values, with a header where the columns have names."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(_rows(figure))
    return as_typed(text.getvalue())


def _rows(figure: Figure) -> Iterable[Iterable[Any]]:
    match figure:
        case Plot(x=x, series=series):
            yield [figure.x_axis.label, *(s.label for s in series)]
            yield from zip(x.tolist(), *(s.y.tolist() for s in series), strict=True)
        case Scatter(groups=groups):
            yield ["group", figure.x_axis.label, figure.y_axis.label, "low", "high", "note"]
            for group in groups:
                ends = (group.y if end is None else end for end in (group.low, group.high))
                rows = (group.x, group.y, *ends)
                notes = group.notes or [""] * group.x.size
                columns = zip(*(row.tolist() for row in rows), notes, strict=True)
                yield from ([group.label, *column] for column in columns)
        case Document(name=name):
            yield [name]
        case Image(values=values):
            yield from values.reshape(values.shape[0], -1).tolist()
        case Table(columns=columns, rows=rows):
            yield columns
            yield from rows
        case Sound(clips=clips):
            yield [f"{clip.label} at {clip.rate:g} Hz" for clip in clips]
            yield from zip(*(clip.samples.tolist() for clip in clips), strict=True)
        case Sentence(text=text):
            yield [text]
        case Question(prompt=prompt, answer=answer):
            yield [prompt, answer]
        case _:
            raise TypeError(f"figure must be of a known kind, got {type(figure).__name__}")


def to_svg(figure: Figure) -> str:
    """Return the figure drawn by matplotlib."""
    from demos.kit.drawing import svg  # matplotlib is fetched only for this

    return svg(figure)


def to_file(figure: Figure) -> str:
    """Return the document that the figure stands for."""
    if not isinstance(figure, Document):
        raise TypeError(f"figure must be a document, got {type(figure).__name__}")
    return figure.write()


FORMS: Mapping[str, Callable[[Figure], str]] = {"csv": to_csv, "svg": to_svg, "file": to_file}
