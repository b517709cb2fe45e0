"""Asks a model by file: requests in the OpenAI Batch form, and replies read back by the requests' own ids.

A request's id follows from the request, so that reading replies needs no list of what was asked. Whoever
asks again with all replies so far gets further, and what is still open becomes the next round's file.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Self

from summarizer.errors import AwaitingReplyError, ModelError
from summarizer.models.wire import body_hash, read_response, wire_body

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

    from summarizer.models.exchange import ModelReply, ModelRequest
    from summarizer.models.options import ModelOptions

__all__ = ["CHAT_URL", "FileClient", "Replies", "custom_id", "request_line"]

CHAT_URL = "/v1/chat/completions"
_NAME_CHARACTERS = 24
_HASH_CHARACTERS = 16
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")
_QUOTED = 160


def custom_id(request: ModelRequest, options: ModelOptions) -> str:
    """The id of a request in a batch file: at most 64 letters, digits, points, hyphens and underscores."""
    name = _UNSAFE.sub("_", request.document)[:_NAME_CHARACTERS]
    digest = body_hash(wire_body(request, options))[:_HASH_CHARACTERS]
    return f"{name}.r{request.repeat}.{request.purpose}.{digest}"


def request_line(request: ModelRequest, options: ModelOptions) -> dict[str, Any]:
    """A request as a line of a batch file."""
    return {
        "custom_id": custom_id(request, options),
        "method": "POST",
        "url": CHAT_URL,
        "body": wire_body(request, options),
    }


@dataclass(slots=True)
class Replies:
    """Replies by the id of their request, in the order in which they came."""

    bodies: dict[str, list[Any]] = field(default_factory=dict)
    """Response bodies; several where a request was answered more than once."""
    failures: dict[str, str] = field(default_factory=dict)
    """Why a request was not answered, where the file says so."""
    malformed: list[str] = field(default_factory=list)
    """A sentence for each line that is none of the format."""

    def read(self, lines: Iterable[str], name: str) -> None:
        """Take the lines of a batch output file; unordered, doubled and failing ones are taken as they are.

        Args:
            lines: JSON, an object a line.
            name: The file's name, for messages.
        """
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                entry = json.loads(line)
                id_, response, error = entry["custom_id"], entry.get("response"), entry.get("error")
                if not isinstance(id_, str):
                    raise TypeError("custom_id is no text")  # noqa: TRY301 - told like any other fault
            except (ValueError, KeyError, TypeError, AttributeError) as fault:
                self.malformed.append(
                    f"{name}, line {number}: this is no line of a batch output file ({_short(fault)}); it is "
                    f"left out"
                )
                continue
            if isinstance(response, dict) and response.get("status_code", 200) == 200 and not error:
                self.bodies.setdefault(id_, []).append(response.get("body"))
            else:
                told = error or (response.get("body") if isinstance(response, dict) else response)
                self.failures[id_] = _short(told)

    @property
    def repeats(self) -> int:
        """The highest number of a repeat among the replies."""
        numbers = (re.search(r"\.r(\d+)\.", id_) for id_ in (*self.bodies, *self.failures))
        return max((int(number[1]) for number in numbers if number), default=1)


class FileClient:
    """Answers requests from replies that came by file; what has none is noted for the next round.

    Args:
        options: The model that was asked.
        replies: Its replies so far; none at all for an export.
    """

    def __init__(self, options: ModelOptions, replies: Replies | None = None) -> None:
        self._options = options
        self._replies = replies or Replies()
        self.pending: dict[str, dict[str, Any]] = {}
        """The lines of the next round's file, by id."""
        self.used: list[tuple[str, dict[str, Any], dict[str, Any]]] = []
        """Document, request body and response body of every exchange that was used."""

    @property
    def origin(self) -> Literal["live", "recorded", "imported"]:
        """Answers that come by file are imported."""
        return "imported"

    async def ask(self, request: ModelRequest) -> ModelReply:
        """The first valid reply to a request.

        Raises:
            AwaitingReplyError: There is none yet, or only replies that are not valid.
        """
        line = request_line(request, self._options)
        id_ = line["custom_id"]
        reason = self._replies.failures.get(id_, "")
        for body in self._replies.bodies.get(id_, ()):
            try:
                reply = read_response(body, request, self._options)
            except ModelError as error:
                reason = error.problem
                continue
            self.used.append((request.document, line["body"], body))
            return reply
        self.pending[id_] = line
        problem = f"has not answered the request {id_} yet" + (f" ({reason})" if reason else "")
        raise AwaitingReplyError(
            request.document, self._options.model, problem, "answer the next round's file and import again"
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return


def _short(told: object) -> str:
    words = " ".join(str(told).split())
    return words if len(words) <= _QUOTED else words[: _QUOTED - 1] + "…"
