"""From a reply to a result: records grounded in the article, links resolved, a summary with citations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from summarizer.checks import make_finding
from summarizer.extraction.labelled.events import ground_events
from summarizer.extraction.labelled.figures import ground_figures, missed_figure
from summarizer.extraction.labelled.grounded import ArticleGround, Ground
from summarizer.extraction.labelled.quotes import ground_quotes, missed_quotation
from summarizer.records import ArticleSummary, Event, Figure, Quote, Sentence, Span, Summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from summarizer.extraction.labelled.reply import Reply, Statement
    from summarizer.records import DocumentInfo, Provenance
    from summarizer.text.candidates import FigureCandidate, Quotation, Stretch
    from summarizer.text.segment import Segmented

__all__ = ["build_result"]

_Records = TypeVar("_Records", Event, Figure, Quote)
_LINKS: dict[type, tuple[str, ...]] = {Event: (), Figure: ("part_of", "same_as"), Quote: ("continues",)}


def build_result(
    info: DocumentInfo,
    segmented: Segmented,
    reply: Reply,
    provenance: Provenance,
    article: ArticleGround | None = None,
) -> ArticleSummary:
    """Ground a reply in its article; what cannot be grounded is left out, with a finding.

    Args:
        info: What is known of the article.
        segmented: What the rules found in it.
        reply: What the model says of it.
        provenance: Who made the reply, and what it took.
        article: What an earlier reply about the article was grounded in, if there was one.
    """
    ground = Ground(article or ArticleGround(segmented, info.furniture), reply)
    figure_candidates = _by_id("f", segmented.figures)
    quotation_candidates = _by_id("q", segmented.quotations)
    renamed = _take_missed(ground, figure_candidates, quotation_candidates)
    ground.reply = reply = _renamed(reply, renamed)
    figures = ground_figures(ground, figure_candidates)
    quotes = ground_quotes(ground, quotation_candidates)
    events = ground_events(ground)
    _note_dismissals(ground)
    records: dict[str, Event | Figure | Quote] = {}
    records.update((event.id, event) for event in events)
    records.update((figure.id, figure) for figure in figures)
    records.update((quote.id, quote) for quote in quotes)
    disputes = _disputes(ground, records)
    summary = _summary(ground, records)
    events = [_linked(event, records, disputes, ground) for event in events]
    figures = [_linked(figure, records, disputes, ground) for figure in figures]
    quotes = [_linked(quote, records, disputes, ground) for quote in quotes]
    ground.note_further_unknown()
    return ArticleSummary(
        status="ok",
        document=info,
        summary=summary,
        events=tuple(events),
        figures=tuple(figures),
        quotes=tuple(quotes),
        checks=tuple(ground.findings),
        provenance=provenance,
    )


_StretchT = TypeVar("_StretchT", bound="Stretch")


def _by_id(prefix: str, candidates: Iterable[_StretchT]) -> dict[str, _StretchT]:
    return {f"{prefix}{number}": one for number, one in enumerate(candidates, start=1)}


def _take_missed(
    ground: Ground, figures: dict[str, FigureCandidate], quotations: dict[str, Quotation]
) -> dict[str, str]:
    """Add what the rules overlooked to the candidates; the id of each there.

    A passage that overlaps a candidate of its kind is that candidate.
    """
    renamed: dict[str, str] = {}
    as_figures = {label.id for label in ground.reply.figures}
    as_quotes = {label.id for label in ground.reply.quotes}
    for passage in ground.reply.missed:
        sentences = ground.sentences([passage.in_] if passage.in_ else [], "a missed passage", passage.text)
        near = sentences[0].start if sentences else None
        if passage.id in as_figures and (figure := missed_figure(passage, near, ground)):
            renamed[passage.id] = _place_among("f", figures, figure)
        elif passage.id in as_quotes and (quotation := missed_quotation(passage, near, ground)):
            renamed[passage.id] = _place_among("q", quotations, quotation)
    return renamed


def _place_among(prefix: str, candidates: dict[str, _StretchT], one: _StretchT) -> str:
    for id_, other in candidates.items():
        if one.start < other.end and other.start < one.end:
            return id_
    id_ = f"{prefix}{len(candidates) + 1}"
    candidates[id_] = one
    return id_


def _renamed(reply: Reply, ids: Mapping[str, str]) -> Reply:
    """The reply with the final ids of what it says was missed.

    Every label of a figure or a quotation is copied, also where its id stays: it may stand for another
    candidate now, and ``Ground.once`` knows labels by their identity.
    """
    if not ids:
        return reply

    def new(id_: str) -> str:
        return ids.get(id_, id_)

    def restate(statement: Statement) -> Statement:
        return statement.model_copy(update={"cites": [new(id_) for id_ in statement.cites]})

    return reply.model_copy(
        update={
            "figures": [
                label.model_copy(
                    update={"id": new(label.id), "part_of": new(label.part_of), "same_as": new(label.same_as)}
                )
                for label in reply.figures
            ],
            "quotes": [
                label.model_copy(update={"id": new(label.id), "continues": new(label.continues)})
                for label in reply.quotes
            ],
            "contradictions": [[new(id_) for id_ in group] for group in reply.contradictions],
            "headline": restate(reply.headline) if reply.headline else None,
            "summary": [restate(statement) for statement in reply.summary],
            "contested": [restate(statement) for statement in reply.contested],
        }
    )


def _note_dismissals(ground: Ground) -> None:
    labelled = {label.id for label in ground.reply.figures} | {label.id for label in ground.reply.quotes}
    candidates: dict[str, Stretch] = {
        **_by_id("f", ground.segmented.figures),
        **_by_id("q", ground.segmented.quotations),
    }
    for dismissal in {one.id: one for one in ground.reply.dismissed}.values():
        candidate = candidates.get(dismissal.id)
        if candidate is None:
            if dismissal.id[:1] in ("f", "q"):
                ground.unknown(dismissal.id, "a dismissal", dismissal.why, "candidate")
            continue
        if dismissal.id in labelled:
            continue
        span = Span(start=candidate.start, end=candidate.end, text=candidate.text)
        reason = f": {dismissal.why}" if dismissal.why else ""
        message = f"the model dismissed “{candidate.text}”{reason}"
        ground.findings.append(make_finding("dismissed-candidate", message, record=dismissal.id, span=span))


def _disputes(ground: Ground, records: Mapping[str, object]) -> dict[str, dict[str, None]]:
    """For each record the ids of those that contradict it, in order, each once: both ways."""
    disputes: dict[str, dict[str, None]] = {}
    for group in ground.reply.contradictions:
        ids = [id_ for id_ in dict.fromkeys(group) if id_ in records]
        for id_ in group:
            if id_ not in records:
                ground.unknown(id_, "a contradiction", " – ".join(group), "record")
        for id_ in ids:
            disputes.setdefault(id_, {}).update((other, None) for other in ids if other != id_)
    return disputes


def _linked(
    record: _Records, records: Mapping[str, object], disputes: Mapping[str, Iterable[str]], ground: Ground
) -> _Records:
    """The record with its links; those to records that are not there are dropped, with a finding."""
    update: dict[str, Any] = {}
    for field in _LINKS[type(record)]:
        id_ = getattr(record, field)
        if id_ is None:
            continue
        kind = Quote if field == "continues" else Figure
        if id_ == record.id or not isinstance(records.get(id_), kind):
            update[field] = None
            ground.unknown(id_, f"{field} of {record.id}", getattr(record, "text", ""), kind.__name__.lower())
    if record.id in disputes and not isinstance(record, Quote):
        update["disputed_by"] = tuple(disputes[record.id])
    return record.model_copy(update=update) if update else record


def _summary(ground: Ground, records: Mapping[str, Event | Figure | Quote]) -> Summary:
    def carried(statements: Iterable[Statement], owner: str, letter: str) -> tuple[Sentence, ...]:
        sentences = (
            _carried(one, f"{owner} {number}", f"{letter}{number}", ground, records)
            for number, one in enumerate(statements, start=1)
        )
        return tuple(filter(None, sentences))

    reply = ground.reply
    return Summary(
        headline=reply.headline and _carried(reply.headline, "the headline", "headline", ground, records),
        sentences=carried(reply.summary, "summary sentence", "s"),
        contested=carried(reply.contested, "contested line", "c"),
    )


def _carried(
    statement: Statement,
    owner: str,
    label: str,
    ground: Ground,
    records: Mapping[str, Event | Figure | Quote],
) -> Sentence | None:
    """The sentence, or None with a finding where nothing of the article is cited by it."""
    sentence = _sentence(statement, owner, ground, records)
    if sentence.evidence or sentence.records:
        return sentence
    message = f"{owner}, “{sentence.text}”, cites nothing; cite what carries it"
    ground.findings.append(make_finding("span-not-found", message, sentence=label))
    return None


def _sentence(
    statement: Statement, owner: str, ground: Ground, records: Mapping[str, Event | Figure | Quote]
) -> Sentence:
    """A sentence with the spans of the sentences that it cites, directly or by a record."""
    text = " ".join(statement.text.split())
    cited = list(dict.fromkeys(statement.cites))
    known = [id_ for id_ in cited if id_ in records]
    others = [id_ for id_ in cited if id_ not in records]
    for id_ in others:
        if not id_.startswith("s"):
            ground.unknown(id_, owner, text, "record")
    spans = {
        *ground.evidence(ground.sentences((id_ for id_ in others if id_.startswith("s")), owner, text)),
        *(span for id_ in known for span in _carriers(records[id_], ground)),
    }
    return Sentence(
        text=text,
        evidence=tuple(sorted(spans, key=lambda span: (span.start, span.end))),
        records=tuple(known),
    )


def _carriers(record: Event | Figure | Quote, ground: Ground) -> tuple[Span, ...]:
    if not isinstance(record, Quote):
        return record.evidence
    first = ground.sentence_span(record.span.start)
    last = ground.sentence_span(max(record.span.start, record.span.end - 1))
    return tuple(dict.fromkeys((*first, *last)))
