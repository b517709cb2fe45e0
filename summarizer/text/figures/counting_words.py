"""Whether “one” counts, and whether “half”, “a third” and “a quarter” are shares."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from summarizer.text.figures.patterns import SPACE, alternatives
from summarizer.text.words import word_set

if TYPE_CHECKING:
    from summarizer.text.figures.numerals import Numeral

__all__ = ["is_uncounted_half", "one_counts"]

_SMALL_NUMBER = alternatives(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"))

# -- “one” that does not count ------------------------------------------------------------------------

_NO_COUNT_BEFORE = re.compile(
    r"""
    \b(?: no | any | some | every | each | this | that | the | another | which | number | a | an | other
        | whole
        | only\s+the | big | square | loved | next | last | first | little | new | old | good | bad
        | right | wrong
        | formula | phase | world\s+war | air\s+force | bbc | radio | channel                 # names
        | day | part | chapter | stage | division | league | group | article | page | round | game | line
        | level
        | type | tier | class | category                                                     # “page one”
    )[ \u00a0-]$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NO_COUNT_AFTER = re.compile(
    r"""
    (?: [- ](?: off | time | sided | way | stop | on-one | liner | party              # one-off, one-sided
              | another | another’s | by | thing | such | man’s | side | else         # “one another”
              | where | who | that | which                                           # “the one who”
              | could | can | would | must | may | is | might | should                # “one could say”
              | day | night | evening | morning | afternoon                           # “one day he left”
              | point(?!\ (?:from|out\ of|clear|behind|ahead|above|below|adrift)\b)
              | reason | example | idea | option | possibility | theory | thing’s
            )\b
      | ’s | 's | [ ]of[ ]
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BOUNDED_AFTER = re.compile(r"[ -](?:day|night|of)\b")
"""What may follow where a qualifier stands before: “at least one of”, “more than one day”."""
_LENGTH_AFTER = ("-day ", "-night ")

# -- “one” that counts --------------------------------------------------------------------------------

_COMPOUND_AFTER = re.compile(r"-(?!(?:and|or|to|in)\b)[a-z]{3,}")
"""“a one-goal lead”, “a one-bedroom flat”."""
_OTHER_COUNT_BEFORE = re.compile(
    rf"""
    \b(?:{_SMALL_NUMBER}|zero|\d{{1,2}}){SPACE}(?:[a-z-]+{SPACE})?[a-z-]+
    (?:,|[ ]and|[ ]but|[ ]or|[ ]while){SPACE}(?:[a-z]+{SPACE}){{0,2}}$
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""“two goals and one …”"""
_OTHER_COUNT_AFTER = re.compile(
    rf"""
    {SPACE}[a-z-]+(?:{SPACE}[a-z-]+)?(?:,|[ ]and|[ ]but|[ ]or){SPACE}(?:{_SMALL_NUMBER}|\d{{1,2}})\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""“one goal and two …”"""

_NOUN_AFTER = re.compile(rf"{SPACE}(?:(?P<first>[a-z-]+){SPACE})?(?P<last>[a-z]+)")
_COUNTABLE = word_set(
    """
    goal vote votes seat win loss defeat draw wicket try touchdown homer run assist point save error
    penalty medal death fatality injury casualty case arrest victory game match shot strikeout
    interception sack yard penny share dose tablet
    """
)
"""Nouns that are counted: “one vote”, “one late goal”."""
_ALWAYS_COUNTED = word_set("goal vote seat wicket touchdown dose tablet point fatality")
"""Those that are so whatever word follows: “one dose is enough”."""

_NUMBER_BEFORE = re.compile(
    rf"""(?: \b\d{{1,3}} | \b(?:{_SMALL_NUMBER}|eleven|twelve|fourteen|twenty) )
    {SPACE}[^.!?;\n]{{1,60}}$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_PLACE_AFTER = re.compile(rf"{SPACE}(?:in|on|at|from|for|by|near)\b")
_JOINED_BEFORE = re.compile(r"\b(?:and|but|,)[ ](?:\w+[ ])?$")
"""With those two: “killed two people in Leeds and one in York”."""

_TAKEN_BEFORE = re.compile(
    r"""
    \b(?: [a-z]{3,}ed | had | has | have | held | spent | took | made | gave | lost | won | built | kept
        | left
        | sold | bought | sent | found | plus | with | only | just | and | scoring | adding | needs? | wants?
        | gets? | got )[ ]$
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""“fired one missile”, “has one daughter”."""
_NOUN_FOLLOWS = re.compile(rf"{SPACE}[a-z]")
_ABSTRACT_NOUN_AFTER = re.compile(
    rf"""{SPACE}(?:[a-z-]+{SPACE})?
    (?: thing | day | point | way | reason | side | idea | person | eye | hand | voice | step | word
      | time | foot
      | man | woman | official | resident | source | witness | analyst | expert | observer | report
      | case | moment
      | example | place | side | end
      | [a-z]+ing
      | of | or | in | more | that | who | which | to | and | but | for | at | on | by | is | was | as | such
    )\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""But “found one reason”, “told one official”: an instance, no count."""

_CASUALTY = re.compile(
    r"""
    \b(?: kill(?:ed|s|ing) | dead | died | deaths? | injur(?:ed|y|ies) | wounded | hurt | missing
        | arrest(?:s|ed)
        | fatalit(?:y|ies) | hospitali[sz]ed | drowned | detained | captured | survivor | rescued )\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_CASUALTY_AFTER = re.compile(
    rf"{SPACE}(?:more[ ]|other[ ])?(?:dead|killed|injured|wounded|missing|died|hurt|arrested|critical)",
    re.IGNORECASE,
)
"""“one dead”, “one more injured”."""
_STATE_AFTER = re.compile(
    rf"""{SPACE}(?:other[ ])?(?:\w+[ ]){{0,3}}?
    (?:was|were|is|are|has[ ]been|had[ ]been|died)
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""“one person was …”: a count, if a casualty follows."""
_CASUALTY_VERB_BEFORE = re.compile(
    r"""
    \b(?: kill(?:ed|s|ing) | injur(?:ed|es|ing) | wound(?:ed|ing) | arrest(?:ed|ing) | leaving | claimed
        | captur(?:ed|ing) | detain(?:ed|ing) )[ ]$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_OF_THEM_AFTER = re.compile(r"[ ]of[ ](?:them|whom|which)\b", re.IGNORECASE)
_APPOSITION_BEFORE = re.compile(r"(?:[,;—–(]|\band)[ ]?$")
_WORD_OR_TWO = 28
"""Characters that hold the longest match of the patterns for what stands right before."""
_CLAUSE_END = re.compile(r"[.!?;\n]")


def _ends_with(pattern: re.Pattern[str], before: str) -> bool:
    """Whether a pattern of a word or two matches at the end of ``before``, which alone is searched."""
    return pattern.search(before, max(0, len(before) - _WORD_OR_TWO)) is not None


class _Context(NamedTuple):
    """What stands around a “one”, in all and within its sentence."""

    before: str
    after: str
    sentence_before: str
    sentence_after: str


def one_counts(text: str, numeral: Numeral, unit: str | None, *, bounded: bool) -> bool:
    """Whether the word “one” is a count: “one dead”, “at least one”, “one year”, “one goal and two assists”.

    Args:
        text: The text.
        numeral: The “one”.
        unit: The unit of measure that stands with it.
        bounded: Whether a qualifier stands before it.
    """
    before = text[max(0, numeral.start - 60) : numeral.start]
    after = text[numeral.end : numeral.end + 60]
    if _NO_COUNT_AFTER.match(after) and not (
        after.startswith(_LENGTH_AFTER) or (bounded and _BOUNDED_AFTER.match(after))
    ):
        return _is_one_of_several(text, numeral)
    if _COMPOUND_AFTER.match(after):
        return True
    if not unit and _ends_with(_NO_COUNT_BEFORE, before):
        return False
    if unit or bounded:
        return True
    context = _Context(before, after, _CLAUSE_END.split(before)[-1], _CLAUSE_END.split(after)[0])
    return _counts_things(context) or _counts_casualty(context)


def _is_one_of_several(text: str, numeral: Numeral) -> bool:
    """“14 aces, one of them clocked at 193 kph”: one of a stated number."""
    if not _OF_THEM_AFTER.match(text[numeral.end : numeral.end + 10]):
        return False
    before = text[max(0, numeral.start - 80) : numeral.start]
    return _APPOSITION_BEFORE.search(before) is not None and _NUMBER_BEFORE.search(before) is not None


def _counts_things(context: _Context) -> bool:
    """“one vote”, “two goals and one assist”, “fired one missile”, “two in Leeds and one in York”."""
    if _OTHER_COUNT_BEFORE.search(context.before) or _OTHER_COUNT_AFTER.match(context.after):
        return True
    noun = _NOUN_AFTER.match(context.after)
    if noun and (noun["last"] in _COUNTABLE or noun["first"] in _ALWAYS_COUNTED):
        return True
    if (
        _PLACE_AFTER.match(context.after)
        and _JOINED_BEFORE.search(context.sentence_before)
        and _NUMBER_BEFORE.search(context.sentence_before)
    ):
        return True
    return (
        _NOUN_FOLLOWS.match(context.after) is not None
        and _ends_with(_TAKEN_BEFORE, context.sentence_before)
        and _ABSTRACT_NOUN_AFTER.match(context.after) is None
    )


def _counts_casualty(context: _Context) -> bool:
    """“one dead”, “one man was injured”, “killing one”."""
    near = context.sentence_after[:40]
    if _CASUALTY_AFTER.match(near):
        return True
    if _STATE_AFTER.match(near):
        return _CASUALTY.search(near) is not None
    return _ends_with(_CASUALTY_VERB_BEFORE, context.sentence_before)


# -- “half”, “a third”, “a quarter” -------------------------------------------------------------------

_ONE_OF_TWO_HALVES_BEFORE = re.compile(
    r"""
    \b(?: first | second | other | better | latter | opening | closing | final | last | each | either
        | this | that
        | a | one | the | both | top | bottom | upper | lower | front | back | previous )
    (?:[ \u00a0-](?:and|or)[ ](?:a|one))?                          # “an hour and a half”
    [- \u00a0]$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NO_HALF_AFTER = re.compile(r"[-](?!(?:mile|hour|century|dozen|million)\b)|[ ]?[-–]?time\b|’s|'s")
"""“half-hearted”, “half time”, “the half’s best chance”."""
_HALF_OF_AFTER = re.compile(
    rf"""
      {SPACE}(?: of | the | its | their | his | her | our | your | my | all | what | that | as | those | these
               | that’s | a | an | were | was | are | have | had | said | say )\b
    | {SPACE}[a-z]+s\b                                             # “half women”
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SHARE_AFTER = re.compile(
    rf"""
      {SPACE}(?:of|the|its|their|as|more|less|fewer|higher|lower|that)\b
    | [,.;:)]
    | [ ](?:in|from|since|over|to|compared|this|last|on|and|by|during|a)\b
    | $
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SHARE_BEFORE = re.compile(
    rf"""
    \b(?: by | than | nearly | almost | about | around | roughly | over | under | approximately | least
        | only | just
        | some | up | down | fell | rose | fallen | risen | grew | drop(?:ped)? | cut | lost | increase[ds]?
        | shrank | to | as ){SPACE}$
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""“fell by a third”, “nearly half”."""
_OF_AFTER = re.compile(rf"{SPACE}of\b", re.IGNORECASE)
_QUARTER_OF_YEAR_AFTER = re.compile(
    r"[ ]of[ ](?:growth|decline|falling|rising|losses|negative)", re.IGNORECASE
)
_PERSONS_VERB_AFTER = re.compile(rf"{SPACE}(?:had|have|were|are|said|say|did|do|voted)\b", re.IGNORECASE)


_ENDS_AFTER = re.compile(r"\s*(?:[.;:)]|$)")
"""“the price is one fifth | .”: nothing follows that could be the third, or fifth, one."""


def is_uncounted_half(text: str, numeral: Numeral) -> bool:
    """Whether “half”, “a third”, “a quarter” is no share: the second half, a third time."""
    before = text[max(0, numeral.start - 40) : numeral.start]
    after = text[numeral.end : numeral.end + 20]
    word = text[numeral.start : numeral.end].lower()
    if word == "half":
        if _ends_with(_ONE_OF_TWO_HALVES_BEFORE, before) or _NO_HALF_AFTER.match(after):
            return True
        return not (_HALF_OF_AFTER.match(after) or _ends_with(_SHARE_BEFORE, before))
    if word.endswith("s"):
        return False
    if word.startswith("one") and _ENDS_AFTER.match(after):
        return False
    if _OF_AFTER.match(after):
        return word in ("a quarter", "one quarter") and _QUARTER_OF_YEAR_AFTER.match(after) is not None
    if _PERSONS_VERB_AFTER.match(after):
        return False
    return not (_SHARE_AFTER.match(after) and _ends_with(_SHARE_BEFORE, before))
