"""``summarizer config``: each setting, its value, and where that came from."""

from __future__ import annotations

import click

from summarizer.cli.tables import Column, say_table
from summarizer.cli.terminal import one_line, say_json
from summarizer.errors import ExitCode
from summarizer.models.failures import without_secrets
from summarizer.runs import default_folder
from summarizer.settings import resolve_settings

__all__ = ["command"]


@click.command("config", short_help="Show each setting and where it comes from.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(*, as_json: bool) -> ExitCode:
    """Show each setting, its value, and the flag, variable or file that it comes from."""
    resolved = resolve_settings()
    values = resolved.settings.model_dump()
    if values["api_base"] is not None:
        values["api_base"] = without_secrets(values["api_base"])
    if values["output"] is None and resolved.settings.model is not None:
        values["output"] = str(default_folder(resolved.settings.model))
    if as_json:
        say_json(
            {name: {"value": value, "from": resolved.origins[name]} for name, value in values.items()},
            indent=2,
        )
        return ExitCode.DONE
    say_table(
        (Column("setting"), Column("value"), Column("from")),
        [
            [name, one_line(str(value), 200), one_line(resolved.origins[name], 200)]
            for name, value in values.items()
        ],
    )
    return ExitCode.DONE
