"""Numbers that are no quantities: in names, identifiers, years, list counters; and “one” that does not count."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.text.figures.counted import find_counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.text.figures.numerals import Numeral

__all__ = ["identifier_spans", "is_label", "is_uncounted_half", "one_counts", "word_before"]

_ADDRESSES = re.compile(r"(?:https?://|www\.)\S{1,500}|(?<!\w)[#@]\w+")
_MAIL_NAME = re.compile(r"[\w.+-]{0,64}@[\w-]{1,64}\.\w{2,}")
# Each alternative begins with a digit (or what may stand before one), so that the scan skips all other text.
_IDENTIFIER = re.compile(
    r"""(?=[\d(+’'‘])(?:
       (?<![\d.])\+?\d{1,4}[- .]\(?\d{2,4}\)?[- .]\d{3,4}[- .]\d{3,4}(?!\d)     # telephone numbers
      |(?<![\d.,$£€])\d{4,5}[- ]\d{3}[- ]\d{3,4}(?!\d)
      |(?<![\d.,])\(?\d{3}\)?[- .]\d{3}[-.]\d{4}(?!\d)
      |(?<![\d.,$£€])\d{3}-\d{4}(?![\d-])
      |(?<![\d.,])\d{1,5}(?:[-–/]\d{1,5}){2,6}(?!\d)                            # 12-4-1, 4-4-2, 12/34/56
      |(?<![\d.,])\d{1,3}(?:\.\d{1,3}){2,3}(?!\d)(?<!\.000)                       # versions, addresses
      |\d{1,4}(?::\d{2}){1,2}(?:\.\d+)?                                           # clock times, ratios
      |(?<![\w.,])0\d{2,}(?:\ \d{3,}){0,4}(?!\d)                                   # 0800 123 456
      |(?<!\w)\d{1,2}(?::\d{2}|\.\d{2})?\ ?(?:[aApP]\.?[mM]\b\.?|o[’']clock)
      |(?<!\w)[’'‘]\d\ds?\b                                                      # the ’90s, a '57 Chevy
      |(?:(?<=[Cc]all\ )|(?<=[Dd]ial\ )|(?<=[Pp]hone\ )|(?<=[Tt]ext\ )|(?<=[Rr]ing\ )|(?<=[Rr]ef\ ))\d{3,6}(?!\d|,\d)
    )""",
    re.VERBOSE,
)
_PAST_HOUR = re.compile(
    r"(?:\b(?:half|quarter|ten|five|twenty|twenty-five|\d{1,2}) past|\b(?:[Aa]t|around|about|until|before|after|since|just|just after) (?:quarter|ten|five|twenty|twenty-five) to) "
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|midnight|noon)\b"
    r"(?! (?:people|million|per|votes?|years|[a-z]+s\b))"
)
_COUNTER = re.compile(r"(?:^|\n|[:;•][ \u00a0])[ \t\u00a0]*(?:\(?\d{1,2}[.)]|[ivx]+\))(?=[ \t\u00a0]+\S)")
_FURNITURE_COUNTER = re.compile(r"\b\d{1,3} of \d{1,3}(?=[A-Z])")

_LABELS = frozenset(
    ["article", "articles", "chapter", "section", "sections", "clause", "paragraph", "para", "schedule", "appendix", "annex", "title", "rule", "regulation", "amendment", "resolution", "proposition", "prop", "page", "pages", "p.", "pp.", "line", "verse", "psalm", "act", "scene", "part", "volume", "vol", "vol.", "issue", "edition", "episode", "season", "book", "table", "figure", "fig.", "chart", "item", "step", "question", "q", "phase", "stage", "type", "tier", "level", "grade", "class", "category", "cat", "group", "pool", "round", "heat", "game", "match", "race", "lap", "turn", "hole", "day", "week", "year", "night", "matchday", "gameweek", "set", "quarter", "period", "room", "suite", "flat", "apartment", "unit", "block", "building", "gate", "terminal", "platform", "pier", "runway", "hangar", "seat", "row", "cell", "bed", "ward", "bay", "zone", "area", "sector", "district", "precinct", "lot", "plot", "exit", "junction", "route", "highway", "interstate", "freeway", "motorway", "road", "bus", "train", "flight", "channel", "radio", "studio", "dock", "berth", "court", "lane", "car", "number", "numbers", "no", "nos", "no.", "nos.", "nº", "version", "model", "mark", "mk", "series", "form", "code", "case", "bill", "directive", "protocol", "convention", "order", "pod", "isotope", "carbon", "vitamin", "omega", "windows", "track", "ext", "ext.", "extension", "hwy", "us", "rt."]
)
"""Words after which a number names one of a series."""
_SOFT_LABELS = frozenset(
    ["day", "week", "year", "night", "game", "match", "race", "lap", "turn", "hole", "set", "quarter", "period", "court", "car", "bus", "train", "line", "act", "part", "mark", "track", "book", "question", "point", "case", "bill", "order", "building", "block", "room", "road", "car", "unit", "group", "class", "round", "heat", "form"]
)
"""Those of them that may also stand before a quantity: “that night 200 people”, “in each race two drivers”."""
_FUNCTION_WORDS = frozenset(
    ["the", "a", "an", "in", "on", "at", "by", "to", "from", "for", "with", "of", "and", "or", "but", "nor", "as", "if", "when", "while", "after", "before", "since", "until", "during", "about", "around", "over", "under", "above", "below", "between", "among", "nearly", "almost", "some", "only", "just", "all", "both", "these", "those", "this", "that", "its", "his", "her", "their", "our", "my", "your", "more", "less", "fewer", "up", "down", "least", "most", "than", "then", "there", "here", "it", "he", "she", "they", "we", "i", "another", "other", "plus", "minus", "total", "today", "yesterday", "tomorrow", "now", "meanwhile", "however", "also", "still", "least", "last", "next", "past", "first", "second", "roughly", "approximately", "exactly", "every", "each", "is", "are", "was", "were", "has", "have", "had", "not", "no", "out", "into", "within", "without", "against", "through", "across", "per", "via", "despite", "because", "so", "yet", "though", "although", "where", "how", "why", "what", "which", "who", "because", "killing", "injuring", "wounding", "including", "leaving", "following", "using", "taking", "giving", "making", "seeing", "an", "estimated", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
)
_ADDRESS_AFTER = re.compile(
    r"[ \u00a0](?:[A-Z][\w’'.]*[ \u00a0]){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Drive|Boulevard|Blvd|Square|Place|Court|Way"
    r"|Terrace|Crescent|Close|Quay|Parkway|Highway)\b|[ \u00a0](?:Avenue|Rue|Via|Calle|Avenida)[ ]"
)
_YEAR_CONTEXT = re.compile(
    r"\b(?:the|its|his|her|their|in|of|since|from|by|until|till|early|late|mid|during|before|after|and|for|to)[ \u00a0-]$",
    re.IGNORECASE,
)
_NAMES_WITH_DIGITS = re.compile(r"(?:9/11|7/7|24/7|50/50|20/20|7/11|4x4|4[xX]4|360-degree)")
_GLUED = re.compile(r"[A-Za-z]")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;][\"”’']?\s+|\n\s*|[“\"‘'(\[•·–—-]\s?)$")


def identifier_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where digits are part of addresses, telephone numbers, times, versions or list counters."""
    for pattern in (_IDENTIFIER, _COUNTER, _FURNITURE_COUNTER):
        for match in pattern.finditer(text):
            yield match.span()
    if "past" in text or " to " in text:
        for match in _PAST_HOUR.finditer(text):
            yield match.span()
    if "http" in text or "www." in text or "#" in text or "@" in text:
        for match in _ADDRESSES.finditer(text):
            yield match.span()
        position = text.find("@")
        while position >= 0:
            start = position
            while start > max(0, position - 64) and (text[start - 1].isalnum() or text[start - 1] in "_.+-"):
                start -= 1
            match = _MAIL_NAME.match(text, start)
            if match:
                yield match.span()
            position = text.find("@", position + 1)


def word_before(text: str, position: int) -> str:
    """The word before a number, one space away; empty where there is none."""
    if position < 2 or text[position - 1] not in " \u00a0":
        return ""
    words = text[max(0, position - 24) : position - 1].split()
    return words[-1].lstrip("“\"‘'([") if words and not text[position - 2].isspace() else ""


def is_label(text: str, numeral: Numeral, *, measured: bool) -> bool:
    """Whether a number names something instead of counting it.

    Args:
        text: The text.
        numeral: The number.
        measured: Whether a currency, a percent sign or a unit of measure stands with it.
    """
    before = text[max(0, numeral.start - 40) : numeral.start]
    if numeral.kind == "words":
        return _is_capital_word_name(text, numeral, before) or _is_numbered_thing(
            text, numeral, before, measured=measured
        )
    if _NAMES_WITH_DIGITS.match(text, numeral.start):
        return True
    if _is_glued(text, numeral, before, measured=measured):
        return True
    if numeral.scaled or measured:
        return False
    if _is_numbered_thing(text, numeral, before, measured=measured):
        return True
    if not numeral.plain:
        return False
    if _ADDRESS_AFTER.match(text, numeral.end):
        return True
    return _follows_name(text, numeral, before) or _is_year(text, numeral, before)


def _is_numbered_thing(text: str, numeral: Numeral, before: str, *, measured: bool) -> bool:
    """“day three”, “Rule 5.07”, “page 12”; but “that day 200 people”, “in a game two fans”."""
    if measured or numeral.scaled or "," in text[numeral.start : numeral.end] or not before:
        return False
    if before[-1] in "#§" or before.endswith(("# ", "§ ")):
        return True
    label = word_before(text, numeral.start)
    if label.lower() not in _LABELS:
        return False
    if label[0].isupper() or label.lower().startswith("no"):
        return True
    return label.lower() not in _SOFT_LABELS or find_counted(text, numeral.end) is None


def _is_glued(text: str, numeral: Numeral, before: str, *, measured: bool) -> bool:
    """Letters directly around the digits: F-16, COVID-19, 5G, 3D, 1080p, 1990s."""
    after = text[numeral.end : numeral.end + 2]
    if (
        before[-1:] in ("-", "\u2010", "\u2011", "/")
        and before[-2:-1].isalpha()
        and not re.search(
            r"(?i)\b(?:non|sub|mid|pre|post|under|over|plus|minus|a|per|of|the|to|magnitude|age|aged)-$",
            before,
        )
    ):
        return True
    if before.endswith(("mid-", "under-", "over-", "Under-", "Over-")) and not measured:
        return True
    return not measured and after[:1].isalpha()


def _follows_name(text: str, numeral: Numeral, before: str) -> bool:
    """A capitalised word right before plain digits: Boeing 737, Euro 2024, FTSE 100."""
    word = word_before(text, numeral.start)
    if not word or not word[0].isalpha() or word[-1] in ',;:!?”")':
        return False
    if word[0].islower() and not re.match(r"[a-z][A-Z]", word):
        return False
    lower = word.lower().strip(".")
    if lower in _FUNCTION_WORDS and not re.search(r"[A-Z][a-z]+[ ]$", before[: -len(word) - 1]):
        return False
    counted = find_counted(text, numeral.end)
    if counted is None:
        return True
    start = numeral.start - len(word) - 1
    opening = text[max(0, start - 12) : start]
    return (
        re.search(r"\b(?:[Ii]n|[Aa]t|[Oo]n|[Nn]ear|[Ff]or|[Ff]rom)[ \u00a0]$", opening) is None
        and counted.unit != "people"
    )


def _is_year(text: str, numeral: Numeral, before: str) -> bool:
    if not (numeral.end - numeral.start == 4 and 1800 <= (numeral.value or 0) <= 2100):
        return False
    if _YEAR_CONTEXT.search(before):
        return (
            find_counted(text, numeral.end) is None
            or re.search(r"(?i)\b(?:the|its|his|her|their|in|of)[ \u00a0]$", before) is not None
        )
    return find_counted(text, numeral.end) is None


def _is_capital_word_name(text: str, numeral: Numeral, before: str) -> bool:
    """“Formula One”, “Big Ten”, “Ocean’s Eleven”: a capital in mid-sentence."""
    if not text[numeral.start].isupper():
        return False
    after = text[numeral.end : numeral.end + 2]
    if before[-1:] in "“‘\"'" and before and after[1:].isupper():  # the title of a work
        return True
    if _SENTENCE_START.search(before):
        return False
    return not (len(after) == 2 and after[1].isupper() and _title_case(before))


def _title_case(before: str) -> bool:
    """Whether the words before are all capitalised, as in a headline."""
    words = re.findall(r"[A-Za-z]+", before)[-3:]
    return len(words) == 3 and all(word[0].isupper() for word in words)


# -- “one” and “half” ---------------------------------------------------------------------------------

_ONE_NEVER_BEFORE = re.compile(
    r"(?i)\b(?:no|any|some|every|each|this|that|the|another|which|number|day|formula|a|an|big|other|every|whole|square|loved|next|last|first|little|new|old"
    r"|good|bad|right|wrong|only\s+the|phase|world\s+war|air\s+force|part|chapter|stage|division|league|group|article|page|round|game|line|level|type"
    r"|tier|class|category|channel|radio|bbc)[ \u00a0-]$"
)
_ONE_NEVER_AFTER = re.compile(
    r"(?i)(?:[- ](?:off|time|sided|way|stop|on-one|liner|party|another|by|thing|such|man’s|side|else|way|where|who|that|which|could|can|would|must|may|is|might|should"
    r"|another’s|day|night|evening|morning|afternoon|point|reason|example|idea|option|possibility|theory|thing’s)\b|’s|'s|[ ]of[ ])"
)
_ONE_AMOUNT_BEFORE = re.compile(
    r"(?i)\b(?:least|most|only|just|than|about|nearly|exactly|with|by|to|and|minus|plus|kill(?:s|ed|ing)|injur(?:ed|es|ing)|wound(?:ed|ing)|scor(?:ed|ing)|leaving|lost|won|for|within)[ \u00a0]$"
)
_CASUALTY = re.compile(
    r"(?i)\b(?:kill(?:ed|s|ing)|dead|died|deaths?|injur(?:ed|y|ies)|wounded|hurt|missing|arrest(?:s|ed)|fatalit(?:y|ies)|hospitali[sz]ed|drowned|detained|captured|survivor|rescued)\b"
)
_OTHER_COUNT = re.compile(
    r"(?i)\b(?:two|three|four|five|six|seven|eight|nine|ten|zero|\d{1,2})[ \u00a0](?:[a-z-]+[ \u00a0])?[a-z-]+(?:,| and| but| or| while)[ \u00a0](?:[a-z]+[ \u00a0]){0,2}$"
)
_OTHER_COUNT_AFTER = re.compile(
    r"(?i)[ \u00a0][a-z-]+(?:[ \u00a0][a-z-]+)?(?:,| and| but| or)[ \u00a0](?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\b"
)
_COUNTABLE_ONE = frozenset(
    ["goal", "vote", "votes", "seat", "win", "loss", "defeat", "draw", "wicket", "try", "touchdown", "homer", "run", "assist", "point", "save", "error", "penalty", "medal", "death", "fatality", "injury", "casualty", "case", "arrest", "victory", "game", "match", "shot", "strikeout", "interception", "sack", "yard", "penny", "share"]
)


def one_counts(text: str, numeral: Numeral, unit: str | None, *, bounded: bool) -> bool:
    """Whether the word “one” is a count: “one dead”, “at least one”, “one year”, “one goal and two assists”."""
    before = text[max(0, numeral.start - 60) : numeral.start]
    after = text[numeral.end : numeral.end + 60]
    if (
        _ONE_NEVER_AFTER.match(after)
        and not (bounded and re.match(r"[ -](?:day|night|of)\b", after))
        and not after.startswith(("-day ", "-night "))
    ):
        return _one_of_them(text, numeral)
    if re.match(r"-(?!(?:and|or|to|in)\b)[a-z]{3,}", after):
        return True
    if _ONE_NEVER_BEFORE.search(before) and not unit:
        return False
    if unit or bounded:
        return True
    sentence_after = re.split(r"[.!?;\n]", after)[0]
    sentence_before = re.split(r"[.!?;\n]", before)[-1]
    if _OTHER_COUNT.search(before) or _OTHER_COUNT_AFTER.match(after):
        return True
    noun = re.match(r"[ \u00a0](?:[a-z-]+[ \u00a0])?([a-z]+)", after)
    if noun and noun[1] in _COUNTABLE_ONE:
        return True
    if (
        re.match(r"[ \u00a0](?:in|on|at|from|for|by|near)\b", after)
        and re.search(r"\b(?:and|but|,)[ ](?:\w+[ ])?$", sentence_before)
        and _NUMBER_BEFORE.search(sentence_before)
    ):
        return True
    if (
        _TAKEN.search(sentence_before)
        and re.match(r"[ \u00a0][a-z]", after)
        and not _ABSTRACT_NOUN.match(after)
    ):
        return True
    near = sentence_after[:40]
    if re.match(
        r"(?i)[ \u00a0](?:more[ ]|other[ ])?(?:dead|killed|injured|wounded|missing|died|hurt|arrested|critical)",
        near,
    ):
        return True
    if re.match(
        r"(?i)[ \u00a0](?:other[ ])?(?:\w+[ ]){0,3}?(?:was|were|is|are|has been|had been|died)[ ]?(?:\w+ly[ ])?(?:killed|injured|wounded|hurt|missing|dead|arrested|hospitali[sz]ed|detained|in critical)?",
        near,
    ):
        return _CASUALTY.search(near) is not None
    return (
        re.search(
            r"(?i)\b(?:kill(?:ed|s|ing)|injur(?:ed|es|ing)|wound(?:ed|ing)|arrest(?:ed|ing)|leaving|claimed|captur(?:ed|ing)|detain(?:ed|ing))[ ]$",
            sentence_before,
        )
        is not None
    )


_NUMBER_BEFORE = re.compile(
    r"(?i)(?:\b\d{1,3}|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|twenty))[ \u00a0][^.!?;\n]{1,60}$"
)
_TAKEN = re.compile(
    r"(?i)\b(?:[a-z]{3,}ed|had|has|have|held|spent|took|made|gave|lost|won|built|kept|left|sold|bought|sent|found|plus|with|only|just|and|scoring|adding|needs?|wants?|gets?|got)[ ]$"
)
_ABSTRACT_NOUN = re.compile(
    r"(?i)[ \u00a0](?:[a-z-]+[ \u00a0])?(?:thing|day|point|way|reason|side|idea|person|eye|hand|voice|step|word|time|foot|man|woman|official|resident|source|witness|analyst|expert|observer|report|case|moment|example|place|side|end|"
    r"[a-z]+ing|of|or|in|more|that|who|which|to|and|but|for|at|on|by|is|was|as|such)\b"
)


def _one_of_them(text: str, numeral: Numeral) -> bool:
    """“14 aces, one of them clocked at 193 kph”: one of a stated number."""
    if not re.match(r"(?i)[ ]of[ ](?:them|whom|which)\b", text[numeral.end : numeral.end + 10]):
        return False
    before = text[max(0, numeral.start - 80) : numeral.start]
    return (
        re.search(r"(?:[,;—–(]|\band)[ ]?$", before) is not None and _NUMBER_BEFORE.search(before) is not None
    )


_HALF_NOT_BEFORE = re.compile(
    r"(?i)\b(?:first|second|other|better|latter|opening|closing|final|last|each|either|this|that|a|one|the|both|top|bottom|upper|lower|front|back|previous)(?:[ \u00a0-](?:and|or)[ ](?:a|one))?[- \u00a0]$"
)
_HALF_AFTER = re.compile(
    r"(?i)[ \u00a0](?:of|the|its|their|his|her|our|your|my|all|what|that|as|those|these|that’s|a|an|were|was|are|have|had|said|say)\b|[ \u00a0][a-z]+s\b"
)
_PORTION_AFTER = re.compile(
    r"(?i)[ \u00a0](?:of\b|the\b|its\b|their\b|as\b|more\b|less\b|fewer\b|higher\b|lower\b|that\b)|[,.;:)]|[ ](?:in|from|since|over|to|compared|this|last|on|and|by|during|a)\b|$"
)
_PORTION_BEFORE = re.compile(
    r"(?i)\b(?:by|than|nearly|almost|about|around|roughly|over|under|approximately|least|only|just|some|up|down|fell|rose|fallen|risen|grew|drop(?:ped)?|cut|lost|increase[ds]?|shrank|to|as)[ \u00a0]$"
)


def is_uncounted_half(text: str, numeral: Numeral) -> bool:
    """Whether “half”, “a third”, “a quarter” is no share: the second half, a third time, a quarter’s profit."""
    before = text[max(0, numeral.start - 40) : numeral.start]
    after = text[numeral.end : numeral.end + 20]
    word = text[numeral.start : numeral.end].lower()
    if word == "half":
        if _HALF_NOT_BEFORE.search(before) or re.match(
            r"[-](?!(?:mile|hour|century|dozen|million)\b)|[ ]?[-–]?time\b|’s|'s", after
        ):
            return True
        return not (_PORTION_BEFORE.search(before) or _HALF_AFTER.match(after))
    if word.endswith("s"):
        return False
    if re.match(r"(?i)[ \u00a0]of\b", after):
        return (
            word in ("a quarter", "one quarter")
            and re.match(r"(?i)[ ]of[ ](?:growth|decline|falling|rising|losses|negative)", after) is not None
        )
    if re.match(r"(?i)[ \u00a0](?:had|have|were|are|said|say|did|do|voted)\b", after):
        return False
    return not (_PORTION_BEFORE.search(before) and _PORTION_AFTER.match(after))
