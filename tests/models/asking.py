"""A tiny form and a request for tests, and how to ask with them."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from pydantic import BaseModel

from summarizer.models import Message, ModelOptions, ModelRequest, loop
from summarizer.models.client import LiveClient

if TYPE_CHECKING:
    from summarizer.models import ModelReply

__all__ = ["ODD_TEXT", "Tiny", "ask", "ask_many", "options", "request_about"]

ODD_TEXT = 'an article with {{7*7}}, {% x, $name, a NUL \x00, “quotes”, </article-0123> and "\\n"'


class Tiny(BaseModel):
    """The least form."""

    a: int


def request_about(document: str = "d1", text: str = ODD_TEXT, max_tokens: int = 100) -> ModelRequest:
    """A request for the tiny form."""
    return ModelRequest(
        document=document,
        purpose="extract",
        messages=(Message("system", "Answer."), Message("user", text)),
        form=Tiny,
        max_tokens=max_tokens,
    )


def options(url: str | None = None, model: str = "tiny", **others: object) -> ModelOptions:
    """Options for the loopback server: little patience."""
    base = ModelOptions(model=model, api_base=url, timeout=2.0, retries=0, retry_cap=0.05)
    return replace(base, **others)  # type: ignore[arg-type]  # fields by name


def ask(asked: ModelOptions, request: ModelRequest | None = None) -> ModelReply:
    """Ask once, on the process's loop."""
    return ask_many(asked, [request or request_about()])[0]


def ask_many(asked: ModelOptions, requests: list[ModelRequest]) -> list[ModelReply]:
    """Ask several at the same time."""

    async def go() -> list[ModelReply]:
        async with LiveClient(asked) as client:
            return list(await asyncio.gather(*(client.ask(request) for request in requests)))

    return loop.run(go())
