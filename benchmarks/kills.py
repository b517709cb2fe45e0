"""A run that is killed again and again, at random moments, and started again until it is done.

Says how many kills fell while calls were in flight, whether each result is there once and whole, and how many
calls were made a second time: at most those that were in flight when it was killed.

    python -m benchmarks.kills [KILLS] [ARTICLES]
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.slow_model import Behaviour, articles, serving, stats
from summarizer.runs import verify_run

IN_FLIGHT = 8
SECONDS = 1.2
LONGEST_LIFE = 1.6
_MOST_SECONDS = 1500.0


def start(folder: Path, base: str) -> subprocess.Popen[bytes]:
    """The same command every time."""
    command = [
        *(sys.executable, "-m", "summarizer", "run", str(folder / "articles.jsonl"), "-q", "-o"),
        *(str(folder / "run"), "-m", "openai/loopback", "--api-base", base, "-j", str(IN_FLIGHT)),
    ]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def kill(process: subprocess.Popen[bytes], base: str, before: int) -> int | None:
    """Kill it a random time after its first call; calls in flight then, None if it ended by itself."""
    while process.poll() is None and stats(base)["calls"] == before:
        time.sleep(0.02)
    if process.poll() is not None:
        return None
    time.sleep(random.uniform(0, LONGEST_LIFE))  # noqa: S311 - no secret
    in_flight = int(stats(base)["in_flight"])
    process.kill()
    process.wait()
    return in_flight


def main() -> None:
    """Measure and print."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    random.seed(1)
    in_flight: list[int] = []
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as name, serving(Behaviour(seconds=SECONDS, spread=0.6)) as base:
        folder = Path(name)
        lines = (json.dumps({"id": one.info.id, "text": one.text}) for one in articles(count))
        (folder / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
        while len(in_flight) < kills and time.monotonic() - started < _MOST_SECONDS:
            killed = kill(start(folder, base), base, stats(base)["calls"])
            if killed is None:
                break
            in_flight.append(killed)
        code = start(folder, base).wait()
        results = list((folder / "run" / "results").iterdir())
        ids = {json.loads(path.read_text(encoding="utf-8"))["document"]["id"] for path in results}
        manifest = json.loads((folder / "run" / "run.json").read_text(encoding="utf-8"))
        faults = [fault for verdict in verify_run(folder / "run") for fault in verdict.faults]
        asked = stats(base)["articles"]
        left = [path.name for path in (folder / "run").rglob("*.tmp")] + list(folder.glob("run/journal*"))
    repeated = sum(asked.values()) - len(asked)
    with_calls = sum(map(bool, in_flight))
    seconds = time.monotonic() - started
    print(f"{len(in_flight)} kills in {seconds:.0f} s, {with_calls} of them with calls in flight")
    print(f"last run: exit {code}, state {manifest['state']}, counts {manifest['counts']}")
    print(f"results {len(results)} of {count}, distinct {len(ids)}, lines {len(manifest['articles'])}")
    print(f"faults {len(faults)}, files left behind {len(left)}")
    bound = IN_FLIGHT * len(in_flight)
    print(f"calls repeated {repeated}, at the server when killed {sum(in_flight)}, bound {bound}")


if __name__ == "__main__":
    main()
