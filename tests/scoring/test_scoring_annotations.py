"""Facts about making annotations: drafts, spans given as words, and what a check finds in an edited file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scoring_support import RESULT, TEXT, at, failed, write_run

from summarizer.errors import UsageError
from summarizer.records import Span
from summarizer.scoring import AnnotationError, read_reference
from summarizer.scoring.drafting import draft_reference
from summarizer.scoring.positions import line_of, places_of
from summarizer.scoring.resolving import resolve_spans
from summarizer.scoring.reviewing import Articles, Review, review_reference

if TYPE_CHECKING:
    from pathlib import Path

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


def review(folder: Path, value: dict[str, Any]) -> Review:
    """The check of an annotation that carries its source text."""
    path = folder / "ferry.json"
    path.write_text(json.dumps(value | {"source": TEXT}, ensure_ascii=False, indent=1), encoding="utf-8")
    return review_reference(path, Articles(None))


def draft() -> dict[str, Any]:
    """A draft of the right result."""
    return draft_reference(RESULT)


def test_a_draft_is_a_valid_annotation(tmp_path: Path) -> None:
    """It reads back as a reference with the result's records, none of them optional, and nothing to mend."""
    found = review(tmp_path, draft())
    assert (found.document, found.findings, found.resolved) == ("ferry", (), 0)
    reference = read_reference(found.path)
    assert reference.document.sha256 == RESULT.document.sha256
    assert [one.model_dump(exclude={"optional"}) for one in reference.figures] == [
        one.model_dump() for one in RESULT.figures
    ]
    for records in (reference.events, reference.figures, reference.quotes):
        assert [one.optional for one in records] == [False] * len(records)


def test_a_failed_result_makes_no_draft() -> None:
    """There is nothing in it to correct."""
    with pytest.raises(UsageError, match="ferry: failed and holds nothing to correct"):
        draft_reference(failed(RESULT))


@pytest.mark.parametrize(
    ("given_as", "expected"),
    [
        ({"text": "At least 12"}, at("At least 12")),
        ({"text": "Hale", "snippet": "Hale Lines"}, Span.of(TEXT, at("Hale Lines").start, at("Hale Lines").start + 4)),
        ({"text": "'heroes'"}, None),
        ({"start": None, "end": None, "text": '"The sea took her  in minutes'}, at("“The sea took her in minutes")),
        ({"start": 3, "end": 4, "text": "12", "snippet": "At least 12"}, at("12")),
    ],
)  # fmt: skip
def test_words_become_spans(given_as: dict[str, Any], expected: Any) -> None:
    """Words that stand once, or stand once in a snippet that does, get their offsets and the source's writing."""
    value: dict[str, Any] = {"figures": [{"span": dict(given_as)}]}
    resolution = resolve_spans(value, TEXT)
    span = value["figures"][0]["span"]
    if expected is None:
        assert len(resolution.faults) == 1
        assert span == given_as
        return
    assert (resolution.resolved, resolution.faults) == (1, [])
    assert span == {"start": expected.start, "end": expected.end, "text": expected.text}
    assert TEXT[span["start"] : span["end"]] == span["text"]


@pytest.mark.parametrize(
    ("given_as", "key", "words"),
    [
        ({"text": "Hale"}, "span", "stands at several places (first and last: lines 1 and 9); add a snippet"),
        ({"text": "13 people"}, "span", "does not stand in the source text; copy it"),
        (
            {"text": "12", "snippet": "12 sailors"},
            "snippet",
            "“12 sailors” does not stand in the source text",
        ),
        ({"text": "12", "snippet": "the"}, "snippet", "make the snippet longer"),
        ({"text": "40", "snippet": "At least 12"}, "span", "does not stand in its snippet"),
        ({"text": "the", "snippet": "told the harbour"}, "snippet", "does not stand"),
        ({"text": "s", "snippet": "passengers"}, "span", "stands several times in its snippet"),
        ({"text": " "}, "text", "needs its words"),
        ({}, "text", "needs its words"),
        ({"text": "12", "snippet": 12}, "snippet", "a snippet is words of the article"),
    ],
)
def test_words_that_lead_nowhere_or_to_many_places_are_named(
    given_as: dict[str, Any], key: str, words: str
) -> None:
    """The span is left as it is, and the message says what to do."""
    value: dict[str, Any] = {"figures": [{"span": dict(given_as)}]}
    (fault,) = resolve_spans(value, TEXT).faults
    assert fault.keys[-1] == key
    assert words in fault.message
    assert value == {"figures": [{"span": given_as}]}


def test_every_kind_of_span_is_resolved() -> None:
    """Evidence and mentions too, wherever they stand; ``when`` has a text and is no span."""
    value: dict[str, Any] = {
        "summary": {"headline": {"text": "Ferry sinks", "evidence": [{"text": "A ferry sank"}]}},
        "quotes": [{"speaker": {"name": "Ann Lee", "mentions": [{"text": "Ann Lee"}]}, "when": {"text": "on Monday"}}],
    }  # fmt: skip
    assert resolve_spans(value, TEXT).resolved == 2
    assert value["quotes"][0]["speaker"]["mentions"] == [at("Ann Lee").model_dump()]
    assert value["quotes"][0]["when"] == {"text": "on Monday"}


def spoilt(where: str, change: Any) -> dict[str, Any]:
    """A draft with one value changed; ``where`` as messages write it."""
    value = draft()
    *way, last = [
        int(key) if key.isdigit() else key for key in where.replace("[", ".").replace("]", "").split(".")
    ]
    inner: Any = value
    for key in way:
        inner = inner[key]
    inner[last] = change
    return value


@pytest.mark.parametrize(
    ("where", "change", "words"),
    [
        ("figures[1].value", "40", "valid number"),
        ("figures[1].measure", "saved", "Input should be"),
        ("figures[1].colour", "red", "Extra inputs"),
        ("figures[1].span.start", 9, "holds"),
        ("figures[1].span", {"start": 1, "end": 5, "text": "five"}, "does not stand at those offsets"),
        ("figures[1].text", "Forty", "not the text of the record's span"),
        ("figures[1].id", "f1", "the id of several records"),
        ("figures[1].part_of", "f7", "there is no record f7"),
        ("figures[1].part_of", "f2", "refers to itself"),
        ("figures[1].source_kind", "officials", "outlet if nobody is named"),
        ("quotes[1].continues", "q7", "there is no record q7"),
        ("events[0].disputed_by", ["e7"], "there is no record e7"),
        ("events[0].evidence", [], "one to four sentences, not 0"),
        ("events[0].when", {"start": "2024-03-05", "end": "2024-03-04", "precision": "range"}, "before it starts"),
        ("summary.sentences", [{"text": "A ferry sank.", "records": ["e7"]}], "there is no record e7"),
        ("summary.headline", {"text": "x", "evidence": [{"start": 0, "end": 1, "text": "B"}]}, "does not stand at"),
        ("document.sha256", "0" * 64, "not the one that was annotated"),
    ],
)  # fmt: skip
def test_each_fault_of_an_edited_annotation_is_named_with_its_line(
    where: str, change: Any, words: str, tmp_path: Path
) -> None:
    """Its line is where the file first differs from the draft, or close by; nothing else is found."""
    unspoilt = review(tmp_path, draft()).path.read_text(encoding="utf-8").splitlines()
    found = review(tmp_path, spoilt(where, change))
    edited = found.path.read_text(encoding="utf-8").splitlines()
    number = next(
        place for place, pair in enumerate(zip(unspoilt, edited, strict=False), 1) if len(set(pair)) > 1
    )
    told = [one for one in found.findings if words in one.message]
    assert any(number - 1 <= one.line <= number + 6 for one in told)
    part = where.partition(".")[0]
    assert {one.where.partition(".")[0] for one in found.findings} <= {part, "figures[0]"}


def test_a_span_that_is_not_resolved_is_told_once(tmp_path: Path) -> None:
    """The missing offsets are no faults of their own; other faults of the file are still told."""
    value = spoilt("figures[1].span", {"text": "Hale"})
    value["events"][0]["type"] = "shipwreck"
    found = review(tmp_path, value)
    assert [one.where for one in found.findings] == ["events[0].type", "figures[1].span"]


def test_what_is_written_is_resolved(tmp_path: Path) -> None:
    """After writing, the same check finds nothing to resolve, and the file scores as a reference."""
    first = review(tmp_path, spoilt("figures[1].span", {"text": "Some 40"}))
    assert (first.findings, first.resolved) == ((), 1)
    first.write()
    second = review_reference(first.path, Articles(None))
    assert (second.findings, second.resolved, second.value) == ((), 0, first.value)
    assert read_reference(first.path).figures[1].span == at("Some 40")


def test_the_source_comes_from_articles_or_a_run(tmp_path: Path) -> None:
    """A folder of articles serves as well as a run folder; neither, or another, is a usage error."""
    path = tmp_path / "annotation.json"
    path.write_text(json.dumps(draft()), encoding="utf-8")
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "ferry.txt").write_text(TEXT, encoding="utf-8")
    run = write_run(tmp_path / "run", RESULT)
    for folder in (articles, run):
        assert review_reference(path, Articles(folder)).findings == ()
    with pytest.raises(AnnotationError, match="ferry: its annotation does not carry the source text"):
        review_reference(path, Articles(None))
    (articles / "ferry.txt").rename(articles / "other.txt")
    with pytest.raises(AnnotationError, match=r"ferry: .* holds no such article"):
        review_reference(path, Articles(articles))
    path.write_text('{"document": {}}', encoding="utf-8")
    with pytest.raises(AnnotationError, match="names no document"):
        review_reference(path, Articles(run))


@given(JSON, st.sampled_from([None, 0, 1, "\t"]))
def test_every_value_has_its_line(value: Any, indent: Any) -> None:
    """Whatever the JSON, each value's line holds the start of that value."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    places = places_of(text)
    lines = text.split("\n")

    def walk(inner: Any, keys: tuple[str | int, ...]) -> None:
        start = json.dumps(inner, ensure_ascii=False) if not isinstance(inner, list | dict) else None
        begin = start or ("[" if isinstance(inner, list) else "{")
        assert begin in lines[places[keys] - 1]
        pairs = (
            inner.items() if isinstance(inner, dict) else enumerate(inner) if isinstance(inner, list) else ()
        )
        for key, one in pairs:
            walk(one, (*keys, key))

    walk(value, ())


def test_a_missing_value_stands_where_its_holder_does() -> None:
    """For a key that is not there, the line is that of the innermost value around it."""
    places = places_of('{\n "a": [\n  {"b": 1}\n ]\n}')
    assert line_of(places, ("a", 0, "b")) == line_of(places, ("a", 0, "c")) == 3
    assert line_of(places, ("a", 5)) == 2
    assert line_of(places, ("z",)) == 1
