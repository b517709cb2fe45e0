"""The review page on this machine's own loopback, writing each decision to the file as it is made.

Who may talk to it: whoever has the link. The token in it is compared in constant time; ``Host`` must be the
server's own address, so that a name that was made to point here gets nothing; what is sent must come from the
page itself (``Origin``, ``Sec-Fetch-Site``) and be JSON. No answer allows another origin to read it.
"""

from __future__ import annotations

import hmac
import json
import secrets
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import ValidationError

from summarizer.errors import SummarizerError, UsageError
from summarizer.records import Record
from summarizer.review.decisions import (
    Decision,
    Outcome,
    append_decisions,
    latest_decisions,
    load_decisions,
)
from summarizer.review.forms import CorrectionError, checked_correction
from summarizer.review.page import content_policy

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from summarizer.review.page import Page

__all__ = ["ReviewServer"]

_LOOPBACK = "127.0.0.1"
_MOST_BYTES = 1_000_000
"""Of one decision as it is sent."""
_MOST_READ_AWAY = 8 * _MOST_BYTES
_PIECE = 65_536


class _Sent(Record):
    """A decision as the page sends it."""

    key: str
    decision: Outcome
    reason: str = ""
    correction: dict[str, Any] | None = None
    expected: str | None = None
    """When the decision was made that the page shows about this change; None where it shows none."""


class _NewerDecisionError(UsageError):
    """The file has another decision about the change than the page shows.

    Args:
        newer: The last line about the change; None where there is none any more.
    """

    def __init__(self, newer: Decision | None) -> None:
        super().__init__("there is a newer decision about this change than the page shows")
        self.newer = newer


class ReviewServer:
    """Serves one page to one reviewer.

    Args:
        page: The page, built with the reviewer's name.
        texts: Source texts by their SHA-256, to verify corrections.
        path: The file of decisions; it is read anew whenever the page is loaded.
        reviewer: Who decides.
        port: Port to listen on; 0 for any that is free.

    Raises:
        UsageError: The port is taken.
    """

    def __init__(
        self, page: Page, texts: Mapping[str, str], path: Path, reviewer: str, *, port: int = 0
    ) -> None:
        self._page, self._texts, self._path, self._reviewer = page, texts, path, reviewer
        self._lock = Lock()
        self.token = secrets.token_urlsafe(24)
        self.decided = 0
        """Decisions written since the start."""
        handler = type("Handler", (_Handler,), {"review": self})
        try:
            self._http = _Server((_LOOPBACK, port), handler)
        except OSError as error:
            raise UsageError(
                f"port {port}: cannot be listened on ({error.strerror}); leave --port out to take a free one"
            ) from error
        self._http.daemon_threads = True
        self.host = f"{_LOOPBACK}:{self._http.server_port}"

    @property
    def url(self) -> str:
        """The link, with its token."""
        return f"http://{self.host}/{self.token}/"

    def serve(self) -> None:
        """Answer until ``stop`` or an interrupt."""
        try:
            self._http.serve_forever(poll_interval=0.05)
        finally:
            self._http.server_close()

    def stop(self) -> None:
        """End ``serve``; from another thread."""
        self._http.shutdown()

    def html(self) -> str:
        """The page with the decisions as the file has them now.

        Raises:
            UsageError: The file cannot be read.
        """
        with self._lock:
            return self._page.with_decisions(load_decisions(self._path))

    def decide(self, body: bytes) -> Decision:
        """Write what the page sent to the file.

        Raises:
            _NewerDecisionError: The page shows another decision about the change than the file has.
            CorrectionError: The correction does not hold.
            UsageError: It is no decision about a change of this page, or cannot be written.
        """
        try:
            sent = _Sent.model_validate_json(body)
            subject = self._page.subjects.changes.get(sent.key)
            if subject is None:
                raise UsageError("this change is not on the page any more; reload it")
            correction = sent.correction
            if correction is not None:
                text = self._texts.get(subject.sha256 or "")
                correction = checked_correction(subject.type, correction, text)
            decision = subject.decision(sent.key, sent.decision, self._reviewer, sent.reason, correction)
        except ValidationError as error:
            raise UsageError(f"this is no decision ({error.errors()[0]['msg']})") from error
        with self._lock:
            # Read anew: another reviewer's server may write to the same file.
            latest = latest_decisions(self._path).get(sent.key)
            standing = None if latest is None or latest.decision == "undo" else latest.at
            if standing != sent.expected:
                raise _NewerDecisionError(latest)
            append_decisions(self._path, [decision])
            self.decided += 1
        return decision


def _stored(decision: Decision) -> dict[str, Any]:
    return decision.model_dump(mode="json", exclude_none=True)


class _Server(ThreadingHTTPServer):
    """Does not report a reader who has gone away: a page that was closed is no defect."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tell of an exception, unless the connection is what broke."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """One request; every check stands before anything is read or answered."""

    review: ClassVar[ReviewServer]
    server_version = "summarizer"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        """Answer with the page."""
        if not self._allowed(""):
            return
        try:
            page = self.review.html()
        except SummarizerError as error:
            self._answer(HTTPStatus.INTERNAL_SERVER_ERROR, str(error).encode())
            return
        self._answer(HTTPStatus.OK, page.encode(), "text/html; charset=utf-8")

    def do_POST(self) -> None:
        """Take a decision."""
        # What is refused unread must not be taken for the next request.
        self.close_connection = True
        if not self._allowed("decisions"):
            return
        if self.headers.get("Origin") != f"http://{self.review.host}":
            self._refuse("another origin")
        elif self.headers.get_content_type() != "application/json":
            self._answer(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, b"JSON is expected")
        elif not 0 < (length := self._length()) <= _MOST_BYTES:
            self._read_away(length)
            self._answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, b"a decision is no longer than 1 MB")
        elif len(body := self.rfile.read(length)) < length:
            self._answer(HTTPStatus.BAD_REQUEST, b"the request broke off; send it again")
        else:
            self._decide(body)

    def _read_away(self, length: int) -> None:
        """Take what is refused off the line, up to a limit, so that its sender gets to read the answer."""
        left = min(length, _MOST_READ_AWAY)
        while left > 0 and (piece := self.rfile.read(min(left, _PIECE))):
            left -= len(piece)

    def _decide(self, body: bytes) -> None:
        try:
            decision = self.review.decide(body)
        except _NewerDecisionError as error:
            newer = error.newer and _stored(error.newer)
            self._answer_json(HTTPStatus.CONFLICT, {"message": str(error), "newer": newer})
        except CorrectionError as error:
            told = {"message": str(error), "fields": error.faults}
            self._answer_json(HTTPStatus.UNPROCESSABLE_ENTITY, told)
        except SummarizerError as error:
            self._answer_json(HTTPStatus.UNPROCESSABLE_ENTITY, {"message": str(error)})
        else:
            self._answer_json(HTTPStatus.OK, _stored(decision))

    def _allowed(self, name: str) -> bool:
        """Whether the request is for that name, by this address, with the token, and from no other site."""
        if self.headers.get("Host") != self.review.host:
            return self._refuse("another host")
        if self.headers.get("Sec-Fetch-Site", "none") not in {"none", "same-origin"}:
            return self._refuse("another site")
        path = self.path.partition("?")[0].encode("utf-8", "replace")
        if not hmac.compare_digest(path, f"/{self.review.token}/{name}".encode()):
            self._answer(
                HTTPStatus.NOT_FOUND,
                b"nothing here; summarizer review prints a new link each time it starts: open the latest",
            )
            return False
        return True

    def _refuse(self, why: str) -> bool:
        self._answer(HTTPStatus.FORBIDDEN, f"refused: {why}".encode())
        return False

    def _length(self) -> int:
        given = self.headers.get("Content-Length", "")
        return int(given) if given.isascii() and given.isdigit() and len(given) < 12 else 0

    def _answer_json(self, status: HTTPStatus, value: dict[str, Any]) -> None:
        self._answer(status, json.dumps(value).encode(), "application/json")

    def _answer(self, status: HTTPStatus, body: bytes, kind: str = "text/plain; charset=utf-8") -> None:
        self.send_response(status)
        for name, value in {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            "Cache-Control": "no-store",
            "Content-Security-Policy": f"{content_policy(live=True)}; frame-ancestors 'none'",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
        }.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's own name
        """Say nothing: a log would hold the token."""
