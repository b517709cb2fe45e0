"""The names of a whole article: which words are names in it, and which short forms are clear."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from propcache.api import cached_property

from summarizer.checks.naming import fold, has_word, name_words
from summarizer.text.names import find_names

if TYPE_CHECKING:
    from summarizer.checks.naming import NameFacts

__all__ = ["ArticleNames"]

_WORD = re.compile(r"[^\W\d_]+")


class ArticleNames:
    """The names of one article, looked for only when a statement's cited spans leave a name open.

    ``word in names`` says whether a folded word is a name of the article: written with a capital inside a
    sentence, and nowhere without.

    Args:
        text: The source text.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    def __contains__(self, folded: object) -> bool:
        if not isinstance(folded, str) or folded in self._words:
            return False
        forms = [form for form in (folded.capitalize(), folded.upper()) if form in self._words]
        return any(re.search(rf"[\w,;][ \xa0]{re.escape(form)}\b", self._text) for form in forms)

    def shortens(self, words: list[str], facts: NameFacts) -> bool:
        """Whether evidence has the last word of a name that the article gives in full, and no other ends so.

        “Smith said” names Jane Smith where the article names her in full and no John Smith.

        Args:
            words: The words of the name, as written.
            facts: What the cited spans state.
        """
        if not words[1:] or not has_word(facts, words[-1]):
            return False
        name = tuple(map(fold, words))
        alike = [full for full in self._full_names if full[-1] == name[-1]]
        return any(full[-len(name) :] == name for full in alike) and all(
            full[-2] == name[-2] for full in alike
        )

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(self._text))

    @cached_property
    def _full_names(self) -> frozenset[tuple[str, ...]]:
        names = (tuple(map(fold, name_words(name.text))) for name in find_names(self._text))
        return frozenset(name for name in names if len(name) > 1)
