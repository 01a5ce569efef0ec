"""Sparsity Cliff: what zeros cost a picture, and how much faster they make a matrix product."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from demos.kit.controls import Choice, Documents, Picture, Seed, Slider, Switch
from demos.kit.declare import demo
from demos.kit.figures import Array, Figure, Frame, Frames, Sentence
from demos.kit.library import PICTURES
from demos.sparsity_cliff.chart import chart
from demos.sparsity_cliff.live_race import DType, live_race
from demos.sparsity_cliff.race_figures import race_figures
from demos.sparsity_cliff.record_files import RECORD_CHOICES, AnalysedRecord, read_record, recorded_races
from demos.sparsity_cliff.roofline import roofline
from demos.sparsity_cliff.sparse_picture import (
    KEEPS,
    TRANSFORMS,
    SparsePicture,
    picture_figures,
    prepare,
    quality_plots,
)
from demos.sparsity_cliff.verdict import verdict
from fdnn_core import ProductShape

_SIZES = {size: f"{size} × {size}" for size in (256, 512, 1024)}
_COLUMNS = {1: "a vector", 32: "32 columns", 256: "256 columns"}
_DTYPES = {"float32": "float32", "float64": "float64"}
_BITS = {bits: f"{bits} bits" for bits in (4, 8, 16, 32, 64)}
_RECORDS = {key: choice.label for key, choice in RECORD_CHOICES.items()}
_ZEROS = "Share of zeros among the picture’s coefficients, and marked in the chart for the matrix."
_PEAK = "The model’s memory transfers 100 GB/s; only the ratio matters."
_ON = {"model": (True,)}
#: Kind of structure in which a matrix has the same zeros, by the way of keeping coefficients.
_KINDS = {"largest": "csr", "low-pass": "low-pass"}


@demo(title="Sparsity Cliff", action="Measure this machine", packages=("scipy",))
def sparsity_cliff(
    sparsity: Annotated[float, Slider(0, 99.9, 0.1, unit="%", label="Zeros", help=_ZEROS)] = 95.0,
    picture: Annotated[Array, Picture(PICTURES, label="Picture")] = "camera",  # type: ignore[assignment]
    transform: Annotated[str, Choice(TRANSFORMS, label="Transform")] = "global",
    keep: Annotated[str, Choice(KEEPS, label="Keep")] = "largest",
    size: Annotated[int, Choice(_SIZES, label="Matrix", section="The product")] = 512,
    columns: Annotated[int, Choice(_COLUMNS, label="Multiplied by")] = 32,
    dtype: Annotated[DType, Choice(_DTYPES, label="Number type")] = "float32",
    seed: Annotated[int, Seed(label="Seed", help="Another seed starts a new race.")] = 0,
    recorded: Annotated[str, Choice(_RECORDS, label="Recorded machine", section="Compare with")] = "one",
    records: Annotated[Mapping[str, AnalysedRecord], Documents(read_record, label="Saved races")] = (),  # type: ignore[assignment]
    unstructured: Annotated[bool, Switch(label="Published: unstructured")] = True,
    few_columns: Annotated[bool, Switch(label="Published: few columns")] = False,
    blocks: Annotated[bool, Switch(label="Published: blocks")] = True,
    n_of_m: Annotated[bool, Switch(label="Published: 2:4")] = True,
    processors: Annotated[bool, Switch(label="Published: processors")] = False,
    doubtful: Annotated[
        bool, Switch(label="Published: derived, only bounds, or limited by kernel launches")
    ] = False,
    perfect: Annotated[bool, Switch(label="Ideal, 1/(1 − s)")] = True,
    model: Annotated[bool, Switch(label="Roofline model", section="Theory")] = False,
    peak: Annotated[
        int, Slider(10, 5000, 10, unit="GFLOP/s", label="Dense peak", help=_PEAK, when=_ON)
    ] = 1620,
    efficiency: Annotated[int, Slider(1, 100, unit="%", label="Sparse efficiency", when=_ON)] = 29,
    value_bits: Annotated[int, Choice(_BITS, label="Size of a value", when=_ON)] = 32,
    index_bits: Annotated[int, Choice(_BITS, label="Size of an index", when=_ON)] = 32,
) -> Frames:
    """Keep few coefficients of a picture; race sparse products against dense ones; compare recorded races."""
    sparse = SparsePicture(prepare(picture), transform, keep, sparsity / 100)
    shape = ProductShape(size, size, columns)
    others = recorded_races(recorded, shape, dtype)
    own = [analysis for record in records.values() for analysis in record.analyses.values()]
    switches = {
        "unstructured": unstructured,
        "few_columns": few_columns,
        "blocks": blocks,
        "n_of_m": n_of_m,
        "processors": processors,
        "doubtful": doubtful,
    }
    keys = [key for key, on in switches.items() if on]
    theory = roofline(size, columns, peak, efficiency, (value_bits, index_bits)) if model else None
    kept, lost = picture_figures(sparse)
    quality = quality_plots(prepare(picture), transform, keep, sparse)
    live = live_race(size, columns, dtype, seed)

    def frame() -> Frame:
        result = verdict(sparse, _KINDS[keep], live.analysis, others[0] if others else None)
        text = f"{live.status} {result}".strip()
        analyses = [*([live.analysis] if live.analysis else []), *own, *others]
        figures: dict[str, Figure] = {
            "sentence": Sentence(title="In words", summary=text, text=text),
            "kept": kept,
            "cliff": chart(analyses, keys, perfect, theory, sparse.zeros),
            "lost": lost,
            **quality,
            **race_figures(live),
        }
        return Frame(figures, live.fraction)

    hidden = yield frame()
    while live.fraction < 1:
        live.advance(bool(hidden))
        hidden = yield frame()
