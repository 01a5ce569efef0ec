"""A page with the controls of any demo and one empty canvas, and no Python behind them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from demos.kit.declare import Demo
from demos.publish.content import element

_HEAD = """<!doctype html><html lang="en"><title>Form</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="../assets/fdnn/styles/site.css">
<link rel="stylesheet" href="../assets/fdnn/styles/demo.css">"""
_SCRIPT = """<script type="module">
import { Controls } from "../assets/fdnn/controls/controls.js";
for (const body of document.querySelectorAll(".fdnn-body")) body.innerHTML = "<canvas></canvas>";
window.controls = new Controls(document.querySelector("form"));
window.told = [];
for (const kind of ["input", "change"]) controls.addEventListener(kind, () => told.push(kind));
</script>"""


def open_form(page: Page, function: Callable[..., Any]) -> None:
    """Open the page for the controls that a function declares."""
    function.__name__ = "activation_xray"  # the folder whose code the page shows
    markup = element.demo_html(Demo(function, "Test"), "", 1.0)
    body = f"{_HEAD}<body data-md-color-scheme=default>{markup}{_SCRIPT}"
    page.route("**/form/", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto("form/")
    page.wait_for_function("window.told")
