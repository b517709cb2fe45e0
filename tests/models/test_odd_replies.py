"""Facts about replies with odd details: counts that are none, answers that are no text, secrets in them."""

from __future__ import annotations

import asyncio
import json
import warnings
from typing import TYPE_CHECKING, Any

import pytest
from asking import Tiny, ask, options, request_about
from loopback import Answer, serving
from pydantic import BaseModel, ValidationError, model_validator

from summarizer.errors import AwaitingReplyError, ModelError
from summarizer.models import Message, ModelRequest, Spent, loop
from summarizer.models.client import LiveClient
from summarizer.models.files import FileClient, Replies, request_line
from summarizer.models.mending import mended
from summarizer.models.redaction import without_secrets
from summarizer.models.wire import parse_answer, read_response

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

KEY = "zz-secret-KEY-123456"
PRICES: dict[str, Any] = {"price_in": 1.0, "price_out": 1.0}
NO_COUNTS = [-1_000_000, 1.5, "fifty", True, 10**30, None, [5], float("nan")]


class Said(BaseModel):
    """A form with a text."""

    text: str


def openai_reply(content: object, **usage: object) -> Answer:
    """A reply in OpenAI's form; the usage tells two tokens for the answer."""
    body = {
        "id": "1",
        "object": "chat.completion",
        "created": 1,
        "model": "tiny",
        "choices": [
            {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": "stop"}
        ],
        "usage": {"prompt_tokens": 5, "completion_tokens": 2, "total_tokens": 7} | usage,
    }
    return Answer(raw=json.dumps(body).encode(), kind="application/json")


def ollama_reply(content: object, **others: object) -> Answer:
    """A reply in Ollama's form, with the same counts."""
    body = {
        "model": "tiny",
        "created_at": "2024-01-01T00:00:00Z",
        "message": {"role": "assistant", "content": content},
        "done": True,
        "done_reason": "stop",
        "prompt_eval_count": 5,
        "eval_count": 2,
    }
    return Answer(raw=json.dumps(body | others).encode(), kind="application/json")


@pytest.mark.parametrize("count", NO_COUNTS)
def test_a_count_that_is_none_is_unknown(count: object) -> None:
    """Whole numbers from 0 count; for anything else tokens and cost are unknown, and the answer is good."""
    unknown = Spent(1, None, 2, None)
    with serving(openai_reply('{"a": 1}', prompt_tokens=count)) as server:
        assert ask(options(f"{server.url}/v1", **PRICES)).spent == unknown
    with serving(ollama_reply('{"a": 1}', prompt_eval_count=count)) as server:
        assert ask(options(server.url, "ollama_chat/tiny", **PRICES)).spent == unknown
    body = {"choices": [{"message": {"content": '{"a": 1}'}}]}
    usage = {"prompt_tokens": count, "completion_tokens": 2}
    assert read_response(body | {"usage": usage}, request_about(), options()).spent == unknown


@pytest.mark.parametrize(("told", "known"), [(3, 3), (-3, 0), ("x", 0)])
def test_cached_tokens_that_are_none_do_not_count(told: object, known: int) -> None:
    """The sum of what the provider had cached grows by whole numbers only."""

    async def go() -> int:
        async with LiveClient(options(f"{server.url}/v1")) as client:
            await client.ask(request_about())
            return client.cached_tokens or 0

    with serving(openai_reply('{"a": 1}', prompt_tokens_details={"cached_tokens": told})) as server:
        assert loop.run(go()) == known


def test_a_limit_of_tokens_is_not_filled_by_a_server() -> None:
    """A count below zero gives nothing back to the bucket: a prompt of its size holds the next call back."""

    async def go() -> float:
        async with LiveClient(options(f"{server.url}/v1", tpm=6000.0)) as client:
            await client.ask(request_about())
            assert client.flow is not None
            return client.flow._reply_tokens or 0.0

    with serving(openai_reply('{"a": 1}', completion_tokens=-1_000_000)) as server:
        assert loop.run(go()) == 0.0


@pytest.mark.parametrize("content", [None, 5, {"a": 1}, [{"type": "image"}], []])
@pytest.mark.parametrize("model", ["tiny", "ollama_chat/tiny"])
def test_an_answer_that_is_no_text_is_an_empty_one(model: str, content: object) -> None:
    """Whatever the protocol; its tokens count, and no warning shows a piece of it."""
    is_openai = model == "tiny"
    answer = (openai_reply if is_openai else ollama_reply)(content)
    with serving(answer) as server, warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        with pytest.raises(ModelError, match="sent an empty answer; ask again") as caught:
            ask(options(f"{server.url}/v1" if is_openai else server.url, model))
    assert caught.value.spent == Spent(2, 10, 4, None)
    assert [one for one in told if "serializer" in str(one.message)] == []


@pytest.mark.parametrize("model", ["tiny", "ollama_chat/tiny"])
def test_an_answer_in_parts_is_read(model: str) -> None:
    """Parts that are texts make the answer."""
    content = [{"type": "text", "text": '{"a":'}, {"type": "text", "text": " 1}"}]
    is_openai = model == "tiny"
    with serving((openai_reply if is_openai else ollama_reply)(content)) as server:
        assert ask(options(f"{server.url}/v1" if is_openai else server.url, model)).answer == Tiny(a=1)


def test_an_answer_by_file_that_is_no_text_is_an_empty_one() -> None:
    """It ends in a sentence, as one over HTTP does."""
    with pytest.raises(ModelError, match="sent an empty answer"):
        read_response({"choices": [{"message": {"content": [1]}}]}, request_about(), options())


@pytest.mark.parametrize(
    "content",
    [
        openai_reply('{"a": 1}').raw,
        ollama_reply('{"a": 1}').raw,
        b'{"message": {"content": [{"type": "text", "text": "x"}]}, "usage": {"tokens": {}}}',
        b'{"content": [], "usage": {"input_tokens": 1}}',
        b'{"choices": [',
        b"\xff",
        b"[]",
    ],
)
def test_a_reply_without_odd_details_stays_as_it_is(content: bytes) -> None:
    """The same bytes, of other protocols and of what is no JSON too."""
    assert mended(content) is content


@pytest.mark.parametrize("model", ["tiny", "ollama_chat/tiny"])
@pytest.mark.parametrize(
    ("raw", "headers"), [(b'{"done": "\xff"}', {}), (b"\x1f\x8b\xff\xfe", {"content-encoding": "gzip"})]
)
def test_a_reply_that_broke_on_its_way_is_not_recorded(
    tmp_path: Path, model: str, raw: bytes, headers: dict[str, str]
) -> None:
    """It is asked for again, as where nothing is recorded, and the next reply counts."""
    is_openai = model == "tiny"
    broken = Answer(raw=raw, headers=headers, kind="application/json")
    good = (openai_reply if is_openai else ollama_reply)('{"a": 1}')
    with serving(lambda number, _: good if number else broken) as server:
        address = f"{server.url}/v1" if is_openai else server.url
        asked = options(address, model, retries=1, cassettes=str(tmp_path), recording="record")
        assert ask(asked).spent.calls == 2
        assert len(server.requests) == 2
        assert ask(asked).answer == Tiny(a=1)
        assert len(server.requests) == 2


def test_what_ollama_says_is_told_without_its_json() -> None:
    """The words of its error stand in the message."""
    error = Answer(raw=b'{"error": "model \'x\' not found"}', status=404, kind="application/json")
    with serving(error) as server, pytest.raises(ModelError, match=r"there \(model 'x' not found\); mend"):
        ask(options(server.url, "ollama_chat/x"))


class Walked(BaseModel):
    """A form that walks through what it is given."""

    a: int

    @model_validator(mode="before")
    @classmethod
    def _walk(cls, data: Any) -> Any:
        def walk(one: Any) -> bool:
            parts = one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
            return all(walk(part) for part in parts)

        walk(data)
        return data


def test_an_answer_that_is_nested_too_deeply_is_of_another_form() -> None:
    """What ends a walk through it is no defect of the program."""
    with pytest.raises(ValidationError, match="it is nested too deeply"):
        parse_answer('{"a": 1, "b": ' + "[" * 900 + "]" * 900 + "}", Walked)


def test_an_unended_string_is_read_in_linear_time() -> None:
    """A hundred thousand quotes cost no more than a moment."""
    with pytest.raises(ValidationError):
        parse_answer('{"' + '\\"' * 100_000, Tiny)


def _request(text: str = "Say it.") -> ModelRequest:
    return ModelRequest(
        document="d1", purpose="extract", messages=(Message("user", text),), form=Said, max_tokens=100
    )


def _text(answer: BaseModel) -> str:
    assert isinstance(answer, Said)
    return answer.text


def test_a_key_that_a_server_repeats_is_not_in_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the key in use nor one of the environment; what only looks like a key stays."""
    monkeypatch.setenv("OTHER_API_KEY", "other-secret-9876")
    told = f"{KEY}, other-secret-9876 and sk-looks-like-one"
    with serving(Answer(json.dumps({"text": told}))) as server:
        reply = ask(options(f"{server.url}/v1", api_key=KEY), _request())
    assert _text(reply.answer) == "…, … and sk-looks-like-one"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (f"my \\u{ord(KEY[0]):04x}{KEY[1:]}", "my …"),
        ("my " + "".join(f"\\u{ord(sign):04X}" for sign in KEY), "my …"),
        (f'\\"a\\" \\u0022 \\\\u007a \\n \\/ \\u{ord(KEY[0]):04x}{KEY[1:]}', '"a" " \\u007a \n / …'),
        ("no key, but \\u0073o \\/ \\\\", "no key, but so / \\"),
    ],
)
def test_a_key_is_found_behind_escapes(written: str, read: str) -> None:
    """However JSON writes its signs; what else is written with escapes stays what it is."""
    with serving(Answer(f'{{"text": "{written}"}}')) as server:
        reply = ask(options(f"{server.url}/v1", api_key=KEY), _request())
    assert _text(reply.answer) == read


def test_a_key_that_is_a_word_of_the_article_is_left_in_the_answer() -> None:
    """A server that wants no key is given any word, and an article may hold it."""
    with serving(Answer('{"text": "a summary"}')) as server:
        reply = ask(options(f"{server.url}/v1", api_key="summary"), _request("Write a summary."))
    assert _text(reply.answer) == "a summary"


def test_a_key_in_a_reply_by_file_is_not_read(tmp_path: Path) -> None:
    """Neither in the answer nor in what is told of one that is no good, or of a failure."""
    asked = options(api_key=KEY)
    body = {"choices": [{"message": {"content": json.dumps({"text": f"my {KEY}"})}}]}
    assert _text(read_response(body, _request(), asked).answer) == "my …"
    line = request_line(_request(), asked)
    path = tmp_path / "replies.jsonl"
    with Replies() as replies:
        path.write_text(
            json.dumps({"custom_id": line["custom_id"], "error": {"message": f"bad {KEY}"}}), "utf-8"
        )
        replies.read(path)
        with pytest.raises(AwaitingReplyError) as caught:
            asyncio.run(FileClient(asked, replies).ask(_request()))
    assert "bad …" in str(caught.value)
    assert KEY not in str(caught.value)


def test_half_a_key_does_not_stand_where_a_message_is_cut() -> None:
    """Secrets are taken out before a long message is cut."""
    with serving(Answer("x" * 190 + KEY, 400)) as server, pytest.raises(ModelError) as caught:
        ask(options(f"{server.url}/v1", api_key=KEY))
    assert KEY[:6] not in str(caught.value)


@pytest.mark.parametrize(
    "shown", ["dXM6cGFzcyB3b3JkMQ==", "dXM6cGFzcyB3b3JkMQ", "pass%20word1", "pass word1"]
)
def test_what_is_secret_of_an_address_is_known_in_all_its_forms(shown: str) -> None:
    """The header's value with and without its padding, and the password as written and as meant."""
    asked = options("http://us:pass%20word1@127.0.0.1:9/v1")
    assert without_secrets(f"sent {shown}.", asked, known_only=True) == "sent …."


def test_a_key_that_was_not_sent_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server of this machine is sent the project's own key only, and the advice says so."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with serving(Answer("no", 401)) as server:
        with pytest.raises(ModelError, match="no key was sent there: set SUMMARIZER_API_KEY"):
            ask(options(f"{server.url}/v1", "openai/tiny", api_key=None))
        with pytest.raises(ModelError, match="set the provider's key variable or SUMMARIZER_API_KEY"):
            ask(options(f"{server.url}/v1", "openai/tiny", api_key=KEY))
        with pytest.raises(ModelError, match="mend user and password in --api-base"):
            ask(options(f"{server.url.replace('//', '//us:pass@')}/v1", "openai/tiny", api_key=None))
    assert server.requests[0][2]["authorization"] == "Bearer none"
