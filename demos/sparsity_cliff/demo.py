"""Sparsity Cliff: what zeros cost, and what they buy on the reader's machine, on others and in theory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from demos.kit.controls import Choice, Documents, Picture, Seed, Slider, Switch
from demos.kit.declare import demo
from demos.kit.figures import Array, Axis, Document, Figure, Frame, Frames, Group, Scatter, Sentence
from demos.kit.library import PICTURES
from demos.sparsity_cliff import published
from demos.sparsity_cliff.lines import groups
from demos.sparsity_cliff.measuring import Running, running
from demos.sparsity_cliff.model import curve, fitted, ideal, residuals, roofline, words
from demos.sparsity_cliff.quality import KEEPS, TRANSFORMS, Kept, images, plots, prepare
from demos.sparsity_cliff.recorded import RECORDED, Recorded, committed, read_run
from demos.sparsity_cliff.verdict import verdict
from fdnn_core import CliffRecord, write_cliff_record

_SIZES = {size: f"{size} × {size}" for size in (256, 512, 1024)}
_COLUMNS = {1: "a vector", 32: "32 columns", 256: "256 columns"}
_DTYPES = {"float32": "float32", "float64": "float64"}
_BITS = {bits: f"{bits} bits" for bits in (4, 8, 16, 32, 64)}
_RECORDS = {key: label for key, (label, _) in RECORDED.items()}
_PEAK = "Beside a memory of 100 GB/s: only the ratio counts."
_MODELLED = {"model": (True,)}
