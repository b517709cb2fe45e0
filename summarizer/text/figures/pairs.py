"""Two numbers that are one quantity: ranges, scores, and shares such as “one in five”."""

from __future__ import annotations

import re
from typing import NamedTuple

from summarizer.text.figures.amounts import Amount, AmountReader, percent_of, whole
from summarizer.text.figures.counted import find_counted
from summarizer.text.figures.numerals import NUMBER_START, read_numeral

__all__ = ["Pair", "read_pair"]

_JOIN = re.compile(
    r"-(?P<hyphened>to|for)-|[ \u00a0]?(?P<dash>[-–—−])[ \u00a0]?(?!to\b)|-?(?:[ \u00a0]|\n(?!\s))(?P<word>to|and|or)(?:[ \u00a0]|\n(?!\s))(?:(?:about|around|roughly|nearly|almost|approximately|some) )?"
)
_SHARE = r"(?:[ \u00a0]|-)(?:in|out[ -]of|in every|out of every)(?:[ \u00a0]|-)(?:every )?"
_SHARE_JOIN = re.compile(_SHARE, re.IGNORECASE)
_ONE_NOUN_SHARE_JOIN = re.compile(rf"[ \u00a0][\w’'-]+(?:[ ][\w’'-]+)?{_SHARE}", re.IGNORECASE)
_NOT_SHARE_AFTER = re.compile(
    r"[ \u00a0-](?:[a-z]+[ ])?(?:days?|nights?|weeks?|months?|years?|hours?|minutes?|seconds?|games?|matches|innings|starts|overs|outings"
    r"|attempts|races|tests|seasons|points|appearances|meetings|visits|cities|countries|states)\b",
    re.IGNORECASE,
)
_CHANGE_BEFORE = re.compile(
    r"(?i)\b(?:r[oi]s(?:e[sn]?|ing)|fell|fall(?:s|en|ing)?|gain(?:s|ed|ing)?|gr[eo]w[sn]?|growing|jump(?:s|ed)?|climb(?:s|ed)?|drop(?:s|ped)?"
    r"|dip(?:s|ped)?|slip(?:s|ped)?|increas(?:es?|ed|ing)|decreas(?:es?|ed|ing)|declin(?:es?|ed|ing)|up|down|cut(?:s|ting)?|raise[sd]?"
    r"|lower(?:s|ed)?|slid|slump(?:s|ed)?|surg(?:es?|ed)|soar(?:s|ed)?|add(?:s|ed)?|edged|widened|narrowed|swelled|went|moved|changed|from"
    r"|by|shrank|eased|advanced|lost|reduced?|doubled|tripled)(?:[ \u00a0](?:by|up|down|from|another|some|about|nearly|almost|a|further))*[ \u00a0]$"
)
_FROM_BEFORE = re.compile(r"(?i)\bfrom[ \u00a0](?:about |around |some |roughly |nearly )?$")
_RANGE_BEFORE = re.compile(
    r"(?i)\b(?:rang(?:e[sd]?|ing)|var(?:y|ies|ied|ying)|anywhere|aged?|ages|temperatures?|between|span(?:s|ned|ning)?|sizes?|pages)\b[^.!?\n]{0,45}$"
)
_BETWEEN_BEFORE = re.compile(r"(?i)\bbetween[ \u00a0](?:about |around |some |roughly |an? estimated )?$")
_CONTEST_BEFORE = re.compile(
    r"(?i)\b(?:vot(?:e[sd]?|ing)|majority|beat|beaten|w[io]n|lost|lead|led|leading|defeat(?:ed)?|victory|score(?:line)?|verdict|ruled|ruling|split|margin|decision|tie|draw|passed)\b"
    r"[^.!?;\n]{0,40}$"
)
_LABEL_BEFORE = re.compile(
    r"(?i)(?:[A-Za-z]-|\b(?:article|section|route|no\.?|gate|chapter|highway|rule|flight))[ ]?$"
)
_MORE_DASHED = re.compile(r"[-–]\d")


class Pair(NamedTuple):
    """What two numbers are together."""

    amount: Amount
    """The first number's reading, widened over both; its value is the lower end, or the share."""
    upper: float | int | None
    kind: str
    """``range``, ``score``, ``share``, or ``none`` for digits that are no quantity at all."""


def read_pair(reader: AmountReader, first: Amount) -> Pair | None:
    """The pair that begins with ``first``, or None where it stands alone."""
    text = reader.text
    if first.value is None:
        return None
    share = _SHARE_JOIN.match(text, first.end) or (
        _ONE_NOUN_SHARE_JOIN.match(text, first.end) if first.value == 1 else None
    )
    if share and not first.shown:
        pair = _share(reader, first, share.end())
        if pair:
            return pair
    join = _JOIN.match(text, first.end)
    if join is None:
        return _cricket(reader, first)
    at = join.end() + reader.currency_width(join.end())
    if not NUMBER_START.match(text, at):
        return None
    numeral = read_numeral(text, at)
    if numeral is None or numeral.value is None:
        return None
    if numeral.kind == "fraction" and first.numeral.kind != "fraction":
        return None
    second = reader.read(numeral)
    if second.value is None:
        return None
    if join["hyphened"]:
        return _scored(first, second)
    if join["dash"]:
        return _dashed(reader, first, second, join)
    return _worded(reader, first, second, join["word"].lower())


def _share(reader: AmountReader, first: Amount, at: int) -> Pair | None:
    text = reader.text
    whole_number = read_numeral(text, at) if NUMBER_START.match(text, at) else None
    if (
        whole_number is None
        or not whole_number.value
        or first.value is None
        or whole_number.kind not in ("digits", "words")
    ):
        return None
    size = whole_number.value
    plausible = 0 < first.value < size and (size <= 100 or size in (1000, 10000, 100000, 10**6))
    if not plausible or _NOT_SHARE_AFTER.match(text, whole_number.end):
        return None
    share = percent_of(first.value / size)
    return Pair(
        Amount(first.numeral, first.start, whole_number.end, share, "percent", shown=False), None, "share"
    )


def _cricket(reader: AmountReader, first: Amount) -> Pair | None:
    """“58 for 4”: runs and wickets."""
    match = re.compile(r" for (\d{1,2})(?![\w,.%-]?\d|\w|[ ][a-z]+s\b)").match(reader.text, first.end)
    if (
        match is None
        or first.shown
        or not first.numeral.plain
        or int(match[1]) > 10
        or not 0 <= (first.value or 0) < 1000
    ):
        return None
    if int(match[1]) >= (first.value or 0):
        return None
    return Pair(first._replace(end=match.end()), int(match[1]), "score")


def _scored(first: Amount, second: Amount) -> Pair | None:
    if first.shown or second.shown or first.numeral.scaled or second.numeral.scaled:
        return None
    return Pair(first._replace(end=second.end), second.value, "score")


def _worded(reader: AmountReader, first: Amount, second: Amount, word: str) -> Pair | None:
    """“3 to 4”, “between 3 and 4”, “two or three”, “10 to two”; not a change (“rose 3 to 4”) nor a list."""
    if first.value is None or second.value is None:
        return None
    before = reader.text[max(0, first.start - 60) : first.start]
    if not _alike(first, second):
        return None
    low = _low(reader, first, second)
    if word == "and":
        return _range(first, second, low) if _BETWEEN_BEFORE.search(before) and low < second.value else None
    upward = low < second.value or (first.value < 0 and second.value < 0)
    if word == "or":
        near = upward and not first.shown and second.value - low <= max(2, low)
        return _range(first, second, low) if near else None
    if _FROM_BEFORE.search(before):
        ranged = _RANGE_BEFORE.search(before[:-5]) is not None
        return _range(first, second, low) if ranged and low != second.value else None
    measured_together = second.shown and not first.shown and second.unit != "percent"
    if upward and (measured_together or not _CHANGE_BEFORE.search(before)):
        return _range(first, second, low)
    if (
        not (first.shown or second.shown or upward)
        and _CONTEST_BEFORE.search(before)
        and find_counted(reader.text, second.end) is None
    ):
        return Pair(first._replace(end=second.end), second.value, "score")
    return None


def _alike(first: Amount, second: Amount) -> bool:
    """Whether two amounts may be the ends of one range: “44 mg to 50 mg”, “Rs 1,500-1,800 crore”."""
    currency_before = first.start < first.numeral.start and first.unit is not None
    return not first.shown or first.unit == second.unit or (currency_before and not second.shown)


def _range(first: Amount, second: Amount, low: float) -> Pair:
    amount = second._replace(
        start=first.start, numeral=first.numeral, value=whole(low), unit=second.unit or first.unit
    )
    return Pair(amount, second.value, "range")


def _low(reader: AmountReader, first: Amount, second: Amount) -> float:
    """Lower end of a range, in the scale that stands with the upper one: “$3-5m”, “two to three million”."""
    low = first.value or 0
    if (
        first.numeral.scaled
        or (first.end > first.numeral.end
        and first.unit is None)
        or not second.value
        or low >= 1000
    ):
        return low
    if first.shown and first.end > first.numeral.end:
        return low
    digits = re.match(r"[\d.,]+", reader.text[second.numeral.start : second.end])
    if digits:
        factor = second.value / (float(digits[0].replace(",", "").rstrip(".") or 0) or 1)
    else:
        factor = next(
            (
                scale
                for scale in (10**9, 10**6, 10**3, 100)
                if second.numeral.scaled and second.value % scale == 0
            ),
            1,
        )
    return (
        low * factor if factor >= 100 and (second.numeral.scaled or second.end > second.numeral.end) else low
    )


def _dashed(reader: AmountReader, first: Amount, second: Amount, join: re.Match[str]) -> Pair | None:
    """Two numbers around a dash: a range where they count or measure upwards, else a score."""
    text = reader.text
    if first.value is None or second.value is None or not _alike(first, second):
        return None
    tight = join[0] == join["dash"]
    if text[first.start - 1 : first.start] in ("-", "–") or _MORE_DASHED.match(text, second.end):
        return Pair(first._replace(end=second.end), None, "none")
    low = _low(reader, first, second)
    measured = second.shown or second.numeral.scaled or second.end > second.numeral.end
    if low < second.value and (tight or measured):
        aged = _RANGE_BEFORE.search(text[max(0, first.start - 40) : first.start]) is not None
        wide = join["dash"] == "–" and second.value > 20
        if measured or aged or wide or find_counted(text, second.end) is not None:
            return _range(first, second, low)
    alike = first.numeral.kind == second.numeral.kind and first.numeral.plain == second.numeral.plain
    if not tight or measured or not alike or first.shown:
        return None
    if second.value > 999 or _LABEL_BEFORE.search(text[max(0, first.start - 20) : first.start]):
        return Pair(first._replace(end=second.end), None, "none")
    return Pair(first._replace(end=second.end), second.value, "score")
