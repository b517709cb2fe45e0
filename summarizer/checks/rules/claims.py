"""A claim of the article that the summary tells as fact."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.checks.lemmas import tokenise
from summarizer.checks.rules.voices import clauses, content, covers, names_its_source, voices_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.checks.lemmas import Token
    from summarizer.checks.rules.voices import Piece, Voices
    from summarizer.checks.statements import Statement
    from summarizer.records import CheckCode

__all__ = ["check_claims"]

_FEWEST = 3
"""Words of content below which a clause says too little to be compared."""
_ALIGNED = 0.6
"""Share of a clause's words that stand in a claim when the clause repeats it."""
_REPEATED = 0.75
"""Share of a claim's words that stand in a longer clause that repeats it beside other things."""
_WHOLE = 4
"""Words that a claim so repeated has at least."""
_OWN = 0.5
"""Share of them from which on the article says it in its own voice."""
_ACCUSING = ("accus", "suspect", "blam", "alleg")
"""How the words of an accusation begin: a short one is a claim as well."""
_CLOSE = 2
"""Words of a clause for each word of an accusation that it repeats."""
_FAR = 10**9
_LEAST_ONLY = 0.35
"""Share of a clause's words that stand in the claim alone."""
_CONTINUING = re.compile(
    r"\s*(?:(?:and|but|or)\s+)?(?:that|how|whether|adding|saying|insisting|noting|warning)\b"
)
"""“…, and that he had”: the verb of saying stands before."""
_PUTTING = re.compile(r"\bputs?\b[^.;]{1,60}?\b(?:at|down\s+to)\b")
"""“who put the rise down to”, “put the toll at”."""
_VIEWS = ("view", "opinion", "words", "account", "eyes", "telling")
_IN_VIEW = re.compile(
    rf"\b[Ii]n\s+(?:[\w’'-]+\s+){{0,3}}?[\w-]+(?:[’']s?|\b)\s+(?:own\s+)?(?:{'|'.join(_VIEWS)})\b"
    r"|\b[Ii]n\s+the\s+(?:view|opinion|words|eyes)\s+of\b"
)
"""“in the airline's view”."""
_SUBJECT = 6
"""Words in which the subject of a clause and its auxiliary stand."""
_AS_PLANNED = re.compile(
    r"\b(?:as|than)\s+(?:first\s+|originally\s+)?(?:planned|expected|predicted|promised|thought)\b"
)
"""“twice as much as planned”: nobody plans it."""
_PLANNED = frozenset(("plan", "expect", "predict", "promise", "think", "thought"))
"""The dictionary forms of these words, and a form that has none."""
_ADVICE = "name who says it in the same sentence"
_LONGEST = 40
"""Words of a quotation in a message."""


def check_claims(statement: Statement) -> Iterator[tuple[CheckCode, str]]:
    """``claim-without-source``: a clause without a source repeats what the article only gives as a claim."""
    if statement.kind == "event" or names_its_source(statement):
        return
    for tokens, words in _bare_clauses(statement):
        claim = _repeated(tokens, words, voices_of(statement.article))
        if claim is not None and not _is_own_doing(tokens, claim):
            clause = _shortened(statement.text[tokens[0].start : tokens[-1].end])
            yield (
                "claim-without-source",
                f"“{clause}” is told as fact, but the article gives it as a claim ({claim.claim}); {_ADVICE}",
            )
            return


def _bare_clauses(statement: Statement) -> Iterator[tuple[list[Token], frozenset[str]]]:
    """The clauses that neither stand under a source nor tell an act of saying, each with its content.

    Who says what is asked only for a clause that could be one.
    """
    text = statement.text
    heading = text.find(":") if statement.kind == "contested" else -1
    covered: list[tuple[int, int]] | None = None
    for parts in clauses(text):
        if _CONTINUING.match(text, parts[0][0]) or parts[-1][1] <= heading + 1:
            continue
        tokens = [token for start, end in parts for token in tokenise(text, start, end)]
        words = content(tokens)
        if len(words) < _FEWEST or _tells(text, parts, tokens):
            continue
        if covered is None:
            covered = _joined(covers(text, statement.attributions, frozenset()))
        bare = [token for token in tokens if not _within(covered, token.start)] if covered else tokens
        if len(bare) * 2 > len(tokens):
            words = content(bare) if covered else words
            if len(words) >= _FEWEST:
                yield bare, words


def _tells(text: str, parts: list[tuple[int, int]], tokens: list[Token]) -> bool:
    """Whether a clause, which has words, tells an act of saying, gives somebody's view, or what data show."""
    _, _, _, folded, forms = zip(*tokens, strict=True)
    lemmas = {*folded, *forms}
    if not _PLANNED.isdisjoint(lemmas) and _AS_PLANNED.search(text, parts[0][0], parts[-1][1]):
        lemmas -= _PLANNED
    if not _telling().isdisjoint(lemmas):
        return True
    if not (words_of("finding").isdisjoint(lemmas) or words_of("data").isdisjoint(lemmas)):
        return True
    if "put" in text and any(_PUTTING.search(text, start, end) for start, end in parts):
        return True
    return any(word in text for word in _VIEWS) and any(
        _IN_VIEW.search(text, start, end) for start, end in parts
    )


@lru_cache(maxsize=1)
def _telling() -> frozenset[str]:
    return words_of("telling") | words_of("hedges")


def _joined(stretches: Iterable[tuple[int, int, str]]) -> list[tuple[int, int]]:
    """Stretches in order, those that overlap as one."""
    joined: list[tuple[int, int]] = []
    for start, end, _ in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _within(stretches: list[tuple[int, int]], offset: int) -> bool:
    index = bisect_right(stretches, (offset, _FAR)) - 1
    return index >= 0 and stretches[index][0] <= offset < stretches[index][1]


def _repeated(tokens: list[Token], words: frozenset[str], voices: Voices) -> Piece | None:
    """The claim that a clause repeats, which the article does not state in its own voice.

    Args:
        tokens: The clause.
        words: Its content.
        voices: The article.
    """
    sharing = voices.sharing(words)
    if not sharing:
        return None
    count, best = max(sharing, key=lambda one: (one[0], -one[1].start))
    if count >= _ALIGNED * len(words) or count >= max(_WHOLE, _REPEATED * len(best.words)):
        names = frozenset(token.lemma for token in tokens[1:] if token.capitalised)
        return best if _is_claim_alone(best, words, names, voices) else None
    for count, claim in sharing:
        if count == len(claim.words) and _is_accusation(claim) and _stand_together(tokens, claim.words):
            own = [piece for piece in voices.own_sharing(claim.words) if len(piece.words & claim.words) >= 2]
            if not own:
                return claim
    return None


def _is_accusation(claim: Piece) -> bool:
    accuses = any(word.startswith(_ACCUSING) for word in claim.claim.split())
    return accuses and len(claim.words) >= _FEWEST


def _stand_together(tokens: list[Token], words: frozenset[str]) -> bool:
    """Whether the words stand close to one another."""
    places = [index for index, token in enumerate(tokens) if token.lemma in words]
    return bool(places) and places[-1] - places[0] < len(words) * _CLOSE


def _is_claim_alone(claim: Piece, words: frozenset[str], names: frozenset[str], voices: Voices) -> bool:
    """Whether the article says what the claim and the clause share nowhere in its own voice.

    Too few shared words beside names are none the more for what that voice says, which then is not read.
    """
    shared = claim.words & words
    whole = len(shared) < _ALIGNED * len(words)
    least = _WHOLE - 1 if whole else max(2, _LEAST_ONLY * len(words - names))
    only = shared - names
    if len(only) < least:
        return False
    own = [piece for piece in voices.own_sharing(words) if len(piece.words & words) >= 2]
    if not whole and any(len(piece.words & words) >= min(_OWN * len(words), len(shared)) for piece in own):
        return False
    return len(only.difference(*(piece.words for piece in own))) >= least


def _is_own_doing(tokens: list[Token], claim: Piece) -> bool:
    """Whether a source that says what it is doing is told to do it: “police are looking for a van”."""
    opening = tokens[:_SUBJECT]
    source = content(tokenise(claim.claim))
    for index, token in enumerate(opening):
        if token.folded in {"is", "are", "was", "were"}:
            subject = content(opening[:index])
            doing = any(one.folded.endswith("ing") for one in tokens[index + 1 : index + 3])
            return doing and bool(subject) and subject <= source
    return False


def _shortened(words: str) -> str:
    parts = words.split()
    return " ".join(parts[:_LONGEST]) + (" …" if len(parts) > _LONGEST else "")
