"""A demo in a notebook: its controls as widgets, its figures below them."""

from __future__ import annotations

import time
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from ipywidgets import HTML, Box, Button, FloatProgress, HBox, Play, VBox, Widget

from demos.kit.controls import ControlError, Mask
from demos.kit.declare import Demo
from demos.kit.figures import Document, Figure, Figures, Frame
from demos.kit.notebook.fields import Field, field, form
from demos.kit.notebook.stills import still

_MOMENTS = 1_000_000  # more than a demo has frames: the player counts them


class Live:
    """A demo whose widgets call it: put it at the end of a cell.

    Parameters
    ----------
    demo : Demo
        As `demos.load` returns it.
    **values
        Where its controls begin, as for a call; a mask and a sound of one's own can be given only so.

    Attributes
    ----------
    fields : mapping of str to Field
        By parameter; ``fields["bias"].input.value = 0.3`` is what a reader does with the mouse.
    figures : mapping of str to Figure
        The last good ones, as the demo returned them.
    message : HTML
        What was wrong with the last values; empty if nothing was.
    player : Play
        Of a demo that takes time: play, pause and stop; one more is one frame further.

    Raises
    ------
    ControlError
        If a value is refused.
    """

    def __init__(self, demo: Demo, **values: Any) -> None:
        self.demo = demo
        self._given = {**demo.defaults, **values}
        self._frames = demo.frames(**values)
        self.figures: Figures = {}
        self.message = HTML()
        self.player = Play(max=_MOMENTS, show_repeat=False)
        self._progress = FloatProgress(max=1.0)
        self._stage = Box(layout={"flex_flow": "row wrap", "align_items": "flex-start"})
        self._drawn: dict[str, HTML] = {}
        self._drawing = 0.0  # seconds
        self.fields: Mapping[str, Field] = {
            name: field(name, control, self._given[name], self._begin)
            for name, control in demo.controls.items()
            if not isinstance(control, Mask)
        }
        self._show_what_matters()
        self._show(next(self._frames))
        self.player.observe(self._moved, "value")
        self.box = VBox([form(demo.controls, self.fields), self.message, *self._play(), self._stage])

    def _repr_mimebundle_(self, **options: Any) -> Any:
        return self.box._repr_mimebundle_(**options)

    @property
    def values(self) -> dict[str, Any]:
        """What the controls are set to, as the demo is called with it."""
        return {**self._given, **{name: one.read() for name, one in self.fields.items()}}

    def _play(self) -> list[Widget]:
        if not self.demo.takes_time:
            return []
        step = Button(description="Step", layout={"width": "auto"})
        step.on_click(lambda _: setattr(self.player, "value", self.player.value + 1))
        return [HBox([HTML(escape(self.demo.action)), self.player, step, self._progress])]

    def _begin(self) -> None:
        """Start anew with the values that the controls have."""
        try:
            self._show_what_matters()
            self._frames = self.demo.frames(**self.values)
            self._show(next(self._frames))
        except Exception as error:  # a notebook hides what a widget raises: the reader gets a sentence
            self._refuse(error)

    def _moved(self, change: Any) -> None:
        """Go one frame further, or to the beginning if the player was stopped."""
        if change.new == 0:
            self._begin()
            return
        try:
            frame = self._next()
            if frame:
                self._show(frame)
            else:
                self.player.playing = False
                self._progress.value = 1.0
        except Exception as error:
            self._refuse(error)

    def _next(self) -> Frame | None:
        """Return the next frame; while it measures, the one after measuring for as long as drawing takes."""
        until = time.perf_counter() + self._drawing
        last = None
        for frame in self._frames:
            if not (self.demo.action and self.player.playing) or time.perf_counter() >= until:
                return frame
            last = frame
        return last

    def _refuse(self, error: Exception) -> None:
        self.player.playing = False
        told = str(error) if isinstance(error, ControlError) else f"{type(error).__name__}: {error}"
        self.message.value = f'<p role="alert"><b>{escape(told)}</b></p>'

    def _show_what_matters(self) -> None:
        values = self.values
        for name, one in self.fields.items():
            when = self.demo.controls[name].when
            matters = all(values[other] in allowed for other, allowed in when.items())
            one.box.layout.display = None if matters else "none"

    def _show(self, frame: Frame) -> None:
        begin = time.perf_counter()
        for key, figure in frame.figures.items():
            if figure is not self.figures.get(key):
                self._drawn.setdefault(key, HTML()).value = still(figure)
        self.figures = frame.figures
        self.message.value = ""
        self._progress.value = frame.progress
        self._stage.children = [self._place(key, figure) for key, figure in frame.figures.items()]
        self._drawing = time.perf_counter() - begin

    def _place(self, key: str, figure: Figure) -> Widget:
        """Return the figure's drawing, below it a button if it is a file."""
        if not isinstance(figure, Document):
            return self._drawn[key]
        save = Button(description=f"Save {figure.name}", layout={"width": "auto"})
        save.on_click(lambda _: Path(figure.name).write_text(figure.write(), encoding="utf-8"))
        return VBox([self._drawn[key], save])
