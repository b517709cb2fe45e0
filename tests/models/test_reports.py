"""Facts about litellm's reports of calls: who takes them gets them, and where nobody does none is made."""

from __future__ import annotations

import time
from importlib import import_module
from typing import Any

import pytest
from asking import ask, options
from loopback import Answer, serving

from summarizer.errors import ModelError
from summarizer.models.client import _packages
from summarizer.models.reports import unreported

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

WAIT = 5.0


@pytest.fixture(scope="module")
def litellm() -> Any:
    """The package, imported as the client does: without a word to the network."""
    return _packages()[0]


class Taker:
    """Takes reports as a program's own callback does."""

    def __init__(self) -> None:
        self.told: list[str] = []

    async def async_log_success_event(self, *_: Any, **__: Any) -> None:
        """Of an answer."""
        self.told.append("success")

    async def async_log_failure_event(self, *_: Any, **__: Any) -> None:
        """Of a failure."""
        self.told.append("failure")


def a_taker() -> Any:
    """One that litellm takes for a callback."""
    logger = import_module("litellm.integrations.custom_logger").CustomLogger
    return type("Listening", (Taker, logger), {})()


@pytest.fixture(autouse=True)
def nobody(litellm: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody takes reports; what litellm notes in its lists meanwhile is gone with the test."""
    for kind in ("input", "success", "failure"):
        for name in (f"{kind}_callback", f"_async_{kind}_callback"):
            monkeypatch.setattr(litellm, name, [])
    monkeypatch.setattr(litellm, "callbacks", [])


@pytest.fixture
def made(litellm: Any, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which reports litellm made."""
    kinds: list[str] = []
    logging = litellm.litellm_core_utils.litellm_logging.Logging

    def watched(name: str) -> None:
        making = getattr(logging, name)

        async def watch(self: Any, *given: Any, **named: Any) -> None:
            kinds.append(name)
            await making(self, *given, **named)

        monkeypatch.setattr(logging, name, watch)

    watched("async_success_handler")
    watched("async_failure_handler")
    return kinds


def ask_for_both() -> None:
    """One call that is answered and one that fails."""
    with serving(lambda number, _: Answer("boom", 400) if number else Answer()) as server:
        ask(options(f"{server.url}/v1"))
        with pytest.raises(ModelError):
            ask(options(f"{server.url}/v1"))


def test_who_takes_reports_gets_them(litellm: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program's own callbacks hear of answers and of failures."""
    taker = a_taker()
    monkeypatch.setattr(litellm, "callbacks", [taker])
    ask_for_both()
    until = time.monotonic() + WAIT
    while len(taker.told) < 2 and time.monotonic() < until:
        time.sleep(0.01)
    assert sorted(taker.told) == ["failure", "success"]


def test_without_a_taker_no_report_is_made(made: list[str]) -> None:
    """Neither of an answer nor of a failure."""
    ask_for_both()
    assert made == []


@pytest.mark.parametrize("name", ["success_callback", "max_budget", "LITELLM_PRINT_STANDARD_LOGGING_PAYLOAD"])
def test_a_report_is_made_for_whatever_takes_it(
    litellm: Any, made: list[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A list of callbacks, a budget against which calls are counted, or the order to print."""
    if name.isupper():
        monkeypatch.setenv(name, "1")
    else:
        monkeypatch.setattr(litellm, name, 1000.0 if name == "max_budget" else [a_taker()])
    ask_for_both()
    until = time.monotonic() + WAIT
    while len(made) < 2 and time.monotonic() < until:
        time.sleep(0.01)
    assert sorted(made) == ["async_failure_handler", "async_success_handler"]


def test_a_package_without_the_switch_is_called_as_it_is() -> None:
    """The switch is not part of what litellm promises."""
    with unreported(object()):
        pass
