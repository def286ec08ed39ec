"""What the first load of the page costs: time until the map is drawn, and bytes over the wire."""

from __future__ import annotations

import shutil
import threading
import time

import waitress
from playwright.sync_api import sync_playwright

from dashboard.app import create_app
from dashboard.services import Services
from tests.browser.conftest import CHROMIUM_ARGUMENTS
from tests.browser.journey import Journey

OURS = ("/assets/", "/geo/", "/_dash-update-component", "/_dash-layout", "/_dash-dependencies")


def measure_page(services: Services, *, runs: int = 3) -> list[tuple[str, float, str]]:
    """Load the page in fresh browsers; return the median time and the bytes of one load."""
    app = create_app(services)
    server = waitress.create_server(app.server, host="127.0.0.1", port=0, threads=8)
    threading.Thread(target=server.run, daemon=True).start()
    origin = f"http://127.0.0.1:{server.effective_port}"
    times: list[float] = []
    sizes: dict[str, float] = {}
    with sync_playwright() as playwright:
        for _ in range(runs + 1):
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=CHROMIUM_ARGUMENTS
            )
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            session = page.context.new_cdp_session(page)
            session.send("Network.enable")
            addresses: dict[str, str] = {}
            sizes = {}
            session.on(
                "Network.responseReceived",
                lambda event, seen=addresses: seen.update(
                    {event["requestId"]: event["response"]["url"]}
                ),
            )
            session.on(
                "Network.loadingFinished",
                lambda event, seen=addresses, total=sizes: total.update(
                    {seen.get(event["requestId"], "?"): event["encodedDataLength"]}
                ),
            )
            start = time.perf_counter()
            Journey(page=page, origin=origin).open()
            times.append(time.perf_counter() - start)
            page.wait_for_timeout(500)
            browser.close()
    server.close()
    import os
    if os.environ.get("SHOW"): [print(round(v/1000,1),k[22:90]) for k,v in sorted(sizes.items(), key=lambda i:-i[1])]
    own = sum(size for url, size in sizes.items() if url.removeprefix(origin).startswith(OURS))
    # The first load warms the server: it compresses what later loads get from memory.
    warm = sorted(times[1:])[runs // 2]
    return [
        ("page until the map is drawn, warm server", 1000 * warm, "ms"),
        ("page over the wire, compressed", sum(sizes.values()) / 1e6, "MB"),
        ("  of which our own part", own / 1e6, "MB"),
    ]
