"""A loopback server with OpenAI's files and batches API, which misbehaves on command.

What it answers is a prepared text for a test; it is no model.
"""

from __future__ import annotations

import json
import re
import threading
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["BatchServer", "Fault", "serving_batches"]


@dataclass
class Fault:
    """How one call goes wrong."""

    status: int = 500
    message: str = "boom"
    after: bool = False
    """Whether what was asked for is done all the same."""
    page: bool = False
    """Whether a web page comes instead of JSON."""
    to: str = ""
    """Where a redirect leads."""


def _good(request: dict[str, Any]) -> dict[str, Any]:
    message = {"role": "assistant", "content": '{"a": 1}'}
    body = {"choices": [{"message": message, "finish_reason": "stop"}]}
    return {"custom_id": request["custom_id"], "response": {"status_code": 200, "body": body}, "error": None}


@dataclass
class BatchServer:
    """The server as a test sees it: what came, and how far its batches are."""

    answer: Callable[[dict[str, Any]], dict[str, Any]] = _good
    """The output line for a request; one with an ``error`` goes to the error file."""
    key: str | None = None
    """The key that it wants, if it wants one."""
    under_way: int = 0
    """How often a batch is asked about before it is done."""
    ending: str = "completed"
    """How batches end."""
    reason: str = ""
    """Why they fail."""
    faults: dict[str, list[Fault]] = field(default_factory=dict)
    """What goes wrong, by method and path without ids, such as ``POST /files``, first come first."""
    without: tuple[str, ...] = ()
    """Calls that it does not know."""
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """Name and content of each file, by id."""
    batches: dict[str, dict[str, Any]] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)
    keys: set[str] = field(default_factory=set)
    """The keys that came."""
    url: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def keep(self, name: str, content: bytes) -> str:
        """Keep a file; its id."""
        id_ = f"file-{len(self.files) + 1}"
        self.files[id_] = (name, content)
        return id_

    def order(self, told: dict[str, Any]) -> dict[str, Any]:
        """Create a batch."""
        assert (told["endpoint"], told["completion_window"]) == ("/v1/chat/completions", "24h")
        requests = self.files[told["input_file_id"]][1].splitlines()
        batch = {
            "id": f"batch_{len(self.batches) + 1}",
            "object": "batch",
            "created_at": len(self.batches),
            "endpoint": told["endpoint"],
            "completion_window": "24h",
            "input_file_id": told["input_file_id"],
            "status": "validating",
            "metadata": told.get("metadata"),
            "request_counts": {"total": len(requests), "completed": 0, "failed": 0},
        }
        self.batches[batch["id"]] = batch
        return batch

    def asked_about(self, batch: dict[str, Any]) -> dict[str, Any]:
        """A batch as it stands, further each time."""
        if batch["status"] not in ("validating", "in_progress"):
            return batch
        if self.under_way > 0:
            self.under_way -= 1
            batch["status"] = "in_progress"
            return batch
        batch["status"] = self.ending
        if self.ending == "failed":
            told = {"code": "bad", "message": self.reason, "line": 2, "param": None}
            batch["errors"] = {"object": "list", "data": [told]}
            return batch
        requests = [json.loads(line) for line in self.files[batch["input_file_id"]][1].splitlines()]
        lines = [self.answer(request) for request in reversed(requests)]
        for name, wanted in (("output_file_id", False), ("error_file_id", True)):
            chosen = [json.dumps(line) for line in lines if bool(line["error"]) is wanted]
            if chosen:
                batch[name] = self.keep(f"{name}.jsonl", "\n".join(chosen).encode())
        failed = sum(bool(line["error"]) for line in lines)
        batch["request_counts"] |= {"completed": len(lines) - failed, "failed": failed}
        return batch


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_of: BatchServer

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's signature
        """Say nothing."""

    def do_GET(self) -> None:
        self._take("GET", b"")

    def do_POST(self) -> None:
        if self.headers.get("transfer-encoding") == "chunked":
            chunks = iter(lambda: self.rfile.read(int(self.rfile.readline(), 16) + 2)[:-2], b"")
            self._take("POST", b"".join(chunks))
            return
        self._take("POST", self.rfile.read(int(self.headers["content-length"])))

    def _take(self, method: str, body: bytes) -> None:
        server = self.server_of
        path = urlsplit(self.path).path.removeprefix("/v1")
        call = f"{method} {re.sub('/(file-|batch_)[^/]*', '/ID', path)}"
        with server.lock:
            server.calls[call] += 1
            key = self.headers.get("authorization", "").removeprefix("Bearer ")
            server.keys.add(key)
            fault = server.faults[call].pop(0) if server.faults.get(call) else None
            if server.key not in (None, key):
                fault = Fault(401, f"Incorrect API key provided: {key}")
            if call in server.without:
                fault = Fault(404, "no such path")
            if fault is None or fault.after:
                status, content = self._done(call, path, body)
        if fault is not None:
            told = {"error": {"message": fault.message, "type": "x"}}
            status, content = fault.status, b"<html>no</html>" if fault.page else json.dumps(told).encode()
        self.send_response(status)
        self.send_header("content-type", "text/html" if fault and fault.page else "application/json")
        self.send_header("content-length", str(len(content)))
        if fault and fault.to:
            self.send_header("location", fault.to)
        self.end_headers()
        self.wfile.write(content)

    def _done(self, call: str, path: str, body: bytes) -> tuple[int, bytes]:
        server = self.server_of
        id_ = path.split("/")[2] if path.count("/") > 1 else ""
        known: dict[str, Callable[[], Any]] = {
            "POST /files": lambda: self._file(server.keep(*self._uploaded(body))),
            "GET /files": lambda: self._page([self._file(one) for one in reversed(server.files)]),
            "POST /batches": lambda: server.order(json.loads(body)),
            "GET /batches": lambda: self._page(list(reversed(server.batches.values()))),
            "GET /batches/ID": lambda: server.asked_about(server.batches[id_]),
        }
        if call == "GET /files/ID/content" and id_ in server.files:
            return 200, server.files[id_][1]
        if call not in known or (id_ and id_ not in server.batches):
            return 404, b'{"error": {"message": "no such object"}}'
        return 200, json.dumps(known[call]()).encode()

    def _file(self, id_: str) -> dict[str, Any]:
        name, content = self.server_of.files[id_]
        about = {"id": id_, "object": "file", "bytes": len(content), "created_at": 1, "filename": name}
        return about | {"purpose": "batch", "status": "processed"}

    def _page(self, found: list[dict[str, Any]]) -> dict[str, Any]:
        """Two at a time, so that who lists must ask for more."""
        after = parse_qs(urlsplit(self.path).query).get("after", [""])[0]
        ids = [one["id"] for one in found]
        start = ids.index(after) + 1 if after else 0
        page = found[start : start + 2]
        return {"object": "list", "data": page, "has_more": start + 2 < len(found)}

    def _uploaded(self, body: bytes) -> tuple[str, bytes]:
        head = f"content-type: {self.headers['content-type']}\r\n\r\n".encode()
        parts = BytesParser(policy=HTTP).parsebytes(head + body)
        assert isinstance(parts, EmailMessage)
        by_name = {part.get_param("name", header="content-disposition"): part for part in parts.iter_parts()}
        assert by_name["purpose"].get_payload(decode=True) == b"batch"
        content = by_name["file"].get_payload(decode=True)
        assert isinstance(content, bytes)
        return str(by_name["file"].get_filename()), content


@contextmanager
def serving_batches(**options: Any) -> Iterator[BatchServer]:
    """A server for the time of a test."""
    state = BatchServer(**options)
    handler = type("Handler", (_Handler,), {"server_of": state})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    state.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
