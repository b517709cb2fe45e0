"""What a reply is grounded with: the article, its sentences and dates by id, and the findings so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

from summarizer.checks import make_finding
from summarizer.checks.article_names import ArticleNames
from summarizer.extraction.labelled.sources import SourceTable
from summarizer.extraction.labelled.spoken_dates import leans_on_today, spoken_when
from summarizer.grounding import SourceIndex
from summarizer.records import Span, When
from summarizer.text.segment import mask

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from summarizer.extraction.labelled.reply import EventLabel, FigureLabel, QuoteLabel, Reply, SourceLabel
    from summarizer.records import Check, Event, Figure, Precision, Quote, Source, SourceKind
    from summarizer.text.candidates import DatePhrase, FigureCandidate, TextSentence
    from summarizer.text.segment import Segmented

__all__ = ["ArticleGround", "Ground"]

_RecordT = TypeVar("_RecordT", "Event", "Figure", "Quote")
_Label: TypeAlias = "EventLabel | FigureLabel | QuoteLabel"

_NO_DATE = When()
_TELLING = 10
"""From here on a number that comes again is likely the same figure: “9,000” is, “two” is not."""
_MOST_TELLINGS = 4
_MOST_UNKNOWN = 200
"""References to nothing that are told each; of more, it is told how many they are."""


class ArticleGround:
    """What replies about one article are grounded in; kept, it need not be made anew for a repair.

    Args:
        segmented: What the rules found in the article.
        furniture: What is left out where passages and sources are looked for, as the model does not see it.
    """

    def __init__(self, segmented: Segmented, furniture: tuple[Span, ...]) -> None:
        self.segmented = segmented
        self.index = SourceIndex(mask(segmented.text, furniture))
        """The article, for passages and sources."""
        self.names = ArticleNames(segmented.text)
        """The names of the article."""
        self.made: dict[int, Made] = {}
        """What was made of labels of earlier replies, by their identity: a repair keeps most of them."""
        self._repeated: dict[float, list[int]] | None = None

    def repeated(self, figure: FigureCandidate) -> list[int]:
        """Where the article gives the number of a figure, at most a few times; nowhere for a small one."""
        if figure.value is None or figure.value < _TELLING:
            return []
        if self._repeated is None:
            self._repeated = {}
            for one in self.segmented.figures:
                if one.value is not None and one.upper is None:
                    self._repeated.setdefault(one.value, []).append(one.start)
        return self._repeated.get(figure.value, [])[:_MOST_TELLINGS]


class Made(NamedTuple):
    """What was made of a label."""

    label: _Label
    """Kept, so that no other has its identity."""
    by: list[SourceLabel | None]
    """Those that it names as its sources."""
    said: dict[int, When]
    record: Any
    findings: list[Check]
    unknown: int
    """References to nothing in it."""


@dataclass(slots=True)
class Ground:
    """An article and a reply about it; findings are added as labels are read.

    Args:
        article: What the reply is grounded in.
        reply: What the model says of the article.
    """

    article: ArticleGround
    reply: Reply
    findings: list[Check] = field(default_factory=list)
    segmented: Segmented = field(init=False)
    """What the rules found in the article."""
    sources: SourceTable = field(init=False)
    said: dict[int, When] = field(init=False)
    """When each quotation was said, by its number from 0."""
    _unknown: int = field(init=False, default=0)
    """References to nothing so far."""
    _spans: dict[int, Span] = field(init=False, default_factory=dict)
    """Spans of sentences, by their starts: most sentences are cited more than once."""

    def __post_init__(self) -> None:
        self.segmented = self.article.segmented
        self.sources = SourceTable(self.reply.sources, self.article.index)
        self.said = _days_of_saying(self.reply, self.segmented)

    def once(self, label: _Label, make: Callable[[], _RecordT | None]) -> _RecordT | None:
        """The record of a label; one of an earlier reply, where nothing has changed that it is made from.

        That is the label itself, its sources, the days of saying, and the article: of a reply, ``make`` may
        read nothing else. Where a reply adds to the figures and quotations of the article, its labels of them
        are copies, with the final ids.

        Args:
            label: The label.
            make: Makes the record, and notes its findings here.
        """
        by = self.sources.labels(label.by)
        made = self.article.made.get(id(label))
        if made is None or made.by != by or made.said != self.said:
            before, unknown = len(self.findings), self._unknown
            record = make()
            made = Made(label, by, self.said, record, self.findings[before:], self._unknown - unknown)
            self.article.made[id(label)] = made
            return record
        self.findings += made.findings
        self._unknown += made.unknown
        known: _RecordT | None = made.record
        return known

    def sentences(self, ids: Iterable[str], owner: str, text: str) -> list[TextSentence]:
        """The sentences of some ids, in the order of the text; a finding for each that is not there."""
        numbers = set()
        for id_ in ids:
            number = _number(id_, "s")
            if number is None or number > len(self.segmented.sentences):
                self.unknown(id_, owner, text, "sentence")
            else:
                numbers.add(number)
        return [self.segmented.sentences[number - 1] for number in sorted(numbers)]

    def evidence(self, sentences: Iterable[TextSentence]) -> tuple[Span, ...]:
        """The spans of sentences."""
        return tuple(map(self._span, sentences))

    def _span(self, sentence: TextSentence) -> Span:
        span = self._spans.get(sentence.start)
        if span is None:
            span = Span(start=sentence.start, end=sentence.end, text=sentence.text)
            self._spans[sentence.start] = span
        return span

    def sentence_span(self, offset: int) -> tuple[Span, ...]:
        """The span of the sentence that holds ``offset``."""
        number = self.segmented.sentence_index(offset)
        return () if number is None else self.evidence([self.segmented.sentences[number]])

    def tellings(self, figure: FigureCandidate) -> tuple[Span, ...]:
        """The sentence of a figure, then those that repeat its number: one of them may say whose it is."""
        starts = (figure.start, *self.article.repeated(figure))
        return tuple(dict.fromkeys([span for start in starts for span in self.sentence_span(start)]))

    def chain(
        self, ids: Sequence[str], near: int, within: Sequence[Span], record: str, subject: str
    ) -> tuple[Source, ...] | None:
        """The sources of a chain with their mentions.

        None where the reply does not list one of them: the record is kept out then, with a finding, as a
        claim without its source would look like a fact.

        Args:
            ids: The chain, from the original source outwards.
            near: Offset to which the nearest mentions are looked for.
            within: The sentences that carry the record, and others that tell the same; a mention in the first
                that has one comes before all others.
            record: Id of the record.
            subject: The record in words, its whole text in quotation marks.
        """
        unknown = self.sources.unknown(ids)
        if unknown:
            message = f"“{unknown[0]}” is no source that the reply lists, but {subject}, is by it"
            self.findings.append(make_finding("unknown-id", message, record=record))
            return None
        return self.sources.chain(ids, near, within)

    def kind(self, ids: Sequence[str]) -> SourceKind:
        """The kind of the original source of a chain."""
        return self.sources.kind(ids)

    def when(self, ids: Iterable[str], owner: str, text: str) -> When:
        """The date of one or more date phrases: the first as written, or the stretch from first to last."""
        phrases: list[DatePhrase] = []
        for id_ in dict.fromkeys(ids):
            number = _number(id_, "d")
            if number is None or number > len(self.segmented.dates):
                self.unknown(id_, owner, text, "date phrase")
            else:
                phrases.append(self.segmented.dates[number - 1])
        phrases.sort(key=lambda phrase: phrase.start)
        if not phrases:
            return _NO_DATE
        if len({phrase.text.casefold() for phrase in phrases}) == 1:  # the same words twice say one day once
            return spoken_when(phrases[0], self.segmented, self.said)
        return _together(phrases, self.segmented.text)

    def unknown(self, id_: str, owner: str, text: str, kind: str) -> None:
        """Note a reference to something that the article or the reply does not have.

        Only the reference is lost; the record stays, so the finding names it in words, not by its id.
        """
        self._unknown += 1
        if self._unknown > _MOST_UNKNOWN:
            return
        message = f"“{id_}” is no {kind} of this article, but {owner}, “{text}”, refers to it"
        self.findings.append(make_finding("unknown-id", message))

    def note_further_unknown(self) -> None:
        """Note how many references to nothing there were beyond those that are told each."""
        further = self._unknown - _MOST_UNKNOWN
        if further > 0:
            message = f"{further} further ids of the reply name nothing of this article, and were left out"
            self.findings.append(make_finding("unknown-id", message))

    def located(self, text: str, near: int | None) -> Span | None:
        """Where a passage stands, exactly but for quotes, dashes, white space and ellipses."""
        return self.article.index.locate(text, near=near)


_JOINED = 40
"""Characters between two date phrases that are read as one: “on Tuesday and Wednesday”."""


def _days_of_saying(reply: Reply, segmented: Segmented) -> dict[int, When]:
    days: dict[int, When] = {}
    for label in reply.quotes:
        number, before = _number(label.id, "q"), _number(label.continues, "q")
        dated = [_number(id_, "d") for id_ in label.when]
        phrases = [segmented.dates[one - 1] for one in dated if one and one <= len(segmented.dates)]
        if number is not None and len(phrases) == 1 and not leans_on_today(phrases[0].text):
            days[number - 1] = phrases[0].when
        elif number is not None and before is not None and before - 1 in days:
            days[number - 1] = days[before - 1]
    return days


def _together(phrases: list[DatePhrase], text: str) -> When:
    first, last = phrases[0], phrases[-1]
    close = last.start - first.end <= _JOINED
    words = text[first.start : last.end] if close else f"{first.text}; {last.text}"
    starts = [phrase.when.start for phrase in phrases]
    ends = [phrase.when.end for phrase in phrases]
    if len({day.startswith("XXXX") for day in (*starts, *ends) if day}) > 1:
        return When(text=words)  # a day with a year and one without cannot be put in order
    start = min((day for day in starts if day), default=None) if all(starts) else None
    end = max((day for day in ends if day), default=None) if all(ends) else None
    precision: Precision = "range" if start or end else "unknown"
    if start is not None and start == end:
        precision = "day"
    return When(text=words, start=start, end=end, precision=precision)


def _number(id_: str, prefix: str) -> int | None:
    digits = id_.removeprefix(prefix)
    return int(digits) if digits != id_ and digits.isdecimal() and len(digits) < 8 and int(digits) else None
