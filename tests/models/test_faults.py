"""Facts about misbehaving servers and models: one clear sentence, few calls, no key in it."""

from __future__ import annotations

import time
from typing import Any

import pytest
from asking import Tiny, ask, ask_many, options, request_about
from loopback import Answer, serving

from summarizer.errors import ConfigurationError, ModelError, UnknownModelError
from summarizer.models.client import check_options
from summarizer.models.failures import causes
from summarizer.models.hosts import host_of

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

KEY = "sk-averysecretkey123"


@pytest.mark.parametrize(
    ("answer", "calls", "sentence"),
    [
        (Answer(f"bad key {KEY}", 401), 1, "refused the key, or none is set"),
        (Answer("no", 403), 1, "refused the key, or none is set"),
        (Answer("no such model", 404), 1, "is not known there"),
        (Answer("too long", 400), 1, "does not take the request (too long)"),
        (Answer("slow down", 429), 3, "refused for too many requests, 3 times"),
        (Answer("insufficient_quota", 429), 1, "has no quota left"),
        (Answer("boom", 500), 3, "has a server that fails, 3 times (boom)"),
        (Answer("boom", 503), 3, "has a server that fails, 3 times"),
        (Answer(raw=b"<html><body>Welcome</body></html>"), 1, "answers with a web page"),
        (Answer(raw=b'{"choices": "\xff', kind="application/json"), 3, "has a server that fails, 3 times"),
        (Answer(fault="cut"), 3, "has a server that fails, 3 times"),
        (Answer('{"a":', finish="length"), 2, "was cut off at 100 tokens"),
        (Answer('{"a": 1'), 2, "is no JSON object"),
        (Answer('{"b": 1}'), 2, "answered with JSON of another form (a: Field required)"),
        (Answer("[1]"), 2, "another form"),
        (Answer(""), 2, "sent an empty answer"),
        (Answer("", refusal="I cannot help."), 2, "refused: “I cannot help.”"),
        (Answer("", finish="content_filter"), 2, "stopped by its provider's content filter"),
        (Answer('{"a": 1} or {"a": 2}'), 2, "no JSON object"),
        (Answer("I would say one."), 2, "no JSON object: “I would say one.”"),
    ],
)
def test_a_fault_is_one_sentence_after_few_calls(answer: Answer, calls: int, sentence: str) -> None:
    """Each fault names document and model, says what is wrong and what to do, and shows no key."""
    with serving(answer) as server, pytest.raises(ModelError) as caught:
        ask(options(f"{server.url}/v1", retries=2, api_key=KEY))
    message = str(caught.value)
    assert message.startswith("d1: tiny ")
    assert sentence in message
    assert "; " in message
    assert KEY not in message
    assert list(causes(caught.value)) == [caught.value]  # what it came of holds the key
    assert "\n" not in message
    assert len(server.requests) == calls
    assert getattr(caught.value.spent, "calls", None) == calls


@pytest.mark.parametrize("fault", ["hang", "trickle"])
def test_the_timeout_holds(fault: str) -> None:
    """A server that hangs, or trickles, costs little more than the timeout."""
    started = time.perf_counter()
    with serving(Answer(fault=fault)) as server, pytest.raises(ModelError, match=r"within 0\.3 s"):
        ask(options(f"{server.url}/v1", timeout=0.3))
    assert time.perf_counter() - started < 10


@pytest.mark.parametrize(
    "content",
    [
        '```json\n{"a": 1}\n```',
        'Here it is:\n{"a": 1}\nGood luck!',
        '{"a": 1, "b": "one\ntwo\tthree"}',
        '{"a": "1"}',
        'Here is the JSON that you asked for {as requested}:\n{"a": 1}\nAnything else {really}?',
        '{"a": 1, "b": [1, 2,],\n}',
        'So {here}: {"a": 1, "b": ",}",}',
        '{"a": 1, "b": ' + "9" * 5000 + "}",
        '{"a": 1, "b": NaN, "c": 1e999}',
    ],
)
def test_what_is_meant_is_taken(content: str) -> None:
    """A fence, words around, raw line breaks in strings, numbers as text, last commas and huge numbers do no harm."""
    with serving(Answer(content)) as server:
        assert ask(options(f"{server.url}/v1")).answer == Tiny(a=1)
    assert len(server.requests) == 1


def test_what_does_not_validate_is_asked_again_with_the_reason() -> None:
    """The re-ask holds the answer and what is wrong with it, and its tokens are summed."""
    with serving(lambda number, _: Answer('{"a": 2}' if number else '{"b": 1}')) as server:
        reply = ask(options(f"{server.url}/v1"))
    assert reply.answer == Tiny(a=2)
    assert (reply.spent.calls, reply.spent.input_tokens, reply.spent.output_tokens) == (2, 10, 4)
    again = server.bodies[1]["messages"]
    assert again[2] == {"role": "assistant", "content": '{"b": 1}'}
    assert "Field required" in again[3]["content"]
    assert "https://" not in again[3]["content"]


def test_a_cut_answer_may_be_twice_as_long_the_next_time() -> None:
    """An answer that ended at the limit is asked for again with twice the limit, where the window allows."""
    with serving(lambda number, _: Answer() if number else Answer('{"a"', finish="length")) as server:
        assert ask(options(f"{server.url}/v1")).spent.calls == 2
    assert [body["max_tokens"] for body in server.bodies] == [100, 200]
    with serving(Answer('{"a"', finish="length")) as server, pytest.raises(ModelError):
        ask(options(f"{server.url}/v1", context_window=4096), request_about(max_tokens=2048))
    assert len(server.requests) == 1


def test_what_may_pass_is_tried_again() -> None:
    """Two refusals for too many requests, then an answer: the wait that is asked for is capped."""
    slow = Answer("slow down", 429, headers={"retry-after": "120"})
    started = time.perf_counter()
    with serving(lambda number, _: Answer() if number == 2 else slow) as server:
        reply = ask(options(f"{server.url}/v1", retries=2))
    assert reply.spent.calls == 3
    assert time.perf_counter() - started < 20


def test_one_document_does_not_wait_for_another() -> None:
    """While one request is refused and waits, the others are answered."""

    def answer(_number: int, body: dict[str, Any]) -> Answer:
        return Answer("x", 500) if body["messages"][1]["content"] == "bad" else Answer()

    requests = [request_about(f"d{number}", "good") for number in range(5)]
    with serving(answer) as server:
        assert len(ask_many(options(f"{server.url}/v1"), requests)) == 5
        with pytest.raises(ModelError, match="d9: tiny"):
            ask_many(options(f"{server.url}/v1"), [request_about("d9", "bad")])


def test_a_server_that_is_down_is_told_at_once() -> None:
    """A refused connection is not tried again and again."""
    with pytest.raises(ModelError, match=r"cannot be reached at http://127\.0\.0\.1:9/v1") as caught:
        ask(options("http://127.0.0.1:9/v1", retries=5))
    assert getattr(caught.value.spent, "calls", None) == 1


def test_a_missing_key_is_told() -> None:
    """A hosted model without its key ends in a sentence that says which variable to set."""
    with pytest.raises(ModelError, match="ANTHROPIC_API_KEY"):
        ask(options(None, "anthropic/claude-3-5-haiku-latest"))


@pytest.mark.parametrize("model", ["nonesuch", "nonesuch/tiny"])
def test_a_model_that_nobody_serves_is_told(model: str) -> None:
    """An unknown name ends with examples of what would work."""
    with pytest.raises(UnknownModelError, match="ollama_chat/llama3"):
        ask(options(None, model))


def test_usage_and_price_that_are_not_told_stay_unknown() -> None:
    """A server that counts no tokens gives null, not zero; a model without a price costs null."""
    with serving(Answer(usage=None)) as server:
        spent = ask(options(f"{server.url}/v1")).spent
    assert (spent.calls, spent.input_tokens, spent.output_tokens, spent.cost_usd) == (1, None, None, None)


def test_a_known_price_is_counted() -> None:
    """Tokens of a model whose price is known cost money."""
    with serving() as server:
        spent = ask(options(f"{server.url}/v1", "openai/gpt-4o-mini")).spent
    assert spent.cost_usd is not None
    assert 0 < spent.cost_usd < 0.001


def test_contradictory_options_are_refused() -> None:
    """Recording needs a folder, and an address must be one."""
    with pytest.raises(ConfigurationError, match="needs --cassettes"):
        check_options(options(recording="replay"))
    with pytest.raises(ConfigurationError, match="no address"):
        check_options(options("localhost"))


def test_the_host_is_named() -> None:
    """The host that text goes to follows from address, provider or recording."""
    assert host_of(options("http://user:pass@example.org:8000/v1")) == "example.org:8000"
    assert host_of(options(None, "ollama_chat/x")) == "localhost:11434"
    assert host_of(options(None, "anthropic/x")) == "anthropic's servers"
    assert host_of(options("http://x", recording="replay", cassettes="c")) is None
