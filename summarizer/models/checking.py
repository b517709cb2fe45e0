"""What can be refused of a model's name and options before anything is asked, and without any package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.errors import ConfigurationError, UnknownModelError
from summarizer.settings import KEY_VARIABLE, shown_address

if TYPE_CHECKING:
    from summarizer.models.options import ModelOptions

__all__ = ["EXAMPLES", "check_options"]

EXAMPLES = (
    "--model baseline (rules alone, no model)",
    "--model ollama_chat/llama3.2 (a local Ollama)",
    "--model openai/gpt-4o-mini (hosted, with OPENAI_API_KEY set)",
)
"""What a person may write for a model; any litellm string will do."""


def check_options(options: ModelOptions) -> None:
    """Refuse what cannot work.

    Raises:
        UnknownModelError: The model's name is no name.
        ConfigurationError: Options contradict each other.
    """
    provider, slash, name = options.model.strip().partition("/")
    if not options.model.strip() or (slash and not (provider and name)):
        raise UnknownModelError(f"{options.model!r} names no model; try {'; '.join(EXAMPLES)}")
    if options.recording != "off" and options.cassettes is None:
        raise ConfigurationError(f"--recording {options.recording} needs --cassettes DIR")
    if "?" in (options.api_base or "") and not provider.startswith("azure"):
        raise ConfigurationError(
            f"--api-base {shown_address(options.api_base or '')}: an address with a query (?…) cannot be "
            f"used; leave it out, and set a key with {KEY_VARIABLE}"
        )
    if (options.price_in is None) is not (options.price_out is None):
        raise ConfigurationError("--price-in and --price-out go together; give both, or neither")
