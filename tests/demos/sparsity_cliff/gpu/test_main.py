"""The recorder as far as it runs without PyTorch."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demos.sparsity_cliff.gpu.__main__ import main, parse
from demos.sparsity_cliff.gpu.products import BLOCKS, PRECISIONS, rounded, sparsity_masks
from demos.sparsity_cliff.gpu.races import Plan, time_variants
from fdnn_core import Variant, load_cliff_record, measure
from fdnn_core.cliff.command.interruption import Interruption
from tests.demos.sparsity_cliff.gpu.fakes import FakeDevice, race

ROOT = Path(__file__).parents[4]
MATRIX = np.random.default_rng(0).standard_normal((128, 128), dtype=np.float32)
OUT = ["--out", "gpu.json"]


def test_the_default_plan_fits_into_a_record():
    plan, out = parse(OUT)
    assert out.name == "gpu.json"
    assert list(plan.precisions) == list(PRECISIONS)
    assert len(plan.sizes) * len(plan.columns) * len(plan.precisions) <= 50
    assert len(list(sparsity_masks(MATRIX, plan.sparsities))) <= 100


def test_repeated_arguments_are_raced_once():
    plan, _ = parse([*OUT, "--sizes", "64", "64", "128", "--sparsities", ".5", ".9", "0.50"])
    assert (plan.sizes, plan.sparsities) == ([64, 128], [0.5, 0.9])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("--sizes 64 100", "argument --sizes: must be a multiple of 64, at least 1, got '100'"),
        ("--sizes 0", "argument --sizes: must be a multiple of 64, at least 1, got '0'"),
        ("--columns x", "argument --columns: must be a whole number, at least 1, got 'x'"),
        ("--columns 0", "argument --columns: must be a whole number, at least 1, got '0'"),
        ("--precisions int8", "argument --precisions: invalid choice: 'int8'"),
        ("--sparsities .5 1", "argument --sparsities: must be a number between 0 and 1, got '1'"),
        ("--sparsities nan", "argument --sparsities: must be a number between 0 and 1, got 'nan'"),
        ("--rounds 301", "argument --rounds: must be a whole number from 1 to 300, got '301'"),
        ("--seconds 0", "argument --seconds: must be a number above 0, got '0'"),
        (
            f"--sizes {' '.join(str(64 * i) for i in range(1, 8))}",
            "sizes x columns x precisions must be at most 50, got 56",
        ),
        (
            f"--sparsities {' '.join(str(i / 100) for i in range(1, 26))}",
            "number of sparsities must be at most 24, got 25",
        ),
        ("--out nowhere/gpu.json", "nowhere/gpu.json must be in a folder that exists"),
    ],
)
def test_invalid_options_of_the_recorder_are_refused(options, message, capsys):
    with pytest.raises(SystemExit) as exit_:
        parse([*OUT, *options.split()])
    assert exit_.value.code == 2
    assert message in capsys.readouterr().err


def test_without_pytorch_the_message_names_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(SystemExit, match="PyTorch must be installed: pip install torch"):
        main(["--out", str(tmp_path / "gpu.json")])
    assert not list(tmp_path.iterdir())


def test_all_structures_keep_the_requested_fraction():
    dense, two_of_four, *others = sparsity_masks(MATRIX, [0.5, 0.75])
    assert dense.kept.all()
    assert (two_of_four.kept.reshape(-1, 4).sum(axis=1) == 2).all()
    assert [one.structure.kind for one in others] == ["csr", "bsr", "bsr", "bsr"] * 2
    for one in others:
        side = one.structure.block or 1
        blocks = one.kept.reshape(128 // side, side, 128 // side, side).mean(axis=(1, 3))
        assert set(blocks.ravel()) == {0, 1}
        assert 1 - one.kept.mean() == float(one.name.split()[-1])


def test_empty_masks_are_left_out():
    names = [one.name for one in sparsity_masks(MATRIX, [0.99])]
    assert names == ["dense", "2:4", "CSR 0.99", "BSR 16 0.99"]  # 164 entries; 1 block of 64, 0 of 16, 0 of 4
    assert BLOCKS == (16, 32, 64)


@given(st.floats(2**-14, 2**14, width=32), st.sampled_from(list(PRECISIONS)))
def test_rounding_keeps_the_digits_and_is_within_half_of_the_last(value, precision):
    values, digits = np.array([value, -value], np.float32), PRECISIONS[precision].digits
    once = rounded(values, digits)
    assert (np.abs(once / values - 1) <= 2.0 ** -(digits + 1)).all()
    assert not (once.view(np.uint32) & ((1 << (23 - digits)) - 1)).any()
    assert np.array_equal(rounded(once, digits), once)
    if precision == "float16":
        assert np.array_equal(once.astype(np.float16), once)


@pytest.fixture
def two_races(monkeypatch):
    """Replace the races by two simulated ones, and return what may happen between them."""
    between = []

    def run_races(device, plan, interruption):
        yield race(0)
        for act in between:
            act()
        if not interruption:
            yield race(1)

    monkeypatch.setattr("demos.sparsity_cliff.gpu.__main__.TorchDevice", FakeDevice)
    monkeypatch.setattr("demos.sparsity_cliff.gpu.__main__.run_races", run_races)
    return between


def test_the_record_is_saved_after_each_race(two_races, tmp_path):
    out = tmp_path / "gpu.json"
    two_races.append(lambda: seeds.append([race.seed for race in load_cliff_record(out).races]))
    seeds = []
    assert main(["--out", str(out)]) == 0
    assert seeds == [[0]]
    assert [race.seed for race in load_cliff_record(out).races] == [0, 1]
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_ends_the_recorder_and_keeps_the_record(name, two_races, tmp_path):
    number = getattr(signal, name)
    before = signal.signal(number, signal.SIG_DFL)  # the tests may ignore it, as under nohup
    try:
        two_races.append(lambda: signal.raise_signal(number))
        out = tmp_path / "gpu.json"
        assert main(["--out", str(out)]) == (0 if name == "SIGINT" else 128 + number)
        assert [race.seed for race in load_cliff_record(out).races] == [0]
    finally:
        signal.signal(number, before)


def test_a_record_that_cannot_be_written_is_reported_and_later_races_are_saved(
    two_races, tmp_path, capsys, monkeypatch
):
    def fail(descriptor):
        raise OSError("No space left on device")

    out, sync = tmp_path / "gpu.json", os.fsync
    monkeypatch.setattr(os, "fsync", fail)
    two_races.append(lambda: monkeypatch.setattr(os, "fsync", sync))
    assert main(["--out", str(out)]) == 0
    assert f"{out} could not be written: No space left on device" in capsys.readouterr().err
    assert [race.seed for race in load_cliff_record(out).races] == [0, 1]


def test_a_signal_before_the_first_race_is_the_exit_status(two_races, tmp_path, monkeypatch, capsys):
    def run_races(device, plan, interruption):
        interruption.signal = signal.SIGTERM
        yield from ()

    monkeypatch.setattr("demos.sparsity_cliff.gpu.__main__.run_races", run_races)
    assert main(["--out", str(tmp_path / "gpu.json")]) == 128 + signal.SIGTERM
    assert "No race could be run." in capsys.readouterr().err


@pytest.mark.parametrize(
    "script", ["$RECORDER 2>&-", "$RECORDER 2>&1 >/dev/null | true", "$RECORDER >&- 2>&-"]
)
def test_a_closed_standard_error_does_not_prevent_saving(script, tmp_path):
    code = f"""import sys
sys.path[:0] = [{str(ROOT)!r}]
from demos.sparsity_cliff.gpu import __main__ as recorder
from tests.demos.sparsity_cliff.gpu import fakes
def run_races(device, plan, interruption):
    for seed in range(2):
        recorder.report("float32 64 x 64 x 16: 12 rounds")
        yield fakes.race(seed)
recorder.TorchDevice, recorder.run_races = fakes.FakeDevice, run_races
sys.exit(recorder.main(["--out", {str(tmp_path / "gpu.json")!r}]))
"""
    file = tmp_path / "recorder.py"
    file.write_text(code)
    words = {**os.environ, "RECORDER": f"{sys.executable} {file}"}
    ran = subprocess.run(["sh", "-c", script], env=words, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert len(load_cliff_record(tmp_path / "gpu.json").races) == 2


@pytest.mark.parametrize("rounds", [0, 3])
def test_an_interrupted_race_keeps_its_completed_rounds(rounds, monkeypatch):
    interruption = Interruption()
    plan = Plan([64], [16], ["float32"], [0.5], rounds=100, seconds=60)

    def measure_and_interrupt(variants, **options):
        for step in measure(variants, **options):
            if step.measurement.rounds >= rounds:
                interruption.signal = signal.SIGTERM
            yield step

    monkeypatch.setattr("demos.sparsity_cliff.gpu.races.measure", measure_and_interrupt)
    variants = {"dense": Variant(lambda: 1.0, lambda _: 0.0)}
    found = time_variants(variants, plan, None, interruption)
    assert (found and found.rounds) == (rounds or None)
