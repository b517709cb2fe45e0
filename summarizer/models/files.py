"""Asks a model by file: requests in the OpenAI Batch form, and replies read back by the requests' own ids.

A request's id follows from the request, so that reading replies needs no list of what was asked. Whoever
asks again with all replies so far gets further, and what is still open becomes the next round's file.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, Literal, Self

from summarizer.errors import AwaitingReplyError, ConfigurationError, ModelError
from summarizer.models.mending import whole_number
from summarizer.models.redaction import without_secrets
from summarizer.models.wire import body_hash, read_response, wire_body

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

    from summarizer.models.exchange import ModelReply, ModelRequest
    from summarizer.models.options import ModelOptions

__all__ = ["CHAT_URL", "FileClient", "Replies", "Tally", "custom_id", "request_line"]

CHAT_URL = "/v1/chat/completions"
_NAME_CHARACTERS = 24
_HASH_CHARACTERS = 16
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")
_OWN_ID = re.compile(r"[A-Za-z0-9_-]*\.r([1-9][0-9]{0,2})\.[A-Za-z0-9_-]+\.[0-9a-f]{16}")
_QUOTED = 160
_TOLD = 5
"""Lines or ids of a kind that are kept for messages; the others are counted."""


def custom_id(request: ModelRequest, options: ModelOptions) -> str:
    """The id of a request in a batch file: at most 64 letters, digits, points, hyphens and underscores."""
    return _id_of(request, wire_body(request, options))


def request_line(request: ModelRequest, options: ModelOptions) -> dict[str, Any]:
    """A request as a line of a batch file."""
    body = wire_body(request, options)
    return {"custom_id": _id_of(request, body), "method": "POST", "url": CHAT_URL, "body": body}


@dataclass(frozen=True, slots=True)
class Tally:
    """What reply files hold, in numbers; the first few of a kind are named."""

    answered: int
    """Requests with a reply."""
    doubled: int
    """Replies beyond the first to the same request; they count only where the ones before are not valid."""
    failing: int
    """Requests with an error and no reply."""
    failures: tuple[str, ...]
    """The first of them, each with its reason."""
    unknown: int
    """Ids that no request had which was asked so far."""
    strangers: tuple[str, ...]
    """The first of them."""
    malformed: int
    """Lines that are none of the format."""
    faults: tuple[str, ...]
    """A sentence for each of the first of them."""


class Replies:
    """Replies by the id of their request, in the order in which they came.

    They stay in their files; what is kept is where each one stands, in an index on disk. A context manager.
    """

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._files: list[IO[bytes]] = []
        self._malformed = 0
        self._faults: list[str] = []
        self.repeats = 1
        """The highest number of a repeat among the replies."""
        # A database without a name is private, stands in a temporary file, and goes when it is closed. The
        # loop's thread asks it while the one that made it waits.
        self._index = sqlite3.connect("", check_same_thread=False)
        self._stack.callback(self._index.close)
        self._index.executescript(
            "PRAGMA journal_mode = OFF;"
            "CREATE TABLE reply (id TEXT, file INTEGER, start INTEGER, size INTEGER, reason TEXT);"
            "CREATE INDEX by_id ON reply (id);"
            "CREATE TABLE asked (id TEXT PRIMARY KEY) WITHOUT ROWID;"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the files and drop the index."""
        self._stack.close()

    def read(self, path: Path) -> None:
        """Take a batch output file; unordered, doubled and failing lines are taken as they are.

        Args:
            path: JSON, an object a line; it must stay as it is for as long as replies are asked for.

        Raises:
            ConfigurationError: The file cannot be read.
        """
        try:
            file = self._opened(path)
        except OSError as error:
            raise ConfigurationError(
                f"{path}: cannot be read ({error.strerror}); make it readable"
            ) from error
        self._files.append(file)
        start = 0
        for number, line in enumerate(file, start=1):
            if line.strip():
                self._note(line, start, f"{path}, line {number}")
            start += len(line)

    def _opened(self, path: Path) -> IO[bytes]:
        file: IO[bytes] = self._stack.enter_context(path.open("rb"))
        if file.seekable():
            return file
        kept: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - the stack closes it
        self._stack.callback(kept.close)
        shutil.copyfileobj(file, kept)
        kept.seek(0)
        return kept

    def _note(self, line: bytes, start: int, place: str) -> None:
        try:
            id_, reason = _id_and_reason(line)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
            self._malformed += 1
            if len(self._faults) < _TOLD:
                self._faults.append(
                    f"{place}: this is no line of a batch output file ({_short(fault)}); it is left out"
                )
            return
        row = (id_, len(self._files) - 1, start, len(line), reason)
        self._index.execute("INSERT INTO reply VALUES (?, ?, ?, ?, ?)", row)
        own = _OWN_ID.fullmatch(id_)
        if own:
            self.repeats = max(self.repeats, int(own[1]))

    def bodies(self, id_: str) -> Iterator[Any]:
        """The response bodies to a request; several where it was answered more than once."""
        query = "SELECT file, start, size FROM reply WHERE id = ? AND reason IS NULL ORDER BY rowid"
        for number, start, size in self._index.execute(query, (id_,)).fetchall():
            file = self._files[number]
            file.seek(start)
            yield _entry(file.read(size))["response"].get("body")

    def failure(self, id_: str) -> str:
        """Why a request was not answered, where a file says so; the last reason of several."""
        query = "SELECT reason FROM reply WHERE id = ? AND reason IS NOT NULL ORDER BY rowid DESC LIMIT 1"
        row = self._index.execute(query, (id_,)).fetchone()
        return row[0] if row else ""

    def expect(self, id_: str) -> None:
        """Note that there is a request of this id, so that its replies are none of strangers."""
        self._index.execute("INSERT OR IGNORE INTO asked VALUES (?)", (id_,))

    def tally(self) -> Tally:
        """What the files hold, after all requests were asked."""
        good, answered = self._index.execute(
            "SELECT count(*), count(DISTINCT id) FROM reply WHERE reason IS NULL"
        ).fetchone()
        failing, failures = self._counted(
            "reason IS NOT NULL AND id NOT IN (SELECT id FROM reply WHERE reason IS NULL)"
        )
        unknown, strangers = self._counted("id NOT IN (SELECT id FROM asked)")
        return Tally(
            answered=answered,
            doubled=good - answered,
            failing=failing,
            failures=tuple(f"{id_} ({reason})" for id_, reason in failures),
            unknown=unknown,
            strangers=tuple(_short(id_) for id_, _ in strangers),
            malformed=self._malformed,
            faults=tuple(self._faults),
        )

    def _counted(self, condition: str) -> tuple[int, list[tuple[str, str]]]:
        """How many ids fulfil a condition, and the first few with their reasons."""
        count = self._index.execute(f"SELECT count(DISTINCT id) FROM reply WHERE {condition}").fetchone()[0]  # noqa: S608 - constants
        first = (
            f"SELECT id, reason FROM reply WHERE {condition} GROUP BY id ORDER BY min(rowid) LIMIT {_TOLD}"  # noqa: S608 - constants
        )
        return count, self._index.execute(first).fetchall()


class FileClient:
    """Answers requests from replies that came by file; what has none is noted for the next round.

    Args:
        options: The model that was asked.
        replies: Its replies so far; none at all for an export.
    """

    def __init__(self, options: ModelOptions, replies: Replies | None = None) -> None:
        self._options = options
        self._replies = replies
        self.pending: dict[str, dict[str, Any]] = {}
        """The lines of the next round's file, by id; whoever writes them takes them out."""
        self.used: list[tuple[str, dict[str, Any], dict[str, Any]]] = []
        """Document, request body and response body of every exchange that was used, to be taken out too."""

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
        reason = ""
        if self._replies is not None:
            self._replies.expect(id_)
            reason = self._replies.failure(id_)
            for body in self._replies.bodies(id_):
                try:
                    reply = read_response(body, request, self._options)
                except ModelError as error:
                    reason = error.problem
                    continue
                self.used.append((request.document, line["body"], body))
                return reply
        self.pending[id_] = line
        reason = without_secrets(reason, self._options)
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


def _id_of(request: ModelRequest, body: dict[str, Any]) -> str:
    name = _UNSAFE.sub("_", request.document)[:_NAME_CHARACTERS]
    return f"{name}.r{request.repeat}.{request.purpose}.{body_hash(body)[:_HASH_CHARACTERS]}"


def _entry(line: bytes) -> Any:
    return json.loads(line.decode("utf-8-sig", "replace"), parse_int=whole_number)


def _id_and_reason(line: bytes) -> tuple[str, str | None]:
    """The id of an output line, and why it holds no reply; None where it does.

    Raises:
        ValueError, KeyError, TypeError, AttributeError, RecursionError: It is no such line.
    """
    entry = _entry(line)
    id_, response, error = entry["custom_id"], entry.get("response"), entry.get("error")
    if not isinstance(id_, str):
        raise TypeError("custom_id is no text")
    id_.encode("utf-8")  # half of a surrogate pair is no id, and no index can hold it
    if isinstance(response, dict) and response.get("status_code", 200) == 200 and not error:
        return id_, None
    told = error or (response.get("body") if isinstance(response, dict) else response)
    return id_, _short(told)


def _short(told: object) -> str:
    words = " ".join(str(told).encode("utf-8", "replace").decode("utf-8").split())
    return words if len(words) <= _QUOTED else words[: _QUOTED - 1] + "…"
