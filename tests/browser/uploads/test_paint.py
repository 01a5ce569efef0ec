"""Painting a mask over a figure by mouse, touch and keyboard."""

from typing import Annotated

import numpy as np
import pytest
from playwright.sync_api import expect

from demos.kit.controls import Choice, Mask
from demos.kit.figures import Array, Figures, Image
from tests.browser.support.accessibility import violations
from tests.browser.support.form import open_form

SIDE = 64
SHAPES = {"painted": "painted", "none": "none"}


def spectrum(
    shape: Annotated[str, Choice(SHAPES, label="Shape")] = "painted",
    mask: Annotated[
        Array | None, Mask("spectrum", SIDE, label="Paint on it", when={"shape": ("painted",)})
    ] = None,
) -> Figures:
    """A picture to paint on."""
    values = np.zeros((8, 8)) if mask is None else mask
    return {"spectrum": Image(title="Spectrum", summary="Black.", values=values)}


class Canvas:
    """The figure with its overlay and its mask."""

    def __init__(self, page):
        open_form(page, spectrum)
        self.page = page
        self.overlay = page.locator("[data-figure=spectrum] .fdnn-overlay")
        self.note = page.locator("fieldset output")

    def press(self, name):
        self.page.get_by_role("button", name=name, exact=True).click()

    def stroke(self, *points):
        """Draw through points given as fractions of the figure's width and height."""
        box = self.overlay.bounding_box()
        places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]
        self.page.mouse.move(*places[0])
        self.page.mouse.down()
        for place in places[1:]:
            self.page.mouse.move(*place)
        self.page.mouse.up()

    @property
    def mask(self):
        """The mask that the demo would receive."""
        value = self.page.evaluate(
            "() => { const m = controls.value('mask'); return m && [[...m.samples], m.shape] }"
        )
        if value is None:
            return None
        samples, shape = value
        return Mask("spectrum", SIDE, label="").resolve("mask", np.reshape(np.uint8(samples), shape))


@pytest.fixture
def canvas(page):
    return Canvas(page)


def disc(x, y, radius):
    """The pixels whose centres lie within a radius of a point; lengths in pixels."""
    middles = np.arange(SIDE) + 0.5
    return np.hypot(middles - x, middles[:, None] - y) <= radius


def mirrored(mask):
    return np.roll(mask[::-1, ::-1], (1, 1), axis=(0, 1))


def test_the_overlay_appears_when_painting_is_switched_on(canvas):
    assert canvas.mask is None
    expect(canvas.overlay).to_have_count(0)
    canvas.press("Paint")
    expect(canvas.overlay).to_be_visible()
    assert canvas.mask is None
    canvas.press("Paint")
    expect(canvas.overlay).to_have_count(0)


def test_a_dot_is_a_disc_and_its_mirror_image(canvas):
    canvas.press("Paint")
    canvas.stroke((0.25, 0.5))
    erased = disc(0.25 * SIDE, 0.5 * SIDE, 0.05 * SIDE)
    np.testing.assert_array_equal(canvas.mask, ~(erased | mirrored(erased)))
    expect(canvas.note).to_have_text(f"{100 * (1 - canvas.mask.mean()):.1f} % erased")


def test_the_overlay_shows_what_is_erased(canvas):
    canvas.press("Paint")
    canvas.stroke((0.2, 0.3), (0.4, 0.4))
    pixels = canvas.overlay.evaluate(
        "o => [...o.getContext('2d').getImageData(0, 0, o.width, o.height).data]"
    )
    opacity = np.reshape(pixels, (SIDE, SIDE, 4))[..., 3]
    np.testing.assert_array_equal(opacity > 0, canvas.mask == 0)


def test_undo_reverts_clear_and_then_stroke_by_stroke(canvas):
    canvas.press("Paint")
    masks = [canvas.mask]
    for x in (0.1, 0.2, 0.3):
        canvas.stroke((x, 0.2), (x, 0.7))
        masks.append(canvas.mask)
    canvas.press("Clear")
    assert canvas.mask is None
    expect(canvas.note).to_have_text("Nothing is erased.")
    for mask in reversed(masks):
        canvas.press("Undo")
        np.testing.assert_array_equal(canvas.mask, mask)
    canvas.press("Undo")
    assert canvas.mask is None


def test_the_keeping_brush_restores_erased_frequencies(canvas):
    canvas.press("Paint")
    canvas.stroke((0.2, 0.2), (0.2, 0.8))
    canvas.page.get_by_label("Brush mode").select_option("keeps")
    canvas.page.get_by_label("Brush size").fill("40")
    canvas.stroke((0.2, 0.2), (0.2, 0.8))
    assert canvas.mask.all()
    expect(canvas.note).to_have_text("0.0 % erased")


def test_a_stroke_dispatches_input_while_drawing_and_change_at_the_end(canvas):
    canvas.press("Paint")
    canvas.page.evaluate("dispatched.length = 0")
    canvas.stroke((0.2, 0.2), (0.3, 0.3), (0.4, 0.4))
    assert canvas.page.evaluate("dispatched") == ["input", "input", "input", "change"]


def test_the_mask_is_not_part_of_the_address_and_reset_clears_it(canvas):
    canvas.press("Paint")
    canvas.stroke((0.2, 0.2))
    assert canvas.page.evaluate("controls.changed()") == {}
    canvas.page.evaluate("controls.set('mask', 'all')")
    expect(canvas.page.locator("[data-control=mask] .fdnn-note")).to_contain_text("is the reader’s own")
    canvas.page.evaluate("controls.reset()")
    assert canvas.mask is None
    expect(canvas.note).to_have_text("Nothing is erased.")


def test_the_overlay_disappears_when_another_control_makes_it_irrelevant(canvas):
    canvas.press("Paint")
    canvas.page.get_by_label("Shape").select_option("none")
    canvas.page.evaluate("document.querySelector('fdnn-demo').dispatchEvent(new Event('fdnn:frame'))")
    expect(canvas.overlay).to_have_count(0)
    canvas.page.get_by_label("Shape").select_option("painted")
    canvas.page.evaluate("document.querySelector('fdnn-demo').dispatchEvent(new Event('fdnn:frame'))")
    expect(canvas.overlay).to_be_visible()


def test_the_buttons_work_by_keyboard(canvas):
    toggle = canvas.page.get_by_role("button", name="Paint", exact=True)
    toggle.focus()
    toggle.press("Space")
    expect(toggle).to_have_attribute("aria-pressed", "true")
    canvas.stroke((0.2, 0.2))
    undo = canvas.page.get_by_role("button", name="Undo")
    undo.press("Enter")
    assert canvas.mask is None
    expect(undo).to_be_focused()


def test_axe_finds_no_violation_in_the_fieldset(canvas):
    canvas.press("Paint")
    canvas.stroke((0.2, 0.2))
    assert [found for found in violations(canvas.page) if "fieldset" in found or "data-paint" in found] == []


def test_a_finger_paints_only_while_painting_is_on(open_context):
    with open_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True) as context:
        canvas = Canvas(context.new_page())
        figure = canvas.page.locator("[data-figure=spectrum] canvas").first
        assert figure.evaluate("c => getComputedStyle(c).touchAction") == "auto"
        canvas.page.get_by_role("button", name="Paint", exact=True).tap()
        assert canvas.overlay.evaluate("c => getComputedStyle(c).touchAction") == "pinch-zoom"
        canvas.overlay.tap()
        assert canvas.mask is not None


def test_on_a_phone_in_landscape_the_overlay_leaves_room_to_scroll(open_context):
    with open_context(viewport={"width": 844, "height": 390}, has_touch=True, is_mobile=True) as context:
        canvas = Canvas(context.new_page())
        canvas.page.get_by_role("button", name="Paint", exact=True).tap()
        box = canvas.overlay.bounding_box()
        assert box["height"] <= 0.75 * 390


def test_a_pinch_on_the_overlay_zooms_and_paints_nothing(open_context):
    with open_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True) as context:
        canvas = Canvas(context.new_page())
        canvas.page.get_by_role("button", name="Paint", exact=True).tap()
        box = canvas.overlay.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        session = context.new_cdp_session(canvas.page)

        def touch(kind, *fingers):
            points = [{"x": at, "y": y, "id": finger} for finger, at in enumerate(fingers)]
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        touch("touchStart", x - 20)
        touch("touchStart", x - 20, x + 20)
        for apart in range(25, 90, 5):
            touch("touchMove", x - apart, x + apart)
        touch("touchEnd")
        assert canvas.page.evaluate("visualViewport.scale") > 1.2
        assert canvas.mask is None
