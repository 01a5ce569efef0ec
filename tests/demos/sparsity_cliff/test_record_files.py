"""Committed records, and the reader's own files."""

import json

import pytest

from demos import load
from demos.kit.controls import ControlError
from demos.sparsity_cliff.record_files import FOLDER, RECORD_CHOICES, committed_record, recorded_races
from demos.sparsity_cliff.verdict import crossover_sentence
from fdnn_core import ProductShape


def test_the_readers_own_races_are_drawn(analysis_of, browser, saved):
    texts = {"one": saved(analysis_of(crossing=0.7)), "two": saved(analysis_of(browser, crossing=0.9))}
    files = [{"name": name, "text": text} for name, text in texts.items()]
    groups = load("sparsity_cliff")(records=files, recorded="none")["cliff"].groups
    notes = [note for group in groups if group.mark == "trail" for note in group.notes]
    assert any("a laptop" in note for note in notes)
    assert any("Chrome 150" in note for note in notes)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda record: record.update(format="fdnn-cliff-record-2"), "format must be fdnn-cliff-record-1"),
        (
            lambda record: record["races"][0]["runs"][1]["samples"].__setitem__(2, -1),
            r"races\[0\].runs\[1\].samples\[2\]",
        ),
        (
            lambda record: record["races"][0]["runs"][1]["statistics"].update(median=1),
            r"races\[0\].runs\[1\].statistics",
        ),
        (lambda record: record["device"].pop("name"), "device"),
    ],
)
def test_an_invalid_record_is_refused_with_the_path_of_the_field(change, message, analysis_of, saved):
    record = json.loads(saved(analysis_of()))
    change(record)
    assert_refused(json.dumps(record), message)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "mine"),
        ("[]", "mine"),
        ((FOLDER / "published.json").read_text(), "kind must be measured, got published"),
    ],
)
def test_files_without_races_are_refused(text, message):
    assert_refused(text, message)


def assert_refused(text, message):
    with pytest.raises(ControlError, match=message) as refusal:
        load("sparsity_cliff")(records=[{"name": "mine", "text": text}])
    assert refusal.value.control == "records"


@pytest.mark.parametrize("name", ["cpu-1-thread", "cpu-all-threads"])
def test_the_committed_records_are_sound_and_hold_the_products_of_the_page(name):
    races = committed_record(name).analyses
    assert {shape.m for shape, _ in races} == {256, 512, 1024, 2048}
    assert (ProductShape(512, 512, 32), "float32") in races
    for one in races.values():
        assert one.race.measurement.sound
        assert not one.race.measurement.wrong


def test_the_committed_gpu_record_is_sound():
    record = committed_record("h100")
    assert record.record.device.kind == "gpu"
    assert {dtype for _, dtype in record.analyses} == {"float32", "tf32", "float16"}
    for one in record.analyses.values():
        assert one.race.measurement.flags == ()
        assert not one.race.measurement.wrong


@pytest.mark.parametrize(
    ("shape", "shown"),
    [
        ((1024, 1024, 256), (1024, 1024, 256)),  # it was run
        ((1024, 1024, 1), (4096, 4096, 32)),
        ((512, 512, 256), (4096, 4096, 256)),
    ],
)
def test_beside_a_small_product_the_largest_of_the_gpu_is_shown(shape, shown):
    (analysis,) = recorded_races("gpu-tf32", ProductShape(*shape), "float32")
    assert analysis.race.shape == shown
    assert analysis.race.dtype == "tf32"
    m, k, n = shown
    assert crossover_sentence(analysis).startswith(
        f"On NVIDIA H100 80GB HBM3 ({m} × {k} times {k} × {n}, tf32), "
        "sparse products beat the dense one: unstructured "
    )


def test_a_processors_race_is_shown_only_for_the_same_product():
    assert recorded_races("one", ProductShape(1024, 1024, 1), "float32") == []
    (analysis,) = recorded_races("one", ProductShape(512, 512, 1), "float32")
    assert analysis.race.shape == (512, 512, 1)


@pytest.mark.parametrize("choice", [name for name in RECORD_CHOICES if name.startswith("gpu")])
def test_the_gpu_is_labelled_with_its_name_and_precision(choice):
    groups = load("sparsity_cliff")(recorded=choice, columns=256)["cliff"].groups
    labels = [group.label for group in groups if group.mark == "trail"]
    assert labels
    assert all(label.startswith(f"NVIDIA H100 80GB HBM3, {choice[4:]}: ") for label in labels)
