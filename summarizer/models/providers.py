"""What could be asked from here: keys that are set (never their values), and servers that answer."""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from dataclasses import dataclass, replace
from http.client import HTTPException, InvalidURL
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import unquote, urlsplit

from summarizer.settings import shown_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = [
    "PROVIDERS",
    "LocalServer",
    "Provider",
    "State",
    "ask_servers",
    "key_variables",
    "known_providers",
    "recorded_sets",
]

State = Literal["reachable", "silent", "other"]
"""Of a server: it lists its models; nothing answers there in time; something does, but lists no models."""

_SECONDS = 1.0
_MOST_BYTES = 1_000_000
_MOST_MODELS = 50
_OLLAMA_PORT = 11434


@dataclass(frozen=True, slots=True)
class Provider:
    """A hosted provider, and whether its key is set."""

    name: str
    key_variable: str
    """The variable that holds its key: of several the one that is set, else the usual one."""
    example: str
    """What to write for ``--model``."""
    other_variables: tuple[str, ...] = ()
    """Others that serve as well."""
    key_set: bool = False


PROVIDERS = (
    Provider("OpenAI", "OPENAI_API_KEY", "openai/gpt-4o-mini"),
    Provider(
        "Anthropic", "ANTHROPIC_API_KEY", "anthropic/claude-3-5-haiku-latest", ("ANTHROPIC_AUTH_TOKEN",)
    ),
    Provider("Google", "GEMINI_API_KEY", "gemini/gemini-2.0-flash", ("GOOGLE_API_KEY",)),
    Provider("Mistral", "MISTRAL_API_KEY", "mistral/mistral-small-latest", ("MISTRAL_AZURE_API_KEY",)),
    Provider("Groq", "GROQ_API_KEY", "groq/llama-3.3-70b-versatile"),
    Provider("DeepSeek", "DEEPSEEK_API_KEY", "deepseek/deepseek-chat"),
    Provider(
        "OpenRouter", "OPENROUTER_API_KEY", "openrouter/meta-llama/llama-3.3-70b-instruct", ("OR_API_KEY",)
    ),
    Provider(
        "Together",
        "TOGETHERAI_API_KEY",
        "together_ai/meta-llama/Llama-3.3-70B-Instruct-Turbo",
        ("TOGETHER_API_KEY", "TOGETHER_AI_API_KEY", "TOGETHER_AI_TOKEN"),
    ),
    Provider("Azure", "AZURE_API_KEY", "azure/your-deployment"),
)
"""The usual ones; any other litellm string works as well."""


@dataclass(frozen=True, slots=True)
class LocalServer:
    """A server that was asked for its models."""

    kind: str
    address: str
    """As for ``--api-base``, without credentials."""
    state: State
    models: tuple[str, ...] = ()
    """What to write for ``--model``."""


def known_providers(environment: Mapping[str, str] | None = None) -> list[Provider]:
    """The hosted providers, each with whether a variable for its key is set.

    Args:
        environment: Variables to look at instead of the process's own.
    """
    variables = os.environ if environment is None else environment
    found = []
    for one in PROVIDERS:
        names = [name for name in (one.key_variable, *one.other_variables) if variables.get(name)]
        found.append(replace(one, key_variable=names[0], key_set=True) if names else one)
    return found


def key_variables(route: str) -> tuple[str, ...]:
    """The variables any one of which holds a provider's key; none where it may be let in without a key.

    Args:
        route: The provider as a litellm model string begins with it.
    """
    if route == "azure":
        return ()  # it knows tokens and identities as well
    found = (one for one in PROVIDERS if one.example.partition("/")[0] == route)
    return next(((one.key_variable, *one.other_variables) for one in found), ())


def ask_servers(
    api_base: str | None = None, model: str | None = None, environment: Mapping[str, str] | None = None
) -> list[LocalServer]:
    """Ask Ollama, the configured address and the usual local ports for their models, about a second in all.

    Args:
        api_base: The configured address of a server.
        model: The configured model, which says whether that server is an Ollama.
        environment: Variables to look at instead of the process's own.
    """
    asked = _addresses(api_base, model, os.environ if environment is None else environment)
    answers: SimpleQueue[tuple[str, LocalServer]] = SimpleQueue()
    for address, kind in asked.items():
        # Daemons, as a server that trickles would hold a thread for ever.
        Thread(target=_answer, args=(kind, address, answers), daemon=True).start()
    found = {address: LocalServer(kind, shown_address(address), "silent") for address, kind in asked.items()}
    end = monotonic() + 1.5 * _SECONDS
    for _ in asked:
        try:
            address, server = answers.get(timeout=max(0.0, end - monotonic()))
        except Empty:
            break
        found[address] = server
    return list(found.values())


def recorded_sets(folder: str | None) -> list[tuple[str, int]]:
    """The models with recordings in a folder, each with the number of its files, one for a document."""
    if folder is None:
        return []
    try:
        sets = [path for path in sorted(Path(folder).iterdir()) if path.is_dir()]
        counted = [(unquote(path.name), sum(1 for _ in path.glob("*.json"))) for path in sets]
    except OSError:
        return []
    return [(model, count) for model, count in counted if count]


def _addresses(api_base: str | None, model: str | None, environment: Mapping[str, str]) -> dict[str, str]:
    """What kind of server is asked at which address, the configured one first."""
    asked = {}
    if api_base:
        is_ollama = (model or "").partition("/")[0] in ("ollama", "ollama_chat")
        asked[api_base.rstrip("/")] = "Ollama" if is_ollama else "configured"
    ollama = environment.get("OLLAMA_API_BASE") or environment.get("OLLAMA_HOST") or "localhost"
    return {_ollama_address(ollama): "Ollama"} | dict(_USUAL) | asked


_OLLAMA_WAY = ("/api/tags", "models", "name", "ollama_chat")
_OPENAI_WAY = ("/models", "data", "id", "openai")
_USUAL = (
    ("http://localhost:8000/v1", "vLLM"),
    ("http://localhost:8080/v1", "llama.cpp"),
    ("http://localhost:1234/v1", "LM Studio"),
)


def _ollama_address(given: str) -> str:
    """Where an Ollama is asked: its host variable may hold a bare host, and an address to listen on."""
    address = (given if "//" in given else f"http://{given}").rstrip("/").replace("//0.0.0.0", "//127.0.0.1")
    return address if "//" in given or ":" in given else f"{address}:{_OLLAMA_PORT}"


def _answer(kind: str, address: str, answers: SimpleQueue[tuple[str, LocalServer]]) -> None:
    path, field, key, route = _OLLAMA_WAY if kind == "Ollama" else _OPENAI_WAY
    shown = shown_address(address)
    try:
        names = _names(_fetch(address + path), field, key)
        server = LocalServer(kind, shown, "reachable", tuple(f"{route}/{name}" for name in names))
    except urllib.error.HTTPError as error:
        error.close()
        server = LocalServer(kind, shown, "other")
    except (OSError, InvalidURL, _NoAddressError):
        server = LocalServer(kind, shown, "silent")
    except (ValueError, TypeError, RecursionError, HTTPException):
        server = LocalServer(kind, shown, "other")
    answers.put((address, server))


class _NoAddressError(Exception):
    """What was given is no address of a web server."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Nobody is asked but the server that was named."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _fetch(address: str) -> Any:
    try:
        is_web = urlsplit(address).scheme in ("http", "https")
    except ValueError:
        is_web = False
    if not is_web:
        raise _NoAddressError(address)
    request = urllib.request.Request(address, headers={"accept": "application/json"})  # noqa: S310 - checked above
    # No proxy: a local server is asked directly, and no other should learn of it.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect)
    with opener.open(request, timeout=_SECONDS) as response:
        return json.loads(response.read(_MOST_BYTES))


def _names(answer: Any, field: str, key: str) -> list[str]:
    if not isinstance(answer, dict) or not isinstance(answer.get(field), list):
        raise TypeError("no list of models")
    entries: Iterable[Any] = answer[field][:_MOST_MODELS]
    return [one[key] for one in entries if isinstance(one, dict) and isinstance(one.get(key), str)]
