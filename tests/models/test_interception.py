"""Facts about what recordings catch: the exchanges of their own run, and nothing else of the process."""

from __future__ import annotations

import asyncio
import http.client
import urllib.request
from dataclasses import replace
from typing import TYPE_CHECKING

import aiohttp
import httpx
import pytest
from asking import ask, options, request_about
from loopback import Loopback, serving

from summarizer.errors import MissingRecordingError
from summarizer.models import loop
from summarizer.models.cassettes import recording_path, recordings
from summarizer.models.client import LiveClient

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from summarizer.models import ModelOptions

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def own_post(server: Loopback) -> int:
    """A request of the program around, which has nothing to do with a model."""
    request = urllib.request.Request(  # noqa: S310 - the test's own server
        f"{server.url}/v1/login",
        data=b'{"password": "hunter2-MINE"}',
        headers={"content-type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=5) as response:  # noqa: S310
        return int(response.status)


def own_exchange(server: Loopback) -> int:
    """The same by the library that carries the exchanges with models."""
    with httpx.Client() as client:
        return client.post(f"{server.url}/v1/login", json={"password": "hunter2-MINE"}).status_code


@pytest.mark.parametrize("recording", ["record", "refresh", "replay"])
@pytest.mark.parametrize("own", [own_post, own_exchange])
def test_what_the_program_around_sends_is_its_own(
    tmp_path: Path, recording: str, own: Callable[[Loopback], int]
) -> None:
    """While recordings are open, other requests of the process go out, and none is recorded."""

    async def beside() -> None:
        async with LiveClient(asked) as client:
            await client.ask(request_about())
            assert await asyncio.to_thread(own, server) == 200
            assert own(server) == 200

    with serving() as server:
        address = f"{server.url}/v1"
        ask(options(address, cassettes=str(tmp_path), recording="record"))
        server.requests.clear()
        asked = options(address, cassettes=str(tmp_path), recording=recording)
        loop.run(beside())
        paths = [path for path, _, _ in server.requests]
        assert paths.count("/v1/login") == 2
    assert [path.name for path in tmp_path.rglob("*.json")] == ["d1.json"]
    assert "hunter2" not in recording_path(asked, "d1").read_text(encoding="utf-8")


def test_a_live_run_beside_a_replay_is_live(tmp_path: Path) -> None:
    """Each client asks in its own way: one plays, one records in its folder, one asks the server."""

    async def beside() -> None:
        async with LiveClient(replay) as played, LiveClient(live) as asked, LiveClient(record) as recorded:
            await played.ask(request_about())
            await asyncio.gather(*(one.ask(request_about(text="new")) for one in (asked, recorded)))
            with pytest.raises(MissingRecordingError):
                await played.ask(request_about(text="new"))

    with serving() as server:
        live = options(f"{server.url}/v1")
        ask(replace(live, cassettes=str(tmp_path / "a"), recording="record"))
        replay = replace(live, cassettes=str(tmp_path / "a"), recording="replay")
        record = replace(live, cassettes=str(tmp_path / "b"), recording="record")
        loop.run(beside())
        assert len(server.requests) == 3
    assert sorted(path.parent.parent.name for path in tmp_path.rglob("*.json")) == ["a", "b"]


def test_a_replay_asks_ollama_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What litellm wants to know of Ollama in the background, after a reply, is not asked in a replay."""
    sent: list[str] = []
    send = httpx.HTTPTransport.handle_request

    def noted(self: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        sent.append(request.url.path)
        return send(self, request)

    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", noted)

    async def ask_and_wait(asked: ModelOptions) -> None:
        async with LiveClient(asked) as client:
            await client.ask(request_about())
            await asyncio.sleep(0.3)

    with serving() as server:
        asked = options(server.url, "ollama_chat/tiny", cassettes=str(tmp_path), recording="record")
        loop.run(ask_and_wait(asked))
        loop.run(ask_and_wait(replace(asked, recording="replay")))
        assert sent == []
        assert len(server.requests) == 1


def patched_functions() -> list[object]:
    """What vcr replaces of the libraries that carry the exchanges."""
    return [
        aiohttp.ClientSession._request,
        httpx.AsyncHTTPTransport.handle_async_request,
        httpx.HTTPTransport.handle_request,
        http.client.HTTPConnection,
    ]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_runs_that_overlap_leave_nothing_patched(tmp_path: Path, order: tuple[int, int]) -> None:
    """Two runs may end in either order; the libraries are as they were before."""
    before = patched_functions()
    opened = [recordings(options(cassettes=str(tmp_path), recording="replay")) for _ in range(2)]
    for one in opened:
        one.__enter__()
    assert patched_functions() != before
    for number in order:
        opened[number].__exit__(None, None, None)
    assert patched_functions() == before
