"""``summarizer models``: what is configured, and what could be asked from here."""

from __future__ import annotations

import os
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from summarizer.cli.tables import Column, say_table
from summarizer.cli.terminal import one_line, say, say_json
from summarizer.errors import ExitCode
from summarizer.extraction import BASELINE
from summarizer.models.providers import ask_servers, known_providers, recorded_sets
from summarizer.settings import KEY_VARIABLE, resolve_settings

if TYPE_CHECKING:
    from summarizer.models.providers import LocalServer, Provider
    from summarizer.settings import ResolvedSettings

__all__ = ["command"]

_STATES = {"reachable": "reachable", "silent": "does not answer", "other": "answers, but lists no models"}
_HINT = (
    "Name one with --model, SUMMARIZER_MODEL or model in summarizer.toml; a server other than the provider's "
    "own also with --api-base."
)


@click.command("models", short_help="Show which models are configured and reachable.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(*, as_json: bool) -> ExitCode:
    """Show the configured model, the keys that are set (never their values), and the servers that answer."""
    resolved = resolve_settings()
    settings = resolved.settings
    providers = known_providers()
    servers = ask_servers(settings.api_base, settings.model)
    recorded = recorded_sets(settings.cassettes)
    if not as_json:
        _say_configured(resolved)
        _say_models(recorded, servers, providers)
        say(_HINT)
        return ExitCode.DONE
    say_json(
        {
            "model": settings.model,
            "from": resolved.origins["model"],
            "recording": settings.recording,
            "key": {"variable": KEY_VARIABLE, "set": _key_is_set()},
            "recorded": [{"model": model, "documents": count} for model, count in recorded],
            "providers": [asdict(one) for one in providers],
            "servers": [asdict(one) for one in servers],
        },
        indent=2,
    )
    return ExitCode.DONE


def _key_is_set() -> bool:
    return bool(os.environ.get(KEY_VARIABLE))


def _say_configured(resolved: ResolvedSettings) -> None:
    settings = resolved.settings
    origin = one_line(resolved.origins["model"], 100)
    say(
        f"configured: {one_line(settings.model or 'no model', 100)} "
        f"(from: {origin}, recording: {settings.recording})"
    )
    if _key_is_set():
        say(f"{KEY_VARIABLE} is set and goes to the configured model's server")


def _say_models(
    recorded: list[tuple[str, int]], servers: list[LocalServer], providers: list[Provider]
) -> None:
    rows = [[BASELINE, "rules alone, no network", "always there"]]
    for model, count in recorded:
        rows.append([one_line(model, 80), "recorded", f"{count} document{'' if count == 1 else 's'}"])
    for server in servers:
        where = f"{server.kind}, {one_line(server.address, 80)}"
        state = _STATES[server.state]
        rows += [[one_line(model, 80), where, state] for model in server.models]
        if not server.models:
            rows.append(["–", where, "reachable, has no models" if server.state == "reachable" else state])
    for provider in providers:
        state = "is set" if provider.key_set else "is not set"
        rows.append([f"{provider.example} …", provider.name, f"{provider.key_variable} {state}"])
    say_table((Column("model"), Column("where"), Column("state")), rows)
