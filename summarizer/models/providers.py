"""What could be asked from here: keys that are set (never their values), and servers that answer."""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["PROVIDERS", "LocalServer", "Provider", "ask_servers", "known_providers", "recorded_sets"]

_SECONDS = 1.0
_MOST_BYTES = 1_000_000
_MOST_MODELS = 50


@dataclass(frozen=True, slots=True)
class Provider:
    """A hosted provider, and whether its key is set."""

    name: str
    key_variable: str
    example: str
    key_set: bool = False


PROVIDERS = (
    Provider("OpenAI", "OPENAI_API_KEY", "openai/gpt-4o-mini"),
    Provider("Anthropic", "ANTHROPIC_API_KEY", "anthropic/claude-3-5-haiku-latest"),
    Provider("Google", "GEMINI_API_KEY", "gemini/gemini-2.0-flash"),
    Provider("Mistral", "MISTRAL_API_KEY", "mistral/mistral-small-latest"),
    Provider("Groq", "GROQ_API_KEY", "groq/llama-3.3-70b-versatile"),
    Provider("DeepSeek", "DEEPSEEK_API_KEY", "deepseek/deepseek-chat"),
    Provider("OpenRouter", "OPENROUTER_API_KEY", "openrouter/meta-llama/llama-3.3-70b-instruct"),
    Provider("Together", "TOGETHERAI_API_KEY", "together_ai/meta-llama/Llama-3.3-70B-Instruct-Turbo"),
    Provider("Azure", "AZURE_API_KEY", "azure/your-deployment"),
)
"""The usual ones; any other litellm string works as well."""


@dataclass(frozen=True, slots=True)
class LocalServer:
    """A server that was asked for its models."""

    kind: str
    address: str
    models: tuple[str, ...] | None
    """What to write for ``--model``; null where nothing answers."""


def known_providers(environment: Mapping[str, str] | None = None) -> list[Provider]:
    """The hosted providers, each with whether its key variable is set."""
    variables = os.environ if environment is None else environment
    return [
        Provider(one.name, one.key_variable, one.example, bool(variables.get(one.key_variable)))
        for one in PROVIDERS
    ]


def ask_servers(
    api_base: str | None = None, environment: Mapping[str, str] | None = None
) -> list[LocalServer]:
    """Ask Ollama and the usual local ports, and the configured address, for their models.

    Args:
        api_base: The configured address of an OpenAI-compatible server.
        environment: Variables to look at instead of the process's own.
    """
    variables = os.environ if environment is None else environment
    ollama = variables.get("OLLAMA_API_BASE") or variables.get("OLLAMA_HOST") or "localhost:11434"
    asked = [("Ollama", ollama if "//" in ollama else f"http://{ollama}")]
    if api_base:
        asked.append(("configured", api_base))
    asked += [
        ("vLLM", "http://localhost:8000/v1"),
        ("llama.cpp", "http://localhost:8080/v1"),
        ("LM Studio", "http://localhost:1234/v1"),
    ]
    with ThreadPoolExecutor(len(asked)) as pool:
        return list(pool.map(lambda one: _ask(*one), dict.fromkeys(asked)))


def recorded_sets(folder: str | None) -> list[tuple[str, int]]:
    """The models with recordings in a folder, each with the number of its documents."""
    if folder is None or not Path(folder).is_dir():
        return []
    return [
        (unquote(path.name), sum(1 for _ in path.glob("*.json")))
        for path in sorted(Path(folder).iterdir())
        if path.is_dir()
    ]


def _ask(kind: str, address: str) -> LocalServer:
    base = address.rstrip("/")
    if kind == "Ollama":
        listed = _names(_fetch(f"{base}/api/tags"), "models", "name")
        return LocalServer(kind, _shown(base), listed and tuple(f"ollama_chat/{name}" for name in listed))
    listed = _names(_fetch(f"{base}/models"), "data", "id")
    return LocalServer(kind, _shown(base), listed and tuple(f"openai/{name}" for name in listed))


def _fetch(address: str) -> Any:
    if urlsplit(address).scheme not in ("http", "https"):
        return None
    request = urllib.request.Request(address, headers={"accept": "application/json"})  # noqa: S310 - checked above
    # No proxy: a local server is asked directly, and no other should learn of it.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=_SECONDS) as response:
            return json.loads(response.read(_MOST_BYTES))
    except (OSError, ValueError, urllib.error.URLError):
        return None


def _names(answer: Any, field: str, key: str) -> tuple[str, ...] | None:
    if not isinstance(answer, dict) or not isinstance(answer.get(field), list):
        return None
    entries: Iterable[Any] = answer[field][:_MOST_MODELS]
    return tuple(str(one[key]) for one in entries if isinstance(one, dict) and isinstance(one.get(key), str))


def _shown(address: str) -> str:
    """An address without credentials."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    return f"{parts.scheme}://{host}{f':{parts.port}' if parts.port else ''}{parts.path}"
