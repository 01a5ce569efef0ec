"""Between Python and the page: values come as JSON beside flat arrays, figures leave the same way.

An array in the JSON is ``{"array": index, "shape": [...]}``: the index says which of the flat arrays it is.
What the page has already, because the demo returned the very same object before, is null: a figure, or one of
its groups of points.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import zip_longest
from typing import Any

import numpy as np
from numpy.typing import NDArray

from demos import load
from demos.essay.claims import load_claim
from demos.kit import export
from demos.kit.controls import ControlError
from demos.kit.figures import Axis, Document, Figure, Frame, Frames, Image, Scatter

Flat = NDArray[Any]


#: Each demo's frames to come and the one the page shows.
_frames: dict[str, Frames] = {}
_shown: dict[str, Frame] = {}


def run(name: str, values: str, arrays: Sequence[Any] = ()) -> tuple[str, list[Flat]]:
    """Run a demo on values as the page sends them, up to its first frame.

    The answer holds figures and progress, or the error as a message.
    """

    def begin(flat: list[Flat]) -> str:
        _frames[name] = load(name).frames(**_decode(values, arrays))
        return _next(name, None, flat)

    return _answer(begin)


def advance(name: str, looked_away: bool = False) -> tuple[str, list[Flat]]:
    """Go on to the next frame of a demo that takes time; it is told if the reader `looked_away` meanwhile."""
    return _answer(partial(_next, name, looked_away))


def forget() -> None:
    """Begin anew, as with a page that shows nothing yet."""
    _frames.clear()
    _shown.clear()


def save(name: str, figure: str, form: str) -> tuple[str, list[Flat]]:
    """Return one of the figures that the page shows in one of `export.FORMS`."""

    def write(_: list[Flat]) -> str:
        if name not in _shown:
            raise ValueError("Python has started anew since this figure was drawn: change a control first")
        return json.dumps({"file": export.FORMS[form](_shown[name].figures[figure])})

    return _answer(write)


def compute(name: str) -> tuple[str, list[Flat]]:
    """Compute what a claim states; the answer has both numbers as text, and whether they agree."""

    def check(_: list[Flat]) -> str:
        claim = load_claim(name)
        found = claim.compute()
        answer = {"stated": claim.text, "computed": f"{found:.6g}", "agrees": claim.agrees(found)}
        return json.dumps(answer)

    return _answer(check)


def _next(name: str, looked_away: bool | None, flat: list[Flat]) -> str:
    shown = _shown.get(name)
    try:
        frame = _frames[name].send(looked_away)
    except StopIteration:
        frame = replace(_shown[name], progress=1.0)
    known = shown.figures if shown else {}
    news = {key: _news(figure, known.get(key)) for key, figure in frame.figures.items()}
    answer = json.dumps({"figures": news, "progress": frame.progress}, default=partial(_plain, flat))
    _shown[name] = frame
    return answer


def _news(figure: Figure, known: Figure | None) -> Figure | None:
    if figure is known:
        return None
    if isinstance(figure, Scatter) and isinstance(known, Scatter):
        pairs = zip_longest(figure.groups, known.groups[: len(figure.groups)])
        return replace(figure, groups=[None if group is old else group for group, old in pairs])  # type: ignore[misc]
    return figure


def _answer(work: Callable[[list[Flat]], str]) -> tuple[str, list[Flat]]:
    flat: list[Flat] = []
    try:
        return f'{{"answer": {work(flat)}}}', flat
    except ControlError as refusal:
        error = {"message": str(refusal), "control": refusal.control}
    except MemoryError:
        error = {"message": "There is not enough memory in this browser for that."}
    except Exception as fault:  # whatever goes wrong in a demo, the reader gets a sentence and keeps the page
        error = {"message": f"{type(fault).__name__}: {fault}"}
    return json.dumps({"error": error}), []


def _plain(flat: list[Flat], value: Any) -> Any:
    """Return what JSON can hold of a value that is not JSON's; an array goes beside it."""
    if isinstance(value, np.ndarray):
        flat.append(np.ascontiguousarray(value).reshape(-1))
        return {"array": len(flat) - 1, "shape": value.shape}
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, Image):
        return {
            "kind": "Image",
            "title": value.title,
            "summary": value.summary,
            "range": value.range,
            "levels": value.levels,
            "palette": value.palette,
        }
    if isinstance(value, Document):
        return {"kind": "Document", "title": value.title, "summary": value.summary, "name": value.name}
    if isinstance(value, Axis):
        return {**vars(value), "ticks": value.ticks}
    fields = {name: getattr(value, name) for name in _fields(value.__class__)}
    return {"kind": type(value).__name__, **fields} if isinstance(value, Figure) else fields


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """Return the names of a dataclass's fields; `TypeError` for what is none, and so cannot be sent."""
    return tuple(field.name for field in dataclasses.fields(kind))


def _decode(values: str, arrays: Sequence[Any]) -> dict[str, Any]:
    def array(item: Any) -> Any:
        if isinstance(item, dict) and "array" in item:
            return np.asarray(arrays[item["array"]]).reshape(item["shape"])
        return item

    return {name: array(item) for name, item in json.loads(values).items()}
