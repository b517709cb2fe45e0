"""What is sent for a model: redirects are not followed, and replies are mended where need be.

The text of an article goes to the host that was named, and to no other.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING, Any

from summarizer.models.mending import mend
from summarizer.models.patching import Patching
from summarizer.settings import shown_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

__all__ = ["RedirectedError", "refuse_redirect", "refusing", "refusing_ready"]


class RedirectedError(Exception):
    """A server sends the request on to another address.

    Args:
        address: Where to, without what may be secret.
    """

    def __init__(self, address: str) -> None:
        super().__init__(f"redirected to {address}")
        self.address = address


def refuse_redirect(response: httpx.Response) -> None:
    """Let pass what is no redirect.

    Raises:
        RedirectedError: It is one.
    """
    if response.has_redirect_location:
        raise RedirectedError(shown_address(str(response.url.join(response.headers["location"]))))


@contextmanager
def refusing() -> Iterator[None]:
    """Follow no redirect of what is asked in the block, and mend replies; else the process asks as ever."""
    token = _REFUSED.set(True)
    try:
        yield
    finally:
        _REFUSED.reset(token)


_REFUSED: ContextVar[bool] = ContextVar("redirects refused", default=False)


def _replaced() -> list[tuple[type, str, Any]]:
    import httpx  # noqa: PLC0415 - only those who ask need it

    sending = httpx.AsyncClient.send

    @wraps(sending)
    async def send(self: httpx.AsyncClient, request: httpx.Request, **named: Any) -> httpx.Response:
        if not _REFUSED.get():
            return await sending(self, request, **named)
        response = await sending(self, request, **(named | {"follow_redirects": False}))
        try:
            refuse_redirect(response)
        except RedirectedError:
            await response.aclose()
            raise
        return response if named.get("stream") else mend(response)

    return [(httpx.AsyncClient, "send", send)]


refusing_ready = Patching(_replaced).needed
"""Be able to refuse redirects in the block."""
