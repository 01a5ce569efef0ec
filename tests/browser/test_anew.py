"""Python ends, starts anew or is not all there: nobody is left with an old figure, or a wrong word."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import BOOT_MS, Demo
from tests.browser.test_faults import later, state, worker_of

XRAY = "demos/activation-xray/"
LOST = "Failed to load resource"


def status(demo):
    return demo.root.locator(".fdnn-status p")


def change(demo, name, value):
    """As a reader would, but wherever the control is."""
    demo.control(name).evaluate(
        """(input, value) => {
            input.value = value;
            for (const type of ["input", "change"]) input.dispatchEvent(new Event(type, { bubbles: true }));
        }""",
        value,
    )


def live_at(page, path, name):
    demo = Demo(page, name)
    page.goto(path)
    demo.root.scroll_into_view_if_needed()
    demo.go_live()
    return demo


def test_a_failure_shortly_after_a_question_stays_told(open_context):
    with open_context(("Out of memory",)) as context:
        page = context.new_page()
        page.clock.install()
        demo = live_at(page, XRAY, "activation_xray")
        worker_of(demo).evaluate("() => { self.onmessage = () => { throw new RangeError('Out of memory') } }")
        change(demo, "bias", "0.7")
        state(demo, "failed").wait_for(timeout=BOOT_MS)
        page.clock.run_for(1000)  # longer than what is quick may take untold
        expect(status(demo)).to_contain_text("Out of memory")
        expect(demo.root.get_by_role("button", name="Try again")).to_be_visible()


def test_a_file_that_cannot_be_made_is_told_and_is_none(open_context):
    with open_context((LOST,)) as context:
        page = context.new_page()
        page.route("**/matplotlib*", lambda route: route.fulfill(status=404))
        downloads = []
        page.on("download", lambda download: downloads.append(download))
        demo = live_at(page, XRAY, "activation_xray")
        button = demo.figure("spectrum").locator("[data-save=svg]")
        button.click()
        expect(status(demo)).to_contain_text("The file could not be made: ", timeout=BOOT_MS)
        expect(button).to_have_attribute("aria-disabled", "false")
        with page.expect_download() as download:
            demo.figure("spectrum").locator("[data-save=csv]").click()
        assert downloads == [download.value]


def test_what_is_lost_of_pythons_rest_ends_nothing_and_is_fetched_when_needed(open_context):
    with open_context((LOST, "net::ERR")) as context:
        page = context.new_page()
        page.route("**/rest.bin*", lambda route: route.abort())
        demo = live_at(page, XRAY, "activation_xray")
        save = demo.figure("spectrum").locator("[data-save=csv]")
        save.click()
        expect(status(demo)).to_contain_text("The file could not be made: rest.bin could not be fetched")
        expect(state(demo, "live")).to_be_visible()
        page.unroute("**/rest.bin*")
        with page.expect_download():
            save.click()


def test_whoever_waits_for_a_python_that_another_stops_is_served_by_the_next(page):
    stopped = live_at(page, "", "energy_compaction")
    waiting = Demo(page, "gaussian_budget")
    waiting.root.scroll_into_view_if_needed()
    expect(state(waiting, "live")).to_be_visible(timeout=BOOT_MS)
    worker_of(stopped).evaluate(later("for (;;);"))
    change(stopped, "correlation", "0.5")
    change(waiting, "smooth", "3")
    waiting.root.scroll_into_view_if_needed()

    def stop():
        stopped.root.locator("[data-action=stop]").evaluate("button => button.click()")

    assert waiting.frame_with(stop, smooth=3)
    expect(status(stopped)).to_contain_text("Stopped; the last figures stay.")


def test_what_is_played_after_a_stop_begins_anew(page):
    demo = live_at(page, "", "spectral_bias")
    progress = demo.root.locator(".fdnn-player progress")
    play = demo.root.locator("[data-player=play]")
    play.click()
    expect(progress).not_to_have_js_property("value", 0)
    play.click()
    worker_of(demo).evaluate(later("for (;;);"))
    play.click()
    demo.root.get_by_role("button", name="Stop").click()
    expect(progress).to_have_js_property("value", 0, timeout=BOOT_MS)
    state(demo, "live").wait_for(timeout=BOOT_MS)
    frames = demo.frames
    demo.root.locator("[data-player=step]").click()
    expect(demo.root).not_to_have_attribute("data-frames", str(frames))
    expect(progress).not_to_have_js_property("value", 0)
    expect(status(demo)).not_to_contain_text("Error")


def test_what_waits_for_a_package_is_given_up_for_newer_values(page):
    held = []
    page.route("**/scipy*", lambda route: held.append(route))
    demo = live_at(page, "demos/sparsity-cliff/", "sparsity_cliff")
    seen = demo.root.evaluate_handle("""root => {
        const seen = [];
        root.addEventListener("fdnn:frame", ({ detail }) => seen.push(detail.values.sparsity));
        return seen;
    }""")
    with page.expect_request("**/scipy*"):
        demo.root.locator("[data-player=play]").click()
    expect(status(demo)).to_contain_text("Fetching scipy")
    demo.frame_with(lambda: change(demo, "sparsity", "70"), sparsity=70)
    held[0].continue_()
    expect(status(demo)).to_have_text("Python is running in this page.", timeout=BOOT_MS)
    demo.frame_with(lambda: change(demo, "sparsity", "75"), sparsity=75)
    assert seen.json_value() == [70, 75]
    expect(demo.root.locator(".fdnn-player progress")).to_have_js_property("value", 0)


def test_a_package_is_told_of_only_where_it_was_asked_for(page):
    asking = live_at(page, "", "energy_compaction")
    other = Demo(page, "gaussian_budget")
    other.root.scroll_into_view_if_needed()
    expect(state(other, "live")).to_be_visible(timeout=BOOT_MS)
    held = []
    page.route(re.compile("/matplotlib-"), lambda route: held.append(route))
    with page.expect_request(re.compile("/matplotlib-")):
        asking.root.locator("[data-save=svg]").first.evaluate("button => button.click()")
    expect(status(asking)).to_contain_text("Fetching matplotlib")
    expect(status(other)).to_have_text("Python is running in this page.")
    with page.expect_download(timeout=BOOT_MS):
        held[0].continue_()


@pytest.mark.parametrize("name", ["spectral_bias", "energy_compaction"])
def test_a_link_to_a_figures_state_leads_to_the_figure(page, name):
    control = {"spectral_bias": "spectral_bias.features=16", "energy_compaction": "correlation=0.5"}[name]
    page.goto(f"#{control}")
    demo = Demo(page, name)
    expect(state(demo, "live")).to_be_visible(timeout=BOOT_MS)
    expect(demo.root).to_be_in_viewport()
    page.keyboard.press("Tab")  # and so does the keyboard
    expect(demo.root.locator("form.fdnn-controls :focus")).to_be_visible()
    top = "demo => demo.getBoundingClientRect().top"
    page.wait_for_function(
        f"demo => ({top})(demo) > 0 && ({top})(demo) < 100", arg=demo.root.element_handle()
    )
