"""The figures a demo returns: data, not pixels, so that page, notebook and printer each draw it well.

Every figure has a title and a summary: the sentence that stands for it where it cannot be seen.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from demos.kit.colours import Scale, levels, palette
from demos.kit.words import typeset, typeset_all

#: Numbers; their shape is told where it matters.
Array = NDArray[Any]

#: What a series or a column stands for; it decides the colour, the same in every figure.
Role = Literal["before", "after", "theory", "third", "fourth", "fifth"]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """What all figures have; its texts are typeset."""

    title: str
    summary: str
    _texts: ClassVar[Sequence[str]] = ("title", "summary")

    def __post_init__(self) -> None:
        for name in self._texts:
            object.__setattr__(self, name, typeset(getattr(self, name)))


@dataclass(frozen=True)
class Axis:
    """An axis of a plot: its label, with the unit in it, and its scale.

    On the scale "nines", for shares near one, 0.9, 0.99 and 0.999 lie equally far apart: it is the logarithm
    of 1 / (1 - x). It needs both ends, and says where its ticks are.
    """

    label: str
    scale: Literal["linear", "log", "nines"] = "linear"
    low: float | None = None
    high: float | None = None

    @property
    def ticks(self) -> Sequence[float]:
        """Where the ticks are; empty if whoever draws may choose."""
        return (0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999) if self.scale == "nines" else ()


@dataclass(frozen=True)
class Series:
    """One row of numbers over the plot's x; NaN leaves a gap."""

    label: str
    y: Array  # (points,)
    role: Role
    mark: Literal["line", "stems", "dots"] = "line"


@dataclass(frozen=True)
class Plot(Figure):
    """Lines, stems and dots over one common x."""

    x: Array  # (points,), increasing
    series: Sequence[Series]
    x_axis: Axis
    y_axis: Axis
    chosen: float | None = None  # the x that the reader looks at

    def __post_init__(self) -> None:
        super().__post_init__()
        for series in self.series:
            if series.y.shape != self.x.shape:
                raise ValueError(
                    f"series {series.label!r} must have shape {self.x.shape}, got {series.y.shape}"
                )


@dataclass(frozen=True)
class Group:
    """Points of one kind, each with a note that says where it comes from; NaN leaves a gap.

    A "path" joins its dots, a "trail" does so faintly, "rings" are hollow, "line" and "dashes" have none.
    """

    label: str
    x: Array  # (points,)
    y: Array  # (points,)
    role: Role
    mark: Literal["dots", "rings", "path", "trail", "line", "dashes"] = "dots"
    low: Array | None = None  # (points,), the ends of the interval around y
    high: Array | None = None
    notes: Sequence[str] = ()

    def __post_init__(self) -> None:
        lengths = {self.x.size, *(len(row) for row in (self.y, self.low, self.high) if row is not None)}
        if len({*lengths, len(self.notes) or self.x.size}) != 1:
            raise ValueError(f"group {self.label!r} must have {self.x.size} of each, got {lengths}")
        object.__setattr__(self, "notes", typeset_all(self.notes))


@dataclass(frozen=True)
class Scatter(Figure):
    """Groups of points, each over an x of its own."""

    groups: Sequence[Group]
    x_axis: Axis
    y_axis: Axis
    chosen: float | None = None  # the x that the reader looks at


@dataclass(frozen=True)
class Image(Figure):
    """A picture of values from `low` to `high`: (H, W) on a scale of colours, or (H, W, 3) sRGB."""

    values: Array
    scale: Scale = "grey"
    low: float = 0.0
    high: float = 1.0
    unit: str = ""

    @cached_property
    def levels(self) -> NDArray[np.uint8]:
        """The values as bytes, from 0 for `low` to 255 for `high`."""
        return levels(self.values, self.low, self.high)

    @property
    def palette(self) -> NDArray[np.uint8] | None:
        """The (256, 4) RGBA colours of the levels; None for sRGB values, which are colours themselves."""
        return palette(self.scale) if self.values.ndim == 2 else None

    @property
    def pixels(self) -> NDArray[np.uint8]:
        """The picture as (H, W, 3) or (H, W, 4) bytes."""
        return self.levels if self.palette is None else self.palette[self.levels]

    @property
    def range(self) -> str:
        """What the darkest and the brightest value are, where that is not plain 0 and 1."""
        plain = (self.low, self.high, self.unit) == (0, 1, "")
        return "" if plain else typeset(f"{self.low:.3g} … {self.high:.3g} {self.unit}".strip())


@dataclass(frozen=True)
class Table(Figure):
    """Words and numbers in rows; the first cell of a row names it."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]

    def __post_init__(self) -> None:
        super().__post_init__()
        cells = iter(typeset_all([*self.columns, *chain.from_iterable(self.rows)]))
        object.__setattr__(self, "columns", tuple(islice(cells, len(self.columns))))
        object.__setattr__(self, "rows", [tuple(islice(cells, len(row))) for row in self.rows])


@dataclass(frozen=True)
class Sentence(Figure):
    """What happened, in words."""

    text: str
    _texts: ClassVar[Sequence[str]] = ("title", "summary", "text")


@dataclass(frozen=True)
class Document(Figure):
    """A file that the reader may take along; it is written when asked for."""

    name: str
    write: Callable[[], str]


@dataclass(frozen=True)
class Clip:
    """A sound to be played: samples in [-1, 1]; a short one is repeated without a gap."""

    label: str
    samples: Array
    rate: float  # samples a second


@dataclass(frozen=True)
class Sound(Figure):
    """Sounds to be compared; they are matched in loudness by whoever makes them."""

    clips: Sequence[Clip]


@dataclass(frozen=True)
class Question(Figure):
    """Something for the reader to guess before the figures in `hides` are shown: a number, or an option."""

    prompt: str
    answer: float | str
    explanation: str
    hides: Sequence[str] = ()
    options: Sequence[str] = ()
    at_once: bool = False  # asked from the start, not when the reader wishes
    _texts: ClassVar[Sequence[str]] = ("title", "summary", "prompt", "explanation")


def prediction(
    prompt: str, answer: float | str, explanation: str, hides: Sequence[str], options: Sequence[str] = ()
) -> Question:
    """Return a question that is asked when the reader wishes to guess before seeing."""
    return Question(
        title="Predict, then see",
        summary="A question to answer before the figures are shown.",
        prompt=prompt,
        answer=answer,
        explanation=explanation,
        hides=hides,
        options=options,
    )


Figures = Mapping[str, Figure]


@dataclass(frozen=True)
class Frame:
    """One moment of a demo that takes time: what to show, and how far it has come, from 0 to 1."""

    figures: Figures
    progress: float


#: What a demo that takes time is. A `yield` gives back whether the reader looked away since the last one.
Frames = Generator[Frame, bool | None, None]
