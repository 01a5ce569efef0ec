"""What a reader is left with when something fails: each fault is caused in Chromium."""

from contextlib import suppress

import pytest
from playwright.sync_api import TimeoutError, expect

from tests.browser.chromium import launch
from tests.browser.conftest import BOOT_MS, Demo
from tests.browser.fault_table import BROKEN, FILES, SNAPSHOT, SPOILT, Seen, words, words_of_snapshot
from tests.browser.faulty_server import FaultyHandler
from tests.browser.server import Hosted, serve

PAGE = "demos/activation-xray/"
LATE = {"timeout": BOOT_MS}


@pytest.fixture(scope="module")
def seen():
    """What was seen in Chromium."""
    return Seen("Chromium")


@pytest.fixture(scope="module")
def tell(seen):
    """Note that a fault was seen to end as it is said to."""
    return seen.add


@pytest.fixture(scope="module")
def server():
    """A server that is told its faults."""
    return FaultyHandler.serving()


@pytest.fixture(scope="module")
def url(site, server):
    with serve(site, server) as address:
        yield f"{address}/"
        server.dead = True
        server.set()


@pytest.fixture
def open_demo(browser, url, server):
    """Opens the X-Ray with a value that is not the default's; gives it back to a server without faults."""
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
    server.dead, server.absent = False, ()
    for context in contexts:
        context.close()


def state(demo, wanted):
    return demo.root.and_(demo.page.locator(f"[data-state={wanted}]"))


def expect_failure(demo, *words):
    """It says what failed, and the rest is as it was."""
    state(demo, "failed").wait_for(**LATE)
    status = demo.root.locator(".fdnn-status p")
    for word in words:
        expect(status).to_contain_text(word)
    expect(status).to_contain_text("The figures below are the last good ones.")
    expect(demo.root.get_by_role("button", name="Try again")).to_be_visible()
    expect(demo.control("bias")).to_have_value("0.5")
    expect(demo.figure("spectrum").locator(":is(svg, canvas)").first).to_be_visible()


def try_again(demo):
    demo.root.get_by_role("button", name="Try again").click()


def worker_of(demo):
    """The newest: browsers take their time to end one that computes."""
    return [worker for worker in demo.page.workers if worker.url.startswith("blob:")][-1]


def later(script):
    """Evaluated in a worker, it runs once the evaluation is over."""
    return f"setTimeout(() => {{ {script} }})"


def test_files_that_are_not_what_they_must_be_are_named_and_trying_again_works(open_demo, server, tell):
    server.absent = ("snapshot.bin", "libraries.bin")  # from which a start needs fewer files
    demo = open_demo()
    touch = demo.root.locator("form").hover
    browser_cache = demo.page.context.new_cdp_session(demo.page)
    for file, kind in BROKEN:
        server.set(FILES[file], kind)
        browser_cache.send("Network.clearBrowserCache")  # what was good before would be taken from there
        touch()
        expect_failure(demo, FILES[file].removesuffix("-2"))
        tell(words(file, kind))
        touch = lambda: try_again(demo)  # noqa: E731
    server.set()
    touch()
    demo.frame_with(lambda: None, bias=0.5)


@pytest.mark.parametrize(("part", "kind"), SPOILT)
def test_a_spoilt_snapshot_is_done_without(open_demo, server, tell, part, kind):
    server.set(SNAPSHOT[part], kind)
    demo = open_demo()
    demo.go_live()
    assert demo.root.get_attribute("data-start").startswith(f"plain: {SNAPSHOT[part]} could not be fetched")
    tell(words_of_snapshot(part, kind))


def test_webassembly_of_the_wrong_type_starts_all_the_same(open_demo, server, tell):
    server.set("pyodide.asm.wasm", "wrong type")
    open_demo().go_live()
    tell("The WebAssembly of Python arrives with the wrong type")


def test_without_the_workers_script_the_page_says_so(open_demo, server, tell):
    server.set("worker.js", "missing")
    demo = open_demo()
    demo.root.locator("form").hover()
    expect_failure(demo, "its script did not load")
    tell("The script of the worker is missing")


@pytest.mark.parametrize("script", ["display.js", "uPlot.esm.js"])
def test_without_what_draws_the_page_says_so_and_trying_again_works(open_demo, server, tell, script):
    server.set(script, "missing")
    demo = open_demo()
    demo.root.locator("form").hover()
    expect_failure(demo, "What draws the figures could not be fetched.")
    server.set()
    demo.frame_with(lambda: try_again(demo), bias=0.5)
    tell("The scripts that draw are missing")


@pytest.fixture
def stalled(open_demo, server):
    """A demo whose Python does not come, as long as the server's fault is set."""
    server.set("pyodide.asm.wasm", "stalled")
    demo = open_demo()
    demo.page.clock.install()
    with demo.page.expect_request("**/pyodide.asm.wasm*"):
        demo.root.locator("form").hover()
    return demo


def expect_patience_to_end(demo):
    """Time goes by until it does, however late the last progress was told."""
    for _ in range(60):
        demo.page.clock.fast_forward(40_000)
        with suppress(TimeoutError):
            state(demo, "failed").wait_for(timeout=1000)
            return


def test_what_stalls_is_told_after_a_while(stalled, tell):
    expect_patience_to_end(stalled)
    expect_failure(stalled, "made no progress for 30 seconds")
    tell("The WebAssembly of Python stalls half-way")


def test_a_server_that_dies_meanwhile_is_told(stalled, server, tell):
    server.dead = True
    server.set()
    expect_failure(stalled)
    tell("The server dies while Python starts")


def test_a_worker_that_ends_while_python_starts_is_missed(stalled, tell):
    worker_of(stalled).evaluate(later("self.close()"))
    expect_patience_to_end(stalled)
    expect_failure(stalled, "made no progress for 30 seconds")
    tell("The worker ends while Python starts")


def test_what_does_not_end_is_stopped_and_what_has_ended_is_replaced(open_demo, tell):
    demo = open_demo()
    demo.go_live()
    for fault, script in (
        ("A demo computes without end", "for (;;);"),
        ("The worker ends while it computes", "self.close()"),
    ):
        worker_of(demo).evaluate(later(script))
        demo.control("bias").fill("0.7")
        demo.root.get_by_role("button", name="Stop").click()
        expect(demo.root.locator(".fdnn-status")).to_contain_text("Stopped; the last figures stay.")
        state(demo, "live").wait_for(**LATE)
        demo.frame_with(lambda: demo.control("bias").fill("0.5"), bias=0.5)
        tell(fault)
    worker_of(demo).evaluate(later("throw new RangeError('Out of memory')"))
    expect_failure(demo, "Python stopped", "Out of memory")
    try_again(demo)
    demo.frame_with(lambda: None, bias=0.5)
    tell("Memory runs out in the worker")


def test_without_webassembly_the_page_says_so(open_demo, tell):
    demo = open_demo("delete self.WebAssembly")
    demo.root.locator("form").hover()
    expect_failure(demo, "this browser has no WebAssembly, or it is switched off")
    tell("The browser has no WebAssembly")


def test_without_module_workers_the_page_says_so(open_demo, tell):
    demo = open_demo("""self.ModuleWorker = Worker; self.Worker = class { constructor(url, { type } = {}) {
        if (type === "module") throw new TypeError("module workers are not supported") } }""")
    demo.root.locator("form").hover()
    expect_failure(demo, "module workers are not supported")
    demo.page.evaluate("() => { self.Worker = self.ModuleWorker }")  # another browser, as it were
    try_again(demo)
    state(demo, "booting").wait_for()
    tell("The browser has no module workers")


def test_where_nothing_may_be_stored_the_demo_works(open_demo, tell):
    demo = open_demo("""const refuse = () => { throw new DOMException("It is forbidden.", "SecurityError") };
        Object.defineProperty(self, "localStorage", { get: refuse });
        Object.defineProperty(self, "caches", { get: refuse });
        ServiceWorkerContainer.prototype.register = async () => refuse();""")
    demo.go_live()
    tell("The browser forbids storage and service workers")


@pytest.fixture(scope="module")
def live(browser, url):
    """The X-Ray, live, for what does not end it."""
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


def test_two_hundred_changes_a_second_do_not_queue_up(live, tell):
    slider = live.control("frequency")
    frames = []
    flood = lambda: frames.append(live.page.evaluate(FLOOD, [slider.element_handle(), 30]))  # noqa: E731
    detail = live.frame_with(flood, frequency=64)
    assert detail["values"]["frequency"] == 64
    assert live.frames - int(frames[0]) <= 3  # one to be drawn, one in flight, and the newest
    tell("A control changes 200 times a second for half a minute")


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


def test_fifty_starts_in_a_row_hold_no_more_memory(browser, site, tell):
    at_once = "--enable-blink-features=ForceEagerMeasureMemory"  # not when garbage is next collected
    with serve(site, Hosted) as url, launch(browser.browser_type, at_once, whole=True) as measuring:
        page = measuring.new_context(service_workers="block").new_page()
        page.goto(f"{url}/credits/")
        early, late = page.evaluate(BOOTS, [url, 50])
    assert late < 1.2 * early
    tell("Python starts fifty times in a row")


HIDE = """(hidden) => {
    const now = { hidden, visibilityState: hidden ? "hidden" : "visible" };
    for (const [name, value] of Object.entries(now)) {
        Object.defineProperty(document, name, { value, configurable: true });
    }
    document.dispatchEvent(new Event("visibilitychange"));
}"""


def test_out_of_sight_and_back(live, tell):
    live.page.evaluate(HIDE, True)
    live.control("frequency").fill("9")
    live.frame_with(lambda: live.page.evaluate(HIDE, False) or live.control("bias").fill("0.1"), frequency=9)
    tell("The page is in a background tab while it computes")


def test_at_400_per_cent_nothing_is_cut_off_at_the_side(live, tell):
    live.page.set_viewport_size({"width": 320, "height": 256})  # 1280 x 1024 pixels
    assert live.page.evaluate("document.documentElement.scrollWidth") <= 320
    live.frame_with(lambda: live.control("frequency").fill("11"), frequency=11)
    live.page.set_viewport_size({"width": 1280, "height": 800})
    tell("The page is zoomed to 400 %")


SPACED = """async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets = [sheet];
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame); // plots follow
    const clips = (overflow) => ["hidden", "clip"].includes(overflow);
    const texts = document.querySelectorAll("fdnn-demo :is(p, label, button, figcaption, td, th, summary)");
    const cut = [...texts].filter((element) => {
        if (!element.checkVisibility() || element.clientWidth <= 1) return false; // for those who hear
        const { overflowX, overflowY } = getComputedStyle(element);
        return (clips(overflowX) && element.scrollWidth > element.clientWidth + 1)
            || (clips(overflowY) && element.scrollHeight > element.clientHeight + 1);
    });
    const wide = document.documentElement.scrollWidth > innerWidth;
    document.adoptedStyleSheets = [];
    return [...cut.map((element) => element.outerHTML.slice(0, 100)), ...(wide ? ["the page"] : [])];
}"""


def test_spaced_text_is_not_cut_off(live, tell):
    assert live.page.evaluate(SPACED) == []
    tell("Text is spaced as WCAG 1.4.12 requires")


def test_with_forced_colours_controls_and_lines_stand_out(live, tell):
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
    tell("The system forces its own colours")


def test_without_motion_nothing_moves(live, tell):
    live.page.emulate_media(reduced_motion="reduce")
    live.frame_with(lambda: live.control("frequency").fill("15"), frequency=15)
    moving = """() => document.getAnimations().filter((animation) => animation.playState === "running"
        && animation.effect.getComputedTiming().duration > 1).length"""
    assert live.page.evaluate(moving) == 0
    live.page.emulate_media(reduced_motion="no-preference")
    tell("The reader asks for reduced motion")


def test_the_table_of_the_site_says_what_was_seen(seen):
    seen.require_shown()
