from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import waitress
from dash import Dash
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from dashboard.app import create_app
from dashboard.services import Services
from tests.browser.journey import WIDE, Journey

CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def origin(services: Services) -> Iterator[str]:
    """A running dashboard of the example atlas, on a port of its own."""
    with serve(create_app(services)) as origin:
        yield origin


@contextmanager
def serve(app: Dash) -> Iterator[str]:
    """Serve an app on a port of its own, at the origin that is given."""
    server = waitress.create_server(app.server, host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=5)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    path = shutil.which("chromium")
    assert path, "the browser tests need 'chromium' on the PATH: run `make browser`"
    browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture
def viewport() -> dict[str, int]:
    return WIDE


@pytest.fixture
def journey(browser: Browser, origin: str, viewport: Any) -> Iterator[Journey]:
    """A fresh page; at the end nothing may have gone wrong or to another machine."""
    with open_page(browser, origin, viewport) as page:
        yield Journey(page=page, origin=origin)


@contextmanager
def open_page(browser: Browser, origin: str, viewport: Any, **options: Any) -> Iterator[Page]:
    """Give a fresh page, and check afterwards that nothing went wrong or to another machine."""
    context = browser.new_context(viewport=viewport, accept_downloads=True, **options)
    page = context.new_page()
    troubles: list[str] = []
    watch(page, origin, troubles)
    yield page
    context.close()
    assert troubles == []


def watch(page: Page, origin: str, troubles: list[str]) -> None:
    """Note console errors and warnings, failed answers, and requests to anywhere else."""
    ours = (origin, "data:", "blob:")
    page.on(
        "console",
        lambda message: (
            troubles.append(f"{message.type}: {message.text}")
            if message.type in ("error", "warning") and "GPU stall" not in message.text
            else None
        ),
    )
    page.on("pageerror", lambda error: troubles.append(f"page error: {error}"))
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith(ours) else troubles.append(f"request to {request.url}")
        ),
    )
    page.on("websocket", lambda socket: troubles.append(f"socket to {socket.url}"))
    page.on(
        "response",
        lambda response: (
            troubles.append(f"{response.status}: {response.url}")
            if response.status >= 400
            else None
        ),
    )
