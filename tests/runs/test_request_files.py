"""Facts about files of requests: parts that a provider takes, nothing stale beside them, memory that stays."""

from __future__ import annotations

import json
import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import BaseModel

from summarizer.errors import ConfigurationError, DocumentError, EmptyDocumentError, NothingToReadError
from summarizer.extraction import ModelExtractor
from summarizer.models import Message, ModelOptions, ModelRequest
from summarizer.models.files import Replies
from summarizer.reading import read_text
from summarizer.records import ArticleSummary, Document, DocumentInfo, Provenance
from summarizer.runs import requests as by_file
from summarizer.runs.request_files import Limits, RequestParts, articles_beside, articles_file, replacing
from summarizer.runs.requests import export_requests, import_replies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

OPTIONS = ModelOptions(model="stand-in", constraint="none")


def line(number: int, size: int = 0) -> dict[str, Any]:
    """A request."""
    return {"custom_id": f"n{number}", "body": "x" * size}


def write(target: Path, lines: list[dict[str, Any]], limits: Limits) -> RequestParts:
    """Write some requests."""
    with RequestParts(target, limits) as parts:
        for one in lines:
            parts.write(one)
    return parts


def ids(path: Path) -> list[str]:
    """The ids of a file of requests."""
    return [json.loads(one)["custom_id"] for one in path.read_bytes().splitlines()]


def names(folder: Path) -> list[str]:
    """What stands in a folder, hidden files among it."""
    return sorted(path.name for path in folder.iterdir())


def test_a_full_file_goes_on_in_a_further_one(tmp_path: Path) -> None:
    """Seven requests in files of three are three files, in order; their number is told."""
    target = tmp_path / "out" / "requests.jsonl"
    parts = write(target, [line(number) for number in range(7)], Limits(requests=3))
    assert names(target.parent) == ["requests.2.jsonl", "requests.3.jsonl", "requests.jsonl"]
    assert [path.name for path in parts.paths] == ["requests.jsonl", "requests.2.jsonl", "requests.3.jsonl"]
    assert [ids(path) for path in parts.paths] == [["n0", "n1", "n2"], ["n3", "n4", "n5"], ["n6"]]
    assert (parts.requests, parts.oversized) == (7, 0)


def test_no_file_is_larger_than_it_may_be(tmp_path: Path) -> None:
    """Bytes count, not characters; a request that is too large by itself stands alone and is counted."""
    lines = [line(0) | {"body": "“" * 100}, line(1), line(2, 1000), line(3), line(4)]
    size = len(json.dumps(lines[0], ensure_ascii=False).encode()) + 1
    parts = write(tmp_path / "r.jsonl", lines, Limits(bytes=size))
    assert [ids(path) for path in parts.paths] == [["n0"], ["n1"], ["n2"], ["n3", "n4"]]
    assert [path.stat().st_size <= size for path in parts.paths] == [True, True, False, True]
    assert parts.paths[0].stat().st_size == size
    assert parts.oversized == 1


def test_a_request_goes_once(tmp_path: Path) -> None:
    """Providers refuse files in which an id comes twice, and the reply serves both articles."""
    parts = write(tmp_path / "r.jsonl", [line(1), line(2), line(1)], Limits())
    assert ids(tmp_path / "r.jsonl") == ["n1", "n2"]
    assert parts.requests == 2


def test_parts_of_an_earlier_export_go(tmp_path: Path) -> None:
    """Five parts, then two: the other three are removed, and nobody else's file is."""
    target = tmp_path / "r.jsonl"
    write(target, [line(number) for number in range(5)], Limits(requests=1))
    (tmp_path / "r.6.jsonl").write_text('{"mine": 1}\n', encoding="utf-8")
    write(target, [line(number) for number in range(2)], Limits(requests=1))
    assert names(tmp_path) == ["r.2.jsonl", "r.6.jsonl", "r.jsonl"]
    write(target, [], Limits())
    assert names(tmp_path) == ["r.6.jsonl"]


def test_what_breaks_off_leaves_everything_as_it_was(tmp_path: Path) -> None:
    """An interrupt in the second part changes no file and leaves none behind."""
    target = tmp_path / "r.jsonl"
    write(target, [line(7)], Limits())

    def interrupted() -> None:
        with RequestParts(target, Limits(requests=1)) as parts:
            parts.write(line(1))
            parts.write(line(2))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert names(tmp_path) == ["r.jsonl"]
    assert ids(target) == ["n7"]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A file where a folder should be is one sentence."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with (
        pytest.raises(ConfigurationError, match="cannot be written"),
        RequestParts(tmp_path / "file" / "r.jsonl") as parts,
    ):
        parts.write(line(1))
    with pytest.raises(ConfigurationError, match="cannot be written"), replacing(tmp_path / "file" / "x"):
        pass


def test_half_of_a_surrogate_pair_is_kept_as_an_escape(tmp_path: Path) -> None:
    """What UTF-8 cannot hold does not end the export, and is read back as it was."""
    odd = {"custom_id": "n", "body": "\ud800"}
    write(tmp_path / "r.jsonl", [odd], Limits())
    assert json.loads((tmp_path / "r.jsonl").read_bytes()) == odd


def article(number: int = 0, text: str = "At least 12 people were killed.") -> Document:
    """A short article."""
    return read_text(text, id=f"article-{number}")


def test_articles_are_found_by_their_requests(tmp_path: Path) -> None:
    """A requests file, or a part of it, has its own articles; any other file has all in its folder."""
    for name, number in (("a.jsonl", 1), ("b.jsonl", 2)):
        export_requests([article(number)], tmp_path / name, OPTIONS)

    def found(*files: str) -> list[str]:
        return [one.info.id for one in articles_beside([tmp_path / file for file in files])]

    assert found("b.jsonl") == found("b.2.jsonl") == ["article-2"]
    assert found("replies.jsonl") == found("a.jsonl", "b.jsonl", "b.2.jsonl") == ["article-1", "article-2"]


@pytest.mark.parametrize("odd", ["\u2028", "\u2029", "\x85", "\x0b"])
def test_an_article_with_an_odd_line_break_comes_back(tmp_path: Path, odd: str) -> None:
    """Only a line feed ends a line of the articles' file."""
    document = article(1, f"At least 12 people{odd}were killed.")
    export_requests([document], tmp_path / "r.jsonl", OPTIONS)
    (found,) = articles_beside([tmp_path / "r.jsonl"])
    assert found.text == document.text


def test_one_document_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be read, has another's id or brings out a defect is told; the others are exported."""
    extract = ModelExtractor.extract

    async def extract_or_break(self: Any, document: Document, *, repeat: int = 1) -> Any:
        if document.info.id == "article-3":
            raise IndexError("no such thing")
        return await extract(self, document, repeat=repeat)

    monkeypatch.setattr(ModelExtractor, "extract", extract_or_break)
    told: list[str] = []
    gone: list[Document | DocumentError] = [EmptyDocumentError("e.txt", "holds no text", "write some")]
    exported = export_requests(
        [article(1), *gone, article(1), article(3), article(4)],
        tmp_path / "r.jsonl",
        OPTIONS,
        tell=lambda _, sentence: told.append(sentence),
    )
    assert (exported.articles, exported.requests, exported.failures) == (2, 2, 3)
    assert [one.split(";")[0] for one in told] == [
        "e.txt: holds no text",
        "article-1: another document of this export has the id 'article-1' too",
        told[2].split(";")[0],
    ]
    assert told[2].startswith("article-3: IndexError: no such thing in ")
    assert [one.info.id for one in articles_beside([tmp_path / "r.jsonl"])] == ["article-1", "article-4"]


def test_an_export_of_nothing_replaces_nothing(tmp_path: Path) -> None:
    """The earlier requests and articles stay."""
    target = tmp_path / "r.jsonl"
    export_requests([article()], target, OPTIONS)
    before = target.read_bytes(), articles_file(target).read_bytes()
    with pytest.raises(NothingToReadError):
        export_requests([], target, OPTIONS)
    assert (target.read_bytes(), articles_file(target).read_bytes()) == before
    assert names(tmp_path) == ["r.articles.jsonl", "r.jsonl"]


COUNT = 5000
SIZE = 4000


class Asking(by_file._Answered):
    """Asks one tiny question of some size about an article, and makes a small result of the answer."""

    async def extract(self, document: Document, *, repeat: int = 1) -> ArticleSummary:
        """Ask."""
        request = ModelRequest(
            document=document.info.id,
            purpose="extract",
            messages=(Message("user", document.text.ljust(SIZE)),),
            form=Tiny,
            max_tokens=10,
            repeat=repeat,
        )
        reply = await self._client.ask(request)
        return ArticleSummary(
            status="ok",
            document=document.info,
            provenance=Provenance(model="stand-in", origin="imported", calls=reply.spent.calls),
        )

    async def prepare(self, document: Document, repeat: int) -> None:
        """As for what really extracts."""
        self.outcomes[document.info.id, repeat] = await self.extract(document, repeat=repeat)


class Tiny(BaseModel):
    """The least form."""

    a: int


def documents() -> Iterator[Document]:
    """As many short articles as a test of memory needs, one after the other."""
    for number in range(COUNT):
        yield Document(info=DocumentInfo(id=f"article {number}"), text=f"At least {number} were hurt.")


def peak_of(work: Callable[[], object]) -> int:
    """The most memory, in bytes, that something takes while it works."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """5,000 requests, 20 MB, go out and their replies come in, with a next round, in a quarter of that."""
    monkeypatch.setattr(by_file, "ModelExtractor", Asking)
    monkeypatch.setattr(by_file, "_Answered", Asking)
    target = tmp_path / "r.jsonl"
    peak = peak_of(lambda: export_requests(documents(), target, OPTIONS, limits=Limits(requests=2000)))
    parts = [tmp_path / name for name in ("r.jsonl", "r.2.jsonl", "r.3.jsonl")]
    assert [len(ids(path)) for path in parts] == [2000, 2000, 1000]
    assert sum(path.stat().st_size for path in parts) > COUNT * SIZE
    assert peak < COUNT * SIZE / 4
    message = {"role": "assistant", "content": json.dumps({"a": 1}).ljust(SIZE)}
    response = {"status_code": 200, "body": {"choices": [{"message": message, "finish_reason": "stop"}]}}
    replies = tmp_path / "replies.jsonl"
    with replies.open("w", encoding="utf-8") as file:
        for id_ in ids(parts[0])[:50]:
            file.write(json.dumps({"custom_id": id_, "response": response}) + "\n")

    def read_back() -> None:
        with Replies() as read, RequestParts(tmp_path / "next.jsonl") as following:
            read.read(replies)
            found = articles_beside([target])
            imported = import_replies(found, read, tmp_path / "run", OPTIONS, following=following)
            assert (imported.results, imported.waiting, following.requests) == (50, 4950, 4950)

    assert peak_of(read_back) < COUNT * SIZE / 4
