"""``summarizer models``: what is configured, and what could be asked from here."""

from __future__ import annotations

from dataclasses import asdict

import click

from summarizer.cli.tables import Column, say_table
from summarizer.cli.terminal import one_line, say, say_json
from summarizer.errors import ExitCode
from summarizer.extraction import BASELINE
from summarizer.models.providers import ask_servers, known_providers, recorded_sets
from summarizer.settings import resolve_settings

__all__ = ["command"]


@click.command("models", short_help="Show which models are configured and reachable.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(*, as_json: bool) -> ExitCode:
    """Show the configured model, the keys that are set (never their values), and the servers that answer."""
    resolved = resolve_settings()
    settings = resolved.settings
    providers = known_providers()
    servers = ask_servers(settings.api_base)
    recorded = recorded_sets(settings.cassettes)
    if as_json:
        say_json(
            {
                "model": settings.model,
                "from": resolved.origins["model"],
                "recording": settings.recording,
                "recorded": [{"model": model, "documents": count} for model, count in recorded],
                "providers": [asdict(one) for one in providers],
                "servers": [asdict(one) for one in servers],
            },
            indent=2,
        )
        return ExitCode.DONE
    origin = one_line(resolved.origins["model"], 100)
    say(
        f"configured: {one_line(settings.model or 'no model', 100)} "
        f"(from: {origin}, recording: {settings.recording})"
    )
    rows = [[BASELINE, "rules alone, no network", "always there"]]
    rows += [[one_line(model, 80), "recorded", f"{count} documents"] for model, count in recorded]
    for server in servers:
        where = f"{server.kind}, {one_line(server.address, 80)}"
        if server.models is None:
            rows.append(["–", where, "does not answer"])
        rows += [[one_line(model, 80), where, "reachable"] for model in server.models or ()]
    for provider in providers:
        state = "is set" if provider.key_set else "is not set"
        rows.append([f"{provider.example} …", provider.name, f"{provider.key_variable} {state}"])
    say_table((Column("model"), Column("where"), Column("state")), rows)
    return ExitCode.DONE
