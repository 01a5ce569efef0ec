"""Published speed-ups, in groups that can be shown or hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np

from demos.kit.figures import Group, Role
from demos.sparsity_cliff.record_files import FOLDER
from fdnn_core import PublishedPoint, PublishedRecord, load_cliff_record

#: Label and colour of each group, by its key.
GROUPS: Mapping[str, tuple[str, Role]] = {
    "unstructured": ("unstructured, many columns", "after"),
    "few_columns": ("unstructured, few columns", "fourth"),
    "blocks": ("blocks", "before"),
    "n_of_m": ("2:4", "third"),
    "processors": ("processors, not GPUs", "fifth"),
    "doubtful": ("derived, only bounds, or limited by kernel launches", "theory"),
}
_FEW_COLUMNS = ("matrix-vector", "decode")
_BLOCKS = ("block", "vector sparse", "V:N:M")
_PROCESSORS = ("CPU", "Threadripper")
#: With fewer operations a GPU spends most of the time launching the kernel, about 20 microseconds.
_LAUNCH = 1e10


@cache
def points() -> Sequence[PublishedPoint]:
    """Return all points in published.json."""
    record = load_cliff_record(FOLDER / "published.json")
    if not isinstance(record, PublishedRecord):
        raise TypeError(f"published.json must hold published points, got {type(record).__name__}")
    return record.points


@cache
def group_of(point: PublishedPoint) -> str:
    """Return the key of the group that a point belongs to."""
    launched = point.shape is not None and 2 * np.prod(point.shape, dtype=float) < _LAUNCH
    if point.derived or point.bound or launched:
        return "doubtful"
    if any(word in point.hardware for word in _PROCESSORS):
        return "processors"
    if "2:4" in point.method:
        return "n_of_m"
    if any(word in point.method for word in _BLOCKS):
        return "blocks"
    return "few_columns" if any(word in point.method for word in _FEW_COLUMNS) else "unstructured"


@cache
def groups_of(key: str) -> Sequence[Group]:
    """Return a group's points from tables and texts, and as rings those estimated from figures."""
    label, role = GROUPS[key]
    drawn = [p for p in points() if group_of(p) == key and p.sparsity is not None]
    found = []
    for mark, estimates in (("dots", False), ("rings", True)):
        members = [p for p in drawn if (p.read_from == "figure estimate") == estimates]
        if members:
            group_label = f"published: {label}{', estimated from figures' if estimates else ''}"
            x, y = np.array([(p.sparsity, p.speedup) for p in members], float).T
            found.append(Group(group_label, x, y, role, mark, notes=[_note(p) for p in members]))  # type: ignore[arg-type]
    return found


def _note(point: PublishedPoint) -> str:
    what = f"{point.library} on {point.hardware}, {point.method}, {point.precision}"
    bound = {"upper": " (an upper bound)", "lower": " (a lower bound)"}.get(point.bound or "", "")
    extras = [point.caveat, point.note, point.uncertainty, "derived" if point.derived else None]
    rest = "".join(f"; {extra}" for extra in extras if extra)
    return (
        f"{what}: {point.metric}{bound}. Source: {point.source}; {point.locator} ({point.read_from}){rest}."
    )


def count(keys: Sequence[str]) -> str:
    """Return how many of the published points are drawn, in words."""
    everything = points()
    drawn = sum(group.x.size for key in keys for group in groups_of(key))
    without = sum(p.sparsity is None for p in everything)
    return (
        f"{drawn} of {len(everything)} published points are drawn; "
        f"{without} have no single sparsity and cannot be drawn."
    )
