"""Tells a bare year from a quantity of four digits, by the words on either side."""

from __future__ import annotations

import re

from summarizer.text.words import word_set

__all__ = ["EARLIEST_YEAR", "LATEST_YEAR", "is_year"]

EARLIEST_YEAR = 1500
LATEST_YEAR = 2100
"""Four digits outside these are never a year of the news."""

_WINDOW = 48

_BEFORE = re.compile(r"(?:([A-Za-z]+)['’.]?|([^\sA-Za-z]))[ \t\u00a0\u202f\n\-–—‑/]{0,2}$")
_AFTER = re.compile(
    r"(?:\s{1,2}(?:and|or|to)\s{1,2}\d[\d,.]*)?(?P<possessive>['’]s\b)?(?P<gap>\s{0,2}-?)(?P<word>[A-Za-z]+)?"
)

_STRONG = word_set(
    "in since during until till mid early late circa year years fiscal calendar summer autumn spring winter "
    "fall season before through throughout christmas easter copyright class vintage"
)
"""Words before a number that make it a year, whatever but persons and things counted comes after."""

_WEAK = word_set(
    "of from by after the a an his her its their our my this that between to for and or than versus vs "
    "as with s on around about"
)
"""Words before a number that leave the choice to what comes after it."""

_APPROXIMATE = word_set("than around about for as with on")

_NAMES_WITH_NUMBER = word_set(
    "resolution russell flight room route number no nos article section windows form model channel bus "
    "highway ftse stoxx stock nikkei boeing airbus peugeot nr unit apartment lot page chapter paragraph "
    "level platform gate terminal car train locker box suite block class psalm sonnet nearly almost over "
    "under least most some roughly approximately exactly only just another usd eur gbp aud cad rs cost "
    "costs paid pay worth killed killing injured injuring wounded wounding total totalling totaling"
)
"""Words before a number that keep it from being a year."""

_UNITS = word_set(
    "km m cm mm kg g mw gw kw mhz ghz hz bn mn tn k kilometres kilometers metres meters miles feet foot ft "
    "yards acres hectares tonnes tons pounds dollars euros yen rupees gmt utc est edt bst cet hours hrs "
    "local percent per million billion trillion points votes seats litres liters gallons barrels "
    "megawatts kilograms grams calories square cubic degrees times mph kph km2 mile metre meter"
)
"""Units and the like: a number before them is a quantity or a clock time."""

_COUNTED = word_set(
    "people persons men women children kids boys girls police staff troops soldiers workers employees "
    "passengers residents civilians students pupils teachers patients doctors nurses victims migrants "
    "refugees prisoners hostages detainees fans supporters protesters demonstrators voters delegates "
    "members officers firefighters homes houses buildings schools hospitals villages shops stores cars "
    "vehicles trucks buses planes jobs cases deaths fatalities casualties injuries items copies tickets "
    "companies businesses firms customers families households guests participants athletes players "
    "runners volunteers survivors inmates ballots animals birds trees cattle sheep pages words islands "
    "complaints arrests others more fewer additional new extra personnel crew days weeks months years "
    "minutes seconds lives dead users species objects sites targets rockets missiles drones tanks "
    "aircraft flights applicants applications"
)
"""Nouns that are counted far more often than dated."""

_YEAR_NOUNS = word_set(
    "elections olympics games championships championship talks attacks riots protests floods fires "
    "bushfires wildfires bombings killings murders murder riot reforms cuts sanctions hearings peace "
    "series finals playoffs primaries midterms results figures"
)
"""Plural nouns that are dated far more often than counted."""

_VERBS = word_set(
    "was is were are saw will has had have marked brought would could and but when after as "
    "which that who because while in on at by to from for with until or of"
)
"""Words that may follow a bare year which opens a clause."""


def is_year(text: str, start: int, end: int) -> bool:
    """Whether the four digits at ``text[start:end]`` are a year.

    A sum of money, a decimal, a longer number and a code are not, nor is a count of persons or
    things (``1200 people``, ``the 2000 workers``).
    """
    value = int(text[start:end])
    if not EARLIEST_YEAR <= value <= LATEST_YEAR or _is_part_of_number(text, start, end):
        return False
    before = _BEFORE.search(text, max(0, start - _WINDOW), start)
    word = (before[1] or "") if before else ""
    symbol = (before[2] or "") if before else ""
    name = word[:1].isupper()
    lower = word.lower()
    after = _AFTER.match(text, end)
    following = (after["word"] or "") if after else ""
    if lower in _NAMES_WITH_NUMBER and not (name and lower == "class"):
        return False
    if after and after["possessive"]:
        return True
    modern = 1800 <= value <= LATEST_YEAR  # older bare numbers are mostly counts
    if _is_counted(following, value, strong=lower in _STRONG):
        return False
    if lower in _STRONG:
        return True
    if lower in _WEAK:
        return _follows_weakly(lower, following, modern=modern)
    return modern and _stands_alone(word, symbol, following, name=name)


def _is_part_of_number(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 2) : start]
    after = text[end : end + 2]
    if before[-1:].isalnum() or before[-1:] in {"$", "£", "€", "¥", "#", "+", "_", "₹", "@", "="}:
        return True
    if before[-1:] in {".", ",", ":"} and before[:1].isdigit():
        return True
    if after[:1].isalnum() or after[:1] in {"%", "°", "$", "€", "£", "_", "@"}:
        return True
    return after[:1] in {".", ",", ":"} and after[1:].isdigit()


def _is_counted(following: str, value: int, *, strong: bool) -> bool:
    """Whether the word after the number is what it counts."""
    lower = following.lower()
    if lower in _UNITS or lower in _COUNTED:
        return True
    if strong or not following or following[0].isupper() or lower in _YEAR_NOUNS or lower in _VERBS:
        return False
    plural = lower.endswith("s") and not lower.endswith(("ss", "us", "is"))
    return plural and (value % 100 == 0 or value < 1900)  # round or old: a count


def _follows_weakly(word: str, following: str, *, modern: bool) -> bool:
    """Whether a number after a word such as “of” or “the” is a year, given that it counts nothing."""
    lower = following.lower()
    if word in _APPROXIMATE:
        return modern and (following[:1].isupper() or lower not in _VERBS)
    if word in {"a", "an", "the", "this", "that", "his", "her", "its", "their", "our", "my", "s"}:
        return modern and bool(following)
    return modern


def _stands_alone(word: str, symbol: str, following: str, *, name: bool) -> bool:
    """Whether a number without a preposition is a year: in brackets, in a name, opening a clause."""
    if symbol in {"(", "[", "©", "–", "—"} or (symbol == "," and not following):
        return True
    if name:
        return True
    if not word:
        return bool(following) and (following[0].isupper() or following.lower() in _VERBS | _YEAR_NOUNS)
    if following[:1].isupper() or following.lower() in _YEAR_NOUNS:
        return True
    # “her classic 1939 film”: what is counted by so many would stand in the plural.
    return bool(following) and following.lower() not in _VERBS and not following.endswith("s")
