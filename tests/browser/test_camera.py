"""The camera: asked for on a click only, refused with a sentence, never left running."""

from collections.abc import Iterator
from typing import Annotated

import pytest
from playwright.sync_api import Browser, expect

from demos.kit.controls import Picture
from demos.kit.figures import Array, Figures, Image
from demos.kit.library import PHOTOGRAPHS
from tests.browser.chromium import launch
from tests.browser.conftest import Demo
from tests.browser.form import open_form
from tests.browser.test_site import violations

RECORD = """() => {
    window.streams = [];
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (wish) => {
        const stream = await ask(wish);
        window.streams.push(stream);
        return stream;
    };
}"""
TRACKS = "streams.flatMap(stream => stream.getTracks()).map(track => track.readyState)"


def picture(
    a: Annotated[Array, Picture(PHOTOGRAPHS, side=64, label="Picture")] = "camera",  # type: ignore[assignment]
) -> Figures:
    """One picture."""
    return {"a": Image(title="A", summary="A picture.", values=a)}


@pytest.fixture(scope="module")
def browser(browser: Browser) -> Iterator[Browser]:
    """Chromium with a camera that shows a test picture."""
    with_camera = launch(browser.browser_type, "--use-fake-device-for-media-stream", whole=True)
    yield with_camera
    with_camera.close()


@pytest.fixture
def page(open_context):
    with open_context(permissions=["camera"]) as context:
        page = context.new_page()
        open_form(page, picture)
        page.evaluate(RECORD)
        yield page


def ask(page):
    page.get_by_role("button", name="Picture from the camera").click()


def note(page):
    return page.locator("[data-control=a] .fdnn-note")


def test_a_picture_is_taken_and_the_camera_switched_off(page):
    assert page.evaluate("streams.length") == 0
    ask(page)
    expect(page.get_by_role("dialog", name="Camera")).to_be_visible()
    assert [found for found in violations(page) if "dialog" in found or "video" in found] == []
    page.get_by_role("button", name="Take it").click()
    expect(page.locator("select[name=a] option:checked")).to_have_text("camera picture")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate(TRACKS) == ["ended"]
    samples, shape = page.evaluate(
        "() => { const {samples, shape} = controls.value('a'); return [[...samples], shape] }"
    )
    assert shape == [64, 64, 3]
    assert len(set(samples)) > 2


@pytest.mark.parametrize("way", ["Cancel", "Escape", "away"])
def test_leaving_takes_nothing_and_leaves_nothing_running(page, way):
    ask(page)
    expect(page.get_by_role("button", name="Take it")).to_be_enabled()
    assert page.evaluate(TRACKS) == ["live"]
    if way == "Cancel":
        page.get_by_role("button", name="Cancel").click()
    elif way == "Escape":
        page.keyboard.press("Escape")
    else:
        page.evaluate("document.querySelector('fdnn-demo').remove()")
    page.wait_for_function(f"{TRACKS}.every(state => state === 'ended')")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate("controls.value('a')") == "camera"


def test_a_camera_that_comes_after_the_reader_has_left_is_switched_off(page):
    page.evaluate(
        """() => {
            const ask = navigator.mediaDevices.getUserMedia;
            const permission = new Promise(resolve => { window.permit = resolve });
            navigator.mediaDevices.getUserMedia = (wish) => permission.then(() => ask(wish));
        }"""
    )
    ask(page)
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.evaluate("permit()")
    page.wait_for_function(f"streams.length === 1 && {TRACKS}[0] === 'ended'")


def test_a_refusal_is_told(open_context):
    with open_context(permissions=["geolocation"]) as context:
        page = context.new_page()
        open_form(page, picture)
        ask(page)
        expect(note(page)).to_contain_text("The camera was refused")
        expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize(
    ("failure", "message"),
    [
        ("NotFoundError", "No camera was found."),
        ("NotReadableError", "The camera is in use elsewhere."),
        ("AbortError", "The camera could not be started: so it is"),
    ],
)
def test_what_is_wrong_with_the_camera_is_told(page, failure, message):
    page.evaluate(
        """name => { navigator.mediaDevices.getUserMedia =
            async () => { throw new DOMException("so it is", name) } }""",
        failure,
    )
    ask(page)
    expect(note(page)).to_have_text(message)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_browser_without_cameras_is_told(page):
    page.evaluate("Object.defineProperty(navigator, 'mediaDevices', {value: undefined})")
    ask(page)
    expect(note(page)).to_have_text("This browser gives this page no camera.")


def test_the_camera_in_a_demo(open_context):
    with open_context(permissions=["camera"]) as context:
        demo = Demo(context.new_page(), "activation_xray")
        demo.page.goto("demos/activation-xray/#signal=photograph")
        demo.go_live()
        ask(demo.page)
        take = demo.page.get_by_role("button", name="Take it")
        detail = demo.frame_with(take.click, signal="photograph")
        assert detail["values"]["picture"]["shape"] == [256, 256, 3]
