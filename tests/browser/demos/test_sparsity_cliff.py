"""Sparsity Cliff in Chromium: points, measuring, records. Most tests share one page, reset before each."""

import json
import re
from dataclasses import replace
from functools import partial
from math import log10
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import expect

from demos import load
from demos.kit.typesetting import typeset
from demos.sparsity_cliff.analysis import RaceAnalysis
from demos.sparsity_cliff.published import GROUPS
from demos.sparsity_cliff.record_files import committed_record
from demos.sparsity_cliff.sparse_picture import SparsePicture, prepare
from demos.sparsity_cliff.verdict import verdict
from fdnn_core import (
    FEWEST_ROUNDS,
    CliffRecord,
    Contender,
    Device,
    Measurement,
    ProductShape,
    Race,
    Structure,
    read_cliff_record,
    write_cliff_record,
)
from tests.browser.support.accessibility import violations
from tests.browser.support.demo import Demo

PAGE = "demos/sparsity-cliff/"
PUBLISHED = Path("demos/sparsity_cliff/records/published.json")
FAST = {"size": 256, "columns": 1}  # the settings with the shortest rounds
MEASURING_MS = 90_000
SCIPY = re.compile(r"/(scipy|libopenblas)[^/]*$")


class Cliff(Demo):
    """The demo, its parts and the actions of a reader."""

    def __init__(self, page):
        super().__init__(page, "sparsity_cliff")
        self.play = self.root.locator("[data-player=play]")
        self.sentence = self.figure("sentence").locator(".fdnn-body")
        self.point = self.figure("cliff").locator(".fdnn-point")
        self.summary = self.figure("cliff").locator(".fdnn-summary")
        self.upload = self.root.locator("[name=records] input[type=file]")
        self.files = self.root.locator("[name=records] output")
        self.note = self.root.locator("[data-control=records] .fdnn-note")
        self.times = self.figure("times").locator(".fdnn-summary")
        self.rounds = self.root.locator("[data-figure=record]:visible .fdnn-body")

    def set(self, **values):
        """Set controls one after the other, and wait for the frame with each value."""
        for name, value in values.items():
            control = self.control(name)
            kind = control.evaluate("input => input.type")
            if kind == "checkbox":
                known, act = control.is_checked(), partial(control.set_checked, value)
            else:
                act = partial(control.select_option if kind == "select-one" else control.fill, str(value))
                known = control.input_value()
            if known != (value if kind == "checkbox" else str(value)):
                self.frame_with(act, **{name: value})

    def legend(self):
        return self.figure("cliff").locator(".fdnn-legend span").all_inner_texts()

    def measure(self, seed):
        """Choose settings with short rounds, and start measuring."""
        self.set(**FAST, seed=seed)
        self.play.click()
        expect(self.play).to_have_text("■ Stop")

    def stop(self):
        self.play.click()
        expect(self.play).to_have_text("▶ Measure this machine")

    def wait_for_rounds(self, fewest):
        """Wait until the page reports at least this many rounds."""
        many = "|".join(str(count) for count in range(fewest, 31))
        expect(self.rounds).to_contain_text(re.compile(rf"samples of ({many}) rounds?"), timeout=MEASURING_MS)

    def shown_rounds(self):
        """Number of rounds that the figures show; the saved file may hold a few more."""
        return int(re.search(r"Medians of (\d+) rounds?", self.times.inner_text())[1])

    def saved_rounds(self):
        """Number of completed rounds in the saved file."""
        return int(re.search(r"samples of (\d+) rounds?", self.rounds.inner_text())[1])

    def save(self):
        """Save the run and return the file's text and name."""
        with self.page.expect_download() as download:
            self.figure("record").get_by_role("button", name="Save").click()
        return download.value.path().read_text(), download.value.suggested_filename


@pytest.fixture(scope="module")
def live(open_context):
    """The live page."""
    with open_context() as context:
        page = context.new_page()
        page.goto(PAGE)
        cliff = Cliff(page)
        cliff.painted = cliff.sentence.inner_text(), cliff.summary.inner_text()
        cliff.go_live()
        yield cliff


@pytest.fixture
def cliff(live):
    """The live page with all controls at their defaults."""
    live.frame_with(live.root.locator("[data-action=reset]").click, sparsity=95, size=512, seed=0)
    return live


@pytest.fixture(scope="module")
def measured(live):
    """A run stopped after few rounds: progress, sentence, and the saved file."""
    live.measure(seed=0)
    live.wait_for_rounds(1)
    progress = live.root.locator(".fdnn-player progress").evaluate("bar => bar.value")
    live.stop()
    text, name = live.save()
    return {"progress": progress, "sentence": live.sentence.inner_text(), "text": text, "name": name}


def run_file(name="own.json", speed=2.0, rounds=12, **changes):
    """Return a record as the page saves it, with one structure at two sparsities, as an upload."""
    dense = np.linspace(1e-3, 1.01e-3, rounds)
    samples = {"dense": dense, "half": dense / speed, "most": dense / (2 * speed)}
    contenders = {"dense": Contender("numpy @", Structure("dense"), 0.0)}
    contenders |= {key: Contender("ours", Structure("csr"), s) for key, s in (("half", 0.5), ("most", 0.9))}
    found = Measurement(samples, "dense", dense, 1e-7, {})
    race = Race("float32", ProductShape(256, 256, 1), 0, contenders, found)
    device = Device("a laptop", "cpu", 8, 3)
    record = json.loads(write_cliff_record(CliffRecord(device, {"numpy": "2.4.3"}, "none", [race])))
    return as_file(name, json.dumps({**record, **changes}))


def first_rounds(race, count):
    """Return the race after its first rounds."""
    found = race.measurement
    samples = {name: seconds[:count] for name, seconds in found.samples.items()}
    return replace(race, measurement=replace(found, samples=samples, control=found.control[:count]))


def as_file(name, text):
    return {"name": name, "mimeType": "application/json", "buffer": text.encode()}


def given(*files):
    """Return the files as the argument that the demo takes."""
    return [{"name": file["name"], "text": file["buffer"].decode()} for file in files]


def dotted(figure):
    """All points of a chart that name their source, from left to right."""
    points = [
        (float(x), float(y), typeset(f"{group.label}: "), typeset(note))
        for group in figure.groups
        if group.mark not in ("line", "dashes")
        for x, y, note in zip(group.x, group.y, group.notes, strict=True)
    ]
    return sorted(points, key=lambda point: point[0])


def test_python_shows_the_figures_of_the_first_paint(live):
    figures = load("sparsity_cliff")()
    expected = typeset(figures["sentence"].text), typeset(figures["cliff"].summary)
    assert live.painted == expected
    assert (live.sentence.inner_text(), live.summary.inner_text()) == expected


def test_dragging_the_sparsity_shows_the_same_results_as_cpython(cliff):
    drag = """slider => { for (const value of [90, 80, 60, 97.5]) {
        slider.value = value; slider.dispatchEvent(new Event("input", {bubbles: true})) } }"""
    cliff.frame_with(lambda: cliff.control("sparsity").evaluate(drag), sparsity=97.5)
    figures = load("sparsity_cliff")(sparsity=97.5)
    expect(cliff.sentence).to_have_text(typeset(figures["sentence"].text))
    for key in ("kept", "cliff", "ssim", "psnr"):
        expect(cliff.figure(key).locator(".fdnn-summary")).to_have_text(typeset(figures[key].summary))


@pytest.mark.parametrize("key", GROUPS)
def test_a_switch_shows_and_hides_its_published_points(cliff, key):
    for on in (False, True):
        cliff.set(**{key: on})
        figure = load("sparsity_cliff")(**{key: on})["cliff"]
        assert cliff.legend() == [group.label for group in figure.groups]
        expect(cliff.summary).to_have_text(typeset(figure.summary))


def test_with_all_switches_on_every_published_point_can_be_read(cliff):
    switches = dict.fromkeys(GROUPS, True)
    cliff.set(**switches, recorded="none")
    points = read_cliff_record(PUBLISHED.read_bytes()).points
    drawn = [point for point in points if point.sparsity is not None]
    expect(cliff.summary).to_contain_text(f"{len(drawn)} of {len(points)} published points are drawn")
    read = (
        cliff.figure("cliff")
        .locator(".u-over")
        .evaluate(
            """over => {
            const right = new KeyboardEvent("keydown", {key: "ArrowRight"});
            const notes = [];
            const note = over.closest(".fdnn-body").querySelector(".fdnn-point");
            for (let i = 0; i < 400; i++) { over.dispatchEvent(right); notes.push(note.textContent) }
            return notes;
        }"""
        )
    )
    repeats = [place for place, note in enumerate(read) if note == read[0]]
    assert len(drawn) in repeats  # once through all points
    notes = [note for *_, note in dotted(load("sparsity_cliff")(**switches, recorded="none")["cliff"])]
    assert len(notes) == len(drawn)
    assert all(text.endswith(note) for text, note in zip(read, notes, strict=False))
    assert all(f"Source: {point.source}" in "".join(read) for point in drawn)


def test_the_arrow_keys_move_from_point_to_point(cliff):
    cliff.set(recorded="none")
    first, second, *_, last = dotted(load("sparsity_cliff")(recorded="none")["cliff"])
    cliff.figure("cliff").locator(".u-over").focus()
    for key, (x, _, label, note) in (
        ("ArrowRight", first),
        ("ArrowRight", second),
        ("ArrowLeft", first),
        ("ArrowLeft", last),
    ):
        cliff.page.keyboard.press(key)
        expect(cliff.point).to_contain_text(f"{label}{float(f'{100 * x:.4g}'):g} % zeros, ")
        expect(cliff.point).to_contain_text(note)
    assert "Source: " in last[-1]


def test_the_pointer_shows_the_note_of_the_point_below_it(cliff):
    cliff.set(recorded="none")
    figure = load("sparsity_cliff")(recorded="none")["cliff"]
    over = cliff.figure("cliff").locator(".u-over")
    over.scroll_into_view_if_needed()
    box = over.bounding_box()

    def place(x, y):
        low, high = figure.y_axis.low, figure.y_axis.high
        right = log10(1 - x) / log10(1 - figure.x_axis.high)
        up = log10(y / low) / log10(high / low)
        return np.array([right * box["width"], (1 - up) * box["height"]])

    points = dotted(figure)
    places = np.array([place(x, y) for x, y, *_ in points])
    apart = np.linalg.norm(places[:, None] - places, axis=-1) + np.diag(np.full(len(points), np.inf))
    loneliest = int(apart.min(axis=1).argmax())
    at = places[loneliest] + (box["x"], box["y"])
    cliff.page.mouse.move(*at)
    expect(cliff.point).to_contain_text(points[loneliest][-1])
    cliff.page.mouse.move(box["x"] + box["width"] / 2, box["y"] - 60)


def test_the_pointer_shows_the_ssim_of_the_curve(cliff):
    plot = load("sparsity_cliff")()["ssim"]
    over = cliff.figure("ssim").locator(".u-over")
    over.scroll_into_view_if_needed()
    box = over.bounding_box()
    at = len(plot.x) // 2
    right = log10(1 - plot.x[at]) / log10(1 - plot.x_axis.high)
    cliff.page.mouse.move(box["x"] + right * box["width"], box["y"] + box["height"] / 2)
    shown = cliff.figure("ssim").locator(".fdnn-legend span").first
    expect(shown).to_have_text(f"SSIM {plot.series[0].y[at]:.4g}")


def test_scipy_is_fetched_on_a_click_and_after_a_failure_on_the_next(open_context, site):
    manifest = json.loads((site / "pyodide" / "manifest.json").read_text())
    size = sum(manifest["files"][name]["size"] for name in manifest["stages"]["scipy"])
    with open_context(expected_errors=("net::ERR_FAILED",)) as context:
        requested = []
        context.on("request", lambda request: requested.append(request.url))
        context.route(SCIPY, lambda route: route.abort())
        page = context.new_page()
        page.goto(PAGE)
        cliff = Cliff(page)
        cliff.go_live()
        expect(cliff.root.locator(".fdnn-player small")).to_have_text(
            f"Fetches scipy first ({size / 1e6:.1f} MB, once)."
        )
        assert any("/snapshot.bin" in url for url in requested)
        assert not [url for url in requested if SCIPY.search(url)]
        before = cliff.sentence.inner_text()
        cliff.play.click()
        expect(cliff.status).to_contain_text("The next frame cannot be computed: scipy")
        expect(cliff.status).to_contain_text("The last good figures stay.")
        expect(cliff.play).to_have_text("▶ Measure this machine")
        assert [url for url in requested if SCIPY.search(url)]
        assert cliff.sentence.inner_text() == before
        context.unroute(SCIPY)
        cliff.measure(seed=0)
        expect(cliff.sentence).to_contain_text(" s left", timeout=MEASURING_MS)
        cliff.stop()


def test_a_run_stopped_after_few_rounds_is_saved_without_a_result(measured):
    (race,) = read_cliff_record(measured["text"]).races
    assert 0 < measured["progress"] < 1
    assert 0 < race.measurement.rounds < FEWEST_ROUNDS
    assert race.shape == (256, 256, 1)
    many = "1 round" if race.measurement.rounds == 1 else f"{race.measurement.rounds} rounds"
    assert f"{many} measured; a result needs {FEWEST_ROUNDS}." in measured["sentence"]
    assert "beat the dense one" not in measured["sentence"]


def test_a_saved_run_can_be_loaded_and_is_drawn(cliff, measured):
    cliff.set(**FAST, seed=9, recorded="none")
    file = as_file(measured["name"], measured["text"])
    cliff.upload.set_input_files(file)
    expect(cliff.files).to_have_text("cliff-256x256x1-float32.json")
    figure = load("sparsity_cliff")(**FAST, recorded="none", records=given(file))["cliff"]
    own = [group.label for group in figure.groups if group.mark == "trail"]
    assert own
    expect(cliff.figure("cliff").locator(".fdnn-legend")).to_contain_text(own[0])
    assert cliff.legend() == [group.label for group in figure.groups]


def test_a_resumed_run_ends_with_the_verdict_on_all_its_samples(cliff):
    cliff.measure(seed=1)
    cliff.wait_for_rounds(1)
    cliff.stop()
    before = cliff.save()
    cliff.frame_with(lambda: cliff.control("sparsity").fill("90"), sparsity=90)
    assert cliff.save() == before  # no sample is lost
    cliff.play.click()
    cliff.wait_for_rounds(FEWEST_ROUNDS)
    if cliff.play.inner_text() == "■ Stop":
        cliff.stop()
    record = read_cliff_record(cliff.save()[0])
    analysis = RaceAnalysis(
        first_rounds(record.races[0], cliff.shown_rounds()), record.device, "here", "path"
    )
    picture = load("sparsity_cliff").controls["picture"].resolve("picture", "camera")
    sparse = SparsePicture(prepare(picture), "global", "largest", 0.9)
    beside = committed_record("cpu-1-thread").analyses.get((ProductShape(256, 256, 1), "float32"))
    assert record.device.kind == "browser"
    assert cliff.sentence.inner_text().endswith(typeset(verdict(sparse, "csr", analysis, beside)))


def test_a_drag_while_measuring_stops_and_keeps_the_samples(cliff):
    cliff.measure(seed=2)
    cliff.wait_for_rounds(1)
    cliff.frame_with(lambda: cliff.control("sparsity").fill("80"), sparsity=80)
    expect(cliff.play).to_have_text("▶ Measure this machine")
    expect(cliff.rounds).to_contain_text("All samples of")


def test_a_tab_hidden_while_measuring_is_flagged_and_only_then(cliff):
    hide_tab = """() => { for (const hidden of [true, false]) {
        Object.defineProperty(document, "hidden", {configurable: true, get: () => hidden});
        document.dispatchEvent(new Event("visibilitychange"));
    } }"""
    flags = []
    cliff.page.evaluate(hide_tab)
    cliff.measure(seed=3)
    for act in (lambda: None, lambda: cliff.page.evaluate(hide_tab)):
        act()
        cliff.wait_for_rounds(cliff.saved_rounds() + 1 if flags else 1)
        flags.append(read_cliff_record(cliff.save()[0]).races[0].measurement.flags)
    cliff.stop()
    assert "disturbed" not in flags[0]
    assert "disturbed" in flags[1]


def test_two_files_can_be_loaded_at_once_and_removed(cliff):
    cliff.set(**FAST, seed=9, recorded="none")
    files = [run_file("a.json"), run_file("b.json", speed=3.0)]
    both = load("sparsity_cliff")(**FAST, recorded="none", records=given(*files))["cliff"]
    without = load("sparsity_cliff")(**FAST, recorded="none")["cliff"]
    cliff.upload.set_input_files(files)
    expect(cliff.files).to_have_text("a.json, b.json")
    legend = cliff.figure("cliff").locator(".fdnn-legend span")
    expect(legend).to_have_text([typeset(group.label) for group in both.groups])
    cliff.root.get_by_role("button", name="Remove").click()
    expect(legend).to_have_text([typeset(group.label) for group in without.groups])
    expect(cliff.files).to_have_text("")
    assert len(both.groups) == len(without.groups) + 2


def test_a_dropped_file_is_loaded_and_a_reset_removes_it(cliff):
    cliff.set(**FAST, seed=9)
    file = run_file("dropped.json")
    drop = """(box, [name, text]) => {
        const data = new DataTransfer();
        data.items.add(new File([text], name, {type: "application/json"}));
        box.dispatchEvent(new DragEvent("drop", {bubbles: true, cancelable: true, dataTransfer: data}));
    }"""
    cliff.figure("cliff").evaluate(drop, [file["name"], file["buffer"].decode()])
    legend = cliff.figure("cliff").locator(".fdnn-legend")
    expect(legend).to_contain_text("recorded, 3 threads: unstructured")
    expect(cliff.files).to_have_text("dropped.json")
    cliff.root.locator("[data-action=reset]").click()
    expect(cliff.files).to_have_text("")
    expect(legend).not_to_contain_text("recorded, 3 threads: unstructured")


def hand_edited():
    file = run_file("bad.json")
    record = json.loads(file["buffer"])
    record["races"][0]["runs"][1]["statistics"]["median"] *= 2
    return as_file("bad.json", json.dumps(record))


REFUSED = {
    "broken JSON": (lambda: as_file("bad.json", '{"format": '), "cannot use bad.json: "),
    "another version": (lambda: run_file("bad.json", format="cliff-record-2"), "cliff-record-2"),
    "a statistic edited by hand": (hand_edited, "races[0].runs[1].statistics.median"),
    "published points": (
        lambda: as_file("bad.json", PUBLISHED.read_text()),
        "kind must be measured, got published",
    ),
    "no text": (lambda: {**as_file("bad.json", ""), "buffer": bytes(range(256))}, "cannot use bad.json: "),
    "9 MB": (lambda: as_file("bad.json", " " * 9_000_000), "bad.json has 9.0 MB, at most 8.0 are read."),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_an_invalid_file_is_refused_below_the_control_and_the_last_file_stays(cliff, kind):
    make, message = REFUSED[kind]
    cliff.set(**FAST, seed=9)
    cliff.upload.set_input_files(run_file("good.json"))
    expect(cliff.figure("cliff").locator(".fdnn-legend")).to_contain_text("recorded, 3 threads: unstructured")
    legend = cliff.legend()
    cliff.upload.set_input_files(make())
    expect(cliff.note).to_contain_text(message)
    expect(cliff.note).to_have_class(re.compile("fdnn-wrong"))
    expect(cliff.files).to_have_text("good.json")
    assert cliff.legend() == legend
    cliff.set(sparsity=50)
    expect(cliff.note).to_have_text("")
    expect(cliff.summary).to_contain_text("The vertical line is at 50 % zeros.")
    assert cliff.legend() == legend


def test_too_many_files_are_refused(cliff):
    cliff.set(**FAST, seed=9)
    cliff.upload.set_input_files([run_file(f"{i}.json") for i in range(9)])
    expect(cliff.note).to_have_text("At most 8 files are read, got 9.")
    expect(cliff.files).to_have_text("")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_in_the_live_page_with_a_run(cliff, measured, scheme):
    wanted = {"light": "default", "dark": "slate"}[scheme]
    body = cliff.page.locator("body")
    if body.get_attribute("data-md-color-scheme") != wanted:
        cliff.page.get_by_title(f"Switch to {scheme} mode").click()
    expect(body).to_have_attribute("data-md-color-scheme", wanted)
    cliff.set(**FAST, model=True)
    expect(cliff.figure("times")).to_be_visible()
    assert violations(cliff.page) == []


def test_the_live_page_is_no_wider_than_a_small_phone(cliff, measured):
    cliff.page.set_viewport_size({"width": 360, "height": 740})
    try:
        cliff.set(**FAST, **dict.fromkeys(GROUPS, True), model=True)
        expect(cliff.figure("times")).to_be_visible()
        assert cliff.page.evaluate("document.documentElement.scrollWidth") <= 360
    finally:
        cliff.page.set_viewport_size({"width": 1280, "height": 720})
