"""Which results of an earlier run can stay: those of equal requests that have not failed.

A partial one stays too, until ``retry_failed`` asks for it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.extraction.planned import planned_provenance
from summarizer.runs.entries import Fingerprints
from summarizer.runs.names import result_names

if TYPE_CHECKING:
    from summarizer.models import ModelOptions
    from summarizer.reading.known import KnownInfo
    from summarizer.records import DocumentInfo
    from summarizer.runs.index import Index
    from summarizer.runs.options import RunOptions

__all__ = ["Resume"]


class Resume:
    """Decides, document by document, what need not be done again.

    Args:
        index: What is in the run folder.
        asked: How the model is asked; None for ``baseline``.
        repeats: Results an article.
        options: Whether to redo what is done, or only to retry what has failed or was done in part.
    """

    def __init__(self, index: Index, asked: ModelOptions | None, repeats: int, options: RunOptions) -> None:
        self._index = index
        self._options = options
        planned = (planned_provenance(asked, repeat) for repeat in range(1, repeats + 1))
        self._fingerprints = [Fingerprints(one) for one in planned]
        self._redoes = options.redo or (asked is not None and asked.recording in ("record", "refresh"))
        """Who records wants the exchanges, whatever results there are."""
        self._asked_again = ("failed", "partial") if options.retry_failed else ("failed",)

    def is_done(self, info: DocumentInfo | KnownInfo, name: str, repeat: int) -> bool:
        """Whether the result of this file name is what the document would come to, and is not asked for again.

        Args:
            info: The document's data, with the digest of its text; without, it is not done.
            name: File name of the result.
            repeat: Its number among the document's results, from 1.
        """
        if self._redoes or info.sha256 is None:
            return False
        known = self._index.known(name)
        if known is None or known.status in self._asked_again:
            return False
        return known.fingerprint == self._fingerprints[repeat - 1].of(info)

    def is_left_out(self, name: str, path: str | None) -> bool:
        """Whether a document that is not done stays so: where only failed and partial ones are tried again.

        Args:
            name: File name of the result.
            path: Where the document was read: what could not be read has failed under that name.
        """
        if not self._options.retry_failed:
            return False
        names = [name] if path is None else [name, result_names(path)[0]]
        known = (self._index.known(each) for each in names)
        return not any(one is not None and one.status in self._asked_again for one in known)
