"""One article in several small requests, for a model that cannot answer the large one.

Figures, quotations and events are asked one or a few at a time, then the summary from their records. What
a part does not answer validly is left out, and told; nothing is asked a second time because of what the
checks find.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from pydantic import ValidationError

from summarizer.errors import AwaitingReplyError, MissingRecordingError, ModelError
from summarizer.extraction.labelled.split_parts import Part, Parts
from summarizer.models.failures import causes

if TYPE_CHECKING:
    from summarizer.extraction.labelled.reply import Form, Reply
    from summarizer.records import DocumentInfo
    from summarizer.text.segment import Segmented

__all__ = ["AskPart", "SplitReply", "label_in_parts"]

_TOLD = 5
"""Lost parts that a message names."""
_ADVICE = "ask again, or take a model that follows instructions better"


class AskPart(Protocol):
    """Asks one part, and raises ``ModelError`` where no valid answer comes."""

    async def __call__(self, part: Part) -> Form:
        """The answer, an instance of the part's form."""
        ...


@dataclass(frozen=True, slots=True)
class SplitReply:
    """The labels of all parts that were answered, and what is lost."""

    reply: Reply
    lost: str
    """The rest of a sentence about the parts without a valid answer; empty where there are none."""


async def label_in_parts(info: DocumentInfo, segmented: Segmented, model: str, ask: AskPart) -> SplitReply:
    """Ask for an article's labels part by part.

    Args:
        info: What is known of the article.
        segmented: What the rules found in it.
        model: The model's name, for messages.
        ask: How a part is asked.

    Raises:
        ModelError: No part was answered.
        AwaitingReplyError: Replies that come by file are not all there yet; all parts were asked.
    """
    return await _Asking(info, segmented, model, ask).run()


class _Asking:
    """The parts of one article, asked one after the other."""

    def __init__(self, info: DocumentInfo, segmented: Segmented, model: str, ask: AskPart) -> None:
        self._info = info
        self._parts = Parts(info, segmented)
        self._model = model
        self._ask = ask
        self._answered = 0
        self._lost: list[tuple[Part, str]] = []
        self._awaited: AwaitingReplyError | None = None
        self._gone = ""
        """Why the server is not asked any more."""

    async def run(self) -> SplitReply:
        for part in self._parts.of_records():
            await self._take(part)
        if self._awaited is not None:
            raise self._awaited
        if self._lost and not self._answered:
            raise ModelError(self._info.id, self._model, self._told(), _ADVICE)
        summary = self._parts.of_summary()
        if summary is not None:
            await self._take(summary)
            if self._awaited is not None:
                raise self._awaited
        return SplitReply(self._parts.reply, self._told() if self._lost else "")

    async def _take(self, part: Part) -> None:
        """Ask a part, and note it where no valid answer comes.

        Raises:
            ModelError: The server cannot be asked at all, and has not answered before.
        """
        if self._gone:
            self._lost.append((part, self._gone))
            return
        try:
            answer = await self._ask(part)
        except MissingRecordingError:
            raise
        except AwaitingReplyError as error:
            self._awaited = self._awaited or error
            return
        except ModelError as error:
            problem = error.problem.removeprefix(f"{self._model} ")
            if _is_about_the_server(error):
                if not self._answered:
                    raise
                self._gone = problem
            self._lost.append((part, problem))
            return
        part.take(answer)
        self._answered += 1

    def _told(self) -> str:
        told = "; ".join(f"{part.asked}: {problem}" for part, problem in self._lost[:_TOLD])
        more = len(self._lost) - _TOLD
        rest = f"; and {more} more" if more > 0 else ""
        total = self._answered + len(self._lost)
        return f"gave no valid answer to {len(self._lost)} of {total} parts ({told}{rest})"


def _is_about_the_server(error: ModelError) -> bool:
    """Whether asking the next part would fail alike: what was raised is no fault of one answer."""
    foreign = list(causes(error))[1:]
    of_answer = any(
        isinstance(one, ValidationError) or type(one).__name__ == "IncompleteOutputException"
        for one in foreign
    )
    return bool(foreign) and not of_answer
