"""Facts about calling the library from Python."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import subprocess
import sys
import threading
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from summarizer import Summarizer, api, asummarize, read_text, summarize, summarize_many
from summarizer.errors import (
    ConfigurationError,
    DocumentError,
    EmptyDocumentError,
    TooLargeError,
    UnknownModelError,
)
from summarizer.records import ArticleSummary, Provenance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.records import Document

TEXT = "At least 195 people were killed on Wednesday, officials said.\n\n“We will go on,” a doctor told reporters."


class Page(str):
    """A parsed page's string, as HTML libraries have them."""

    __slots__ = ()


class PathString(str):
    """A path that is a string, as some path libraries have them."""

    __slots__ = ()

    def __fspath__(self) -> str:
        return str(self)


def test_a_text_becomes_a_result() -> None:
    """One call gives the result of a text, with what the caller knows of it."""
    result = summarize(TEXT, id="x", title="T", outlet="O", byline="B", published="2023-11-02", url="u")
    assert result.status == "ok"
    document = result.document
    assert (document.id, document.title, document.outlet, document.byline) == ("x", "T", "O", "B")
    assert (document.published, document.url, document.characters) == ("2023-11-02", "u", len(TEXT))
    assert summarize(TEXT).document.id == "text"


def test_a_document_is_taken_as_it_is_read() -> None:
    """A document keeps its data, except what the caller knows better; its digest is its text's own."""
    document = read_text(TEXT, id="x")
    result = summarize(document, published="2023-11-02")
    assert (result.document.id, result.document.published) == ("x", "2023-11-02")
    forged = document.model_copy(update={"info": document.info.model_copy(update={"sha256": "../../x"})})
    assert summarize(forged).document.sha256 == document.info.sha256


def test_it_works_where_an_event_loop_runs() -> None:
    """In a notebook, whose cells run inside a loop, ``summarize`` is called like anywhere else."""

    async def cell() -> ArticleSummary:
        return summarize(TEXT)

    assert asyncio.run(cell()) == summarize(TEXT)


def test_the_loop_goes_on_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    """``asummarize`` does its work in a thread: other tasks run until it is done."""
    go_on = threading.Event()

    def extract(document: Document) -> ArticleSummary:
        assert go_on.wait(5)
        return ArticleSummary(
            status="ok", document=document.info, provenance=Provenance(model="baseline", origin="rules")
        )

    monkeypatch.setattr(api, "extract", extract)

    async def main() -> list[ArticleSummary]:
        both = asyncio.gather(asummarize(TEXT, id="a"), Summarizer().asummarize(TEXT, id="b"))
        await asyncio.sleep(0)
        go_on.set()
        return list(await both)

    assert [result.document.id for result in asyncio.run(main())] == ["a", "b"]


@pytest.mark.parametrize(
    ("article", "known", "error"),
    [
        ("", {}, EmptyDocumentError),
        (" \n", {}, EmptyDocumentError),
        (TEXT, {"published": "yesterday"}, ConfigurationError),
        (read_text(TEXT), {"published": "yesterday"}, ConfigurationError),
        (TEXT, {"model": "nonesuch"}, UnknownModelError),
    ],
)
def test_what_cannot_be_summarised_raises(
    article: Any, known: dict[str, Any], error: type[Exception]
) -> None:
    """A single call says by its exception what was wrong."""
    with pytest.raises(error):
        summarize(article, **known)


def test_a_text_over_the_limit_raises() -> None:
    """The limit is the summarizer's own."""
    with pytest.raises(TooLargeError):
        Summarizer(max_characters=10).summarize(TEXT)


@pytest.mark.parametrize(
    ("article", "message"),
    [
        (Path("seeds/a.txt"), "is a path, not a text: read it with"),
        (PathString("seeds/a.txt"), "is a path, not a text: read it with"),
        ("seeds/a.txt", "is a path, not a text: read it with"),
        (b"bytes", "an article is a str or a Document, not bytes"),
        (None, "not NoneType"),
    ],
)
def test_what_is_no_text_is_a_type_error(article: Any, message: str) -> None:
    """A path or bytes given by mistake are told apart from a text."""
    with pytest.raises(TypeError, match=message):
        summarize(article)


def test_a_string_of_a_subclass_is_a_text() -> None:
    """A parsed page's string is its text."""
    assert summarize(Page(TEXT)) == summarize(TEXT)


@pytest.mark.parametrize("jobs", [1, 2])
def test_many_keep_their_order_and_failures(jobs: int) -> None:
    """Results come in the order of the articles; what fails is a failed result, never an exception."""
    articles: list[Any] = [
        TEXT,
        "",
        float("nan"),
        read_text(TEXT, id="mine"),
        DocumentError("gone.txt", "it is gone", "look for it"),
        *[f"{number} people came." for number in range(20)],
    ]
    results = list(summarize_many(articles, jobs=jobs))
    assert [result.status for result in results[:5]] == ["ok", "failed", "failed", "ok", "failed"]
    assert [result.document.id for result in results[:6]] == [
        "text-1", "text-2", "text-3", "mine", "gone.txt", "text-6",
    ]  # fmt: skip
    assert results[1].error is not None
    assert results[1].error.startswith("text-2: there is no text in it")
    assert results[2].error == "text-3: an article is a str or a Document, not float; give its text"
    assert [result.document.characters for result in results[5:]] == [14] * 10 + [15] * 10


def test_a_defect_costs_one_of_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception that nobody foresaw becomes that article's failed result."""

    def extract(document: Document, *, model: str) -> ArticleSummary:
        raise ZeroDivisionError(document.info.id)

    monkeypatch.setattr(api, "extract", extract)
    (result,) = summarize_many([TEXT])
    assert result.error is not None
    assert "this is a defect in summarizer" in result.error


def test_many_are_taken_as_they_are_wanted() -> None:
    """Articles are read from the iterable only when their results are asked for."""
    taken = 0

    def articles() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield TEXT

    results = summarize_many(articles())
    next(results)
    next(results)
    assert taken == 2


@pytest.mark.parametrize("articles", [TEXT, b"x", read_text(TEXT)])
def test_one_article_for_many_is_a_type_error(articles: Any) -> None:
    """A single text would be taken for its characters: it is refused at the call."""
    with pytest.raises(TypeError, match="put the one in a list"):
        summarize_many(articles)


def test_jobs_are_at_least_one() -> None:
    """No processes do no work."""
    with pytest.raises(ValueError, match="at least 1, not 0"):
        summarize_many([TEXT], jobs=0)


@pytest.mark.parametrize("model", ["", "openai/", "/gpt"])
def test_a_model_is_checked_when_it_is_chosen(model: str) -> None:
    """A summarizer for what cannot be a model's name cannot be made."""
    with pytest.raises(UnknownModelError):
        Summarizer(model)


def test_a_model_that_nobody_serves_is_told_at_the_first_article() -> None:
    """Whether a provider knows a name shows when it is asked for the first time."""
    with pytest.raises(UnknownModelError, match="no provider serves a model called 'nonesuch'"):
        Summarizer("nonesuch").summarize(TEXT)


@pytest.mark.parametrize(
    "known",
    [{"published": 20240322}, {"id": 5}, {"id": None}, {"title": 5}, {"bogus": "1"}, {"title": "\ud800"}],
)
def test_what_is_known_has_to_be_text(known: dict[str, object]) -> None:
    """A value of the wrong type is one TypeError that names it."""
    with pytest.raises(TypeError, match=next(iter(known))):
        summarize(TEXT, **known)  # type: ignore[arg-type]  # that is what is tested


def test_a_document_is_held_to_the_limits_too() -> None:
    """The longest text that is taken is the same for a document as for a text."""
    with pytest.raises(DocumentError, match="max_characters"):
        Summarizer(max_characters=5).summarize(read_text(TEXT))


def test_a_date_may_be_given_as_a_date() -> None:
    """The publication date may be a ``datetime.date``, and a ``datetime``, of which the day counts."""
    for day in (date(2024, 3, 22), datetime(2024, 3, 22, 23, 30, tzinfo=UTC)):
        assert summarize(TEXT, published=day).document.published == "2024-03-22"


def test_a_time_may_be_given_for_a_date() -> None:
    """Of a date-time with an offset the day counts, for a text and for a document."""
    for article in (TEXT, read_text(TEXT)):
        assert summarize(article, published="2024-03-22T10:00:00Z").document.published == "2024-03-22"


def _many_in_a_process_without_children() -> list[str]:
    return [result.status for result in summarize_many([TEXT] * 3, jobs=2)]


def test_many_work_where_no_process_can_be_started() -> None:
    """A worker of a pool may have no children: there the articles are done one by one."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply_async(_many_in_a_process_without_children).get(30) == ["ok"] * 3


def test_many_without_a_guard_is_one_clear_error(tmp_path: Path) -> None:
    """A script without ``if __name__ == "__main__":`` is told that it needs one."""
    script = tmp_path / "script.py"
    script.write_text(
        "from summarizer import summarize_many\nlist(summarize_many(['12 died.'] * 2, jobs=2))\n"
    )
    done = subprocess.run(
        [sys.executable, str(script)],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        env=_with_package(),
    )
    assert done.returncode == 1
    assert "RunError: no worker process can start; use one job, or put what" in done.stderr


def _with_package() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(Path(api.__file__).parents[1])}
