"""Facts about joining: parts keep apart what is theirs, one happening is one event, a repair changes what it names."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from summarizer.extraction.labelled.merging import digested, joined, repaired
from summarizer.extraction.labelled.reply import Digest, Reply


def event(id_: str, *sentences: str, **more: Any) -> dict[str, Any]:
    """A label of an event."""
    return {"id": id_, "in": list(sentences), "what": "Shops closed.", "type": "economy", **more}


def part(number: int) -> Reply:
    """The reply about one part, with the same ids of its own as any other part's."""
    return Reply.model_validate(
        {
            "sources": [{"id": "p1", "name": f"mayor {number}", "kind": "officials"}],
            "missed": [{"id": "m1", "in": f"s{number}", "text": f"a few {number}"}],
            "figures": [
                {"id": f"f{number}", "measure": "count", "by": ["p1"]},
                {"id": "m1", "measure": "age", "by": ["p1"]},
            ],
            "quotes": [{"id": f"q{number}", "kind": "term", "by": ["p1"]}],
            "events": [event("e1", f"s{number}", by=["p1"])],
            "dismissed": [{"id": f"f{number + 50}"}],
            "contradictions": [["e1", "m1", f"f{number}"]],
            "headline": {"cites": ["e1"], "text": f"Headline {number}"},
            "summary": [
                {"cites": ["e1", f"s{number}", "m1", f"q{number}"], "text": "In e1 and p1 shops closed."}
            ],
            "contested": [{"cites": ["e1"], "text": "x"}],
        }
    )


@settings(deadline=None)
@given(st.integers(1, 6))
def test_parts_do_not_clash(count: int) -> None:
    """Every part's own ids stay apart and still lead to the same things; ids of candidates stay."""
    reply = joined([part(number) for number in range(1, count + 1)])
    for given_ids in (
        [one.id for one in reply.sources], [one.id for one in reply.missed], [one.id for one in reply.events],
        [one.id for one in reply.figures], [one.id for one in reply.quotes], [one.id for one in reply.dismissed],
    ):  # fmt: skip
        assert len(set(given_ids)) == len(given_ids)
    names = {one.id: one.name for one in reply.sources}
    for number in range(count):
        figure, missed = reply.figures[2 * number], reply.figures[2 * number + 1]
        assert figure.id == f"f{number + 1}"
        assert (
            [names[id_] for id_ in figure.by] == [names[id_] for id_ in missed.by] == [f"mayor {number + 1}"]
        )
        assert missed.id == reply.missed[number].id
        assert reply.missed[number].in_ == f"s{number + 1}"
        happening = reply.events[number]
        assert happening.in_ == [f"s{number + 1}"]
        assert reply.contradictions[number] == [happening.id, missed.id, figure.id]
        assert reply.summary[number].cites == [happening.id, f"s{number + 1}", missed.id, f"q{number + 1}"]
        assert reply.summary[number].text == "In e1 and p1 shops closed."
    assert reply.headline is not None
    assert reply.headline.text == "Headline 1"


def test_one_part_is_itself() -> None:
    """A reply alone comes back as it was."""
    assert joined([part(1)]) == part(1)


@pytest.mark.parametrize("link", ["part_of", "same_as"])
def test_links_to_missed_passages_stay_in_their_part(link: str) -> None:
    """``part_of`` m1 in the second part means the second part's m1."""
    second = part(2)
    figures = [second.figures[0].model_copy(update={link: "m1"}), second.figures[1]]
    reply = joined([part(1), second.model_copy(update={"figures": figures})])
    assert getattr(reply.figures[2], link) == reply.figures[3].id


@pytest.mark.parametrize("id_", ["p1", "P1", 1])
def test_sources_of_two_parts_are_never_mistaken(id_: str | int) -> None:
    """Parts number their sources alike, and each claim keeps its own."""
    parts = [
        Reply.model_validate(
            {
                "sources": [{"id": id_, "name": name, "kind": "officials"}],
                "figures": [{"id": f"f{number}", "measure": "killed", "by": [id_]}],
            }
        )
        for number, name in enumerate(("police", "union"), start=1)
    ]
    reply = joined(parts)
    names = {one.id: one.name for one in reply.sources}
    assert [names[figure.by[0]] for figure in reply.figures] == ["police", "union"]


@pytest.mark.parametrize("id_", ["src1", "mayor", "a", ""])
def test_a_source_has_an_id_of_its_kind(id_: str) -> None:
    """Ids of another form could not be told apart between parts: they are asked for again."""
    with pytest.raises(ValidationError, match="an id here is p and a number"):
        Reply.model_validate({"sources": [{"id": id_, "name": "x", "kind": "officials"}]})


def whole(*ids: str) -> Reply:
    """A joined reply with some events, each of its own sentence, and a sentence that cites all."""
    events = [event(id_, f"s{number}") for number, id_ in enumerate(ids, start=1)]
    return Reply.model_validate({"events": events, "summary": [{"cites": list(ids), "text": "Parts."}]})


def digest(*same: list[str], cites: tuple[str, ...] = ("e1", "e2", "e3")) -> Digest:
    """A digest with groups of events that are one, and a sentence."""
    return Digest.model_validate({"same": list(same), "summary": [{"cites": list(cites), "text": "Whole."}]})


def test_events_that_are_one_become_one() -> None:
    """The first of a group has the sentences of all, four at most, and stands for them wherever they are cited."""
    reply = digested(
        whole("e1", "e2", "e3").model_copy(update={"contradictions": [["e2", "f1"]]}), digest(["e1", "e2"])
    )
    assert [one.id for one in reply.events] == ["e1", "e3"]
    assert reply.events[0].in_ == ["s1", "s2"]
    assert reply.summary[0].cites == ["e1", "e3"]
    assert reply.contradictions == [["e1", "f1"]]
    many = whole(*(f"e{number}" for number in range(1, 8)))
    assert len(digested(many, digest([f"e{number}" for number in range(1, 8)])).events[0].in_) == 4


def test_chained_groups_are_one_event() -> None:
    """“e1 is e2” and “e2 is e3” make one."""
    reply = digested(whole("e1", "e2", "e3"), digest(["e1", "e2"], ["e2", "e3"]))
    assert [one.id for one in reply.events] == ["e1"]
    assert reply.summary[0].cites == ["e1"]


def test_a_digest_without_doubles_changes_no_event() -> None:
    """Groups of one, of figures and none leave everything."""
    events = whole("e1", "e2", "e3").events
    assert digested(whole("e1", "e2", "e3"), digest(["e2"], [], ["f1", "f2"])).events == events


@pytest.mark.parametrize("same", [[["e2", "e1"]], [["e9", "e1", "e2"]], [["e2", "e3"], ["e1", "e2"]]])
def test_groups_in_any_order_lose_no_citation(same: list[list[str]]) -> None:
    """After merging, whatever is cited is there, and the doubles are gone."""
    reply = digested(whole("e1", "e2", "e3"), digest(*same))
    known = {one.id for one in reply.events}
    assert set(reply.summary[0].cites) <= known
    assert len(known) < 3


def test_a_digest_without_a_summary_keeps_the_citations_of_the_parts() -> None:
    """If the parts' sentences stand in for it, they cite what is left."""
    reply = digested(whole("e1", "e2", "e3"), Digest.model_validate({"same": [["e1", "e2"]]}))
    assert set(reply.summary[0].cites) <= {one.id for one in reply.events}


FIRST = Reply.model_validate(
    {
        "sources": [{"id": "p1", "name": "council", "kind": "officials"}],
        "figures": [
            {"id": "f1", "measure": "count", "by": ["p1"], "place": "park"},
            {"id": "f2", "measure": "age"},
        ],
        "quotes": [{"id": "q1", "kind": "term"}],
        "dismissed": [{"id": "f3"}, {"id": "f4"}],
        "events": [event("e1", "s1"), event("e2", "s2")],
        "headline": {"cites": ["e1"], "text": "Old"},
        "summary": [{"cites": ["e1"], "text": f"Sentence {number}."} for number in (1, 2, 3)],
        "contested": [{"cites": ["e1"], "text": "Line 1."}, {"cites": ["e1"], "text": "Line 2."}],
    }
)


class Everything:
    """Stands for a list of findings about everything."""

    def __contains__(self, label: object) -> bool:
        return True


def mend(**fields: Any) -> Reply:
    """The first reply after a repair."""
    return repaired(FIRST, Reply.model_validate(fields), Everything())


def test_an_empty_repair_changes_nothing() -> None:
    """Nothing in, nothing out."""
    assert mend() == FIRST


def test_a_repair_replaces_records_by_id() -> None:
    """The corrected record takes the place of the old with all its fields; new ones come after."""
    reply = mend(
        figures=[{"id": "f1", "measure": "killed"}, {"id": "f5", "measure": "age"}],
        events=[event("e2", "s9"), event("e3", "s3")],
        sources=[{"id": "p2", "name": "union", "kind": "organisation"}],
    )
    assert [(one.id, one.measure, one.place) for one in reply.figures] == [("f1", "killed", ""), ("f2", "age", ""), ("f5", "age", "")]  # fmt: skip
    assert [(one.id, one.in_) for one in reply.events] == [("e1", ["s1"]), ("e2", ["s9"]), ("e3", ["s3"])]
    assert [one.name for one in reply.sources] == ["council", "union"]


def test_a_repair_dismisses_and_labels() -> None:
    """A dismissal takes the label away, a label the dismissal; of both in one repair the label counts."""
    reply = mend(
        dismissed=["f2", "q1", "f4"],
        figures=[{"id": "f4", "measure": "count"}, {"id": "f3", "measure": "count"}],
    )
    assert [one.id for one in reply.figures] == ["f1", "f4", "f3"]
    assert reply.quotes == []
    assert sorted(one.id for one in reply.dismissed) == ["f2", "q1"]


@pytest.mark.parametrize(
    ("summary", "texts"),
    [
        ([{"n": 2, "text": "New."}], ["Sentence 1.", "New.", "Sentence 3."]),
        ([{"n": "3", "text": "New."}, {"n": 1, "text": "First."}], ["First.", "Sentence 2.", "New."]),
        ([{"text": "More."}], ["Sentence 1.", "Sentence 2.", "Sentence 3."]),
        ([{"n": 9, "text": "More."}], ["Sentence 1.", "Sentence 2.", "Sentence 3."]),
        ([{"n": 0, "text": "More."}, {"n": -1, "text": "And."}], ["Sentence 1.", "Sentence 2.", "Sentence 3."]),
        ([{"text": "A."}, {"text": "B."}, {"text": "C."}], ["A.", "B.", "C."]),
        ([{"n": 1, "text": "A."}, {"text": "B."}, {"text": "C."}], ["A.", "Sentence 2.", "Sentence 3."]),
    ],
)  # fmt: skip
def test_a_repair_replaces_sentences_by_number(summary: list[dict[str, Any]], texts: list[str]) -> None:
    """By its number where it has one that was found faulty; as many without numbers are all of those."""
    reply = mend(summary=[{"cites": [], **one} for one in summary])
    assert [one.text for one in reply.summary] == texts
    assert reply.contested == FIRST.contested


def test_a_repair_replaces_contested_lines_and_the_headline() -> None:
    """Lines by number as sentences are; the headline whole."""
    reply = mend(contested=[{"n": 2, "cites": [], "text": "New."}], headline={"cites": [], "text": "Head"})
    assert [one.text for one in reply.contested] == ["Line 1.", "New."]
    assert reply.headline is not None
    assert reply.headline.text == "Head"
