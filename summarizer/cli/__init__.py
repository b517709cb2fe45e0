"""The command line: it parses, calls and prints; the work is done below it."""

from __future__ import annotations

from summarizer.cli.program import main

__all__ = ["main"]
