"""One or two words in quotation marks that nobody in the sentence is given as saying."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.checks.lists import load_list
from summarizer.checks.naming import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.attribution.antecedents import Attribution
    from summarizer.checks.statements import Statement
    from summarizer.records import CheckCode
    from summarizer.text.candidates import Quotation

__all__ = ["check_scare_quotes"]

_WORD = re.compile(r"[^\W_]+(?:[-‐‑'’&.][^\W_]+)*")
_MOST_WORDS = 2
_REACH = 70
"""Characters before or behind a quoted term in which a word about words, or a verb of calling, may stand."""
_SPEECH_MARK = re.compile(r"[!?]\W*$")


def check_scare_quotes(statement: Statement) -> Iterator[tuple[CheckCode, str]]:
    """``scare-quotes``: a quoted term that is no title, nickname or word as a word, and has no speaker."""
    for quotation in statement.own.quotations:
        words = _WORD.findall(quotation.inner.text)
        if not quotation.closed or not 0 < len(words) <= _MOST_WORDS:
            continue
        if not (_is_term(statement, quotation) or _has_speaker(statement, quotation)):
            problem = f"{quotation.text} stands in quotation marks without its speaker"
            yield "scare-quotes", f"{problem}; leave the marks out, or say in the same sentence who says it"


def _is_term(statement: Statement, quotation: Quotation) -> bool:
    """Whether it is a title, a name, a number, a shout, or a word as a word."""
    inner = quotation.inner.text
    if not inner[0].isalpha() or _SPEECH_MARK.search(inner):
        return True
    text = statement.text
    before = text[max(0, quotation.start - _REACH) : quotation.start]
    behind = text[quotation.end : quotation.end + _REACH]
    terms = _terms()
    if terms["before"].search(before) or terms["behind"].search(behind) or terms["anywhere"].search(text):
        return True
    source = statement.article.segmented.text
    if not inner[0].isupper():
        return any(
            one.inner.text[0].isupper() and one.inner.text.casefold() == inner.casefold()
            for one in statement.article.segmented.quotations
        )
    opens = not text[: quotation.start].strip() or _is_title_case(text)
    return not opens or re.search(rf"(?<=[\w,] )[\"'“‘«]?{re.escape(inner)}", source) is not None


def _has_speaker(statement: Statement, quotation: Quotation) -> bool:
    """Whether the sentence gives the words as somebody's, and not as another's than the article does."""
    before = statement.text[max(0, quotation.start - _REACH) : quotation.start]
    behind = statement.text[quotation.end : quotation.end + _REACH]
    sources = _quoted_in(statement, quotation)
    terms = _terms()
    if terms["calling"].search(before) or terms["called"].search(behind):
        return True
    if not sources:
        return False
    told = statement.attributions.at(quotation.start)
    if told is None:
        return terms["saying"].search(statement.text) is not None and any(
            _is_named(statement, quotation, said) for said in sources if said is not None
        )
    return any(
        said is None or _same(told, said) or _is_by(statement, quotation, said) for said in sources
    ) or bool(_source_words(told) & _words_beside(statement, quotation))


def _quoted_in(statement: Statement, quotation: Quotation) -> list[Attribution | None]:
    """Who says the words in each quotation of the article that has them."""
    wanted = _plain(quotation.inner.text)
    article = statement.article
    return [
        article.attributions.at(one.start)
        for one in article.segmented.quotations
        if wanted in _plain(one.inner.text)
    ]


def _words_beside(statement: Statement, quotation: Quotation) -> set[str]:
    """The words of the sentences of the article that quote the same words."""
    wanted, segmented = _plain(quotation.inner.text), statement.article.segmented
    return {
        fold(word)
        for sentence in segmented.sentences
        if wanted in _plain(sentence.text)
        for word in _WORD.findall(sentence.text)
    }


def _same(told: Attribution, said: Attribution) -> bool:
    """Whether two attributions share a word of their source's name or description."""
    return bool(_source_words(told) & _source_words(said)) or not _source_words(said)


def _source_words(attribution: Attribution) -> set[str]:
    names = [attribution.role or "", *(source.name for source in attribution.chain)]
    names += [mention.text for source in attribution.chain for mention in source.mentions]
    return {fold(word) for name in names for word in _WORD.findall(name)} - _small_words()


def _is_named(statement: Statement, quotation: Quotation, said: Attribution) -> bool:
    """Whether the sentence names, outside the quoted words, whom the article gives as their speaker."""
    rest = f"{statement.text[: quotation.start]} {statement.text[quotation.end :]}"
    words = {fold(word) for word in _WORD.findall(rest)}
    words |= {word.removesuffix("'s").removesuffix("’s") for word in words}
    return bool(words & _source_words(said)) or not _source_words(said)


def _is_by(statement: Statement, quotation: Quotation, said: Attribution) -> bool:
    """Whether the speaker stands right behind the words: “described as "unworkable" by Judge Steiner”."""
    behind = statement.text[quotation.end : quotation.end + _REACH].lstrip(" ,")
    return behind.startswith(("by ", "according to ")) and _is_named(statement, quotation, said)


def _small_words() -> frozenset[str]:
    return frozenset(("the", "of", "a", "an", "and", "for", "in", "at", "his", "her", "its", "their", "s"))


def _is_title_case(text: str) -> bool:
    words = [word for word in _WORD.findall(text) if len(word) > len("with")]
    return len(words) > len("abc") and all(word[0].isupper() or word[0].isdigit() for word in words)


def _plain(text: str) -> str:
    return f" {' '.join(_WORD.findall(fold(text.replace('’', chr(39)))))} "


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
