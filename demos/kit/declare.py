"""A demo: one function whose signature declares its controls and whose return value declares its figures."""

from __future__ import annotations

import inspect
from collections import deque
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from functools import cached_property
from importlib import import_module
from typing import Any, get_type_hints

import numpy as np

from demos.kit.controls import Control, ControlError
from demos.kit.figures import Figure, FigureError, Figures, Frame, Frames


class DemoError(TypeError):
    """A mistake in the code of a demo; the message names the demo, the place and the control values."""


class Demo:
    """A function and the controls in its signature; call it with values of the controls to get figures.

    A demo that takes time is a generator of frames; a call returns the figures of the last one. A demo with
    an `action` does something that only the reader should start, such as measuring the machine: a call
    returns the figures of its first frame, and `frames` continues.
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
        self.__name__ = self.name
        self.__signature__ = _keyword_only(inspect.signature(function))

    @cached_property
    def controls(self) -> Mapping[str, Control]:
        """The control of each parameter, in the order of the signature."""
        try:
            hints = get_type_hints(self.function, include_extras=True)
        except Exception as error:
            raise DemoError(f"{self.name}: the annotations cannot be evaluated: {error}") from error
        controls = {}
        for name in self.__signature__.parameters:
            annotation = hints.get(name)
            found = [part for part in getattr(annotation, "__metadata__", ()) if isinstance(part, Control)]
            if len(found) != 1:
                raise DemoError(
                    f"{self.name}: parameter {name!r} must be annotated with one control, as in "
                    f"Annotated[int, Slider(1, 9, label='Count')], got {_described(annotation)}"
                )
            controls[name] = found[0]
        return controls

    @cached_property
    def defaults(self) -> Mapping[str, Any]:
        """The default value of each parameter."""
        defaults = {name: parameter.default for name, parameter in self.__signature__.parameters.items()}
        for name, value in defaults.items():
            if value is inspect.Parameter.empty:
                raise DemoError(f"{self.name}: parameter {name!r} must have a default value")
        return defaults

    @cached_property
    def source(self) -> str:
        """The source code of the Python file that holds the demo."""
        return inspect.getsource(inspect.getmodule(self.function) or self.function)

    @cached_property
    def takes_time(self) -> bool:
        """Whether the demo yields frames."""
        return inspect.isgeneratorfunction(self.function)

    def __reduce__(self) -> tuple[Callable[[str, str], Demo], tuple[str, str]]:
        """Pickle and copy the demo by its name, as a function."""
        return _imported, (self.function.__module__, self.function.__qualname__)

    def __call__(self, **values: Any) -> Figures:
        """Check the values against the controls and return the figures."""
        frames = self.frames(**values)
        return (next(frames) if self.action else deque(frames, maxlen=1).pop()).figures

    def frames(self, **values: Any) -> Frames:
        """Check the values against the controls and return the frames, computed one by one."""
        for name in values:
            if name not in self.controls:
                raise ControlError(
                    name, f"is not a control of {self.name}, which has {', '.join(self.controls)}"
                )
        chosen = {**self.defaults, **values}
        resolved = {name: c.resolve(name, chosen[name]) for name, c in self.controls.items()}
        return self._frames(resolved, chosen)

    def _frames(self, resolved: Mapping[str, Any], chosen: Mapping[str, Any]) -> Frames:
        """Yield the checked frames; an error names the demo and the values in `chosen`."""
        try:
            result = self.function(**resolved)
            if not isinstance(result, Generator):
                yield _checked(Frame(result, 1.0))
                return
            with closing(result):
                was_hidden, count = None, 0
                while True:
                    try:
                        frame = result.send(was_hidden)
                    except StopIteration:
                        break
                    was_hidden = yield _checked(frame)
                    count += 1
            if not count:
                raise FigureError("the demo must yield at least one frame, got none")
        except ControlError:
            raise
        except FigureError as error:
            raise DemoError(f"{self._call(chosen)}: {error}") from error
        except Exception as error:
            error.add_note(f"in {self._call(chosen)}")
            raise

    def _call(self, values: Mapping[str, Any]) -> str:
        """Return the demo's call with these values, arrays abbreviated."""
        return f"{self.name}({', '.join(f'{name}={_brief(value)}' for name, value in values.items())})"


def _imported(module: str, name: str) -> Demo:
    """Return a demo by the names of its module and its function."""
    found: Demo = getattr(import_module(module), name)
    return found


def _keyword_only(signature: inspect.Signature) -> inspect.Signature:
    """Return the signature of a call of the demo, whose values are given by name."""
    parameters = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in signature.parameters.values()]
    return signature.replace(parameters=parameters)


def _described(annotation: Any) -> str:
    return "no annotation" if annotation is None else str(getattr(annotation, "__name__", annotation))


def _brief(value: Any) -> str:
    """Return a value as in a call; an array by its shape, a function by its name."""
    if isinstance(value, np.ndarray):
        return f"<array of shape {value.shape}>"
    return function_name(value) if callable(value) else repr(value)


def function_name(function: Callable[..., Any]) -> str:
    """Return the name of a callable, or of its class."""
    return str(getattr(function, "__name__", type(function).__name__))


def described(error: Exception) -> str:
    """Return an error as a sentence: its type and message, and the call in which it occurred."""
    if isinstance(error, ControlError | DemoError):
        return str(error)
    return ", ".join([f"{type(error).__name__}: {error}", *getattr(error, "__notes__", ())])


def _checked(frame: Frame) -> Frame:
    """Return the frame, or raise FigureError if it does not map names to figures."""
    if not isinstance(frame, Frame):
        raise FigureError(f"the demo must yield frames, got {type(frame).__name__}")
    if not isinstance(frame.figures, Mapping):
        got = type(frame.figures).__name__
        raise FigureError(f"the demo must return a dict of figures by name, got {got}")
    for key, figure in frame.figures.items():
        if not isinstance(figure, Figure):
            raise FigureError(f"figure {key!r} must be a Figure, got {type(figure).__name__}")
    return frame


def demo(
    *, title: str, action: str = "", packages: Sequence[str] = ()
) -> Callable[[Callable[..., Figures] | Callable[..., Frames]], Demo]:
    """Decorate a function as a demo.

    Parameters
    ----------
    title : str
        Name that the reader sees.
    action : str
        Label of the button that computes the frames after the first, for what only the reader should start.
    packages : sequence of str
        Packages that a page downloads before these frames.
    """
    return lambda function: Demo(function, title, action, packages)
