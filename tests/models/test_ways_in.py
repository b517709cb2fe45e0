"""Facts about what keeps a request from the model: no key, a redirect, a proxy whose server is down."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import httpx
import pytest
from asking import Tiny, ask, options, request_about
from loopback import Answer, serving

from summarizer.errors import ModelError
from summarizer.models import loop
from summarizer.models.client import LiveClient
from summarizer.models.flow import Flow

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

PAGE = b"<html><body>bad gateway</body></html>"


@pytest.mark.parametrize(
    ("model", "variable"),
    [
        ("openai/gpt-4o-mini", "OPENAI_API_KEY"),
        ("gpt-4o-mini", "OPENAI_API_KEY"),
        ("anthropic/x", "ANTHROPIC_API_KEY"),
        ("gemini/x", "GEMINI_API_KEY or GOOGLE_API_KEY"),
        ("groq/x", "GROQ_API_KEY"),
        ("mistral/x", "MISTRAL_API_KEY"),
        ("deepseek/x", "DEEPSEEK_API_KEY"),
        ("together_ai/x", "TOGETHERAI_API_KEY"),
        ("openrouter/x", "OPENROUTER_API_KEY"),
        ("azure/x", "AZURE_OPENAI_API_KEY"),
        ("cerebras/x", "CEREBRAS_API_KEY"),
    ],
)
def test_a_missing_key_stops_the_run_at_once(model: str, variable: str) -> None:
    """One try, the variable's name, nothing that waits for a server, and a reason to stop the run."""

    async def go() -> tuple[ModelError, Flow | None]:
        async with LiveClient(options(None, model, retries=5, patience=60.0)) as client:
            with pytest.raises(
                ModelError, match=f"has no key; set {variable}.* or SUMMARIZER_API_KEY"
            ) as caught:
                await client.ask(request_about())
            return caught.value, client.flow

    error, flow = loop.run(go())
    assert getattr(error.spent, "calls", None) in (0, 1)
    assert flow is not None
    assert "has no key" in flow.stop_reason
    assert not flow.is_paused


def test_without_a_key_nothing_is_sent_to_a_server_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that is not this machine wants a key, if only a word; with one the request goes out."""
    monkeypatch.setattr("summarizer.models.client.is_loopback", lambda _: False)
    with serving() as server:
        asked = options(f"{server.url}/v1", api_key=None)
        with pytest.raises(ModelError, match="to any word if its server wants no key"):
            ask(asked)
        assert server.requests == []
        assert ask(replace(asked, api_key="any")).answer == Tiny(a=1)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
@pytest.mark.parametrize(("model", "path"), [("tiny", "/v1"), ("ollama_chat/tiny", "")])
def test_a_redirect_is_not_followed(status: int, model: str, path: str) -> None:
    """The text goes nowhere else; the sentence names both hosts, and nothing is tried again."""
    with serving() as other:
        there = f"{other.url.replace('127.0.0.1', 'localhost')}/v1/x?key=secret"
        with (
            serving(Answer(raw=b"", status=status, headers={"location": there})) as server,
            pytest.raises(ModelError, match="is not where it was asked") as caught,
        ):
            ask(options(server.url + path, model, retries=3))
        assert len(server.requests) == 1
    assert other.requests == []
    assert f"from {server.url.removeprefix('http://')} to {there.partition('?')[0]}, where" in str(
        caught.value
    )


def test_other_requests_of_the_process_follow_redirects() -> None:
    """While a client is open, the program's own are followed as ever."""

    async def go() -> int:
        async with LiveClient(options(server.url)) as _, httpx.AsyncClient(follow_redirects=True) as own:
            return (await own.post(f"{server.url}/v1/x", json={})).status_code

    def answer(number: int, _: object) -> Answer:
        return Answer() if number else Answer(raw=b"", status=307, headers={"location": f"{server.url}/v1/y"})

    with serving(answer) as server:
        assert loop.run(go()) == 200
        assert asyncio.run(asyncio.wait_for(_direct(server.url), 5)) == 200
        assert len(server.requests) == 3


async def _direct(url: str) -> int:
    async with httpx.AsyncClient() as own:
        return (await own.post(f"{url}/v1/x", json={})).status_code


@pytest.mark.parametrize(
    ("status", "calls", "sentence"),
    [
        (502, 3, r"has a server that fails, 3 times \(status 502, with a web page\); run again later"),
        (503, 3, "has a server that fails, 3 times"),
        (200, 1, "answers with a web page, not with JSON; mend --api-base"),
        (404, 1, "answers with a web page"),
    ],
)
def test_a_page_of_a_proxy_passes_and_others_do_not(status: int, calls: int, sentence: str) -> None:
    """A proxy whose server is down says so with a page of HTML: that may pass; elsewhere the address is wrong."""
    with serving(Answer(raw=PAGE, status=status)) as server, pytest.raises(ModelError, match=sentence):
        ask(options(f"{server.url}/v1", retries=2))
    assert len(server.requests) == calls


def test_a_proxy_that_recovers_costs_nothing() -> None:
    """After two pages of a proxy an answer is an answer."""
    with serving(lambda number, _: Answer() if number == 2 else Answer(raw=PAGE, status=502)) as server:
        assert ask(options(f"{server.url}/v1", retries=3)).spent.calls == 3
