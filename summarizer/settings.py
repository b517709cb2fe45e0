"""Settings: which there are, where their values come from, and which place wins.

Flags win over ``SUMMARIZER_*`` variables, those over ``./summarizer.toml``, that over the user's own
``config.toml``, and that over the defaults. A setting that nobody knows is refused wherever it stands.
"""

from __future__ import annotations

import os
import reprlib
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any

from platformdirs import user_config_path
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from summarizer.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "DEFAULT",
    "ENVIRONMENT_PREFIX",
    "PROJECT_FILE",
    "ResolvedSettings",
    "Settings",
    "resolve_settings",
    "user_file",
]

DEFAULT = "default"
"""The origin of a value that nobody set."""

ENVIRONMENT_PREFIX = "SUMMARIZER_"
PROJECT_FILE = "summarizer.toml"


class Settings(BaseModel):
    """What can be set, with the defaults."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: Annotated[str, Field(min_length=1)] = "baseline"
    """Name of the model that labels what the rules find."""
    output: Annotated[str, Field(min_length=1)] | None = None
    """Run folder; null stands for ``runs/`` and the model's name, made safe for a file system."""
    jobs: Annotated[int, Field(ge=1)] = 1
    """Processes that work at the same time."""
    max_bytes: Annotated[int, Field(ge=1)] = 10_000_000
    """Bytes of the largest file that is read."""
    max_characters: Annotated[int, Field(ge=1)] = 2_000_000
    """Code points of the longest article that is summarised."""


@dataclass(frozen=True, slots=True)
class ResolvedSettings:
    """The settings in force, and where each of them came from."""

    settings: Settings
    origins: Mapping[str, str]
    """For each setting the flag, variable or file that gave it, or ``default``."""


@dataclass(frozen=True, slots=True)
class _Layer:
    values: Mapping[str, Any]
    places: Mapping[str, str]
    """How each value's place is called in a message."""
    typed: bool
    """Whether values arrive with their types; those of the environment are all strings."""


def user_file() -> Path:
    """Path of the user's own settings file, which need not exist."""
    return user_config_path("summarizer", appauthor=False) / "config.toml"


def resolve_settings(
    flags: Mapping[str, Any] | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> ResolvedSettings:
    """Find the value of every setting in the place that wins.

    Args:
        flags: Values given on the command line; None stands for a flag that was not given.
        environment: Variables to look at instead of the process's own.
        folder: Folder whose ``summarizer.toml`` is read instead of the current one's.

    Raises:
        ConfigurationError: A setting is unknown or its value malformed, or a file cannot be read.
    """
    values: dict[str, Any] = {}
    origins = dict.fromkeys(Settings.model_fields, DEFAULT)
    project_file = folder / PROJECT_FILE if folder else Path(PROJECT_FILE)
    for layer in (
        _file_layer(user_file()),
        _file_layer(project_file),
        _environment_layer(os.environ if environment is None else environment),
        _flag_layer(flags or {}),
    ):
        for name, value in layer.values.items():
            values[name] = _validated(name, value, layer)
            origins[name] = layer.places[name]
    return ResolvedSettings(settings=Settings(**values), origins=MappingProxyType(origins))


def _flag_layer(flags: Mapping[str, Any]) -> _Layer:
    given = {name: value for name, value in flags.items() if value is not None}
    return _Layer(given, {name: f"--{name.replace('_', '-')}" for name in given}, typed=True)


def _environment_layer(environment: Mapping[str, str]) -> _Layer:
    # An empty variable counts as not set, as shells and container files often leave one behind.
    names = {
        variable.removeprefix(ENVIRONMENT_PREFIX).lower(): variable
        for variable, value in environment.items()
        if variable.startswith(ENVIRONMENT_PREFIX) and value
    }
    return _Layer({name: environment[variable] for name, variable in names.items()}, names, typed=False)


def _file_layer(path: Path) -> _Layer:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        content = {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"{path}: this is not a TOML file ({error}); mend it or remove it"
        ) from error
    except OSError as error:
        raise ConfigurationError(
            f"{path}: cannot be read ({error.strerror}); make it readable or remove it"
        ) from error
    return _Layer(content, dict.fromkeys(content, str(path)), typed=True)


def _validated(name: str, value: Any, layer: _Layer) -> Any:
    place = layer.places[name]
    if name not in Settings.model_fields:
        close = get_close_matches(name, Settings.model_fields, n=1)
        known = ", ".join(sorted(Settings.model_fields))
        advice = f"did you mean {close[0]!r}?" if close else f"the settings are {known}"
        raise ConfigurationError(f"{place}: there is no setting {name!r}; {advice}")
    try:
        return getattr(Settings.model_validate({name: value}, strict=layer.typed), name)
    except ValidationError as error:
        expected = error.errors()[0]["msg"].removeprefix("Input ")
        raise ConfigurationError(
            f"{place}: {name} {expected}, not {reprlib.repr(value)}; change it"
        ) from error
