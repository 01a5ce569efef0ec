"""Sparsity Cliff: what zeros cost, and what they buy on the reader's machine, on others and in theory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from demos.kit.controls import Choice, Documents, Picture, Seed, Slider, Switch
from demos.kit.declare import demo
from demos.kit.figures import Array, Figure, Frame, Frames, Sentence
from demos.kit.library import PICTURES
from demos.sparsity_cliff.chart import chart
from demos.sparsity_cliff.measuring import DType, running
from demos.sparsity_cliff.model import roofline
from demos.sparsity_cliff.quality import KEEPS, TRANSFORMS, Kept, images, plots, prepare
from demos.sparsity_cliff.recorded import RECORDED, Recorded, beside, read_run
from demos.sparsity_cliff.run import run_figures
from demos.sparsity_cliff.verdict import verdict
from fdnn_core import ProductShape

_SIZES = {size: f"{size} × {size}" for size in (256, 512, 1024)}
_COLUMNS = {1: "a vector", 32: "32 columns", 256: "256 columns"}
_DTYPES = {"float32": "float32", "float64": "float64"}
_BITS = {bits: f"{bits} bits" for bits in (4, 8, 16, 32, 64)}
_RECORDS = {key: selection.label for key, selection in RECORDED.items()}
_ZEROS = "Among the picture’s coefficients, and among the matrix’s entries."
_PEAK = "Beside a memory of 100 GB/s: only the ratio counts."
_ON = {"model": (True,)}
#: In which structure a matrix has the zeros that a way of keeping coefficients leaves.
_KINDS = {"largest": "csr", "low-pass": "low-pass"}


@demo(title="Sparsity Cliff", action="Measure this machine", packages=("scipy",))
def sparsity_cliff(
    sparsity: Annotated[float, Slider(0, 99.9, 0.1, unit="%", label="Zeros", help=_ZEROS)] = 95.0,
    picture: Annotated[Array, Picture(PICTURES, label="Picture")] = "camera",  # type: ignore[assignment]
    transform: Annotated[str, Choice(TRANSFORMS, label="Transform")] = "global",
    keep: Annotated[str, Choice(KEEPS, label="Keep")] = "largest",
    size: Annotated[int, Choice(_SIZES, label="Matrix", section="The product")] = 512,
    columns: Annotated[int, Choice(_COLUMNS, label="Times")] = 32,
    dtype: Annotated[DType, Choice(_DTYPES, label="Numbers")] = "float32",
    seed: Annotated[int, Seed(label="Seed", help="Another one measures anew.")] = 0,
    recorded: Annotated[str, Choice(_RECORDS, label="Recorded", section="Beside it")] = "one",
    records: Annotated[Mapping[str, Recorded], Documents(read_run, label="Saved runs")] = (),  # type: ignore[assignment]
    unstructured: Annotated[bool, Switch(label="Published: unstructured")] = True,
    few_columns: Annotated[bool, Switch(label="Published: few columns")] = False,
    blocks: Annotated[bool, Switch(label="Published: blocks")] = True,
    n_of_m: Annotated[bool, Switch(label="Published: 2:4")] = True,
    processors: Annotated[bool, Switch(label="Published: processors")] = False,
    doubtful: Annotated[bool, Switch(label="Published: derived, bounds, launch-bound")] = False,
    perfect: Annotated[bool, Switch(label="Ideal, 1/(1 − s)")] = True,
    model: Annotated[bool, Switch(label="A model", section="In theory")] = False,
    peak: Annotated[
        int, Slider(10, 5000, 10, unit="GFLOP/s", label="Dense peak", help=_PEAK, when=_ON)
    ] = 1620,
    efficiency: Annotated[int, Slider(1, 100, unit="%", label="Sparse efficiency", when=_ON)] = 29,
    value_bits: Annotated[int, Choice(_BITS, label="A value", when=_ON)] = 32,
    index_bits: Annotated[int, Choice(_BITS, label="An index", when=_ON)] = 32,
) -> Frames:
    """Keep few coefficients of a picture; race sparse products against dense ones, beside recorded races."""
    kept = Kept(prepare(picture), transform, keep, sparsity / 100)
    shape = ProductShape(size, size, columns)
    others = beside(recorded, shape, dtype)
    own = [told for record in records.values() for told in record.races.values()]
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
    picture_kept, picture_lost = images(kept)
    costs = plots(prepare(picture), transform, keep, kept)
    run = running(size, columns, dtype, seed)

    def frame() -> Frame:
        told_so_far = verdict(kept, _KINDS[keep], run.told, others[0] if others else None)
        text = f"{run.doing} {told_so_far}".strip()
        told = [*([run.told] if run.told else []), *own, *others]
        figures: dict[str, Figure] = {
            "sentence": Sentence(title="In words", summary=text, text=text),
            "kept": picture_kept,
            "cliff": chart(told, keys, perfect, theory, kept.zeros),
            "lost": picture_lost,
            **costs,
            **run_figures(run),
        }
        return Frame(figures, run.fraction)

    away = yield frame()
    while run.fraction < 1:
        run.go_on(bool(away))
        away = yield frame()
