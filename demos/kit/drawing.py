"""Draw figures with matplotlib: for the posters of the pages, for files and for notebooks."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib as mpl
import matplotlib.figure
import numpy as np
from matplotlib.axes import Axes

from demos.kit.figures import (
    Axis,
    Document,
    Figure,
    Group,
    Image,
    Plot,
    Scatter,
    Sentence,
    Series,
    Sound,
    Table,
)
from demos.kit.typesetting import typeset

#: Colour of each role. The page replaces each by the CSS variable of that name, which follows dark mode.
COLOURS: Mapping[str, str] = {
    "before": "#5b7c99",
    "after": "#c8553d",
    "theory": "#2a2d34",
    "third": "#3d8a5f",
    "fourth": "#8a5fa8",
    "fifth": "#a8842c",
    "ink": "#3c4048",
    "rule": "#d9dce1",
}

#: Lengths of strokes and gaps for each dash pattern, in widths of the line.
_DASHES: Sequence[Sequence[float]] = ((), (4, 2), (1, 2), (4, 2, 1, 2))

_COLUMNS = 2  # in the legend of a scatter chart, whose groups have long names

_STYLE: dict[Any, Any] = {
    "axes.edgecolor": COLOURS["rule"],
    "axes.grid": True,
    "axes.labelcolor": COLOURS["ink"],
    "axes.spines.right": False,
    "axes.spines.top": False,
    "font.size": 9,
    "grid.color": COLOURS["rule"],
    "grid.linewidth": 0.5,
    "legend.frameon": False,
    "svg.fonttype": "none",
    "text.color": COLOURS["ink"],
    "xtick.color": COLOURS["ink"],
    "ytick.color": COLOURS["ink"],
}


def draw(figure: Figure, *, legend: bool = True) -> matplotlib.figure.Figure:
    """Return the figure as a matplotlib figure without its title."""
    with mpl.rc_context(_STYLE):
        canvas = matplotlib.figure.Figure(figsize=_inches(figure, legend), layout="constrained")
        axes = canvas.add_subplot()
        match figure:
            case Plot():
                _plot(axes, figure)
                if legend and len(figure.series) > 1:
                    _legend(axes, len(figure.series))
            case Scatter(groups=groups):
                for group, dash in zip(groups, figure.dashes, strict=True):
                    _group(axes, group, dash)
                _axes(axes, figure)
                if legend and groups:
                    _legend(axes, _COLUMNS)
            case Image():
                axes.imshow(figure.pixels)
                axes.set_axis_off()
            case Sound(clips=clips):
                for clip, role in zip(clips, ("before", "after"), strict=True):
                    seconds = np.arange(clip.samples.size) / clip.rate
                    axes.plot(
                        seconds, clip.samples, label=typeset(clip.label), color=COLOURS[role], linewidth=1
                    )
                axes.set_xlabel("seconds")
                axes.legend()
            case Table(columns=columns, rows=rows):
                cells = [[typeset(cell) for cell in row] for row in (columns, *rows)]
                axes.table(cells[1:], colLabels=cells[0], loc="center", edges="horizontal")
                axes.set_axis_off()
            case Sentence(text=text) | Document(summary=text):
                axes.text(0, 0.5, typeset(text), wrap=True, verticalalignment="center")
                axes.set_axis_off()
            case _:
                raise TypeError(f"figure must be one that can be drawn, got {type(figure).__name__}")
    return canvas


def svg(figure: Figure, *, legend: bool = True) -> str:
    """Return the figure as an SVG document; equal figures give equal documents."""
    with mpl.rc_context({**_STYLE, "svg.hashsalt": figure.title}):
        text = io.StringIO()
        draw(figure, legend=legend).savefig(
            text, format="svg", transparent=True, metadata={"Date": None, "Title": figure.title}
        )
    document = text.getvalue()
    return re.sub(r"^.*?(?=<svg)", "", document, flags=re.DOTALL)


def _inches(figure: Figure, legend: bool) -> tuple[float, float]:
    if isinstance(figure, Scatter):
        lines = math.ceil(len(figure.groups) / _COLUMNS) if legend else 0
        return 7.2, 4.05 + 0.2 * lines
    if not isinstance(figure, Image):
        return 4.8, 2.7
    height, width = figure.values.shape[:2]
    return 3.6 * max(1.0, width / height), 3.6 * max(1.0, height / width)


def _legend(axes: Axes, columns: int) -> None:
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=columns, borderaxespad=0)


def _plot(axes: Axes, plot: Plot) -> None:
    floor = plot.y_axis.low or 0.0
    for series, dash in zip(plot.series, plot.dashes, strict=True):
        _series(axes, plot.x, series, floor, dash)
    _axes(axes, plot)


def _series(axes: Axes, x: np.ndarray, series: Series, floor: float, dash: int) -> None:
    look: dict[str, Any] = {"color": COLOURS[series.role], "label": typeset(series.label)}
    match series.mark:
        case "line":
            axes.plot(x, series.y, linewidth=1.5, linestyle=(0, _DASHES[dash] or None), **look)
        case "stems":
            shift = -0.2 if series.role == "before" else 0.2
            axes.vlines(x + shift, floor, series.y, linewidth=1.8, **look)
        case "dots":
            axes.plot(x + 0.2, series.y, "o", markersize=4, markerfacecolor="none", **look)


def _group(axes: Axes, group: Group, dash: int) -> None:
    colour = COLOURS[group.role]
    line = (0, _DASHES[dash] or None)
    look: Mapping[str, Mapping[str, Any]] = {
        "dots": {"linestyle": "", "marker": "o", "markersize": 3},
        "rings": {"linestyle": "", "marker": "o", "markersize": 3, "markerfacecolor": "none"},
        "path": {"linestyle": line, "marker": "o", "markersize": 3, "linewidth": 1.5},
        "trail": {"linestyle": line, "marker": "o", "markersize": 1.5, "linewidth": 0.8, "alpha": 0.7},
        "line": {"linestyle": line, "linewidth": 1.2},
        "dashes": {"linestyle": line, "linewidth": 1.2},
    }
    axes.plot(group.x, group.y, color=colour, label=typeset(group.label), **look[group.mark])
    if group.low is not None and group.high is not None:
        axes.vlines(group.x, group.low, group.high, color=colour, linewidth=1)


def _axes(axes: Axes, figure: Plot | Scatter) -> None:
    for axis, name in ((figure.x_axis, "x"), (figure.y_axis, "y")):
        _axis(axes, name, axis)
    if figure.chosen is not None:
        axes.axvline(figure.chosen, color=COLOURS["ink"], linewidth=1)


def _axis(axes: Axes, name: str, axis: Axis) -> None:
    if axis.low is not None or axis.high is not None:
        axes.set(**{f"{name}lim": (axis.low, axis.high)})
    axes.set(**{f"{name}label": typeset(axis.label)})
    if axis.scale == "nines":
        functions = (lambda share: -np.log10(np.maximum(1 - share, 1e-12)), lambda nines: 1 - 10**-nines)
        getattr(axes, f"set_{name}scale")("function", functions=functions)
        getattr(axes, f"set_{name}ticks")(axis.ticks, [typeset(f"{100 * share:g} %") for share in axis.ticks])
    else:
        axes.set(**{f"{name}scale": axis.scale})
