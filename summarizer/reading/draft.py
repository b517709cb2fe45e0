"""What a format hands over before it is a document, and what its reader may override."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import datetime

from summarizer.errors import ConfigurationError

__all__ = ["NO_OVERRIDES", "Draft", "Metadata", "Overrides", "parse_iso_date"]

_ISO_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:$|[T ])", re.ASCII)


def parse_iso_date(value: str) -> str | None:
    """The date of an ISO 8601 date or date-time, as ``YYYY-MM-DD``; None if it is neither."""
    value = value.strip()
    match = _ISO_DATE.match(value)
    if match is None:
        return None
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return None
    return match[1]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article beside its text; None where nothing is known."""

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None

    def or_else(self, other: Metadata) -> Metadata:
        """This metadata, with ``other``'s where this has none."""
        values = {
            field.name: other_value if (value := getattr(self, field.name)) is None else value
            for field in fields(self)
            for other_value in (getattr(other, field.name),)
        }
        return Metadata(**values)


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its format gave it: the source text, and what the format says about it."""

    id: str
    text: str
    path: str | None = None
    metadata: Metadata = Metadata()
    furniture: tuple[tuple[int, int], ...] = ()
    """Offsets of what the format itself marks as no part of the article (a front matter)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrides:
    """What the user says about the articles; it wins over anything that is found.

    Args:
        title: The headline.
        outlet: The publisher's name.
        byline: The author or authors.
        published: ISO 8601 date of publication, or date-time, of which the day is kept: ``YYYY-MM-DD``.
        url: Where the article stands.

    Raises:
        ConfigurationError: ``published`` is neither.
    """

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        if self.published is None:
            return
        day = parse_iso_date(self.published)
        if day is None:
            raise ConfigurationError(
                f"published: {self.published!r} is not a date; write it as YYYY-MM-DD, like 2023-11-02"
            )
        object.__setattr__(self, "published", day)

    def as_metadata(self) -> Metadata:
        """The same as metadata."""
        return Metadata(self.title, self.outlet, self.byline, self.published, self.url)


NO_OVERRIDES = Overrides()
"""Nothing is overridden."""
