"""Facts about recordings: played without a network, found by what is asked, free of secrets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from asking import Tiny, ask, ask_many, options, request_about
from loopback import Answer, serving

from summarizer.errors import ConfigurationError, MissingRecordingError, ModelError
from summarizer.models.cassettes import recording_path, write_recording
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
