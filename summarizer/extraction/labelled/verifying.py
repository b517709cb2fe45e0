"""A second reading: the model judges summary and attributions by what they cite; doubts become findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BeforeValidator, Field

from summarizer.checks import make_finding
from summarizer.checks.codes import DOUBTED
from summarizer.checks.subjects import iter_records, iter_sentences
from summarizer.extraction.labelled.marking import defuse
from summarizer.extraction.labelled.prompting import about, fence_token, fill, prompt_text
from summarizer.extraction.labelled.reply import Form
from summarizer.grounding import spans_of
from summarizer.models import Message
from summarizer.records import Quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.records import ArticleSummary, Check, CheckCode, Span
    from summarizer.text.segment import Segmented

__all__ = ["VERIFY", "Verdict", "doubts", "verification_messages"]

VERIFY = "verify.v1"
_CODES: dict[str, CheckCode] = {
    "content": "inconsistent",
    "source": "roles-swapped",
    "certainty": "inconsistent",
}
"""Warnings only: a doubt is for the reader, and takes nothing out of the result."""

_AROUND_AN_ID = " \t\n[]⟦⟧“”\"'.:"
_LONGEST_WHY = 400


def _as_written(value: object) -> object:
    """An id without brackets, marks and capitals; what names nothing stays, to be left out later."""
    return value.strip(_AROUND_AN_ID).lower() if isinstance(value, str) else value


def _shortened(value: object) -> object:
    """A reason on one line and of bearable length: a long one is no ground to lose the doubt."""
    if not isinstance(value, str):
        return value
    words = " ".join(value.split())
    return words if len(words) <= _LONGEST_WHY else f"{words[: _LONGEST_WHY - 1]}…"


class Doubt(Form):
    """One statement that the second reading would have corrected."""

    id: Annotated[str, BeforeValidator(_as_written)]
    kind: Literal["content", "source", "certainty"] = "content"
    why: Annotated[str, BeforeValidator(_shortened), Field(max_length=_LONGEST_WHY)] = ""


class Verdict(Form):
    """The answer of the second reading."""

    doubts: Annotated[list[Doubt], Field(max_length=200, default_factory=list)]


def verification_messages(result: ArticleSummary, segmented: Segmented) -> tuple[Message, ...]:
    """The conversation that asks for doubts: what is cited, once, and every statement with its sentences.

    Args:
        result: The checked result.
        segmented: What the rules found in the article.
    """
    lines = list(_statements(result, segmented))
    numbers = sorted({number for _, cited in lines for number in cited})
    sentences = (f"[{number}] {segmented.sentences[number - 1].text}" for number in numbers)
    user = fill(
        f"{VERIFY}.user",
        token=fence_token(segmented.text, VERIFY),
        about=f"{about(result.document)}\n" if about(result.document) else "",
        article="\n".join(defuse(" ".join(one.split())) for one in sentences),
        statements="\n".join(f"{line} {_ids(cited)}" for line, cited in lines),
    )
    return (Message("system", prompt_text(f"{VERIFY}.system").strip()), Message("user", user))


def doubts(verdict: Verdict, result: ArticleSummary, model: str) -> Iterator[Check]:
    """A finding for every doubt about something that is in the result; others are left out.

    Args:
        verdict: The answer of the second reading.
        result: The result that was read.
        model: Who read it.
    """
    about_what = {subject.record: subject for subject, _ in iter_records(result)}
    about_what |= {subject.sentence: subject for subject, _ in iter_sentences(result)}
    for doubt in dict.fromkeys(verdict.doubts):
        subject = about_what.get(doubt.id)
        if subject is None:
            continue
        yield make_finding(
            _CODES[doubt.kind],
            f"{DOUBTED} by {model} ({doubt.kind}): {doubt.why or 'no reason given'}, in {subject}",
            record=subject.record,
            sentence=subject.sentence,
            span=subject.span,
        )


def _statements(result: ArticleSummary, segmented: Segmented) -> Iterator[tuple[str, list[int]]]:
    """Every statement in one line, defused, with the numbers of the sentences that it rests on."""
    spans_by_id = {subject.record: spans_of(record) for subject, record in iter_records(result)}
    for subject, sentence in iter_sentences(result):
        cited = [*sentence.evidence, *(span for id_ in sentence.records for span in spans_by_id.get(id_, ()))]
        yield f"- {subject.sentence}: {_line(sentence.text)}", _numbers(cited, segmented)
    for subject, record in iter_records(result):
        if isinstance(record, Quote):
            chain = record.via if record.speaker is None else (record.speaker, *record.via)
        else:
            chain = record.attributed_to
        who = " via ".join(source.name for source in chain) or "nobody"
        line = f"- {subject.record}: “{_line(subject.text)}”, who: {_line(who)}"
        yield line, _numbers(spans_by_id[subject.record], segmented)


def _numbers(spans: Iterable[Span], segmented: Segmented) -> list[int]:
    """Numbers, from 1, of the sentences that spans reach into, those in the middle of a long one too."""
    numbers: set[int] = set()
    for span in spans:
        ends = (span.start, max(span.start, span.end - 1))
        places = [index for offset in ends if (index := segmented.sentence_index(offset)) is not None]
        if places:
            numbers.update(range(min(places) + 1, max(places) + 2))
    return sorted(numbers)


def _line(text: str) -> str:
    return defuse(" ".join(text.split()))


def _ids(numbers: list[int]) -> str:
    return f"[{', '.join(map(str, numbers))}]" if numbers else "[nothing]"
