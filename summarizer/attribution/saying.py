"""The verbs and phrases by which English news says who said something.

Every pattern reads a text in which quotations are hidden: there ``¤`` is a character of a quotation.
"""

from __future__ import annotations

import re

from summarizer.text.words import word_tree

__all__ = [
    "ACCORDING",
    "ADDING",
    "ADDING_WORDS",
    "AUDIENCE",
    "CARRIED_BY",
    "CITING",
    "CLOSING",
    "GAINING",
    "INVERTING",
    "IN_WORDS",
    "LISTED_VERB",
    "LISTED_WORDS",
    "PASSIVE",
    "PASSIVE_WORDS",
    "PUTTING",
    "PUTTING_WORDS",
    "QUOTED_HIM_AS",
    "SHOWING",
    "STRICT",
    "TELLING",
    "THAT_OR_QUOTATION",
    "TOLD_WHOM",
    "UNLISTED_AFTER",
    "UNLISTED_BEFORE",
    "WAS_QUOTED",
    "WEAK",
]

_VERB_WORDS = """
    said says say told tells added adds stated states announced announces reported reports claimed
    claims warned warns argued argues insisted insists acknowledged acknowledges confirmed confirms denied
    denies revealed reveals wrote writes tweeted posted explained explains noted notes stressed stresses
    replied answered asked asks recalled recalls believes believe estimated estimates predicted predicts
    forecast testified declared declares complained complains admitted admits conceded concedes vowed vowed
    pledged promised suggested suggests concluded concludes joked shouted cried quipped observed remarked
    commented emphasised emphasized reiterated maintained maintains alleged alleges boasted disclosed
    indicated indicates expects found finds ruled urged urges quoted cited accused accuses described
    describes called thinks countered responded stormed fumed cautioned thundered sighed laughed snapped
    retorted whispered yelled muttered lamented mused enthused praised blamed criticised criticized rejected
    termed shown shows showed show summarised intoned hailed dismissed branded
"""
_VERBS = frozenset(_VERB_WORDS.split())
_PARTICLE_VERBS = (
    "made it clear",
    "made clear",
    "pointed out",
    "points out",
    "went on",
    "goes on",
    "shot back",
    "hit back",
    "chimed in",
)
"""“she went on, ‘…’”."""
_VOICING = frozenset(("expressed", "voiced", "raised"))
"""Verbs that say something with what is felt behind them: “voiced grave concern”."""
_PUTTING = frozenset(
    ("put", "pegged", "projected", "projects", "sees", "estimates", "estimated", "measured", "gave")
)
_WEAK_WORDS = """
    called described accused ruled expects forecast asked asks urged urges cited
    quoted posted believe praised blamed criticised criticized rejected termed hailed dismissed branded
    laughed
"""
_INVERTING_WORDS = """
    said says added adds wrote writes replied explained warned recalled asked noted argued joked insisted
    admitted concluded tweeted recalls
"""

WEAK = frozenset(_WEAK_WORDS.split())
"""Verbs that attribute only with a clause or a quotation right behind them."""

INVERTING = frozenset(_INVERTING_WORDS.split())
"""Verbs that may stand before their subject: “…,” said Joanna Pryce."""

STRICT = frozenset(
    ("declared", "declares", "states", "went on", "goes on", "shot back", "hit back", "chimed in")
)
"""Verbs that attribute only with “that” or a quotation: not “declared a dividend”, “two states”."""

SHOWING = frozenset(("show", "shows", "showed", "shown", "found", "finds"))
"""Verbs that attribute only to data, or with “that”: “figures show”, not “police found 12 bodies”."""

GAINING = frozenset(("claimed", "claims", "added", "adds"))
"""Verbs that attribute nothing before a number: “claimed 12 lives”, “added 3,000 jobs”."""

DENYING = frozenset(
    ("denied", "denies", "deny", "rejected", "rejects", "dismissed", "dismisses", "disputed", "disputes")
)
"""Verbs whose content the source says is not so."""

TELLING = frozenset(("told", "tells"))
"""Verbs that say right behind them whom the source spoke to."""

CLOSING = frozenset(("according to", "as per"))
"""Cues that stand behind what they attribute."""

THAT_OR_QUOTATION = re.compile(r"\s*(?:that\b|[:,]?\s*¤)")
"""What follows a verb of saying beyond doubt."""

_FELT = r"[ ](?:\w+[ ])?(?:concerns?|hopes?|regret|doubts?|fears?|alarm|outrage|support|confidence)"
_LISTED = word_tree(dict.fromkeys((*_VERBS, *_PARTICLE_VERBS), "") | dict.fromkeys(_VOICING, _FELT))

LISTED_VERB = re.compile(
    rf"""(?<![\w-])
    (?P<aux>(?:has|have|had|was|were)\s+)?
    (?:(?:also|now|later|earlier|previously|recently|repeatedly|again|then)\s+)?
    (?P<verb>{_LISTED})(?![\w-])""",
    re.VERBOSE,
)
"""A verb of saying with its auxiliary: “has also said”."""

LISTED_WORDS: dict[str, tuple[str, ...]] = {word: (word,) for word in sorted(_VERBS | _VOICING)} | {
    word: tuple(verb for verb in _PARTICLE_VERBS if verb.startswith(f"{word} "))
    for word in sorted({verb.partition(" ")[0] for verb in _PARTICLE_VERBS} - _VERBS)
}
"""The first word of each verb of ``LISTED_VERB``, with what then stands there as it is written."""

IN_WORDS = re.compile(
    r"\b(?P<cue>in)\s+(?:the\s+words\s+of\s+(?P<of>(?:the\s+)?[A-Z][^¤,.;:()]{1,60})|(?P<own>[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*){0,3})[’']s\s+words)",
)
"""“in Karl Jessop’s words, ‘…’”."""

CITING = re.compile(r",?\s+(?:citing|quoting)\s+(?P<np>[^¤.;:,]{3,120}?)(?=[.;:,¤]|$)")
"""“Reuters, citing two officials, reported”."""

PUTTING = re.compile(
    rf"""(?<![\w-])
    (?P<aux>(?:has|have|had)\s+)?
    (?P<verb>{"|".join(sorted(_PUTTING, key=lambda verb: (-len(verb), verb)))})
    (?=\s+(?:the|its|total|damage|losses|it|a[ ](?:lower|higher|toll|figure|death))\b)""",
    re.VERBOSE,
)
"""A verb that gives a figure: “insurers put the damage at $2bn”."""

PUTTING_WORDS = _PUTTING
"""The verbs of ``PUTTING``."""

ACCORDING = re.compile(r"(?<!\w)(?P<cue>according to|as per)\s+", re.IGNORECASE)

_ADDING = "adding|saying|noting|warning|stressing|arguing|insisting|claiming"

ADDING = re.compile(rf",\s+(?P<verb>{_ADDING}|citing(?=\s*¤))\b(?:\s+that\b)?")
"""A participle whose subject is that of the sentence: “…, adding that two had fled”."""

QUOTED_HIM_AS = re.compile(r"(?<!\w)(?:quoted|cited)\s+(?P<np>[^¤.;:]{3,80}?)\s+(?P<cue>as saying)")
"""“Xinhua quoted a rescuer as saying”."""

WAS_QUOTED = re.compile(
    r"\b(?:was|were)\s+(?:quoted|cited)\s+(?:by\s+(?P<np>[^¤.;:,]{2,50}?)\s+)?(?P<cue>as saying)"
)
"""“he was quoted by TASS as saying”."""

ADDING_WORDS = frozenset((*_ADDING.split("|"), "citing"))
"""The verbs of ``ADDING``."""

_PASSIVE_VERBS = "told|warned|informed|assured|described|branded|called|dubbed|dismissed|hailed|condemned"

PASSIVE = re.compile(
    rf"""\b
    (?P<cue>{_PASSIVE_VERBS})
    (?:\s+as)?
    (?:\s*¤+\s*|\s+)
    by\s+(?=[A-Za-z])""",
    re.VERBOSE,
)
"""“was branded ‘a disgrace’ by Joanna Pryce”."""

PASSIVE_WORDS = frozenset(_PASSIVE_VERBS.split("|"))
"""The verbs of ``PASSIVE``."""

UNLISTED_BEFORE = re.compile(r"(?<![\w-])(?P<verb>[a-z]{3,}(?:ed|es|ds|ks|ts|ns|ys|rs))(?=:\s*¤)")
"""Any verb before a colon and a quotation: “Pryce beamed: ‘…’”."""

UNLISTED_AFTER = re.compile(r"¤,?\s+(?P<verb>[a-z]{4,}ed)\s+(?=[A-Z])")
"""Any verb between a quotation and a name: “‘…,’ beamed Pryce”."""

CARRIED_BY = re.compile(
    r"\b(?:quoted|cited|reported|carried)\s+by\s+(?P<np>(?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,3})"
)
"""“…, said the minister, quoted by Interfax”."""

AUDIENCE = re.compile(
    r"\s+(?:reporters|journalists|lawmakers|delegates|investors|analysts|supporters|fans|parliament"
    r"|the\s+(?:court|jury|inquest|inquiry|hearing|committee|panel|crowd|audience))\b"
)
"""Whom one speaks to in public: “told | reporters | 12 had died”."""

TOLD_WHOM = re.compile(
    r"""\s+(?P<np>[^¤,.;:()]{2,60}?)
    (?=
        \s+(?:that|on|in|by|via|during|at|of|how|about|it|he|she|they|the|there|to|his|her|their)\b
        |[,.;:¤]
        |\s{2,}
        |$
    )""",
    re.VERBOSE,
)
"""Whom a source told: “told | the broadcaster VRT | that”."""
