"""One run at a time in a folder: a lock of the operating system, which dies with whoever holds it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from summarizer.errors import RunError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.runs.files import RunFiles

__all__ = ["locked"]


@contextmanager
def locked(files: RunFiles) -> Iterator[None]:
    """Hold the lock of a run folder.

    Raises:
        RunError: Another run holds it, or the file system has no locks.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - reading a run needs no lock

    lock = FileLock(files.lock, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise RunError(
            f"{files.folder}: another run is writing to this folder; wait for its end, or choose another "
            f"folder with -o"
        ) from error
    except (OSError, NotImplementedError) as error:
        raise RunError(
            f"{files.folder}: cannot be locked ({error}); choose a folder on another file system with -o"
        ) from error
    try:
        yield
    finally:
        lock.release()
