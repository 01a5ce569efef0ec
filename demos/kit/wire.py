"""Messages between Python and the page: values arrive, and figures leave, as JSON beside flat arrays.

An array in the JSON is ``{"array": index, "shape": [...]}``: its index in the list of flat arrays, its shape.
A figure, or a group of points, that the page already shows is null: the demo returned the same object again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from demos import load
from demos.kit.controls import ControlError
from demos.kit.declare import described
from demos.kit.figures import Document, Figure, Frame, Frames
from demos.kit.figures.figure import Part

Flat = NDArray[Any]

#: Of each demo, the frames still to compute and the frame that the page shows.
_frames: dict[str, Frames] = {}
_shown: dict[str, Frame] = {}


def run(name: str, values: str, arrays: Sequence[Any] = ()) -> tuple[str, list[Flat]]:
    """Run a demo, up to its first frame, on the values that the page sends.

    Return an answer with figures and progress, or with an error message, and the flat arrays.
    """

    def begin(flat: list[Flat]) -> str:
        _frames[name] = load(name).frames(**_decode(values, arrays))
        return _next(name, None, flat)

    return answer(begin)


def advance(name: str, was_hidden: bool = False) -> tuple[str, list[Flat]]:
    """Compute the next frame of a demo that takes time; its `yield` returns whether the page was hidden."""
    return answer(partial(_next, name, was_hidden))


def forget() -> None:
    """Forget all frames, as for a page that shows no figure yet."""
    _frames.clear()
    _shown.clear()


def save(name: str, figure: str, form: str) -> tuple[str, list[Flat]]:
    """Return the text of a figure that the page shows, as "csv", "svg" or "file"."""

    def write(_: list[Flat]) -> str:
        if name not in _shown:
            raise ValueError(
                "This figure is from before Python restarted. Change a control, then save again."
            )
        return json.dumps({"file": _FORMS[form](_shown[name].figures[figure])})

    return answer(write)


def _svg(figure: Figure) -> str:
    from demos.kit.drawing import svg  # imports matplotlib, which the page downloads only for this

    return svg(figure)


def _file(figure: Figure) -> str:
    if not isinstance(figure, Document):
        raise TypeError(f"figure must be a document, got {figure.kind}")
    return figure.write()


def _csv(figure: Figure) -> str:
    return "\ufeff" + figure.csv()  # spreadsheets read a file as UTF-8 if it begins with this mark


_FORMS: Mapping[str, Callable[[Figure], str]] = {"csv": _csv, "svg": _svg, "file": _file}


def answer(work: Callable[[list[Flat]], str]) -> tuple[str, list[Flat]]:
    """Return an answer for the page: what `work` returns and the arrays it appends, or an error message."""
    flat: list[Flat] = []
    try:
        return f'{{"answer": {work(flat)}}}', flat
    except ControlError as error:
        fault = {"message": str(error), "control": error.control}
    except MemoryError:
        fault = {"message": "There is not enough memory in this browser for that."}
    except Exception as error:  # whatever goes wrong in a demo, the reader gets a sentence and keeps the page
        fault = {"message": described(error)}
    return json.dumps({"error": fault}), []


def _next(name: str, was_hidden: bool | None, flat: list[Flat]) -> str:
    shown = _shown.get(name)
    try:
        frame = _frames[name].send(was_hidden)
    except StopIteration:
        frame = replace(_shown[name], progress=1.0)
    known = shown.figures if shown else {}
    figures = {
        key: None if figure is known.get(key) else figure.message(known.get(key))
        for key, figure in frame.figures.items()
    }
    message = json.dumps({"figures": figures, "progress": frame.progress}, default=partial(_encode, flat))
    _shown[name] = frame
    return message


def _encode(flat: list[Flat], value: Any) -> Any:
    """Return a JSON value for what JSON cannot hold; the elements of an array are appended to `flat`."""
    if isinstance(value, np.ndarray):
        flat.append(np.ascontiguousarray(value).reshape(-1))
        return {"array": len(flat) - 1, "shape": value.shape}
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, Part):
        return value.fields()
    raise TypeError(f"{type(value).__name__} cannot be sent to the page")


def _decode(values: str, arrays: Sequence[Any]) -> dict[str, Any]:
    def array(item: Any) -> Any:
        if isinstance(item, dict) and "array" in item:
            return np.asarray(arrays[item["array"]]).reshape(item["shape"])
        return item

    return {name: array(item) for name, item in json.loads(values).items()}
