"""Controls as the widgets of a notebook."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple

import numpy as np
from ipywidgets import (
    HTML,
    BoundedIntText,
    Checkbox,
    DOMWidget,
    Dropdown,
    FileUpload,
    GridBox,
    HBox,
    SelectionSlider,
    ValueWidget,
    VBox,
)
from PIL import Image, ImageOps

from demos.kit.controls import (
    Choice,
    Control,
    ControlError,
    Documents,
    Picture,
    Recording,
    Seed,
    Slider,
    Switch,
)
from demos.kit.figures import Array

OWN = "your own"


class Field(NamedTuple):
    """What is seen of a control, the widget in it that holds the value, and the value a demo receives."""

    box: DOMWidget
    input: ValueWidget
    read: Callable[[], Any]


def field(name: str, control: Control, value: Any, changed: Callable[[], None]) -> Field:
    """Return the field of a control at a value it takes; `changed` is called when it is set to another."""
    look = {
        "description": control.label,
        "tooltip": control.help,
        "style": {"description_width": "10em"},
        "layout": {"width": "auto"},
    }
    match control:
        case Slider():
            made = _plain(_slider(control, value, look))
        case Choice(options=options):
            made = _plain(
                Dropdown(options=[(words, key) for key, words in options.items()], value=value, **look)
            )
        case Switch():
            made = _plain(Checkbox(value=value, indent=True, **look))
        case Seed(high=high):
            made = _plain(BoundedIntText(value=value, max=high, **look))
        case Picture() | Recording():
            made = _media(name, control, value, changed, look)
        case Documents():
            made = _documents(control, value)
        case _:
            raise TypeError(f"control must be one that a notebook has, got {type(control).__name__}")
    made.input.observe(lambda _: changed(), "value")
    return made


def form(controls: Mapping[str, Control], fields: Mapping[str, Field]) -> DOMWidget:
    """Return the fields in columns, those of a section under its name."""
    sections: dict[str, list[DOMWidget]] = {"": []}
    for name, one in fields.items():
        section = controls[name].section or list(sections)[-1]
        sections.setdefault(section, []).append(one.box)
    columns = {"grid_template_columns": "repeat(auto-fill, minmax(24em, 1fr))"}
    parts: list[DOMWidget] = []
    for section, boxes in sections.items():
        parts += [HTML(f"<b>{escape(section)}</b>")] if section else []
        parts.append(GridBox(boxes, layout=columns))
    return VBox(parts)


def _plain(widget: ValueWidget) -> Field:
    return Field(widget, widget, lambda: widget.value)


def _slider(control: Slider, value: float, look: dict[str, Any]) -> ValueWidget:
    """Return a slider over exact values: one over a range sends back what its pixels round to."""
    decimals = max(0, -int(Decimal(str(control.step)).as_tuple().exponent))
    count = round((control.high - control.low) / control.step)
    steps = [round(control.low + i * control.step, decimals) for i in range(count + 1)]
    options = [(control.shown(number), number) for number in sorted({*steps, value})]
    return SelectionSlider(options=options, value=value, **look)


def _media(
    name: str, control: Picture | Recording, value: Any, changed: Callable[[], None], look: dict[str, Any]
) -> Field:
    """Return a choice from the library, beside it an upload if it is of pictures."""
    given = None if isinstance(value, str) else value
    names = [(key.replace("_", " "), key) for key in control.library]
    takes_files = isinstance(control, Picture)
    owns = [(OWN, OWN)] if takes_files or given is not None else []
    choice = Dropdown(options=[*names, *owns], value=OWN if given is not None else value, **look)
    upload = FileUpload(accept="image/*", description="", tooltip="a file", layout={"flex": "0 0 5em"})

    def read() -> Any:
        if choice.value != OWN:
            return choice.value
        if isinstance(control, Picture) and upload.value:
            return _picture(upload.value[0]["content"].tobytes(), control.side)
        if given is None:
            raise ControlError(name, "needs a file: upload one")
        return given

    def uploaded(_: Any) -> None:
        if choice.value == OWN:
            changed()
        choice.value = OWN

    upload.observe(uploaded, "value")
    return Field(HBox([choice, upload]) if takes_files else choice, choice, read)


@lru_cache(maxsize=4)
def _picture(file: bytes, side: int) -> Array:
    """Return the square in a picture's middle, (side, side, 3) sRGB bytes, as the page does."""
    with Image.open(io.BytesIO(file)) as picture:
        upright = ImageOps.exif_transpose(picture).convert("RGB")
        return np.asarray(ImageOps.fit(upright, (side, side)))


def _documents(control: Documents, given: Any) -> Field:
    """Return an upload of files, which come after those that were given."""
    upload = FileUpload(
        accept=control.accept, multiple=True, description=control.label, layout={"width": "auto"}
    )

    def read() -> Any:
        files = [{"name": file["name"], "text": bytes(file["content"]).decode()} for file in upload.value]
        return [*given, *files]

    return Field(upload, upload, read)
