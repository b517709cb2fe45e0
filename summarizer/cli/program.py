"""The program itself: its commands, imported when they are called for, and its exit codes."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

import click
from click.shell_completion import CompletionItem

from summarizer.cli.terminal import drop_stdout, prepare_streams, say, visible
from summarizer.errors import ExitCode, SummarizerError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["COMMANDS", "main"]

COMMANDS = {
    "run": "Summarise articles into a run folder.",
    "requests": "Write model requests to a file, and read replies back.",
    "models": "Show which models are configured and reachable.",
    "show": "Show a result, with its citations.",
    "check": "Verify the stored results of a run.",
    "export": "Write a run as tables or JSON-LD.",
    "diff": "Compare runs, and say whether the new one is safe.",
    "review": "Go through the differences, and decide.",
    "accept": "Make a run the approved one.",
    "score": "Score runs against reference annotations.",
    "reference": "Draft and check reference annotations.",
    "candidates": "Show what the rules find in an article.",
    "schema": "Print or write the JSON Schemas of what is stored.",
    "config": "Show each setting and where it comes from.",
    "completion": "Print what lets a shell complete commands and options.",
}
"""Each command stands in the module of its name; its line of help here, so that help imports none."""


class Program(click.Group):
    """A group that imports its commands late, and ends with this project's exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of their use."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command of that name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"summarizer.cli.{cmd_name}").command
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete the names of commands without importing them."""
        names = [
            CompletionItem(name, help=told) for name, told in COMMANDS.items() if name.startswith(incomplete)
        ]
        return [*names, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a reader that has seen enough (``| head``) is no error."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            drop_stdout()
            return ExitCode.DONE
        return result

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: FBT001, FBT002 - click's own signature
        **extra: Any,
    ) -> NoReturn:
        """Run the program and exit; the status is always one of ``ExitCode``."""
        del standalone_mode
        prepare_streams()
        try:
            code = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        except click.Abort:
            code = ExitCode.INTERRUPTED
        except click.ClickException as error:
            _tell(error)
            code = ExitCode.USAGE
        except OSError as error:
            drop_stdout()
            say(f"summarizer: error: {visible(str(error))}; what was done before stays", err=True)
            code = ExitCode.STOPPED
        except SummarizerError as error:
            say(f"summarizer: error: {visible(str(error))}", err=True)
            code = error.exit_code
        sys.exit(int(code or 0))


def _tell(error: click.ClickException) -> None:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        say(error.format_message(), err=True)
        return
    if isinstance(error, click.UsageError) and error.ctx is not None:
        say(error.ctx.get_usage(), err=True)
    say(f"summarizer: error: {visible(error.format_message())}", err=True)


@click.command(cls=Program, name="summarizer", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="summarizer")
def main() -> None:
    """News articles in, grounded records and neutral cited summaries out.

    Results go to standard output, progress and messages to standard error. Exit status: 0 done, 1 a
    check failed, 2 usage, configuration or nothing to read, 3 stopped before the end, 4 some documents
    failed, 130 interrupted, 143 ended by SIGTERM.
    """
