"""What the page is given of a comparison: no more than it shows, and nothing twice.

Of a record only what differs from its defaults, of the right side of a pair only what differs from the left
one, spans as offsets, whose words stand in the source text, and 0 for words that stand in the title or in the
record. ``complete`` in ``assets/store.js`` puts the whole together again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from summarizer.review.forms import CORRECTABLE, FORMS
from summarizer.review.model import KINDS, SEVERITIES, ChangeType, Stability

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pydantic import BaseModel

    from summarizer.review.model import ArticleDiff, Change, DiffHead, SideRecord

__all__ = ["payload"]

_SPAN = {"start", "end", "text"}
_EMPTY: tuple[Any, ...] = (None, "", [], {}, {"precision": "unknown"})
_ARTICLE = {"document", "title", "sha256", "state", "statuses"}
_WORDS = [*get_args(ChangeType), *KINDS, *SEVERITIES, *get_args(Stability)]
_NUMBERS = {word: number for number, word in enumerate(_WORDS)}
_TITLE = 160
"""Characters of a title in the list."""
_MOST_OTHERS = 1000
"""Articles that could not be compared, of which the page lists no more."""


def _defaults(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """The fields of a record that have a word as their default, such as ``asserted``."""
    for name, field in model.model_fields.items():
        if isinstance(field.default, str):
            yield name, field.default


_DEFAULTS = {type_: dict(_defaults(model)) for type_, model in CORRECTABLE.items()}
"""What the page fills in where a record says nothing."""


def payload(
    head: DiffHead, articles: Iterable[ArticleDiff], texts: Mapping[str, str], reviewer: str | None
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What the page needs at once, and for each article with changes what it needs to show it.

    Args:
        head: The comparison as a whole.
        articles: Its articles.
        texts: Source texts by their SHA-256.
        reviewer: Who decides on a page that is served; None for a file.
    """
    index: list[dict[str, Any]] = []
    bodies: list[dict[str, Any]] = []
    others: list[dict[str, Any]] = []
    for article in articles:
        if article.changes:
            index.append(_index(article))
            bodies.append(_body(article, texts.get(article.sha256 or "")))
        if article.state != "compared" and len(others) < _MOST_OTHERS:
            others.append(article.model_dump(mode="json", include=_ARTICLE))
    data = {
        "head": head.model_dump(mode="json", by_alias=True, exclude={"articles"}),
        "words": _WORDS,
        "forms": FORMS,
        "defaults": _DEFAULTS,
        "reviewer": reviewer,
        "articles": index,
        "others": others,
    }
    return data, bodies


def _index(article: ArticleDiff) -> dict[str, Any]:
    """The article with what the list shows of its changes: words of closed lists as their numbers."""
    return {
        **article.model_dump(mode="json", include=_ARTICLE),
        "changes": [
            [
                each.key,
                *(_NUMBERS[word] for word in (each.type, each.kind, each.severity, each.stability)),
                each.title[:_TITLE],
                2 * bool(each.left) + bool(each.right),
                *((each.left_run, each.right_run) if (each.left_run, each.right_run) != (0, 1) else ()),
            ]
            for each in article.changes
        ],
    }


def _body(article: ArticleDiff, text: str | None) -> dict[str, Any]:
    numbers = [
        {"right": each.right_run, "gained": each.numbers_gained, "lost": each.numbers_lost}
        for each in article.summaries
        if each.numbers_gained or each.numbers_lost
    ]
    changes = [_change(change, keep_words=text is None) for change in article.changes]
    return {"text": text, "changes": changes, "numbers": numbers}


def _change(change: Change, *, keep_words: bool) -> dict[str, Any]:
    left = [_side(change, side, keep_words=keep_words) for side in change.left]
    right = [_side(change, side, keep_words=keep_words) for side in change.right]
    fields = [
        [
            each.field,
            _NUMBERS[each.kind],
            _NUMBERS[each.severity],
            _words(each.field, each.left, change.left),
            _words(each.field, each.right, change.right),
            *([each.note] if each.note else []),
        ]
        for each in change.fields
    ]
    if len(left) == len(right) == 1:
        right = [_beside(left[0], right[0])]
    presence = [[each.present, each.of] for each in (change.left_presence, change.right_presence)]
    single = [[int(bool(change.left)), 1], [int(bool(change.right)), 1]]
    findings = (("gained", change.findings_gained), ("lost", change.findings_lost))
    shown = {
        "left": left,
        "right": right,
        "presence": [] if presence == single else presence,
        "fields": fields,
        **{
            name: [{"code": each.code, "message": each.message} for each in found] for name, found in findings
        },
    }
    return {name: value for name, value in shown.items() if value}


def _words(field: str, words: str | None, sides: Sequence[SideRecord]) -> str | int | None:
    """The value of a field in words, or 0 where the one record of that side has the very same."""
    return 0 if words and len(sides) == 1 and sides[0].record.get(field) == words else words


def _side(change: Change, side: SideRecord, *, keep_words: bool) -> dict[str, Any]:
    defaults = _DEFAULTS.get(change.type, {})
    thin = _thin(side.record, keep_words=keep_words)
    record = {name: value for name, value in thin.items() if name != "id" and defaults.get(name) != value}
    title = change.title[:_TITLE]
    record.update({name: 0 for name in ("what", "text") if record.get(name) == title})
    spans = [[span.start, span.end, span.role] for span in side.spans]
    derived = [list(span) for span in _spans(side.record)]
    # The page finds them in the record, unless there are others.
    return {"id": side.id, "record": record} | ({} if sorted(spans) == sorted(derived) else {"spans": spans})


def _beside(left: dict[str, Any], right: dict[str, Any]) -> dict[str, Any]:
    """The right side as what differs from the left one."""
    ours, theirs = left["record"], right["record"]
    record = {name: value for name, value in theirs.items() if name not in ours or ours[name] != value}
    gone = [name for name in ours if name not in theirs]
    return {**right, "record": record, "beside": 1} | ({"gone": gone} if gone else {})


def _spans(record: Mapping[str, Any]) -> Iterator[tuple[int, int, str]]:
    """The spans that a record names, as the page finds them."""
    if span := record.get("span"):
        yield span["start"], span["end"], "text"
    for span in record.get("evidence") or ():
        yield span["start"], span["end"], "evidence"
    speaker = record.get("speaker")
    for source in [speaker, *(record.get("attributed_to") or ()), *(record.get("via") or ())]:
        for span in (source or {}).get("mentions") or ():
            yield span["start"], span["end"], "mention"


def _thin(value: Any, *, keep_words: bool) -> Any:
    """``value`` without what is empty, and spans without their words."""
    if isinstance(value, list | tuple):
        return [_thin(item, keep_words=keep_words) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == _SPAN and not keep_words:
        return [value["start"], value["end"]]
    thin = {key: _thin(item, keep_words=keep_words) for key, item in value.items()}
    return {key: item for key, item in thin.items() if item not in _EMPTY}
