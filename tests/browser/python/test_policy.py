"""The Content-Security-Policy, from the pages and from a server: what it allows and what it blocks."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.support.contexts import contexts
from tests.browser.support.demo import BOOT_MS, Demo
from tests.browser.support.script_runner import run_script
from tests.browser.support.server import Handler, HandlerWithHeaders, serve

SCRIPT = "assets/fdnn/python/page-python.js"
PAGE = "demos/activation-xray/"
BLOCKED = {"eval": "EvalError", "function": "EvalError", "fetch": "TypeError", "script": "TypeError"}
DONE = dict.fromkeys(BLOCKED, "done")
BLOCKED_IN_PYTHON = {
    **dict.fromkeys(["eval", "run_js", "Function.new"], "EvalError"),
    "open_url": "NetworkError",
    "fetch": "TypeError",
    "pyfetch": "AbortError",
}
DONE_IN_PYTHON = dict.fromkeys(BLOCKED_IN_PYTHON, "done")
UNSETTLED = {"WebKitGTK": {"fetch", "pyfetch"}}  # when blocked, these promises never settle there


class SharingHandler(Handler):
    """Serves files that every origin may read."""

    def end_headers(self):
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Cross-Origin-Resource-Policy", "cross-origin")
        super().end_headers()


# The policy does not apply to code that DevTools evaluates, so each attempt waits until that has returned.
TRY = """const attempt = async (act) => {
    await new Promise((resolve) => setTimeout(resolve));
    try { await act(); return "done"; } catch (error) { return error.name; }
};
const results = async (foreign) => ({
    eval: await attempt(() => eval("1")),
    function: await attempt(() => new Function("return 1")()),
    fetch: await attempt(() => fetch(foreign)),
    script: await attempt(() => import(foreign)),
});"""
IN_PAGE = f"""async (foreign) => {{
    {TRY}
    const inline = document.createElement("script");
    inline.text = "window.scriptRan = true";
    const button = document.createElement("button");
    button.setAttribute("onclick", "window.handlerRan = true");
    document.body.append(inline, button);
    button.click();
    const ran = {{ inline: window.scriptRan ?? false, handler: window.handlerRan ?? false }};
    return {{ ...(await results(foreign)), ...ran }};
}}"""
IN_WORKER = f"async (foreign) => {{ {TRY} return results(foreign); }}"
IN_PYTHON = """async ([base, foreign, names]) => {
    const { loadPyodide } = await import(`${base}pyodide.mjs`);
    const python = await loadPyodide({ indexURL: base });
    await new Promise((resolve) => setTimeout(resolve));
    const results = await python.runPythonAsync(`
import json
from inspect import isawaitable
from js import Function, eval, fetch
from pyodide.code import run_js
from pyodide.http import open_url, pyfetch

async def attempt(act, given):
    try:
        result = act(given)
        if isawaitable(result):
            await result
    except Exception as error:
        return getattr(error, "name", type(error).__name__)  # name of the JavaScript or Python error
    return "done"

texts = {"eval": eval, "run_js": run_js, "Function.new": Function.new}
fetches = {"open_url": open_url, "fetch": fetch, "pyfetch": pyfetch}
attempts = {name: (act, "1") for name, act in texts.items()}
attempts |= {name: (act, "FOREIGN") for name, act in fetches.items()}
json.dumps({name: await attempt(*attempts[name]) for name in "NAMES".split()})
`.replaceAll("FOREIGN", foreign).replaceAll("NAMES", names.join(" ")));
    return JSON.parse(results);
}"""

UNATTENDED = f"""
const foreign = ADDRESS;
const inWorker = (act, given) => new Promise((resolve, reject) => {{
    const text = `postMessage(await (${{act}})(${{JSON.stringify(given)}}))`;
    const url = URL.createObjectURL(new Blob([text], {{ type: "text/javascript" }})); // like Python's worker
    const worker = new Worker(url, {{ type: "module" }});
    worker.onmessage = ({{ data }}) => resolve(data);
    worker.onerror = ({{ message }}) => reject(message);
}});
const base = new URL("../../pyodide/", location.href).href;
const attempts = {{
    page: await ({IN_PAGE})(foreign),
    worker: await inWorker({IN_WORKER}, foreign),
    python: await inWorker({IN_PYTHON}, [base, foreign, NAMES_ATTEMPTED]),
}};
const demo = document.querySelector("fdnn-demo");
const live = new Promise((resolve) => demo.addEventListener("fdnn:frame", resolve));
demo.querySelector("[data-action=start]").click();
await live;
returned({{ ...attempts, state: demo.dataset.state, isolated: crossOriginIsolated }});
"""


@pytest.fixture(scope="module")
def foreign(site):
    with serve(site, SharingHandler) as url:
        yield f"{url}/assets/fdnn/python/latest-wins.js"


@pytest.mark.parametrize("pages", ["site", "site_without_policy"])
def test_with_the_servers_headers_python_runs_and_the_page_is_isolated(browser, pages, request):
    with (
        serve(request.getfixturevalue(pages), HandlerWithHeaders) as url,
        contexts(browser, url)() as context,
    ):
        demo = Demo(context.new_page(), "activation_xray")
        demo.page.goto(PAGE)
        demo.go_live()
        assert demo.page.evaluate("crossOriginIsolated")
        (python,) = (worker for worker in demo.page.workers if worker.url.startswith("blob:"))
        assert python.evaluate("crossOriginIsolated")


def test_with_the_pages_policy_the_theme_works(page):
    page.goto("")
    before = page.locator("body").get_attribute("data-md-color-scheme")
    page.locator("[data-md-component=palette] label:visible").click()
    expect(page.locator("body")).not_to_have_attribute("data-md-color-scheme", before)
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type("spectrum")
    expect(page.locator(".md-search-result__item").first).to_be_attached(timeout=BOOT_MS)


def attempted(browser, url, foreign):
    """Results of the attempts in the page, in its worker, and from Python in the worker."""
    with browser.new_context(service_workers="block") as context:
        page = context.new_page()
        page.goto(f"{url}/credits/")
        with page.expect_worker() as started:
            page.evaluate("async (script) => (await import(script)).python.makeWorker()", f"{url}/{SCRIPT}")
        worker = started.value
        return (
            page.evaluate(IN_PAGE, foreign),
            worker.evaluate(IN_WORKER, foreign),
            worker.evaluate(IN_PYTHON, [f"{url}/pyodide/", foreign, [*BLOCKED_IN_PYTHON]]),
        )


@pytest.mark.parametrize(
    ("pages", "handler"), [("site", Handler), ("site_without_policy", HandlerWithHeaders)]
)
def test_no_text_runs_as_code_and_nothing_is_fetched_from_another_origin(
    browser, pages, handler, foreign, request
):
    with serve(request.getfixturevalue(pages), handler) as url:
        in_page, in_worker, in_python = attempted(browser, url, foreign)
    assert in_page == {**BLOCKED, "inline": False, "handler": False}
    assert in_worker == BLOCKED
    assert in_python == BLOCKED_IN_PYTHON


def test_without_the_policy_each_attempt_succeeds(browser, site_without_policy, foreign):
    with serve(site_without_policy) as url:
        in_page, in_worker, in_python = attempted(browser, url, foreign)
    assert in_page == {**DONE, "inline": True, "handler": True}
    assert in_worker == DONE
    assert in_python == DONE_IN_PYTHON


def attempted_in_python(engine):
    """The attempts whose result is known in this engine."""
    return BLOCKED_IN_PYTHON.keys() - UNSETTLED.get(engine.name, set())


def attempted_in(engine, site, handler, foreign):
    names = json.dumps(sorted(attempted_in_python(engine)))
    script = UNATTENDED.replace("ADDRESS", json.dumps(foreign)).replace("NAMES_ATTEMPTED", names)
    return run_script(engine, site, PAGE, script, handler)


@pytest.mark.parametrize(
    ("pages", "handler"), [("site", Handler), ("site_without_policy", HandlerWithHeaders)]
)
def test_in_firefox_and_webkit_every_attempt_is_blocked_and_python_runs(
    engine, pages, handler, foreign, request
):
    seen = attempted_in(engine, request.getfixturevalue(pages), handler, foreign)
    assert seen["page"] == {**BLOCKED, "inline": False, "handler": False}
    assert seen["worker"] == BLOCKED
    assert seen["python"] == {name: BLOCKED_IN_PYTHON[name] for name in attempted_in_python(engine)}
    assert (seen["state"], seen["isolated"]) == ("live", handler is HandlerWithHeaders)


def test_in_firefox_and_webkit_each_attempt_succeeds_without_the_policy(engine, site_without_policy, foreign):
    seen = attempted_in(engine, site_without_policy, Handler, foreign)
    assert seen["page"] == {**DONE, "inline": True, "handler": True}
    assert seen["worker"] == DONE
    assert seen["python"] == dict.fromkeys(attempted_in_python(engine), "done")


def test_no_page_has_an_inline_event_handler(site):
    handler = re.compile(r"<[a-z][^<>]*\son[a-z]+\s*=", re.IGNORECASE)
    assert [path.name for path in site.rglob("*.html") if handler.search(path.read_text())] == []
