"""Facts about recordings: played without a network, found by what is asked, free of secrets."""

from __future__ import annotations

import asyncio
import gzip
import json
import time
from typing import TYPE_CHECKING

import httpx
import loopback
import pytest
from asking import Tiny, ask, ask_many, options, request_about
from loopback import Answer, serving

from summarizer.errors import ConfigurationError, MissingRecordingError, ModelError
from summarizer.models import cassettes, loop
from summarizer.models.cassettes import (
    RecordingFile,
    Recordings,
    recording_path,
    recordings,
    write_recording,
)
from summarizer.models.client import LiveClient
from summarizer.models.wire import wire_body

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
KEY = "sk-averysecretkey123"


@pytest.mark.parametrize("model", ["tiny", "ollama_chat/tiny"])
def test_what_is_recorded_is_played(tmp_path: Path, model: str) -> None:
    """Twenty documents at a time, each into its own file and from it, by any address and without a key."""
    requests = [request_about(f"a/{number}", f"text {number}") for number in range(20)]

    def answer(_number: int, body: dict[str, object]) -> Answer:
        return Answer(json.dumps({"a": int(str(body["messages"]).split("text ")[1].split("'")[0])}))

    with serving(answer) as server:
        base = server.url if "ollama" in model else f"{server.url}/v1"
        recording = options(base, model, cassettes=str(tmp_path), recording="record", api_key=KEY)
        ask_many(recording, requests)
        assert len(server.requests) == 20
        ask_many(recording, requests)
        assert len(server.requests) == 20
    replayed = ask_many(options(None, model, cassettes=str(tmp_path), recording="replay"), requests)
    assert [reply.answer for reply in replayed] == [Tiny(a=number) for number in range(20)]
    files = list(recording_path(recording, "x").parent.iterdir())
    assert len(files) == 20
    assert not any(KEY in file.read_text(encoding="utf-8") for file in files)
    assert "127.0.0.1" not in files[0].read_text(encoding="utf-8")


def test_a_missing_recording_is_told_at_once(tmp_path: Path) -> None:
    """Document, model and the command that records it stand in the message; nothing goes out."""
    asked = options("http://127.0.0.1:9/v1", cassettes=str(tmp_path), recording="replay", retries=5)
    with pytest.raises(
        MissingRecordingError, match=r"d1: tiny has no recording.*--recording record"
    ) as caught:
        ask(asked)
    assert getattr(caught.value.spent, "calls", None) == 1


def test_another_text_finds_no_recording(tmp_path: Path) -> None:
    """A prompt that changed by one character does not play an old answer."""
    with serving() as server:
        ask(options(f"{server.url}/v1", cassettes=str(tmp_path), recording="record"), request_about(text="x"))
    with pytest.raises(MissingRecordingError):
        ask(options(None, cassettes=str(tmp_path), recording="replay"), request_about(text="x "))


def test_refresh_records_anew_what_is_asked_and_keeps_the_rest(tmp_path: Path) -> None:
    """What is asked again is replaced; what is not asked stays."""
    kept = request_about(text="kept")
    with serving(Answer('{"a": 1}')) as server:
        recording = options(f"{server.url}/v1", cassettes=str(tmp_path), recording="record")
        ask_many(recording, [request_about(), kept])
    with serving(Answer('{"a": 2}')) as server:
        ask(options(f"{server.url}/v1", cassettes=str(tmp_path), recording="refresh"))
    replay = options(None, cassettes=str(tmp_path), recording="replay")
    assert [reply.answer for reply in ask_many(replay, [request_about(), kept])] == [Tiny(a=2), Tiny(a=1)]


def test_a_failed_exchange_is_not_recorded(tmp_path: Path) -> None:
    """An error of the server leaves no recording."""
    asked = options(cassettes=str(tmp_path), recording="record")
    with serving(Answer("boom", 500)) as server, pytest.raises(ModelError):
        ask(options(f"{server.url}/v1", cassettes=str(tmp_path), recording="record"))
    assert not recording_path(asked, "d1").exists()


def test_an_exchange_that_came_by_file_is_played(tmp_path: Path) -> None:
    """An imported exchange replays through the same client, says that it was imported, and counts no tokens."""
    asked = options(None, "relayed", cassettes=str(tmp_path), recording="replay")
    response = {
        "choices": [{"message": {"role": "assistant", "content": '{"a": 7}'}, "finish_reason": "stop"}]
    }
    write_recording(asked, "d1", wire_body(request_about(), asked), response)
    reply = ask(asked)
    assert reply.answer == Tiny(a=7)
    assert (reply.spent.calls, reply.spent.input_tokens) == (1, None)
    stored = json.loads(recording_path(asked, "d1").read_text(encoding="utf-8"))
    assert [one["recorded"] for one in stored["interactions"]] == ["imported"]


@pytest.mark.parametrize("document", ["../../x", "/etc/x", "..", ".hidden", "a\\b", "x" * 300, "\ud800"])
def test_an_id_never_leaves_the_folder(tmp_path: Path, document: str) -> None:
    """Whatever an id holds, its recordings stand in the model's folder."""
    path = recording_path(options(cassettes=str(tmp_path)), document)
    assert path.parent == tmp_path / "tiny"
    assert len(path.name.encode()) < 200


@pytest.mark.parametrize("content", ["{", '{"interactions": [{}]}', "[]"])
def test_a_broken_file_is_told(tmp_path: Path, content: str) -> None:
    """A file that is no recording is named, with what to do."""
    asked = options(None, cassettes=str(tmp_path), recording="replay")
    path = recording_path(asked, "d1")
    path.parent.mkdir()
    path.write_text(content, encoding="utf-8")
    with pytest.raises((ConfigurationError, ModelError), match="no file of recordings"):
        ask(asked)


def test_nothing_stays_patched(tmp_path: Path) -> None:
    """After a run with recordings requests go out again."""
    with serving() as server:
        ask(options(f"{server.url}/v1", cassettes=str(tmp_path), recording="record"))
        ask(options(f"{server.url}/v1"))
        assert len(server.requests) == 2


@pytest.mark.parametrize("model", ["tiny", "ollama_chat/tiny"])
def test_a_compressed_reply_is_stored_as_json_and_played(
    tmp_path: Path, model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hosted servers compress: the recording holds the reply's JSON, not compressed bytes."""
    plainly = loopback._Handler._send_bytes

    def compressed(
        handler: loopback._Handler, status: int, data: bytes, kind: str, headers: dict[str, str]
    ) -> None:
        plainly(handler, status, gzip.compress(data), kind, headers | {"content-encoding": "gzip"})

    monkeypatch.setattr(loopback._Handler, "_send_bytes", compressed)
    with serving(Answer('{"a": 5}')) as server:
        base = server.url if "ollama" in model else f"{server.url}/v1"
        ask(options(base, model, cassettes=str(tmp_path), recording="record"))
    replay = options(None, model, cassettes=str(tmp_path), recording="replay")
    stored = json.loads(recording_path(replay, "d1").read_text(encoding="utf-8"))
    assert isinstance(stored["interactions"][0]["response"]["body"], dict)
    assert ask(replay).answer == Tiny(a=5)


def test_half_of_a_surrogate_pair_is_recorded_and_played(tmp_path: Path) -> None:
    """A reply that was cut inside an emoji is stored as valid UTF-8."""
    with serving(Answer('{"a": 1, "b": "\ud83d"}')) as server:
        ask(options(f"{server.url}/v1", cassettes=str(tmp_path), recording="record"))
    replay = options(None, cassettes=str(tmp_path), recording="replay")
    assert "\\ud83d" in recording_path(replay, "d1").read_text(encoding="utf-8")
    assert ask(replay).answer == Tiny(a=1)


def test_two_documents_with_one_text_are_both_recorded_anew(tmp_path: Path) -> None:
    """Refreshing asks for each document, though the body is the same, and each has its own file."""
    requests = [request_about(document, "same") for document in ("A", "B")]

    async def one_after_the_other() -> None:
        async with LiveClient(asked) as client:
            for request in requests:
                await client.ask(request)
                await client.ask(request)

    with serving() as server:
        asked = options(f"{server.url}/v1", cassettes=str(tmp_path), recording="refresh")
        loop.run(one_after_the_other())
        assert len(server.requests) == 2
    assert sorted(path.name for path in (tmp_path / "tiny").iterdir()) == ["A.json", "B.json"]


def test_a_refresh_in_vain_keeps_the_old_recording(tmp_path: Path) -> None:
    """A server that fails costs no recording that is there."""
    with serving(Answer('{"a": 1}')) as server:
        ask(options(f"{server.url}/v1", cassettes=str(tmp_path), recording="record"))
    with serving(Answer("boom", 500)) as server, pytest.raises(ModelError):
        ask(options(f"{server.url}/v1", cassettes=str(tmp_path), recording="refresh"))
    assert ask(options(None, cassettes=str(tmp_path), recording="replay")).answer == Tiny(a=1)


def test_a_web_page_is_not_recorded(tmp_path: Path) -> None:
    """A page with status 200, as a wrong address sends it, leaves no recording."""
    with serving(Answer(raw=b"<html>Welcome</html>")) as server, pytest.raises(ModelError):
        ask(options(f"{server.url}/v1", cassettes=str(tmp_path), recording="record"))
    assert not recording_path(options(cassettes=str(tmp_path)), "d1").exists()


def test_a_secret_in_a_text_is_not_stored_and_still_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The value of a key variable goes out of request and reply; the request plays, with the variable or without."""
    monkeypatch.setenv("OTHER_TOKEN", "tok-abc-4711")
    request = request_about(text="the password is tok-abc-4711")
    with serving(Answer('{"a": 3, "b": "tok-abc-4711"}')) as server:
        ask(options(f"{server.url}/v1", cassettes=str(tmp_path), recording="record"), request)
    replay = options(None, cassettes=str(tmp_path), recording="replay")
    assert "tok-abc-4711" not in recording_path(replay, "d1").read_text(encoding="utf-8")
    assert ask(replay, request).answer == Tiny(a=3)
    monkeypatch.delenv("OTHER_TOKEN")
    assert ask(replay, request).answer == Tiny(a=3)


def test_keys_in_an_address_are_not_stored_and_not_needed(tmp_path: Path) -> None:
    """A query parameter that holds a key takes no part in the look-up and is not written."""

    async def get(url: str) -> int:
        async with httpx.AsyncClient() as client:
            return (await client.post(url, json={"x": 1})).status_code

    recording = options(cassettes=str(tmp_path), recording="record")
    with serving() as server, recordings(recording) as opened, opened.about("d1"):
        asyncio.run(get(f"{server.url}/v1/x?key=AIzaSecret&alt=json"))
    with recordings(options(cassettes=str(tmp_path), recording="replay")) as opened, opened.about("d1"):
        assert asyncio.run(get("http://127.0.0.1:9/v1/x?alt=json&key=another")) == 200
    stored = recording_path(options(cassettes=str(tmp_path)), "d1").read_text(encoding="utf-8")
    assert "AIza" not in stored
    assert '"/v1/x?alt=json"' in stored


def test_what_ollama_is_asked_afterwards_goes_nowhere(tmp_path: Path) -> None:
    """/api/show, also behind a prefix, is answered by a stub: nothing goes out and nothing is recorded."""

    async def show() -> object:
        async with httpx.AsyncClient() as client:
            return (await client.post("http://127.0.0.1:9/ollama/api/show", json={"name": "x"})).json()

    for recording in ("replay", "record", "refresh"):
        with recordings(options(cassettes=str(tmp_path), recording=recording)) as opened, opened.about("d1"):
            assert asyncio.run(show()) == {}
    assert not (tmp_path / "tiny").exists()


def test_importing_again_replaces(tmp_path: Path) -> None:
    """A second reply to the same body takes the place of the first; the file is the same for the same content."""
    asked = options(None, cassettes=str(tmp_path))
    body = {"model": "tiny", "messages": [], "seed": 1}
    write_recording(asked, "d1", body, {"n": 1})
    write_recording(asked, "d1", body | {"seed": 2}, {"n": 3})
    first = recording_path(asked, "d1").read_bytes()
    write_recording(asked, "d1", dict(reversed(body.items())), {"n": 2})
    stored = json.loads(recording_path(asked, "d1").read_text(encoding="utf-8"))
    assert sorted(one["response"]["body"]["n"] for one in stored["interactions"]) == [2, 3]
    write_recording(asked, "d1", body, {"n": 1})
    assert recording_path(asked, "d1").read_bytes() == first
    assert [path.name for path in recording_path(asked, "d1").parent.iterdir()] == ["d1.json"]


def test_two_writers_of_a_file_lose_nothing(tmp_path: Path) -> None:
    """A recording that another run has put meanwhile stays."""
    asked = options(None, cassettes=str(tmp_path))
    path = recording_path(asked, "d1")
    early = RecordingFile(path)
    write_recording(asked, "d1", {"seed": 1}, {"n": 1})
    late = {"recorded": "live", "request": {"method": "POST", "uri": "/x", "body": {}}, "response": {}}
    early.put("k", late)
    assert len(json.loads(path.read_text(encoding="utf-8"))["interactions"]) == 2


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """Where a file stands in the way of the folder, the message names the path and what to do."""
    (tmp_path / "tiny").write_text("in the way", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"tiny.*--cassettes|no file of recordings"):
        write_recording(options(None, cassettes=str(tmp_path)), "d1", {}, {})


def test_files_are_read_when_their_document_comes_and_not_all_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only documents that are asked about are read, and memory holds a bounded number of them."""
    monkeypatch.setattr(cassettes, "_MOST_FILES", 2)
    asked = options(None, cassettes=str(tmp_path), recording="replay")
    broken = recording_path(asked, "never asked")
    broken.parent.mkdir()
    broken.write_text("{", encoding="utf-8")
    requests = [request_about(f"d{number}", f"text {number}") for number in range(6)]
    for number, request in enumerate(requests):
        content = {"role": "assistant", "content": json.dumps({"a": number})}
        response = {"choices": [{"message": content, "finish_reason": "stop"}]}
        write_recording(asked, request.document, wire_body(request, asked), response)
    opened = Recordings(asked)
    for request in requests:
        opened.file(request.document)
    assert list(opened._files) == ["d4", "d5"]
    replies = ask_many(asked, [*requests, *requests])
    assert [reply.answer for reply in replies] == [Tiny(a=number) for number in [*range(6), *range(6)]]


def test_thousands_of_recordings_in_one_file_stay_fast(tmp_path: Path) -> None:
    """A look-up does not walk the recordings: the 3000th is found as fast as the first."""
    asked = options(None, cassettes=str(tmp_path))
    path = recording_path(asked, "d1")
    many = {
        f"{number:064}": {"recorded": "live", "request": {"hash": f"{number:064}"}, "response": {}}
        for number in range(2999)
    }
    path.parent.mkdir()
    path.write_text(json.dumps({"interactions": list(many.values())}), encoding="utf-8")
    file = RecordingFile(path)

    def seconds(number: int) -> float:
        wanted = f"{number:064}"
        assert file.find(wanted) is not None
        began = time.process_time()
        for _ in range(20_000):
            file.find(wanted)
        return time.process_time() - began

    first, last = (min(seconds(number) for _ in range(3)) for number in (0, 2998))
    assert last < first * 5


@pytest.mark.parametrize("pair", [("a~b", "a%7Eb"), ("CON", "con1"), ("é" * 60, "é" * 61), ("x.", "x")])
def test_names_that_differ_have_files_that_differ(tmp_path: Path, pair: tuple[str, str]) -> None:
    """No two ids share a file, and none is a name that a system reserves, hides or cuts."""
    asked = options(None, cassettes=str(tmp_path))
    one, other = (recording_path(asked, document).name for document in pair)
    assert one.casefold() != other.casefold()
    for name in (one, other):
        assert name.isascii()
        assert not name.lower().startswith(("con.", "."))
        assert " " not in name
