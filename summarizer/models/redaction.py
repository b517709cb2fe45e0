"""Takes keys, passwords and tokens out of texts that are shown, stored, or read as an answer."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from summarizer.models.hosts import basic_authorization

if TYPE_CHECKING:
    from summarizer.models.options import ModelOptions

__all__ = ["answer_without_secrets", "without_secrets"]

_SECRET_NAME = re.compile(r"(?:_API_KEY|_TOKEN|_SECRET|_PASSWORD)$")
_KEY_LIKE = re.compile(r"\b(?:sk|pk|gsk|xai|key)-[A-Za-z0-9_*-]{6,}|\bBearer\s+\S+", re.IGNORECASE)
_CREDENTIALS = re.compile(r"(?<=//)[^/\s]+@")
_QUERY = re.compile(r"(?P<name>[?&][\w.-]+=)[^&\s\"']+")
_SHORTEST_SECRET = 6
_ESCAPE = re.compile(r"\\(?:u00(?P<code>2[013-9A-Fa-f]|[3467][0-9A-Fa-f]|5[0-9ABD-Fabd-f])|.)", re.DOTALL)
"""An escape in a string of JSON; with its code where it is a sign of ASCII that need not be written so."""


def without_secrets(text: str, options: ModelOptions | None = None, *, known_only: bool = False) -> str:
    """``text`` without the values of keys and tokens, and without what looks like one.

    Args:
        text: Any text.
        options: Hold the key in use, where one is; others are those of the environment.
        known_only: Leave what only looks like a key: an article may hold such.
    """
    for secret in _known(options):
        text = text.replace(secret, "…")
    if known_only:
        return text
    return _QUERY.sub(r"\g<name>…", _CREDENTIALS.sub("…@", _KEY_LIKE.sub("…", text)))


def answer_without_secrets(text: str, asked: str, options: ModelOptions) -> str:
    """A model's answer without the values of keys and tokens, which a server may repeat.

    Args:
        text: The answer.
        asked: What the model was told: a word that stands there is its article's, even if some key is the
            same word.
        options: Hold the key in use, where one is; others are those of the environment.
    """
    secrets = [secret for secret in _known(options) if secret not in asked]
    if secrets and "\\" in text:
        plain = _unescaped(text)
        if any(secret in plain for secret in secrets):
            text = plain  # it means the same to a reader of JSON
    for secret in secrets:
        text = text.replace(secret, "…")
    return text


def _unescaped(text: str) -> str:
    """JSON without escapes of signs that need none."""
    return _ESCAPE.sub(_sign, text)


def _sign(escape: re.Match[str]) -> str:
    if escape["code"]:
        return chr(int(escape["code"], 16))
    return "/" if escape.group() == r"\/" else escape.group()


def _known(options: ModelOptions | None) -> list[str]:
    """The values that are secret, longest first."""
    secrets = [value for name, value in os.environ.items() if _SECRET_NAME.search(name)]
    if options is not None:
        secrets += [options.api_key or "", *_credentials(options.api_base or "")]
    return [one for one in sorted(set(secrets), key=len, reverse=True) if len(one) >= _SHORTEST_SECRET]


def _credentials(address: str) -> list[str]:
    """What is secret of an address: the password as it is written and as it is sent."""
    header = basic_authorization(address)
    if not header:
        return []
    password = urlsplit(address).password or ""
    sent = header.removeprefix("Basic ")
    return [sent, sent.rstrip("="), password, unquote(password)]
