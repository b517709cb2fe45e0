"""The finders against the reference annotations of the five seeds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from summarizer.reading import read_paths
from summarizer.records import Document
from summarizer.text.segment import Segmented, segment

ROOT = Path(__file__).parents[1]
REFERENCES = sorted((ROOT / "tests" / "reference").glob("*.json"))


def load(reference: Path) -> tuple[dict[str, Any], Document, Segmented]:
    """A reference annotation, its article as read, and what the rules find in it."""
    annotation: dict[str, Any] = json.loads(reference.read_text(encoding="utf-8"))
    (document,) = read_paths([str(ROOT / "seeds" / f"{reference.stem}.txt")])
    assert isinstance(document, Document)
    info = document.info
    return annotation, document, segment(document.text, published=info.published, furniture=info.furniture)


def overlap(span: dict[str, Any], start: int, end: int) -> bool:
    """Whether an annotated span and a stretch have a character in common."""
    return bool(span["start"] < end and start < span["end"])


@pytest.mark.parametrize("reference", REFERENCES, ids=lambda path: path.stem[:3])
def test_every_required_figure_is_a_candidate_with_its_exact_span_and_value(reference: Path) -> None:
    """Every figure of a reference that is not optional is found, with its span, value and bound."""
    annotation, _, found = load(reference)
    candidates = {(item.start, item.end): item for item in found.figures}
    for figure in annotation["figures"]:
        if figure.get("optional"):
            continue
        candidate = candidates[figure["span"]["start"], figure["span"]["end"]]
        assert (candidate.value, candidate.upper, candidate.bound) == (
            figure["value"],
            figure["upper"],
            figure["bound"],
        )


@pytest.mark.parametrize("reference", REFERENCES, ids=lambda path: path.stem[:3])
def test_every_required_quotation_is_a_candidate_with_its_exact_span(reference: Path) -> None:
    """Every quotation of a reference that is not optional is found, with exactly its inner span."""
    annotation, _, found = load(reference)
    spans = {(item.inner.start, item.inner.end) for item in found.quotations}
    required = [quote for quote in annotation["quotes"] if not quote.get("optional")]
    assert {(quote["span"]["start"], quote["span"]["end"]) for quote in required} <= spans


@pytest.mark.parametrize("reference", REFERENCES, ids=lambda path: path.stem[:3])
def test_no_candidate_lies_in_furniture(reference: Path) -> None:
    """Nothing is found in what was set aside as page furniture."""
    _, document, found = load(reference)
    stretches = [(item.start, item.end) for item in (*found.figures, *found.quotations, *found.sentences)]
    for span in document.info.furniture:
        assert not any(start < span.end and span.start < end for start, end in stretches)


def test_every_candidate_matches_a_reference_record() -> None:
    """Over the five seeds each of the candidates is a reference record, optional or not."""
    matched = total = 0
    for reference in REFERENCES:
        annotation, _, found = load(reference)
        for spans, stretches in (
            ([f["span"] for f in annotation["figures"]], [(c.start, c.end) for c in found.figures]),
            (
                [q["span"] for q in annotation["quotes"]],
                [(c.inner.start, c.inner.end) for c in found.quotations],
            ),
        ):
            total += len(stretches)
            matched += sum(any(overlap(span, *stretch) for span in spans) for stretch in stretches)
    assert (matched, total) == (91, 91)
