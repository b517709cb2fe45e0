"""Closes the connections that litellm keeps for the next call, when there is to be none."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

__all__ = ["close_connections"]

_LAST_TURNS = 3
"""Turns of the loop in which closed connections take their leave."""


async def close_connections(litellm: Any) -> None:
    """Close what is kept on the running loop; other loops, of the program around, keep theirs."""
    cache = litellm.in_memory_llm_clients_cache
    mark = f"-{id(asyncio.get_running_loop())}"  # litellm's own way of telling the loops apart
    kept = {key: client for key, client in cache.cache_dict.items() if key.endswith(mark)}
    for key in kept:
        cache.delete_cache(key)
    for client in kept.values():
        if hasattr(client, "close"):
            with suppress(Exception):  # it is of no use to anybody any more
                await client.close()
    for _ in range(_LAST_TURNS):
        await asyncio.sleep(0)
