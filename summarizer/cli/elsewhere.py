"""``--engine``, ``--address`` and ``--shard-size``: where the work of a run is done."""

from __future__ import annotations

import re
from contextlib import nullcontext
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from summarizer.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from summarizer.models import ModelOptions
    from summarizer.runs.options import Elsewhere

__all__ = ["Where", "where_options"]


_IS_ADDRESS = re.compile(r"[a-z][a-z0-9+]+:/")
"""``s3://bucket``, of which a path has left one stroke."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where a run's articles are worked on."""

    engine: str = "local"
    address: str | None = None
    shard_size: int | None = None

    def __post_init__(self) -> None:
        given = {"--address": self.address, "--shard-size": self.shard_size}
        for flag, value in given.items():
            if value is not None and self.engine != "ray":
                raise ConfigurationError(
                    f"{flag} is for many machines; say --engine ray too, or leave it out"
                )

    def crew(
        self, folder: Path, options: ModelOptions, jobs: int, tell: Callable[[str], None]
    ) -> AbstractContextManager[Elsewhere | None]:
        """Who does the work, to be opened; None for this machine.

        Args:
            folder: The run folder.
            options: How the model is asked.
            jobs: Articles under way at a time, in each worker.
            tell: Takes a sentence when a server is down, and when it is back.

        Raises:
            ConfigurationError: The options cannot be had elsewhere.
        """
        if self.engine != "ray":
            return nullcontext()
        if _IS_ADDRESS.match(folder.as_posix()):
            raise ConfigurationError(
                f"-o {folder}: a run needs a folder; mount that storage at the same path on each machine"
            )
        from summarizer.runs.ray_engine import SHARD_SIZE, RayEngine  # noqa: PLC0415 - for those who ask

        return RayEngine(
            options, jobs=jobs, shard_size=self.shard_size or SHARD_SIZE, address=self.address, tell=tell
        )


def where_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options, as one argument ``where``."""

    @wraps(command)
    def take(*, engine: str, address: str | None, shard_size: int | None, **others: Any) -> Any:
        return command(where=Where(engine, address, shard_size), **others)

    for option in (
        click.option("--shard-size", type=click.IntRange(min=1), metavar="N", help="Articles a task of Ray."),
        click.option("--address", metavar="HOST:PORT", help="A Ray cluster, or auto (default: start Ray)."),
        click.option(
            "--engine", type=click.Choice(["local", "ray"]), default="local", help="Who does the work."
        ),
    ):
        take = option(take)
    return take
