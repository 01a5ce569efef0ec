"""Input made before the scripts are ready takes effect when they are."""

import io
import re
from contextlib import contextmanager

from PIL import Image
from playwright.sync_api import expect

from demos import load
from demos.kit.typesetting import typeset
from tests.browser.support.demo import Demo

PAGE = "demos/activation-xray/"


@contextmanager
def early(page, address=PAGE, name="activation_xray", figure="counts"):
    """A demo whose scripts arrive only at the end of the block."""
    held, are_due = [], []
    scripts = re.compile(r"/assets/fdnn/.*\.js")
    page.route(scripts, lambda route: route.continue_() if are_due else held.append(route))
    page.goto(address, wait_until="commit")
    demo = Demo(page, name)
    expect(demo.figure(figure)).to_be_visible()
    yield demo
    are_due.append(True)
    for route in held:
        route.continue_()


def counts(demo):
    """The cells of the table of counts that the page shows, once Python is live."""
    demo.wait_until_live()
    return demo.figure("counts").locator("tbody td").all_inner_texts()


def expected(**values):
    return [typeset(cell) for row in load("activation_xray")(**values)["counts"].rows for cell in row[1:]]


def test_a_changed_control_is_computed_and_noted_in_the_address(page):
    with early(page) as demo:
        demo.control("frequency").focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
    demo.wait_until_live()
    expect(demo.root.locator("[data-control=frequency] output")).to_have_text("7\u202fcycles")
    assert counts(demo) == expected(frequency=7)
    expect(page).to_have_url(re.compile("#frequency=7$"))


def test_a_changed_control_is_newer_than_the_address(page):
    with early(page, f"{PAGE}#frequency=9&bias=0.5") as demo:
        demo.control("frequency").focus()
        page.keyboard.press("ArrowRight")
    demo.wait_until_live()
    expect(demo.control("bias")).to_have_value("0.5")
    expect(demo.control("frequency")).to_have_value("6")
    assert counts(demo) == expected(frequency=6, bias=0.5)


def test_focus_inside_starts_python(page):
    with early(page) as demo:
        demo.control("activation").focus()
    demo.wait_until_live()


def test_a_pressed_button_acts(page):
    with early(page, f"{PAGE}#signal=noise") as demo:
        seed = demo.root.locator("[data-control=seed]")
        seed.evaluate("box => { box.hidden = false }")
        seed.get_by_role("button").click()
    demo.wait_until_live()
    expect(demo.control("seed")).not_to_have_value("0")


def test_enter_in_a_field_submits_nothing(page):
    with early(page, "demos/sparsity-cliff/", "sparsity_cliff", "cliff") as demo:
        demo.control("seed").fill("7")
        page.evaluate("addEventListener('submit', () => { window.submitted = true })")
        demo.control("seed").press("Enter", no_wait_after=True)
        assert not page.evaluate("window.submitted ?? false")
    demo.wait_until_live()
    expect(demo.control("seed")).to_have_value("7")
    expect(page).to_have_url(re.compile("/demos/sparsity-cliff/#seed=7$"))


def test_an_invalid_number_is_refused_below_its_control(page):
    with early(page, "demos/sparsity-cliff/", "sparsity_cliff", "cliff") as demo:
        demo.control("seed").fill("123456")
    expect(demo.note("seed")).to_have_text(
        "Seed must be a whole number from 0 to 9999, got “123456”; 0 is used.", use_inner_text=False
    )


def test_an_opened_disclosure_has_its_content(page):
    with early(page) as demo:
        demo.root.get_by_text("Show the code").click()
    expect(demo.root.locator(".fdnn-code pre")).not_to_have_count(1)
    expect(demo.root.locator(".fdnn-code noscript")).to_have_count(0)


def test_a_chosen_file_is_read(page):
    file = io.BytesIO()
    Image.new("RGB", (300, 300), "red").save(file, "png")
    with early(page) as demo:
        demo.root.locator("[data-upload=picture]").set_input_files(
            {"name": "red.png", "mimeType": "image/png", "buffer": file.getvalue()}
        )
    expect(demo.control("picture").locator("option:checked")).to_have_text("red.png")


def test_without_interaction_nothing_starts(page):
    with early(page) as demo:
        pass
    expect(demo.root.get_by_role("button", name="Start Python")).to_be_visible()
    expect(demo.root).to_have_attribute("data-state", "poster")
