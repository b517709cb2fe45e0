"""Which results of an earlier run can stay: those of equal requests that have not failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.extraction.planned import planned_provenance
from summarizer.runs.entries import fingerprint
from summarizer.runs.files import digest_of
from summarizer.runs.names import result_names

if TYPE_CHECKING:
    from summarizer.models import ModelOptions
    from summarizer.records import Document
    from summarizer.runs.index import Index
    from summarizer.runs.options import RunOptions

__all__ = ["Resume"]


class Resume:
    """Decides, document by document, what need not be done again.

    Args:
        index: What is in the run folder.
        asked: How the model is asked; None for ``baseline``.
        repeats: Results an article.
        options: Whether to redo what is done, or only to retry what has failed.
    """

    def __init__(self, index: Index, asked: ModelOptions | None, repeats: int, options: RunOptions) -> None:
        self._index = index
        self._options = options
        self._planned = [planned_provenance(asked, repeat) for repeat in range(1, repeats + 1)]
        self._redoes = options.redo or (asked is not None and asked.recording in ("record", "refresh"))
        """Who records wants the exchanges, whatever results there are."""

    def is_done(self, document: Document, name: str, repeat: int) -> bool:
        """Whether the result of this file name is what the document would come to, and none that failed."""
        if self._redoes:
            return False
        known = self._index.known(name)
        if known is None or known.status == "failed":
            return False
        try:
            info = document.info.model_copy(update={"sha256": digest_of(document.text)})
        except UnicodeEncodeError:
            return False
        return known.fingerprint == fingerprint(info, self._planned[repeat - 1])

    def is_left_out(self, name: str, path: str | None) -> bool:
        """Whether a document that is not done stays so: where only failures are tried again.

        Args:
            name: File name of the result.
            path: Where the document was read: what could not be read has failed under that name.
        """
        if not self._options.retry_failed:
            return False
        names = [name] if path is None else [name, result_names(path)[0]]
        known = (self._index.known(each) for each in names)
        return not any(one is not None and one.status == "failed" for one in known)
