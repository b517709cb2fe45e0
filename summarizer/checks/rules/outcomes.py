"""Results against the numbers beside them: margins, votes, earlier wins, lists that follow a count."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.checks.lemmas import lemma
from summarizer.checks.rules.contradiction_words import group, is_count, listed, value_of
from summarizer.checks.rules.figure_twins import counted_lemmas, figure_end, plain_figures, stated_runs
from summarizer.text.words import as_matched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.checks.statements import Statement
    from summarizer.text.candidates import FigureCandidate

__all__ = ["check_outcomes"]

_SCORE = re.compile(r"\d{1,3}\s?[-–]\s?\d{1,3}")
_MARGIN_UNITS = frozenset(["point", "goal", "run", "vote"])
_BY = re.compile(r"\bby\s+(?:(?:a\s+margin\s+of|just|only|exactly|a\s+single)\s+)?$", re.IGNORECASE)
_WIN = re.compile(
    r"\b(?:beat|beats|beating|won|win|wins|winning|defeat\w*|victory|lost|losing|prevail\w*|triumph\w*|overcame)\b",
    re.IGNORECASE,
)
_MARGIN_BEHIND = re.compile(
    r"(?:-\s?\w+|\s+\w+)?\s+(?:win|victory|margin|defeat|lead|loss|triumph)\b", re.IGNORECASE
)
_PARTIAL = re.compile(
    r"\b(?:half[\s-]time|interval|at\s+the\s+break|aggregate|penalt\w+|shoot-?out|at\s+one\s+stage|series|table|league|to\s+lead|top|clear|sets?|odds|quarter|leg|earlier|previous\w*|extra\s+time|frames?|matches|games|standings|season|rankings?|last\s+year|trail\w*|led|came\s+from|behind|after|expected|predicted|tipped|forecast|favou?rites?|needed)\b",
    re.IGNORECASE,
)
"""Words that tell that score and margin are not those of one result."""
_CARRIED = re.compile(
    r"\b(?:pass(?:ed|es)|approv(?:ed|es)|adopt(?:ed|s)|carried|back(?:ed|s)|ratif(?:ied|ies)|endorse[ds]|agreed|accept(?:ed|s)|re-?elected|was\s+elected)\b",
    re.IGNORECASE,
)
_LOST = re.compile(
    r"\b(?:reject(?:ed|s)|defeated|voted\s+down|threw\s+out|failed|fell|turned\s+down)\b", re.IGNORECASE
)
_HEDGED = re.compile(
    r"\b(?:not|never|despite|although|though|overturn\w*|advis\w*|amend\w*|two-thirds|three-fifths|quorum|needed|needs|requir\w+|threshold|veto\w*|(?<!simple\s)majority|confidence|removal|remove|impeach\w*|override|constitution\w*|earlier|previous\w*|first|abstain\w*|committee|later|before|repeal\w*|against\s+the\s+advice)\b",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"(?:\s+[a-z]+){0,2}?\s+(?:vot(?:ing|ed|es?)\s+)?(?:for|in\s+favou?r|yes|backing|supporting)\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"(?:\s+[a-z]+){0,2}?\s+(?:vot(?:ing|ed|es?)\s+)?(?:against|no|opposing|opposed)\b", re.IGNORECASE
)
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
)  # fmt: skip
_UNANIMOUS = re.compile(r"\b(?<!not\s)(?<!almost\s)(?<!nearly\s)unanimous(?:ly)?\b", re.IGNORECASE)
_NOT_QUITE = re.compile(
    r"\b(?:not|almost|nearly|but|while|later|earlier|after|before|first|then|near|recommend\w*)\b",
    re.IGNORECASE,
)
_VOTES_TO = re.compile(
    r"\b(?:[a-z]+|\d+)\s+votes?\s+to\s+(?!(?:none|nil|zero|no|the|a|be|nothing|keep)\b)(?:[1-9]\d*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?!\s+[a-z]{5,})",
    re.IGNORECASE,
)
_NEAR = 60
_NOBODY = re.compile(
    r"\b(?:nobody|no\s+one|no-one|none\s+of\s+(?:them|the\s+\w+))\s+(?:was|were|had\s+been)\s+(?P<harm>hurt|injured|killed|wounded)\b(?!\s+(?:seriously|badly|severely|by|after))"
    r"|\ball\s+(?:of\s+)?(?:the\s+)?[\w-]+\s+(?:(?:people|passengers|crew|miners|climbers|men|sailors|workers|occupants|children)\s+)?(?:aboard\s+|on\s+board\s+)?(?P<alive>survived)\b",
    re.IGNORECASE,
)
_UNHARMED = frozenset(["nobody", "one", "none", "survived"])
"""Words of which one says that nobody came to harm."""
_HARM = r"hurt|hurts|hurting|injured|injures|injuring|wounded|wounding"
_DEATH = r"killed|kills|killing|died|dead|drowned"
_HARMS = {
    "hurt": _HARM, "injured": _HARM, "wounded": _HARM, "killed": _DEATH, "died": _DEATH,
}  # fmt: skip
_ELSEWHERE = re.compile(
    r"[;]|\b(?:but|while|another|earlier|previous\w*|second|other|last|two\s+days|after|before|in\s+(?:19|20)\d\d|although|though|elsewhere|on\s+the\s+ground|later|outside|had)\b",
    re.IGNORECASE,
)
_YEARS = r"(?:in\s+)?(?:19|20)\d\d(?:(?:,\s+(?:and\s+)?|\s+and\s+)(?:in\s+)?(?:19|20)\d\d)+"
_WORD = r"[A-Z][\w’'-]*[a-z]"
_NAME = rf"(?:the\s+)?{_WORD}(?:\s+(?:(?:of|de|da|del|the)\s+)?{_WORD}){{0,3}}"
_LIST = re.compile(
    rf"\s*(?:,|:|\(|–|—|\s-\s)\s*(?:(?:namely|made\s+up\s+of|comprising)\s+)?(?P<names>{_NAME}(?:,\s+{_NAME})*,?\s+and\s+{_NAME})"
    r"\s*(?:,\s+(?!who\b|which\b|where\b)|[).;–—]|$)"
)
_LIST_BEFORE = re.compile(
    rf"(?:^|\b(?:in|of|from|by|to|between|with|that|and)\s+)(?P<names>{_NAME}(?:,\s+{_NAME})*,?\s+and\s+{_NAME}),\s+(?:the|all)\s+$"
)
_BETWEEN_NAMES = re.compile(r",\s+(?:and\s+)?|\s+and\s+(?!the\s+[a-z])")
_PLACES = re.compile(
    r"\b(?:cities|city|towns?|villages?|places|locations|sites|venues|offices?|branches|airports|men|women|people|authors|directors)\b",
    re.IGNORECASE,
)
"""What may be listed with its district, firm or office."""
_LONGEST = 7
"""Names of a list that are taken for a full one."""


def check_outcomes(statement: Statement) -> str | None:
    """What is wrong where a result, a rank of wins or a count does not fit the numbers or names with it."""
    text = statement.text
    plain = plain_figures(statement)
    if not plain:
        return _earlier_wins(text) if _may_count_wins(text) else None
    problem = _margin(statement, plain) if "by " in text or "-" in text else None
    if problem is None and len(plain) > 1 and ("against" in text or "oppos" in text):
        problem = _vote(text, plain)
    if problem is None and "nanimous" in text:
        problem = _unanimous(statement, plain)
    unharmed = problem is None and not _UNHARMED.isdisjoint(stated_runs(statement))
    if unharmed and _mentions(text, "obody", "o one", "o-one", "None of", "none of", "survived"):
        problem = _nobody(text, plain)
    if problem is None and _may_count_wins(text):
        problem = _earlier_wins(text)
    if problem is None and " and " in text:
        problem = _names(text, plain)
    return problem


def _may_count_wins(text: str) -> bool:
    """Whether two years and a word of earlier ones stand in a text."""
    return text.count("20") + text.count("19") > 1 and _mentions(
        text, "having", "after", "following", "add", "also"
    )


def _mentions(text: str, *letters: str) -> bool:
    return any(map(text.__contains__, letters))


def _margin(statement: Statement, plain: Sequence[FigureCandidate]) -> str | None:
    """The one score of a match or a vote, and the margin that it is said to be won by."""
    text = statement.text
    margins = [
        one for one in plain if one.unit in _MARGIN_UNITS and one.bound == "exact" and _is_margin(text, one)
    ]
    if len(margins) != 1:
        return None
    scores = [
        one
        for one in statement.own.figures
        if one.upper is not None and one.value is not None and _SCORE.fullmatch(one.text)
    ]
    if len(scores) != 1 or _PARTIAL.search(text) or not _WIN.search(text):
        return None
    near = sorted((scores[0], margins[0]), key=lambda one: one.start)
    if re.search(r";|\b(?:and|but|while)\b", text[near[0].end : near[1].start]):
        return None
    real = abs(value_of(scores[0]) - float(scores[0].upper or 0))
    if real != value_of(margins[0]):
        return f"“{scores[0].text}” is a margin of {real:g}, not “{margins[0].text}”"
    return None


def _is_margin(text: str, figure: FigureCandidate) -> bool:
    if _BY.search(text[max(0, figure.start - 30) : figure.start]):
        return True
    return "-" in figure.text and _MARGIN_BEHIND.match(text, figure.end) is not None


def _vote(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """A motion that passes with fewer votes for it than against, or falls with more."""
    counted = [one for one in plain if is_count(one) and one.bound == "exact"]
    yes = [one for one in counted if _FOR.match(text, one.end)]
    no = [one for one in counted if one not in yes and _AGAINST.match(text, one.end)]
    others = [one for one in counted if one not in (*yes, *no) and one.unit in {"vote", None}]
    if len(yes) != 1 or len(no) != 1 or others or _HEDGED.search(text) or ";" in text:
        return None
    carried, lost = _CARRIED.search(text), _LOST.search(text)
    told = carried or lost
    if told is None or (carried and lost) or abs(no[0].start - yes[0].end) > 60:
        return None
    if (value_of(yes[0]) < value_of(no[0])) if carried else (value_of(yes[0]) > value_of(no[0])):
        return f"“{told.group()}” does not fit {value_of(yes[0]):g} votes for and {value_of(no[0]):g} against"
    return None


def _unanimous(statement: Statement, plain: Sequence[FigureCandidate]) -> str | None:
    """A unanimous vote with votes on both sides."""
    text = statement.text
    told = _UNANIMOUS.search(text)
    if told is None or _NOT_QUITE.search(text):
        return None
    for one in statement.own.figures:
        if one.upper and one.value and _SCORE.fullmatch(one.text) and abs(one.start - told.end()) < _NEAR:
            return f"“{told.group()}” does not fit “{one.text}”"
    against = [one for one in plain if is_count(one) and _AGAINST.match(text, one.end) and value_of(one) > 0]
    votes = _VOTES_TO.search(text, max(0, told.start() - _NEAR), told.end() + _NEAR)
    words = against[0].text if against else votes.group() if votes else ""
    return f"“{told.group()}” does not fit “{words}”" if words else None


def _nobody(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """Nobody hurt, and a number of the hurt; all alive, and a number of dead."""
    for match in _NOBODY.finditer(text):
        harm = _HARMS["died" if match["alive"] else as_matched(match["harm"])]
        for one in plain:
            if (
                one.unit not in {"people", None}
                or not is_count(one)
                or match.start() <= one.start < match.end()
            ):
                continue
            before = re.search(
                rf"\b(?:{harm})\s+(?:at\s+least\s+)?$",
                text[max(0, one.start - 30) : one.start],
                re.IGNORECASE,
            )
            behind = re.match(
                rf"\s+(?:(?:were|was|had\s+been)\s+)?(?:{harm})\b", text[figure_end(one) :], re.IGNORECASE
            )
            if match["alive"] and one.counted is not None and not _same_people(match.group(), one):
                continue
            between = text[min(match.end(), one.end) : max(match.start(), one.start)]
            if (before or behind) and not _ELSEWHERE.search(between):
                return f"“{match.group()}” does not fit “{one.text}”"
    return None


def _same_people(words: str, figure: FigureCandidate) -> bool:
    """Whether the words that tell who survived name what a figure counts."""
    return bool(counted_lemmas(figure) & {lemma(word) for word in re.findall(r"[a-z]+", words)})


def _earlier_wins(text: str) -> str | None:
    """More earlier wins than this one’s number allows: “for the third time, after 2015, 2016 and 2018”."""
    for match in _wins().finditer(text):
        word = as_matched(match["ordinal"])
        number = _ORDINALS.index(word) + 1 if word in _ORDINALS else int(re.sub(r"\D", "", word))
        years = set(re.findall(r"(?:19|20)\d\d", match["years"]))
        if len(years) >= number and not listed("repeated", "not_won").search(match["between"]):
            return f"“{match['ordinal']}” does not follow on wins in {', '.join(sorted(years))}"
    return None


@lru_cache(maxsize=1)
def _wins() -> re.Pattern[str]:
    """A counted win, and the years of those before it."""
    earlier_wins = group("repeated", "won")
    return re.compile(
        rf"\b(?P<ordinal>{'|'.join(_ORDINALS[1:])}|\d{{1,2}}(?:nd|rd|th))\s+(?P<between>(?:consecutive\s+)?(?:[\w’'-]+\s+){{0,3}}?"
        r"(?:time|title|win|victory|gold|crown|term|trophy|championship|triumph|medal|success|prize|cup)\b[^.;]{0,80}?"
        r"(?:\b(?:having|after|following|adding\s+to|to\s+add\s+to|also)\s+(?:(?:also|her|his|its|their|previous|earlier|previously|first|two|three|four|five|six)\s+){0,3}?"
        rf"(?:{earlier_wins})\b|\bhaving\s+also\s+\w+)"
        r"(?:\s+(?:it|first|top|there|gold|the\s+(?:race|title|event|prize|crown|same\s+[a-z]+)))?)\s+"
        rf"(?P<years>{_YEARS})(?!\s*[-–])",
        re.IGNORECASE,
    )


def _names(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """A count and the list of names beside it that is longer or shorter."""
    for one in plain:
        if (
            not is_count(one)
            or one.bound != "exact"
            or one.counted is None
            or not 2 <= value_of(one) <= _LONGEST
        ):
            continue
        if one.counted.text.split()[-1][-1:] != "s" and one.unit != "people":
            continue
        found = _LIST.match(text, figure_end(one))
        if found is None and text[: one.start].endswith((", the ", ", all ")):
            found = _LIST_BEFORE.search(text[: one.start])

        if found is None or _PLACES.search(one.counted.text):
            continue
        names = [name for name in _BETWEEN_NAMES.split(found["names"]) if name.strip()]
        if len(names) > value_of(one) or (
            len(names) < value_of(one) and len(names) > 2 and " " not in "".join(names)
        ):
            return f"“{found['names']}” are {len(names)}, not “{one.text}”"
    return None
