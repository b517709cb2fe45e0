"""Where an export goes: the files of a target, and their way there by temporary files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Self

from summarizer.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType

__all__ = ["Staging", "places_of"]

_ENDINGS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".csv": "csv",
    ".jsonld": "jsonld",
    ".json": "jsonld",
}
"""How the name of a file ends, and what is in it; anything else is the name of a folder."""


def places_of(names: Sequence[str], format_: str, target: Path) -> list[Path]:
    """The file of each name, in the target folder or, for a single one, the target itself.

    Raises:
        ConfigurationError: The target is a file, and there are several names; or it ends like another format.
    """
    ending = _ENDINGS.get(target.suffix.lower())
    if target.is_dir() or (ending is None and not target.exists()):
        return [target / f"{name}.{format_}" for name in names]
    if ending not in (None, format_):
        raise ConfigurationError(
            f"{target}: its name says {ending}, and {format_} is to be written; let it end in .{format_}"
        )
    if len(names) > 1:
        raise ConfigurationError(
            f"{target}: is a file, and there are {len(names)} tables; name a folder, or one table with "
            f"--tables"
        )
    return [target]


class Staging:
    """Files beside their places, which take them only when all are whole; what is left is removed.

    Args:
        places: Where the files are to be.
        force: Whether what is there already is replaced.

    Raises:
        ConfigurationError: Something is there already.
        OSError: A folder cannot be made.
    """

    def __init__(self, places: Sequence[Path], *, force: bool) -> None:
        self.places = tuple(places)
        for place in self.places:
            if place.is_symlink() or (place.exists() and not place.is_file()):
                # A device or a link would be replaced, not written to.
                raise ConfigurationError(f"{place}: is no plain file; choose another place with -o")
            if place.exists() and not force:
                raise ConfigurationError(
                    f"{place}: is there already; replace it with --force, or choose another place with -o"
                )
        for place in self.places:
            place.parent.mkdir(parents=True, exist_ok=True)
        self.files = tuple(place.with_name(f".{place.name}.{os.getpid()}.tmp") for place in self.places)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self.files:
            file.unlink(missing_ok=True)

    def put_in_place(self) -> None:
        """Give each file its name.

        Raises:
            OSError: One cannot be renamed.
        """
        for file, place in zip(self.files, self.places, strict=True):
            file.replace(place)
