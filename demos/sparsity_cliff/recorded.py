"""Races recorded elsewhere: the committed records of this folder, and the reader's own files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from math import log
from pathlib import Path
from typing import NamedTuple

from demos.sparsity_cliff.told import Told, threads
from fdnn_core import CliffRecord, ProductShape, read_cliff_record

_FOLDER = Path(__file__).parent / "records"


class Selection(NamedTuple):
    """What a reader calls records, their files, and a precision, if not that of the reader's product."""

    label: str
    files: Sequence[str] = ()
    precision: str | None = None


RECORDED: Mapping[str, Selection] = {
    "none": Selection("nothing"),
    "one": Selection("a processor, one thread", ("cpu-1-thread",)),
    "all": Selection("a processor, all its threads", ("cpu-all-threads",)),
    "both": Selection("both", ("cpu-1-thread", "cpu-all-threads")),
    "gpu-float32": Selection("a GPU, in float32", ("h100",), "float32"),
    "gpu-tf32": Selection("a GPU, in tf32", ("h100",), "tf32"),
    "gpu-float16": Selection("a GPU, in float16", ("h100",), "float16"),
}


@dataclass(frozen=True, eq=False)
class Recorded:
    """A record, its races ready to be drawn and told."""

    record: CliffRecord

    @cached_property
    def races(self) -> Mapping[tuple[ProductShape, str], Told]:
        """Each by shape and type."""
        device = self.record.device
        found = {}
        for race in self.record.races:
            where = f"{device.name}, {race.dtype}" if device.kind == "gpu" else f"recorded, {threads(device)}"
            found[race.shape, race.dtype] = Told(race, device, where, "trail")
        return found

    def beside(self, shape: ProductShape, dtype: str) -> Told | None:
        """Return the race to show beside one of that shape and type: of the same ones, if it was run.

        A GPU's may be another: that of its largest matrix, since small ones leave it idle, times as many
        columns as nearly as there are.
        """
        if (shape, dtype) in self.races or self.record.device.kind != "gpu":
            return self.races.get((shape, dtype))
        races = [told for (_, precision), told in self.races.items() if precision == dtype]
        shapes = [told.race.shape for told in races]
        far = [(-at.m, abs(log(at.n / shape.n))) for at in shapes]
        return races[far.index(min(far))] if far else None


@lru_cache(maxsize=16)
def read_run(text: str | bytes) -> Recorded:
    """Read a record of races; ValueError, with the path of the field, if it is none."""
    record = read_cliff_record(text)
    if not isinstance(record, CliffRecord):
        raise ValueError("kind: measured is needed, found published")
    return Recorded(record)


@cache
def committed(name: str) -> Recorded:
    """Return one of the records of this folder."""
    return read_run((_FOLDER / f"{name}.json").read_bytes())


def beside(choice: str, shape: ProductShape, dtype: str) -> list[Told]:
    """Return the recorded races that are chosen to be shown beside one of that shape and type."""
    selected = RECORDED[choice]
    races = (committed(name).beside(shape, selected.precision or dtype) for name in selected.files)
    return [told for told in races if told]
