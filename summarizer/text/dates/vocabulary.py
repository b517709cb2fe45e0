"""The words that dates are written with: months, weekdays, holidays, numbers."""

from __future__ import annotations

from summarizer.text.words import word_set

__all__ = [
    "CARDINALS",
    "DOUBTFUL_MONTHS",
    "HOLIDAYS",
    "LOWER_CASE_WORDS",
    "MONTHS",
    "NOT_COUNTED",
    "ORDINALS",
    "ORDINAL_ENDING",
    "SHORT_WEEKDAYS",
    "SPACE",
    "TIME_OF_DAY",
    "TO",
    "WEEKDAYS",
    "WHICH",
    "YEAR",
    "numbered",
]

SPACE = r"(?:[^\S\n]{1,3}|[^\S\n]{0,2}\n[^\S\n]{0,2})"
"""White space within a phrase: no-break spaces and one line end, never a paragraph break."""

TIME_OF_DAY = (
    rf"(?:{SPACE}(?:early{SPACE}|late{SPACE})?(?:morning|afternoon|evening|night|lunchtime|midday|noon)\b)?"
)
"""What may follow a day; lower case, since “Saturday Night Live” is no night."""

ORDINAL_ENDING = r"(?:st|nd|rd|th)"

TO = rf"(?:{SPACE}?[-–—‑]{SPACE}?|{SPACE}(?:to|and|or|until|through|&){SPACE})"
"""What stands between two days of one month."""

YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?![\w%]|[.,:]\d|-\d)"
"""Four digits after a month, a day or a quarter."""

NOT_COUNTED = rf"(?!{SPACE}(?:people|men|women|children|soldiers|troops|workers|others|police|homes)\b)"
"""After those four digits: it is no year where one of these follows."""

WHICH = {"last": -1, "this": 0, "next": 1}
"""Words that count a period from that of publication."""


def numbered(words: str, first: int) -> dict[str, int]:
    """The words of a list, numbered from ``first``."""
    return {word: number for number, word in enumerate(words.split(), first)}


_FULL_MONTHS = numbered(
    "january february march april may june july august september october november december", 1
)
MONTHS = _FULL_MONTHS | {name[:3]: number for name, number in _FULL_MONTHS.items()} | {"sept": 9}
"""Full and short names, lower case, to the number of the month."""

DOUBTFUL_MONTHS = word_set("march april may june august jan feb mar apr jun jul aug sep sept oct nov dec")
"""Names that are persons or other words as well, and abbreviations: months only in the right company."""

LOWER_CASE_WORDS = word_set("march may mar jan jun sep dec")
"""Months that are months only with a capital: in lower case they are other words or too short to tell."""

WEEKDAYS = numbered("monday tuesday wednesday thursday friday saturday sunday", 0)

SHORT_WEEKDAYS = numbered("mon tue wed thu fri sat sun", 0) | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
"""Weekdays only before a day of the month: “Sun” and “Wed” are other words."""

CARDINALS = {"a": 1, "an": 1} | numbered(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty",
    1,
)
CARDINALS |= {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}

ORDINALS = numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    1,
)

HOLIDAYS = {
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "valentine's day": (2, 14),
    "st patrick's day": (3, 17),
    "st. patrick's day": (3, 17),
    "st george's day": (4, 23),
    "st. george's day": (4, 23),
    "may day": (5, 1),
    "juneteenth": (6, 19),
    "bastille day": (7, 14),
    "halloween": (10, 31),
    "bonfire night": (11, 5),
    "guy fawkes night": (11, 5),
    "armistice day": (11, 11),
    "veterans day": (11, 11),
    "anzac day": (4, 25),
    "australia day": (1, 26),
    "canada day": (7, 1),
    "international women's day": (3, 8),
    "earth day": (4, 22),
}
"""Holidays that fall on the same day every year, to month and day."""
