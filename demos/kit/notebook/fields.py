"""Make the notebook widgets of controls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

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
from demos.kit.declare import function_name
from demos.kit.figures import Array
from demos.kit.notebook.html import element, html
from demos.kit.typesetting import NO_BREAK, typeset
from demos.kit.uploads import read_picture

OWN = "your own"


class Field(NamedTuple):
    """The widget of a control.

    Attributes
    ----------
    box : DOMWidget
        Everything that is shown for the control.
    input : ValueWidget
        The widget in the box that holds the value.
    read : callable
        Function that returns the value for the demo.
    """

    box: DOMWidget
    input: ValueWidget
    read: Callable[[], Any]


def field(name: str, control: Control, value: Any, changed: Callable[[], None]) -> Field:
    """Return the field of a control, set to `value`; `changed` is called whenever another value is set."""
    look = {
        "description": typeset(control.label),
        "tooltip": typeset(control.help),
        "style": {"description_width": "10em"},
        "layout": {"width": "auto"},
    }
    match control:
        case Slider():
            made = _plain(_slider(control, value, look))
        case Choice(options=options):
            labels = [(label, key) for key, label in options.items()]
            if callable(value):
                labels.append((function_name(value), value))
            made = _plain(Dropdown(options=labels, value=value, **look))
        case Switch():
            made = _plain(Checkbox(value=value, indent=True, **look))
        case Seed(high=high):
            made = _plain(BoundedIntText(value=value, max=high, **look))
        case Picture() | Recording():
            made = _media(name, control, value, changed, look)
        case Documents():
            made = _documents(control, value)
        case _:
            raise TypeError(f"control must be one that a notebook can show, got {control.kind}")
    made.input.observe(lambda _: changed(), "value")
    return made


def form(controls: Mapping[str, Control], fields: Mapping[str, Field]) -> DOMWidget:
    """Return the fields in columns, those of each section under its heading."""
    sections: dict[str, list[DOMWidget]] = {"": []}
    for name, one in fields.items():
        section = controls[name].section or list(sections)[-1]
        sections.setdefault(section, []).append(one.box)
    columns = {"grid_template_columns": "repeat(auto-fill, minmax(24em, 1fr))"}
    parts: list[DOMWidget] = []
    for section, boxes in sections.items():
        parts += [HTML(html(element("b", section)))] if section else []
        parts.append(GridBox(boxes, layout=columns))
    return VBox(parts)


def _plain(widget: ValueWidget) -> Field:
    return Field(widget, widget, lambda: widget.value)


def _slider(control: Slider, value: float, look: dict[str, Any]) -> ValueWidget:
    """Return a slider over exact values: one over a range would return what its pixels round to."""
    options = [(control.shown(number), number) for number in sorted({*control.steps, value})]
    return SelectionSlider(options=options, value=value, **look)


def _media(
    name: str, control: Picture | Recording, value: Any, changed: Callable[[], None], look: dict[str, Any]
) -> Field:
    """Return a choice from the library, and beside it an upload if the control takes a picture."""
    given = None if isinstance(value, str) else value
    names = [(label, key) for key, label in control.options.items()]
    takes_files = isinstance(control, Picture)
    owns = [(OWN, OWN)] if takes_files or given is not None else []
    choice = Dropdown(options=[*names, *owns], value=OWN if given is not None else value, **look)
    upload = FileUpload(accept="image/*", description="", tooltip="a file", layout={"flex": "0 0 5em"})

    def read() -> Any:
        if choice.value != OWN:
            return choice.value
        if isinstance(control, Picture) and upload.value:
            return _picture(name, upload.value[0]["name"], bytes(upload.value[0]["content"]), control.side)
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
def _picture(name: str, file: str, content: bytes, side: int) -> Array:
    """Return the picture in a file for the control `name`, or raise ControlError."""
    try:
        return read_picture(content, side)
    except ValueError as error:
        raise ControlError(name, f"cannot use {file}: {error}") from error


def value_of_text(control: Control, text: str) -> Any:
    """Return the value that a field shows as this text, such as "relu" for "ReLU"; else the text itself."""
    match control:
        case Choice(options=options) | Picture(options=options) | Recording(options=options):
            shown = {label: key for key, label in options.items()} | {key: key for key in options}
        case Slider():
            shown = {_as_typed(control.shown(step)): step for step in control.steps}
        case _:
            shown = {}
    return shown.get(text, shown.get(_as_typed(text), text))


def _as_typed(text: str) -> str:
    """Return a text with the space and the hyphen that a keyboard has."""
    return text.replace(NO_BREAK, " ").replace("−", "-")


def _documents(control: Documents, given: Any) -> Field:
    """Return an upload of files, which follow those in `given`."""
    upload = FileUpload(
        accept=control.accept, multiple=True, description=typeset(control.label), layout={"width": "auto"}
    )

    def read() -> Any:
        return [*given, *upload.value]

    return Field(upload, upload, read)
