"""The verbs and phrases by which English news says who said something.

Every pattern reads a text in which quotations are hidden: there ``¤`` is a character of a quotation.
"""

from __future__ import annotations

import re

__all__ = [
    "ACCORDING",
    "ADDING",
    "CARRIED_BY",
    "INVERTING",
    "LISTED_VERB",
    "PASSIVE",
    "PUTTING",
    "QUOTED_HIM_AS",
    "TELLING",
    "TOLD_WHOM",
    "UNLISTED_AFTER",
    "UNLISTED_BEFORE",
    "WAS_QUOTED",
    "WEAK",
]

_VERB_WORDS = """
    said says say saying told tells added adds stated states announced announces reported reports claimed
    claims warned warns argued argues insisted insists acknowledged acknowledges confirmed confirms denied
    denies revealed reveals wrote writes tweeted posted explained explains noted notes stressed stresses
    replied answered asked asks recalled recalls believes believe estimated estimates predicted predicts
    forecast testified declared declares complained complains admitted admits conceded concedes vowed vowed
    pledged promised suggested suggests concluded concludes joked shouted cried quipped observed remarked
    commented emphasised emphasized reiterated maintained maintains alleged alleges boasted disclosed
    indicated indicates expects found ruled urged urges quoted citing cited accused accuses described
    describes called thinks countered responded stormed fumed cautioned thundered sighed laughed snapped
    retorted whispered yelled muttered lamented mused enthused praised blamed criticised criticized rejected
    termed summarised intoned hailed dismissed branded
"""
_WEAK_WORDS = """
    called described accused found ruled expects forecast shows showed asked asks urged urges citing cited
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

TELLING = frozenset(("told", "tells"))
"""Verbs that say right behind them whom the source spoke to."""

_LISTED = "|".join(sorted(_VERB_WORDS.split(), key=len, reverse=True))

LISTED_VERB = re.compile(
    rf"""(?<![\w-])
    (?P<aux>(?:has|have|had|was|were)\s+)?
    (?:(?:also|later|earlier|previously|recently|repeatedly|again|then)\s+)?
    (?P<verb>
        # “voiced grave concern”
        (?:expressed|voiced|raised)[ ](?:\w+[ ])?
            (?:concerns?|hopes?|regret|doubts?|fears?|alarm|outrage|support|confidence)
        # “made it clear”, “pointed out”
        |made[ ](?:it[ ])?clear
        |point(?:ed|s)[ ]out
        |{_LISTED}
    )(?![\w-])""",
    re.VERBOSE,
)
"""A verb of saying with its auxiliary: “has also said”."""

PUTTING = re.compile(
    r"""(?<![\w-])
    (?P<aux>(?:has|have|had)\s+)?
    (?P<verb>put|pegged|projected|projects|sees|estimates|estimated|measured|gave)
    (?=\s+(?:the|its|total|damage|losses|it|a[ ](?:lower|higher|toll|figure|death))\b)""",
    re.VERBOSE,
)
"""A verb that gives a figure: “insurers put the damage at $2bn”."""

ACCORDING = re.compile(r"(?<!\w)(?P<cue>[Aa]ccording to)\s+")

ADDING = re.compile(
    r",\s+(?P<verb>adding|saying|noting|warning|stressing|arguing|insisting|claiming|citing)\b(?:\s+that\b)?"
)
"""A participle whose subject is that of the sentence: “…, adding that two had fled”."""

QUOTED_HIM_AS = re.compile(r"(?<!\w)(?:quoted|cited)\s+(?P<np>[^¤.;:]{3,80}?)\s+(?P<cue>as saying)")
"""“Xinhua quoted a rescuer as saying”."""

WAS_QUOTED = re.compile(
    r"\b(?:was|were)\s+(?:quoted|cited)\s+(?:by\s+(?P<np>[^¤.;:,]{2,50}?)\s+)?(?P<cue>as saying)"
)
"""“he was quoted by TASS as saying”."""

PASSIVE = re.compile(
    r"""\b
    (?P<cue>told|warned|informed|assured|described|branded|called|dubbed|dismissed|hailed|condemned)
    (?:\s+as)?
    (?:\s*¤+\s*|\s+)
    by\s+(?=[A-Za-z])""",
    re.VERBOSE,
)
"""“was branded ‘a disgrace’ by Joanna Pryce”."""

UNLISTED_BEFORE = re.compile(r"(?<![\w-])(?P<verb>[a-z]{3,}(?:ed|es|ds|ks|ts|ns|ys|rs))(?=:\s*¤)")
"""Any verb before a colon and a quotation: “Pryce beamed: ‘…’”."""

UNLISTED_AFTER = re.compile(r"¤,?\s+(?P<verb>[a-z]{4,}ed)\s+(?=[A-Z])")
"""Any verb between a quotation and a name: “‘…,’ beamed Pryce”."""

CARRIED_BY = re.compile(
    r"\b(?:quoted|cited|reported|carried)\s+by\s+(?P<np>(?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,3})"
)
"""“…, said the minister, quoted by Interfax”."""

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
