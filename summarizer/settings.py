"""Settings: which there are, where their values come from, and which place wins.

Flags win over ``SUMMARIZER_*`` variables, those over ``./summarizer.toml``, that over the user's own
``config.toml``, and that over the defaults. A setting that nobody knows is refused wherever it stands.
"""

from __future__ import annotations

import ipaddress
import os
import re
import reprlib
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.parse import urlsplit

from platformdirs import user_config_path
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from summarizer.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "DEFAULT",
    "ENVIRONMENT_PREFIX",
    "KEY_VARIABLE",
    "PROJECT_FILE",
    "Constraint",
    "LogFormat",
    "Recording",
    "ResolvedSettings",
    "Settings",
    "check_values",
    "is_address",
    "is_loopback",
    "resolve_settings",
    "shown_address",
    "user_file",
]

DEFAULT = "default"
"""The origin of a value that nobody set."""

ENVIRONMENT_PREFIX = "SUMMARIZER_"
PROJECT_FILE = "summarizer.toml"
KEY_VARIABLE = "SUMMARIZER_API_KEY"
"""Holds the key for the model's server; it is no setting, so that no file and no listing ever has it."""


Constraint = Literal["json_schema", "json_object", "none"]
"""How the server is told the form of the answer: ``response_format.json_schema``; ``json_object`` with the
``schema`` beside it (llama.cpp); or not at all, where the prompt alone says it."""

LogFormat = Literal["text", "json"]
"""How a run says what it does."""

Recording = Literal["off", "replay", "record", "refresh"]
"""What becomes of the exchanges: nothing; only played; played, and recorded where missing; recorded anew."""


_FAILURES = re.compile(r"[0-9]+|(100|[0-9]{1,2})(\.[0-9]+)?%")
_SUBJECT = re.compile(r"^(Input|String|Value error,) ")
"""How a message of pydantic's begins; ours begins with the setting's name."""


def _as_failures(value: object) -> str:
    """A number of articles or a share of them, as text.

    Raises:
        ValueError: It is neither.
    """
    text = str(value) if _is_whole(value) else value
    if isinstance(text, str) and _FAILURES.fullmatch(text):
        return text
    raise ValueError("should be a number such as 20, or a share such as 5%")


class Settings(BaseModel):
    """What can be set, with the defaults."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: Annotated[str, Field(min_length=1)] | None = None
    """The model that labels what the rules find: a litellm model string, or ``baseline``; none is assumed."""
    api_base: Annotated[str, Field(min_length=1)] | None = None
    """Address of the model's server, where it is not the provider's own."""
    constraint: Constraint = "json_schema"
    """How the server is told the form of the answer."""
    context_window: Annotated[int, Field(ge=4096)] = 32_768
    """Tokens that prompt and answer may take together."""
    temperature: Annotated[float, Field(ge=0, le=2)] = 0.0
    timeout: Annotated[float, Field(gt=0, allow_inf_nan=False)] = 120.0
    """Seconds that one call may take."""
    retries: Annotated[int, Field(ge=0)] = 4
    """Further attempts after a failure that may pass."""
    retry_cap: Annotated[float, Field(ge=0)] = 30.0
    """Most seconds to wait before a further attempt."""
    rpm: Annotated[float, Field(gt=0)] | None = None
    """Most calls a minute; null where that is to be learned from the server's refusals."""
    tpm: Annotated[float, Field(gt=0)] | None = None
    """Most tokens a minute, of prompts and answers together."""
    deadline: Annotated[float, Field(gt=0)] | None = None
    """Seconds that one article may take in all, waiting for the server's leave left out."""
    patience: Annotated[float, Field(ge=0)] = 600.0
    """Seconds to wait for a server that is down before the run stops; 0 stops at once."""
    max_failures: Annotated[str, BeforeValidator(_as_failures)] | None = None
    """Failed articles, a number or a share of all done such as ``5%``, above which the run stops."""
    max_cost: Annotated[float, Field(gt=0)] | None = None
    """US dollars that one run may cost; it begins nothing more once that would be exceeded."""
    price_in: Annotated[float, Field(ge=0)] | None = None
    """US dollars for a million tokens of prompts, where the price is not known or another one holds."""
    price_out: Annotated[float, Field(ge=0)] | None = None
    """The same of answers."""
    log_format: LogFormat = "text"
    """How a run says on standard error what it does: ``text``, or ``json``, an object a line."""
    split: bool = False
    """Whether an article is asked in several small requests, for a model too small for the one large one."""
    verify: bool = False
    """Whether a second call an article judges the summary and the attributions by what they cite."""
    verify_model: Annotated[str, Field(min_length=1)] | None = None
    """The model of that call; null for the same."""
    cassettes: Annotated[str, Field(min_length=1)] | None = None
    """Folder of recorded exchanges."""
    recording: Recording = "off"
    """What becomes of the exchanges: off, replay, record or refresh."""
    output: Annotated[str, Field(min_length=1)] | None = None
    """Run folder; null stands for ``runs/`` and the model's name, made safe for a file system."""
    jobs: Annotated[int, Field(ge=1)] | None = None
    """Articles under way at the same time: 4 with a language model, 1 with ``baseline`` where not set."""
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


def is_address(text: str) -> bool:
    """Whether a text is the address of a web server."""
    try:
        parts = urlsplit(text)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return is_web and text.isprintable() and " " not in text


def shown_address(address: str) -> str:
    """An address without what may be secret: user, password, query and fragment."""
    told = re.split("[?#]", address, maxsplit=1)[0]
    scheme = re.match(r"[a-z][a-z0-9+.-]*://|", told, re.IGNORECASE)
    start = scheme.group() if scheme else ""
    return start + told.removeprefix(start).rpartition("@")[2]


def is_loopback(address: str) -> bool:
    """Whether an address is this machine's own."""
    if not is_address(address):
        return False
    host = urlsplit(address).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def resolve_settings(
    flags: Mapping[str, Any] | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    trust_project: bool = False,
) -> ResolvedSettings:
    """Find the value of every setting in the place that wins.

    Args:
        flags: Values given on the command line; None stands for a flag that was not given.
        environment: Variables to look at instead of the process's own.
        folder: Folder whose ``summarizer.toml`` is read instead of the current one's.
        trust_project: Whether that file may send the articles, and a key, to another machine.

    Raises:
        ConfigurationError: A setting is unknown or its value malformed, or a file cannot be read, or the
            project's file names a server that is not on this machine.
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
    settings = Settings(**values)
    base = settings.api_base
    if base and origins["api_base"] == str(project_file) and not (trust_project or is_loopback(base)):
        raise ConfigurationError(
            f"{project_file}: api_base = {shown_address(base)!r} would send articles to another machine, and "
            f"such a file may come with the articles; say --api-base {shown_address(base)}, or --trust-config"
        )
    return ResolvedSettings(settings=settings, origins=MappingProxyType(origins))


def _flag_layer(flags: Mapping[str, Any]) -> _Layer:
    given = {name: value for name, value in flags.items() if value is not None}
    return _Layer(given, {name: f"--{name.replace('_', '-')}" for name in given}, typed=True)


def _environment_layer(environment: Mapping[str, str]) -> _Layer:
    # An empty variable counts as not set, as shells and container files often leave one behind.
    names = {
        variable.removeprefix(ENVIRONMENT_PREFIX).lower(): variable
        for variable, value in environment.items()
        if variable.startswith(ENVIRONMENT_PREFIX) and value and variable != KEY_VARIABLE
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


def _is_whole(value: Any) -> bool:
    """Whether a number is written without a point: ``timeout = 60`` means 60.0 seconds."""
    return isinstance(value, int) and not isinstance(value, bool)


def _validated(name: str, value: Any, layer: _Layer) -> Any:
    place = layer.places[name]
    if name not in Settings.model_fields:
        close = get_close_matches(name, Settings.model_fields, n=1)
        known = ", ".join(sorted(Settings.model_fields))
        advice = f"did you mean {close[0]!r}?" if close else f"the settings are {known}"
        raise ConfigurationError(f"{place}: there is no setting {name!r}; {advice}")
    try:
        return getattr(
            Settings.model_validate({name: value}, strict=layer.typed and not _is_whole(value)), name
        )
    except ValidationError as error:
        raise ConfigurationError(f"{place}: {_what_is_wrong(error, value)}") from error


def check_values(values: Mapping[str, Any]) -> None:
    """Refuse what no setting may be.

    Args:
        values: Settings by name, with their own types.

    Raises:
        ConfigurationError: It names the first that will not do.
    """
    try:
        Settings.model_validate(values, strict=True)
    except ValidationError as error:
        name = error.errors()[0]["loc"][0]
        raise ConfigurationError(_what_is_wrong(error, values[str(name)])) from error


def _what_is_wrong(error: ValidationError, value: Any) -> str:
    first = error.errors()[0]
    expected = _SUBJECT.sub("", first["msg"])
    return f"{first['loc'][0]} {expected}, not {reprlib.repr(value)}; change it"
