"""Facts about asking by file: ids that follow from requests, replies in any order, and what stays open."""

from __future__ import annotations

import asyncio
import json
import os
import re
import tracemalloc
from contextlib import ExitStack
from dataclasses import replace
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from asking import Tiny, options, request_about

from summarizer.errors import AwaitingReplyError
from summarizer.models.files import FileClient, Replies, custom_id, request_line
from summarizer.models.wire import wire_body

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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


class Reading:
    """Reads lines as reply files, in a folder of the test's own."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder = folder
        self._stack = stack

    def __call__(self, *files: list[str]) -> Replies:
        """Replies of some files, each of some lines."""
        replies = self._stack.enter_context(Replies())
        for number, lines in enumerate(files, start=1):
            path = self._folder / f"replies{number}.jsonl"
            path.write_bytes("".join(f"{one}\n" for one in lines).encode())
            replies.read(path)
        return replies


@pytest.fixture
def read(tmp_path: Path) -> Iterator[Reading]:
    """How a test reads lines."""
    with ExitStack() as stack:
        yield Reading(tmp_path, stack)


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


def test_the_first_valid_reply_counts(read: Reading) -> None:
    """Doubled, failing, cut and foreign lines do no harm, in whatever files; tokens are those of the file."""
    replies = read(["", line("other"), line(ID, "no json")], [line(ID, '{"a": 2}'), line(ID, '{"a": 3}')])
    client = FileClient(OPTIONS, replies)
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
def test_what_is_not_answered_goes_into_the_next_round(
    read: Reading, written: list[str], reason: str
) -> None:
    """A request without a valid reply is open, and says why."""
    client = FileClient(OPTIONS, read(written))
    with pytest.raises(AwaitingReplyError, match=re.escape(reason)) as caught:
        asyncio.run(client.ask(REQUEST))
    assert ID in str(caught.value)
    assert list(client.pending.values()) == [request_line(REQUEST, OPTIONS)]


def test_a_failure_does_not_hide_a_reply(read: Reading) -> None:
    """A request that failed in one file and was answered in another is answered, whichever comes first."""
    for files in ([[line(ID, status=500)], [line(ID)]], [[line(ID)], [line(ID, status=500)]]):
        replies = read(*files)
        assert asyncio.run(FileClient(OPTIONS, replies).ask(REQUEST)).answer == Tiny(a=1)
        assert replies.tally().failing == 0


@pytest.mark.parametrize(
    "bad",
    ["{", "[]", "7", '{"response": {}}', '{"custom_id": 5}', "[" * 100_000, r'{"custom_id": "\ud800"}'],
)
def test_a_line_of_another_format_is_named(read: Reading, bad: str) -> None:
    """A malformed line costs no other, and is told with file and number."""
    replies = read([bad, line(ID)])
    tally = replies.tally()
    assert (tally.malformed, len(tally.faults)) == (1, 1)
    assert "replies1.jsonl, line 1: this is no line" in tally.faults[0]
    assert asyncio.run(FileClient(OPTIONS, replies).ask(REQUEST)).answer == Tiny(a=1)


def test_what_reply_files_hold_is_counted(read: Reading) -> None:
    """Answered, doubled, failing, unknown and malformed ones are counted, and the first few are named."""
    strangers = [line(f"stranger {number}") for number in range(7)]
    failing = [line(f"failing {number}", status=500) for number in range(6)]
    replies = read([line(ID), *strangers, "{"], [line(ID), *failing, *failing, line(ID)])
    asyncio.run(FileClient(OPTIONS, replies).ask(REQUEST))
    tally = replies.tally()
    assert (tally.answered, tally.doubled, tally.failing) == (8, 2, 6)
    assert (tally.unknown, tally.malformed) == (13, 1)
    assert tally.strangers == tuple(f"stranger {number}" for number in range(5))
    assert [told.split(" (")[0] for told in tally.failures] == [f"failing {number}" for number in range(5)]


@pytest.mark.parametrize("odd", ["\u2028", "\u2029", "\x85", "\x0c"])
def test_only_a_line_feed_ends_a_line(read: Reading, odd: str) -> None:
    """Other line breaks, which JSON leaves as they are, may stand in a reply."""
    written = json.dumps(json.loads(line(ID)) | {"note": odd}, ensure_ascii=False)
    replies = read([written, line("other")])
    assert (replies.tally().answered, replies.tally().malformed) == (2, 0)


def test_replies_come_from_a_pipe_too(tmp_path: Path) -> None:
    """What cannot be read twice is kept aside."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = Thread(target=pipe.write_text, args=(line("other") + "\n" + line(ID) + "\n",))
    writer.start()
    with Replies() as replies:
        replies.read(pipe)
        writer.join()
        assert asyncio.run(FileClient(OPTIONS, replies).ask(REQUEST)).answer == Tiny(a=1)


def test_repeats_are_counted(read: Reading) -> None:
    """The highest repeat among our own ids tells how many results an article has; no other id does."""
    assert read([line(ID)]).repeats == 1
    assert read([line(ID), line(ID.replace(".r1.", ".r3."))]).repeats == 3
    assert read([line(ID), line("x.r900.y"), line(ID.replace(".r1.", ".r99999."))]).repeats == 1


def test_replies_stay_on_disk(tmp_path: Path) -> None:
    """The memory that 5,000 replies of 10 KB take does not hold a tenth of them."""
    path = tmp_path / "replies.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number in range(5000):
            file.write(line(ID.replace("a_doc", f"d{number}"), "x" * 10_000) + "\n")
        file.write(line(ID) + "\n")
    with Replies() as replies:
        tracemalloc.start()
        try:
            replies.read(path)
            answer = asyncio.run(FileClient(OPTIONS, replies).ask(REQUEST)).answer
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert answer == Tiny(a=1)
        assert replies.tally().answered == 5001
    assert path.stat().st_size > 50_000_000
    assert peak < 5_000_000
