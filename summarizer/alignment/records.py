"""What an alignment is, as it is stored: pairs of record ids, and what speaks against each."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from summarizer.records import SCHEMA_VERSION, Record

__all__ = ["AlignedResult", "Alignment", "Pair", "PairType"]

PairType = Literal["event", "figure", "quote", "sentence"]
"""What is paired: records of one type, or lines of the two summaries."""


class Pair(Record):
    """A record of each result that state the same thing, or a record that has no counterpart.

    Lines of a summary are named as the checks name them: ``headline``, ``s1`` …, and ``c1`` … for what
    is contested.
    """

    type: PairType
    left: str | None
    """Id of the record in the left result; null when the right one has no counterpart."""
    right: str | None
    """Id of the record in the right result; null when the left one has no counterpart."""
    cost: Annotated[float, Field(ge=0, le=1)] | None = None
    """How much the two differ, from 0 (alike in all that is compared) to 1; null for an unmatched record."""
    near_doubles: list[str] = Field(default_factory=list)
    """Ids of other records in the right result that would have fitted ``left`` nearly as well, best first."""
    near_doubles_left: list[str] = Field(default_factory=list)
    """Ids of other records in the left result that would have fitted ``right`` nearly as well, best first."""


class AlignedResult(Record):
    """One of the two results that were aligned."""

    model: str
    repeat: Annotated[int, Field(ge=1)] = 1


class Alignment(Record):
    """The records of two results of one article, matched; every record stands in exactly one pair."""

    schema_version: str = SCHEMA_VERSION
    document: str
    """The document's id."""
    sha256: str | None
    """SHA-256 of the source text that both results index; null when neither names it."""
    left: AlignedResult
    right: AlignedResult
    pairs: list[Pair]
    """Events, figures, quotes, then lines of the summary; each type in the order of the article."""

    def of_type(self, type_: PairType) -> list[Pair]:
        """The pairs of one type, in their order."""
        return [pair for pair in self.pairs if pair.type == type_]
