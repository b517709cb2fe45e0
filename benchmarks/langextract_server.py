"""A loopback server whose latency, faults and replies are set for each case, for langextract and for ours.

What it answers is prepared: to ours the labels that a case names, to langextract spans copied out of the
chunk that it is asked about. It is no model.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import urllib.request
from typing import TYPE_CHECKING, Any, TypedDict

from aiohttp import web

from benchmarks.serving import served
from benchmarks.slow_model import REPLY

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

__all__ = ["Behaviour", "Stats", "ask", "serving", "set_behaviour", "stats"]

_FENCED = re.compile("<article-[0-9a-f]{16}>")
_NUMBER = re.compile(r"It is [A-Z]+-(\d{6})\.")
_QUOTED = re.compile(r"[“\"][^”\"]{10,200}[”\"]")
_COUNTED = re.compile(r"\b\d[\d,.]*\d?%?(?: [a-z]+)?")
_SENTENCE = re.compile(r"[^.!?\n]{40,}[.!?]")


class Behaviour(TypedDict, total=False):
    """How the server answers from now on; what is left out is nothing."""

    ours: list[str]
    """Replies to ours, by the number of the article."""
    theirs: str
    """The reply to langextract in place of copied spans."""
    seconds: float
    """Until an answer comes."""
    slow_seconds: float
    """Until it comes to one call in ten, the same calls by number each time."""
    fault: str
    """``invalid``, ``500``, ``retry after`` or ``hang``."""
    article: int
    """Number of the article that is hit: of its calls the one that shows its last sentence."""
    once: bool
    """Whether the fault comes once, and not each time."""
    keep: bool
    """Whether to keep the bodies."""


class Stats(TypedDict):
    """What came since the behaviour was set."""

    calls: int
    characters: int
    """Of the messages of all calls."""
    bodies: list[dict[str, Any]]


def ask(base: str, path: str, body: object = None) -> Any:
    """What the server tells."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(  # noqa: S310 - a loopback address
        f"{base}/{path}", data, {"content-type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - the same
        return json.load(answer)


def set_behaviour(base: str, behaviour: Behaviour) -> None:
    """Change how it answers, and count anew."""
    ask(base, "behaviour", behaviour)


def stats(base: str) -> Stats:
    """What came since then."""
    told: Stats = ask(base, "stats")
    return told


def serving() -> AbstractContextManager[str]:
    """A server in a process of its own; its address, with ``/v1``."""
    return served(_application)


def copied_spans(chunk: str) -> str:
    """A reply to langextract: quotations, numbers and openings of sentences as they stand in the chunk."""
    found = [(one.start(), "quote", one.group()) for one in _QUOTED.finditer(chunk)]
    found += [(one.start(), "figure", one.group()) for one in _COUNTED.finditer(chunk)]
    for number, one in enumerate(_SENTENCE.finditer(chunk)):
        if number % 2 == 0:
            found.append((one.start(), "event", " ".join(one.group().split()[:12])))
    items = [
        {kind: text, f"{kind}_attributes": {"by": None} if kind == "figure" else {}}
        for _, kind, text in sorted(found)
    ]
    return json.dumps({"extractions": items}, ensure_ascii=False)


class _Server:
    def __init__(self) -> None:
        self._set({})

    def _set(self, behaviour: Behaviour) -> None:
        self._behaviour = behaviour
        self._stats = Stats(calls=0, characters=0, bodies=[])
        chance = random.Random(1)  # noqa: S311 - which calls are slow is no secret
        self._slow = {block * 100 + one for block in range(50) for one in chance.sample(range(100), 10)}
        self._hits = 0

    async def change(self, request: web.Request) -> web.Response:
        """Answer as told from now on."""
        self._set(await request.json())
        return web.json_response({})

    async def told(self, _: web.Request) -> web.Response:
        """The counts."""
        return web.json_response(self._stats)

    async def answer(self, request: web.Request) -> web.Response:
        """One call."""
        body = await request.json()
        asked = "\n".join(one["content"] for one in body["messages"])
        if "It is WARM-" in asked:
            return web.json_response(_completion(REPLY if _FENCED.search(asked) else copied_spans(asked)))
        call = self._stats["calls"]
        self._stats["calls"] += 1
        self._stats["characters"] += len(asked)
        if self._behaviour.get("keep"):
            self._stats["bodies"].append(body)
        numbers = _NUMBER.findall(asked)
        number = int(numbers[-1]) if numbers else 0
        fault = self._fault(number)
        if fault == "500":
            return web.json_response({"error": {"message": "boom"}}, status=500)
        if fault == "retry after":
            headers = {"Retry-After": "30"}
            return web.json_response({"error": {"message": "slow down"}}, status=429, headers=headers)
        slow = self._behaviour.get("slow_seconds") if call in self._slow else None
        await asyncio.sleep(12 if fault == "hang" else slow or self._behaviour.get("seconds", 0))
        return web.json_response(
            _completion("{figures: oops" if fault == "invalid" else self._reply(asked, number))
        )

    def _fault(self, number: int) -> str:
        fault = self._behaviour.get("fault", "")
        if not fault or number != self._behaviour.get("article"):
            return ""
        self._hits += 1
        return "" if self._behaviour.get("once") and self._hits > 1 else fault

    def _reply(self, asked: str, number: int) -> str:
        if _FENCED.search(asked):
            replies = self._behaviour["ours"]
            return replies[(number - 1) % len(replies)]
        theirs = self._behaviour.get("theirs")
        if theirs is not None:
            return theirs
        return copied_spans(asked.rpartition("\nQ: ")[2].rpartition("\nA:")[0])


def _completion(content: str) -> dict[str, Any]:
    message = {"role": "assistant", "content": content}
    return {
        "id": "1",
        "object": "chat.completion",
        "created": 1,
        "model": "loopback",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100},
    }


def _application() -> web.Application:
    server = _Server()
    application = web.Application(client_max_size=2**28)
    application.router.add_post("/v1/chat/completions", server.answer)
    application.router.add_post("/v1/behaviour", server.change)
    application.router.add_get("/v1/stats", server.told)
    return application
