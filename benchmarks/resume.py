"""How long the command takes to see that all articles are done: a folder of files, and one JSON Lines file.

The first run is the command too, but for a quick stand-in for the rules: what they take is not measured here.
Then the command is timed as a user starts it: again with all done, after a kill at the end of the first run,
and after all files were touched (new times, the same bytes). This process imports nothing large, as the
system counts its memory as its children's too.

    python -m benchmarks.resume [ARTICLES [FOLDER]]
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.records import ArticleSummary, Document

SMALL = 1000
"""Articles of the run that memory is compared with."""
_SENTENCE = "At least 195 people were killed in a flood on Wednesday, officials said. "
_FORMS = {"files": 6, "lines": 38}
"""Sentences of an article, by form: some 500 and some 3,000 characters."""


@dataclass(frozen=True)
class Taken:
    """What one command took."""

    wall: float
    cpu: float
    megabytes: float
    told: str
    """The last line of its messages."""

    def __str__(self) -> str:
        return f"{self.wall:6.1f} s wall, {self.cpu:6.1f} s CPU, {self.megabytes:4.0f} MB   {self.told}"


def write(folder: Path, form: str, count: int) -> None:
    """Make the articles, each of another text."""
    body = "\n\n".join([_SENTENCE * 3] * (_FORMS[form] // 3))
    texts = (f"Flood number {number}\n\nBy Jane Doe\n\n{body}\n" for number in range(count))
    if form == "lines":
        with (folder / "articles.jsonl").open("w", encoding="utf-8") as file:
            for number, text in enumerate(texts):
                file.write(json.dumps({"id": f"a{number:06d}", "text": text}) + "\n")
        return
    for number, text in enumerate(texts):
        place = folder / f"{number // 1000:03d}"
        place.mkdir(exist_ok=True)
        (place / f"a{number:06d}.txt").write_text(text, encoding="utf-8")


def command(articles: Path, run: Path, *, first: bool = False) -> Taken:
    """Run the command, or the first run in its place."""
    program = ["-m", "benchmarks.resume", "first"] if first else ["-m", "summarizer"]
    arguments = [sys.executable, *program, "run", str(articles), "-m", "baseline", "-o", str(run)]
    with tempfile.TemporaryFile() as messages:
        started = time.perf_counter()
        process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=messages)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        messages.seek(0)
        told = messages.read().decode().strip().splitlines()
    if process.returncode:
        raise SystemExit(f"exit {process.returncode}: {told[-1:]}")
    kept = next((line for line in told if "done before" in line), "nothing was done before")
    return Taken(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, kept.partition(" (")[0])


def run_first(arguments: list[str]) -> None:
    """The command with a stand-in for the rules."""
    from summarizer.cli import main  # noqa: PLC0415 - in the process that needs it
    from summarizer.extraction import extract  # noqa: PLC0415
    from summarizer.reading import read_text  # noqa: PLC0415
    from summarizer.runs import engine  # noqa: PLC0415

    template = extract(read_text(_SENTENCE))

    def copied(document: Document, *, model: str) -> ArticleSummary:
        del model
        return template.model_copy(update={"document": document.info})

    vars(engine)["extract"] = copied
    main(arguments)


def leave_as_if_killed(run: Path) -> None:
    """Leave the folder as a run leaves it that was killed after its last result."""
    manifest = json.loads((run / "run.json").read_bytes())
    lines = [json.dumps(entry) + "\n" for entry in manifest["articles"]]
    started = json.dumps({"started": manifest["started"]})
    (run / "journal.jsonl").write_text(f"{started}\n{''.join(lines)}", encoding="utf-8")
    (run / "run.json").write_text(json.dumps({**manifest, "state": "running", "articles": []}), "utf-8")


def measure(folder: Path, form: str, count: int) -> Taken:
    """Measure one form and print it; what the command took with all done."""
    articles, run = folder / f"{form}-{count}", folder / f"run-{form}-{count}"
    if not run.exists():
        articles.mkdir(parents=True)
        write(articles, form, count)
        print(f"{form} {count:7,} first run        {command(articles, run, first=True)}", flush=True)
        time.sleep(3)  # what was written a moment ago is not trusted to be unchanged
    again = command(articles, run)
    print(f"{form} {count:7,} again            {again}", flush=True)
    if count > SMALL:
        program = [sys.executable, "-m", "benchmarks.resume", "kill", str(run)]
        subprocess.run(program, check=True)
        print(f"{form} {count:7,} after a kill     {command(articles, run)}", flush=True)
        for path in articles.rglob("*.*"):
            path.touch()
        print(f"{form} {count:7,} all touched      {command(articles, run)}", flush=True)
    return again


def main() -> None:
    """Measure and print."""
    if sys.argv[1:2] == ["first"]:
        run_first(sys.argv[2:])
        return
    if sys.argv[1:2] == ["kill"]:
        leave_as_if_killed(Path(sys.argv[2]))
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.mkdtemp())
    try:
        for form in _FORMS:
            small, large = (measure(folder, form, size) for size in (SMALL, count))
            print(f"{form}: memory {large.megabytes / small.megabytes - 1:+.0%} (aim: at most +20%)\n")
    finally:
        if len(sys.argv) <= 2:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
