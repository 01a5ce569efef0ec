"""The camera: requested only on a click, refused with a sentence, always switched off."""

from typing import Annotated

import pytest
from playwright.sync_api import expect

from demos.kit.controls import Picture
from demos.kit.figures import Array, Figures, Image
from demos.kit.library import PHOTOGRAPHS
from tests.browser.support.accessibility import violations
from tests.browser.support.contexts import contexts
from tests.browser.support.demo import Demo
from tests.browser.support.form import open_form

RECORD = """() => {
    window.streams = [];
    const getUserMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
        const stream = await getUserMedia(constraints);
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
def open_context(full_browser, address):
    return contexts(full_browser, address)


@pytest.fixture
def page(open_context):
    with open_context(permissions=["camera"]) as context:
        page = context.new_page()
        open_form(page, picture)
        page.evaluate(RECORD)
        yield page


def request_camera(page):
    page.get_by_role("button", name="Picture from the camera").click()


def note(page):
    return page.locator("[data-control=a] .fdnn-note")


def test_taking_a_picture_switches_the_camera_off(page):
    assert page.evaluate("streams.length") == 0
    request_camera(page)
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
def test_leaving_the_dialog_takes_no_picture_and_switches_the_camera_off(page, way):
    request_camera(page)
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


def test_a_camera_that_starts_after_the_dialog_was_closed_is_switched_off(page):
    page.evaluate(
        """() => {
            const getUserMedia = navigator.mediaDevices.getUserMedia;
            const permission = new Promise(resolve => { window.permit = resolve });
            navigator.mediaDevices.getUserMedia =
                (constraints) => permission.then(() => getUserMedia(constraints));
        }"""
    )
    request_camera(page)
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.evaluate("permit()")
    page.wait_for_function(f"streams.length === 1 && {TRACKS}[0] === 'ended'")


def test_a_denied_permission_is_reported(open_context):
    with open_context(permissions=["geolocation"]) as context:
        page = context.new_page()
        open_form(page, picture)
        request_camera(page)
        expect(note(page)).to_contain_text("The camera is blocked")
        expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize(
    ("failure", "message"),
    [
        ("NotFoundError", "No camera was found."),
        ("NotReadableError", "The camera is in use elsewhere."),
        ("AbortError", "The camera could not be started: so it is"),
    ],
)
def test_each_failure_of_the_camera_is_reported(page, failure, message):
    page.evaluate(
        """name => { navigator.mediaDevices.getUserMedia =
            async () => { throw new DOMException("so it is", name) } }""",
        failure,
    )
    request_camera(page)
    expect(note(page)).to_have_text(message)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_browser_without_camera_access_is_reported(page):
    page.evaluate("Object.defineProperty(navigator, 'mediaDevices', {value: undefined})")
    request_camera(page)
    expect(note(page)).to_have_text("This browser gives this page no access to a camera.")


def test_a_picture_from_the_camera_reaches_the_demo(open_context):
    with open_context(permissions=["camera"]) as context:
        demo = Demo(context.new_page(), "activation_xray")
        demo.page.goto("demos/activation-xray/#signal=photograph")
        demo.go_live()
        request_camera(demo.page)
        take = demo.page.get_by_role("button", name="Take it")
        detail = demo.frame_with(take.click, signal="photograph")
        assert detail["values"]["picture"]["shape"] == [256, 256, 3]
