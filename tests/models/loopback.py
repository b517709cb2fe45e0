"""A loopback server that speaks OpenAI's and Ollama's protocols, and misbehaves on command.

What it answers is a prepared text for a test; it is no model.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Answer", "Loopback", "serving"]


@dataclass
class Answer:
    """How the server answers one request."""

    content: str = '{"a": 1}'
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    finish: str = "stop"
    refusal: str | None = None
    usage: dict[str, int] | None = field(
        default_factory=lambda: {"prompt_tokens": 5, "completion_tokens": 2, "total_tokens": 7}
    )
    raw: bytes | None = None
    """Sent as it is."""
    kind: str = "text/html"
    """As what it is sent."""
    fault: str | None = None
    """``hang``, ``trickle`` or ``cut``."""


@dataclass
class Loopback:
    """The server as a test sees it: where it is, what came, and what it is to answer."""

    answer: Callable[[int, dict[str, Any]], Answer] = lambda _number, _body: Answer()
    """From the number of the request, from 0, and its body."""
    requests: list[tuple[str, dict[str, Any], dict[str, str]]] = field(default_factory=list)
    """Path, body and headers of every chat request."""
    url: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def bodies(self) -> list[dict[str, Any]]:
        """The bodies of the chat requests."""
        return [body for _, body, _ in self.requests]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    loopback: Loopback

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's signature
        """Say nothing."""

    def do_GET(self) -> None:
        listed = {
            "/api/tags": {"models": [{"name": "llama3.2:latest"}]},
            "/v1/models": {"data": [{"id": "tiny"}]},
        }
        self._send(200 if self.path in listed else 404, listed.get(self.path, {}))

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if self.path == "/api/show":
            self._send(200, {})
            return
        with self.loopback.lock:
            number = len(self.loopback.requests)
            headers = {name.lower(): value for name, value in self.headers.items()}
            self.loopback.requests.append((self.path, body, headers))
        answer = self.loopback.answer(number, body)
        if answer.fault is not None:
            self._misbehave(answer.fault)
        elif answer.raw is not None:
            self._send_bytes(answer.status, answer.raw, answer.kind, answer.headers)
        elif answer.status >= 400:
            self._send(answer.status, {"error": {"message": answer.content, "type": "x"}}, answer.headers)
        elif self.path == "/api/chat":
            self._send(200, _ollama(answer))
        else:
            self._send(200, _openai(answer))

    def _misbehave(self, fault: str) -> None:
        self.close_connection = True
        if fault == "hang":
            time.sleep(1.5)
        elif fault == "trickle":
            self.send_response(200)
            self.end_headers()
            try:
                for _ in range(12):
                    self.wfile.write(b" ")
                    self.wfile.flush()
                    time.sleep(0.15)
            except OSError:
                pass

    def _send(self, status: int, body: object, headers: dict[str, str] | None = None) -> None:
        self._send_bytes(status, json.dumps(body).encode(), "application/json", headers or {})

    def _send_bytes(self, status: int, data: bytes, kind: str, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in (headers | {"content-type": kind, "content-length": str(len(data))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)


class _Server(ThreadingHTTPServer):
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that is gone before it has its answer is nothing to tell."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def _openai(answer: Answer) -> dict[str, Any]:
    message = {"role": "assistant", "content": answer.content, "refusal": answer.refusal}
    body: dict[str, Any] = {
        "id": "1",
        "object": "chat.completion",
        "created": 1,
        "model": "tiny",
        "choices": [{"index": 0, "message": message, "finish_reason": answer.finish}],
    }
    return body | {"usage": answer.usage} if answer.usage else body


def _ollama(answer: Answer) -> dict[str, Any]:
    return {
        "model": "tiny",
        "created_at": "2024-01-01T00:00:00Z",
        "message": {"role": "assistant", "content": answer.content},
        "done": True,
        "done_reason": answer.finish,
        "prompt_eval_count": 5,
        "eval_count": 2,
    }


@contextmanager
def serving(
    answer: Callable[[int, dict[str, Any]], Answer] | Answer | None = None,
) -> Iterator[Loopback]:
    """A server for the time of a test."""
    loopback = Loopback()
    if isinstance(answer, Answer):
        fixed = answer
        loopback.answer = lambda _number, _body: fixed
    elif answer is not None:
        loopback.answer = answer
    handler = type("Handler", (_Handler,), {"loopback": loopback})
    server = _Server(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    loopback.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield loopback
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
