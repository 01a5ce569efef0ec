"""Records of races: those in the folder records, and the files that the reader loads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from math import log
from pathlib import Path
from typing import NamedTuple

from demos.sparsity_cliff.analysis import RaceAnalysis, threads
from fdnn_core import CliffRecord, ProductShape, read_cliff_record

FOLDER = Path(__file__).parent / "records"


class RecordChoice(NamedTuple):
    """A choice of the control "recorded": its label, its files, and the precision if it is fixed."""

    label: str
    files: Sequence[str] = ()
    precision: str | None = None


RECORD_CHOICES: Mapping[str, RecordChoice] = {
    "none": RecordChoice("none"),
    "one": RecordChoice("a processor, one thread", ("cpu-1-thread",)),
    "all": RecordChoice("a processor, all its threads", ("cpu-all-threads",)),
    "both": RecordChoice("both", ("cpu-1-thread", "cpu-all-threads")),
    "gpu-float32": RecordChoice("a GPU, in float32", ("h100",), "float32"),
    "gpu-tf32": RecordChoice("a GPU, in tf32", ("h100",), "tf32"),
    "gpu-float16": RecordChoice("a GPU, in float16", ("h100",), "float16"),
}


@dataclass(frozen=True, eq=False)
class AnalysedRecord:
    """A record with the analyses of its races."""

    record: CliffRecord

    @cached_property
    def analyses(self) -> Mapping[tuple[ProductShape, str], RaceAnalysis]:
        """Analysis of each race, by shape and dtype."""
        device = self.record.device
        found = {}
        for race in self.record.races:
            label = f"{device.name}, {race.dtype}" if device.kind == "gpu" else f"recorded, {threads(device)}"
            found[race.shape, race.dtype] = RaceAnalysis(race, device, label, "trail")
        return found

    def nearest(self, shape: ProductShape, dtype: str) -> RaceAnalysis | None:
        """Return the race to compare with one of this shape and dtype: the same product, if it was raced.

        Of a GPU it may be another: that of its largest matrix, because small ones do not occupy it, with the
        nearest number of columns.
        """
        if (shape, dtype) in self.analyses or self.record.device.kind != "gpu":
            return self.analyses.get((shape, dtype))
        analyses = [one for (_, precision), one in self.analyses.items() if precision == dtype]
        shapes = [one.race.shape for one in analyses]
        distances = [(-at.m, abs(log(at.n / shape.n))) for at in shapes]
        return analyses[distances.index(min(distances))] if distances else None


@lru_cache(maxsize=16)
def read_record(text: str | bytes) -> AnalysedRecord:
    """Read a record of races; raise ValueError with the path of the invalid field."""
    record = read_cliff_record(text)
    if not isinstance(record, CliffRecord):
        raise ValueError("kind must be measured, got published")
    return AnalysedRecord(record)


@cache
def committed_record(name: str) -> AnalysedRecord:
    """Return a record of the folder by its file name without the extension."""
    return read_record((FOLDER / f"{name}.json").read_bytes())


def recorded_races(choice: str, shape: ProductShape, dtype: str) -> list[RaceAnalysis]:
    """Return the races of a choice to compare with one of this shape and dtype."""
    chosen = RECORD_CHOICES[choice]
    analyses = (committed_record(name).nearest(shape, chosen.precision or dtype) for name in chosen.files)
    return [one for one in analyses if one]
