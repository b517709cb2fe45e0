"""The small requests that one article is asked in, and how their answers become labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from summarizer.extraction.labelled.marking import CLOSE, OPEN, defuse
from summarizer.extraction.labelled.prompting import about, fence_token, fill, prompt_text
from summarizer.extraction.labelled.reply import (
    Dismissal,
    EventLabel,
    FigureLabel,
    Form,
    QuoteLabel,
    Reply,
    Statement,
)
from summarizer.extraction.labelled.split_choices import NO_DATE, Chain, Choices, SourceBook, own_sentence
from summarizer.extraction.labelled.split_forms import (
    NONE,
    event_form,
    figure_form,
    form_of_all,
    measures_of,
    quote_form,
    summary_form,
)
from summarizer.models import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from summarizer.records import DocumentInfo
    from summarizer.text.candidates import Stretch
    from summarizer.text.segment import Segmented

__all__ = ["SPLIT_VERSION", "Part", "Parts"]

_FIGURES, _QUOTES, _EVENTS, _SUMMARY = (
    "small_figures.v1",
    "small_quotes.v1",
    "small_events.v1",
    "small_summary.v1",
)
SPLIT_VERSION = f"{_FIGURES}+{_QUOTES}+{_EVENTS}+{_SUMMARY}"
"""Versions of the prompts of the small requests, kept with each result."""

_AT_ONCE = {"figures": 1, "quotes": 3, "events": 1}
"""Candidates, or sentences, that one request asks about.

SmolLM2-135M gave 15 of 27 figures of three articles their right measure one at a time, 9 three at a time, and
of several sentences it wrote the first one's event again.
"""
_FIGURE_TOKENS = 120
_QUOTE_TOKENS = 100
_EVENT_TOKENS = 180
_SUMMARY_TOKENS = 700
_FRAME_TOKENS = 40
_REACH = 500
"""Characters on each side of a candidate that are shown of its sentence, or of the one before."""
_LONGEST_SENTENCE = 1200
_MOST_EVENTS, _MOST_FIGURES, _MOST_QUOTES = 5, 3, 2
"""Records of each kind, the first of the article, that the summary is written from."""
_EXAMPLE_ANSWER = "\n\nAnswer:\n\n"
"""What stands in an example's file between the question and its answer."""


@dataclass(frozen=True, slots=True)
class Part:
    """One small request."""

    purpose: str
    """``figures-2of5``, ``quotes-1of1``, ``events-1of7`` or ``summary``."""
    asked: str
    """What it asks about, in words: ``figures f4 to f6``."""
    messages: tuple[Message, ...]
    form: type[Form]
    max_tokens: int
    take: Callable[[Any], None]
    """Puts a valid answer where the labels are collected."""


class Parts:
    """The small requests of one article; the labels of their answers are collected here.

    Args:
        info: What is known of the article.
        segmented: What the rules found in it.
    """

    def __init__(self, info: DocumentInfo, segmented: Segmented) -> None:
        self._info = info
        self._segmented = segmented
        self._choices = Choices(segmented, info.outlet)
        self._book = SourceBook()
        self._figures: list[FigureLabel] = []
        self._quotes: list[QuoteLabel] = []
        self._events: list[EventLabel] = []
        self._dismissed: list[Dismissal] = []
        self._headline: Statement | None = None
        self._summary: list[Statement] = []

    def of_records(self) -> Iterator[Part]:
        """The requests for figures, quotations and events, in this order."""
        found = self._segmented
        yield from self._grouped("figures", "f", len(found.figures), self._figures_part)
        yield from self._grouped("quotes", "q", len(found.quotations), self._quotes_part)
        yield from self._grouped("events", "s", len(found.sentences), self._events_part)

    def of_summary(self) -> Part | None:
        """The request for the summary, from the records so far; None where there are none."""
        shown = self._first_records()
        if not shown:
            return None
        known = about(self._info)
        user = fill(
            f"{_SUMMARY}.user",
            token=fence_token(self._segmented.text, _SUMMARY),
            about=f"{known}\n" if known else "",
            records="\n".join(f"{id_}: {line}" for id_, line in shown.items()),
        )
        form = summary_form(list(shown))
        return Part("summary", "the summary", _turns(_SUMMARY, user), form, _SUMMARY_TOKENS, self._sum_up)

    @property
    def reply(self) -> Reply:
        """All labels so far as one reply."""
        return Reply(
            sources=self._book.labels,
            dismissed=list(self._dismissed),
            figures=list(self._figures),
            quotes=list(self._quotes),
            events=list(self._events),
            headline=self._headline,
            summary=list(self._summary),
        )

    def _grouped(
        self, kind: str, prefix: str, count: int, make: Callable[[str, str, range], Part]
    ) -> Iterator[Part]:
        at_once = _AT_ONCE[kind]
        groups = -(-count // at_once)
        for group in range(groups):
            numbers = range(group * at_once, min((group + 1) * at_once, count))
            first, last = f"{prefix}{numbers[0] + 1}", f"{prefix}{numbers[-1] + 1}"
            asked = f"{kind} {first}" if first == last else f"{kind} {first} to {last}"
            yield make(f"{kind}-{group + 1}of{groups}", asked, numbers)

    def _figures_part(self, purpose: str, asked: str, numbers: range) -> Part:
        forms, chains, dates, nouns, items = {}, {}, {}, {}, []
        for number in numbers:
            candidate, id_ = self._segmented.figures[number], f"f{number + 1}"
            own = own_sentence(self._segmented, candidate.start)
            chains[id_] = self._choices.of_figure(candidate)
            dates[id_] = {**self._choices.dates(own), NO_DATE: ""}
            nouns[id_] = candidate.counted.text if candidate.counted else ""
            measures = measures_of(candidate)
            forms[id_] = figure_form(id_, measures, list(chains[id_]), list(dates[id_]))
            lists = {"measure": (*measures, NONE), "by": (*chains[id_],), "when": (*dates[id_],)}
            items.append(_item(id_, candidate, self._shown(candidate, id_), lists))

        def take(answer: Form) -> None:
            for id_ in forms:
                label = getattr(answer, id_)
                if label.measure == NONE:
                    self._dismissed.append(Dismissal(id=id_, why="no measure fits"))
                    continue
                date = dates[id_][getattr(label, "when", NO_DATE)]
                by = self._by(label, chains[id_])
                when = [date] if date else []
                self._figures.append(
                    FigureLabel(id=id_, measure=label.measure, counted=nouns[id_], when=when, by=by)
                )

        messages = self._messages(_FIGURES, items, list(forms))
        tokens = _FRAME_TOKENS + _FIGURE_TOKENS * len(forms)
        return Part(purpose, asked, messages, form_of_all("Figures", forms), tokens, take)

    def _quotes_part(self, purpose: str, asked: str, numbers: range) -> Part:
        forms, chains, items = {}, {}, []
        for number in numbers:
            quotation, id_ = self._segmented.quotations[number], f"q{number + 1}"
            chains[id_] = self._choices.of_quotation(number)
            forms[id_] = quote_form(id_, list(chains[id_]))
            items.append(_item(id_, quotation, self._shown(quotation, id_), {"by": (*chains[id_],)}))

        def take(answer: Form) -> None:
            for id_ in forms:
                label = getattr(answer, id_)
                self._quotes.append(QuoteLabel(id=id_, kind=label.kind, by=self._by(label, chains[id_])))

        messages = self._messages(_QUOTES, items, list(forms))
        tokens = _FRAME_TOKENS + _QUOTE_TOKENS * len(forms)
        return Part(purpose, asked, messages, form_of_all("Quotes", forms), tokens, take)

    def _events_part(self, purpose: str, asked: str, numbers: range) -> Part:
        forms, chains, items = {}, {}, []
        for number in numbers:
            id_ = f"s{number + 1}"
            chains[id_] = self._choices.of_sentence(number)
            forms[id_] = event_form(id_, list(chains[id_]))
            text = _one_line(self._segmented.sentences[number].text[:_LONGEST_SENTENCE])
            items.append("\n".join((f"{id_}: {text}", *_lists({"by": (*chains[id_],)}))))

        def take(answer: Form) -> None:
            for id_ in forms:
                label = getattr(answer, id_)
                if not hasattr(label, "type"):
                    continue
                event = EventLabel.model_validate(
                    {
                        "id": f"e{len(self._events) + 1}",
                        "in": [id_],
                        "what": label.what,
                        "type": label.type,
                        "modality": label.modality,
                        "by": self._by(label, chains[id_]),
                    }
                )
                self._events.append(event)

        messages = self._messages(_EVENTS, items, list(forms))
        tokens = _FRAME_TOKENS + _EVENT_TOKENS * len(forms)
        return Part(purpose, asked, messages, form_of_all("Events", forms), tokens, take)

    def _sum_up(self, answer: Any) -> None:
        self._headline = Statement(cites=_once(answer.headline.cites), text=answer.headline.text)
        self._summary = [Statement(cites=_once(one.cites), text=one.text) for one in answer.summary]

    def _first_records(self) -> dict[str, str]:
        """The first records of each kind in words, by id."""
        found = self._segmented
        lines = [
            (one.id, _sentence(one.what.rstrip("."), one.by, self._book))
            for one in self._events[:_MOST_EVENTS]
        ]
        for figure in self._figures[:_MOST_FIGURES]:
            words = f"{found.figures[int(figure.id[1:]) - 1].text} {figure.counted}".strip()
            lines.append((figure.id, _sentence(f"{words}, {figure.measure}", figure.by, self._book)))
        for quote in self._quotes[:_MOST_QUOTES]:
            words = found.quotations[int(quote.id[1:]) - 1].text
            lines.append((quote.id, _sentence(words, quote.by, self._book)))
        return {id_: _one_line(line) for id_, line in lines}

    def _by(self, label: Any, chains: Mapping[str, Chain]) -> list[str]:
        """The ids of the chosen sources; where there was one choice alone, of that."""
        chosen = getattr(label, "by", None)
        return self._book.ids(chains[chosen] if chosen is not None else next(iter(chains.values())))

    def _messages(self, prompt: str, items: Sequence[str], ids: Sequence[str]) -> tuple[Message, ...]:
        token = fence_token(self._segmented.text, prompt)
        user = fill(f"{prompt}.user", token=token, items="\n\n".join(items), ids=", ".join(ids))
        return _turns(prompt, user)

    def _shown(self, candidate: Stretch, id_: str) -> str:
        """A candidate, marked, in its sentence with the sentence before."""
        segmented = self._segmented
        own = own_sentence(segmented, candidate.start)
        before = segmented.sentences[own - 1].text[-_REACH:] if own else ""
        sentence = segmented.sentences[own] if segmented.sentences else candidate
        start = max(sentence.start, candidate.start - _REACH)
        end = max(candidate.end, min(sentence.end, candidate.end + _REACH))
        left, right = segmented.text[start : candidate.start], segmented.text[candidate.end : end]
        marked = f"{defuse(left)}{OPEN}{id_} {defuse(candidate.text)}{CLOSE}{defuse(right)}"
        return " ".join(f"{defuse(before)} {marked}".split())


def _item(id_: str, candidate: Stretch, text: str, lists: Mapping[str, Sequence[str]]) -> str:
    return "\n".join((f"{id_}: {_one_line(candidate.text)}", f"text: {text}", *_lists(lists)))


def _lists(lists: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The choices of each field, a line each; what leaves no choice is not shown."""
    return (f"{name}: {' | '.join(values)}" for name, values in lists.items() if len(values) > 1)


def _turns(prompt: str, user: str) -> tuple[Message, ...]:
    """The conversation of a part.

    Its example is a question and an answer of their own: told in the system message, it was taken for the
    article by a small model.
    """
    question, _, answer = prompt_text(f"{prompt}.example").strip().partition(_EXAMPLE_ANSWER)
    system = prompt_text(f"{prompt}.system").strip()
    return (
        Message("system", system),
        Message("user", question),
        Message("assistant", answer),
        Message("user", user),
    )


def _sentence(words: str, by: Sequence[str], book: SourceBook) -> str:
    """A record as a sentence that names who says it."""
    names = {label.id: label.name for label in book.labels}
    said = " via ".join(names[id_] for id_ in by)
    return f"{words}, {said} said." if said else f"{words}."


def _one_line(text: str) -> str:
    return defuse(" ".join(text.split()))


def _once(ids: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(ids))
