"""Print what the product costs, as times and as ratios to a reference run in the same process.

Run by ``make bench``. The reference is a fixed piece of work (sorting two million numbers), so
that a ratio means the same on a fast and on a slow machine. Nothing here passes or fails.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable

import numpy as np

from dashboard.snapshot import draw_snapshot
from dashboard.state import ViewState, parse_query
from geodata.example import open_example
from tests.benchmarks.geocoding import measure_geocoding
from tests.benchmarks.page import measure_page
from tests.benchmarks.refresh import measure_refresh

N_RUNS = 5


def cpu_ms(work: Callable[[], object], *, runs: int = N_RUNS) -> float:
    """Return the median CPU time of some work, milliseconds."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(1000 * (time.process_time() - start))
    return float(np.median(times))


def run_fresh(script: str) -> list[float]:
    """Run a script in a fresh process; return the numbers that it prints."""
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    return [float(word) for word in done.stdout.split()]


OPEN_GAZETTEER = """
import re, time, pyarrow.parquet
from pathlib import Path
def memory(name):  # kB; Linux
    return int(re.search(name + r":\\s+(\\d+)", Path("/proc/self/status").read_text()).group(1))
import geodata.gazetteer
before = memory("VmRSS")
start = time.perf_counter()
gazetteer = geodata.gazetteer.open_gazetteer()
gazetteer.find("tehran")
print(1000 * (time.perf_counter() - start))
print((memory("VmRSS") - before) / 1024)
print((memory("VmHWM") - before) / 1024)
"""

BUILD_EXAMPLE = """
import time
start = time.perf_counter()
import pathlib, tempfile
from geodata.example import open_example
with tempfile.TemporaryDirectory() as folder:
    open_example(pathlib.Path(folder))
print(1000 * (time.perf_counter() - start))
"""


def main() -> None:
    """Measure everything and print one table."""
    numbers = np.random.default_rng(1).random(2_000_000)
    reference = cpu_ms(lambda: np.sort(numbers))
    rows: list[tuple[str, float, str]] = [("reference: sort 2,000,000 numbers", reference, "ms")]
    open_ms, held_mb, peak_mb = run_fresh(OPEN_GAZETTEER)
    rows += [
        ("open the gazetteer, fresh process", open_ms, "ms"),
        ("  memory added by it", held_mb, "MB"),
        ("  at most, while opening", peak_mb, "MB"),
    ]
    rows += measure_geocoding()
    rows.append(("build the example, fresh process", run_fresh(BUILD_EXAMPLE)[0], "ms"))

    from dashboard.services import open_services

    services = open_services(open_example())
    rows.append(("open services", cpu_ms(lambda: open_services(services.atlas)), "ms"))
    for suffix in ("svg", "png", "pdf"):
        work = lambda kind=suffix: draw_snapshot(ViewState(), services, kind)  # noqa: E731
        rows.append((f"snapshot as {suffix.upper()}, 1200 × 700", cpu_ms(work), "ms"))
    world = parse_query("lon=10&lat=30&zoom=1")
    rows.append(
        (
            "snapshot of the world as PNG",
            cpu_ms(lambda: draw_snapshot(world, services, "png")),
            "ms",
        )
    )
    rows.append(("filter change, server CPU", measure_refresh(services), "ms"))
    rows += measure_page(services)

    width = max(len(name) for name, _, _ in rows)
    sys.stdout.write(f"{'what':<{width}}  {'measured':>12}  ratio to reference\n")
    for name, value, unit in rows:
        ratio = f"{value / reference:.2f}" if unit == "ms" else ""
        sys.stdout.write(
            f"{name:<{width}}  {value:>9,.{2 if unit == 'MB' else 1}f} {unit:<2}  {ratio:>8}\n"
        )


if __name__ == "__main__":
    main()
