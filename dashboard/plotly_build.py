"""Bundle plotly.js with only the charts that the dashboard draws; run once, by ``make data``.

In: the sources of the plotly.js that the installed `plotly` speaks to (npm ``plotly.js``) and npm
``esbuild``. Out: ``assets/plotly.min.js``, with MapLibre's styles and the licences beside it. The
whole library is 4.8 MB and takes half a second longer to load on the measured machine; the
dashboard needs three of its fifty charts.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from plotly.offline import get_plotlyjs_version

from dashboard.config import BUNDLE, assets_directory

CHARTS: Final = ("bar", "scattermap", "choroplethmap")
ESBUILD: Final = "0.28.2"

_OPTIONS: Final = (
    "--bundle",
    "--minify",
    "--format=iife",
    "--global-name=Plotly",
    "--define:global=window",
    "--legal-comments=linked",
    "--charset=utf8",
)


def build_bundle(output: Path) -> None:
    """Write the bundle, and its licences beside it as ``….LEGAL.txt``.

    Raises
    ------
    subprocess.CalledProcessError
        If npm can't get the packages or they can't be bundled.
    """
    npm = shutil.which("npm") or "npm"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        packages = (f"plotly.js@{get_plotlyjs_version()}", f"esbuild@{ESBUILD}")
        options = ("--no-audit", "--no-fund", "--no-save", "--ignore-scripts", "--silent")
        _run(npm, "install", *options, *packages, cwd=folder)
        charts = ", ".join(f'require("plotly.js/lib/{chart}")' for chart in CHARTS)
        entry = folder / "entry.js"
        entry.write_text(
            'const Plotly = require("plotly.js/lib/core");\n'
            f"Plotly.register([{charts}]);\n"
            "module.exports = Plotly;\n",
            encoding="utf-8",
        )
        esbuild = str(folder / "node_modules" / ".bin" / "esbuild")
        _run(esbuild, str(entry), *_OPTIONS, f"--outfile={output}", cwd=folder)


def _run(*command: str, cwd: Path) -> None:
    subprocess.run(command, cwd=cwd, check=True)  # noqa: S603 (the commands are ours)


if __name__ == "__main__":
    build_bundle(assets_directory() / BUNDLE)
