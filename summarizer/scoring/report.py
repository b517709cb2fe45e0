"""What a scoring says: precision, recall and F1 by type, and the share right of each field, as records."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from summarizer.records import Record, Status

__all__ = [
    "SCORE_VERSION",
    "TYPES",
    "ArticleScore",
    "FieldShare",
    "Measured",
    "Mistake",
    "RepeatScore",
    "RunScore",
    "ScoreReport",
    "ScoredType",
    "TypeScore",
    "WrongField",
]

SCORE_VERSION = "1"
"""Major version of the form of a scoring."""

ScoredType = Literal["event", "figure", "quote"]

TYPES: tuple[ScoredType, ...] = ("event", "figure", "quote")
"""The types of records that are scored, in the order in which they are shown."""

Count = Annotated[int, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]


class Measured(Record):
    """A share with its uncertainty."""

    value: Share | None = None
    """Null where there is nothing to divide by."""
    interval: tuple[Share, Share] | None = None
    """The 95% interval over articles; null for a single article or repeat."""


class FieldShare(Record):
    """How often one field of the matched records is right."""

    right: Count = 0
    judged: Count = 0
    """Matched pairs in which the field could be judged."""
    share: Share | None = None
    """``right / judged``; null where nothing was judged."""


class TypeScore(Record):
    """How well the records of one type match those of the references.

    Of several articles the counts are sums; of several repeats the counts are sums too, and precision, recall
    and F1 are means.
    """

    matched: Count = 0
    """Reference records that are not optional and were found."""
    missed: Count = 0
    """Reference records that are not optional and were not found."""
    extra: Count = 0
    """Records that match none of the reference's, optional ones included."""
    optional: Count = 0
    """Matches with optional reference records; they count neither for nor against."""
    dismissed: Count = 0
    """Of the missed, those whose words the model was shown and dismissed."""
    precision: Measured = Measured()
    """``matched / (matched + extra)``."""
    recall: Measured = Measured()
    """``matched / (matched + missed)``."""
    f1: Measured = Measured()
    """``2 matched / (2 matched + extra + missed)``."""
    fields: dict[str, FieldShare] = Field(default_factory=dict)
    """By field, over the pairs counted in ``matched``."""


class ArticleScore(Record):
    """One article of one repeat."""

    document: str
    """The document's id."""
    status: Status | None = None
    """The result's; null where the run has none."""
    problem: str | None = None
    """Why everything counts as missed."""
    events: TypeScore
    figures: TypeScore
    quotes: TypeScore


class RepeatScore(Record):
    """One repeat of a run over all articles of the references."""

    repeat: Annotated[int, Field(ge=1)]
    events: TypeScore
    figures: TypeScore
    quotes: TypeScore
    articles: tuple[ArticleScore, ...]


class WrongField(Record):
    """A field that differs from the reference's."""

    field: str
    expected: str
    """The reference's value, as words."""
    found: str
    """The result's value, as words."""


class Mistake(Record):
    """A record that went wrong: fields that differ, a record missed, or one that no reference has."""

    kind: Literal["wrong", "missed", "extra"]
    document: str
    repeat: Annotated[int, Field(ge=1)]
    type: ScoredType
    reference: str | None
    """Id of the reference's record."""
    result: str | None
    """Id of the result's record."""
    text: str
    """The words of the record: the reference's where it has one."""
    fields: tuple[WrongField, ...] = ()
    note: str | None = None
    """A finding of the result that explains it."""
    line: Annotated[int, Field(ge=1)] | None = None
    """Line of the source text, counted from 1."""
    source_line: str | None = None
    """What stands on that line."""


class RunScore(Record):
    """One run folder against the references."""

    run: str
    """The folder, as it was given."""
    model: str | None = None
    events: TypeScore
    """Over all articles; the mean of the repeats where there are several."""
    figures: TypeScore
    quotes: TypeScore
    repeats: tuple[RepeatScore, ...]
    missing: tuple[str, ...] = ()
    """Ids of articles that the references have and no repeat of the run has."""
    failed: tuple[str, ...] = ()
    """Ids of articles of the references that failed in at least one repeat."""
    unreferenced: tuple[str, ...] = ()
    """Ids of articles of the run that the references do not have; they are left out."""
    mistakes: tuple[Mistake, ...] = ()
    """The worst ones, as many as were asked for."""


class ScoreReport(Record):
    """Runs scored against one set of reference annotations."""

    schema_version: str = SCORE_VERSION
    references: str
    """The folder, as it was given."""
    articles: Count
    """Reference annotations in it."""
    notes: tuple[str, ...] = ()
    """What has to be known to read the numbers."""
    runs: tuple[RunScore, ...]
