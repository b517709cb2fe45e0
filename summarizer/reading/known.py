"""What is known of an article without reading it again, as an earlier reading found it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from summarizer.errors import DocumentError
    from summarizer.records import Document, DocumentInfo

__all__ = ["KnownDocument", "KnownInfo", "told_of"]


class KnownInfo(NamedTuple):
    """What of a ``DocumentInfo`` tells whether a result of it can stay."""

    id: str
    title: str | None
    outlet: str | None
    byline: str | None
    published: str | None
    sha256: str | None
    path: str | None

    @classmethod
    def of(cls, told: str, path: str) -> KnownInfo:
        """Read what ``told_of`` has written.

        Args:
            told: That.
            path: Where the article stands.
        """
        document_id, title, outlet, byline, published, sha256 = json.loads(told)
        return cls(document_id, title, outlet, byline, published, sha256, path)


def told_of(info: DocumentInfo) -> str:
    """What is kept of an article's data, without its path: ASCII alone."""
    return json.dumps([info.id, info.title, info.outlet, info.byline, info.published, info.sha256])


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """An article that has not changed since an earlier reading."""

    info: KnownInfo
    load: Callable[[], Document | DocumentError]
    """Reads it after all; an error where that cannot be done any more."""
