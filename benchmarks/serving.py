"""Runs a loopback server in a process of its own, so that its CPU time is not that of what is measured."""

from __future__ import annotations

import asyncio
import multiprocessing
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.queues import Queue

__all__ = ["served"]


@contextmanager
def served(make: Callable[..., web.Application], *given: Any) -> Iterator[str]:
    """Serve an application until the block ends; its address, with ``/v1``.

    Args:
        make: Makes the application in the other process; a function of a module.
        given: What it is given.
    """
    context = multiprocessing.get_context("spawn")
    port: Queue[int] = context.Queue()
    process = context.Process(target=_serve, args=(make, given, port), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{port.get(timeout=30)}/v1"
    finally:
        process.terminate()
        process.join()


def _serve(make: Callable[..., web.Application], given: tuple[Any, ...], port: Queue[int]) -> None:
    async def serve() -> None:
        runner = web.AppRunner(make(*given), access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port.put(runner.addresses[0][1])
        await asyncio.Event().wait()

    asyncio.run(serve())
