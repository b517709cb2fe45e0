"""Where the text of the articles goes to."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from summarizer.models.options import ModelOptions

__all__ = ["host_of"]

_OLLAMA = "http://localhost:11434"
"""Where Ollama answers unless it is told otherwise."""


def host_of(options: ModelOptions) -> str | None:
    """The host that the articles' text goes to; None where nothing is sent, or the provider decides."""
    if options.recording == "replay":
        return None
    if options.api_base:
        parts = urlsplit(options.api_base)
        return f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname
    provider = options.model.partition("/")[0]
    if provider in ("ollama", "ollama_chat"):
        base = urlsplit(os.environ.get("OLLAMA_API_BASE") or _OLLAMA)
        return f"{base.hostname}:{base.port}" if base.port else base.hostname
    return f"{provider}'s servers" if "/" in options.model else "the provider's servers"
