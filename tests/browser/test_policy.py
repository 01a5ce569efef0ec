"""The Content-Security-Policy, told by the pages and by a server: what works under it, and what does not."""

import io
import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import BOOT_MS, Demo, contexts
from tests.browser.server import Handler, Hosted, serve

SCRIPT = "assets/fdnn/page-python.js"
PAGE = "demos/activation-xray/"
META = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="[^"]*">')


class Bare(Handler):
    """Serves the pages without their own policy."""

    def send_head(self):
        path = self.translate_path(self.path)
        if not path.endswith("/"):
            return super().send_head()
        with open(f"{path}index.html", "rb") as page:
            html = META.sub(b"", page.read())
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(html)))
        self.end_headers()
        return io.BytesIO(html)


class BareHosted(Bare, Hosted):
    """Serves the pages without their own policy, and sends one."""


class Foreign(Handler):
    """Another origin, which lets everybody read."""

    def end_headers(self):
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Cross-Origin-Resource-Policy", "cross-origin")
        super().end_headers()


# Evaluated by the browser's inspector, which no policy binds: what is tried waits until that is over.
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
IN_PYTHON = """async ([base, foreign]) => {
    const { loadPyodide } = await import(`${base}pyodide.mjs`);
    const python = await loadPyodide({ indexURL: base });
    await new Promise((resolve) => setTimeout(resolve));
    return (await python.runPythonAsync(`
import js
from pyodide.code import run_js
from pyodide.http import pyfetch

async def attempt(act, *given):
    try:
        answer = act(*given)
        if hasattr(answer, "__await__"):
            await answer
    except Exception as error:
        return str(error).partition(":")[0]
    return "done"

[await attempt(js.eval, "1"), await attempt(run_js, "1"), await attempt(js.Function.new, "1"),
 await attempt(pyfetch, "FOREIGN"), await attempt(js.fetch, "FOREIGN")]
`.replaceAll("FOREIGN", foreign))).toJs();
}"""


@pytest.fixture(scope="module")
def foreign(site):
    with serve(site, Foreign) as url:
        yield f"{url}/assets/fdnn/latest.js"


def told(handler):
    return pytest.param(handler, id=handler.__name__)


@pytest.mark.parametrize("handler", [told(Hosted), told(BareHosted)])
def test_under_a_servers_policy_all_works_and_the_page_is_isolated(browser, site, handler):
    with serve(site, handler) as url, contexts(browser, url)() as context:
        demo = Demo(context.new_page(), "activation_xray")
        demo.page.goto(PAGE)
        demo.go_live()
        assert demo.page.evaluate("crossOriginIsolated")
        (python,) = (worker for worker in demo.page.workers if worker.url.startswith("blob:"))
        assert python.evaluate("crossOriginIsolated")


def test_under_the_pages_own_policy_the_theme_works_too(page):
    page.goto("")
    before = page.locator("body").get_attribute("data-md-color-scheme")
    page.locator("[data-md-component=palette] label:visible").click()
    expect(page.locator("body")).not_to_have_attribute("data-md-color-scheme", before)
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type("spectrum")
    expect(page.locator(".md-search-result__item").first).to_be_attached(timeout=BOOT_MS)


def attempted(browser, url, foreign):
    """What became of each attempt: in the page, in its worker, and from Python in the worker."""
    with browser.new_context(service_workers="block") as context:
        page = context.new_page()
        page.goto(f"{url}/credits/")
        with page.expect_worker() as started:
            page.evaluate("async (script) => (await import(script)).python.makeWorker()", f"{url}/{SCRIPT}")
        worker = started.value
        return (
            page.evaluate(IN_PAGE, foreign),
            worker.evaluate(IN_WORKER, foreign),
            worker.evaluate(IN_PYTHON, [f"{url}/pyodide/", foreign]),
        )


@pytest.mark.parametrize("handler", [told(Handler), told(BareHosted)])
def test_no_text_runs_and_nothing_foreign_is_fetched(browser, site, foreign, handler):
    with serve(site, handler) as url:
        in_page, in_worker, in_python = attempted(browser, url, foreign)
    refused = {"eval": "EvalError", "function": "EvalError", "fetch": "TypeError", "script": "TypeError"}
    assert in_page == {**refused, "inline": False, "handler": False}
    assert in_worker == refused
    assert in_python == ["EvalError", "EvalError", "EvalError", "Failed to fetch", "TypeError"]


def test_without_the_policy_each_of_these_attempts_would_succeed(browser, site, foreign):
    with serve(site, Bare) as url:
        in_page, in_worker, in_python = attempted(browser, url, foreign)
    done = dict.fromkeys(("eval", "function", "fetch", "script"), "done")
    assert in_page == {**done, "inline": True, "handler": True}
    assert in_worker == done
    assert in_python == ["done"] * 5


def test_no_page_has_an_inline_handler(site):
    handler = re.compile(r"<[a-z][^<>]*\son[a-z]+\s*=", re.IGNORECASE)
    assert [path.name for path in site.rglob("*.html") if handler.search(path.read_text())] == []
