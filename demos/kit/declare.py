"""A demo: one function whose signature declares its controls and whose return value declares its figures."""

from __future__ import annotations

import inspect
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, get_type_hints

from demos.kit.controls import Control, ControlError
from demos.kit.figures import Figures, Frame, Frames


class Demo:
    """A function with its controls read off its signature; call it with values to get figures.

    A demo that takes time is a generator of frames; calling it returns the figures of the last one. One with
    an `action` does something that only the reader may wish, such as to measure a machine: called, it returns
    the figures of its first frame, and `frames` goes on.
    """

    def __init__(
        self,
        function: Callable[..., Figures] | Callable[..., Frames],
        title: str,
        action: str = "",
        packages: Sequence[str] = (),
    ) -> None:
        self.function = function
        self.name = function.__name__
        self.title = title
        self.action = action
        self.packages = packages
        self.__doc__ = function.__doc__

    @cached_property
    def controls(self) -> Mapping[str, Control]:
        """The control of each parameter, in the order of the signature."""
        hints = get_type_hints(self.function, include_extras=True)
        controls = {}
        for name in inspect.signature(self.function).parameters:
            found = [c for c in getattr(hints[name], "__metadata__", ()) if isinstance(c, Control)]
            if len(found) != 1:
                raise TypeError(
                    f"{self.name}: parameter {name!r} must be annotated with one control, got {found}"
                )
            controls[name] = found[0]
        return controls

    @cached_property
    def defaults(self) -> Mapping[str, Any]:
        """The default value of each parameter."""
        return {name: p.default for name, p in inspect.signature(self.function).parameters.items()}

    @cached_property
    def source(self) -> str:
        """The Python file that holds the demo."""
        return inspect.getsource(inspect.getmodule(self.function) or self.function)

    @cached_property
    def takes_time(self) -> bool:
        """Whether it has more than one frame."""
        return inspect.isgeneratorfunction(self.function)

    def __call__(self, **values: Any) -> Figures:
        """Check the values against the controls and return the figures."""
        frames = self.frames(**values)
        return (next(frames) if self.action else deque(frames, maxlen=1).pop()).figures

    def frames(self, **values: Any) -> Frames:
        """Check the values against the controls and return the frames, computed one by one."""
        for name in values:
            if name not in self.controls:
                raise ControlError(name, f"is no control of {self.name}: it has {', '.join(self.controls)}")
        chosen = {**self.defaults, **values}
        result = self.function(**{name: c.resolve(name, chosen[name]) for name, c in self.controls.items()})
        return _only(result) if isinstance(result, Mapping) else result


def _only(figures: Figures) -> Frames:
    yield Frame(figures, 1.0)


def demo(
    *, title: str, action: str = "", packages: Sequence[str] = ()
) -> Callable[[Callable[..., Figures] | Callable[..., Frames]], Demo]:
    """Make a function a demo; `title` is what a reader calls it.

    `action` says what its frames after the first are for, `packages` what a page fetches before them.
    """
    return lambda function: Demo(function, title, action, packages)
