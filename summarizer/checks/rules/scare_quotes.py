"""One or two words in quotation marks that nobody in the sentence is given as saying."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from propcache.api import cached_property

from summarizer.checks.lists import load_list
from summarizer.checks.naming import fold
from summarizer.checks.rules.covered import Covered, covered_of
from summarizer.text.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.attribution.antecedents import Attribution
    from summarizer.checks.statements import Article, Statement
    from summarizer.records import CheckCode
    from summarizer.text.candidates import Quotation

__all__ = ["check_scare_quotes"]

_WORD = re.compile(r"[^\W_]+(?:[-‐‑'’&.][^\W_]+)*")
_MOST_WORDS = 2
_REACH = 70
"""Characters before or behind a quoted term in which a word about words, or a verb of calling, may stand."""
_BESIDE = re.compile(r"[“\"‘][^”\"’“‘]{1,40}[”\"’],?\s+(?:or|and)\s+$")
"""“marked “yes” or | “no””."""
_INSIDE = re.compile(r"[\w,] [\"'“‘«]?$")
_PRONOUN = re.compile(r"\b(?:he|she|they)\b", re.IGNORECASE)
"""Who says it, where the sentence before has the name."""
_SPEECH_MARK = re.compile(r"[!?]\W*$")


class _Speech:
    """What an article quotes, and whose words they are.

    Args:
        article: The article.
    """

    def __init__(self, article: Article) -> None:
        self._article = article
        self._segmented = article.segmented
        self._text = article.segmented.text
        self._openings: dict[str, bool] = {}
        self._speakers: dict[str, dict[frozenset[str] | None, bool]] = {}

    @cached_property
    def capitalised(self) -> frozenset[str]:
        """What it quotes from a capital on, in small letters."""
        inner = [one.inner.text for one in self._segmented.quotations]
        return frozenset(text.casefold() for text in inner if text[:1].isupper())

    @cached_property
    def _quotations_with(self) -> dict[str, list[int]]:
        """Where the quotations begin that have each run of one or two words, in order."""
        found: dict[str, list[int]] = {}
        for one in self._segmented.quotations:
            for wanted in _short_runs(one.inner.text):
                found.setdefault(wanted, []).append(one.start)
        return found

    @cached_property
    def _sentences(self) -> dict[str, set[int]]:
        """The numbers of the sentences that have each run of one or two words."""
        found: dict[str, set[int]] = {}
        for number, sentence in enumerate(self._segmented.sentences):
            for wanted in _short_runs(sentence.text):
                found.setdefault(wanted, set()).add(number)
        return found

    @cached_property
    def covered(self) -> Covered:
        """What stands in it under somebody's name."""
        return covered_of(self._article)

    def places(self, words: str) -> Sequence[int]:
        """Where the quotations begin that have the words, in order."""
        return self._quotations_with.get(_plain(words), ())

    def speakers(self, words: str) -> dict[frozenset[str] | None, bool]:
        """The words for whoever says the words in each quotation that has them; None for nobody.

        With each, whether that describes somebody and names nobody.
        """
        wanted = _plain(words)
        if wanted not in self._speakers:
            said = map(self.covered.at, self.places(words))
            self._speakers[wanted] = {
                None if one is None else _source_words(one): one is not None and _describes(one)
                for one in said
            }
        return self._speakers[wanted]

    def beside(self, words: str, names: frozenset[str]) -> bool:
        """Whether a sentence that has the words has one of the names, too."""
        found = self._sentences.get(_plain(words), set()) if names else set()
        return any(not found.isdisjoint(self._sentences.get(name, ())) for name in names)

    def has_within(self, words: str) -> bool:
        """Whether the words, capitals included, stand anywhere but at the opening of a sentence."""
        if words not in self._openings:
            at = self._text.find(words)
            while at >= 0 and not _INSIDE.search(self._text, max(0, at - 3), at):
                at = self._text.find(words, at + 1)
            self._openings[words] = at >= 0
        return self._openings[words]


class _Reading:
    """A statement read for quoted terms: what is asked of it more than once.

    Args:
        statement: The statement.
    """

    def __init__(self, statement: Statement) -> None:
        self.text = statement.text
        self.speech = _speech_of(statement.article)
        self.opening = len(self.text) - len(self.text.lstrip())
        self._statement = statement

    @cached_property
    def covered(self) -> Covered:
        """What stands in it under somebody's name."""
        return Covered(self._statement.attributions)

    @cached_property
    def about_words(self) -> bool:
        """Whether it speaks of words."""
        return _terms()["anywhere"].search(self.text) is not None

    @cached_property
    def tells(self) -> bool:
        """Whether it has a verb of saying."""
        return _terms()["saying"].search(self.text) is not None

    @cached_property
    def titled(self) -> bool:
        """Whether it is a headline in capitals."""
        return _is_title_case(self.text)

    @cached_property
    def _words(self) -> Counter[str]:
        return Counter(_names_of(self.text))

    def names(self, quotation: Quotation, said: frozenset[str]) -> bool:
        """Whether the sentence names, outside the quoted words, whom the article gives as their speaker."""
        within = Counter(_names_of(quotation.inner.text))
        return not said or any(self._words[name] > within[name] for name in said)

    def before(self, quotation: Quotation) -> str:
        """The words in front of a quotation."""
        return self.text[max(0, quotation.start - _REACH) : quotation.start]

    def behind(self, quotation: Quotation) -> str:
        """The words behind a quotation."""
        return self.text[quotation.end : quotation.end + _REACH]


def check_scare_quotes(statement: Statement) -> Iterator[tuple[CheckCode, str]]:
    """``scare-quotes``: a quoted term that is no title, nickname or word as a word, and has no speaker."""
    terms = [one for one in statement.own.quotations if one.closed and _is_short(one.inner.text)]
    if not terms:
        return
    read = _Reading(statement)
    for quotation in terms:
        if not (_is_term(read, quotation) or _has_speaker(read, quotation)):
            problem = f"{quotation.text} stands in quotation marks without its speaker"
            yield "scare-quotes", f"{problem}; leave the marks out, or say in the same sentence who says it"


def _is_short(text: str) -> bool:
    return 0 < len(_WORD.findall(text)) <= _MOST_WORDS


def _is_term(read: _Reading, quotation: Quotation) -> bool:
    """Whether it is a title, a name, a number, a shout, or a word as a word."""
    inner = quotation.inner.text
    if not inner[0].isalpha() or _SPEECH_MARK.search(inner):
        return True
    terms = _terms()
    if (
        terms["before"].search(_BESIDE.sub("", read.before(quotation)))
        or terms["behind"].search(read.behind(quotation))
        or read.about_words
    ):
        return True
    if not inner[0].isupper():
        return inner.casefold() in read.speech.capitalised
    opens = quotation.start <= read.opening or read.titled
    return not opens or read.speech.has_within(inner)


def _has_speaker(read: _Reading, quotation: Quotation) -> bool:
    """Whether the sentence gives the words as somebody's, and not as another's than the article does.

    Whose they are in the article is asked last: for that, all of its sources are read.
    """
    behind, inner = read.behind(quotation), quotation.inner.text
    terms = _terms()
    if terms["calling"].search(read.before(quotation)) or terms["called"].search(behind):
        return True
    speech = read.speech
    places = speech.places(inner)
    if not places:
        return False
    told = read.covered.has(quotation.start)
    if not told and not read.tells:
        return False
    if not told and _PRONOUN.search(read.text, 0, quotation.start):
        return any(map(speech.covered.has, places))
    if told and not all(map(speech.covered.has, places)):
        return True  # the article has the words in its own voice
    attribution = read.covered.at(quotation.start)
    sources = speech.speakers(inner)
    if attribution is None:
        return any(read.names(quotation, said) for said in sources if said is not None)
    names = _source_words(attribution)
    by = behind.lstrip(" ,").startswith(("by ", "according to "))
    is_name = not _describes(attribution)
    return any(
        not said or bool(names & said) or (described and is_name) or (by and read.names(quotation, said))
        for said, described in sources.items()
    ) or speech.beside(inner, names)


def _describes(attribution: Attribution) -> bool:
    """Whether a source is described, “the United captain”: somebody who has a name may be meant."""
    name = attribution.chain[0].name if attribution.chain else ""
    return name.rpartition(" ")[2][:1].islower()


def _source_words(attribution: Attribution) -> frozenset[str]:
    """The words of a source's name and description."""
    names = [attribution.role or "", *(source.name for source in attribution.chain)]
    names += [mention.text for source in attribution.chain for mention in source.mentions]
    return frozenset(fold(word) for name in names for word in _WORD.findall(name)) - _small_words()


def _names_of(text: str) -> Iterator[str]:
    """The words of a text, each also without its possessive ending."""
    for word in map(fold, _WORD.findall(text)):
        yield word
        bare = word.removesuffix("'s").removesuffix("’s")
        if bare != word:
            yield bare


def _short_runs(text: str) -> Iterator[str]:
    """Every run of one or two words, as they are compared."""
    words = _plain(text).split()
    yield from words
    yield from (f"{first} {second}" for first, second in pairwise(words))


@remembered(16)
def _speech_of(article: Article) -> _Speech:
    return _Speech(article)


def _small_words() -> frozenset[str]:
    return frozenset(("the", "of", "a", "an", "and", "for", "in", "at", "his", "her", "its", "their", "s"))


def _is_title_case(text: str) -> bool:
    words = [word for word in _WORD.findall(text) if len(word) > len("with")]
    return len(words) > len("abc") and all(word[0].isupper() or word[0].isdigit() for word in words)


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(fold(text.replace("’", "'"))))


_PATTERNS: dict[str, re.Pattern[str]] = {}


def _terms() -> dict[str, re.Pattern[str]]:
    """The words of the list, as patterns."""
    if not _PATTERNS:
        lists = load_list("quoted_terms")
        ends = {
            "before": r"\W*(?:(?:a|an|the|of|as|is|was|its|his|her|their)\W+)*$",
            "calling": r"(?!\s+(?:for|on|off|in|up)\b)",
        }
        for key in ("before", "behind", "anywhere", "calling", "called", "saying"):
            words = "|".join(re.escape(word) for word in lists[key]["words"])
            start = r"^\W*(?:\w+\W+){0,3}?" if key in {"behind", "called"} else r"\b"
            _PATTERNS[key] = re.compile(rf"{start}(?:{words})\b{ends.get(key, '')}", re.IGNORECASE)
    return _PATTERNS
