"""Tests of the extraction as a whole: the models by name, the seeds, arbitrary and hostile text."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from growth_support import LIMIT, growth
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.checks import recheck
from summarizer.errors import UnknownModelError
from summarizer.extraction import BASELINE, check_model, extract
from summarizer.grounding import ungrounded
from summarizer.reading import read_paths
from summarizer.records import Document, DocumentInfo

TESTS = Path(__file__).parents[1]
SEEDS = sorted(str(path) for path in (TESTS.parent / "seeds").glob("*.txt"))
FLOORS = {
    "figure found": 1.0,
    "figure precise": 1.0,
    "measure": 0.93,
    "claim": 0.95,
    "first source": 0.95,
    "quote found": 1.0,
    "quote precise": 1.0,
    "speaker": 0.95,
    "kind": 0.95,
}


def test_model_is_chosen_by_name() -> None:
    """Only the model that is here passes; any other is named in the error."""
    check_model(BASELINE)
    with pytest.raises(UnknownModelError, match="gpt"):
        check_model("gpt")
    with pytest.raises(UnknownModelError):
        extract(Document(info=DocumentInfo(id="a"), text="Two died."), model="gpt")


def overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two spans share a character."""
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def is_same(found: dict[str, Any] | None, wanted: dict[str, Any] | None) -> bool:
    """Whether two sources are the same: by name, or by a mention in common."""
    if found is None or wanted is None:
        return found is wanted
    if found["name"].lower().removeprefix("the ") == wanted["name"].lower().removeprefix("the "):
        return True
    return any(overlap(one, other) for one in found["mentions"] for other in wanted["mentions"])


def score(kind: str, found: list[dict[str, Any]], wanted: list[dict[str, Any]]) -> Counter[tuple[str, bool]]:
    """What of the required records of one kind is found, and with which labels."""
    counts: Counter[tuple[str, bool]] = Counter()
    for record in found:
        counts[f"{kind} precise", any(overlap(record["span"], one["span"]) for one in wanted)] += 1
    for record in wanted:
        if record.get("optional"):
            continue
        match = next((one for one in found if overlap(one["span"], record["span"])), None)
        counts[f"{kind} found", match is not None] += 1
        if match is None:
            continue
        if kind == "quote":
            counts["speaker", is_same(match["speaker"], record["speaker"])] += 1
            counts["kind", match["kind"] == record["kind"]] += 1
            continue
        one, other = match["attributed_to"], record["attributed_to"]
        counts["measure", match["measure"] == record["measure"]] += 1
        counts["claim", bool(one) == bool(other)] += 1
        if one and other:
            counts["first source", is_same(one[0], other[0])] += 1
    return counts


@pytest.fixture(scope="module")
def measured() -> Counter[tuple[str, bool]]:
    """How often each label of the seeds is as the reference has it, and how often not."""
    counts: Counter[tuple[str, bool]] = Counter()
    for document in read_paths(SEEDS):
        assert isinstance(document, Document)
        result = extract(document).model_dump(mode="json", by_alias=True)
        path = TESTS / "reference" / f"{document.info.id}.json"
        reference = json.loads(path.read_text(encoding="utf-8"))
        for kind, field in (("figure", "figures"), ("quote", "quotes")):
            counts += score(kind, result[field], reference[field])
    return counts


@pytest.mark.parametrize("label", FLOORS)
def test_floor_on_the_seeds(measured: Counter[tuple[str, bool]], label: str) -> None:
    """On the annotated seeds no label falls below its floor."""
    right, wrong = measured[label, True], measured[label, False]
    assert right / (right + wrong) >= FLOORS[label]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: Path(path).stem)
def test_seeds_hold(path: str) -> None:
    """A seed's result is grounded, follows from its source, and is the same every time."""
    (document,) = read_paths([path])
    assert isinstance(document, Document)
    result = extract(document)
    assert ungrounded(result, document.text) == []
    assert recheck(result, document.text) == []
    assert extract(document) == result


PIECES = st.sampled_from(
    [
        *"aA1 .,“”‘’\"';:()\n%$é\x00\u202e🙂",
        " said ", "Jane Doe ", "the ", "police ", "killed 12 people", "according to ", " told Reuters ", "adding that ",
        "on Monday", "$4.5bn ", "3% ", " citing ", "he ", "The company ", ", who ", "\n\n", "quoted by ", "data from ",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200),
    st.lists(PIECES, max_size=40).map("".join),
)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_any_text_is_grounded(text: str) -> None:
    """Of arbitrary text every span stands in the source, every finding follows, and the result is the same twice."""
    document = Document(info=DocumentInfo(id="any", language="en"), text=text)
    result = extract(document)
    assert ungrounded(result, document.text) == []
    assert [problem for problem in recheck(result, document.text) if problem.kind != "document"] == []
    assert extract(document).model_dump_json() == result.model_dump_json()


@pytest.mark.parametrize(
    "piece",
    [
        "‘a’ ", "he said ", "“a” he said. ", "A 5 ", "3 to ", "Jane Doe ", "A said, ", "the a said ", "citing a, ",
        "also " * 40 + "x" * 25 + " said ", "He is " + "A" * 60 + "% said ", "X, who a, ", "$1bn ", "1 killed ", "A-",
    ],
)  # fmt: skip
def test_hostile_text_takes_linear_time(piece: str) -> None:
    """12,000 characters of one repeated piece take no longer than their length says."""

    def work(text: str) -> None:
        extract(Document(info=DocumentInfo(id="hostile", language="en"), text=text))

    assert growth(work, piece, 12_000) < LIMIT
