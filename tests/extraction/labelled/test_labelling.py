"""Facts about the way from a reply to a result: grounded, checked, repaired once, never invented."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from labelled_support import ARTICLE, GOOD, OPTIONS, extract, without

from summarizer.checks import check_result, recheck
from summarizer.errors import AwaitingReplyError, MissingRecordingError, ModelError
from summarizer.extraction.labelled.prompting import prompt_text
from summarizer.extraction.labelled.windows import cut, estimate_tokens
from summarizer.grounding import ungrounded
from summarizer.models import ModelOptions, Spent
from summarizer.reading import read_text
from summarizer.text.segment import segment


def codes(*answers: dict[str, Any] | Exception) -> list[str]:
    """The codes of the findings of a result with prepared answers."""
    return [check.code for check in extract(*answers)[0].checks]


def test_a_good_reply_is_one_call_and_one_grounded_result() -> None:
    """Spans, values and dates are the rules', labels and sources are the reply's."""
    result, client = extract(GOOD)
    assert [request.purpose for request in client.requests] == ["extract"]
    assert result.status == "ok"
    assert ungrounded(result, ARTICLE.text) == []
    assert list(recheck(result, ARTICLE.text)) == []
    killed = result.figures[0]
    assert (killed.text, killed.value, killed.bound, killed.unit) == ("At least 12", 12, "at_least", "people")
    assert (killed.when.start, killed.source_kind, killed.place) == (
        "2024-03-02",
        "officials",
        "off Port Hale",
    )
    assert [(one.name, one.mentions[0].text) for one in killed.attributed_to] == [
        ("coast guard", "coast guard")
    ]
    assert result.figures[1].unit == "people"
    assert killed.disputed_by == ("f2",)
    assert result.figures[1].disputed_by == ("f1",)
    quote = result.quotes[0]
    assert quote.speaker is not None
    assert (quote.speaker.name, [one.name for one in quote.via], quote.cue) == (
        "passenger",
        ["Coast Radio"],
        "told",
    )
    assert (result.events[1].modality, result.events[1].when.start) == ("planned", "2024-03-11")
    assert result.summary.sentences[1].records == ("f2", "q2")
    assert (result.provenance.calls, result.provenance.input_tokens, result.provenance.cost_usd) == (
        1,
        100,
        None,
    )
    assert result.provenance.prompt == "extract.v1+repair.v1+combine.v1"


def test_a_missed_passage_is_found_letter_by_letter() -> None:
    """“A sea of”, which the rules overlooked, becomes a figure without a value; another wording does not."""
    result, _ = extract(GOOD)
    missed = next(figure for figure in result.figures if figure.text == "A sea of")
    assert (missed.value, missed.bound, missed.counted) == (None, "indefinite", "relatives")
    wrong = without(missed=[{"id": "m1", "in": "s5", "text": "Dozens of"}])
    assert "span-not-found" in codes(wrong, {})


def test_a_missed_passage_that_is_marked_is_the_marked_one() -> None:
    """What overlaps a candidate of its kind is that candidate: nothing is counted twice."""
    reply = without(
        missed=[{"id": "m1", "text": "three days"}],
        figures=[*GOOD["figures"][:3], {"id": "m1", "measure": "duration"}],
    )
    result, _ = extract(reply, {})
    assert [figure.id for figure in result.figures] == ["f1", "f2", "f3", "f4"]


def test_a_claim_whose_source_is_not_listed_is_kept_out() -> None:
    """It would look like a fact: the record goes, an ``unknown-id`` error stays."""
    reply = without(sources=GOOD["sources"][1:])
    result, client = extract(reply, {})
    assert "f1" not in {figure.id for figure in result.figures}
    assert "e1" not in {event.id for event in result.events}
    assert ("unknown-id", "f1") in {(check.code, check.record) for check in result.checks}
    assert [request.purpose for request in client.requests] == ["extract", "repair"]


@pytest.mark.parametrize(
    "changed",
    [
        {"figures": [*GOOD["figures"], {"id": "f77", "measure": "killed"}]},
        {"quotes": [*GOOD["quotes"], {"id": "q77", "kind": "term"}]},
        {"events": [{**GOOD["events"][0], "in": ["s1", "s99"]}]},
        {"events": [{**GOOD["events"][0], "when": ["d99"]}]},
        {"figures": [{**GOOD["figures"][0], "part_of": "f99"}, *GOOD["figures"][1:]]},
        {"quotes": [{**GOOD["quotes"][0], "continues": "q1"}, GOOD["quotes"][1]]},
        {"contradictions": [["f1", "f99"]]},
        {"dismissed": ["f99"]},
        {"headline": {"cites": ["e99", "e1", "f1"], "text": GOOD["headline"]["text"]}},
    ],
)
def test_an_id_that_does_not_exist_is_a_finding(changed: dict[str, Any]) -> None:
    """A reference to nothing is dropped and told, and costs nothing else."""
    result, _ = extract(without(**changed), {})
    assert "unknown-id" in [check.code for check in result.checks]
    assert result.summary.sentences


def test_a_dismissal_is_told_and_a_forgotten_candidate_is_asked_for() -> None:
    """A dismissed candidate is info; one without a label goes into the repair, by its id."""
    result, client = extract(without(figures=GOOD["figures"][:2] + GOOD["figures"][3:], dismissed=["f3"]))
    assert [check.code for check in result.checks] == ["dismissed-candidate"]
    assert len(client.requests) == 1
    _, client = extract(without(figures=GOOD["figures"][:2] + GOOD["figures"][3:]), {"dismissed": ["f3"]})
    turn = client.requests[1].messages[-1].content
    assert "- f3: nothing accounts for the figure “two”" in turn


def test_what_the_checks_find_is_repaired_once() -> None:
    """A sentence with a number that is not there goes back by its number, and the mended one takes its place."""
    bad = [GOOD["summary"][0], {"cites": ["f2"], "text": "The Seamen's Union put the toll at 25."}]
    mended = {"summary": [{"n": 2, "cites": ["f2"], "text": "The Seamen's Union put the toll at 15."}]}
    result, client = extract(without(summary=bad), mended)
    assert [one.text for one in result.summary.sentences] == [
        bad[0]["text"],
        "The Seamen's Union put the toll at 15.",
    ]
    assert result.checks == ()
    assert result.provenance.calls == 2
    roles = [message.role for message in client.requests[1].messages]
    assert roles == ["system", "user", "assistant", "user"]
    assert 'summary, "n": 2: the number “25”' in client.requests[1].messages[-1].content
    unmended, client = extract(without(summary=bad), {"summary": [{"n": 2, **bad[1]}]})
    assert len(client.requests) == 2
    assert len(unmended.summary.sentences) == 1
    assert "number-unsupported" in [check.code for check in unmended.checks]


def test_a_repair_that_fails_leaves_the_result() -> None:
    """The result stays with its findings, and what the attempt took is counted."""
    failure = ModelError("ferry", "stand-in", "is down", "wait", spent=Spent(2, None, None, None))
    result, _ = extract(without(figures=GOOD["figures"][:1]), failure)
    assert result.status == "ok"
    assert "unlabelled-candidate" in [check.code for check in result.checks]
    assert (result.provenance.calls, result.provenance.input_tokens) == (3, None)


@pytest.mark.parametrize("error", [MissingRecordingError, AwaitingReplyError])
def test_a_repair_that_is_not_there_yet_is_awaited(error: type[ModelError]) -> None:
    """What must be recorded or answered first ends the article, and carries what was spent."""
    with pytest.raises(error) as caught:
        extract(without(figures=GOOD["figures"][:1]), error("ferry", "stand-in", "x", "y"))
    assert caught.value.spent == Spent(1, 100, 10, None)


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ({}, "without a summary"),
        (without("figures", "quotes", "events"), "without any record"),
        (
            without(
                "contested",
                summary=[
                    {
                        "cites": ["e1"],
                        "text": "Una nave traghetto è affondata sabato al largo del porto, " * 6,
                    }
                ],
            ),
            "another language",
        ),
    ],
)
def test_an_answer_without_use_is_told(answer: dict[str, Any], problem: str) -> None:
    """Nothing, or another language, is a failure that names document and model."""
    with pytest.raises(ModelError, match=problem) as caught:
        extract(answer)
    assert str(caught.value).startswith("ferry: stand-in answered")


def test_a_long_article_goes_in_parts_and_comes_back_as_one() -> None:
    """Each part has its own call, ids do not clash, events that are one are one, and the digest sums up."""
    text = "\n\n".join(
        f"In town number {number}, the mayor said on Monday that {number + 20} shops had closed."
        for number in range(60)
    )
    document = read_text(text, id="towns")
    segmented = segment(text)
    options = ModelOptions(model="stand-in", context_window=9000)

    def part(first: int, last: int) -> dict[str, Any]:
        return {
            "sources": [{"id": "p1", "name": "mayor", "kind": "officials"}],
            "figures": [
                {"id": f"f{number}", "measure": "count", "by": ["p1"]}
                for number, one in enumerate(segmented.figures, start=1)
                if segmented.sentences[first].start <= one.start < segmented.sentences[last - 1].end
            ],
            "events": [
                {"id": "e1", "in": [first + 1], "what": "Shops closed.", "type": "economy", "by": ["p1"]}
            ],
            "summary": [{"cites": ["e1"], "text": "Shops closed, the mayor said."}],
        }

    windows = cut(segmented, estimate_tokens(prompt_text("extract.v1.system")) + 200, 9000)
    parts = [part(window.first, window.last) for window in windows]
    digest = {
        "same": [["e1", "e1001"]],
        "headline": {"cites": ["e1"], "text": "Shops closed, mayor says"},
        "summary": [{"cites": ["e1", "e1001"], "text": "Shops closed, the mayor said."}],
    }
    result, client = extract(*parts, digest, document=document, options=options)
    assert len(windows) > 2
    assert [request.purpose for request in client.requests] == [
        *(f"extract-{number}of{len(windows)}" for number in range(1, len(windows) + 1)),
        "combine",
    ]
    assert len(result.figures) == len(segmented.figures)
    assert len(result.events) == len(windows) - 1
    assert len(result.events[0].evidence) == 2
    assert [one.records for one in result.summary.sentences] == [("e1",)]


_IDS = st.sampled_from(["f1", "f2", "f9", "q1", "q2", "q9", "e1", "e2", "p1", "p4", "p9", "s1", "s5", "s9", "d1", "m1", "", "x"])  # fmt: skip
_ID_LISTS = st.lists(_IDS, max_size=3)


@settings(max_examples=150, deadline=None)
@given(
    figures=st.lists(st.fixed_dictionaries({"id": _IDS, "measure": st.just("killed"), "by": _ID_LISTS, "when": _ID_LISTS, "part_of": _IDS, "same_as": _IDS})),
    quotes=st.lists(st.fixed_dictionaries({"id": _IDS, "kind": st.just("direct"), "by": _ID_LISTS, "continues": _IDS, "cue": st.sampled_from(["told", "sang"])})),
    events=st.lists(st.fixed_dictionaries({"id": st.sampled_from(["e1", "e2"]), "in": _ID_LISTS, "what": st.just("A ferry sank."), "type": st.just("accident"), "by": _ID_LISTS})),
    missed=st.lists(st.fixed_dictionaries({"id": st.just("m1"), "text": st.sampled_from(["A sea", "a sea", "15", "criminal greed", "ferry sank off", "“"])}), max_size=1),
    cites=_ID_LISTS,
    groups=st.lists(_ID_LISTS, max_size=2),
)  # fmt: skip
def test_whatever_a_reply_says_every_span_stands(
    figures: list[Any],
    quotes: list[Any],
    events: list[Any],
    missed: list[Any],
    cites: list[str],
    groups: list[Any],
) -> None:
    """No reply can make a span that the source does not carry, nor a result that its own checks refuse."""
    reply = without(figures=figures, quotes=quotes, events=[*events, GOOD["events"][0]], missed=missed,
                    contradictions=groups, summary=[{"cites": cites, "text": "A ferry sank."}])  # fmt: skip
    result, _ = extract(reply, {})
    assert ungrounded(result, ARTICLE.text) == []
    assert list(recheck(result, ARTICLE.text)) == []
    segmented = segment(ARTICLE.text, published=ARTICLE.info.published)
    assert check_result(result, segmented) == result.checks
    assert OPTIONS.model == result.provenance.model
