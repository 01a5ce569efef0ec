"""The recorder with PyTorch on the available device; skipped where PyTorch is not installed."""

import json
from pathlib import Path

import jsonschema
import numpy as np
import pytest

from demos.sparsity_cliff.gpu.__main__ import main
from demos.sparsity_cliff.gpu.device import TorchDevice
from demos.sparsity_cliff.gpu.products import PRECISIONS, Products, SparsityMask, sparsity_masks
from fdnn_core import read_cliff_record

torch = pytest.importorskip("torch")
FOLDER = Path(__file__).parents[4] / "demos" / "sparsity_cliff"
SCHEMA = json.loads((FOLDER / "cliff-record-1.schema.json").read_text())
RNG = np.random.default_rng(1)
LEFT = RNG.standard_normal((256, 256), dtype=np.float32)
RIGHT = RNG.standard_normal((256, 64), dtype=np.float32)
MASKS = {mask.name: mask for mask in sparsity_masks(LEFT, [0.9])}


def products(precision):
    return Products(torch, TorchDevice().name, precision, LEFT, RIGHT)


@pytest.mark.parametrize("precision", PRECISIONS)
def test_the_dense_product_is_right_and_one_without_a_row_is_wrong(precision):
    _, variant = products(precision).prepare(MASKS["dense"])
    product = variant.run()
    assert product.dtype == getattr(torch, PRECISIONS[precision].dtype)
    assert variant.error(product) < 0.5
    product[7] = 0
    assert variant.error(product) > 1


@pytest.mark.parametrize("name", [name for name in MASKS if name != "2:4"])
def test_float32_products_are_right_and_those_of_other_zeros_are_wrong(name):
    contender, variant = products("float32").prepare(MASKS[name])
    assert variant.error(variant.run()) < 0.5
    kept = MASKS[name].kept.copy()
    assert contender.sparsity == 1 - kept.mean()
    kept[:64] ^= True
    _, other = products("float32").prepare(SparsityMask(name, MASKS[name].structure, kept))
    assert variant.error(other.run()) > 1


def test_the_record_describes_the_device(tmp_path, capsys):
    out = tmp_path / "gpu.json"
    main(
        f"--out {out} --sizes 64 128 --columns 16 --precisions float32 tf32 --sparsities .5 .9 "
        "--rounds 3 --seconds 20".split()
    )
    jsonschema.validate(json.loads(out.read_text()), SCHEMA)
    record = read_cliff_record(out.read_text())
    device, reported = TorchDevice(), capsys.readouterr().err
    assert record.device == device.described()
    assert (record.device.kind == "gpu") == torch.cuda.is_available() == ("no GPU" not in record.device.name)
    assert record.libraries["torch"] == torch.__version__
    assert record.blas == device.blas()
    single = [race for race in record.races if race.dtype == "float32"]
    assert [race.shape for race in single] == [(64, 64, 16), (128, 128, 16)]
    for race in single:
        assert not race.measurement.wrong
        assert race.measurement.rounds == 3
        assert race.measurement.flags[0] == "too few rounds"
        assert {"dense", "CSR 0.5", "CSR 0.9", "BSR 16 0.5"} <= set(race.contenders)
        assert "float32 128 x 128 x 16 is without 2:4: RuntimeError" in reported
    if not torch.cuda.is_available():
        assert len(record.races) == 2
        assert "tf32 64 x 64 x 16 is left out: it needs a GPU of compute capability 8.0 or later" in reported


def test_without_a_race_nothing_is_saved(tmp_path, monkeypatch):
    monkeypatch.setattr(TorchDevice, "refusal", lambda self, precision: "unsupported")
    with pytest.raises(SystemExit, match="No race could be run"):
        main(["--out", str(tmp_path / "gpu.json"), "--sizes", "64"])
    assert not list(tmp_path.iterdir())
