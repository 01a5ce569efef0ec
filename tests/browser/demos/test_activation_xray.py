"""Activation X-Ray in Chromium: controls, address, own files, saving, keyboard and touch."""

import csv
import io
import re
import struct
import wave
import zlib
from functools import partial

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from demos import load
from demos.kit.typesetting import typeset
from tests.browser.support.accessibility import violations_in_both_schemes
from tests.browser.support.demo import Demo

PAGE = "demos/activation-xray/"


@pytest.fixture(scope="module")
def shared(open_context):
    """A live demo, shared by tests."""
    with open_context() as context:
        demo = Demo(context.new_page(), "activation_xray")
        demo.page.goto(PAGE)
        demo.go_live()
        yield demo


@pytest.fixture
def live(shared):
    """The shared live demo; reset afterwards."""
    yield shared
    shared.frame_with(shared.root.get_by_role("button", name="Reset").click, activation="relu", frequency=5)


def table(figures):
    """The cells of the table of counts, row by row."""
    return [typeset(cell) for row in figures["counts"].rows for cell in row]


def shown_table(demo):
    return demo.figure("counts").locator("tbody th, tbody td").all_inner_texts()


def own_file(demo, control, name, content, kind):
    demo.root.locator(f"[data-upload={control}]").set_input_files(
        {"name": name, "mimeType": kind, "buffer": content}
    )


def test_python_shows_the_numbers_of_the_first_paint(xray):
    assert xray.root.get_attribute("data-state") == "poster"
    painted = shown_table(xray)
    xray.go_live()
    assert shown_table(xray) == painted == table(load("activation_xray")())


def test_an_arrow_key_moves_a_slider_and_python_follows(xray):
    xray.control("frequency").focus()
    xray.go_live()
    detail = xray.frame_with(lambda: xray.control("frequency").press("ArrowRight"), frequency=6)
    assert detail["name"] == "activation_xray"
    assert 0 < detail["compute_ms"] < detail["latency_ms"]
    expect(xray.root.locator("[data-control=frequency] output")).to_have_text("6 cycles")
    assert shown_table(xray) == table(load("activation_xray")(frequency=6))


@pytest.mark.parametrize("activation", ["gelu", "tanh", "modrelu", "cardioid"])
def test_the_page_shows_the_same_numbers_as_cpython(live, activation):
    live.frame_with(lambda: live.control("activation").select_option(activation), activation=activation)
    assert shown_table(live) == table(load("activation_xray")(activation=activation))


def test_a_fast_drag_ends_with_the_newest_value_and_skips_frames(xray):
    xray.go_live()
    before = xray.frames
    drag = """slider => { for (let value = 1; value <= 60; value++) {
        slider.value = value; slider.dispatchEvent(new Event("input", {bubbles: true})) } }"""
    xray.frame_with(lambda: xray.control("frequency").evaluate(drag), frequency=60)
    assert xray.frames - before < 10


def test_the_address_holds_the_changed_values_and_restores_them(open_context, xray):
    xray.go_live()
    xray.frame_with(lambda: xray.control("activation").select_option("square"), activation="square")
    xray.control("bias").fill("0.5")
    expect(xray.page).to_have_url(re.compile("#activation=square&bias=0.5$"))
    with open_context() as context:
        restored = Demo(context.new_page(), "activation_xray")
        restored.page.goto(xray.page.url)
        restored.root.and_(restored.page.locator("[data-state=live]")).wait_for()
        expect(restored.control("activation")).to_have_value("square")
        expect(restored.figure("counts")).to_contain_text("Not zero")
        restored.frame_with(lambda: restored.control("phase").fill("10"), activation="square", bias=0.5)


@pytest.mark.parametrize(
    ("hash", "control", "message"),
    [
        (
            "frequency=banana",
            "frequency",
            "must be a whole number from 1 to 64, got “banana”; the default is used.",
        ),
        (
            "frequency=1e9",
            "frequency",
            "must be a whole number from 1 to 64, got “1e9”; the default is used.",
        ),
        ("n=257", "n", "got “257”; the default is used."),
        ("activation=__import__('os')", "activation", "must be one of identity, relu"),
    ],
)
def test_an_invalid_value_in_the_address_is_refused_below_its_control(page, hash, control, message):
    page.goto(f"{PAGE}#{hash}")
    demo = Demo(page, "activation_xray")
    expect(demo.note(control)).to_contain_text(message)
    demo.go_live()
    assert shown_table(demo) == table(load("activation_xray")())


@pytest.mark.parametrize(
    "unknown",
    [
        "utm_source=mail",
        "bananas=1&<script>=2&%E0%A4%A=3",
        "no.such=1",
        "activation_xray.frequency.x=7",
        ".frequency=7",
    ],
)
def test_unknown_keys_in_the_address_neither_start_python_nor_cause_a_complaint(page, unknown):
    page.goto(f"{PAGE}#{unknown}")
    demo = Demo(page, "activation_xray")
    expect(demo.root.get_by_role("button", name="Start Python")).to_be_visible()
    page.evaluate("hash => { location.hash = hash }", f"{unknown}&more=1")
    page.evaluate("() => new Promise(requestAnimationFrame)")
    assert demo.root.get_attribute("data-state") == "poster"
    demo.go_live()
    expect(demo.root.locator(".fdnn-status p")).to_have_text("Python is running in this page.")


def test_a_value_that_is_not_written_as_a_number_is_refused_by_label(page):
    demo = Demo(page, "activation_xray")
    page.goto(f"{PAGE}#frequency=7")
    for value in ("7 ", "7.", "+7", "0x10", "1e1000", ""):
        page.evaluate("value => { location.hash = `frequency=${encodeURIComponent(value)}` }", value)
        refusal = f"Frequency must be a whole number from 1 to 64, got “{value}”; the default is used."
        expect(demo.note("frequency")).to_have_text(refusal, use_inner_text=False)
        expect(demo.control("frequency")).to_have_value("5")
    page.evaluate("() => { location.hash = 'bias=0.33' }")
    expect(demo.note("bias")).to_contain_text(
        "Bias must be a number from −1 to 1 in steps of 0.05, got “0.33”"
    )
    demo.go_live()
    assert shown_table(demo) == table(load("activation_xray")())


def test_a_link_in_the_text_sets_the_figure(xray):
    xray.frame_with(xray.page.get_by_role("link", name="Square the tone").click, activation="square")
    expect(xray.root).to_be_in_viewport()


def test_a_refusal_by_python_keeps_the_last_figure(xray):
    xray.go_live()
    xray.frame_with(lambda: xray.control("signal").select_option("chirp"), signal="chirp")
    xray.frame_with(lambda: xray.control("frequency").fill("60"), frequency=60)
    painted = shown_table(xray)
    xray.control("n").select_option("64")
    expect(xray.note("frequency")).to_contain_text("must be at most half the length, 32, got 60")
    assert shown_table(xray) == painted
    xray.frame_with(lambda: xray.control("frequency").fill("30"), frequency=30, n=64)
    expect(xray.note("frequency")).to_have_text("")


def png(width, height):
    """The signature and the header of a PNG of this size, without pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    return b"\x89PNG\r\n\x1a\n" + chunk


def wav(samples):
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 2, 16000, 0, "NONE", ""))
        sound.writeframes(np.asarray(samples * 32767, "<i2").tobytes())
    return file.getvalue()


@pytest.mark.parametrize(
    ("control", "name", "content", "kind", "message"),
    [
        (
            "picture",
            "notes.png",
            b"not a picture",
            "image/png",
            "“notes.png” is not a picture that this browser can decode.",
        ),
        (
            "picture",
            "big.png",
            png(30000, 30000),
            "image/png",
            "“big.png” has 30000 × 30000 pixels; at most 120 million",
        ),
        ("picture", "cut.png", png(64, 64), "image/png", "“cut.png” is damaged"),
        ("picture", "none.png", b"", "image/png", "“none.png” is not a picture"),
        ("recording", "empty.wav", wav(np.zeros(0)), "audio/wav", "“empty.wav”"),
        ("recording", "short.wav", wav(np.zeros(10)), "audio/wav", "“short.wav” is too short: 10 samples"),
        (
            "recording",
            "text.wav",
            b"not a sound",
            "audio/wav",
            "“text.wav” holds no sound that this browser can decode.",
        ),
    ],
)
def test_a_bad_file_is_refused_with_the_reason(live, control, name, content, kind, message):
    painted = shown_table(live)
    own_file(live, control, name, content, kind)
    expect(live.note(control)).to_contain_text(message)
    assert shown_table(live) == painted
    live.frame_with(lambda: live.control("frequency").fill("9"), frequency=9)


def test_an_uploaded_picture_is_shown(xray):
    file = io.BytesIO()
    pixels = np.add.outer(np.arange(300), np.arange(400)) % 256
    Image.fromarray(pixels.astype(np.uint8)).save(file, "png")
    xray.go_live()
    xray.frame_with(lambda: xray.control("signal").select_option("photograph"), signal="photograph")
    camera = shown_table(xray)
    own_file(xray, "picture", "ramp.png", file.getvalue(), "image/png")
    expect(xray.control("picture").locator("option:checked")).to_have_text("ramp.png")
    expect(xray.figure("image_before").locator("canvas")).to_be_visible()
    expect(xray.figure("counts").locator("tbody")).not_to_have_text("".join(camera))


def test_an_uploaded_sound_is_analysed(xray):
    xray.go_live()
    xray.frame_with(lambda: xray.control("signal").select_option("sound"), signal="sound")
    tone = np.cos(2 * np.pi * 20 * np.arange(16000) / 256)
    own_file(xray, "recording", "tone.wav", wav(tone), "audio/wav")
    expect(xray.control("recording").locator("option:checked")).to_have_text("tone.wav")
    expect(xray.figure("spectrum").locator(".fdnn-summary")).to_contain_text("strongest coefficient 20 ")


def test_stop_ends_a_long_run_and_python_restarts(xray):
    xray.go_live()
    long = "#signal=photograph&oversampling=8&depth=8"
    xray.page.evaluate("hash => { location.hash = hash }", long)
    stop = xray.root.get_by_role("button", name="Stop")
    stop.click()
    expect(xray.root.locator(".fdnn-status")).to_contain_text("Stopped; the last figures stay.")
    xray.frame_with(xray.root.get_by_role("button", name="Reset").click, signal="tone", depth=1)
    assert shown_table(xray) == table(load("activation_xray")())


def test_predict_then_see_hides_the_answer_until_the_guess(xray):
    xray.go_live()
    xray.root.get_by_role("button", name="Predict, then see").click()
    expect(xray.figure("spectrum").locator(".fdnn-body")).not_to_be_visible()
    expect(xray.figure("signal").locator(".fdnn-body")).to_be_visible()
    guess = xray.root.locator(".fdnn-question input")
    expect(guess).to_be_focused()
    guess.fill("8")
    guess.press("Enter")
    answer = load("activation_xray")()["question"].answer
    expect(xray.root.locator(".fdnn-question")).to_contain_text(f"You said 8; it is {answer}.")
    expect(xray.figure("spectrum").locator(".fdnn-body")).to_be_visible()
    xray.frame_with(lambda: xray.control("activation").select_option("square"), activation="square")
    expect(xray.figure("spectrum").locator(".fdnn-body")).not_to_be_visible()


def test_a_reset_keeps_the_uploaded_picture_available(xray):
    file = io.BytesIO()
    Image.fromarray(np.tile(np.arange(200, dtype=np.uint8), (200, 1))).save(file, "png")
    xray.go_live()
    own_file(xray, "picture", "ramp.png", file.getvalue(), "image/png")
    expect(xray.control("signal")).to_have_value("photograph")  # the signal that shows pictures
    expect(xray.figure("image_before").locator("canvas")).to_be_visible()
    mine = shown_table(xray)
    xray.frame_with(xray.root.get_by_role("button", name="Reset").click, signal="tone", picture="camera")
    xray.frame_with(lambda: xray.control("picture").select_option("own file", force=True), signal="tone")
    xray.frame_with(lambda: xray.control("signal").select_option("photograph"), signal="photograph")
    assert shown_table(xray) == mine


def test_an_incomplete_seed_changes_nothing(xray):
    xray.go_live()
    seed = xray.control("seed")
    for wrong, bias in (("", 0.2), ("99999", 0.5)):
        seed.fill(wrong)
        expect(xray.note("seed")).to_contain_text("must be a whole number from 0 to 9999")
        xray.frame_with(partial(xray.control("bias").fill, str(bias)), seed=0, bias=bias)
    expect(xray.page).to_have_url(re.compile("#bias=0.5$"))


def test_going_back_restores_the_last_values(xray):
    xray.frame_with(xray.page.get_by_role("link", name="Square the tone").click, activation="square")
    xray.frame_with(xray.page.go_back, activation="relu")
    expect(xray.control("activation")).to_have_value("relu")


def test_a_value_in_the_address_that_python_refuses_becomes_the_default(page):
    page.goto(f"{PAGE}#signal=chirp&n=64&frequency=40")
    demo = Demo(page, "activation_xray")
    demo.root.and_(page.locator("[data-state=live]:not([data-frames='0'])")).wait_for()
    expect(demo.note("frequency")).to_contain_text("got 40; the default is used.")
    assert shown_table(demo) == table(load("activation_xray")(signal="chirp", n=64))


@pytest.mark.parametrize("form", ["csv", "svg", "png"])
def test_a_figure_is_saved(live, form):
    with live.page.expect_download() as download:
        live.figure("spectrum").locator(f"[data-save={form}]").click()
    content = download.value.path().read_bytes()
    assert download.value.suggested_filename == f"spectrum.{form}"
    if form == "csv":
        header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
        spectrum = load("activation_xray")()["spectrum"]
        assert header[1:] == ["before", "after", "exact series"]
        np.testing.assert_allclose([float(row[2]) for row in rows], spectrum.series[1].y, atol=1e-12)
    elif form == "svg":
        assert content.startswith(b"<svg")
        assert b"exact series" in content
    else:
        assert Image.open(io.BytesIO(content)).width > 200


def test_the_sounds_play_and_stop(live):
    button = live.figure("sound").get_by_role("button", name="after")
    button.click()
    expect(button).to_have_text("■ after")
    button.click()
    expect(button).to_have_text("▶ after")


def test_the_code_shown_is_the_code_that_ran(live):
    live.frame_with(lambda: live.control("activation").select_option("sin"), activation="sin")
    live.root.get_by_text("Show the code").click()
    snippet = live.root.locator("[data-snippet]").inner_text()
    assert snippet.endswith('figures = load("activation_xray")(activation="sin")')
    names = {}
    exec(snippet, names)
    assert table(names["figures"]) == shown_table(live)


def test_axe_finds_no_violation_in_the_live_page(xray):
    xray.go_live()
    assert violations_in_both_schemes(xray.page) == []


def test_the_demo_works_by_touch_on_a_small_phone(open_context):
    with open_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True) as context:
        demo = Demo(context.new_page(), "activation_xray")
        demo.page.goto(PAGE)
        demo.control("amplitude").tap()
        demo.root.and_(demo.page.locator("[data-state=live]")).wait_for()
        assert demo.page.evaluate("document.documentElement.scrollWidth") <= 360
        demo.figure("spectrum").scroll_into_view_if_needed()
        expect(demo.control("frequency")).to_be_in_viewport()
