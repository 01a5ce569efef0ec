"""A page with the controls of any demo and one empty canvas, without Python."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from demos.kit.declare import Demo
from demos.publish.content import element

_HEAD = """<!doctype html><html lang="en"><title>Form</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="../assets/fdnn/styles/site.css">
<link rel="stylesheet" href="../assets/fdnn/styles/demo.css">"""
_SCRIPT = """<script type="module">
import { Controls } from "../assets/fdnn/controls/controls.js";
for (const body of document.querySelectorAll(".fdnn-body")) {
    body.innerHTML = '<canvas width="256" height="256"></canvas>';
}
window.controls = new Controls(document.querySelector("form"));
window.dispatched = [];
for (const kind of ["input", "change"]) controls.addEventListener(kind, () => dispatched.push(kind));
</script>"""


def open_form(page: Page, function: Callable[..., Any]) -> None:
    """Open a page with the controls that a demo function declares.

    The page's `controls` are the controls; `dispatched` lists the types of the events they dispatched.
    """
    function.__name__ = "activation_xray"  # the element shows the source of the demo with this name
    markup = element.demo_html(Demo(function, "Test"), "", 1.0)
    body = f"{_HEAD}<body data-md-color-scheme=default>{markup}{_SCRIPT}"
    page.route("**/form/", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto("form/")
    page.wait_for_function("window.dispatched")
