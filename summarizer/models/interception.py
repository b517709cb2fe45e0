"""Catches the requests that recordings answer: the only module that imports vcr, and only when it must.

What sends requests is patched while a run with recordings is open. A request is caught only in the context of
a ``through`` block; any other in the process, of the program around or of a live run, is sent as ever.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from threading import get_ident
from typing import TYPE_CHECKING, Any

from summarizer.models.patching import Patching

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.models.cassettes import Recordings

__all__ = ["LOOK_UP", "ready", "through"]

LOOK_UP = "/api/show"
"""Asked by litellm of Ollama after a reply, once or twice; nothing of a result depends on it."""

_CURRENT: ContextVar[tuple[Recordings, str] | None] = ContextVar("recordings", default=None)
"""The recordings that answer what is asked now, and the document that it is about; None for all else."""
_ASKING: set[int] = set()
"""The threads that ask through recordings."""


@contextmanager
def through(recordings: Recordings, document: str) -> Iterator[None]:
    """Have recordings answer, or record, what is asked in the block, which is about a document."""
    _ASKING.add(get_ident())
    token = _CURRENT.set((recordings, document))
    try:
        yield
    finally:
        _CURRENT.reset(token)


@contextmanager
def ready() -> Iterator[None]:
    """Be able to catch requests."""
    with _PATCHING.needed():
        yield


def _patched_methods() -> list[tuple[type, str, Any]]:
    """The methods that send requests, with what takes their place: class, name, function."""
    import aiohttp  # noqa: PLC0415 - only those who have recordings need it
    import httpx  # noqa: PLC0415
    from vcr.stubs import aiohttp_stubs, httpx_stubs  # noqa: PLC0415

    cassette = _cassette_class()(path="recordings")
    sending: Any = aiohttp.ClientSession._request  # noqa: SLF001 - as vcr does
    found: list[tuple[type, str, Any]] = [
        (aiohttp.ClientSession, "_request", _only_ours(aiohttp_stubs.vcr_request(cassette, sending), sending))
    ]
    sending = httpx.AsyncHTTPTransport.handle_async_request
    recorded = httpx_stubs.vcr_handle_async_request(cassette, sending, httpx)
    found.append((httpx.AsyncHTTPTransport, "handle_async_request", _only_ours(recorded, sending)))
    sending = httpx.HTTPTransport.handle_request
    recorded = _only_ours(httpx_stubs.vcr_handle_request(cassette, sending, httpx), sending)
    found.append((httpx.HTTPTransport, "handle_request", _without_afterthoughts(recorded)))
    return found


_PATCHING = Patching(_patched_methods)


def _only_ours(recorded: Any, sending: Any) -> Any:
    """A method that sends as ever what is not asked through recordings."""

    @wraps(sending)
    def send(*arguments: Any, **named: Any) -> Any:
        return (sending if _CURRENT.get() is None else recorded)(*arguments, **named)

    return send


def _without_afterthoughts(sending: Any) -> Any:
    """A method that answers with nothing what litellm asks of Ollama in the background, after a reply.

    That is outside the context of what was asked, but in the same thread.
    """
    import httpx  # noqa: PLC0415

    @wraps(sending)
    def send(self: Any, request: httpx.Request) -> Any:
        if _CURRENT.get() is None and get_ident() in _ASKING and request.url.path.endswith(LOOK_UP):
            return httpx.Response(200, json={})
        return sending(self, request)

    return send


def _current() -> tuple[Recordings, str]:
    current = _CURRENT.get()
    if current is None:
        raise LookupError("asked outside Recordings.about")
    return current


def _cassette_class() -> Any:
    """A vcr cassette that asks the recordings in use instead of one file."""
    from vcr.cassette import Cassette  # noqa: PLC0415 - vcr costs 0.7 s

    class CurrentRecordings(Cassette):  # type: ignore[misc]  # vcr has no types
        """Nothing is read before its document comes, and everything is written as it comes."""

        @property
        def write_protected(self) -> bool:
            return _current()[0].only_play

        def can_play_response_for(self, request: Any) -> bool:
            opened, document = _current()
            return opened.may_play(document, request)

        def play_response(self, request: Any) -> dict[str, Any]:
            opened, document = _current()
            return opened.play(document, request)

        def append(self, request: Any, response: dict[str, Any]) -> None:
            opened, document = _current()
            opened.take(document, request, response)

        def find_requests_with_most_matches(self, request: Any) -> list[Any]:
            del request
            return []

    return CurrentRecordings
