"""Facts about what could be asked from here: servers are asked briefly, and keys are never shown."""

from __future__ import annotations

import http.server
import json
import threading
import time
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

import pytest
from loopback import serving

from summarizer.models import providers
from summarizer.models.providers import ask_servers, known_providers, recorded_sets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from summarizer.models.providers import LocalServer

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
NOWHERE = {"OLLAMA_HOST": "http://127.0.0.1:9"}


@pytest.fixture(autouse=True)
def _no_usual_ports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(providers, "_USUAL", ())


@contextmanager
def answering(raw: bytes, *, trickle: bool = False, asked: list[str] | None = None) -> Iterator[str]:
    """A server that sends these bytes, whatever it is asked; its address, as for ``--api-base``."""
    stop = threading.Event()

    class Handler(http.server.BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's signature
            """Say nothing."""

        def do_GET(self) -> None:
            if asked is not None:
                asked.append(f"{self.path} {self.headers.get('authorization')}")
            self.close_connection = True
            try:
                for number in range(len(raw)) if trickle else ():
                    self.wfile.write(raw[number : number + 1])
                    stop.wait(0.2)
                if not trickle:
                    self.wfile.write(raw)
            except OSError:
                pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        stop.set()
        server.shutdown()
        server.server_close()
        thread.join()


def ok(body: bytes) -> bytes:
    """A response with a body."""
    return b"HTTP/1.0 200 OK\r\ncontent-length: %d\r\n\r\n" % len(body) + body


def configured(address: str, model: str | None = None) -> LocalServer:
    """What is found at the configured address."""
    return ask_servers(address, model, NOWHERE)[-1]


def test_servers_are_asked_for_their_models() -> None:
    """Ollama's models and those of an OpenAI-compatible server come as strings for ``--model``."""
    with serving() as server:
        found = ask_servers(f"{server.url}/v1", None, {"OLLAMA_HOST": server.url})
    assert [(one.kind, one.state, one.models) for one in found] == [
        ("Ollama", "reachable", ("ollama_chat/llama3.2:latest",)),
        ("configured", "reachable", ("openai/tiny",)),
    ]


def test_an_address_of_an_ollama_is_asked_as_one() -> None:
    """With an Ollama model configured, the configured address is an Ollama's."""
    with serving() as server:
        assert configured(server.url, "ollama_chat/x").models == ("ollama_chat/llama3.2:latest",)


@pytest.mark.parametrize(
    "raw",
    [
        b"SSH-2.0-OpenSSH\r\n",
        ok(b"[" * 200_000),
        ok(b"[1]"),
        ok(b'{"data": 3}'),
        ok(b"\xff\xfe"),
        ok(b"<html>"),
        b"HTTP/1.0 401 No\r\ncontent-length: 0\r\n\r\n",
        b"HTTP/1.0 302 Go\r\nlocation: http://192.0.2.1/v1\r\ncontent-length: 0\r\n\r\n",
    ],
)
def test_what_answers_without_models_is_told_apart(raw: bytes) -> None:
    """Whatever another service sends, it is shown as one that lists no models, and nobody else is asked."""
    with answering(raw) as address:
        assert configured(address).state == "other"


def test_odd_entries_are_left_out() -> None:
    """Of a list of models only what has a name is taken, and at most fifty."""
    entries = [None, {"id": 3}, {"id": "a"}, *({"id": f"m{number}"} for number in range(100))]
    with answering(ok(json.dumps({"data": entries}).encode())) as address:
        models = configured(address).models
    assert models[0] == "openai/a"
    assert len(models) == 48


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/v1",
        "http://localhost:abc/v1",
        "http://[::1/v1",
        "http://a b/v1",
        "http:///v1",
        "x",
        "file:///etc",
    ],
)
def test_an_address_where_nobody_answers_is_silent(address: str) -> None:
    """A closed port and what is no address at all are the same: nobody answers."""
    assert configured(address).state == "silent"


def test_a_server_that_trickles_holds_nobody() -> None:
    """A server that sends a byte now and then is given up after two seconds."""
    started = time.perf_counter()
    with answering(ok(b'{"data": []}'), trickle=True) as address:
        assert configured(address).state == "silent"
    assert time.perf_counter() - started < 10


def test_no_key_is_sent_or_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Servers are asked without a key, and an address is shown without its credentials."""
    monkeypatch.setenv("SUMMARIZER_API_KEY", "sk-averysecretkey123")
    asked: list[str] = []
    with answering(ok(b'{"data": []}'), asked=asked) as address:
        configured(address)
    assert asked == ["/v1/models None"]
    for secret in ("http://user:hunter2@127.0.0.1:9/v1", "http://user:hun/ter2@127.0.0.1:9/v1?key=ter2"):
        assert configured(secret).address == "http://127.0.0.1:9/v1"


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ({}, "http://localhost:11434"),
        ({"OLLAMA_HOST": "127.0.0.1"}, "http://127.0.0.1:11434"),
        ({"OLLAMA_HOST": "0.0.0.0:9"}, "http://127.0.0.1:9"),
        ({"OLLAMA_HOST": "x", "OLLAMA_API_BASE": "http://127.0.0.1:9/"}, "http://127.0.0.1:9"),
    ],
)
def test_ollamas_address_follows_its_variables(
    given: dict[str, str], address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """OLLAMA_API_BASE wins over OLLAMA_HOST; a bare host gets Ollama's port, an address to listen on is this machine."""
    monkeypatch.setattr(providers, "_fetch", lambda _address: {"models": []})
    assert [(one.kind, one.address) for one in ask_servers(None, None, given)] == [("Ollama", address)]


def test_an_address_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A configured address that is also a usual one appears once, as the configured one."""
    monkeypatch.setattr(providers, "_USUAL", (("http://127.0.0.1:9/v1", "vLLM"),))
    found = ask_servers("http://127.0.0.1:9/v1/", None, NOWHERE)
    assert [one.kind for one in found] == ["Ollama", "configured"]


def test_a_key_is_set_or_not_and_its_value_is_nowhere() -> None:
    """A provider's usual variable counts, and so does another that it takes; an empty one does not."""
    found = known_providers({"OPENAI_API_KEY": "sk-1234", "GOOGLE_API_KEY": "AIza", "GROQ_API_KEY": ""})
    assert {one.name: one.key_variable for one in found if one.key_set} == {
        "OpenAI": "OPENAI_API_KEY",
        "Google": "GOOGLE_API_KEY",
    }
    assert "sk-1234" not in json.dumps([asdict(one) for one in found])


def test_sets_of_recordings_are_counted(tmp_path: Path) -> None:
    """Each folder with recordings is a model with its number of documents; other files count nothing."""
    for name in (
        "openai%2Fx/a.json",
        "openai%2Fx/b.json",
        "relayed-large/a.json",
        "empty/note.txt",
        "README.md",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("{}", encoding="utf-8")
    assert recorded_sets(str(tmp_path)) == [("openai/x", 2), ("relayed-large", 1)]
    assert recorded_sets(str(tmp_path / "nowhere")) == recorded_sets(None) == []
