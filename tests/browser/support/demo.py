"""A demo in an open page: its controls, its figures, its state and its worker."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, Worker

BOOT_MS = 60_000  # time allowed for Python to start
LIVE = "[data-state=live]:not([data-frames='0'])"


class Demo:
    """One `<fdnn-demo>` element of a page."""

    def __init__(self, page: Page, name: str) -> None:
        self.page = page
        self.root = page.locator(f"fdnn-demo[name={name}]")

    def control(self, name: str) -> Locator:
        """Return the form control of a parameter."""
        return self.root.locator(f"[name={name}]")

    def figure(self, key: str) -> Locator:
        """Return a figure by its key."""
        return self.root.locator(f"[data-figure={key}]")

    def note(self, control: str) -> Locator:
        """Return the message below a control."""
        return self.root.locator(f"[data-control={control}] .fdnn-note")

    @property
    def status(self) -> Locator:
        """The sentence about Python's state."""
        return self.root.locator(".fdnn-status p")

    @property
    def frames(self) -> int:
        """Number of frames drawn so far."""
        return int(self.root.get_attribute("data-frames") or 0)

    def in_state(self, state: str) -> Locator:
        """Return the element if its `data-state` is the given one."""
        return self.root.and_(self.page.locator(f"[data-state={state}]"))

    def wait_until_live(self) -> None:
        """Wait for Python's first frame."""
        self.root.and_(self.page.locator(LIVE)).wait_for(timeout=BOOT_MS)

    def go_live(self) -> None:
        """Move the pointer over the controls, which starts Python, and wait for the first frame."""
        self.root.locator("form.fdnn-controls").hover()
        self.wait_until_live()

    def set_value(self, name: str, value: str) -> None:
        """Set a control by script, wherever it is on the page, and dispatch its events."""
        self.control(name).evaluate(
            """(input, value) => {
                input.value = value;
                const dispatch = (type) => input.dispatchEvent(new Event(type, { bubbles: true }));
                ["input", "change"].forEach(dispatch);
            }""",
            value,
        )

    def frame_with(self, act: Callable[[], Any], **values: Any) -> dict[str, Any]:
        """Call a function and return the `fdnn:frame` detail of the first frame that shows these values."""
        self.root.evaluate(
            """(root, [wanted, patience]) => { root.awaited = new Promise((resolve, reject) => {
                root.addEventListener("fdnn:frame", ({detail}) =>
                    Object.keys(wanted).every(name => detail.values[name] === wanted[name])
                    && resolve(detail));
                setTimeout(() => reject(new Error("no frame with these values was drawn")), patience);
            }) }""",
            [values, BOOT_MS],
        )
        act()
        detail: dict[str, Any] = self.root.evaluate("root => root.awaited")
        return detail

    def worker(self) -> Worker:
        """Return the newest worker that runs Python; one that was terminated may still be listed."""
        return python_workers(self.page)[-1]


def python_workers(page: Page) -> list[Worker]:
    """Return the page's workers that run Python."""
    return [worker for worker in page.workers if worker.url.startswith("blob:")]


def after_return(script: str) -> str:
    """Return a script that runs another one in a worker after `evaluate` has returned."""
    return f"setTimeout(() => {{ {script} }})"
