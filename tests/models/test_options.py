"""Facts about options: what will not do is refused at once by its name, and nothing secret is shown."""

from __future__ import annotations

import traceback
from typing import Any

import pytest
from asking import Tiny, ask, options
from loopback import Answer, serving

from summarizer import Summarizer
from summarizer.errors import ConfigurationError, ModelError
from summarizer.models import ModelOptions
from summarizer.models.checking import check_options
from summarizer.settings import resolve_settings, shown_address

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

SECRET = "S3cr3tPw"  # noqa: S105 - of the tests
KEY = "zz-secret-KEY-123456"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"in_flight": 0}, "in_flight should be a whole number of at least 1, not 0"),
        ({"in_flight": -1}, "in_flight"),
        ({"in_flight": True}, "in_flight"),
        (
            {"recording": "replayy"},
            "recording should be 'off', 'replay', 'record' or 'refresh', not 'replayy'",
        ),
        ({"constraint": "xml"}, "constraint should be"),
        ({"timeout": None}, "timeout should be a valid number, not None"),
        ({"timeout": "3"}, "timeout should be"),
        ({"timeout": float("inf")}, "timeout should be a finite number"),
        ({"timeout": 0}, "timeout should be greater than 0"),
        ({"retries": -1}, "retries should be"),
        ({"rpm": 0}, "rpm should be"),
        ({"temperature": 99}, "temperature should be"),
        ({"model": 5}, "model should be a name"),
        ({"api_key": 5}, "api_key"),
        ({"api_key": "one\ntwo"}, "api_key"),
        ({"api_key": "kéy"}, "api_key"),
        ({"api_base": "http://[::1/v1"}, r"api-base http://\[::1/v1: this is no address"),
        ({"api_base": "http://127.0.0.1:99999/v1"}, "no valid port"),
        ({"api_base": "http://127.0.0.1:abc/v1"}, "no valid port"),
        ({"api_base": "http:///v1"}, "no address"),
        ({"api_base": "http://a b/v1"}, "no address"),
        ({"api_base": ""}, "api_base should have"),
    ],
)
def test_an_option_that_will_not_do_is_named(values: dict[str, Any], sentence: str) -> None:
    """At construction, before anything could hang or go live."""
    with pytest.raises(ConfigurationError, match=sentence):
        ModelOptions(**{"model": "m", **values})


def test_what_will_do_is_taken() -> None:
    """Whole numbers for seconds, no temperature, and no bound for calls in flight."""
    taken = ModelOptions(model="m", timeout=3, temperature=None, in_flight=None, rpm=5)
    assert (taken.timeout, taken.temperature, taken.in_flight, taken.rpm) == (3, None, None, 5)


@pytest.mark.parametrize(
    "address",
    [
        f"http://us:{SECRET}@127.0.0.1:9/v1",
        f"http://us:{SECRET}@x@127.0.0.1:9/v1",
        f"http://{SECRET}@127.0.0.1:9/v1",
        f"http://127.0.0.1:9/v1#{SECRET}",
    ],
)
def test_an_address_is_shown_without_secrets(address: str) -> None:
    """Neither a representation nor an error of asking shows more than scheme, host and path."""
    asked = options(address, api_key=KEY)
    assert SECRET not in repr(asked)
    assert KEY not in repr(asked)
    assert "127.0.0.1:9/v1" in repr(asked)
    assert SECRET not in repr(Summarizer("tiny", options=asked))
    with pytest.raises(ModelError, match=r"cannot be reached at http://127\.0\.0\.1:9/v1;") as caught:
        ask(asked)
    assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_an_address_with_a_query_is_refused_without_it() -> None:
    """No server is found behind one; what it shows is not what may be a key. Azure's versions stand in one."""
    asked = options(f"http://127.0.0.1:9/v1?auth={SECRET}", api_key=KEY)
    assert SECRET not in repr(asked)
    with pytest.raises(
        ConfigurationError, match=r"--api-base http://127\.0\.0\.1:9/v1: .* with a query"
    ) as caught:
        ask(asked)
    assert SECRET not in "".join(traceback.format_exception(caught.value))
    check_options(options("http://127.0.0.1:9/v1?api-version=1", "azure_ai/x"))


@pytest.mark.parametrize(
    "address",
    [
        f"user:{SECRET}@127.0.0.1:9/v1",
        f"127.0.0.1:9/v1?api_key={SECRET}",
        f"http://user:{SECRET}@127.0.0.1:99999/v1",
        f"http://user:{SECRET}?x@127.0.0.1/v1",
    ],
)
def test_what_is_no_address_is_refused_without_secrets(address: str) -> None:
    """The refusal shows nothing of what may hold a password."""
    with pytest.raises(ConfigurationError, match="no address") as caught:
        options(address)
    assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_an_address_of_a_file_is_refused_without_its_password(tmp_path: Any) -> None:
    """The refusal to trust a project's file shows host and path only."""
    (tmp_path / "summarizer.toml").write_text(f'api_base = "http://us:{SECRET}@example.org/v1"\n', "utf-8")
    with pytest.raises(ConfigurationError, match=r"--api-base http://example\.org/v1") as caught:
        resolve_settings(folder=tmp_path)
    assert SECRET not in str(caught.value)


def test_what_is_shown_of_an_address() -> None:
    """Scheme, host, port and path."""
    assert shown_address("https://u:p@example.org:8000/a//b/v1?x=1#y") == "https://example.org:8000/a//b/v1"
    assert shown_address("u:p@example.org//v1") == "example.org//v1"


@pytest.mark.parametrize("status", [401, 500])
def test_a_traceback_shows_no_key(status: int) -> None:
    """A server that repeats the key in its error does not bring it into a traceback."""
    with serving(Answer(f"wrong key {KEY}", status)) as server, pytest.raises(ModelError) as caught:
        ask(options(f"{server.url}/v1", api_key=KEY))
    assert KEY not in "".join(traceback.format_exception(caught.value))


def test_the_key_of_the_environment_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """SUMMARIZER_API_KEY holds unless a key is given; a line feed at a key's end is dropped."""
    monkeypatch.setenv("SUMMARIZER_API_KEY", "env-KEY-987654\n")
    with serving() as server:
        ask(ModelOptions(model="tiny", api_base=f"{server.url}/v1"))
        ask(ModelOptions(model="tiny", api_base=f"{server.url}/v1", api_key=f"{KEY}\n"))
        ask(ModelOptions(model="tiny", api_base=f"{server.url}/v1", api_key=None))
    sent = [headers["authorization"] for _, _, headers in server.requests]
    assert sent == ["Bearer env-KEY-987654", f"Bearer {KEY}", "Bearer none"]


@pytest.mark.parametrize(("model", "path"), [("tiny", "/v1"), ("ollama_chat/tiny", "")])
def test_user_and_password_of_an_address_are_sent(model: str, path: str) -> None:
    """As servers behind a proxy want them (RFC 7617: Aladdin's example)."""
    with serving() as server:
        address = server.url.replace("//", "//Aladdin:open%20sesame@") + path
        assert ask(options(address, model)).answer == Tiny(a=1)
    assert server.requests[0][2]["authorization"] == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
