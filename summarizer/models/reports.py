"""litellm's report of each call to its callbacks: left out where nobody takes it.

It is made behind every answer, looks for a price that was looked for before, and keeps the article meanwhile.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["unreported"]

_TAKERS = (
    "callbacks",
    "success_callback",
    "failure_callback",
    "_async_success_callback",
    "_async_failure_callback",
    "max_budget",
)
"""What a program sets to have calls reported, or counted against a budget."""
_PRINTED = "LITELLM_PRINT_STANDARD_LOGGING_PAYLOAD"
"""The variable that has litellm print its reports."""


@contextmanager
def unreported(litellm: Any) -> Iterator[None]:
    """Call without a report in the block, unless the program has set what takes reports.

    The switch is litellm's own, for the calls within its calls; without it, reports are made.
    """
    switch = getattr(getattr(litellm, "_internal_context", None), "is_internal_call", None)
    taken = any(getattr(litellm, name, None) for name in _TAKERS) or _PRINTED in os.environ
    if switch is None or taken:
        yield
        return
    token = switch.set(True)
    try:
        yield
    finally:
        switch.reset(token)
