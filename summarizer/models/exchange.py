"""What is asked of a model and what comes back: values that every way of asking shares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, Self

if TYPE_CHECKING:
    from types import TracebackType

    from pydantic import BaseModel

__all__ = ["Client", "Message", "ModelReply", "ModelRequest", "Role", "Spent", "known_count"]

Role = Literal["system", "user", "assistant"]

_MOST_TOKENS = 10**12
"""No call takes as many; sums of such stay within what a database holds."""


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of the conversation."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelRequest:
    """One question: a conversation, and the form that the answer must have."""

    document: str
    """Id of the article, for messages, file names of recordings and custom ids."""
    purpose: str
    """``extract``, ``extract-2of3``, ``combine``, ``repair`` or ``verify``; of an article that is asked in
    small requests ``figures-1of5``, ``quotes-1of2``, ``events-1of7`` and ``summary``."""
    messages: tuple[Message, ...]
    form: type[BaseModel]
    """The Pydantic model of the answer."""
    max_tokens: int
    """Tokens that the answer may have."""
    repeat: int = 1
    """Number of the repeat, sent as ``seed``."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What an exchange took; a sum with something unknown is unknown."""

    calls: int = 0
    input_tokens: int | None = 0
    output_tokens: int | None = 0
    cost_usd: float | None = 0.0

    def __add__(self, other: Spent) -> Spent:
        """The sum, unknown where a part of it is."""
        return Spent(
            self.calls + other.calls,
            _sum(self.input_tokens, other.input_tokens),
            _sum(self.output_tokens, other.output_tokens),
            None if self.cost_usd is None or other.cost_usd is None else self.cost_usd + other.cost_usd,
        )


def known_count(told: object) -> int | None:
    """A number of tokens as a server told it; None for what is no whole number from 0, or beyond belief."""
    return told if type(told) is int and 0 <= told <= _MOST_TOKENS else None


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


@dataclass(frozen=True, slots=True)
class ModelReply:
    """A valid answer, and what it took (re-asks included)."""

    answer: BaseModel
    """An instance of the request's ``form``."""
    spent: Spent


class Client(Protocol):
    """A way of asking: over HTTP (live or from recordings), or by file."""

    @property
    def origin(self) -> Literal["live", "recorded", "imported"]:
        """Where its answers come from."""
        ...

    async def ask(self, request: ModelRequest) -> ModelReply:
        """Ask, and validate; at most one re-ask for what does not validate.

        Raises:
            ModelError: No valid answer came; it names the document and the model, says what to do, and
                has in ``spent`` what was spent in vain.
        """
        ...

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
