"""Facts about asking by file: ids that follow from requests, replies in any order, and what stays open."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from asking import Tiny, options, request_about

from summarizer.errors import AwaitingReplyError
from summarizer.models.files import FileClient, Replies, custom_id, request_line
from summarizer.models.wire import wire_body

REQUEST = request_about("a document/with: an odd name")
OPTIONS = options(None)
ID = custom_id(REQUEST, OPTIONS)


def line(id_: str, content: str = '{"a": 1}', status: int = 200, **others: Any) -> str:
    """A line as hosted batch endpoints and vLLM write it."""
    body = {
        "id": "x",
        "object": "chat.completion",
        "choices": [
            {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": "stop"}
        ],
        "usage": {"prompt_tokens": 9, "completion_tokens": 3, "total_tokens": 12},
    }
    response = {"status_code": status, "request_id": "r", "body": body}
    return json.dumps({"id": "batch_1", "custom_id": id_, "response": response, "error": None} | others)


def read(*lines: str) -> Replies:
    """Replies of some lines."""
    replies = Replies()
    replies.read(lines, "replies.jsonl")
    return replies


def test_a_line_is_of_the_batch_format_and_its_id_follows_from_the_request() -> None:
    """The id is short and plain, the same for the same request, and another for any other."""
    assert request_line(REQUEST, OPTIONS) == {
        "custom_id": ID,
        "method": "POST",
        "url": "/v1/chat/completions",
        "body": wire_body(REQUEST, OPTIONS),
    }
    assert re.fullmatch(r"[A-Za-z0-9._-]{1,64}", ID)
    others = [
        replace(REQUEST, repeat=2),
        replace(REQUEST, purpose="extract-10of12"),
        replace(REQUEST, max_tokens=101),
        replace(REQUEST, document="x" * 400),
    ]
    ids = {custom_id(other, OPTIONS) for other in others} | {ID}
    assert len(ids) == 5
    assert all(len(id_) <= 64 for id_ in ids)


def test_the_first_valid_reply_counts() -> None:
    """Doubled, failing, cut and foreign lines do no harm; tokens are those of the file."""
    client = FileClient(
        OPTIONS,
        read("", line("other"), line(ID, "no json"), line(ID, '{"a": 2}'), line(ID, '{"a": 3}')),
    )
    reply = asyncio.run(client.ask(REQUEST))
    assert reply.answer == Tiny(a=2)
    assert (reply.spent.calls, reply.spent.input_tokens, reply.spent.output_tokens) == (1, 9, 3)
    assert reply.spent.cost_usd is None
    assert client.pending == {}
    assert [(document, body) for document, body, _ in client.used] == [
        (REQUEST.document, wire_body(REQUEST, OPTIONS))
    ]


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ([], "has not answered"),
        ([line("other")], "has not answered"),
        ([line(ID, "I would say one.")], "no JSON object"),
        ([line(ID, "")], "empty answer"),
        ([line(ID, '{"b": 1}')], "another form"),
        ([line(ID, status=500)], "chat.completion"),
        ([line(ID, response=None, error={"code": "expired", "message": "too late"})], "too late"),
        ([line(ID, response={"status_code": 200, "body": "x"})], "no chat completion"),
    ],
)
def test_what_is_not_answered_goes_into_the_next_round(written: list[str], reason: str) -> None:
    """A request without a valid reply is open, and says why."""
    client = FileClient(OPTIONS, read(*written))
    with pytest.raises(AwaitingReplyError, match=re.escape(reason)) as caught:
        asyncio.run(client.ask(REQUEST))
    assert ID in str(caught.value)
    assert list(client.pending.values()) == [request_line(REQUEST, OPTIONS)]


@pytest.mark.parametrize("bad", ["{", "[]", "7", '{"response": {}}', '{"custom_id": 5}'])
def test_a_line_of_another_format_is_named(bad: str) -> None:
    """A malformed line costs no other, and is told with file and number."""
    replies = read(bad, line(ID))
    assert len(replies.malformed) == 1
    assert replies.malformed[0].startswith("replies.jsonl, line 1: ")
    assert asyncio.run(FileClient(OPTIONS, replies).ask(REQUEST)).answer == Tiny(a=1)


def test_repeats_are_counted() -> None:
    """The highest repeat among the ids tells how many results an article has."""
    assert read(line(ID)).repeats == 1
    assert read(line(ID), line(ID.replace(".r1.", ".r3."))).repeats == 3
