"""Browser contexts whose pages may not report unexpected errors or leave their origin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext

from tests.browser.support.server import PREFIX

OpenContext = Callable[..., AbstractContextManager[BrowserContext]]


def contexts(browser: Browser, address: str) -> OpenContext:
    """Return a function that opens contexts for the site at an address.

    Its context manager fails the test if a page logged an error that does not contain one of
    `expected_errors`, threw an uncaught error, or requested something from another origin. Service workers
    are blocked by default, because Playwright neither sees nor can change what they answer.
    """

    @contextmanager
    def opened(
        expected_errors: tuple[str, ...] = (), service_workers: str = "block", **options: Any
    ) -> Iterator[BrowserContext]:
        context = browser.new_context(base_url=f"{address}/", service_workers=service_workers, **options)
        problems: list[str] = []
        origin = address.removesuffix(PREFIX)

        def watch_request(request: Any) -> None:
            if not request.url.startswith((origin, "data:", "blob:")):
                problems.append(f"request to {request.url}")

        def watch_console(message: Any) -> None:
            if message.type == "error" and not any(text in message.text for text in expected_errors):
                problems.append(f"console: {message.text} {message.location}")

        context.on("request", watch_request)
        context.on("console", watch_console)
        context.on("weberror", lambda error: problems.append(f"uncaught: {error.error}"))
        yield context
        context.close()
        assert problems == []

    return opened
