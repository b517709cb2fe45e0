"""The words that bound a number: “at least”, “more than”, “nearly”, “up to”, “or more”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from summarizer.records import Bound

__all__ = ["Qualifier", "read_qualifier_after", "read_qualifier_before"]


class Qualifier(NamedTuple):
    """Words that bound a number, and how they do."""

    start: int
    end: int
    bound: Bound


_BEFORE: dict[str, Bound] = {
    "at least": "at_least", "no fewer than": "at_least", "no less than": "at_least", "not less than": "at_least",
    "not fewer than": "at_least", "a minimum of": "at_least", "minimum": "at_least", "upwards of": "at_least", "upward of": "at_least",
    "≥": "at_least",
    "more than": "more_than", "greater than": "more_than", "higher than": "more_than", "larger than": "more_than",
    "longer than": "more_than", "older than": "more_than", "over": "more_than", "above": "more_than", "just over": "more_than",
    "a little over": "more_than", "slightly over": "more_than", "slightly more than": "more_than",
    "a little more than": "more_than", "just more than": "more_than", "well over": "more_than", "far more than": "more_than",
    "well above": "more_than", "just above": "more_than", "in excess of": "more_than", "exceeding": "more_than", "exceeds": "more_than",
    "exceeded": "more_than", "exceed": "more_than", "surpassing": "more_than", "surpassed": "more_than",
    "surpasses": "more_than", "topping": "more_than", "topped": "more_than", "beyond": "more_than", "north of": "more_than", ">": "more_than",
    "at most": "at_most", "no more than": "at_most", "not more than": "at_most", "up to": "at_most", "as many as": "at_most",
    "as much as": "at_most", "as high as": "at_most", "a maximum of": "at_most", "no later than": "at_most", "≤": "at_most",
    "maximum": "at_most",
    "less than": "less_than", "fewer than": "less_than", "lower than": "less_than", "smaller than": "less_than",
    "younger than": "less_than", "shorter than": "less_than", "under": "less_than", "below": "less_than", "just under": "less_than", "just below": "less_than",
    "slightly less than": "less_than", "a little less than": "less_than", "a little under": "less_than", "well under": "less_than",
    "well below": "less_than", "slightly under": "less_than", "<": "less_than",
    "about": "about", "around": "about", "approximately": "about", "approx": "about", "approx.": "about", "roughly": "about",
    "some": "about", "nearly": "about", "almost": "about", "close to": "about", "closer to": "about", "near": "about", "an estimated": "about", "estimated": "about",
    "circa": "about", "c.": "about", "~": "about", "≈": "about", "virtually": "about", "in the region of": "about",
    "somewhere around": "about", "an average of about": "about", "more or less": "about", "nearing": "about",
    "approaching": "about", "perhaps": "about", "maybe": "about", "estimated at": "about", "estimated at about": "about",
    "give or take": "about", "an average of around": "about",
}  # fmt: skip
_AFTER: dict[str, Bound] = {
    "or more": "at_least", "or greater": "at_least", "or higher": "at_least", "or longer": "at_least", "or above": "at_least",
    "and above": "at_least", "and over": "at_least", "or older": "at_least", "and older": "at_least", "and up": "at_least", "plus": "at_least", "+": "at_least",
    "or less": "at_most", "or fewer": "at_most", "or lower": "at_most", "or below": "at_most", "and under": "at_most", "or younger": "at_most",
    "or so": "about", "odd": "about", "at least": "at_least", "at most": "at_most",
}  # fmt: skip

_SP = r"[ \u00a0\n]"


def _alternatives(words: dict[str, Bound]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", _SP) for word in sorted(words, key=len, reverse=True))


_BEFORE_RE = re.compile(
    rf"(?<![\w-])(?P<words>{_alternatives(_BEFORE)}){_SP}?(?:a{_SP}(?:total|record|further|whopping|combined){_SP}(?:of{_SP})?|another{_SP})?$",
    re.IGNORECASE,
)
_AFTER_RE = re.compile(
    rf"(?:{_SP}|-|(?=\+))(?P<words>{_alternatives(_AFTER)})(?![\w-])(?!{_SP}(?:than|one|of)\b)", re.IGNORECASE
)
_LAST_WORDS = frozenset(word.split()[-1] for word in _BEFORE) | {
    "a",
    "total",
    "record",
    "further",
    "combined",
    "of",
    "another",
    "whopping",
}
"""Last words of what may stand before a number, to leave the others at once."""
_WINDOW = 34
"""Characters before a number in which its qualifier stands."""
_NOT_AMOUNT = re.compile(
    r"(?i)\b(?:presid\w+|victor\w+|win\w*|won|lead|walk\w*|hand\w*|tak\w+|took|control|concern\w*|talk\w*|division|fight|vote|debate)[ \u00a0]over[ \u00a0]$"
)


_SPAN_AFTER = re.compile(
    r"(?i)[- \u00a0](?:seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|months?|quarters?|years?|decades?|centuries|century|innings|games|matches|sets|overs|seasons|sessions|rounds|legs|holes|stages|times)\b"
    r"(?![ \u00a0](?:ago|old|later|earlier|away|late|long))"
)
_SPAN_AMOUNT = re.compile(
    r"(?i)(?:\b(?:for|in|after|of|is|was|are|were|spen[dt]|last(?:s|ed|ing)?|tak(?:e|es|en|ing)|took|just|well|worth|span(?:s|ned|ning)|serv(?:ed|ing)|wait(?:ed|ing)?)|,|^)[ \u00a0]?$"
)
_RISE_OVER = re.compile(r"(?i)(?:%|per[ ]?cent|percent|pct|points?|times)[ \u00a0]$")


_CREPT_UP = re.compile(
    r"(?i)\b(?:[a-z]+ed|rose|went|crept|back|all|add|adds|it|them|this|live|lives|living|face|faces|facing|stand|stands|stood|build|built|grew|grow|get|got|speed|taken|brought|bringing|taking)[ ]$"
)
_KNOW_ABOUT = re.compile(
    r"(?i)\b(?:kn[oe]w[ns]?|talk(?:s|ed|ing)?|ask(?:s|ed|ing)?|hear[ds]?|th(?:ink|ought)|worr(?:y|ied)|complain(?:s|ed)?|concerns|told|tells?|questions|sp(?:eak|oke)|writ(?:e|ing|ten)|wrote|learned)[ ]$"
)


def _is_preposition(text: str, start: int, number_end: int) -> bool:
    """Whether “over” means during, or compared with: “over three years”, “up 5% over 2019’s 300”."""
    before = text[max(0, start - 24) : start]
    if _NOT_AMOUNT.search(text[max(0, start - 20) : start] + "over "):
        return True
    if _RISE_OVER.search(before):
        return True
    return _SPAN_AFTER.match(text, number_end) is not None and _SPAN_AMOUNT.search(before) is None


def read_qualifier_before(text: str, position: int, number_end: int) -> Qualifier | None:
    """The qualifier that ends where a number begins.

    Args:
        text: The text.
        position: Where the number begins.
        number_end: Where its digits or words end.
    """
    window = text[max(0, position - _WINDOW) : position]
    if not window or (window[-1] not in " \u00a0\n~≈<>≥≤"):
        return None
    words_before = window.split()
    if words_before and words_before[-1].lower() not in _LAST_WORDS and window[-1] in " \u00a0\n":
        return None
    match = _BEFORE_RE.search(window)
    if match is None:
        return None
    words = re.sub(r"\s", " ", match["words"]).lower()
    if words[-1].isalpha() and match.end("words") == len(window):
        return None
    start = position - len(window) + match.start("words")
    before = text[max(0, start - 16) : start]
    if words == "over" and _is_preposition(text, start, number_end):
        return None
    if (words == "up to" and _CREPT_UP.search(before)) or (words == "about" and _KNOW_ABOUT.search(before)):
        return None
    return Qualifier(start, position, _BEFORE[words])


def read_qualifier_after(text: str, position: int) -> Qualifier | None:
    """The qualifier that follows a number that ends at ``position``."""
    match = _AFTER_RE.match(text, position)
    if match is None:
        return None
    return Qualifier(position, match.end(), _AFTER[re.sub(r"\s", " ", match["words"]).lower()])
