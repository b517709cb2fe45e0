"""What can be set about asking a model; plain values, so that reading settings imports no client."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from summarizer.errors import ConfigurationError
from summarizer.settings import KEY_VARIABLE, Settings, check_values, is_address, shown_address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from summarizer.settings import Constraint, Recording

__all__ = ["ModelOptions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelOptions:
    """How a model is asked.

    Raises:
        ConfigurationError: An option has a value that will not do; it names the option.
    """

    model: str
    """A litellm model string, such as ``ollama_chat/llama3.2``; a bare name that litellm does not know is
    asked of an OpenAI-compatible server, at ``api_base`` or from recordings."""
    api_base: str | None = None
    """Address of the server, where it is not the provider's own. A user and a password in it are sent in the
    place of a key."""
    api_key: str | None = field(default_factory=lambda: os.environ.get(KEY_VARIABLE) or None, repr=False)
    """Key for it, by default that of ``SUMMARIZER_API_KEY``; None leaves the provider's usual environment
    variable in force."""
    constraint: Constraint = "json_schema"
    context_window: int = 32_768
    """Tokens that prompt and reply may take together."""
    temperature: float | None = 0.0
    """None leaves it to the server."""
    timeout: float = 120.0
    """Seconds that one HTTP call may take, from the first byte sent to the last received."""
    retries: int = 4
    """Further attempts after a transport failure that may pass (429, 5xx, a connection cut or refused)."""
    retry_cap: float = 30.0
    """Most seconds to wait before a further attempt, whatever ``Retry-After`` says."""
    in_flight: int | None = None
    """Most calls in flight; None for no bound but that of the articles under way."""
    rpm: float | None = None
    """Most calls a minute; None where that is to be learned from the server's refusals."""
    tpm: float | None = None
    """Most tokens a minute, of prompts and answers together."""
    patience: float = 0.0
    """Seconds to wait for a server that is down; 0 gives up at once."""
    price_in: float | None = None
    """US dollars for a million tokens of prompts; None where the price is looked up."""
    price_out: float | None = None
    """The same of answers; one goes with the other."""
    split: bool = False
    """Whether an article is asked in several small requests instead of one large one."""
    verify: bool = False
    """Whether a second call an article judges the summary and the attributions by what they cite."""
    verify_model: str | None = None
    """The model of that call; None for the same."""
    cassettes: str | None = None
    """Folder of the recordings."""
    recording: Recording = "off"
    recorded_as: str | None = field(default=None, repr=False, compare=False)
    """The model whose set of recordings is used, if not its own: the run's, of a second reading."""

    def __post_init__(self) -> None:
        if not isinstance(self.model, str):
            raise ConfigurationError(f"model should be a name, not {self.model!r}; change it")
        values = {name: getattr(self, name) for name in _SHARED}
        if self.temperature is None:
            del values["temperature"]
        check_values(values)
        if self.in_flight is not None and not (type(self.in_flight) is int and self.in_flight >= 1):
            raise ConfigurationError(
                f"in_flight should be a whole number of at least 1, not {self.in_flight!r}; change it"
            )
        if self.api_base is not None and not is_address(self.api_base):
            # What is no address may hold a password anywhere.
            told = "" if set(self.api_base) & set("@?#") else f" {self.api_base}"
            raise ConfigurationError(
                f"--api-base{told}: this is no address, or has no valid port; give one such as "
                f"http://localhost:8000/v1"
            )
        object.__setattr__(self, "api_key", _clean_key(self.api_key))

    def __repr__(self) -> str:
        """All options but the key, with the address as it may be shown."""
        values = {one.name: getattr(self, one.name) for one in fields(self) if one.repr}
        if self.api_base is not None:
            values["api_base"] = shown_address(self.api_base)
        return f"ModelOptions({', '.join(f'{name}={value!r}' for name, value in values.items())})"

    @classmethod
    def of(cls, settings: Settings, model: str, environment: Mapping[str, str] | None = None) -> ModelOptions:
        """How ``model`` is asked under some settings; the key is that of the environment, if there is one.

        Args:
            settings: The settings in force.
            model: The model's name.
            environment: Variables to look at instead of the process's own.
        """
        variables = os.environ if environment is None else environment
        shared = {name: getattr(settings, name) for name in _SHARED}
        return cls(model=model, api_key=variables.get(KEY_VARIABLE) or None, **shared)


_SHARED = (
    "api_base", "constraint", "context_window", "temperature", "timeout", "retries", "retry_cap",
    "rpm", "tpm", "patience", "price_in", "price_out",
    "split", "verify", "verify_model", "cassettes", "recording",
)  # fmt: skip


def _clean_key(key: str | None) -> str | None:
    """A key without the line feed that a file of it ends in; never shown."""
    if key is None:
        return None
    cleaned = key.strip() if isinstance(key, str) else ""
    if not isinstance(key, str) or not (cleaned.isascii() and cleaned.isprintable()) or " " in cleaned:
        raise ConfigurationError(
            f"api_key ({KEY_VARIABLE}) should be a text without spaces, line breaks and accents; "
            f"copy the key anew"
        )
    return cleaned or None
