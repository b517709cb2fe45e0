"""Files of requests at a provider: submitted once, asked about, and their replies fetched.

What was submitted stands in a small file beside the requests, so that any later command finds it again.
"""

from __future__ import annotations

import hashlib
import json
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import IO, TYPE_CHECKING, Any

from summarizer.errors import ConfigurationError
from summarizer.models.batches import BatchError
from summarizer.runs.files import write_atomically
from summarizer.runs.request_files import replacing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from summarizer.models.batches import Batch, BatchService

__all__ = [
    "STATE_SUFFIX",
    "Submission",
    "Submitted",
    "fetch",
    "model_of",
    "replies_file",
    "submissions",
    "submit",
    "wait",
]

STATE_SUFFIX = ".batch.json"
"""Ends the name of the file that says what became of a file of requests."""

_VERSION = 1
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Submission:
    """One time that a file of requests went to a provider."""

    sha256: str
    """Of the file as it was then."""
    host: str
    """The server's address, without credentials."""
    file_id: str
    """The file's id there."""
    batch_id: str | None = None
    """The batch's id there; null from the upload until the batch is known to be created."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """A batch, and whether this call created it."""

    batch: Batch
    is_new: bool


def submit(path: Path, service: BatchService, *, again: bool = False) -> Submitted:
    """Have a file of requests answered, once: a file that went before as it stands does not go again.

    A batch of the same content is looked for in the state beside the file, then at the provider, and only
    where there is none is the file uploaded and a batch created. One that failed as a whole, which costs
    nothing, counts for none.

    Args:
        path: The file of requests.
        service: The provider, opened already.
        again: Create a batch whatever there is already; it is paid for once more.

    Raises:
        ConfigurationError: The file holds no requests, the provider refuses it, or another process is
            submitting it.
        BatchError: The provider cannot be asked now; the same call goes on from here later.
    """
    model_of(path)
    with _alone(path):
        return _submit(path, service, again=again)


def _submit(path: Path, service: BatchService, *, again: bool) -> Submitted:
    digest = _digest_of(path)
    if not again:
        found = _known_batch(path, digest, service) or service.find(digest)
        if found is not None:
            _note(path, Submission(digest, service.address, "", found.id))
            return Submitted(found, is_new=False)
    name = f"{path.stem}.{digest[:16]}.jsonl"
    file_id = service.find_file(name) or service.upload(path, name)
    _note(path, Submission(digest, service.address, file_id))
    batch = service.create(file_id, digest)
    _note(path, Submission(digest, service.address, file_id, batch.id))
    return Submitted(batch, is_new=True)


def submissions(path: Path, service: BatchService) -> list[tuple[Submission, Batch]]:
    """The batches of a file of requests, oldest first, as the provider tells them.

    They are those of the file as it stands; where it has changed since or is gone, all of them.

    Raises:
        ConfigurationError: The file was not submitted, or not there.
        BatchError: The provider cannot be asked now.
    """
    known = [one for one in _state_of(path) if one.batch_id is not None]
    digest = _digest_of(path) if path.exists() else None
    current = [one for one in known if one.sha256 == digest] or known
    if not current:
        raise ConfigurationError(
            f"{path}: was not submitted yet; do so with summarizer requests submit {path}"
        )
    here = [one for one in current if one.host == service.address]
    if not here:
        raise ConfigurationError(
            f"{path}: was submitted to {current[-1].host}, not to {service.address}; say --api-base "
            f"{current[-1].host}"
        )
    return [(one, service.retrieve(one.batch_id)) for one in here if one.batch_id is not None]


def wait(ask: Callable[[], Sequence[Batch]], seconds: float, tell: Callable[[str], None]) -> Sequence[Batch]:
    """Ask about batches until none of them is under way any more; an outage in between is waited for too.

    Args:
        ask: Asks about all of them.
        seconds: How long to wait before asking again.
        tell: Is told when something has changed.

    Raises:
        ConfigurationError: The provider refuses to say.
    """
    told = ""
    while True:
        try:
            batches = ask()
        except BatchError as error:
            news = str(error)
        else:
            under_way = [one for one in batches if one.under_way]
            if not under_way:
                return batches
            done, total = (sum(getattr(one, name) for one in batches) for name in ("completed", "total"))
            news = (
                f"{len(under_way)} of {len(batches)} batches under way, {done} of {total} requests answered"
            )
        if news != told:
            tell(news)
            told = news
        time.sleep(seconds)


def fetch(batches: Sequence[Batch], service: BatchService, target: Path) -> int:
    """Write the replies and the errors of some batches to one file; how many lines that are.

    Args:
        batches: What is fetched, as far as it is there.
        service: The provider, opened already.
        target: Takes the lines; a file of that name is replaced when all are there.

    Raises:
        ConfigurationError: The file cannot be written, or the provider has the replies no more.
        BatchError: The provider cannot be asked now.
    """
    with replacing(target) as file:
        for batch in batches:
            for file_id in (batch.output_file, batch.error_file):
                if file_id is not None:
                    service.download(file_id, file)
        file.seek(0)
        return sum(1 for line in file if line.strip())


def replies_file(path: Path, digest: str) -> Path:
    """Where the replies to a file of requests go by default: other content, other file."""
    return path.with_name(f"{path.stem}.replies-{digest[:8]}.jsonl")


def model_of(path: Path) -> str:
    """The model that a file of requests asks, as its first request says.

    Raises:
        ConfigurationError: The file cannot be read, or holds no requests.
    """
    try:
        with path.open("rb") as file:
            first = json.loads(next(iter(file), b"").decode("utf-8", "replace"))
        model = first["body"]["model"]
        if isinstance(model, str) and isinstance(first["custom_id"], str):
            return model
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read ({error.strerror}); export the requests") from error
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise ConfigurationError(
        f"{path}: is no file of requests; write one with summarizer requests export"
    ) from None


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep other processes from submitting a file at the same time, which would pay twice.

    Raises:
        ConfigurationError: One does, or the folder cannot be written to.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - for those who submit

    lock = FileLock(path.with_name(f".{path.name}.lock"), timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise ConfigurationError(f"{path}: is being submitted already; wait for that to end") from error
    except (OSError, NotImplementedError) as error:
        raise ConfigurationError(
            f"{path}: its folder cannot be locked ({error}); copy the file to another folder"
        ) from error
    try:
        yield
    finally:
        lock.release()


def _known_batch(path: Path, digest: str, service: BatchService) -> Batch | None:
    """The latest batch of that content that the state names, unless it failed as a whole."""
    known = [one for one in _state_of(path) if (one.sha256, one.host) == (digest, service.address)]
    if not known or known[-1].batch_id is None:
        return None
    batch = service.retrieve(known[-1].batch_id)
    return None if batch.status == "failed" else batch


def _state_path(path: Path) -> Path:
    return path.with_name(path.name + STATE_SUFFIX)


def _state_of(path: Path) -> list[Submission]:
    state = _state_path(path)
    try:
        stored = json.loads(state.read_bytes())
        if stored["version"] == _VERSION:
            return [_checked(one) for one in stored["batches"]]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise ConfigurationError(f"{state}: cannot be read ({error.strerror}); make it readable") from error
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise ConfigurationError(
        f"{state}: does not say what was submitted; remove it, and submit again, which finds what there is"
    )


def _checked(told: dict[str, Any]) -> Submission:
    """A submission as it stands in the state.

    Raises:
        TypeError: It is none.
    """
    one = Submission(**told)
    required = (one.sha256, one.host, one.file_id)
    if not all(isinstance(value, str) for value in required) or not isinstance(one.batch_id, str | None):
        raise TypeError("no submission")
    return one


def _note(path: Path, new: Submission) -> None:
    """Put a submission into the state: in the place of the one that it goes on with, or as the latest."""
    stored = _state_of(path)
    same = [one for one in stored if one.batch_id == new.batch_id and one.sha256 == new.sha256]
    if new.batch_id is not None and same:
        return
    begun = [one for one in stored if one.batch_id is not None or one.sha256 != new.sha256]
    content = {"version": _VERSION, "batches": [asdict(one) for one in (*begun, new)]}
    write_atomically(_state_path(path), json.dumps(content, indent=2).encode() + b"\n")


def _digest_of(path: Path) -> str:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            for block in _blocks(file):
                digest.update(block)
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read ({error.strerror}); make it readable") from error
    return digest.hexdigest()


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    while block := file.read(_BLOCK):
        yield block
