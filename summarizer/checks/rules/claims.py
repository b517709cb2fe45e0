"""A claim of the article that the summary tells as fact."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.checks.lemmas import tokenise
from summarizer.checks.rules.voices import clauses, content, covers, opens_with_source, voices_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

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
_LEAST_ONLY = 0.35
"""Share of a clause's words that stand in the claim alone."""
_CONTINUING = re.compile(
    r"\s*(?:and|but|or)?\s*(?:that|how|whether|adding|saying|insisting|noting|warning)\b"
)
"""“…, and that he had”: the verb of saying stands before."""
_PUTTING = re.compile(r"\bputs?\b[^.;]{1,60}?\b(?:at|down\s+to)\b")
"""“who put the rise down to”, “put the toll at”."""
_AS_PLANNED = re.compile(
    r"\b(?:as|than)\s+(?:first\s+|originally\s+)?(?:planned|expected|predicted|promised|thought)\b"
)
"""“twice as much as planned”: nobody plans it."""
_ADVICE = "name who says it in the same sentence"
_LONGEST = 40
"""Words of a quotation in a message."""


def check_claims(statement: Statement) -> Iterator[tuple[CheckCode, str]]:
    """``claim-without-source``: a clause without a source repeats what the article only gives as a claim."""
    if statement.kind == "event" or opens_with_source(statement):
        return
    voices = voices_of(statement.article)
    if not voices.claims:
        return
    for tokens in _bare_clauses(statement):
        claim = _repeated(tokens, voices)
        if claim is not None:
            words = _shortened(statement.text[tokens[0].start : tokens[-1].end])
            yield (
                "claim-without-source",
                f"“{words}” is told as fact, but the article gives it as a claim ({claim.claim}); {_ADVICE}",
            )
            return


def _bare_clauses(statement: Statement) -> Iterator[list[Token]]:
    """The clauses of a statement that neither stand under a source nor tell an act of saying."""
    text = statement.text
    covered = list(covers(text, statement.attributions, frozenset()))
    telling = words_of("telling") | words_of("hedges")
    data, finding = words_of("data"), words_of("finding")
    for parts in clauses(text):
        if _CONTINUING.match(text, parts[0][0]):
            continue
        tokens = [token for start, end in parts for token in tokenise(text, start, end)]
        lemmas = {form for token in tokens for form in (token.lemma, token.folded)}
        if _AS_PLANNED.search(text, parts[0][0], parts[-1][1]):
            lemmas -= {"plan", "expect", "predict", "promise", "think", "thought"}
        puts = any(_PUTTING.search(text, start, end) for start, end in parts)
        if puts or lemmas & telling or (lemmas & data and lemmas & finding):
            continue
        bare = [
            token for token in tokens if not any(left <= token.start < right for left, right, _ in covered)
        ]
        if len(bare) * 2 > len(tokens) and len(content(bare)) >= _FEWEST:
            yield bare


def _repeated(tokens: list[Token], voices: Voices) -> Piece | None:
    words = content(tokens)
    claim = max(voices.claims, key=lambda one: (len(one.words & words), -one.start))
    shared = claim.words & words
    if len(shared) < min(_ALIGNED * len(words), max(_WHOLE, _REPEATED * len(claim.words))):
        return None
    own = [piece for piece in voices.own if len(piece.words & words) >= 2]
    names = {token.lemma for token in tokens[1:] if token.capitalised}
    only = shared.difference(names, *(piece.words for piece in own))
    whole = len(shared) < _ALIGNED * len(words)
    if not whole and any(len(piece.words & words) >= min(_OWN * len(words), len(shared)) for piece in own):
        return None
    least = _WHOLE - 1 if whole else max(2, _LEAST_ONLY * len(words - names))
    return claim if len(only) >= least else None


def _shortened(words: str) -> str:
    parts = words.split()
    return " ".join(parts[:_LONGEST]) + (" …" if len(parts) > _LONGEST else "")
