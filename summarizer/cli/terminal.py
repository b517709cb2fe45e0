"""What may reach a terminal, and how: article text is untrusted and shown without harm."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import textwrap
from typing import Any, TextIO

import click

__all__ = [
    "drop_stdout",
    "in_colour",
    "is_terminal",
    "one_line",
    "paint",
    "prepare_streams",
    "say",
    "say_json",
    "visible",
    "wrapped",
]

_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls but tab and line feed: ESC starts what a terminal obeys
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks that reorder what stands on the line
    "\u2028\u2029\ud800-\udfff]"  # line breaks that are not, and halves of surrogate pairs
)
_CONTROL_PICTURES = 0x2400


def visible(text: str) -> str:
    """``text`` with everything that a terminal would obey shown as a sign; tabs and line feeds stay."""
    return _HARMFUL.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < ord(" "):
        return chr(_CONTROL_PICTURES + code)
    return "␡" if code == ord("\x7f") else f"\\u{code:04x}"


def one_line(text: str | None, limit: int = 80) -> str:
    """``text`` on one line, made visible and cut to ``limit`` characters; a dash for nothing."""
    if not text:
        return "–"
    # Cut first: a field may hold a megabyte.
    flat = visible(" ".join(text[: limit * 4].split()))
    whole = len(flat) <= limit and len(text) <= limit * 4
    return flat if whole else f"{flat[: limit - 1].rstrip()}…"


def wrapped(text: str, indent: str = "") -> str:
    """``text`` made visible and indented, broken to the width of the terminal where there is one."""
    safe = visible(" ".join(text.split()))
    if not is_terminal(sys.stdout):
        return indent + safe
    width = max(shutil.get_terminal_size().columns, len(indent) + 20)
    return textwrap.fill(safe, width, initial_indent=indent, subsequent_indent=indent)


def is_terminal(stream: TextIO) -> bool:
    """Whether a person reads ``stream`` as it comes."""
    return stream.isatty()


def in_colour(stream: TextIO) -> bool:
    """Whether to write colours to ``stream``."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def paint(text: str, **style: Any) -> str:
    """``text``, already made visible, in a style that is dropped where there are no colours."""
    return click.style(text, **style)


def say(text: str = "", *, err: bool = False) -> None:
    """Write a line that has been made safe."""
    # Named, as click would find its way round what a progress bar has put in the stream's place.
    stream = sys.stderr if err else sys.stdout
    click.echo(text, file=stream, color=in_colour(stream))


def say_json(value: Any, *, indent: int | None = None) -> None:
    """Write a value as JSON whose strings are whole and yet harmless: what a terminal obeys is escaped."""
    ascii_only = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    say(_HARMFUL.sub(lambda match: f"\\u{ord(match[0]):04x}", text))


def prepare_streams() -> None:
    """Let no character that the terminal's encoding lacks end the program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace" if stream is sys.stdout else "backslashreplace")


def drop_stdout() -> None:
    """Send the rest of standard output nowhere: its reader is gone, and so need not hear of it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
