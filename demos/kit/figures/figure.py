"""The base class of all figures, and the types that several kinds of figure share."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from importlib import import_module
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

#: A numpy array; the shape is given where it matters.
Array = NDArray[Any]

#: What a series or a group of points stands for. It decides the colour, the same in every figure.
Role = Literal["before", "after", "theory", "third", "fourth", "fifth"]


class FigureError(ValueError):
    """An error in the data of a figure; the message names the figure."""


class Part:
    """A dataclass whose fields the page receives as an object."""

    def fields(self) -> dict[str, Any]:
        """Return the fields by name: JSON values, arrays and further parts."""
        return {field.name: getattr(self, field.name) for field in fields(self)}  # type: ignore[arg-type]

    def set_read_only(self, name: str, *arrays: str) -> None:
        """Replace the arrays in these fields by read-only views, so that no caller can change a figure.

        `name` says in error messages which figure, or which part of one, this is.
        """
        for field in arrays:
            value = getattr(self, field)
            if not isinstance(value, np.ndarray):
                raise FigureError(f"{name}: {field} must be a numpy array, got {type(value).__name__}")
            if value.dtype.kind not in "buif":
                raise FigureError(f"{name}: {field} must hold real numbers, got dtype {value.dtype}")
            view = value.view()
            view.flags.writeable = False
            object.__setattr__(self, field, view)


@dataclass(frozen=True, kw_only=True)
class Figure(Part):
    """Base of all figures.

    Attributes
    ----------
    title : str
        Heading of the figure.
    summary : str
        Sentence that replaces the figure where it cannot be seen.
    """

    title: str
    summary: str

    def __post_init__(self) -> None:
        check_text(f"figure {self.title!r}", "title and summary", (self.title, self.summary))

    @property
    def kind(self) -> str:
        """Name of the figure's class, by which the page chooses how to draw it."""
        return type(self).__name__

    def message(self, sent: Figure | None = None) -> dict[str, Any]:
        """Return what the page receives: the kind and the fields, as JSON values, arrays and parts.

        `sent` is the figure that the page already shows in this place; what both share need not be repeated.
        """
        return {"kind": self.kind, **self.fields()}

    def csv_rows(self) -> Iterable[Iterable[Any]]:
        """Return the figure's numbers as rows of a CSV file, the column names first if there are any."""
        raise NotImplementedError

    def csv(self) -> str:
        """Return the figure's numbers as comma-separated values; cells without a number (NaN) are empty."""
        text = io.StringIO()
        rows = ([None if cell != cell else cell for cell in row] for row in self.csv_rows())
        csv.writer(text, lineterminator="\n").writerows(rows)
        return text.getvalue()

    def _repr_html_(self) -> str:
        """Return HTML that shows the figure in a notebook."""
        # Imported only here, in a notebook: the module needs matplotlib and IPython, and imports figures.
        html: str = import_module("demos.kit.notebook.html").figure_html(self)
        return html


def check_option(figure: str, field: str, value: object, options: Any) -> None:
    """Raise FigureError unless `value` is one of the strings of a Literal type."""
    allowed = get_args(options)
    if value not in allowed:
        raise FigureError(f"{figure}: {field} must be one of {', '.join(allowed)}, got {value!r}")


def check_text(figure: str, field: str, values: Sequence[object]) -> None:
    """Raise FigureError unless all values are strings."""
    for value in values:
        if not isinstance(value, str):
            raise FigureError(f"{figure}: {field} must be text, got {value!r} ({type(value).__name__})")
