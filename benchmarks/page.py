"""How big the review page of 1,000 articles is, how soon it is there, and how fast its keys are.

``python -m benchmarks.page [ARTICLES] [--left RUN] [--right RUN]`` copies results under other ids into two
run folders, writes the page with ``summarizer review --html`` in a process of its own, and opens it in
Chromium (``pip install playwright``, and a ``chromium`` on the search path). Without runs given, ``baseline``
is run over the seeds, and for the right-hand run every third record is changed and every ninth left out.
"""

from __future__ import annotations

import argparse
import importlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.diff import baseline_results, changed, stored_results, write_run

_MEGABYTES = 40.0
_FIRST_PAINT = 2.0
"""Seconds."""
_KEY = 0.05
"""Seconds from a key to the change on the screen."""
_STEPS = 60
_FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

_SCRIPT = "import sys\nfrom summarizer.cli import main\nmain(sys.argv[1:])\n"

_PAINT = (
    "performance.getEntriesByType('paint').find((each) => each.name === 'first-contentful-paint').startTime"
)

_PRESS = """async ([key, times]) => {
  const took = [];
  for (let at = 0; at < times; at += 1) {
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const start = performance.now();
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    document.body.getBoundingClientRect();
    took.push(performance.now() - start);
  }
  return took;
}"""
"""From the key to a finished layout."""


def write_page(folder: Path, target: Path) -> tuple[float, float]:
    """Write the page of the two runs in ``folder``; seconds and megabytes of the process."""
    began = time.perf_counter()
    arguments = ["review", str(folder / "left"), str(folder / "right"), "--html", str(target)]
    subprocess.run([sys.executable, "-c", _SCRIPT, *arguments], check=True, cwd=folder)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return time.perf_counter() - began, memory


def looked_at(page: Path) -> dict[str, Any]:
    """What a browser measures of the page; times in seconds."""
    playwright = importlib.import_module("playwright.sync_api")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=_FLAGS)
        tab = browser.new_page(viewport={"width": 1280, "height": 860})
        began = time.perf_counter()
        tab.goto(page.as_uri())
        loaded = time.perf_counter() - began
        found = {"first paint": tab.evaluate(_PAINT) / 1000, "all of it there": loaded}
        found["first key"] = tab.evaluate(_PRESS, ["j", 1])[0] / 1000
        for key in "jnk":
            took = sorted(tab.evaluate(_PRESS, [key, _STEPS]))
            found[f"key {key}, median"] = statistics.median(took) / 1000
            found[f"key {key}, slowest"] = took[-1] / 1000
        found["changes"] = tab.locator("#progress-text").text_content()
        browser.close()
    return found


def main() -> int:
    """Print the measurements; 1 when one of them is past its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=int, nargs="?", default=1000)
    parser.add_argument("--left", type=Path)
    parser.add_argument("--right", type=Path)
    asked = parser.parse_args()
    left = stored_results(asked.left) if asked.left else baseline_results()
    right = stored_results(asked.right) if asked.right else [(changed(each), text) for each, text in left]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_run(folder / "left", left, asked.articles)
        write_run(folder / "right", right, asked.articles)
        page = folder / "page.html"
        seconds, memory = write_page(folder, page)
        size = page.stat().st_size / 1e6
        print(
            f"{asked.articles} articles: page of {size:.1f} MB in {seconds:.1f} s, {memory:.0f} MB of memory"
        )
        found = looked_at(page)
    for name, value in found.items():
        print(f"{name}: {value if isinstance(value, str) else f'{value * 1000:.0f} ms'}")
    slowest = max(value for name, value in found.items() if name in {"key j, slowest", "key k, slowest"})
    return int(size > _MEGABYTES or found["first paint"] > _FIRST_PAINT or slowest > _KEY)


if __name__ == "__main__":
    sys.exit(main())
