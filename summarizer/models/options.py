"""What can be set about asking a model; plain values, so that reading settings imports no client."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarizer.settings import KEY_VARIABLE, Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from summarizer.settings import Constraint, Recording

__all__ = ["ModelOptions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelOptions:
    """How a model is asked."""

    model: str
    """A litellm model string, such as ``ollama_chat/llama3.2``; a bare name that litellm does not know is
    asked of an OpenAI-compatible server, at ``api_base`` or from recordings."""
    api_base: str | None = None
    """Address of the server, where it is not the provider's own."""
    api_key: str | None = field(default=None, repr=False)
    """Key for it; None leaves the provider's usual environment variable in force."""
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
