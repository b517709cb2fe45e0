"""langextract 1.7.1 and this project, measured in the same run against the same loopback server.

Each side works in a process of its own; the server, in another, gives both replies that are valid for them.
langextract needs another tenacity than this project's locked one, so it has an environment of its own:

    python -m venv PEER && PEER/bin/pip install 'langextract[openai]==1.7.1'
    python -m benchmarks.langextract_peer --peer-python PEER/bin/python [cpu] [slow] [faults] [spans] [memory]

Without a name all is measured but ``memory``, which takes minutes of its own.
What was found stands in benchmarks/peer.md.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import aiohttp

from benchmarks.langextract_server import Behaviour, serving, set_behaviour, stats
from benchmarks.langextract_theirs import MISSING, VERSION, WARM_UP, Job, Told
from benchmarks.overhead import SEEDS, prepared_replies, replies_by_rules
from benchmarks.slow_model import REPLY
from summarizer.extraction.labelled.prompting import fence_token
from summarizer.reading import read_paths

ROOT = Path(__file__).parents[1]
INSTALL = (
    "{python} has no langextract {version}: make an environment with `python -m venv PEER && "
    "PEER/bin/pip install 'langextract[openai]=={version}'`, and give --peer-python PEER/bin/python."
)
SHORT = WARM_UP
SPANS = "At least 45 people were killed in the flood, officials said. The minister did not resign on Monday."
SAID = (
    "54 people were killed in the flood",
    "At least 54 people were killed",
    "The minister did resign on Monday",
    "did resign",
)
"""What langextract is told that the article says; it says 45, and did not."""
OURS_SAID = {
    "sources": [{"id": "p1", "name": "officials", "kind": "officials"}],
    "figures": [{"id": "f1", "measure": "killed", "scope": "incident", "by": ["p1"]}],
    "events": [
        {
            "id": "e1",
            "in": ["s1"],
            "what": "At least 54 people were killed.",
            "type": "disaster",
            "by": ["p1"],
        },
        {"id": "e2", "in": ["s2"], "what": "The minister did resign on Monday.", "type": "other", "by": []},
    ],
    "summary": [
        {"cites": ["s1"], "text": "At least 54 people were killed in the flood, officials said."},
        {"cites": ["s2"], "text": "The minister did resign on Monday."},
    ],
}
"""The same errors to ours, where a model can make them: in the sentences that it writes itself."""
FAULTS: dict[str, Behaviour] = {
    "invalid JSON, article 7, each time": {"fault": "invalid", "article": 7},
    "500, article 19, each time": {"fault": "500", "article": 19},
    "429 and Retry-After 30, article 7, once": {"fault": "retry after", "article": 7, "once": True},
    "a hang of 12 s, article 7, timeout 2": {"fault": "hang", "article": 7},
}


_INFO = {"title", "outlet", "byline", "published", "language", "furniture"}


@dataclass(frozen=True)
class Bench:
    """What every case needs."""

    peer_python: str
    texts: list[str]
    """Articles of about 1,000 tokens."""
    infos: list[dict[str, Any]]
    """What reading them found out about each."""
    replies: list[str]
    """Labels for each, for ours."""

    def long(self, behaviour: Behaviour | None = None) -> Behaviour:
        """A behaviour with the replies that fit the long articles."""
        told: Behaviour = {"ours": self.replies}
        if behaviour:
            told.update(behaviour)
        return told

    def job(self, base: str, count: int, *, text: str | None = None, rounds: int = 1) -> Job:
        """A job on the long articles, or on one text; with langextract's default of ten calls in flight."""
        return Job(
            base=base,
            texts=self.texts if text is None else [text],
            infos=self.infos if text is None else [{}],
            count=count,
            rounds=rounds,
            in_flight=10,
            timeout=120.0,
        )

    def run(self, side: str, job: dict[str, Any] | Job) -> Any:
        """Let ``theirs``, ``ours`` or ``bare`` do a job in a process of its own.

        Raises:
            SystemExit: It could not.
        """
        command = [sys.executable, "-m", "benchmarks.langextract_ours", side]
        if side == "theirs":
            command = [self.peer_python, "-m", "benchmarks.langextract_theirs"]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "job.json"
            path.write_text(json.dumps(job), encoding="utf-8")
            done = subprocess.run(
                [*command, str(path)], check=False, cwd=ROOT, capture_output=True, text=True
            )
        if done.returncode == MISSING and side == "theirs":
            sys.exit(INSTALL.format(python=self.peer_python, version=VERSION))
        if done.returncode:
            sys.exit(f"{side} ended with {done.returncode}: {done.stderr[-2000:]}")
        return json.loads(done.stdout.splitlines()[-1])

    def run_all(self, side: str, job: Job) -> Told:
        """The same, where nothing is to go wrong.

        Raises:
            SystemExit: Not every article came back as good.
        """
        told: Told = self.run(side, job)
        if len(told["records"]) != job["count"]:
            sys.exit(f"{side}: {len(told['records'])} of {job['count']} articles: {told['error']}")
        return told


def cpu(bench: Bench, base: str) -> None:
    """Client CPU, calls and prompt tokens an article, without latency; the first round is a warm-up."""
    count, rounds = 15, 4
    tokens = sum(len(bench.texts[number % len(bench.texts)]) for number in range(count)) / 4
    print(
        f"\n{count} articles of {tokens / count:.0f} tokens (characters / 4), medians of {rounds - 1} rounds"
    )
    print(f"{'':34} {'ours':>8} {'langextract':>12} {'ratio':>7}")
    found: dict[str, dict[str, float]] = {}
    for side in ("ours", "theirs"):
        set_behaviour(base, bench.long({"keep": True}))
        bench.run_all(side, bench.job(base, count))
        seen = stats(base)
        set_behaviour(base, bench.long())
        told = bench.run_all(side, bench.job(base, count, rounds=rounds))
        bare = bench.run("bare", {"base": base, "rounds": rounds, "bodies": seen["bodies"]})
        found[side] = {
            "model calls an article": seen["calls"] / count,
            "prompt tokens / article tokens": seen["characters"] / 4 / tokens,
            "  the part that differs by article": _own_characters(seen["bodies"]) / 4 / tokens,
            "records an article": sum(told["records"].values()) / count,
            "CPU ms an article": _median(told["cpu"]) / count * 1000,
            "  of these in checks": _median(told["checks"]) / count * 1000,
            "  bare client, the same calls": _median(bare["cpu"]) / count * 1000,
        }
        one = found[side]
        without = one["CPU ms an article"] - one["  of these in checks"]
        one["  without checks"] = without
        one["CPU / bare client's"] = one["CPU ms an article"] / one["  bare client, the same calls"]
    for name, ours in found["ours"].items():
        theirs = found["theirs"][name]
        ratio = f"{ours / theirs:7.2f}" if theirs else f"{'-':>7}"
        print(f"{name:34} {ours:8.2f} {theirs:12.2f} {ratio}")


def _own_characters(bodies: list[dict[str, Any]]) -> int:
    """Characters of the prompts behind the opening that all have in common, which a prompt cache holds."""
    prompts = ["\n".join(one["content"] for one in body["messages"]) for body in bodies]
    shared = 0
    while all(prompt[shared : shared + 1] == prompts[0][shared : shared + 1] != "" for prompt in prompts):
        shared += 1
    return sum(map(len, prompts)) - shared * len(prompts)


def _median(rounds: list[float]) -> float:
    return statistics.median(rounds[1:])


def slow(bench: Bench, base: str) -> None:
    """Wall time with one slow call in ten, each side against a bare pool that makes the same calls."""
    width = 16
    print(f"\none call in ten is ten times as slow, {width} in flight; bare: an asyncio pool, the same calls")
    print(f"{'':44} {'side':12} {'calls':>6} {'bare s':>7} {'side s':>7} {'ratio':>6}")
    for name, text, count, seconds in (
        ("100 short articles, 0.25 s and 2.5 s", SHORT, 100, 0.25),
        ("30 articles of 1,000 tokens, 0.1 s and 1 s", None, 30, 0.1),
    ):
        behaviour: Behaviour = {"ours": [REPLY] if text else bench.replies}
        behaviour |= {"seconds": seconds, "slow_seconds": 10 * seconds, "keep": True}
        for side, shown in (("ours", "ours"), ("theirs", "langextract")):
            set_behaviour(base, behaviour)
            asked = bench.job(base, count, text=text)
            asked["in_flight"] = width
            told = bench.run_all(side, asked)
            bodies = stats(base)["bodies"]
            set_behaviour(base, behaviour)
            bare = asyncio.run(_pool(base, bodies, width))
            print(
                f"{name:44} {shown:12} {len(bodies):6} {bare:7.1f} {told['wall']:7.1f}"
                f" {told['wall'] / bare:6.2f}"
            )


async def _pool(base: str, bodies: list[dict[str, Any]], width: int) -> float:
    queue = iter(bodies)

    async def work(session: aiohttp.ClientSession) -> None:
        for body in queue:
            async with session.post(f"{base}/chat/completions", json=body) as answer:
                await answer.read()

    async with aiohttp.ClientSession() as session:
        started = time.perf_counter()
        await asyncio.gather(*(work(session) for _ in range(width)))
        return time.perf_counter() - started


def faults(bench: Bench, base: str) -> None:
    """One fault at a time on one of twenty articles; both sides at once, each with a server of its own."""
    count = 20
    print(f"\n{count} articles of 1,000 tokens, ten in flight, one fault (ours: retries=2, retry_cap=5)")
    print(
        f"{'':40} {'side':12} {'whole':>5} {'short':>5} {'failed':>6} {'stored':>6} {'calls':>5}"
        f" {'19th s':>6} {'all s':>6}  raised"
    )
    with serving() as other, ThreadPoolExecutor(2) as threads:
        bases = {"ours": base, "theirs": other}

        def one(side: str, behaviour: Behaviour) -> tuple[Told, int]:
            set_behaviour(bases[side], bench.long(behaviour))
            asked = bench.job(bases[side], count)
            if behaviour.get("fault") == "hang":
                asked["timeout"] = 2.0
            return bench.run(side, asked), stats(bases[side])["calls"]

        whole = {side: threads.submit(one, side, {}) for side in bases}
        expected = {side: future.result()[0]["records"] for side, future in whole.items()}
        for name, behaviour in FAULTS.items():
            running = {side: threads.submit(one, side, behaviour) for side in bases}
            for side, future in running.items():
                told, calls = future.result()
                same = sum(told["records"].get(id_) == number for id_, number in expected[side].items())
                ready = sorted(told["ready"])
                nineteenth = f"{ready[18]:6.1f}" if len(ready) > 18 else f"{'-':>6}"
                print(
                    f"{name:40} {'ours' if side == 'ours' else 'langextract':12} {same:5}"
                    f" {len(told['records']) - same:5} {len(told['failed']):6} {told['stored']:6} {calls:5}"
                    f" {nineteenth} {told['wall']:6.1f}  {told['error'][:50]}"
                )
    print("whole: as many records as without a fault; short: returned as good with fewer, and no mark")


def memory(bench: Bench, base: str) -> None:
    """Peak memory of 100 and of 1,000 articles, each in a process of its own, all at once."""
    least = bench.texts.index(min(bench.texts, key=len))
    bench = replace(
        bench, texts=[bench.texts[least]], infos=[bench.infos[least]], replies=[bench.replies[least]]
    )
    set_behaviour(base, bench.long())
    counts = (100, 1000)
    with ThreadPoolExecutor(4) as threads:
        running = {
            (side, count): threads.submit(bench.run_all, side, bench.job(base, count))
            for side in ("ours", "theirs")
            for count in counts
        }
        peak = {case: future.result()["megabytes"] for case, future in running.items()}
    print(f"\npeak memory, articles of {len(bench.texts[0]) // 4} tokens")
    for side, shown in (("ours", "ours"), ("theirs", "langextract")):
        few, many = (peak[side, count] for count in counts)
        print(f"{shown:12} 100: {few:4.0f} MB   1,000: {many:4.0f} MB   ratio {many / few:.2f}")


def spans(bench: Bench, base: str) -> None:
    """What becomes of a wrong number and of a lost "not"."""
    items = [{"event": text, "event_attributes": {}} for text in SAID]
    set_behaviour(base, {"theirs": json.dumps({"extractions": items}), "ours": [json.dumps(OURS_SAID)]})
    print(f"\nthe article: {SPANS}")
    for side, shown in (("theirs", "langextract"), ("ours", "ours")):
        told: Told = bench.run(side, bench.job(base, 1, text=SPANS))
        for said, became in told["grounded"]:
            print(f"  {shown:12} {said!r}: {became}")


CASES = {"cpu": cpu, "slow": slow, "faults": faults, "spans": spans, "memory": memory}


def main() -> None:
    """Measure what is named, or all but the memory, which takes minutes of its own."""
    parser = argparse.ArgumentParser(description="langextract beside this project, on a loopback server")
    parser.add_argument("--peer-python", default=sys.executable, help="interpreter that has langextract")
    parser.add_argument("cases", nargs="*", help=", ".join(CASES))
    named = parser.parse_args()
    if unknown := set(named.cases) - set(CASES):
        parser.error(f"no such case: {', '.join(sorted(unknown))}")
    seeds = [one for one in read_paths([str(SEEDS)]) if not isinstance(one, Exception)]
    known = replies_by_rules(seeds) | prepared_replies()
    bench = Bench(
        named.peer_python,
        [seed.text for seed in seeds],
        [seed.info.model_dump(mode="json", include=_INFO) for seed in seeds],
        [known[fence_token(seed.text)][0] for seed in seeds],
    )
    begun = time.monotonic()
    with serving() as base:
        for case in named.cases or [one for one in CASES if one != "memory"]:
            CASES[case](bench, base)
    print(f"\ntook {time.monotonic() - begun:.0f} s")


if __name__ == "__main__":
    main()
