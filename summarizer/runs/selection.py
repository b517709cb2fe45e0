"""A part of the documents, the same one every time: a shard, or a sample."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from heapq import heappush, heappushpop
from typing import TYPE_CHECKING, TypeVar

from summarizer.errors import ConfigurationError, DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.reading.known import KnownDocument
    from summarizer.records import Document

__all__ = ["Shard", "sampled"]

DocumentT = TypeVar("DocumentT", bound="Document | KnownDocument | DocumentError")


@dataclass(frozen=True, slots=True)
class Shard:
    """One of several parts that together hold each document once."""

    number: int
    """From 1."""
    count: int

    @classmethod
    def parse(cls, text: str) -> Shard:
        """Read ``2/8``, the second of eight.

        Raises:
            ConfigurationError: It is no such fraction.
        """
        found = re.fullmatch(r"([0-9]{1,9})/([0-9]{1,9})", text)
        shard = cls(int(found[1]), int(found[2])) if found else cls(0, 0)
        if not 1 <= shard.number <= shard.count:
            raise ConfigurationError(f"--shard {text}: write which of how many, such as 1/4")
        return shard

    def of(self, documents: Iterable[DocumentT]) -> Iterator[DocumentT]:
        """The documents of this shard; which one a document belongs to follows from its id alone."""
        return (one for one in documents if _hash("shard", one) % self.count == self.number - 1)


def sampled(documents: Iterable[DocumentT], size: int, seed: int = 0) -> Iterator[DocumentT]:
    """A random sample, in the order of the documents; it holds no more of them in memory than it gives.

    Which documents are chosen follows from their ids and the seed; a larger sample holds a smaller one.

    Args:
        documents: All of them.
        size: How many to choose.
        seed: Another seed makes another choice.
    """
    chosen: list[tuple[int, int, DocumentT]] = []
    for place, document in enumerate(documents):
        rank = (-_hash(f"sample {seed}", document), -place, document)
        if len(chosen) < size:
            heappush(chosen, rank)
        elif rank[:2] > chosen[0][:2]:
            heappushpop(chosen, rank)
    for _, _, document in sorted(chosen, key=lambda one: -one[1]):
        yield document


def _hash(purpose: str, document: Document | KnownDocument | DocumentError) -> int:
    name = document.document if isinstance(document, DocumentError) else document.info.id
    digest = hashlib.sha256(f"{purpose}\n{name}".encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big")
