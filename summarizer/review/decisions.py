"""What reviewers decided about changes: a JSON-lines file that only grows, and what of it still holds.

A decision belongs to a change by the change's content key, so it is carried forward for as long as both sides
stay what they were. The last line about a key counts; ``undo`` takes a decision back.
"""

from __future__ import annotations

import getpass
import json
import os
import shutil
import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, ValidationError, model_validator

from summarizer.errors import UsageError
from summarizer.records import Record
from summarizer.review.forms import checked_correction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

__all__ = [
    "DECISIONS_FILE",
    "Decision",
    "Imported",
    "Outcome",
    "append_decisions",
    "import_decisions",
    "latest_decisions",
    "load_decisions",
    "now",
    "reviewer_name",
]

DECISIONS_FILE = "decisions.jsonl"
"""Where decisions are kept unless another file is named."""

Outcome = Literal["accept", "reject", "correct", "undo"]
"""The right side may stand; the left side was right; neither, here is what is right; nothing after all."""

_TITLE = 80
"""Characters of a title in a message."""
_Line = Annotated[str, Field(min_length=1, max_length=500, pattern=r"^[^\r\n]+$")]


class Decision(Record):
    """What one reviewer decided about one change, when and why."""

    schema_version: Literal["1"] = "1"
    key: Annotated[str, Field(pattern=r"^[0-9a-f]{16,64}$")]
    """The change's content key."""
    decision: Outcome
    reviewer: _Line
    at: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")]
    """When, in UTC (ISO 8601)."""
    reason: Annotated[str, Field(max_length=10_000)] = ""
    correction: dict[str, Any] | None = None
    """With ``correct`` the right record, whole but for its id; null with everything else."""
    document: str
    """The article's id."""
    sha256: str | None = None
    """Of the article's source text."""
    type: str
    """The change's type, such as ``figure``."""
    title: str = ""
    """The change in a few words, for whoever reads the file."""
    left: str = ""
    """Models of the left side; the key does not depend on them."""
    right: str = ""

    @model_validator(mode="after")
    def _correction_belongs(self) -> Decision:
        if (self.decision == "correct") != (self.correction is not None):
            raise ValueError("a correction belongs to the decision 'correct', and to no other")
        return self


class Imported(Record):
    """What became of decisions that were read from another file."""

    taken: int = 0
    known: int = 0
    """The same decision was there already."""
    older: int = 0
    """A later decision about the same change was there already."""
    refused: tuple[str, ...] = ()
    """Corrections that do not hold, each in a sentence; they are not taken."""


def load_decisions(path: Path) -> dict[str, Decision]:
    """The decisions that count, by change key; none where there is no such file.

    Raises:
        UsageError: The file cannot be read, or a line of it is no decision.
    """
    latest = latest_decisions(path)
    return {key: decision for key, decision in latest.items() if decision.decision != "undo"}


def latest_decisions(path: Path) -> dict[str, Decision]:
    """The last line about each change, by its key, with those that took a decision back.

    Raises:
        UsageError: The file cannot be read, or a line of it is no decision.
    """
    return {decision.key: decision for decision in _read(path)}


def append_decisions(path: Path, decisions: Iterable[Decision]) -> None:
    """Add lines to the file, in one write, so that a line is there whole or not at all.

    Raises:
        UsageError: The file cannot be written.
    """
    lines = "".join(f"{_line(decision)}\n" for decision in decisions).encode()
    if not lines:
        return
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
        with os.fdopen(descriptor, "r+b", buffering=0) as file:
            if file.seek(0, os.SEEK_END) and _last_byte(file.fileno()) != b"\n":
                lines = b"\n" + lines
            file.write(lines)
            os.fsync(file.fileno())
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be written ({error.strerror}); name another file with --decisions"
        ) from error


def import_decisions(path: Path, source: Path, texts: Mapping[str, str] | None = None) -> Imported:
    """Add the decisions of ``source``, exported from a page, that are newer than those of ``path``.

    Args:
        path: The file of decisions.
        source: The exported file.
        texts: Source texts by their SHA-256, to verify corrections; without its text one is checked alone.

    Raises:
        UsageError: One of the files cannot be read, or holds a line that is no decision.
    """
    if not source.is_file():
        raise UsageError(f"{source}: there is no such file; give the file that the page exported")
    latest = latest_decisions(path)
    taken, refused, known, older = [], [], 0, 0
    for decision in _read(source):
        before = latest.get(decision.key)
        if before == decision:
            known += 1
        elif before is not None and before.at > decision.at:
            older += 1
        elif fault := _correction_fault(decision, texts or {}):
            refused.append(f"{decision.document}, {decision.title[:_TITLE]}: {fault}")
        else:
            latest[decision.key] = decision
            taken.append(decision)
    append_decisions(path, taken)
    return Imported(taken=len(taken), known=known, older=older, refused=tuple(refused))


def _correction_fault(decision: Decision, texts: Mapping[str, str]) -> str | None:
    """Why the correction of a decision does not hold, if it does not."""
    if decision.correction is None:
        return None
    try:
        checked_correction(decision.type, decision.correction, texts.get(decision.sha256 or ""))
    except UsageError as error:
        return str(error)
    return None


def reviewer_name() -> str:
    """Who reviews: the name that git knows, else the name of the operating system's user."""
    git = shutil.which("git")
    if git:
        try:
            asked = subprocess.run(  # noqa: S603 - a fixed command, found on the search path
                [git, "config", "user.name"], capture_output=True, text=True, timeout=5, check=False
            )
        except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
            pass
        else:
            if name := " ".join(asked.stdout.split()):
                return name[:500]
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name for this user id
        return "unknown"


def now() -> str:
    """This moment in UTC, to the millisecond, as decisions write it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _line(decision: Decision) -> str:
    value = decision.model_dump(mode="json", exclude_none=True)
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    # Some tools take these two for the end of a line.
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")


def _last_byte(descriptor: int) -> bytes:
    os.lseek(descriptor, -1, os.SEEK_END)
    return os.read(descriptor, 1)


def _read(path: Path) -> Iterator[Decision]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise UsageError(f"{path}: cannot be read ({reason}); mend it or name another file") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield Decision.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"]) or "the line"
            raise UsageError(
                f"{path}, line {number}: is no decision ({place}: {first['msg']}); mend or remove that line"
            ) from error
