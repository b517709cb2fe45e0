"""Replies of servers, mended where the packages that read them would stumble over a detail.

A reply without such a detail stays as it is, byte for byte.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from summarizer.models.exchange import known_count

if TYPE_CHECKING:
    import httpx

__all__ = ["mend", "mended", "whole_number"]

_UNKNOWN = -1
"""Stands for a count that was not told, or that is none: no reader makes up a number for it."""
_COUNTS = ("prompt_tokens", "completion_tokens")
_OLLAMA_COUNTS = ("prompt_eval_count", "eval_count")
_OK = 200
_OF_BYTES = frozenset({"content-encoding", "content-length", "transfer-encoding"})
_MOST_BYTES = 50_000_000
_MOST_DIGITS = 4000
"""Digits that Python reads as a whole number, and some (sys.int_info)."""


def whole_number(digits: str) -> int | float:
    """A whole number of JSON; one that is too long for that is infinite."""
    return int(digits) if len(digits) <= _MOST_DIGITS else float(digits)


def mended(content: bytes) -> bytes:
    """A reply in OpenAI's or Ollama's form, with answers that are texts and counts that are whole numbers."""
    try:
        body = json.loads(content.decode("utf-8"), parse_int=whole_number)
        if not isinstance(body, dict):
            return content
        is_ollama = "done" in body
        holders = [body] if is_ollama else body.get("choices")
        if not isinstance(holders, list):
            return content
        messages = [one.get("message") for one in holders if isinstance(one, dict)]
        changed = [_mark(body, _OLLAMA_COUNTS) if is_ollama else _mend_usage(body)]
        changed += [_mend_message(one) for one in messages if isinstance(one, dict)]
        return json.dumps(body).encode() if any(changed) else content
    except (ValueError, RecursionError):
        return content


def _mend_message(message: dict[str, Any]) -> bool:
    """Make the answer a text, of the parts that are texts where it is a list; whether it was none."""
    content = message.get("content")
    if isinstance(content, str):
        return False
    parts = content if isinstance(content, list) else []
    texts = [one.get("text") for one in parts if isinstance(one, dict) and one.get("type") == "text"]
    message["content"] = "".join(one for one in texts if isinstance(one, str))
    return True


def _mend_usage(body: dict[str, Any]) -> bool:
    """Mark the counts that are none; whether there were such."""
    usage = body.get("usage")
    if usage is None:
        return False
    if not isinstance(usage, dict):
        del body["usage"]
        return True
    return any([_mark(usage, _COUNTS), _drop(usage)])


def _mark(counts: dict[str, Any], names: tuple[str, ...]) -> bool:
    unknown = [name for name in names if known_count(counts.get(name)) is None]
    counts.update(dict.fromkeys(unknown, _UNKNOWN))
    return bool(unknown)


def _drop(usage: dict[str, Any]) -> bool:
    """Leave out the further counts that are none, and details with such; whether there were any."""
    odd = []
    for name, told in usage.items():
        counts = told if isinstance(told, dict) else {name: told}
        further = [one for key, one in counts.items() if key.endswith("_tokens") and key not in _COUNTS]
        if any(one is not None and known_count(one) is None for one in further):
            odd.append(name)
    for name in odd:
        del usage[name]
    return bool(odd)


def mend(response: httpx.Response) -> httpx.Response:
    """A response that has been read, or one with its reply mended."""
    import httpx  # noqa: PLC0415 - only those who ask need it

    content = response.content
    if response.status_code != _OK or len(content) > _MOST_BYTES:
        return response
    better = mended(content)
    if better is content:
        return response
    headers = [(name, value) for name, value in response.headers.multi_items() if name not in _OF_BYTES]
    found = httpx.Response(_OK, headers=headers, content=better, request=response.request)
    found.elapsed = response.elapsed
    return found
