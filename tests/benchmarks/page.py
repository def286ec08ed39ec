"""What the first load of the page costs: time until the map is drawn, and bytes over the wire."""

from __future__ import annotations

import shutil
import statistics
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import waitress
from playwright.sync_api import sync_playwright

from dashboard.app import create_app
from dashboard.services import Services
from tests.browser.conftest import CHROMIUM_ARGUMENTS
from tests.browser.journey import Journey

LIBRARIES = "/_dash-component-suites/"


def measure_page(services: Services, *, runs: int = 5) -> list[tuple[str, float, str]]:
    """Load the page in fresh browsers; return the median time and the bytes of one load.

    Bytes are those that the server writes as bodies, compressed, to page and workers alike.
    """
    sizes: Counter[str] = Counter()
    app = create_app(services)
    server = waitress.create_server(
        _count_bytes(app.server.wsgi_app, sizes), host="127.0.0.1", port=0, threads=8
    )
    threading.Thread(target=server.run, daemon=True).start()
    origin = f"http://127.0.0.1:{server.effective_port}"
    times = []
    with sync_playwright() as playwright:
        for _ in range(runs + 1):
            sizes.clear()
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=CHROMIUM_ARGUMENTS
            )
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            start = time.perf_counter()
            Journey(page=page, origin=origin).open()
            times.append(time.perf_counter() - start)
            page.wait_for_timeout(1000)
            browser.close()
    server.close()
    own = sum(size for path, size in sizes.items() if not path.startswith(LIBRARIES))
    return [
        # The first load warms the server and is left out.
        ("page until the map is drawn, warm server", 1000 * statistics.median(times[1:]), "ms"),
        ("page over the wire, compressed", sizes.total() / 1e6, "MB"),
        ("  of which our own part", own / 1e6, "MB"),
    ]


def _count_bytes(application: Callable[..., Iterable[bytes]], sizes: Counter[str]) -> Any:
    def counting(environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
        for chunk in application(environ, start_response):
            sizes[environ["PATH_INFO"]] += len(chunk)
            yield chunk

    return counting
