"""When two texts say the same, say it otherwise, or say something else."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.alignment import normalised_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.records import Source, When
    from summarizer.review.model import ChangeKind

__all__ = [
    "amount",
    "chain_words",
    "date_words",
    "every_number",
    "is_negated",
    "names_kind",
    "normalised",
    "numbers_in",
    "text_kind",
]

_SIGNS = str.maketrans(
    dict.fromkeys("‘’‚‛`´", "'") | dict.fromkeys("“”„«»", '"') | dict.fromkeys("–—‑−", "-") | {"…": "..."}
)
_SPACED_SIGN = re.compile(r"\s*([-.,;:!?'\"()\[\]])\s*")
_DIGITS = re.compile(r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?(?!\d|st\b|nd\b|rd\b|th\b)")
_LETTERS = re.compile(r"[^\W\d_]+")
_NEGATIONS = frozenset(
    ("not", "no", "never", "without", "nor", "neither", "none", "nobody", "cannot", "denied")
)
_CONTRACTED = re.compile(r"n't\b")
_ONES = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORTH = {word: worth for worth, word in enumerate(_ONES, start=2)} | {
    word: worth for worth, word in zip(range(20, 100, 10), _TENS, strict=True)
}
_NUMBER_WORDS = re.compile(
    rf"\b(?:(?:{'|'.join(_TENS)})(?:\s(?:one|{'|'.join(_ONES[:8])}))?|{'|'.join(_ONES)})\b"
)
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}


@lru_cache(maxsize=16384)
def normalised(text: str) -> str:
    """A text in the form in which two writings of it are equal: signs, white space and capitals levelled."""
    levelled = unicodedata.normalize("NFKC", text.translate(_SIGNS)).casefold()
    return " ".join(_SPACED_SIGN.sub(r" \1 ", levelled).split()).strip(" .,;")


def text_kind(left: str | None, right: str | None) -> ChangeKind:
    """Whether two texts are equal, mean the same once normalised, or are worded otherwise."""
    if left == right:
        return "equal"
    return "same_meaning" if normalised(left or "") == normalised(right or "") else "reworded"


def names_kind(left: Iterable[str], right: Iterable[str], changed: ChangeKind) -> ChangeKind:
    """How two sets of names differ: in form, in how much they say, or in whom or what they name.

    Args:
        left: Names, in any order.
        right: The others.
        changed: The kind of a difference that is more than wording.
    """
    ours, theirs = tuple(left), tuple(right)
    if sorted(ours) == sorted(theirs):
        return "equal"
    one, other = sorted({*map(normalised_name, ours)}), sorted({*map(normalised_name, theirs)})
    if one == other:
        return "same_meaning"
    if len(one) == len(other) and all(_says_more(*pair) for pair in zip(one, other, strict=True)):
        return "reworded"
    return changed


def _says_more(one: str, other: str) -> bool:
    """Whether all words of one name stand in the other."""
    ours, theirs = set(one.split()), set(other.split())
    return bool(ours and theirs) and (ours <= theirs or theirs <= ours)


@lru_cache(maxsize=16384)
def numbers_in(text: str) -> frozenset[float]:
    """The numbers that a text states, in digits or in words up to ninety-nine, with their scale word."""
    return frozenset(every_number(text))


def every_number(text: str) -> tuple[float, ...]:
    """The same, each as often as it stands there."""
    folded = text.casefold().replace("-", " ")
    digits = [
        float(each[0].replace(",", "")) * _scale_after(folded[each.end() :])
        for each in _DIGITS.finditer(folded)
    ]
    words = [
        float(sum(_WORTH.get(word, 1) for word in each[0].split()) * _scale_after(folded[each.end() :]))
        for each in _NUMBER_WORDS.finditer(folded)
    ]
    return (*digits, *words)


def _scale_after(rest: str) -> int:
    following = _LETTERS.match(rest.lstrip())
    return _SCALES.get(following[0], 1) if following and rest[:1].isspace() else 1


def is_negated(text: str) -> bool:
    """Whether an odd number of negations stands in a text."""
    folded = text.casefold().replace("’", "'")
    return (len(_CONTRACTED.findall(folded)) + sum(word in _NEGATIONS for word in folded.split())) % 2 == 1


def amount(value: float | None, upper: float | None) -> str | None:
    """A value, or a range, in digits."""
    if value is None:
        return None if upper is None else f"up to {upper:.12g}"
    return f"{value:.12g}" if upper is None else f"{value:.12g} to {upper:.12g}"


def chain_words(sources: Sequence[Source]) -> str:
    """A chain of sources, from the original outwards."""
    return " ← ".join(source.name for source in sources) or "the outlet itself"


def date_words(when: When) -> str | None:
    """The dates that a date phrase was resolved to."""
    if when.start == when.end:
        return when.start
    return f"{when.start or '…'} to {when.end or '…'}"
