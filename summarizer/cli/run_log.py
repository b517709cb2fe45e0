"""What ``summarizer run`` says on standard error while it works: sentences, or a JSON object a line.

The JSON lines hold no article text: of a failure that quotes the model's answer the quoted part is left out.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from summarizer.cli.terminal import one_line, say, visible

if TYPE_CHECKING:
    from summarizer.runs import ArticleEntry

__all__ = ["RunLog", "without_quotations"]

_QUOTED = (
    re.compile(r"“(?:.*”|.*)", re.DOTALL),
    re.compile(r'(?<!\w)"(?:.*"|.*)', re.DOTALL),
    re.compile(r"(?<!\w)'(?:.*'(?!\w)|.*)", re.DOTALL),
)
"""From the first opening mark to the last closing one: what is quoted may hold marks of its own."""
_LONGEST = 500


class RunLog:
    """Says what happens, in the form that was asked for.

    Args:
        as_json: An object a line in the place of sentences.
        quiet: Say only what went wrong.
    """

    def __init__(self, *, as_json: bool, quiet: bool) -> None:
        self.as_json = as_json
        self.quiet = quiet

    def tell(self, event: str, sentence: str, *, prefix: str = "", **facts: Any) -> None:
        """Say something that is said in both forms, whatever is quiet.

        Args:
            event: What it is called as an object.
            sentence: A sentence without a full stop.
            prefix: ``warning: `` or ``error: ``, where it is one.
            facts: What the object holds besides.
        """
        if self.as_json:
            self._write(event, message=one_line(sentence, _LONGEST), **facts)
        else:
            say(f"summarizer: {prefix}{one_line(sentence, _LONGEST)}", err=True)

    def fail(self, sentence: str, exit_code: int) -> None:
        """Say what ended the run."""
        if self.as_json:
            self._write("error", message=visible(without_quotations(sentence)), exit_code=exit_code)
        else:
            say(f"summarizer: error: {visible(sentence)}", err=True)

    def note(self, event: str, **facts: Any) -> None:
        """Write an object that has no sentence; nothing in the other form, and nothing if quiet."""
        if self.as_json and not self.quiet:
            self._write(event, **facts)

    def article(self, entry: ArticleEntry) -> None:
        """Write what became of an article."""
        if not self.as_json or (self.quiet and entry.status == "ok"):
            return
        facts: dict[str, Any] = {
            "id": entry.id,
            "result": entry.result,
            "status": entry.status,
            "seconds": entry.seconds,
            "calls": entry.calls,
            "input_tokens": entry.input_tokens,
            "output_tokens": entry.output_tokens,
            "cost_usd": entry.cost_usd,
        }
        failed = entry.status == "failed"
        self._write("article_failed" if failed else "article_done", **facts, **_why(entry))

    def kept(self, entry: ArticleEntry) -> None:
        """Write of an article that was done in part before, and stays so."""
        if self.as_json:
            facts = {"id": entry.id, "result": entry.result, "status": entry.status}
            self._write("article_kept", **facts, **_why(entry))

    def _write(self, event: str, **facts: Any) -> None:
        time = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        # ASCII alone: nothing in it that a terminal obeys, and no line break that is none.
        say(json.dumps({"event": event, "time": time} | facts, ensure_ascii=True), err=True)


def _why(entry: ArticleEntry) -> dict[str, str]:
    """The error of an article that has one, without what it quotes."""
    return {"error": one_line(without_quotations(entry.error), _LONGEST)} if entry.error else {}


def without_quotations(sentence: str) -> str:
    """A sentence without what it quotes."""
    for mark in _QUOTED:
        sentence = mark.sub("“…”", sentence, count=1)
    return sentence
