"""The words that bound a number: “at least”, “more than”, “nearly”, “up to”, “or more”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from summarizer.text.figures.patterns import LINE_GAP, SPACE, alternatives, fold

if TYPE_CHECKING:
    from summarizer.records import Bound

__all__ = ["Qualifier", "read_qualifier_after", "read_qualifier_before"]


class Qualifier(NamedTuple):
    """Words that bound a number, and how they do."""

    start: int
    end: int
    bound: Bound


def _phrases(bound: Bound, listed: str) -> dict[str, Bound]:
    return dict.fromkeys((" ".join(phrase.split()) for phrase in listed.split(",")), bound)


_BEFORE = {
    **_phrases(
        "at_least",
        """at least, no fewer than, no less than, not less than, not fewer than, a minimum of, minimum,
        upwards of, upward of, ≥""",
    ),
    **_phrases(
        "more_than",
        """more than, greater than, higher than, larger than, longer than, older than, over, above, just over,
        a little over, slightly over, slightly more than, a little more than, just more than, well over,
        far more than, well above, just above, in excess of, exceeding, exceeds, exceeded, exceed, surpassing,
        surpassed, surpasses, topping, topped, beyond, north of, >""",
    ),
    **_phrases(
        "at_most",
        """at most, no more than, not more than, up to, as many as, as much as, as high as, a maximum of,
        no later than, ≤, maximum""",
    ),
    **_phrases(
        "less_than",
        """less than, fewer than, lower than, smaller than, younger than, shorter than, under, below,
        just under, just below, slightly less than, a little less than, a little under, well under,
        well below, slightly under, <""",
    ),
    **_phrases(
        "about",
        """about, around, approximately, approx, approx., roughly, some, nearly, almost, close to, closer to,
        near, an estimated, estimated, circa, c., ~, ≈, virtually, in the region of, somewhere around,
        an average of about, more or less, nearing, approaching, perhaps, maybe, estimated at,
        estimated at about, give or take, an average of around""",
    ),
}
_AFTER = {
    **_phrases(
        "at_least",
        """or more, or greater, or higher, or longer, or above, and above, and over, or older, and older,
        and up, plus, +""",
    ),
    **_phrases("at_most", "or less, or fewer, or lower, or below, and under, or younger"),
    **_phrases("about", "or so, odd"),
    **_phrases("at_least", "at least"),
    **_phrases("at_most", "at most"),
}

_QUALIFIER_BEFORE = re.compile(
    rf"""
    (?<![\w-])(?P<words>{alternatives(_BEFORE, space=LINE_GAP)}){LINE_GAP}?
    (?: a{LINE_GAP}(?:total|record|further|whopping|combined){LINE_GAP}(?:of{LINE_GAP})?  # “a record 5”
      | another{LINE_GAP}
    )?$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LAST_WORDS = frozenset(phrase.split()[-1] for phrase in _BEFORE) | {
    "a", "another", "combined", "further", "of", "record", "total", "whopping",
}  # fmt: skip
"""Last words of what that pattern matches: where another word stands before a number, it is not tried."""
_WINDOW = 34
"""Characters before a number in which its qualifier stands."""

_QUALIFIER_AFTER = re.compile(
    rf"""
    (?:{LINE_GAP}|-|(?=\+))(?P<words>{alternatives(_AFTER, space=LINE_GAP)})(?![\w-])
    (?!{LINE_GAP}(?:than|one|(?<!odd.)(?<!plus.)of)\b)              # “two or more of them”, “5 or more than”
    (?!(?<=[ \u00a0\n]plus){LINE_GAP}(?:[$£€\d]|(?:an?|the|tax|interest|bonus(?:es)?|add-ons|costs|expenses
       |fees|postage|shipping|vat|gst)\b))                          # “£1.50 plus 20p” adds up
    """,
    re.IGNORECASE | re.VERBOSE,
)

# -- words that look like qualifiers ------------------------------------------------------------------

_POWER_BEFORE = re.compile(
    rf"""\b(?: presid\w+ | victor\w+ | win\w* | won | lead | walk\w* | hand\w* | tak\w+ | took | control
             | concern\w* | talk\w* | division | fight | vote | debate ){SPACE}$""",
    re.IGNORECASE | re.VERBOSE,
)
"""Before “over” as a preposition: “a win over 10-man Chelsea”, “concern over two deaths”."""

_CHANGE_BEFORE_OVER = re.compile(rf"(?:%|per[ ]?cent|percent|pct|points?|times){SPACE}$", re.IGNORECASE)
"""Before “over” as “compared with”: “up 5% over 2,000 a year ago”."""

_PERIOD_AFTER = re.compile(
    rf"""[- \u00a0]
    (?: seconds? | minutes? | hours? | days? | nights? | weeks? | weekends? | months? | quarters? | years?
      | decades? | centuries | century
      | innings | games | matches | sets | overs | seasons | sessions | rounds | legs | holes | stages | times
    )\b
    (?!{SPACE}(?:ago|old|later|earlier|away|late|long))
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""After a number: with “over” before it this mostly says during, “over three years”, “over two legs”."""

_AMOUNT_OF_TIME_BEFORE = re.compile(
    rf"""
    (?: \b(?: for | in | after | of | is | was | are | were | spen[dt] | last(?:s|ed|ing)?
            | tak(?:e|es|en|ing) | took | just | well | worth | span(?:s|ned|ning) | serv(?:ed|ing)
            | wait(?:ed|ing)? )
      | , | ^
    ){SPACE}?$
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Before “over” as “more than” a time: “for over three years”, “took over two hours”."""

_REACH_BEFORE = re.compile(
    r"""\b(?: [a-z]+ed | rose | went | crept | back | all | add | adds | it | them | this | live | lives
            | living | face | faces | facing | stand | stands | stood | build | built | grew | grow | get
            | got | speed
            | taken | brought | bringing | taking )[ ]$""",
    re.IGNORECASE | re.VERBOSE,
)
"""Before “up to” as a direction: “crept up to 5%”, “brought it up to 12”."""

_TOPIC_BEFORE = re.compile(
    r"""\b(?: kn[oe]w[ns]? | talk(?:s|ed|ing)? | ask(?:s|ed|ing)? | hear[ds]? | th(?:ink|ought)
            | worr(?:y|ied) | complain(?:s|ed)? | concerns | told | tells? | questions | sp(?:eak|oke)
            | writ(?:e|ing|ten) | wrote | learned )[ ]$""",
    re.IGNORECASE | re.VERBOSE,
)
"""Before “about” as a preposition: “talked about two plans”."""


def read_qualifier_before(text: str, position: int, number_end: int) -> Qualifier | None:
    """The qualifier that ends where a number begins.

    Args:
        text: The text.
        position: Where the number begins.
        number_end: Where its digits or words end.
    """
    window = text[max(0, position - _WINDOW) : position]
    if not window or window[-1] not in " \u00a0\n~≈<>≥≤":
        return None
    words_before = window.rsplit(None, 1)
    if words_before and words_before[-1].lower() not in _LAST_WORDS and window[-1] in " \u00a0\n":
        return None
    match = _QUALIFIER_BEFORE.search(window)
    if match is None:
        return None
    words = fold(match["words"])
    if words[-1].isalpha() and match.end("words") == len(window):
        return None
    start = position - len(window) + match.start("words")
    if _is_preposition(text, start, words, number_end):
        return None
    return Qualifier(start, position, _BEFORE[words])


def _is_preposition(text: str, start: int, words: str, number_end: int) -> bool:
    """Whether “over”, “up to” or “about” bounds nothing: “over three years”, “talked about two”."""
    if words == "over":
        return _is_preposition_over(text, start, number_end)
    before = text[max(0, start - 16) : start]
    if words == "up to":
        return _REACH_BEFORE.search(before) is not None
    return words == "about" and _TOPIC_BEFORE.search(before) is not None


def _is_preposition_over(text: str, start: int, number_end: int) -> bool:
    before = text[max(0, start - 24) : start]
    if _PERIOD_AFTER.match(text, number_end):
        return _AMOUNT_OF_TIME_BEFORE.search(before) is None
    return _POWER_BEFORE.search(before) is not None or _CHANGE_BEFORE_OVER.search(before) is not None


def read_qualifier_after(text: str, position: int) -> Qualifier | None:
    """The qualifier that follows a number that ends at ``position``."""
    match = _QUALIFIER_AFTER.match(text, position)
    if match is None:
        return None
    return Qualifier(position, match.end(), _AFTER[fold(match["words"])])
