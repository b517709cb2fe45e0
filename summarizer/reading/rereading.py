"""Finds out what of the files has not changed since an earlier reading; only the rest is read."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.errors import DocumentError
from summarizer.reading.building import shown
from summarizer.reading.decoding import wide_encoding
from summarizer.reading.draft import Draft
from summarizer.reading.files import JSON_LINES, unreadable_file
from summarizer.reading.json_records import draft_json_line, draft_json_lines, no_article, read_lines
from summarizer.reading.known import KnownDocument, KnownInfo
from summarizer.reading.listing import STDIN
from summarizer.reading.readings import Part, stamp_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from io import BufferedReader

    from summarizer.reading.files import FileReader
    from summarizer.reading.readings import Readings
    from summarizer.records import Document, DocumentInfo

__all__ = ["Found", "Rereader"]

_NOTHING = -1
"""Where a line with nothing in it begins."""


def _keep_nothing(_: DocumentInfo | None) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in a place of a file."""

    draft: Draft | KnownDocument | DocumentError
    keep: Callable[[DocumentInfo | None], None] = _keep_nothing
    """Takes the data of the document that the draft has become; None where it was refused."""


class Rereader:
    """Takes drafts out of files, and in the place of those that have not changed what is known of them.

    Args:
        files: Reads them.
        readings: What earlier readings found.
        finish: Makes the document of a draft.
    """

    def __init__(self, files: FileReader, readings: Readings, finish: Callable[[Draft], Document]) -> None:
        self._files = files
        self._readings = readings
        self._finish = finish

    def found(self, item: str | DocumentError) -> Iterator[Found]:
        """What one file holds; what cannot be read is an error among it."""
        if isinstance(item, DocumentError) or item == STDIN:
            yield from map(Found, self._files.drafts(item))
            return
        try:
            if item.lower().endswith(JSON_LINES) and Path(item).suffix:
                yield from self._lines(item)
            else:
                yield from self._whole(item)
        except DocumentError as error:
            yield Found(error)
        except (OSError, ValueError) as error:
            yield Found(unreadable_file(item, error))

    def _whole(self, path: str) -> Iterator[Found]:
        kept = self._readings.file(path)
        if kept is not None and kept.told and _is_unchanged(kept, path):
            yield Found(self._known_file(path, kept))
            return
        data, stamp = self._read(path)
        part = Part(0, 0, stamp, hashlib.sha256(data).digest(), "")
        if kept is not None and kept.told and kept.digest == part.digest:
            part = part._replace(told=kept.told)
            if part != kept:
                self._readings.keep(path, part)
            yield Found(self._known_file(path, part))
            return
        drafts = list(self._files.drafts_of(data, path))
        keep = partial(self._keep_file, path, part) if len(drafts) == 1 else _keep_nothing
        for draft in drafts:
            yield Found(draft, keep)

    def _keep_file(self, path: str, part: Part, info: DocumentInfo | None) -> None:
        if info is not None:
            self._readings.keep(path, part, info)

    def _read(self, path: str) -> tuple[bytes, str]:
        """What is in a file, and the stamp that it had all the while."""
        with Path(path).open("rb") as stream:
            status = os.fstat(stream.fileno())
            stamp = stamp_of(status)
            data = self._files.read_all(stream, shown(path), status.st_size)
            return data, stamp if stamp == stamp_of(os.fstat(stream.fileno())) else ""

    def _lines(self, path: str) -> Iterator[Found]:
        kept = self._readings.file(path)
        done = count = 0
        if kept is not None and kept.start and _is_unchanged(kept, path):
            for part in self._readings.lines(path):
                if part.number != done + 1:
                    break
                if part.start != _NOTHING:
                    count += 1
                    yield self._kept_line(path, part)
                done = part.number
                if count == kept.start:
                    return
        if kept is not None and kept.stamp:
            self._readings.keep(path, kept._replace(stamp=""))
        with Path(path).open("rb") as stream:
            wide = wide_encoding(stream.peek(4)[:4])
            if wide is not None:
                most = self._files.max_bytes
                lines = read_lines(stream, most, wide)
                yield from map(Found, draft_json_lines(lines, Path(path).stem, path, max_bytes=most))
                return
            stamp = stamp_of(os.fstat(stream.fileno()))
            for one in self._changed_lines(stream, path, done):
                count += 1
                yield one
            is_stable = stamp == stamp_of(os.fstat(stream.fileno()))
        if not count:
            yield Found(no_article(path))
            return
        self._readings.keep(path, Part(0, count, stamp if is_stable else "", b"", ""))

    def _changed_lines(self, stream: BufferedReader, path: str, done: int) -> Iterator[Found]:
        """The lines of a file from one on; those whose bytes are known are not looked into."""
        kept = self._readings.lines(path, done)
        candidate = next(kept, None)
        for number, line in enumerate(read_lines(stream, self._files.max_bytes), start=1):
            if number <= done:
                continue
            while candidate is not None and candidate.number < number:
                candidate = next(kept, None)
            digest = hashlib.sha256(line).digest()
            part = Part(number, stream.tell() - len(line), "", digest, "")
            if candidate is not None and (candidate.number, candidate.digest) == (number, digest):
                part = part._replace(told=candidate.told)
                if part.told:
                    if part != candidate:
                        self._readings.keep(path, part)
                    yield self._kept_line(path, part)
                    continue
            draft = self._draft_line(path, number, line)
            if draft is None:
                self._readings.keep(path, Part(number, _NOTHING, "", b"", ""))
                continue
            keep = partial(self._readings.keep, path, part)
            if isinstance(draft, DocumentError):
                keep(None)
            yield Found(draft, keep)

    def _kept_line(self, path: str, part: Part) -> Found:
        """What is known of a line, or the draft of one that was refused."""
        if part.told:
            info = KnownInfo.of(part.told, f"{path}:{part.number}")
            return Found(KnownDocument(info, partial(self._load, path, part, info.id)))
        draft = self._line_at(path, part)
        if draft is None:
            draft = _changed(f"{path}:{part.number}")
        return Found(draft, partial(self._readings.keep, path, part))

    def _known_file(self, path: str, part: Part) -> KnownDocument:
        info = KnownInfo.of(part.told, path)
        return KnownDocument(info, partial(self._load, path, part, info.id))

    def _load(self, path: str, part: Part, document_id: str) -> Document | DocumentError:
        """Read a known document after all."""
        place = f"{path}:{part.number}" if part.number else path
        try:
            drafts = [self._line_at(path, part)] if part.number else self._drafts(path)
            match drafts:
                case [Draft(id=found) as draft] if found == document_id:
                    return self._finish(draft)
                case [DocumentError() as error]:
                    return error
                case _:
                    return _changed(place)
        except DocumentError as error:
            return error
        except (OSError, ValueError) as error:
            return unreadable_file(place, error)

    def _drafts(self, path: str) -> list[Draft | DocumentError]:
        return list(self._files.drafts_of(self._read(path)[0], path))

    def _line_at(self, path: str, part: Part) -> Draft | DocumentError | None:
        with Path(path).open("rb") as stream:
            stream.seek(part.start)
            line = next(read_lines(stream, self._files.max_bytes), b"")
        return self._draft_line(path, part.number, line)

    def _draft_line(self, path: str, number: int, line: bytes) -> Draft | DocumentError | None:
        return draft_json_line(line, number, Path(path).stem, path, max_bytes=self._files.max_bytes)


def _is_unchanged(kept: Part, path: str) -> bool:
    return bool(kept.stamp) and kept.stamp == stamp_of(os.stat(path))  # noqa: PTH116 - sooner


def _changed(place: str) -> DocumentError:
    return DocumentError(
        shown(place), "it has changed since the run began to read it", "run the same command again"
    )
