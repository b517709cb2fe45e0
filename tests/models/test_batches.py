"""Facts about a provider's files and batches: one batch for one order, plain words, no key in them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from asking import options
from loopback_batches import BatchServer, Fault, serving_batches

from summarizer.errors import ConfigurationError, ExitCode, SummarizerError, UnknownModelError
from summarizer.models.batches import Batch, BatchError, BatchService
from summarizer.models.failures import causes

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

KEY = "sk-averysecretkey123"
LINE = '{"custom_id": "x.r1.extract.0123456789abcdef", "body": {"model": "tiny", "text": "“\u2028”"}}\n'


@pytest.fixture
def requests(tmp_path: Path) -> Path:
    """A file of two requests."""
    path = tmp_path / "requests.jsonl"
    path.write_text(LINE + LINE.replace("x.r1", "y.r1"), encoding="utf-8")
    return path


def opened(server: BatchServer, **others: Any) -> BatchService:
    """The server's service, with a key and little patience."""
    return BatchService(options(server.url, api_key=KEY, **others))


def test_a_file_goes_up_whole_and_its_replies_come_back(requests: Path) -> None:
    """Upload, create, ask and download go through the openai package, byte for byte."""
    with serving_batches(key=KEY) as server, opened(server) as service:
        file_id = service.upload(requests, "named.jsonl")
        assert server.files == {file_id: ("named.jsonl", requests.read_bytes())}
        batch = service.create(file_id, "digest")
        assert (batch.status, batch.total, batch.under_way) == ("validating", 2, True)
        done = service.retrieve(batch.id)
        assert (done.status, done.completed, done.failed, done.under_way) == ("completed", 2, 0, False)
        target = io.BytesIO(b"before\n")
        target.seek(0, 2)
        assert done.output_file is not None
        service.download(done.output_file, target)
        assert target.getvalue() == b"before\n" + server.files[done.output_file][1] + b"\n"


@pytest.mark.parametrize("status", [301, 302, 307, 308])
@pytest.mark.parametrize("call", ["POST /files", "POST /batches"])
def test_what_is_posted_goes_nowhere_else(requests: Path, status: int, call: str) -> None:
    """Neither the articles' text nor the key follow a redirect; the sentence says where it leads, once."""
    with serving_batches() as other:
        there = f"{other.url.replace('127.0.0.1', 'localhost')}{call.partition(' ')[2]}"
        fault = Fault(status, to=f"{there}?key={KEY}")
        with (
            serving_batches(faults={call: [fault]}) as server,
            opened(server, retries=2) as service,
            pytest.raises(ConfigurationError, match="is not where it was asked") as caught,
        ):
            service.create(service.upload(requests, "x.jsonl"), "digest")
    assert f"a redirect leads to {there}, where no article was sent" in str(caught.value)
    assert KEY not in str(caught.value)
    assert server.calls[call] == 1
    assert not other.calls


def test_replies_may_lie_on_another_host(requests: Path) -> None:
    """What is fetched follows a redirect, and the key stays behind."""
    with serving_batches() as other, serving_batches(key=KEY) as server, opened(server) as service:
        batch = service.create(service.upload(requests, "x.jsonl"), "digest")
        done = service.retrieve(batch.id)
        assert done.output_file is not None
        lies = other.keep("replies.jsonl", b"elsewhere\n")
        there = f"{other.url.replace('127.0.0.1', 'localhost')}/files/{lies}/content"
        server.faults["GET /files/ID/content"] = [Fault(302, to=there)]
        target = io.BytesIO()
        service.download(done.output_file, target)
    assert target.getvalue() == b"elsewhere\n"
    assert other.keys == {""}


def test_a_batch_and_a_file_of_ours_are_found_among_others(requests: Path) -> None:
    """Both are looked for page by page; a batch that failed is none."""
    with serving_batches() as server, opened(server) as service:
        ids = [service.upload(requests, f"{number}.jsonl") for number in range(5)]
        batches = [service.create(id_, f"digest {number}") for number, id_ in enumerate(ids)]
        assert service.find_file("0.jsonl") == ids[0]
        assert service.find_file("9.jsonl") is None
        found = service.find("digest 0")
        assert found is not None
        assert found.id == batches[0].id
        server.batches[batches[0].id]["status"] = "failed"
        assert service.find("digest 0") is None


def test_an_order_whose_answer_is_lost_is_not_repeated(requests: Path) -> None:
    """The server created the batch and then said 500: it is found, not created again."""
    with serving_batches(faults={"POST /batches": [Fault(after=True)]}) as server:
        with opened(server, retries=2) as service:
            batch = service.create(service.upload(requests, "x.jsonl"), "digest")
        assert list(server.batches) == [batch.id]
        assert server.calls["POST /batches"] == 1


def test_an_order_that_did_not_arrive_is_repeated(requests: Path) -> None:
    """The server said 500 and did nothing: the second attempt creates the one batch."""
    with serving_batches(faults={"POST /batches": [Fault()]}) as server:
        with opened(server, retries=2) as service:
            batch = service.create(service.upload(requests, "x.jsonl"), "digest")
        assert list(server.batches) == [batch.id]
        assert server.calls["POST /batches"] == 2


def test_a_download_that_breaks_off_begins_anew() -> None:
    """What came before the failure is not doubled."""
    with serving_batches(faults={"GET /files/ID/content": [Fault(503)]}) as server:
        id_ = server.keep("x", b"one\ntwo\n")
        target = io.BytesIO()
        with opened(server, retries=1) as service:
            service.download(id_, target)
        assert target.getvalue() == b"one\ntwo\n"


@pytest.mark.parametrize(
    ("fault", "error", "sentence"),
    [
        (Fault(401, f"bad key {KEY}"), ConfigurationError, "refused the key (bad key …)"),
        (Fault(404), ConfigurationError, "has no files and batches API"),
        (Fault(405), ConfigurationError, "has no files and batches API"),
        (Fault(400, "too many lines"), ConfigurationError, "does not take that (too many lines)"),
        (Fault(429, "insufficient_quota"), ConfigurationError, "has no quota left"),
        (Fault(429, "slow down"), BatchError, "failed, 1 times (slow down)"),
        (Fault(500), BatchError, "failed, 1 times (boom)"),
        (Fault(200, page=True), BatchError, "that has no id and is no file or batch"),
        (Fault(404, page=True), ConfigurationError, "answers with a web page"),
    ],
)
def test_what_goes_wrong_is_told_in_plain_words(
    requests: Path, fault: Fault, error: type[SummarizerError], sentence: str
) -> None:
    """Each is one sentence without the key; what may pass is exit 3, what must be mended exit 2."""
    with serving_batches(faults={"POST /files": [fault]}) as server, opened(server) as service:
        with pytest.raises(error) as caught:
            service.upload(requests, "x.jsonl")
        assert sentence in str(caught.value)
        assert KEY not in str(caught.value)
        assert {isinstance(one, SummarizerError) for one in causes(caught.value)} == {True}
        expected = ExitCode.STOPPED if error is BatchError else ExitCode.USAGE
        assert caught.value.exit_code == expected


def test_nobody_there_is_told() -> None:
    """A refused connection names the address and is not tried again."""
    with serving_batches() as server:
        address = server.url
    with (
        BatchService(options(address, retries=3)) as service,
        pytest.raises(BatchError, match="cannot be reached"),
    ):
        service.retrieve("batch_1")


def test_why_a_batch_failed_is_told(requests: Path) -> None:
    """The provider's reasons stand in the batch, with their lines."""
    with serving_batches(ending="failed", reason="no such model") as server, opened(server) as service:
        batch = service.retrieve(service.create(service.upload(requests, "x"), "d").id)
        assert (batch.status, batch.reason) == ("failed", "line 2: no such model")


def test_the_key_of_openai_does_not_go_to_a_local_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server on this machine gets a dummy, or the key that was set for it."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-ofopenaialone")
    with serving_batches() as server:
        with BatchService(options(server.url)) as service:
            assert service.find("x") is None
        assert server.keys == {"none"}


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"model": "tiny"}, "no key for https://api.openai.com/v1 is set; set OPENAI_API_KEY"),
        ({"model": "anthropic/x", "api_key": KEY}, "anthropic may speak another protocol"),
        ({"model": "hosted_vllm/x", "api_key": KEY}, "hosted_vllm has its own address"),
        ({"model": "tiny", "url": "localhost:8000"}, "this is no address"),
        ({"model": "tiny", "url": "http://127.0.0.1:9/v1?token=x"}, "with a query"),
        ({"model": "tiny", "url": "http://127.0.0.1:123456/v1"}, "no valid port"),
    ],
)
def test_what_cannot_be_asked_is_refused_before_anything_is_sent(
    asked: dict[str, Any], sentence: str
) -> None:
    """No key, another protocol, no address: each says what to do."""
    with pytest.raises(ConfigurationError, match=sentence):
        BatchService(options(asked.pop("url", None), **asked))


def test_a_name_that_is_none_is_refused() -> None:
    """As for any other way of asking."""
    with pytest.raises(UnknownModelError):
        BatchService(options("http://127.0.0.1:9/v1", model="openai/"))


def test_the_address_is_told_without_secrets() -> None:
    """The credentials of an address are left out."""
    service = BatchService(options("http://user:word@127.0.0.1:9/v1/"))
    assert service.address == "http://127.0.0.1:9/v1"


@pytest.mark.parametrize(
    ("status", "under_way"),
    [("validating", True), ("in_progress", True), ("finalizing", True), ("cancelling", True),
     ("completed", False), ("failed", False), ("expired", False), ("cancelled", False)],
)  # fmt: skip
def test_which_batches_are_under_way(status: str, under_way: bool) -> None:  # noqa: FBT001 - a parameter of a test
    """More replies may come of half of the states."""
    assert Batch("b", status).under_way is under_way


def test_only_one_module_imports_openai() -> None:
    """The package is imported by ``models/batches.py`` alone, and there only when it asks."""
    sources = Path(__file__).parents[2] / "summarizer"
    importing = [
        path.name for path in sources.rglob("*.py")
        if any(line.strip().startswith(("import openai", "from openai")) for line in path.read_text().splitlines())
    ]  # fmt: skip
    assert importing == ["batches.py"]
