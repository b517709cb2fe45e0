"""Language models: asked over HTTP through litellm and instructor, from recordings, or by file."""

from __future__ import annotations

from summarizer.models.exchange import Client, Message, ModelReply, ModelRequest, Spent
from summarizer.models.options import ModelOptions

__all__ = [
    "Client",
    "Message",
    "ModelOptions",
    "ModelReply",
    "ModelRequest",
    "Spent",
]
