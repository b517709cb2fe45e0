"""Recognises dates of the calendar that begin with a name: months, weekdays, holidays."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from summarizer.text.dates.digits import match_number
from summarizer.text.dates.ranges import days_of_month
from summarizer.text.dates.terms import Atom, Day, Matcher, Month, Weekday
from summarizer.text.dates.vocabulary import (
    DOUBTFUL_MONTHS,
    HOLIDAYS,
    LOWER_CASE_WORDS,
    MONTHS,
    NOT_COUNTED,
    ORDINAL_ENDING,
    SHORT_WEEKDAYS,
    SPACE,
    TIME_OF_DAY,
    TO,
    WEEKDAYS,
    WHICH,
    YEAR,
)
from summarizer.text.words import as_matched, word_set

__all__ = ["CALENDAR_MATCHERS"]

_DAY_END = r"(?![\w%°]|[.,:/]\d)"
_NO_NOUN = (
    rf"(?!{SPACE}(?!(?:in|on|at|when|as|of|for|and|or|to|with|by|but|after|before|from|that|which|was|were|is|"
    r"are|will|would|has|had|during|while|where|the|this|last|next|until|since|under|against|who|it|he|she|"
    r"they|said|have|because)\b)[a-z])"
)
_DAY_AFTER_MONTH = re.compile(
    rf"(?:\.?{SPACE}(?:the{SPACE})?|-)(?P<day>[0-3]?\d){ORDINAL_ENDING}?{_DAY_END}"
    rf"(?:{TO}(?P<last>[0-3]?\d){ORDINAL_ENDING}?{_DAY_END}(?!{SPACE}[A-Z][a-z]{{2,8}}\b\.?{SPACE}\d){_NO_NOUN})?"
    rf"(?:(?:{SPACE}?,{SPACE}?|{SPACE}|-)(?:(?:in|of){SPACE})?{YEAR}{NOT_COUNTED})?"
)
_YEAR_AFTER_MONTH = re.compile(
    rf"(?:[.,]?{SPACE}|-)(?:(?:in|of){SPACE}(?:the{SPACE}year{SPACE})?)?{YEAR}{NOT_COUNTED}"
)
_HOLIDAY = re.compile(
    rf"(?P<name>{'|'.join(re.escape(name).replace(chr(39), '[' + chr(39) + '’]') for name in HOLIDAYS)})\b"
    rf"(?:,?{SPACE}(?:in{SPACE})?{YEAR})?".replace(r"\ ", SPACE),
    re.IGNORECASE,
)
_WEEK_OF_WEEKDAY = re.compile(rf"{SPACE}(?:of{SPACE})?(?P<which>last|next|this){SPACE}week\b")
_WEEK_LATER = re.compile(
    rf"{SPACE}week(?=[.,;:!?)]|{SPACE}(?:at|in|and|to|when|for|but|before|after)\b|\s*$)"
)
_DATE_OF_WEEKDAY = re.compile(rf"\.?(?:,?{SPACE}\(?(?:the{SPACE})?)(?=(?P<word>[A-Za-z]{{3,9}}|\d{{1,2}}))")
_TIME_OF_DAY = re.compile(TIME_OF_DAY)
_NAMES_BEFORE_WEEKDAY = word_set(
    "good black cyber palm easter ash maundy holy bloody super shrove giving fat ruby freaky sheffield blue "
    "every each most any casual man girl"
)
_NAMES_AFTER_WEEKDAY = word_set(
    "Times Telegraph Mirror Express Mail World Independent Herald Post People Sport Star Night Nights Live "
    "League Mass School Service Club Business Politics Brunch Supplement Evening Morning Island Islands"
)
_ARTICLES = word_set("a an one some A An One Some")
_MONTH_BEFORE = word_set(
    "in since by until till from before after during through throughout of for late early mid last next this "
    "to and or between around end the every each as per versus than a was began starting beginning is"
)
_UNCERTAIN_MAY = word_set("by until before after through throughout of for to and or as than is was the a")
_IN_MONTH = word_set("in since during until till late early mid last next this every")
_NOT_NOUNS = word_set(
    "night morning afternoon evening in on at when as of for and or to with by but after before that which "
    "was is were will would he she it they the this than because if so while who where said"
)
_AFTER_A_MARCH = word_set("on for of to by through and in was is")
_POSSESSIVE = re.compile(r"['’]s\s")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[.-]?[^\S\n]{0,2}\n?$")
_WORD_AFTER = re.compile(rf"(?:{SPACE}|-)([^\W\d_]+)")
_TITLED_MAY = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Theresa|Brian|James|Lady|Minister|PM|Elaine)\.? May\b")


@lru_cache(maxsize=1)
def _names_a_may(text: str) -> bool:
    """Whether somebody of that name is in the text; remembered, since every “May” asks it."""
    return _TITLED_MAY.search(text) is not None


def _word_before(text: str, start: int) -> str:
    earliest = max(0, start - 24)
    words = text[earliest:start].split()
    if not words:
        return ""
    found = _WORD_BEFORE.search(text, text.rindex(words[-1], earliest, start), start)
    return found[1] if found else ""


def _word_after(text: str, end: int) -> str:
    found = _WORD_AFTER.match(text, end)
    return found[1] if found else ""


def _is_name_of_month(text: str, start: int, end: int, month: int) -> bool:
    """Whether the word is written as a month is: “may” and “march” are verbs unless capital."""
    word = text[start:end]
    return word[0].isupper() or (len(word) > 5 and month != 8) or word == "april"  # august


def _match_month(text: str, start: int, end: int) -> Atom | None:
    word = text[start:end].lower()
    month = MONTHS[word]
    found = _DAY_AFTER_MONTH.match(text, end)
    if found and (text[start].isupper() or word not in LOWER_CASE_WORDS):
        term = days_of_month(month, found["day"], found["last"], found["year"])
        return Atom(start, found.end(), term)
    if not _is_name_of_month(text, start, end, month):
        return None
    found = _YEAR_AFTER_MONTH.match(text, end)
    if found:
        return Atom(start, found.end(), Month(month, int(found["year"])))
    if word == "may":
        holiday = _match_holiday(text, start, end)
        if holiday is not None:
            return holiday
    if word not in DOUBTFUL_MONTHS:
        return Atom(start, end, Month(month))
    return _match_doubtful_month(text, start, end)


def _match_doubtful_month(text: str, start: int, end: int) -> Atom | None:
    """A month whose name is a person's or another word: only after a word that leads to a date."""
    word = text[start:end].lower()
    before = _word_before(text, start)
    if word != "may" and _POSSESSIVE.match(text, end):
        return Atom(start, end, Month(MONTHS[word]))
    if before.lower() not in _MONTH_BEFORE and before.lower() not in MONTHS:
        return None
    after = _word_after(text, end)
    if word == "may" and before.lower() in _UNCERTAIN_MAY and (after[:1].isupper() or _names_a_may(text)):
        return None
    if before.lower() == "the" and (not after.islower() or after in _AFTER_A_MARCH):
        return None
    if after[:1].isupper() and before.lower() not in _IN_MONTH:
        return None
    abbreviated = len(word) < 5 and word not in ("may", "june", "july")  # jan, sept
    if abbreviated and before.lower() not in _IN_MONTH:
        return None
    return Atom(start, end + (abbreviated and text[end : end + 1] == "."), Month(MONTHS[word]))


def _match_weekday(text: str, start: int, end: int) -> Atom | None:
    word = text[start:end].lower()
    number = WEEKDAYS.get(word, SHORT_WEEKDAYS.get(word, 0))
    dated = _match_date_of_weekday(text, start, end)
    if dated is not None:
        return dated
    if word not in WEEKDAYS:
        return None
    before = _word_before(text, start)
    after = _word_after(text, end)
    if before.lower() in _NAMES_BEFORE_WEEKDAY or after in _NAMES_AFTER_WEEKDAY:
        return None
    if before == "on" and text[max(0, start - 9) : start] == " Mail on ":
        return None
    if before in _ARTICLES and (not after or after in _NOT_NOUNS or text[end : end + 1] != " "):
        return None
    timed = _TIME_OF_DAY.match(text, end)
    stop = timed.end() if timed else end
    week = _WEEK_OF_WEEKDAY.match(text, stop)
    if week:
        return Atom(start, week.end(), Weekday(number, weeks=WHICH[week["which"]]))
    later = _WEEK_LATER.match(text, stop)
    if later and before.lower() in ("on", "by", "until", "till", "from"):
        return Atom(start, later.end(), Weekday(number, week_later=True))
    return Atom(start, stop, Weekday(number))


def _match_date_of_weekday(text: str, start: int, end: int) -> Atom | None:
    """A weekday with the date after it: “Monday, December 4”, “Tue (31 Oct)”."""
    lead = _DATE_OF_WEEKDAY.match(text, end)
    if lead is None or not (lead["word"][0].isdigit() or lead["word"].lower() in MONTHS):
        return None
    begin = lead.end()
    if lead["word"][0].isdigit():
        atom = match_number(text, begin, begin + len(lead["word"]))
    else:
        atom = _match_month(text, begin, begin + len(lead["word"]))
    if atom is None or atom.term.grain not in ("day", "range"):
        return None
    closing = "(" in text[end:begin] and text[atom.end : atom.end + 1] == ")"
    return replace(atom, start=start, end=atom.end + closing)


def _match_holiday(text: str, start: int, end: int) -> Atom | None:  # noqa: ARG001 - one signature
    found = _HOLIDAY.match(text, start)
    if found is None or not text[start].isupper():
        return None
    name = " ".join(as_matched(found["name"]).replace("’", "'").split())
    month, day = HOLIDAYS[name]
    return Atom(start, found.end(), Day(month, day, int(found["year"]) if found["year"] else None))


CALENDAR_MATCHERS: dict[str, Matcher] = {
    **dict.fromkeys({name.split()[0].split("'")[0].strip(".") for name in HOLIDAYS}, _match_holiday),
    **dict.fromkeys(MONTHS, _match_month),
    **dict.fromkeys(WEEKDAYS | SHORT_WEEKDAYS, _match_weekday),
}
"""The word that a date begins with, lower case, to what reads it."""
