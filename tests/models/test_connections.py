"""Facts about connections: they are kept between calls, and closed with the last client."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest
from asking import options, request_about
from loopback import serving

from summarizer.models import loop
from summarizer.models.client import LiveClient

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def connections() -> int:
    """How many of the loop's sockets are connected to another."""
    running = asyncio.get_running_loop()
    selector = running._selector  # type: ignore[attr-defined]  # the loop's list of what it watches
    return sum(
        1
        for key in selector.get_map().values()
        if getattr(getattr(key.data[0], "_callback", None), "__qualname__", "").startswith("_SelectorSocket")
    )


@pytest.mark.parametrize(("model", "path"), [("tiny", "/v1"), ("ollama_chat/tiny", "")])
def test_the_last_client_closes_the_connections(model: str, path: str) -> None:
    """A client that stays open keeps them, and asks on after another has closed; a later one connects anew."""

    async def go() -> list[int]:
        asked = options(server.url + path, model)
        before = connections()
        async with LiveClient(asked) as one:
            async with LiveClient(asked) as other:
                await asyncio.gather(*(other.ask(request_about(f"d{number}")) for number in range(5)))
            during = connections() - before
            await one.ask(request_about())
        after = connections() - before
        async with LiveClient(asked) as later:
            await later.ask(request_about())
        return [during, after, connections() - before]

    with serving() as server:
        during, *after = loop.run(go())
    assert during >= 1
    assert after == [0, 0]


def test_nothing_is_left_unclosed_at_the_end() -> None:
    """A program that closes what it opened ends without a warning of open connections."""
    script = """
from summarizer import ModelOptions, Summarizer
text = "At least 12 people were killed, officials said."
if __name__ == "__main__":
    import sys
    options = ModelOptions(model="tiny", api_base=sys.argv[1], retries=0)
    summarizer = Summarizer("tiny", options=options)
    list(summarizer.summarize_many([text] * 8, jobs=8))
    summarizer.close()
"""
    with serving() as server:
        done = subprocess.run(
            [sys.executable, "-X", "dev", "-c", script, f"{server.url}/v1"],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
    assert "unclosed" not in done.stderr
