"""Scatter: groups of points, each with its own x, and with intervals and notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Literal

from demos.kit.figures.axis import Axis
from demos.kit.figures.figure import Array, Figure, FigureError, Part, Role, check_option

#: How points are drawn: a "path" joins its dots, a "trail" does so faintly, "rings" are hollow dots; "line"
#: and "dashes" have no dots.
GroupMark = Literal["dots", "rings", "path", "trail", "line", "dashes"]

_PATTERNS = 4  # dash patterns that a drawing has


@dataclass(frozen=True)
class Group(Part):
    """Points that are drawn alike; each may have an interval around y and a note. NaN leaves a gap."""

    label: str
    x: Array  # (points,)
    y: Array  # (points,)
    role: Role
    mark: GroupMark = "dots"
    low: Array | None = None  # (points,), lower end of the interval around y
    high: Array | None = None  # (points,), upper end
    notes: Sequence[str] = ()

    def __post_init__(self) -> None:
        name = f"group {self.label!r}"
        ends = [field for field in ("low", "high") if getattr(self, field) is not None]
        self.set_read_only(name, "x", "y", *ends)
        object.__setattr__(self, "notes", tuple(self.notes))
        check_option(name, "role", self.role, Role)
        check_option(name, "mark", self.mark, GroupMark)
        lengths = {field: len(getattr(self, field)) for field in ("x", "y", *ends)}
        if self.notes:
            lengths["notes"] = len(self.notes)
        if len(set(lengths.values())) != 1:
            listed = ", ".join(f"{count} {field}" for field, count in lengths.items())
            raise FigureError(f"{name} must have the same number of each, got {listed}")


@dataclass(frozen=True)
class Scatter(Figure):
    """Groups of points, each with its own x."""

    groups: Sequence[Group]
    x_axis: Axis
    y_axis: Axis
    chosen: float | None = None  # x of the vertical line that marks a control's value

    @property
    def dashes(self) -> Sequence[int]:
        """Dash pattern of each group, 0 for a solid line: groups of one role and mark get different ones."""
        earlier: Counter[tuple[str, str]] = Counter()
        found = []
        for group in self.groups:
            has_line = group.mark not in ("dots", "rings")
            found.append((earlier[group.role, group.mark] + (group.mark == "dashes")) % _PATTERNS * has_line)
            earlier[group.role, group.mark] += 1
        return found

    def message(self, sent: Figure | None = None) -> dict[str, Any]:
        """Return the fields and dash patterns; a group that the page shows in the same place is None."""
        message = {**super().message(sent), "dashes": self.dashes}
        if isinstance(sent, Scatter):
            pairs = zip_longest(self.groups, sent.groups[: len(self.groups)])
            message["groups"] = [None if group is old else group for group, old in pairs]
        return message

    def csv_rows(self) -> Iterable[Iterable[Any]]:
        """Return a row for each point: its group, x, y, interval (empty if there is none) and note."""
        yield ["group", self.x_axis.label, self.y_axis.label, "low", "high", "note"]
        for group in self.groups:
            empty = [""] * group.x.size
            ends = (empty if end is None else end.tolist() for end in (group.low, group.high))
            columns = (group.x.tolist(), group.y.tolist(), *ends, group.notes or empty)
            yield from ([group.label, *row] for row in zip(*columns, strict=True))
