"""Facts about answers that cannot be used: what they took is counted, and the sentence is in plain words."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from asking import ask, options, request_about
from loopback import Answer, serving

from summarizer.errors import ModelError
from summarizer.models import Spent, loop
from summarizer.models.client import LiveClient
from summarizer.models.failures import model_error
from summarizer.models.wire import read_response

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

PAGE = Answer(raw=b"<html><body>Sign in</body></html>")
ANOTHER_FORM = Answer(raw=b'{"hello": 1}', kind="application/json")
NO_CHOICE = Answer(
    raw=b'{"id": "1", "object": "chat.completion", "created": 1, "model": "tiny", "choices": [], '
    b'"usage": {"prompt_tokens": 5, "completion_tokens": 2, "total_tokens": 7}}',
    kind="application/json",
)
PRICES: dict[str, Any] = {"price_in": 100_000.0, "price_out": 1_000_000.0}
"""With these a reply of the server costs 2.50 dollars."""


@pytest.mark.parametrize(
    ("answer", "calls"),
    [
        (Answer("I'm sorry, I can't help with that."), 2),
        (Answer('{"a": 1'), 2),
        (Answer('{"a":', finish="length"), 2),
        (Answer('{"b": 1}'), 2),
        (Answer(""), 2),
        (Answer("", refusal="I cannot help."), 2),
        (NO_CHOICE, 1),
    ],
)
def test_tokens_of_an_unusable_answer_are_counted(answer: Answer, calls: int) -> None:
    """Tokens and cost of every answer count, those of the re-ask too."""
    with serving(answer) as server, pytest.raises(ModelError) as caught:
        ask(options(f"{server.url}/v1", **PRICES))
    assert caught.value.spent == Spent(calls, 5 * calls, 2 * calls, 2.5 * calls)


def test_an_answer_that_tells_no_tokens_leaves_the_sum_unknown() -> None:
    """One of two answers is without its usage: the sum is not known, and is not that of the other."""

    def answer(number: int, _: object) -> Answer:
        return Answer("no", usage=None) if number else Answer("no")

    with serving(answer) as server, pytest.raises(ModelError) as caught:
        ask(options(f"{server.url}/v1", **PRICES))
    assert caught.value.spent == Spent(2, None, None, None)


@pytest.mark.parametrize(
    ("body", "tokens"),
    [
        (
            {
                "choices": [{"message": {"content": "no"}}],
                "usage": {"prompt_tokens": 5, "completion_tokens": 2},
            },
            5,
        ),
        ({"choices": [], "usage": {"prompt_tokens": 5, "completion_tokens": 2}}, 5),
        ({"choices": [{"message": {"content": ""}}]}, None),
        (["no body"], None),
        ({"usage": "many"}, None),
    ],
)
def test_tokens_of_an_unusable_answer_by_file_are_counted(body: Any, tokens: int | None) -> None:
    """What the file tells counts, and what it does not tell is unknown, not nothing."""
    with pytest.raises(ModelError) as caught:
        read_response(body, request_about(), options())
    assert isinstance(caught.value.spent, Spent)
    assert (caught.value.spent.calls, caught.value.spent.input_tokens) == (1, tokens)


@pytest.mark.parametrize("model", ["tiny", "ollama_chat/tiny"])
@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (PAGE, "is behind something that answers with a web page, not with JSON; mend --api-base"),
        (ANOTHER_FORM, "sent a reply that is no chat completion; mend --api-base"),
    ],
)
def test_what_no_model_answers_is_told_in_words(model: str, answer: Answer, sentence: str) -> None:
    """A page or JSON of another form is not asked for again, whoever reads it, and what read it is not named."""
    with serving(answer) as server, pytest.raises(ModelError) as caught:
        ask(options(f"{server.url}/v1" if model == "tiny" else server.url, model, retries=2))
    assert str(caught.value).startswith(f"d1: {model} {sentence}")
    assert "litellm" not in str(caught.value)
    assert len(server.requests) == 1


def test_an_error_inside_an_answer_is_what_the_server_says() -> None:
    """An answer of status 200 that holds an error with a status of its own counts as that, and may pass."""
    error = Answer(raw=b'{"error": {"message": "overloaded", "code": 502}}', kind="application/json")
    with serving(error) as server, pytest.raises(ModelError, match=r"fails, 2 times \(overloaded\)"):
        ask(options(f"{server.url}/v1", retries=1))
    assert len(server.requests) == 2


def test_an_answer_without_a_choice_is_an_empty_one() -> None:
    """A list of choices that is empty is told as an empty answer, after one call."""
    with (
        serving(NO_CHOICE) as server,
        pytest.raises(ModelError, match="tiny sent an empty answer; ask again"),
    ):
        ask(options(f"{server.url}/v1", retries=2))
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ('no\nTraceback (most recent call last):\n  File "/a/b/main.py", line 6, in x', "(no)"),
        ("in /home/me/lib/main.py, line 6", "(in …/main.py, line 6)"),
        (r"in C:\Users\me\main.py, line 6", "(in …/main.py, line 6)"),
        ("no /v1/chat/completions at http://x/a/b.html", "(no /v1/chat/completions at http://x/a/b.html)"),
    ],
)
def test_no_traceback_and_no_folder_stands_in_a_message(said: str, shown: str) -> None:
    """A message ends where a traceback begins, and names of files are without their folders."""
    error = model_error(RuntimeError(said), request_about(), options(), Spent())
    assert error.problem == f"tiny could not be asked {shown}"


def _asked_together(url: str, model: str, count: int) -> tuple[str, list[str]]:
    """Why the run is to stop after that many requests at once, and what was told."""
    told: list[str] = []

    async def go() -> str:
        asked = options(url, model, patience=0.3, in_flight=count)
        async with LiveClient(asked, told.append) as client:
            requests = (client.ask(request_about(f"d{number}")) for number in range(count))
            failures = await asyncio.gather(*requests, return_exceptions=True)
            assert all(isinstance(one, ModelError) for one in failures)
            return client.flow.stop_reason if client.flow else ""

    return loop.run(go()), told


@pytest.mark.parametrize("status", [200, 404])
@pytest.mark.parametrize("model", ["tiny", "ollama_chat/tiny"])
def test_pages_from_the_beginning_stop_the_run(model: str, status: int) -> None:
    """A server that has answered nothing but pages is not waited for: the address is wrong."""
    with serving(Answer(raw=PAGE.raw, status=status)) as server:
        reason, told = _asked_together(f"{server.url}/v1" if model == "tiny" else server.url, model, 8)
    assert "web page, not with JSON; mend --api-base" in reason
    assert told == []
    assert len(server.requests) == 8


def test_pages_of_a_proxy_are_waited_out() -> None:
    """Pages with a 5xx say that the server behind is down, which is waited for."""
    with serving(Answer(raw=PAGE.raw, status=502)) as server:
        reason, told = _asked_together(f"{server.url}/v1", "tiny", 8)
    assert "is down and did not come back within 0.3 s" in reason
    assert "waiting for it" in told[0]
