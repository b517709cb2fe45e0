"""What is paired, what stays alone, what is flagged, and what cannot be aligned."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from alignment_support import event, figure, quote, result, span

from summarizer.alignment import Alignment, Pair, align
from summarizer.alignment.candidates import candidates
from summarizer.alignment.facts import figure_facts
from summarizer.errors import AlignmentError, ExitCode
from summarizer.records import ArticleSummary, Event, Figure, Quote, Sentence, Source, Span, Summary
from summarizer.runs import RunFiles
from summarizer.runs.files import dump_record, load_record

if TYPE_CHECKING:
    from pathlib import Path

FIRST = span("Police said 12 people were hurt and 12 arrested in Vennby.")
SECOND = span("Gaza's authorities said 40 homes burned.")


def matched(left: ArticleSummary, right: ArticleSummary) -> set[tuple[str | None, str | None]]:
    """The ids of each pair."""
    return {(pair.left, pair.right) for pair in align(left, right).pairs}


def test_the_place_goes_before_the_value() -> None:
    """A figure is paired with what stands at its place, though another one has its value."""
    left = result(figure("f1", span("12"), 12))
    right = result(figure("f1", span("12", 2), 12, measure="captured"), figure("f2", span("12"), 21))
    assert matched(left, right) == {("f1", "f2"), (None, "f1")}


def test_a_figure_is_found_at_another_place_by_what_it_says() -> None:
    """The same value with the same labels is taken for the figure when nothing stands at its place."""
    left = result(figure("f1", span("12", 2), 12, counted="people"))
    right = result(figure("f1", span("At least 12"), 12, counted="people"), figure("f2", span("40"), 40))
    assert matched(left, right) == {("f1", "f1"), (None, "f2")}


def test_what_fits_nothing_stays_alone() -> None:
    """Two records that share neither place nor content are not forced together."""
    left = result(figure("f1", span("12"), 12), event("e1", "People were hurt.", FIRST))
    right = result(figure("f1", span("40"), 40), event("e1", "Homes burned.", SECOND))
    assert matched(left, right) == {("f1", None), (None, "f1"), ("e1", None), (None, "e1")}


def test_events_of_one_sentence_are_told_apart_by_their_words() -> None:
    """Two events with the same evidence are paired by what they say."""
    left = result(event("e1", "12 people were hurt.", FIRST), event("e2", "12 people were arrested.", FIRST))
    right = result(
        event("e1", "Police arrested a dozen.", FIRST), event("e2", "A dozen people got hurt.", FIRST)
    )
    assert matched(left, right) == {("e1", "e2"), ("e2", "e1")}


def test_equal_quotes_are_told_apart_by_their_place() -> None:
    """The same words said twice stay two quotes, each paired at its place."""
    left = result(
        quote("q1", span("We saw it all,"), "mayor"), quote("q2", span("We saw it all,", 2), "nurse")
    )
    right = result(
        quote("q1", span("We saw it all,", 2), "mayor"), quote("q2", span("We saw it all,"), "nurse")
    )
    assert matched(left, right) == {("q1", "q2"), ("q2", "q1")}


def test_a_near_double_is_flagged_on_its_side() -> None:
    """A second record that would have fitted nearly as well is named; one that fits badly is not."""
    left = result(event("e1", "12 people were hurt.", FIRST))
    right = result(
        event("e1", "12 people were hurt.", FIRST),
        event("e2", "12 people were badly hurt.", FIRST),
        event("e3", "Homes burned in Gaza.", SECOND),
    )
    pairs = {pair.right: pair for pair in align(left, right).pairs}
    assert pairs["e1"].near_doubles == ["e2"]
    assert pairs["e1"].near_doubles_left == []
    assert pairs["e2"].left is None
    assert pairs["e2"].near_doubles_left == ["e1"]
    assert pairs["e3"].near_doubles_left == []


@pytest.mark.parametrize("kind", ["event", "figure", "quote"])
def test_a_changed_field_leaves_the_pair_and_raises_its_cost(kind: str) -> None:
    """A record with one other value is still its counterpart, and no longer at cost 0."""
    plain: dict[str, Event | Figure | Quote] = {
        "event": event("e1", "12 people were hurt.", FIRST),
        "figure": figure("f1", span("12"), 12),
        "quote": quote("q1", span("We saw it all,"), "mayor"),
    }
    changes: dict[str, dict[str, object]] = {
        "event": {"type": "crime"},
        "figure": {"value": 21},
        "quote": {"speaker": Source(name="a nurse")},
    }
    other = plain[kind].model_copy(update=changes[kind])
    (pair,) = align(result(plain[kind]), result(other)).pairs
    assert (pair.left, pair.right) == (plain[kind].id, plain[kind].id)
    assert pair.cost is not None
    assert 0 < pair.cost < 0.3


def test_sentences_are_paired_by_the_records_that_they_cite() -> None:
    """A sentence in quite other words finds its counterpart by the records behind it, whatever their ids."""
    hurt, burned = event("e1", "12 people were hurt.", FIRST), event("e2", "40 homes burned.", SECOND)
    left = result(
        hurt,
        burned,
        summary=Summary(
            headline=Sentence(text="Vennby in trouble"),
            sentences=(Sentence(text="Injuries.", records=("e1",)), Sentence(text="Fire.", records=("e2",))),
            contested=(Sentence(text="Who did it.", evidence=(FIRST,)),),
        ),
    )
    right = result(
        hurt.model_copy(update={"id": "e2"}),
        burned.model_copy(update={"id": "e1"}),
        summary=Summary(
            headline=Sentence(text="An eventful day"),
            sentences=(
                Sentence(text="Blaze.", records=("e1",)),
                Sentence(text="A dozen hit.", records=("e2",)),
            ),
        ),
    )
    found = {(pair.left, pair.right) for pair in align(left, right).of_type("sentence")}
    assert found == {("headline", "headline"), ("s1", "s2"), ("s2", "s1"), ("c1", None)}


def test_which_of_two_equal_records_is_cited_tells_nothing() -> None:
    """Sentences that cite one or the other of two equal records are as alike as if they cited the same one."""
    twins = [figure(name, span("12"), 12) for name in ("f1", "f2")]
    left, right = (
        result(*twins, summary=Summary(sentences=(Sentence(text="Twelve.", records=(cited,)),)))
        for cited in ("f1", "f2")
    )
    (pair,) = align(left, right).of_type("sentence")
    assert pair == Pair(type="sentence", left="s1", right="s1", cost=0.0)


def test_results_of_different_texts_are_refused() -> None:
    """The error names the document and says what to do, and asking for it is a usage error."""
    with pytest.raises(
        AlignmentError, match=r"^story: .*different source texts.*; give two results"
    ) as caught:
        align(result(), result(sha256="b" * 64))
    assert caught.value.document == "story"
    assert caught.value.exit_code is ExitCode.USAGE


def test_results_of_different_documents_without_a_digest_are_refused() -> None:
    """Where no digest tells the texts apart, the ids do."""
    with pytest.raises(AlignmentError, match=r"^story and other: .*different documents"):
        align(result(), result(id="other", sha256=None))


def test_an_annotation_without_a_digest_is_known_by_its_characters() -> None:
    """It passes when its spans hold the same characters, and is refused, with the place, when they do not."""
    plain = figure("f1", span("12"), 12)
    alignment = align(result(plain), result(plain, sha256=None))
    assert alignment.sha256 == result().document.sha256
    start = plain.span.start
    other = plain.model_copy(update={"span": Span(start=start, end=start + 2, text="13")})
    with pytest.raises(AlignmentError, match=rf"^story: .*different characters at {start + 1} "):
        align(result(plain), result(other, sha256=None))


def test_what_is_stored_is_read_back(tmp_path: Path) -> None:
    """An alignment survives its file."""
    left = result(figure("f1", span("12"), 12), quote("q1", span("We saw it all,"), "mayor"))
    alignment = align(left, result(figure("f7", span("12"), 12)))
    path = RunFiles(tmp_path).folder / "alignment.json"
    path.write_bytes(dump_record(alignment))
    assert load_record(Alignment, path) == alignment
    assert alignment.pairs == [
        Pair(type="figure", left="f1", right="f7", cost=0.0),
        Pair(type="quote", left="q1", right=None),
    ]


def test_many_records_make_few_pairs_to_look_at() -> None:
    """A thousand figures of one value in one stretch of text are not all compared with each other."""
    facts = [figure_facts(figure(f"f{n}", Span(start=n, end=n + 1, text="1"), 1), {}) for n in range(1000)]
    found = set(candidates(facts, facts))
    assert len(found) < 60_000
    assert {(number, number) for number in range(1000)} <= found


def test_aligning_imports_nothing_heavy() -> None:
    """Neither a model client nor a numerical library is needed to align."""
    heavy = {"litellm", "instructor", "vcr", "numpy", "scipy", "summarizer.extraction", "summarizer.models"}
    code = f"import sys, summarizer.alignment; print(*sorted(set(sys.modules) & {heavy!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
