"""Each fault of `support/faults.py`, caused in Chromium: what the reader sees and can do."""

import io
import os
from contextlib import suppress

import pytest
from PIL import Image
from playwright.sync_api import TimeoutError, expect

from tests.browser.support.demo import BOOT_MS, Demo, after_return
from tests.browser.support.faults import (
    BROKEN_FILES,
    DAMAGED_SNAPSHOT,
    FILES,
    SNAPSHOT,
    FaultLog,
    file_fault,
    snapshot_fault,
)
from tests.browser.support.faulty_server import FaultyHandler
from tests.browser.support.server import HandlerWithHeaders, serve
from tests.browser.support.sounds import COUNT_DECODED_SECONDS, silent_mp3

PAGE = "demos/activation-xray/"
SLOW = {"timeout": BOOT_MS}
STARTS, FLOOD_SECONDS = (50, 30) if "CI" in os.environ else (20, 10)


@pytest.fixture(scope="module")
def log():
    """The faults that ended as they should."""
    return FaultLog("Chromium")


@pytest.fixture(scope="module")
def server():
    """The handler class of the server, which causes the faults."""
    return FaultyHandler.new_class()


@pytest.fixture(scope="module")
def url(site, server):
    with serve(site, server) as address:
        yield f"{address}/"
        server.is_down = True
        server.set()


@pytest.fixture
def open_demo(browser, url, server):
    """Function that opens X-Ray with the bias set to 0.5; afterwards the server causes no fault."""
    contexts = []

    def opened(script="", **options):
        context = browser.new_context(base_url=url, service_workers="block", **options)
        contexts.append(context)
        context.add_init_script(script)
        demo = Demo(context.new_page(), "activation_xray")
        demo.page.goto(PAGE)
        demo.control("bias").evaluate("input => { input.value = 0.5 }")
        return demo

    yield opened
    server.set()
    server.is_down, server.absent = False, ()
    for context in contexts:
        context.close()


def expect_failure(demo, *words):
    """Assert that the page says what failed, keeps the figure and the bias, and offers to try again."""
    demo.in_state("failed").wait_for(**SLOW)
    for word in words:
        expect(demo.status).to_contain_text(word)
    expect(demo.status).to_contain_text("The figures below are the last good ones.")
    expect(demo.root.get_by_role("button", name="Try again")).to_be_visible()
    expect(demo.control("bias")).to_have_value("0.5")
    expect(demo.figure("spectrum").locator(":is(svg, canvas)").first).to_be_visible()


def try_again(demo):
    demo.root.get_by_role("button", name="Try again").click()


def test_a_broken_file_is_named_and_trying_again_works(open_demo, server, log):
    server.absent = ("snapshot.bin", "libraries.bin")  # a start from the snapshot needs fewer files
    demo = open_demo()
    touch = demo.root.locator("form").hover
    browser_cache = demo.page.context.new_cdp_session(demo.page)
    for file, kind in BROKEN_FILES:
        server.set(FILES[file], kind)
        browser_cache.send("Network.clearBrowserCache")  # which may hold the intact file
        touch()
        expect_failure(demo, FILES[file].removesuffix("-2"))
        log.add(file_fault(file, kind))
        touch = lambda: try_again(demo)  # noqa: E731
    server.set()
    touch()
    demo.frame_with(lambda: None, bias=0.5)


@pytest.mark.parametrize(("part", "kind"), DAMAGED_SNAPSHOT)
def test_with_a_damaged_snapshot_python_starts_without_it(open_demo, server, log, part, kind):
    server.set(SNAPSHOT[part], kind)
    demo = open_demo()
    demo.frame_with(demo.root.locator("form.fdnn-controls").hover, bias=0.5)
    assert demo.root.get_attribute("data-start").startswith(f"plain: {SNAPSHOT[part]} could not be fetched")
    log.add(snapshot_fault(part, kind))


def test_webassembly_of_the_wrong_type_starts_from_the_snapshot(open_demo, server, log):
    server.set("pyodide.asm.wasm", "wrong type")
    demo = open_demo()
    demo.go_live()
    assert demo.root.get_attribute("data-start") == "snapshot"
    log.add("The WebAssembly of Python arrives with the wrong type")


def test_a_missing_worker_script_is_reported(open_demo, server, log):
    server.set("worker.js", "missing")
    demo = open_demo()
    demo.root.locator("form").hover()
    expect_failure(demo, "its script did not load")
    log.add("The script of the worker is missing")


@pytest.mark.parametrize("script", ["display.js", "uPlot.esm.js"])
def test_a_missing_drawing_script_is_reported_and_trying_again_works(open_demo, server, log, script):
    server.set(script, "missing")
    demo = open_demo()
    demo.root.locator("form").hover()
    expect_failure(demo, "The scripts that draw the figures could not be fetched.")
    server.set()
    demo.frame_with(lambda: try_again(demo), bias=0.5)
    log.add("The scripts that draw are missing")


@pytest.fixture
def stalled(open_demo, server):
    """A demo whose WebAssembly stalls half-way."""
    server.set("pyodide.asm.wasm", "stalled")
    demo = open_demo()
    demo.page.clock.install()
    with demo.page.expect_request("**/pyodide.asm.wasm*"):
        demo.root.locator("form").hover()
    return demo


def expect_patience_to_end(demo):
    """Advance the page's clock until the demo fails; late progress messages restart its timer."""
    for _ in range(60):
        demo.page.clock.run_for(40_000)
        with suppress(TimeoutError):
            demo.in_state("failed").wait_for(timeout=1000)
            return


def test_a_stalled_file_is_reported_after_a_while(stalled, log):
    expect_patience_to_end(stalled)
    expect_failure(stalled, "made no progress for 30 seconds")
    log.add("The WebAssembly of Python stalls half-way")


def test_sleep_is_no_lack_of_progress(stalled, log):
    for _ in range(5):
        stalled.page.clock.fast_forward(3_600_000)  # as when the lid of a laptop is closed
        stalled.page.evaluate("() => new Promise(requestAnimationFrame)")
    expect(stalled.in_state("booting")).to_be_visible()
    log.add("The computer sleeps while Python starts")


def test_a_server_that_dies_during_the_start_is_reported(stalled, server, log):
    server.is_down = True
    server.set()
    expect_failure(stalled)
    log.add("The server dies while Python starts")


def test_a_worker_that_ends_during_the_start_is_reported(stalled, log):
    stalled.worker().evaluate(after_return("self.close()"))
    expect_patience_to_end(stalled)
    expect_failure(stalled, "made no progress for 30 seconds")
    log.add("The worker ends while Python starts")


def test_an_endless_run_can_be_stopped_and_an_ended_worker_is_replaced(open_demo, log):
    demo = open_demo()
    demo.go_live()
    for fault, script in (
        ("A demo computes without end", "for (;;);"),
        ("The worker ends while it computes", "self.close()"),
    ):
        demo.worker().evaluate(after_return(script))
        demo.control("bias").fill("0.7")
        demo.root.get_by_role("button", name="Stop").click()
        expect(demo.root.locator(".fdnn-status")).to_contain_text("Stopped; the last figures stay.")
        demo.in_state("live").wait_for(**SLOW)
        demo.frame_with(lambda: demo.control("bias").fill("0.5"), bias=0.5)
        log.add(fault)
    demo.worker().evaluate(after_return("throw new RangeError('Out of memory')"))
    expect_failure(demo, "Python stopped", "Out of memory")
    try_again(demo)
    demo.frame_with(lambda: None, bias=0.5)
    log.add("Memory runs out in the worker")


def test_missing_webassembly_is_reported(open_demo, log):
    demo = open_demo("delete self.WebAssembly")
    demo.root.locator("form").hover()
    expect_failure(demo, "this browser has no WebAssembly, or it is switched off")
    log.add("The browser has no WebAssembly")


def test_missing_module_workers_are_reported(open_demo, log):
    demo = open_demo("""self.ModuleWorker = Worker; self.Worker = class { constructor(url, { type } = {}) {
        if (type === "module") throw new TypeError("module workers are not supported") } }""")
    demo.root.locator("form").hover()
    expect_failure(demo, "module workers are not supported")
    demo.page.evaluate("() => { self.Worker = self.ModuleWorker }")  # as if in another browser
    try_again(demo)
    demo.in_state("booting").wait_for()
    log.add("The browser has no module workers")


def test_without_permission_to_store_anything_the_demo_works(open_demo, log):
    demo = open_demo("""const refuse = () => { throw new DOMException("It is forbidden.", "SecurityError") };
        Object.defineProperty(self, "localStorage", { get: refuse });
        Object.defineProperty(self, "caches", { get: refuse });
        ServiceWorkerContainer.prototype.register = async () => refuse();""")
    demo.go_live()
    log.add("The browser forbids storage and service workers")


def test_where_the_address_cannot_be_written_links_and_reset_work(open_demo, log):
    demo = open_demo(
        """history.replaceState = () => { throw new DOMException("too many calls", "SecurityError") };""",
        permissions=["clipboard-read", "clipboard-write"],
    )
    demo.go_live()
    demo.frame_with(lambda: demo.control("frequency").fill("9"), frequency=9, bias=0.5)
    demo.root.get_by_role("button", name="Copy link").click()
    expect(demo.status).to_contain_text("The link to this state is on the clipboard")
    link = demo.page.evaluate("navigator.clipboard.readText()")
    assert link == f"{demo.page.url}#frequency=9&bias=0.5"
    demo.root.get_by_role("button", name="Cite").click()
    expect(demo.status).to_contain_text("BibTeX for this state is on the clipboard")
    assert link in demo.page.evaluate("navigator.clipboard.readText()")
    demo.frame_with(demo.root.get_by_role("button", name="Reset").click, frequency=5, bias=0)
    log.add("The browser refuses to write the address")


CHANGE_PIXELS = """const read = OffscreenCanvasRenderingContext2D.prototype.getImageData;
    OffscreenCanvasRenderingContext2D.prototype.getImageData = function (...args) {
        const image = read.apply(this, args);
        image.data[0] ^= 1;
        return image;
    };"""


def test_noise_that_the_browser_adds_to_pictures_is_reported(open_demo, log):
    demo = open_demo(CHANGE_PIXELS)
    demo.go_live()
    file = io.BytesIO()
    Image.new("RGB", (300, 300), "red").save(file, "png")
    upload = demo.root.locator("[data-upload=picture]")
    upload.set_input_files({"name": "red.png", "mimeType": "image/png", "buffer": file.getvalue()})
    expect(demo.note("picture")).to_contain_text("This browser adds noise to pictures that pages read")
    expect(demo.control("picture").locator("option:checked")).to_have_text("red.png")
    log.add("The browser adds noise to pictures that pages read")


def test_of_a_sound_of_two_hours_the_first_minute_is_decoded(open_demo, log):
    demo = open_demo(f"({COUNT_DECODED_SECONDS})()")
    demo.go_live()
    upload = demo.root.locator("[data-upload=recording]")
    upload.set_input_files({"name": "long.mp3", "mimeType": "audio/mpeg", "buffer": silent_mp3(7200)})
    expect(demo.control("recording").locator("option:checked")).to_have_text("long.mp3")
    assert max(demo.page.evaluate("decodedSeconds")) < 120
    log.add("A sound of your own lasts two hours")


@pytest.fixture(scope="module")
def live(browser, url):
    """Live X-Ray, shared by the tests that do not end Python."""
    with browser.new_context(base_url=url, service_workers="block") as context:
        demo = Demo(context.new_page(), "activation_xray")
        demo.page.goto(PAGE)
        demo.go_live()
        yield demo


FLOOD = """async ([slider, seconds]) => {
    const change = (value) => {
        slider.value = value;
        slider.dispatchEvent(new Event("input", { bubbles: true }));
    };
    const [low, high] = [Number(slider.min), Number(slider.max)];
    const begin = performance.now();
    for (let made = 0; made < 200 * seconds; ) {
        for (const due = performance.now() - begin; made < (200 * due) / 1000; made++) {
            change(low + Math.floor(Math.random() * (high - low)));
        }
        await new Promise((resolve) => setTimeout(resolve));
    }
    change(high);
    return slider.closest("fdnn-demo").dataset.frames;
}"""


def test_two_hundred_changes_a_second_do_not_queue_up(live, log):
    slider = live.control("frequency")
    frames = []
    flood = lambda: frames.append(live.page.evaluate(FLOOD, [slider.element_handle(), FLOOD_SECONDS]))  # noqa: E731
    detail = live.frame_with(flood, frequency=64)
    assert detail["values"]["frequency"] == 64
    assert live.frames - int(frames[0]) <= 3  # one to be drawn, one in flight, the newest
    log.add("A control changes 200 times a second")


BOOTS = """async ([base, times]) => {
    const { python } = await import(`${base}/assets/fdnn/python/page-python.js`);
    const held = [];
    for (let i = 0; i < times; i++) {
        python.stop();
        const { figures } = await python.run("activation_xray", {});
        if (!figures.spectrum) throw new Error(`start ${i} gave no spectrum`);
        if (i === 4 || i === times - 1) held.push((await performance.measureUserAgentSpecificMemory()).bytes);
    }
    return held;
}"""


def test_many_starts_in_a_row_hold_no_more_memory(full_browser, site, log):
    with (
        serve(site, HandlerWithHeaders) as url,
        full_browser.new_context(service_workers="block") as context,
    ):
        page = context.new_page()
        page.goto(f"{url}/credits/")
        early, late = page.evaluate(BOOTS, [url, STARTS])
    assert late < 1.1 * early
    log.add("Python starts many times in a row")


HIDE = """(hidden) => {
    const now = { hidden, visibilityState: hidden ? "hidden" : "visible" };
    for (const [name, value] of Object.entries(now)) {
        Object.defineProperty(document, name, { value, configurable: true });
    }
    document.dispatchEvent(new Event("visibilitychange"));
}"""


def test_after_a_background_tab_returns_the_newest_values_are_shown(live, log):
    live.page.evaluate(HIDE, True)
    live.control("frequency").fill("9")
    live.frame_with(lambda: live.page.evaluate(HIDE, False) or live.control("bias").fill("0.1"), frequency=9)
    log.add("The page is in a background tab while it computes")


def test_at_a_zoom_of_400_per_cent_nothing_is_cut_off_at_the_sides(live, log):
    live.page.set_viewport_size({"width": 320, "height": 256})  # 1280 x 1024 pixels
    assert live.page.evaluate("document.documentElement.scrollWidth") <= 320
    live.frame_with(lambda: live.control("frequency").fill("11"), frequency=11)
    live.page.set_viewport_size({"width": 1280, "height": 800})
    log.add("The page is zoomed to 400 %")


SPACED = """async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets = [sheet];
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame); // redraws plots
    const clips = (overflow) => ["hidden", "clip"].includes(overflow);
    const texts = document.querySelectorAll("fdnn-demo :is(p, label, button, figcaption, td, th, summary)");
    const cut = [...texts].filter((element) => {
        if (!element.checkVisibility() || element.clientWidth <= 1) return false; // for screen readers only
        const { overflowX, overflowY } = getComputedStyle(element);
        return (clips(overflowX) && element.scrollWidth > element.clientWidth + 1)
            || (clips(overflowY) && element.scrollHeight > element.clientHeight + 1);
    });
    const wide = document.documentElement.scrollWidth > innerWidth;
    document.adoptedStyleSheets = [];
    return [...cut.map((element) => element.outerHTML.slice(0, 100)), ...(wide ? ["the page"] : [])];
}"""


def test_text_with_wider_spacing_is_not_cut_off(live, log):
    assert live.page.evaluate(SPACED) == []
    log.add("Text is spaced as WCAG 1.4.12 requires")


def test_with_forced_colours_controls_and_lines_stand_out(live, log):
    live.page.emulate_media(forced_colors="active")
    assert live.page.evaluate("matchMedia('(forced-colors: active)').matches")
    live.frame_with(lambda: live.control("frequency").fill("13"), frequency=13)
    shades = """canvas => new Set(new Uint32Array(canvas.getContext("2d")
        .getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size"""
    assert live.figure("spectrum").locator("canvas").first.evaluate(shades) > 4
    for control in live.root.locator("form :is(input, select, button):visible").all()[:6]:
        colour, ground = control.evaluate(
            "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
        )
        assert colour != ground
    live.page.emulate_media(forced_colors="none")
    log.add("The system forces its own colours")


def test_with_reduced_motion_nothing_moves(live, log):
    live.page.emulate_media(reduced_motion="reduce")
    live.frame_with(lambda: live.control("frequency").fill("15"), frequency=15)
    moving = """() => document.getAnimations().filter((animation) => animation.playState === "running"
        && animation.effect.getComputedTiming().duration > 1).length"""
    assert live.page.evaluate(moving) == 0
    live.page.emulate_media(reduced_motion="no-preference")
    log.add("The reader asks for reduced motion")


def test_the_published_table_lists_the_faults_that_were_caused(log):
    log.require_table()
