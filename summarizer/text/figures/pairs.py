"""Two numbers that are one quantity: ranges, scores, and shares such as “one in five”."""

from __future__ import annotations

import re
from typing import NamedTuple

from summarizer.text.figures.amounts import Amount, AmountReader
from summarizer.text.figures.arithmetic import percent_of, times, whole
from summarizer.text.figures.counted import find_counted
from summarizer.text.figures.numerals import NUMBER_START, read_numeral
from summarizer.text.figures.patterns import BETWEEN_BEFORE, SPACE

__all__ = ["Pair", "read_pair"]

# -- what joins two numbers ---------------------------------------------------------------------------

_WORD_GAP = rf"(?:{SPACE}|\n(?!\s))"
_JOIN = re.compile(
    rf"""
      -(?P<hyphened>to|for)-                                                  # 2-to-1, 4-for-15
    | {SPACE}?(?P<dash>[-–—−]){SPACE}?(?!to\b)                                # 3-4, 3 – 4
    | -?{_WORD_GAP}(?P<word>to|and|or){_WORD_GAP}                             # 3 to 4, two- or three-year
      (?:(?:about|around|roughly|nearly|almost|approximately|some)[ ])?
    """,
    re.VERBOSE,
)
_SHARE = rf"(?:{SPACE}|-)(?:in|out[ -]of|in[ ]every|out[ ]of[ ]every)(?:{SPACE}|-)(?:every[ ])?"
_SHARE_JOIN = re.compile(_SHARE, re.IGNORECASE)
"""“one in five”, “one-in-five”, “nine out of every ten”."""
_ONE_NOUN_SHARE_JOIN = re.compile(rf"{SPACE}[\w’'-]+(?:[ ][\w’'-]+)?{_SHARE}", re.IGNORECASE)
"""“one child in five”."""
_MINUS = re.compile(r"(?<=[ \u00a0\n])(?:[-−](?=\d)|minus[ ](?=[\da-z]))")
"""Before a second number that is below zero: “-10 to -5”."""
_WICKETS = re.compile(r" for (\d{1,2})(?![\w,.%-]?\d|\w|[ ][a-z]+s\b)")
_LETTER_SCALES = (10**3, 10**6, 10**9, 10**12)

# -- what stands around them --------------------------------------------------------------------------

_NOT_SHARE_AFTER = re.compile(
    r"""[ \u00a0-](?:[a-z]+[ ])?
    (?: days? | nights? | weeks? | months? | years? | hours? | minutes? | seconds? | games? | matches
      | innings
      | starts | overs | outings | attempts | races | tests | seasons | points | appearances | meetings
      | visits
      | cities | countries | states
    )\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""After two numbers that are no share: “three wins in five games”, “two in four days”."""

_CHANGE_BEFORE = re.compile(
    rf"""
    \b(?: r[oi]s(?:e[sn]?|ing) | gain(?:s|ed|ing)? | gr[eo]w[sn]? | growing | jump(?:s|ed)? | climb(?:s|ed)?
        | increas(?:es?|ed|ing) | surg(?:es?|ed) | soar(?:s|ed)? | add(?:s|ed)? | raise[sd]? | up
        | advanced | widened | swelled | doubled | tripled
        | fell | fall(?:s|en|ing)? | drop(?:s|ped)? | dip(?:s|ped)? | slip(?:s|ped)? | decreas(?:es?|ed|ing)
        | declin(?:es?|ed|ing) | cut(?:s|ting)? | lower(?:s|ed)? | slid | slump(?:s|ed)? | down
        | narrowed | shrank | eased | lost | reduced?
        | edged | went | moved | changed | from | by
    )
    (?:{SPACE}(?:by|up|down|from|another|some|about|nearly|almost|a|further))*{SPACE}$
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Before two numbers that are a change and what it came to: “rose 3 to 40”, “up by another 3 to 40”."""

_FROM_BEFORE = re.compile(
    rf"\bfrom{SPACE}(?:about[ ]|around[ ]|some[ ]|roughly[ ]|nearly[ ])?$", re.IGNORECASE
)
_RANGE_BEFORE = re.compile(
    r"""
    \b(?: rang(?:e[sd]?|ing) | var(?:y|ies|ied|ying) | anywhere | aged? | ages | temperatures? | between
        | span(?:s|ned|ning)? | sizes? | pages
    )\b[^.!?\n]{0,45}$
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Before two numbers that are a range: “ranging from 3 to 4”, “aged 3-4”."""

_CONTEST_BEFORE = re.compile(
    r"""
    \b(?: vot(?:e[sd]?|ing) | majority | beat | beaten | w[io]n | lost | lead | led | leading | defeat(?:ed)?
        | victory | score(?:line)? | verdict | ruled | ruling | split | margin | decision | tie | draw
        | passed
    )\b[^.!?;\n]{0,40}$
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Before two numbers that are a result: “voted 10 to 2”, “won six to three”."""

_LABEL_BEFORE = re.compile(
    r"(?:[A-Za-z]-|\b(?:article|section|route|no\.?|gate|chapter|highway|rule|flight))[ ]?$", re.IGNORECASE
)
"""Before two numbers that name something: “Article 5-2”, “B-52-1”."""

_THOUSANDS = re.compile(r",000\Z")
_MORE_DASHED = re.compile(r"[-–]\d")
"""After two numbers that a third follows: “4-4-2”."""


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
    if first.value is None or (first.alone and first.value != 1):
        return None
    if share := _share(reader, first):
        return share
    join = _JOIN.match(text, first.end)
    if join is None:
        return _cricket(reader, first)
    second = _second(reader, first, join.end())
    if second is None:
        return None
    if join["hyphened"]:
        return _scored(first, second)
    if join["dash"]:
        return _dashed(reader, first, second, join)
    return _worded(reader, first, second, join["word"])


def _second(reader: AmountReader, first: Amount, at: int) -> Amount | None:
    """The second amount of a pair, where one begins at ``at``: a number, or a currency sign before one."""
    at += reader.currency_width(at)
    if minus := _MINUS.match(reader.text, at):
        at = minus.end()
    numeral = read_numeral(reader.text, at) if NUMBER_START.match(reader.text, at) else None
    if numeral is None or numeral.value is None:
        return None
    if numeral.kind == "fraction" and first.numeral.kind != "fraction":
        return None
    return reader.read(numeral, money=_has_currency_before(first))


# -- shares -------------------------------------------------------------------------------------------


def _share(reader: AmountReader, first: Amount) -> Pair | None:
    """“one in five”, “three out of 10”, “one child in five”; not “two in four days”."""
    text = reader.text
    if first.shown or first.value is None:
        return None
    join = _SHARE_JOIN.match(text, first.end)
    if join is None and first.value == 1:
        join = _ONE_NOUN_SHARE_JOIN.match(text, first.end)
    if join is None or not NUMBER_START.match(text, join.end()):
        return None
    of = read_numeral(text, join.end())
    if of is None or not of.value or of.kind not in ("digits", "words"):
        return None
    usual_size = of.value <= 100 or of.value in (1000, 10_000, 100_000, 1_000_000)
    if first.value == 1 and not (of.plain and 1800 <= of.value <= 2100):
        usual_size = True  # “1 in 250”, but “of which 1 in 2019”
    if not (0 < first.value < of.value and usual_size) or _NOT_SHARE_AFTER.match(text, of.end):
        return None
    share = percent_of(first.value / of.value)
    return Pair(Amount(first.numeral, first.start, of.end, share, "percent", shown=False), None, "share")


# -- scores -------------------------------------------------------------------------------------------


def _cricket(reader: AmountReader, first: Amount) -> Pair | None:
    """“58 for 4”: runs and wickets, of which there are ten."""
    match = _WICKETS.match(reader.text, first.end)
    if match is None or first.shown or not first.numeral.plain:
        return None
    runs, wickets = first.value or 0, int(match[1])
    if wickets > 10 or not wickets < runs < 1000:
        return None
    return Pair(first._replace(end=match.end()), wickets, "score")


def _scored(first: Amount, second: Amount) -> Pair | None:
    """“a 2-to-1 win”, “4-for-15 shooting”."""
    if first.shown or second.shown or first.numeral.scaled or second.numeral.scaled:
        return None
    return Pair(first._replace(end=second.end), second.value, "score")


# -- ranges -------------------------------------------------------------------------------------------


def _worded(reader: AmountReader, first: Amount, second: Amount, word: str) -> Pair | None:
    """“3 to 4”, “between 3 and 4”, “two or three”, “10 to two”; not a change (“rose 3 to 4”) nor a list."""
    if first.value is None or second.value is None or not _alike(first, second):
        return None
    before = reader.text[max(0, first.start - 60) : first.start]
    low = _low(first, second)
    if word == "and":
        return _range(first, second, low) if BETWEEN_BEFORE.search(before) and low < second.value else None
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
    bare = not (first.shown or second.shown or upward)
    if bare and _CONTEST_BEFORE.search(before) and find_counted(reader.text, second.end) is None:
        return Pair(first._replace(end=second.end), second.value, "score")
    return None


def _dashed(reader: AmountReader, first: Amount, second: Amount, join: re.Match[str]) -> Pair | None:
    """Two numbers around a dash: a range where they count or measure upwards, else a score."""
    text = reader.text
    if first.value is None or second.value is None or not _alike(first, second):
        return None
    tight = join[0] == join["dash"]
    no_quantity = Pair(first._replace(end=second.end), None, "none")
    if text[first.start - 1 : first.start] in ("-", "–") or _MORE_DASHED.match(text, second.end):
        return no_quantity
    low = _low(first, second)
    if (
        first.numeral.plain
        and low < 1000
        and low < second.value / 1000
        and _THOUSANDS.search(text[second.numeral.start : second.numeral.end])
    ):
        low *= 1000  # “20-25,000”
    measured = second.shown or second.numeral.scaled or second.end > second.numeral.end
    if low < second.value and (tight or measured):
        aged = _RANGE_BEFORE.search(text[max(0, first.start - 40) : first.start]) is not None
        wide = join["dash"] == "–" and second.value > 20
        if measured or aged or wide or find_counted(text, second.end) is not None:
            return _range(first, second, low)
    if isinstance(first.value, float) or isinstance(second.value, float):  # nobody scores 1.2
        return _range(first, second, low) if tight and low < second.value else None
    alike = first.numeral.kind == second.numeral.kind and first.numeral.plain == second.numeral.plain
    if not tight or measured or not alike or first.shown:
        return None
    if second.value > 999 or _LABEL_BEFORE.search(text[max(0, first.start - 20) : first.start]):
        return no_quantity
    return Pair(first._replace(end=second.end), second.value, "score")


def _alike(first: Amount, second: Amount) -> bool:
    """Whether two amounts may be the ends of one range: “44 mg to 50 mg”, “Rs 1,500-1,800 crore”."""
    open_unit = _has_currency_before(first) and not second.shown
    return not first.shown or first.unit == second.unit or open_unit


def _has_currency_before(amount: Amount) -> bool:
    return amount.start < amount.numeral.start and amount.unit is not None


def _range(first: Amount, second: Amount, low: float) -> Pair:
    amount = second._replace(
        start=first.start, numeral=first.numeral, value=whole(low), unit=second.unit or first.unit
    )
    return Pair(amount, second.value, "range")


def _low(first: Amount, second: Amount) -> float:
    """Lower end of a range, in the scale that stands with the upper one: “$3-5m”, “two to three million”."""
    low = first.value or 0
    own_scale = first.numeral.scaled or (
        first.end > first.numeral.end and (first.shown or first.unit is None)
    )
    if own_scale:
        return low
    scale = _scale_of(second)
    return times(low, scale) if low < (second.value or 0) / scale else low  # “100 to 2 million” shares none


def _scale_of(amount: Amount) -> int:
    """What the digits of an amount are multiplied by: a million in “5m” and “three million”."""
    digits = amount.numeral.value
    if amount.numeral.scaled or not digits or not amount.value:
        return amount.numeral.scale
    letter_scale = round(abs(amount.value / digits))
    return letter_scale if letter_scale in _LETTER_SCALES else 1
