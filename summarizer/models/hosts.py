"""Where the text of the articles goes to."""

from __future__ import annotations

import os
from base64 import b64encode
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from summarizer.models.options import ModelOptions

__all__ = ["basic_authorization", "host_of", "without_credentials"]

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


def basic_authorization(address: str) -> str | None:
    """The header that user and password of an address are sent in (RFC 7617); None where it has none."""
    user, at, _ = urlsplit(address).netloc.rpartition("@")
    if not at:
        return None
    name, _, password = user.partition(":")
    return "Basic " + b64encode(f"{unquote(name)}:{unquote(password)}".encode()).decode()


def without_credentials(address: str) -> str:
    """An address without user and password."""
    parts = urlsplit(address)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl() if "@" in parts.netloc else address
