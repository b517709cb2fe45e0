"""Facts about changed summaries: one change of one sentence, as bad as what it now says, with the part that differs."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from diff_support import TEXT, result_value, span
from test_diff_planted import compared, found_in, records_of

from summarizer.review.excerpts import differing_parts
from summarizer.review.sentences import are_close, told_otherwise

SENTENCE = (
    "Residents of Alvik said on 3 December that 12 people were killed and 30 injured in the fires, while Ann Lee "
    "told the Gazette that 70% of the boats near Borden were lost."
)


def two_summaries(old: str, new: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Two results that differ in a part of the first sentence; its numbers stand elsewhere in the summary too."""
    left = result_value()
    left["summary"]["sentences"][0]["text"] = SENTENCE
    left["summary"]["sentences"][1]["text"] += " On 4 December 70% of them, or 17, were counted."
    right = deepcopy(left)
    right["summary"]["sentences"][0]["text"] = SENTENCE.replace(old, new)
    assert old in SENTENCE
    return left, right


@pytest.mark.parametrize(
    ("old", "new", "kind", "severity"),
    [
        ("70%", "17%", "value", "critical"),
        ("12 people were killed and 30 injured", "30 people were killed and 12 injured", "value", "critical"),
        ("3 December", "4 December", "date", "major"),
        ("killed", "injured", "measure", "major"),
        ("killed and 30 injured", "injured and 30 killed", "measure", "major"),
        ("Ann Lee", "Bo Dahl", "attribution", "critical"),
        ("Residents of Alvik said", "Officials said", "attribution", "critical"),
        ("Borden", "Cresta", "participant", "major"),
        ("were lost", "were not lost", "modality", "major"),
        ("were lost", "had been lost", "reworded", "minor"),
        ("said on 3 December that", "said that on December 3", "reworded", "minor"),
    ],
)
def test_a_changed_part_of_a_sentence_is_one_change(old: str, new: str, kind: str, severity: str) -> None:
    """As bad as what changed, although both numbers stand in other lines too; never added or removed."""
    diff = compared(*two_summaries(old, new))
    assert [(each.type, each.kind, each.severity) for each in diff.changes] == [("sentence", kind, severity)]
    assert [each.field for each in diff.changes[0].fields] == ["text"]


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("Ann Lee said gaps remain, Bo Dahl said a deal is near.", "Bo Dahl said gaps remain, Ann Lee said a deal is near.", "attribution"),
        ("The army said it won; residents said it lost.", "Residents said it won; the army said it lost.", "attribution"),
        ("In Oslo the Reds beat the Blues on penalties.", "In Oslo the Blues beat the Reds on penalties.", "participant"),
        ("On Monday crews cleared the roads in Alvik.", "In Alvik crews cleared the roads on Monday.", None),
        ("The United Nations said aid was needed.", "The UN said aid was needed.", None),
        ("Haniyeh said talks were over.", "Ismail Haniyeh said talks were over.", None),
    ],
)  # fmt: skip
def test_parts_that_changed_places(left: str, right: str, kind: str | None) -> None:
    """Speakers and names that were exchanged say something else; a phrase that moved, or a fuller name, does not."""
    assert are_close(left, right)
    told = told_otherwise(left, right)
    assert (told and told[0]) == kind


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("US officials said the plan failed.", "American officials said the plan failed.", None),
        ("President Biden said the plan failed.", "Joe Biden said the plan failed.", None),
        ("President Biden said the plan failed.", "President Putin said the plan failed.", "attribution"),
        (
            "Israeli officials said the plan failed.",
            "Palestinian officials said the plan failed.",
            "attribution",
        ),
        ("Egypt and Qatar mediated the talks on Gaza.", "Qatar and Egypt mediated the talks on Gaza.", None),
    ],
)
def test_another_form_of_a_name_is_wording(left: str, right: str, kind: str | None) -> None:
    """A demonym, an office for a first name and the order of two that are joined name the same."""
    told = told_otherwise(left, right)
    assert (told and told[0]) == kind


def test_each_dropped_citation_is_a_change() -> None:
    """Though another line cites the record still; with all of them gone it is major, and says so."""
    left = result_value()
    left["summary"]["sentences"][0]["records"] = ["e1", "e2", "f1"]
    for name in ("e1", "e2", "f1"):
        right = deepcopy(left)
        right["summary"]["sentences"][0]["records"].remove(name)
        (change,) = compared(left, right).changes
        assert (change.kind, change.severity) == ("link", "minor")
        assert [each.note for each in change.fields] == ["1 of 3 no longer cited"]
    right["summary"]["sentences"][0] |= {"records": [], "evidence": []}
    (change,) = compared(left, right).changes
    assert change.severity == "major"
    words = next(each.left for each in change.fields if each.field == "records") or ""
    assert words.count(";") == 2


def test_one_of_two_events_of_a_sentence_that_is_no_longer_cited_is_a_change() -> None:
    """Both stand on the same evidence, and so have one place."""
    left = result_value()
    left["events"].append(
        deepcopy(left["events"][0]) | {"id": "e99", "what": "Roads were blocked near Alvik."}
    )
    left["summary"]["sentences"][0]["records"] = ["e1", "e99"]
    right = deepcopy(left)
    right["summary"]["sentences"][0]["records"] = ["e1"]
    assert found_in(compared(left, right)) == [("s1", "link", "minor")]


def test_lines_that_are_gone_are_removed() -> None:
    """A headline and contested lines are major; a sentence that others repeat is minor, and a removal all the same."""
    left = result_value()
    line = left["summary"]["sentences"][0]
    left["summary"]["contested"] = [deepcopy(line), {**deepcopy(line), "text": "Nobody agrees on boats."}]
    right = deepcopy(left)
    right["summary"] |= {"headline": None, "contested": []}
    assert found_in(compared(left, right)) == [
        ("c1", "removed", "major"), ("c2", "removed", "major"), ("headline", "removed", "major"),
    ]  # fmt: skip
    right = deepcopy(left)
    del right["summary"]["sentences"][0]
    assert found_in(compared(left, right)) == [("s1", "removed", "minor")]


def test_a_quote_that_stands_elsewhere_is_a_change_with_both_places() -> None:
    """Whether the span's words are moved with it or not."""
    quote = records_of(result_value())["q1"]
    start, end = quote["span"]["start"] + 3, quote["span"]["end"] + 3
    other = result_value()
    records_of(other)["q1"]["span"] = span(TEXT, TEXT[start:end])
    assert found_in(compared(result_value(), other)) == [("q1", "span", "minor")]
    records_of(other)["q1"]["span"] = {"start": start, "end": end, "text": quote["text"]}
    (change,) = compared(result_value(), other).changes
    (field,) = change.fields
    assert (field.left, field.right) == (f"{quote['text']} (at {start - 3})", f"{quote['text']} (at {start})")


def test_long_texts_are_cut_around_what_differs() -> None:
    """Both from the same place, some words before the difference; short ones stay whole."""
    left, right = "word " * 60 + "killed " + "end " * 60, "word " * 60 + "injured " + "end " * 60
    one, other = differing_parts(left, right, 100)
    assert "killed" in (one or "")[:100]
    assert "injured" in (other or "")[:100]
    assert (one or "").startswith("… word")
    assert differing_parts("a", None, 100) == ("a", None)
    assert differing_parts("a b", "a c", 100) == ("a b", "a c")
