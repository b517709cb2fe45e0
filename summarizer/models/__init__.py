"""Language models: asked over HTTP through litellm and instructor, from recordings, or by file."""

from __future__ import annotations

from summarizer.models.exchange import Client, Message, ModelReply, ModelRequest, Spent
from summarizer.models.options import Constraint, ModelOptions, Recording

__all__ = [
    "Client",
    "Constraint",
    "Message",
    "ModelOptions",
    "ModelReply",
    "ModelRequest",
    "Recording",
    "Spent",
]
