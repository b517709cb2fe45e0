"""The process's one event loop for model calls, in a thread of its own.

litellm keeps workers on the loop that it first meets; a new loop for each call would leave them behind.
A fork's child has no such thread: it makes a loop of its own.
"""

from __future__ import annotations

import asyncio
import atexit
import os
import threading
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine
    from concurrent.futures import Future

__all__ = ["at_shut_down", "leave_at_fork", "run", "run_beside", "shut_down", "submit"]

ResultT = TypeVar("ResultT")
_LOCK = threading.Lock()
_STATE: dict[str, Any] = {}
_STOP_SECONDS = 2.0
_CLOSERS: dict[Callable[[], Awaitable[Any]], None] = {}
_LEFT_AT_FORK: list[dict[str, Any]] = []
_KEPT_FROM_PARENT: list[Any] = []
"""What a fork's child took over, never closed nor collected: its connections are the parent's too."""


def at_shut_down(close: Callable[[], Awaitable[Any]]) -> None:
    """Have something closed on the loop before it stops, however often that is asked for: once."""
    _CLOSERS[close] = None


def leave_at_fork(held: dict[str, Any]) -> None:
    """Have a fork's child find a dictionary of open connections empty, and those connections left alone."""
    if not any(one is held for one in _LEFT_AT_FORK):
        _LEFT_AT_FORK.append(held)


def submit(coroutine: Coroutine[Any, Any, ResultT]) -> Future[ResultT]:
    """Start a coroutine on the loop, from any thread; its result comes through the future."""
    return asyncio.run_coroutine_threadsafe(coroutine, _loop())


def run(coroutine: Coroutine[Any, Any, ResultT]) -> ResultT:
    """Run a coroutine to its end, from any thread, also where another loop runs.

    Whatever ends the wait (an interrupt, what a signal's handler raises) cancels the coroutine.
    """
    future = submit(coroutine)
    try:
        return future.result()
    except BaseException:
        future.cancel()
        raise
    finally:
        del future  # an error's traceback holds this frame, which would hold the error


async def run_beside(coroutine: Coroutine[Any, Any, ResultT]) -> ResultT:
    """Run a coroutine to its end from another loop, which goes on meanwhile and needs no thread for it.

    To cancel the wait cancels the coroutine.
    """
    return await asyncio.wrap_future(submit(coroutine))


def shut_down() -> None:
    """Stop the loop, after what runs on it has been cancelled; the next call makes a new one."""
    with _LOCK:
        loop, thread = _STATE.pop("loop", None), _STATE.pop("thread", None)
    if loop is None or thread is None or loop.is_closed():
        return
    try:
        asyncio.run_coroutine_threadsafe(_cancel_all(), loop).result(_STOP_SECONDS)
    except TimeoutError:
        pass
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(_STOP_SECONDS)
        if not thread.is_alive():
            loop.close()


async def _cancel_all() -> None:
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await asyncio.gather(*(close() for close in _CLOSERS), return_exceptions=True)
    await asyncio.get_running_loop().shutdown_asyncgens()


def _loop() -> asyncio.AbstractEventLoop:
    with _LOCK:
        if "loop" not in _STATE:
            loop = asyncio.new_event_loop()
            thread = threading.Thread(target=loop.run_forever, name="summarizer-models", daemon=True)
            thread.start()
            _STATE.update(loop=loop, thread=thread)
            atexit.register(shut_down)
        found: asyncio.AbstractEventLoop = _STATE["loop"]
        return found


def _leave_to_parent() -> None:
    loop = _STATE.get("loop")
    if loop is not None:
        _KEPT_FROM_PARENT.extend((dict(_STATE), asyncio.all_tasks(loop)))
    for held in _LEFT_AT_FORK:
        _KEPT_FROM_PARENT.append(dict(held))
        held.clear()
    _STATE.clear()
    _LOCK.release()


if hasattr(os, "register_at_fork"):  # Windows has none
    os.register_at_fork(before=_LOCK.acquire, after_in_parent=_LOCK.release, after_in_child=_leave_to_parent)
