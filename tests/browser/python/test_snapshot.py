"""Python from its snapshot: the same results as from a plain start, which is the fallback."""

import base64
import json
from collections.abc import Callable
from hashlib import sha256
from urllib.parse import urlsplit

import pytest

from tests.browser.support.demo import Demo

PLAIN = "plain: "
REFUSED = ("Failed to find a valid digest", "net::ERR", "404")

# Runs the function `work` in a new worker that can restore Python.
RESTORED = """([base, work]) => new Promise((resolve, reject) => {
    const code = `
        import {Files} from "${base}assets/fdnn/python/pyodide/files.js";
        import {complete, startFromSnapshot} from "${base}assets/fdnn/python/pyodide/snapshot-start.js";
        import {readPack, writePack} from "${base}assets/fdnn/python/pyodide/snapshot-format.js";
        try {
            const files = await Files.listed();
            const bytes = files.bytes.bind(files);
            const work = ${work};
            postMessage({value: await work(files)});
        } catch (error) {
            postMessage({error: error.message});
        }`;
    const url = URL.createObjectURL(new Blob([code], {type: "text/javascript"}));
    const worker = new Worker(url, {type: "module"});
    worker.onerror = event => reject(new Error(event.message));
    worker.onmessage = ({data}) => { worker.terminate(); resolve(data); };
})"""
RUN = "async files => (await startFromSnapshot(files, {COLOUR: 'green'})).runPython(CODE)"


@pytest.fixture
def in_worker(page, address) -> Callable[[str], dict]:
    """Function that runs JavaScript in a worker and returns its value or the error's message."""
    page.goto("")
    return lambda work: page.evaluate(RESTORED, [f"{address}/", work])


@pytest.fixture
def in_snapshot(in_worker) -> Callable[[str], object]:
    """Function that runs code in a newly restored Python."""

    def run(code: str) -> object:
        return in_worker(RUN.replace("CODE", json.dumps(code)))["value"]

    return run


def test_a_demo_starts_from_the_snapshot_without_fetching_a_wheel(xray):
    fetched = []
    xray.page.on("request", lambda request: fetched.append(urlsplit(request.url).path.rsplit("/", 1)[1]))
    xray.go_live()
    assert xray.root.get_attribute("data-start") == "snapshot"
    assert "snapshot.bin" in fetched
    assert not [name for name in fetched if name.endswith(".whl")]


FRAMES = """async ([base, calls]) => {
    const {python} = await import(new URL("assets/fdnn/python/page-python.js", base).href);
    const figures = [];
    for (const [name, values] of calls) figures.push((await python.run(name, values)).figures);
    const flat = (_, item) => ArrayBuffer.isView(item) ? Array.from(item) : item;
    return {figures: JSON.stringify(figures, flat), start: python.status.start};
}"""

CALLS = [
    ("activation_xray", {"activation": "gelu", "frequency": 7}),
    ("activation_xray", {"signal": "tones", "seed": 5}),
    ("activation_xray", {"signal": "photograph"}),
    ("phase_vs_magnitude", {}),
    ("sparsity_cliff", {"sparsity": 90}),
]


def test_the_figures_are_the_same_as_after_a_plain_start(open_context, address):
    seen = {}
    with open_context(REFUSED) as context:
        for start in ("snapshot", "plain"):
            page = context.new_page()
            if start == "plain":
                page.route("**/snapshot.bin*", lambda route: route.fulfill(status=404))
            page.goto("")
            seen[start] = page.evaluate(FRAMES, [f"{address}/", CALLS])
    for start, frames in seen.items():
        assert frames.pop("start").split(":")[0] == start
    assert seen["snapshot"] == seen["plain"]


DRAWS = """
import json, os, random, secrets, numpy as np
json.dumps([random.random(), np.random.random(), np.random.default_rng().random(), secrets.token_hex()])
"""


def test_two_visits_sample_different_random_numbers(in_snapshot):
    one, other = (json.loads(in_snapshot(DRAWS)) for _ in range(2))
    assert not set(one) & set(other)


CLOCK = "import time; time.strftime('%H %Z', time.localtime(0)) + f' {time.timezone} {time.tzname[0]}'"


def test_the_time_zone_is_the_readers(open_context, address):
    with open_context(timezone_id="America/New_York") as context:
        page = context.new_page()
        page.goto("")
        seen = page.evaluate(RESTORED, [f"{address}/", RUN.replace("CODE", json.dumps(CLOCK))])
    assert seen["value"] == "19 UTC-0500 18000 UTC-0500"  # as after a plain start


def test_the_environment_variables_are_those_of_the_start(in_snapshot):
    assert in_snapshot("import os; os.environ['COLOUR']") == "green"


def test_a_traceback_is_printed_before_all_of_python_is_loaded(in_snapshot):
    code = "import traceback\ntry: 1 / 0\nexcept ZeroDivisionError: text = traceback.format_exc()\ntext"
    assert in_snapshot(code).splitlines()[-1] == "ZeroDivisionError: division by zero"


def test_the_garbage_collector_skips_the_objects_of_the_snapshot(in_snapshot):
    assert in_snapshot("import gc; gc.get_freeze_count() > 10 * len(gc.get_objects())")


LATE = """async files => {
    const pyodide = await startFromSnapshot(files, {});
    const late = "import sqlite3, numpy.polynomial, fdnn_core; numpy.polynomial.Polynomial([1, 2])(3)";
    let missing;
    try { pyodide.runPython(late); } catch (error) { missing = error.type; }
    await complete(pyodide, files);
    return [missing, pyodide.runPython(late)];
}"""


def test_modules_outside_the_snapshot_can_be_imported_once_all_is_loaded(in_worker):
    missing, value = in_worker(LATE)["value"]
    assert missing in ("ModuleNotFoundError", "ImportError", "FileNotFoundError", "ZipImportError")
    assert value == 7.0


FAULTS = {
    "the snapshot is of Pyodide's build": ("libraries.bin", {"build": "of another version"}),
    "the snapshot is of the libraries": ("snapshot.bin", {"libraries": ["/lib/another.so"]}),
    "pages must have": ("snapshot.bin", {"runs": [[0, 1]]}),
    "the function table must have 1 entries, got": ("libraries.bin", {"table": {"start": 1}}),
    "the function table must have 2 entries once linked": ("libraries.bin", {"table": {"boot": 2}}),
    "memory must begin as on the machine": ("snapshot.bin", {"checksum": 1}),
    "the stack must begin": ("snapshot.bin", {"stack": 0}),
    "memory must grow": ("snapshot.bin", {"heap": 2**40}),
}
# Starts with each fault in the header of one part of the snapshot, then without a fault.
FAULTY = """async files => {
    const refusals = [];
    for (const [part, fault] of FAULTS) {
        const {head, body} = readPack(await bytes(part));
        const table = head.table?.start ? {...head.table, ...fault.table} : head.table;
        const faulty = writePack({...head, ...fault, table}, [body]);
        files.bytes = async name => name === part ? faulty : bytes(name);
        try { await startFromSnapshot(files, {}); } catch (error) { refusals.push(error.message); }
    }
    files.bytes = bytes;
    return [refusals, (await startFromSnapshot(files, {})).runPython("6 * 7")];
}"""


def test_a_snapshot_that_does_not_fit_is_refused_without_side_effects(in_worker):
    refusals, value = in_worker(FAULTY.replace("FAULTS", json.dumps([*FAULTS.values()])))["value"]
    assert len(refusals) == len(FAULTS)
    assert [reason for reason, text in zip(FAULTS, refusals, strict=True) if reason not in text] == []
    assert value == 42


def change(content, **heads):
    """Return a pack with changed entries in its header."""
    length = int.from_bytes(content[:4], "little")
    head = json.dumps(json.loads(content[4 : 4 + length]) | heads).encode()
    return len(head).to_bytes(4, "little") + head + content[4 + length :]


def flip(content):
    """Return the bytes with one bit flipped."""
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def replace(context, site, name, content, listed):
    """Replace a file of the site, and its hash in the manifest if `listed`."""
    context.route(f"**/pyodide/{name}*", lambda route: route.fulfill(body=content))
    if listed:
        manifest = json.loads((site / "pyodide" / "manifest.json").read_text())
        manifest["files"][name]["integrity"] = f"sha256-{base64.b64encode(sha256(content).digest()).decode()}"
        context.route("**/manifest.json", lambda route: route.fulfill(json=manifest))


def test_an_empty_part_is_refused_and_python_starts_plainly(open_context, site):
    with open_context(REFUSED) as context:
        replace(context, site, "libraries.bin", b"", listed=False)
        page = context.new_page()
        page.goto("demos/activation-xray/")
        demo = Demo(page, "activation_xray")
        demo.go_live()
        assert demo.root.get_attribute("data-start").startswith(f"{PLAIN}libraries.bin could not be fetched")


def test_a_snapshot_refused_after_pyodide_has_started_leads_to_a_plain_start(open_context, site):
    content = (site / "pyodide" / "snapshot.bin").read_bytes()
    with open_context(REFUSED) as context:
        replace(context, site, "snapshot.bin", change(content, heap=2**40), listed=True)
        page = context.new_page()
        page.goto("demos/activation-xray/#frequency=9")
        demo = Demo(page, "activation_xray")
        demo.go_live()
        assert demo.root.get_attribute("data-start").startswith(PLAIN)
        assert "9" in demo.figure("sentence").text_content()


def test_a_missing_part_is_requested_once_and_ends_the_wait_for_the_other(open_context):
    with open_context(("Failed to load resource",)) as context:
        requested = []
        context.on("request", lambda request: requested.append(request.url.split("?")[0].split("/")[-1]))
        context.route("**/libraries.bin*", lambda route: route.fulfill(status=404))
        context.route("**/snapshot.bin*", lambda route: None)  # no answer
        page = context.new_page()
        page.goto("demos/activation-xray/")
        demo = Demo(page, "activation_xray")
        demo.go_live()
        reason = "libraries.bin could not be fetched (HTTP 404)."
        assert demo.root.get_attribute("data-start") == f"{PLAIN}{reason}"
        assert [requested.count(name) for name in ("libraries.bin", "snapshot.bin")] == [1, 1]


def test_a_site_without_a_snapshot_starts_plainly(open_context, site):
    manifest = json.loads((site / "pyodide" / "manifest.json").read_text())
    del manifest["stages"]["snapshot"], manifest["stages"]["rest"]
    with open_context() as context:
        context.route("**/manifest.json", lambda route: route.fulfill(json=manifest))
        page = context.new_page()
        page.goto("demos/activation-xray/")
        demo = Demo(page, "activation_xray")
        demo.go_live()
        assert demo.root.get_attribute("data-start") == f"{PLAIN}this site was built without a snapshot"


def test_on_an_insecure_origin_the_page_verifies_the_files(browser, site, address):
    starts = []
    for fault in (bytes, flip):
        page = browser.new_page(base_url=f"{address}/".replace("127.0.0.1", "plain.test"))
        content = fault((site / "pyodide/snapshot.bin").read_bytes())
        replace(page.context, site, "snapshot.bin", content, listed=False)
        page.goto("demos/activation-xray/")
        assert not page.evaluate("isSecureContext")
        demo = Demo(page, "activation_xray")
        demo.go_live()
        starts.append(demo.root.get_attribute("data-start"))
        page.close()
    assert starts[0] == "snapshot"
    assert starts[1].startswith(f"{PLAIN}snapshot.bin could not be fetched")
