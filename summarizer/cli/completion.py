"""``summarizer completion``: lines that teach a shell this program's commands, options and values."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from summarizer.cli.terminal import say
from summarizer.errors import ConfigurationError, ExitCode

__all__ = ["command"]

_PROGRAM = "summarizer"
_VARIABLE = "_SUMMARIZER_COMPLETE"


@click.command("completion", short_help="Print what lets a shell complete commands and options.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(*, shell: str) -> ExitCode:
    """Print a script for SHELL that completes commands, options and values.

    \b
    bash (4.4 or later), in ~/.bashrc:  eval "$(summarizer completion bash)"
    zsh, in ~/.zshrc:                   eval "$(summarizer completion zsh)"
    fish: summarizer completion fish > ~/.config/fish/completions/summarizer.fish
    """  # noqa: D301 - \b is click's own sign
    found = get_completion_class(shell)
    if found is None:
        raise ConfigurationError(f"this version of click completes nothing in {shell}; update click")
    complete = found(click.get_current_context().find_root().command, {}, _PROGRAM, _VARIABLE)
    # Not source(): it asks the bash that is installed here for its version.
    say(complete.source_template % complete.source_vars())
    return ExitCode.DONE
