"""A loopback server to measure runs with: it answers after a while, refuses above a limit, and counts.

What it answers is a prepared reply that fits the articles made here; it is no model.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import time
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import web

from benchmarks.serving import served
from summarizer.records import Document, DocumentInfo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

__all__ = ["Behaviour", "articles", "serving", "stats"]

REPLY = json.dumps(
    {
        "sources": [{"id": "p1", "name": "officials", "kind": "officials"}],
        "figures": [{"id": "f1", "measure": "killed", "scope": "incident", "by": ["p1"]}],
        "events": [
            {"id": "e1", "in": ["s1"], "what": "People were killed.", "type": "disaster", "by": ["p1"]}
        ],
        "summary": [{"cites": ["s1"], "text": "People were killed in a flood, officials said."}],
    }
)  # fmt: skip
_ARTICLE = re.compile(r"ART-(\d+)")


@dataclass(frozen=True)
class Behaviour:
    """How the server answers."""

    seconds: float = 0.0
    """Until an answer comes."""
    spread: float = 0.0
    """Part by which that is more or less, by chance."""
    slow_seconds: float = 0.0
    """Until it comes to one article in ten; 0 for no difference."""
    per_second: float = 0.0
    """Calls a second above which it refuses with 429 and no hint; 0 for no limit."""
    burst: float = 1.0
    """Calls that are taken at once after a pause."""


def articles(count: int) -> Iterator[Document]:
    """Short articles, each of another text."""
    for number in range(count):
        name = f"ART-{number:06d}"
        text = f"At least 195 people were killed in a flood on Wednesday, officials said. It is {name}."
        yield Document(info=DocumentInfo(id=name), text=text)


def stats(base: str) -> dict[str, Any]:
    """Counts of the server: ``calls``, ``refused``, ``in_flight``, ``articles`` by number, ``times``."""
    with urllib.request.urlopen(f"{base}/stats", timeout=10) as answer:  # noqa: S310 - a loopback address
        counted: dict[str, Any] = json.load(answer)
    return counted


def serving(behaviour: Behaviour) -> AbstractContextManager[str]:
    """A server in a process of its own; its address, with ``/v1``."""
    return served(_application, behaviour)


class _Server:
    def __init__(self, behaviour: Behaviour) -> None:
        self._behaviour = behaviour
        self._level = behaviour.burst
        self._at = time.monotonic()
        self.counted: dict[str, Any] = {"calls": 0, "refused": 0, "in_flight": 0, "articles": {}, "times": []}

    async def answer(self, request: web.Request) -> web.Response:
        """One call."""
        counted = self.counted
        name = _ARTICLE.findall(await request.text())[-1]
        counted["calls"] += 1
        if not self._takes():
            counted["refused"] += 1
            return web.json_response({"error": {"message": "too many requests"}}, status=429)
        counted["articles"][name] = counted["articles"].get(name, 0) + 1
        counted["times"].append(time.monotonic())
        counted["in_flight"] += 1
        try:
            is_slow = self._behaviour.slow_seconds and int(name) % 10 == 0
            seconds = self._behaviour.slow_seconds if is_slow else self._behaviour.seconds
            spread = self._behaviour.spread
            await asyncio.sleep(seconds * random.uniform(1 - spread, 1 + spread))  # noqa: S311 - no secret
        finally:
            counted["in_flight"] -= 1
        message = {"role": "assistant", "content": REPLY}
        return web.json_response(
            {
                "id": "1",
                "object": "chat.completion",
                "created": 1,
                "model": "loopback",
                "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
                "usage": {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100},
            }
        )

    async def told(self, _: web.Request) -> web.Response:
        """The counts."""
        return web.json_response(self.counted)

    def _takes(self) -> bool:
        rate = self._behaviour.per_second
        if not rate:
            return True
        now = time.monotonic()
        self._level = min(self._behaviour.burst, self._level + (now - self._at) * rate)
        self._at = now
        if self._level < 1:
            return False
        self._level -= 1
        return True


def _application(behaviour: Behaviour) -> web.Application:
    server = _Server(behaviour)
    application = web.Application()
    application.router.add_post("/v1/chat/completions", server.answer)
    application.router.add_get("/v1/stats", server.told)
    return application
