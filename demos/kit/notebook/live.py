"""Show a demo in a notebook: its controls as widgets, its figures below them."""

from __future__ import annotations

import time
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from ipywidgets import HTML, Box, Button, FloatProgress, HBox, Play, VBox, Widget

from demos import load
from demos.kit.controls import Mask
from demos.kit.declare import Demo, described
from demos.kit.figures import Document, Figure, Figures, Frame
from demos.kit.notebook.fields import Field, field, form, value_of_text
from demos.kit.notebook.html import element, figure_html, html

_MAX_FRAMES = 1_000_000  # upper end of the player's counter, more than any demo yields


class Live:
    """A demo with widgets that call it: put it at the end of a cell.

    The demo may be one of the project's, by name, or a function that is decorated with `demo` in the notebook
    itself; nothing of the site is needed.

    Parameters
    ----------
    demo : Demo or str
        A demo, or its name as for `demos.load`.
    **values
        First values of the controls, as for a call of the demo or as the field shows them: both "relu" and
        "ReLU". A mask, a sound of your own and a function can be given only here.

    Attributes
    ----------
    fields : mapping of str to Field
        The field of each parameter; ``fields["bias"].input.value = 0.3`` acts like the mouse.
    figures : mapping of str to Figure
        Figures of the last values that were accepted.
    message : HTML
        What was wrong with the last values; empty if they were accepted.
    player : Play
        Play, pause and stop of a demo that takes time; adding 1 to its value computes one frame.

    Raises
    ------
    ControlError
        If a value is not accepted.

    Examples
    --------
    >>> from typing import Annotated
    >>> from demos.kit.controls import Slider
    >>> from demos.kit.declare import demo
    >>> from demos.kit.figures import Sentence
    >>> @demo(title="Doubling")
    ... def doubling(x: Annotated[int, Slider(0, 9, label="x")] = 4):
    ...     return {"twice": Sentence(title="Twice", summary="Twice x.", text=str(2 * x))}
    >>> live = Live(doubling, x=3)
    >>> live.figures["twice"].text
    '6'
    """

    def __init__(self, demo: Demo | str, **values: Any) -> None:
        if isinstance(demo, str):
            demo = load(demo)
        texts = {name: value for name, value in values.items() if isinstance(value, str)}
        values |= {
            name: value_of_text(demo.controls[name], text)
            for name, text in texts.items()
            if name in demo.controls
        }
        self.demo = demo
        self._given = {**demo.defaults, **values}
        self._frames = demo.frames(**values)
        self.figures: Figures = {}
        self.message = HTML()
        self.player = Play(max=_MAX_FRAMES, show_repeat=False)
        self._progress = FloatProgress(max=1.0)
        self._stage = Box(layout={"flex_flow": "row wrap", "align_items": "flex-start"})
        self._drawn: dict[str, HTML] = {}
        self._drawing = 0.0  # seconds that drawing took last time
        self.fields: Mapping[str, Field] = {
            name: field(name, control, self._given[name], self._restart)
            for name, control in demo.controls.items()
            if not isinstance(control, Mask)
        }
        self._show_relevant()
        self._show(next(self._frames))
        self.player.observe(self._moved, "value")
        self.box = VBox([form(demo.controls, self.fields), self.message, *self._play(), self._stage])

    def _repr_mimebundle_(self, **options: Any) -> Any:
        return self.box._repr_mimebundle_(**options)

    @property
    def values(self) -> dict[str, Any]:
        """Values of the controls, as the demo is called with them."""
        return {**self._given, **{name: one.read() for name, one in self.fields.items()}}

    def _play(self) -> list[Widget]:
        if not self.demo.takes_time:
            return []
        step = Button(description="Step", layout={"width": "auto"})
        step.on_click(lambda _: setattr(self.player, "value", self.player.value + 1))
        return [HBox([HTML(escape(self.demo.action)), self.player, step, self._progress])]

    def _restart(self) -> None:
        """Call the demo with the values of the controls."""
        try:
            self._show_relevant()
            self._frames = self.demo.frames(**self.values)
            self._show(next(self._frames))
        except Exception as error:  # a notebook hides errors that widgets raise: show a sentence
            self._report(error)

    def _moved(self, change: Any) -> None:
        """Show the next frame, or restart if the player was stopped."""
        if change.new == 0:
            self._restart()
            return
        try:
            frame = self._next()
            if frame:
                self._show(frame)
            else:
                self.player.playing = False
                self._progress.value = 1.0
        except Exception as error:
            self._report(error)

    def _next(self) -> Frame | None:
        """Return the next frame; of a demo that measures, the last one computed within a drawing time."""
        until = time.perf_counter() + self._drawing
        last = None
        for frame in self._frames:
            if not (self.demo.action and self.player.playing) or time.perf_counter() >= until:
                return frame
            last = frame
        return last

    def _report(self, error: Exception) -> None:
        self.player.playing = False
        self.message.value = html(element("p", element("b", described(error)), role="alert"))

    def _show_relevant(self) -> None:
        """Hide the fields of controls that have no effect."""
        values = self.values
        for name, one in self.fields.items():
            relevant = self.demo.controls[name].is_relevant(values)
            one.box.layout.display = None if relevant else "none"

    def _show(self, frame: Frame) -> None:
        begin = time.perf_counter()
        for key, figure in frame.figures.items():
            if figure is not self.figures.get(key):
                self._drawn.setdefault(key, HTML()).value = figure_html(figure)
        self.figures = frame.figures
        self.message.value = ""
        self._progress.value = frame.progress
        self._stage.children = [self._place(key, figure) for key, figure in frame.figures.items()]
        self._drawing = time.perf_counter() - begin

    def _place(self, key: str, figure: Figure) -> Widget:
        """Return the drawing of the figure, with a button below it if it is a file."""
        if not isinstance(figure, Document):
            return self._drawn[key]
        save = Button(description=f"Save {figure.name}", layout={"width": "auto"})
        save.on_click(lambda _: Path(figure.name).write_text(figure.write(), encoding="utf-8"))
        return VBox([self._drawn[key], save])
