"""What a reader is left with when something fails: each fault is caused in a browser.

A run writes what it saw to `build/faults.json`; `docs/faults.json`, shown by the site, is that of all tests.
"""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import BOOT_MS, Demo
from tests.browser.faulty_server import FaultyHandler
from tests.browser.server import ROOT, serve

PAGE = "demos/activation-xray/"
WRITTEN = ROOT / "build" / "faults.json"
LATE = {"timeout": BOOT_MS}

NAMED = "The page names the file, keeps its figures and the values set, and offers to try again."
TOLD = "The page says so, keeps its figures and the values set, and offers to try again."
STOPPED = "The button Stop ends it: the last figures stay, and Python starts anew."
UNHARMED = "The demo goes live as ever."

FILES = {
    "WebAssembly of Python": "pyodide.asm.wasm",
    "standard library": "python_stdlib.zip",
    "wheel of numpy": "numpy-2",
    "lock of packages": "pyodide-lock.json",
    "manifest of hashes": "manifest.json",
    "script of Pyodide": "pyodide.mjs",
}
KINDS = {
    "missing": "is missing",
    "truncated": "is cut short",
    "flipped": "has one wrong bit",
    "wrong type": "arrives with the wrong type",
    "broken off": "breaks off half-way",
}
BROKEN = [
    *[("script of Pyodide", kind) for kind in ("missing", "wrong type")],  # first: browsers keep it
    *[("WebAssembly of Python", kind) for kind in ("missing", "truncated", "flipped", "broken off")],
    *[("standard library", kind) for kind in ("missing", "truncated", "flipped")],
    *[("wheel of numpy", kind) for kind in ("missing", "flipped")],
    *[("lock of packages", kind) for kind in ("missing", "truncated", "flipped")],
    *[("manifest of hashes", kind) for kind in ("missing", "truncated")],
]
FAULTS = {f"The {file} {KINDS[kind]}": NAMED for file, kind in BROKEN} | {
    "The WebAssembly of Python stalls half-way": TOLD,
    "The WebAssembly of Python arrives with the wrong type": UNHARMED,
    "The script of the worker is missing": TOLD,
    "The server dies while Python starts": TOLD,
    "The worker ends while Python starts": TOLD,
    "The worker ends while it computes": STOPPED,
    "A demo computes without end": STOPPED,
    "Memory runs out in the worker": TOLD,
    "The browser has no WebAssembly": TOLD,
    "The browser has no module workers": TOLD,
    "The browser forbids storage and service workers": UNHARMED,
    "A control changes two hundred times a second": "The newest values are shown; none queue up.",
    "The page is out of sight while it computes": "It shows the newest values when it is back.",
    "The page is zoomed to 400 %": "Nothing is cut off at the side, and the demo works.",
    "Text is spaced as WCAG 1.4.12 has it": "No word of the demo is cut off.",
    "The system forces its own colours": "Controls and the lines of figures can be told from their ground.",
    "The reader wants no motion": "Nothing moves by itself.",
}


@pytest.fixture(scope="module")
def tell():
    """Note that a fault was seen to end as it is said to."""
    seen = []
    yield seen.append
    rows = [
        {"fault": words, "engine": "Chromium", "outcome": FAULTS[words]} for words in FAULTS if words in seen
    ]
    WRITTEN.parent.mkdir(exist_ok=True)
    WRITTEN.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


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
    (worker,) = (worker for worker in demo.page.workers if worker.url.startswith("blob:"))
    return worker


def later(script):
    """Evaluated in a worker, it runs once the evaluation is over."""
    return f"setTimeout(() => {{ {script} }})"


def test_files_that_are_not_what_they_must_be_are_named_and_trying_again_works(open_demo, server, tell):
    server.absent = ("snapshot.bin", "libraries.bin")  # from which a start needs fewer files
    demo = open_demo()
    touch = demo.root.locator("form").hover
    for file, kind in BROKEN:
        server.set(FILES[file], kind)
        touch()
        expect_failure(demo, FILES[file].removesuffix("-2"))
        tell(f"The {file} {KINDS[kind]}")
        touch = lambda: try_again(demo)  # noqa: E731
    server.set()
    touch()
    demo.frame_with(lambda: None, bias=0.5)


def test_what_stalls_is_told_after_a_while(open_demo, server, tell):
    server.set("pyodide.asm.wasm", "stalled")
    demo = open_demo()
    demo.page.clock.install()
    with demo.page.expect_request("**/pyodide.asm.wasm"):
        demo.root.locator("form").hover()
    demo.page.clock.fast_forward(40_000)
    expect_failure(demo, "made no progress for 30 seconds")
    tell("The WebAssembly of Python stalls half-way")


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


def test_a_server_that_dies_meanwhile_is_told(open_demo, server, tell):
    demo = open_demo()
    with demo.page.expect_request("**/manifest.json"):
        demo.root.locator("form").hover()
    server.dead = True
    expect_failure(demo)
    tell("The server dies while Python starts")


def test_a_worker_that_ends_while_python_starts_is_missed(open_demo, tell):
    demo = open_demo()
    demo.page.clock.install()
    with demo.page.expect_worker() as started:
        demo.root.locator("form").hover()
    started.value.evaluate(later("self.close()"))
    demo.page.clock.fast_forward(40_000)
    expect_failure(demo, "made no progress for 30 seconds")
    tell("The worker ends while Python starts")


def test_what_does_not_end_is_stopped_and_what_has_ended_is_replaced(open_demo, tell):
    demo = open_demo()
    demo.go_live()
    for words, script in (
        ("A demo computes without end", "for (;;);"),
        ("The worker ends while it computes", "self.close()"),
    ):
        worker_of(demo).evaluate(later(script))
        demo.control("bias").fill("0.7")
        demo.root.get_by_role("button", name="Stop").click()
        expect(demo.root.locator(".fdnn-status")).to_contain_text("Stopped; the last figures stay.")
        state(demo, "live").wait_for(**LATE)
        demo.frame_with(lambda: demo.control("bias").fill("0.5"), bias=0.5)
        tell(words)
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
    const [low, high] = [Number(slider.min), Number(slider.max)];
    for (let i = 0; i < 200 * seconds; i++) {
        slider.value = low + Math.floor(Math.random() * (high - low));
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        await new Promise((resolve) => setTimeout(resolve, 5));
    }
    slider.value = high;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
}"""


def test_two_hundred_changes_a_second_do_not_queue_up(live, tell):
    slider = live.control("frequency")
    before = live.frames
    flood = live.page.evaluate
    detail = live.frame_with(lambda: flood(FLOOD, [slider.element_handle(), 2]), frequency=64)
    assert detail["values"]["frequency"] == 64
    assert live.frames - before <= 401
    live.frame_with(lambda: slider.fill("7"), frequency=7)
    tell("A control changes two hundred times a second")


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
    tell("The page is out of sight while it computes")


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
    tell("Text is spaced as WCAG 1.4.12 has it")


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
    tell("The reader wants no motion")
