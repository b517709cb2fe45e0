"""The error tree: one root, and every message says what happened, to which document, and what to do.

SummarizerError
├── UsageError            what was asked for cannot be done as asked (exit 2)
│   ├── ConfigurationError    a setting that is unknown, malformed or contradictory
│   ├── NothingToReadError    no document at the paths that were given
│   ├── UnknownModelError     a model name that nothing here can serve
│   └── AlignmentError        two results are not of the same source text
├── DocumentError         one document cannot be read (the others go on; exit 4)
│   ├── EmptyDocumentError    no text in it
│   ├── BinaryDocumentError   bytes that are not text
│   ├── TooLargeError         longer than the limit
│   ├── MalformedError        its format is broken (a JSON line, a PDF, a field of the wrong type)
│   ├── DuplicateIdError      another document of the same run has its id
│   ├── MissingExtraError     its format needs an optional dependency
│   └── ModelError            no valid answer came from the model
│       ├── MissingRecordingError no recording of this request
│       └── AwaitingReplyError    the request goes into the next round's file
└── RunError              a run folder cannot be written or read (exit 2)
    └── CorruptResultError    a stored result or its source is not what its name says
        └── OtherVersionError     it follows another major version of the contract
"""

from __future__ import annotations

from enum import IntEnum

__all__ = [
    "AlignmentError",
    "AwaitingReplyError",
    "BinaryDocumentError",
    "ConfigurationError",
    "CorruptResultError",
    "DocumentError",
    "DuplicateIdError",
    "EmptyDocumentError",
    "ExitCode",
    "MalformedError",
    "MissingExtraError",
    "MissingRecordingError",
    "ModelError",
    "NothingToReadError",
    "OtherVersionError",
    "RunError",
    "SummarizerError",
    "TooLargeError",
    "UnknownModelError",
    "UsageError",
]


class ExitCode(IntEnum):
    """What a command's exit status means; the same for every command."""

    DONE = 0
    """The work is done, with findings or without."""
    GATE_FAILED = 1
    """A check or a gate failed."""
    USAGE = 2
    """Usage, configuration, or nothing to read."""
    STOPPED = 3
    """Stopped before the end."""
    SOME_FAILED = 4
    """Some documents failed or were done only in part; what is done is written."""
    INTERRUPTED = 130
    """Interrupted from the keyboard."""
    TERMINATED = 143
    """Ended by the signal SIGTERM, as a scheduler or a container sends it."""


class SummarizerError(Exception):
    """Root of every error that this package raises on purpose.

    ``str(error)`` is one sentence for a person: what happened, to what, and what to do next.
    """

    exit_code: ExitCode = ExitCode.USAGE

    def __reduce__(self) -> tuple[object, ...]:
        # An exception is otherwise made again of its message alone, which is not what these are made of.
        return _restored, (type(self), self.args), self.__dict__


def _restored(kind: type[SummarizerError], args: tuple[object, ...]) -> SummarizerError:
    return kind.__new__(kind, *args)


class UsageError(SummarizerError):
    """What was asked for cannot be done as asked."""


class ConfigurationError(UsageError):
    """A setting is unknown, malformed or contradictory."""


class NothingToReadError(UsageError):
    """The paths that were given hold no document."""


class UnknownModelError(UsageError):
    """Nothing here can serve a model of that name."""


class AlignmentError(UsageError):
    """Two results are not of the same source text: their records cannot be matched.

    Args:
        document: The document's id, or both ids where they differ.
        problem: What is wrong, as the rest of the sentence.
        advice: What to do about it.
    """

    def __init__(self, document: str, problem: str, advice: str) -> None:
        super().__init__(f"{document}: {problem}; {advice}")
        self.document = document


class DocumentError(SummarizerError):
    """One document cannot be read; the others are not concerned.

    Args:
        document: The document's id, or its path where it has no id yet.
        problem: What is wrong with it, as the rest of the sentence.
        advice: What to do about it.
    """

    exit_code = ExitCode.SOME_FAILED

    def __init__(self, document: str, problem: str, advice: str) -> None:
        super().__init__(f"{document}: {problem}; {advice}")
        self.document = document
        self.problem = problem
        self.advice = advice


class EmptyDocumentError(DocumentError):
    """The document holds no text."""


class BinaryDocumentError(DocumentError):
    """The document's bytes are not text."""


class TooLargeError(DocumentError):
    """The document is longer than the limit."""


class MalformedError(DocumentError):
    """The document's format is broken."""


class DuplicateIdError(DocumentError):
    """Another document of the same run has this id."""


class MissingExtraError(DocumentError):
    """The document's format needs an optional dependency that is not installed."""


class ModelError(DocumentError):
    """No valid answer about a document came from the model.

    Args:
        document: The document's id.
        model: The model's name.
        problem: What went wrong, as the rest of a sentence that begins with the model.
        advice: What to do about it.
        spent: What was spent in vain (``summarizer.models.Spent``), or None.
    """

    def __init__(self, document: str, model: str, problem: str, advice: str, *, spent: object = None) -> None:
        super().__init__(document, f"{model} {problem}", advice)
        self.model = model
        self.spent = spent


class MissingRecordingError(ModelError):
    """There is no recording of a request that was to be replayed."""


class AwaitingReplyError(ModelError):
    """The reply to a request that goes by file is not there yet."""


class RunError(SummarizerError):
    """A run folder cannot be written or read."""


class CorruptResultError(RunError):
    """A stored result, or the source that it indexes, is not what it says it is."""


class OtherVersionError(CorruptResultError):
    """A stored record follows another major version of the contract."""
