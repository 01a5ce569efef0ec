"""Python fails, is stopped or lacks a file: figures and status stay right, and Python restarts."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.support.demo import BOOT_MS, Demo, after_return

XRAY = "demos/activation-xray/"
NOT_LOADED = "Failed to load resource"


def live_at(page, path, name):
    demo = Demo(page, name)
    page.goto(path)
    demo.root.scroll_into_view_if_needed()
    demo.go_live()
    return demo


def test_a_failure_right_after_a_change_stays_on_screen(open_context):
    with open_context(("Out of memory",)) as context:
        page = context.new_page()
        page.clock.install()
        demo = live_at(page, XRAY, "activation_xray")
        demo.worker().evaluate("() => { self.onmessage = () => { throw new RangeError('Out of memory') } }")
        demo.set_value("bias", "0.7")
        demo.in_state("failed").wait_for(timeout=BOOT_MS)
        page.clock.run_for(1000)  # a delayed message must not replace it
        expect(demo.status).to_contain_text("Out of memory")
        expect(demo.root.get_by_role("button", name="Try again")).to_be_visible()


def test_a_file_that_cannot_be_made_is_reported_and_not_downloaded(open_context):
    with open_context((NOT_LOADED,)) as context:
        page = context.new_page()
        page.route("**/matplotlib*", lambda route: route.fulfill(status=404))
        downloads = []
        page.on("download", lambda download: downloads.append(download))
        demo = live_at(page, XRAY, "activation_xray")
        button = demo.figure("spectrum").locator("[data-save=svg]")
        button.click()
        expect(demo.status).to_contain_text("The file could not be made: ", timeout=BOOT_MS)
        expect(button).to_have_attribute("aria-disabled", "false")
        with page.expect_download() as download:
            demo.figure("spectrum").locator("[data-save=csv]").click()
        assert downloads == [download.value]


def test_a_late_file_of_python_that_is_missing_is_fetched_again_when_needed(open_context):
    with open_context((NOT_LOADED, "net::ERR")) as context:
        page = context.new_page()
        page.route("**/rest.bin*", lambda route: route.abort())
        demo = live_at(page, XRAY, "activation_xray")
        save = demo.figure("spectrum").locator("[data-save=csv]")
        save.click()
        expect(demo.status).to_contain_text("The file could not be made: rest.bin could not be fetched")
        expect(demo.in_state("live")).to_be_visible()
        page.unroute("**/rest.bin*")
        with page.expect_download():
            save.click()


def test_a_figure_waiting_for_a_stopped_python_is_computed_after_the_restart(page):
    stopped = live_at(page, "", "energy_compaction")
    waiting = Demo(page, "gaussian_budget")
    waiting.root.scroll_into_view_if_needed()
    expect(waiting.in_state("live")).to_be_visible(timeout=BOOT_MS)
    stopped.worker().evaluate(after_return("for (;;);"))
    stopped.set_value("correlation", "0.5")
    waiting.set_value("smooth", "3")
    waiting.root.scroll_into_view_if_needed()

    def stop():
        stopped.root.locator("[data-action=stop]").evaluate("button => button.click()")

    assert waiting.frame_with(stop, smooth=3)
    expect(stopped.status).to_contain_text("Stopped; the last figures stay.")


def test_playing_after_a_stop_restarts_from_the_first_frame(page):
    demo = live_at(page, "", "spectral_bias")
    progress = demo.root.locator(".fdnn-player progress")
    play = demo.root.locator("[data-player=play]")
    play.click()
    expect(progress).not_to_have_js_property("value", 0)
    play.click()
    demo.worker().evaluate(after_return("for (;;);"))
    play.click()
    demo.root.get_by_role("button", name="Stop").click()
    expect(progress).to_have_js_property("value", 0, timeout=BOOT_MS)
    demo.in_state("live").wait_for(timeout=BOOT_MS)
    frames = demo.frames
    demo.root.locator("[data-player=step]").click()
    expect(demo.root).not_to_have_attribute("data-frames", str(frames))
    expect(progress).not_to_have_js_property("value", 0)
    expect(demo.status).not_to_contain_text("Error")


def test_newer_values_replace_a_run_that_waits_for_a_package(page):
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
    expect(demo.status).to_contain_text("Fetching scipy")
    demo.frame_with(lambda: demo.set_value("sparsity", "70"), sparsity=70)
    held[0].continue_()
    expect(demo.status).to_have_text("Python is running in this page.", timeout=BOOT_MS)
    demo.frame_with(lambda: demo.set_value("sparsity", "75"), sparsity=75)
    assert seen.json_value() == [70, 75]
    expect(demo.root.locator(".fdnn-player progress")).to_have_js_property("value", 0)


def test_only_the_demo_that_needs_a_package_reports_that_it_is_fetched(page):
    asking = live_at(page, "", "energy_compaction")
    other = Demo(page, "gaussian_budget")
    other.root.scroll_into_view_if_needed()
    expect(other.in_state("live")).to_be_visible(timeout=BOOT_MS)
    held = []
    page.route(re.compile("/matplotlib-"), lambda route: held.append(route))
    with page.expect_request(re.compile("/matplotlib-")):
        asking.root.locator("[data-save=svg]").first.evaluate("button => button.click()")
    expect(asking.status).to_contain_text("Fetching matplotlib")
    expect(other.status).to_have_text("Python is running in this page.")
    with page.expect_download(timeout=BOOT_MS):
        held[0].continue_()


@pytest.mark.parametrize("name", ["spectral_bias", "energy_compaction"])
def test_a_link_to_a_state_scrolls_to_its_figure_and_moves_the_focus(page, name):
    control = {"spectral_bias": "spectral_bias.features=16", "energy_compaction": "correlation=0.5"}[name]
    page.goto(f"#{control}")
    demo = Demo(page, name)
    expect(demo.in_state("live")).to_be_visible(timeout=BOOT_MS)
    expect(demo.root).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(demo.root.locator("form.fdnn-controls :focus")).to_be_visible()
    top = "demo => demo.getBoundingClientRect().top"
    page.wait_for_function(
        f"demo => ({top})(demo) > 0 && ({top})(demo) < 100", arg=demo.root.element_handle()
    )
