"""The race on this machine, the records beside it and the words for both."""

import json
import re
from dataclasses import replace
from itertools import islice
from types import SimpleNamespace

import numpy as np
import pytest

from demos import load
from demos.kit.controls import ControlError
from demos.sparsity_cliff import measuring, recorded
from demos.sparsity_cliff.quality import Kept
from demos.sparsity_cliff.run import run_figures
from demos.sparsity_cliff.told import Told
from demos.sparsity_cliff.verdict import compared, verdict, wins
from fdnn_core import (
    CliffRecord,
    Contender,
    Device,
    Measurement,
    ProductShape,
    Race,
    Structure,
    bandwidth_bound_crossover,
    photograph,
    race,
    read_cliff_record,
    write_cliff_record,
)

SMALL = {"size": 256, "columns": 1}
CPU = Device("a laptop", "cpu", cores=8, threads=1)
BROWSER = Device("Chrome 150", "browser", cores=8, threads=1)


def told(device=CPU, where="here", *, crossing=0.8, rounds=20, wobble=0.0, disturbed=False):
    """A race whose unstructured products take as long as dense ones at a known sparsity."""
    rng = np.random.default_rng(0)
    noise = lambda: np.exp(0.01 * rng.standard_normal(rounds))  # noqa: E731
    dense = 1e-3 * noise()
    samples, contenders = {"dense": dense}, {"dense": Contender("numpy @", Structure("dense"), 0.0)}
    for sparsity in (0.5, 0.7, 0.9, 0.95):
        name = f"csr {sparsity}"
        samples[name] = 1e-3 * (1 - sparsity) / (1 - crossing) * noise()
        contenders[name] = Contender("numpy CSR", Structure("csr"), sparsity)
    control = dense * np.exp(wobble)
    found = Measurement(samples, "dense", control, 1e-6, {}, disturbed)
    one = Race("float32", ProductShape(512, 512, 32), 0, contenders, found)
    return Told(one, device, where, "path" if where == "here" else "trail")


def kept(sparsity=0.95):
    return Kept(photograph("camera"), "global", "largest", sparsity)


def saved(one):
    return write_cliff_record(CliffRecord(one.device, {"numpy": "2.4"}, "OpenBLAS 0.3", [one.race]))


@pytest.fixture
def quick(monkeypatch):
    """Races of few products and rounds, none remembered."""
    measuring.running.cache_clear()

    def small(*shape, **more):
        return race(*shape, **(more | {"structures": ["csr", "2:4"], "sparsities": [0.5, 0.9], "rounds": 12}))

    monkeypatch.setattr(measuring, "race", small)
    yield
    measuring.running.cache_clear()


def test_called_it_measures_nothing():
    figures = load("sparsity_cliff")(**SMALL)
    assert "times" not in figures
    assert not any(group.label.startswith("here") for group in figures["cliff"].groups)


def test_a_whole_run_ends_in_a_verdict_and_a_file_that_can_be_read(quick):
    *_, last = load("sparsity_cliff").frames(**SMALL, recorded="none")
    assert last.progress == 1
    assert {"residuals", "times", "run"} <= set(last.figures)
    here = [group for group in last.figures["cliff"].groups if group.label.startswith("here")]
    assert [group.label for group in here] == ["here: unstructured", "here: 2:4"]
    for group in here:
        assert ((group.low <= group.y) & (group.y <= group.high)).all()
    record = read_cliff_record(last.figures["run"].write())
    assert record.races[0].measurement.rounds == 12


def test_what_is_measured_stays_when_another_control_moves(quick):
    demo = load("sparsity_cliff")
    frames = demo.frames(**SMALL)
    frame = next(frame for frame in frames if "times" in frame.figures)
    again = next(demo.frames(**SMALL, sparsity=50.0))
    assert again.progress == pytest.approx(frame.progress)
    assert again.figures["times"].rows == frame.figures["times"].rows
    another = next(demo.frames(**SMALL, seed=1))
    assert another.progress == 0
    assert "times" not in another.figures


def test_looking_away_is_held_against_the_run(quick):
    frames = load("sparsity_cliff").frames(**SMALL)
    next(frames)
    last = [frames.send(True), *frames][-1]
    assert "disturbed" in last.figures["cliff"].groups[0].notes[0]


def test_while_it_measures_it_says_what_and_for_how_long(quick):
    texts = [frame.figures["sentence"].text for frame in islice(load("sparsity_cliff").frames(**SMALL), 1, 3)]
    assert all(re.match(r"Last: .*; about \d+ s of measuring to go\.", text) for text in texts[:-1])


def test_the_verdict_names_the_crossover_with_its_interval():
    text = verdict(kept(), "csr", told(), None)
    found = re.search(
        r"On this machine zeros beat dense: unstructured from ([\d.]+) % \(([\d.]+) to ([\d.]+)\)", text
    )
    value, low, high = map(float, found.groups())
    assert low <= value <= high
    assert value == pytest.approx(80, abs=1)
    assert "95 % zeros, unstructured, make a product 4 times as fast" in text
    assert "keeps an SSIM of 0.71" in text


def test_one_round_is_not_called_rounds():
    one = told(rounds=1)
    figures = run_figures(SimpleNamespace(told=one, rounds=1))
    assert figures["run"].summary.startswith("All samples of 1 round, ")
    assert figures["times"].summary.startswith("Medians of 1 round, ")
    assert ", 1 round on a laptop" in one.groups[0].notes[0]


def test_without_a_run_the_record_speaks():
    text = verdict(kept(), "csr", None, told(where="recorded"))
    assert text.startswith("On a laptop with 1 thread zeros beat dense: unstructured from 80")


@pytest.mark.parametrize(
    ("browser", "words"),
    [
        (
            0.70,
            "Your browser flatters sparsity by 10 points: on a laptop with 1 thread unstructured",
        ),
        (0.86, "Your browser slights sparsity by 6 points"),
        (0.79, "Your browser flatters sparsity by 1 point: "),
        (0.80, ""),
    ],
)
def test_a_browser_is_compared_with_the_recorded_processor(browser, words):
    text = compared(told(BROWSER, crossing=browser), told(where="recorded"))
    assert text.startswith(words)
    assert bool(text) == bool(words)
    assert not compared(told(crossing=browser), told(where="recorded"))  # no browser


def test_too_few_rounds_are_shown_as_such_and_never_as_a_result():
    few = told(rounds=4)
    assert wins(few) == "4 rounds are measured, too few for a result: it needs 10."
    assert few.crossovers == {}
    assert few.fit is None
    assert all(group.low is None and "too few rounds" in group.notes[0] for group in few.groups)


def test_a_dense_product_that_does_not_equal_itself_gives_no_result():
    uneven = told(wobble=0.1)
    assert wins(uneven).startswith("In this run the dense product did not equal itself: no result.")
    assert uneven.crossovers == {}


def test_flags_are_told():
    assert "Flagged: disturbed." in wins(told(disturbed=True))


def test_sparsities_that_were_not_measured_buy_nothing():
    assert told().speedup("csr", 0.99) is None
    assert told().speedup("low-pass", 0.9) is None
    line, times = told().speedup("csr", 0.9)
    assert (line.words, times) == ("unstructured", pytest.approx(2, rel=0.02))


def test_the_readers_own_runs_are_drawn(tmp_path):
    texts = {"one": saved(told(crossing=0.7)), "two": saved(told(BROWSER, crossing=0.9))}
    files = [{"name": name, "text": text} for name, text in texts.items()]
    groups = load("sparsity_cliff")(records=files, recorded="none")["cliff"].groups
    notes = [note for group in groups if group.mark == "trail" for note in group.notes]
    assert any("a laptop" in note for note in notes)
    assert any("Chrome 150" in note for note in notes)


def broken(change):
    whole = json.loads(saved(told()))
    change(whole)
    return json.dumps(whole)


def run(record):
    return record["races"][0]["runs"][1]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "records cannot use mine: "),
        ("[]", "records cannot use mine: "),
        (broken(lambda r: r.update(format="fdnn-cliff-record-2")), "format: fdnn-cliff-record-1 is needed"),
        (
            broken(lambda r: r["races"][0]["runs"][1]["samples"].__setitem__(2, -1)),
            r"races\[0\].runs\[1\].samples\[2\]",
        ),
        (
            broken(lambda r: r["races"][0]["runs"][1]["statistics"].update(median=1)),
            r"races\[0\].runs\[1\].statistics",
        ),
        (broken(lambda r: r["device"].pop("name")), "device"),
        ((recorded._FOLDER / "published.json").read_text(), "kind: measured is needed, found published"),
    ],
)
def test_files_that_are_no_runs_are_refused_by_the_path_of_the_field(text, message):
    with pytest.raises(ControlError, match=message) as refusal:
        load("sparsity_cliff")(records=[{"name": "mine", "text": text}])
    assert refusal.value.control == "records"


@pytest.mark.parametrize("name", ["cpu-1-thread", "cpu-all-threads"])
def test_the_committed_records_are_sound_and_hold_what_the_page_offers(name):
    races = recorded.committed(name).races
    assert {shape.m for shape, _ in races} == {256, 512, 1024, 2048}
    assert (ProductShape(512, 512, 32), "float32") in races
    for one in races.values():
        assert one.race.measurement.sound
        assert not one.race.measurement.wrong


def test_the_committed_gpu_was_one_and_is_sound():
    record = recorded.committed("h100")
    assert record.record.device.kind == "gpu"
    assert {dtype for _, dtype in record.races} == {"float32", "tf32", "float16"}
    for one in record.races.values():
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
def test_beside_small_products_the_largest_of_the_gpu_is_shown(shape, shown):
    (told,) = recorded.beside("gpu-tf32", ProductShape(*shape), "float32")
    assert told.race.shape == shown
    assert told.race.dtype == "tf32"
    m, k, n = shown
    assert wins(told).startswith(
        f"On NVIDIA H100 80GB HBM3 ({m} × {k} times {k} × {n}, tf32) zeros beat dense: unstructured "
    )


def test_a_processor_is_shown_only_with_the_same_product():
    assert recorded.beside("one", ProductShape(1024, 1024, 1), "float32") == []
    (told,) = recorded.beside("one", ProductShape(512, 512, 1), "float32")
    assert told.race.shape == (512, 512, 1)


@pytest.mark.parametrize("choice", [name for name in recorded.RECORDED if name.startswith("gpu")])
def test_the_gpu_is_drawn_with_its_name_and_precision(choice):
    groups = load("sparsity_cliff")(recorded=choice, columns=256)["cliff"].groups
    labels = [group.label for group in groups if group.mark == "trail"]
    assert labels
    assert all(label.startswith(f"NVIDIA H100 80GB HBM3, {choice[4:]}: ") for label in labels)


def test_the_model_reproduces_what_bounds_it():
    chart = load("sparsity_cliff")(model=True, columns=1, peak=5000, value_bits=16, index_bits=32)["cliff"]
    assert f"were it memory, {100 * bandwidth_bound_crossover(16, 32):.1f} %" in chart.summary
    chart = load("sparsity_cliff")(model=True, size=1024, columns=256, peak=10, efficiency=29)["cliff"]
    assert "lets sparse win from 71 %; were arithmetic the only limit, 71 %" in chart.summary


def test_one_line_for_each_structure_is_drawn_in_its_own_colour():
    groups = [group for group in load("sparsity_cliff")()["cliff"].groups if group.mark == "trail"]
    assert len({group.label for group in groups}) == len(groups)
    assert replace(groups[0], label="other").role == "after"
