"""What the calls of one request took: counted call by call, whatever becomes of the answers."""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from summarizer.models.exchange import Spent, known_count
from summarizer.models.failures import is_refusal, is_unreachable

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Tally", "current_tally", "told_tokens"]


class Tally:
    """Sums up the calls of one request, and is that of the request under way from then on.

    Args:
        cost: What a completion cost in US dollars; None where that is not known.
    """

    def __init__(self, cost: Callable[[Any], float | None]) -> None:
        self.spent = Spent()
        self._cost = cost
        _TALLY.set(self)

    def answered(self, completion: Any) -> None:
        """Add a call that was answered, usable or not."""
        prompt, reply = told_tokens(completion)
        self.spent += Spent(1, prompt, reply, self._cost(completion))

    def failed(self, error: Exception) -> None:
        """Add a call that came to nothing: what it took is not known, unless it was not let in."""
        is_free = is_refusal(error) or is_unreachable(error)
        self.spent += Spent(1) if is_free else Spent(1, None, None, None)


_TALLY: ContextVar[Tally] = ContextVar("tally of the request under way")


def current_tally() -> Tally:
    """The tally of the request under way.

    Raises:
        LookupError: There is none.
    """
    return _TALLY.get()


def told_tokens(completion: Any) -> tuple[int | None, int | None]:
    """Tokens of prompt and reply as the server told them; None for what it did not tell."""
    usage = getattr(completion, "usage", None)
    prompt, reply = (
        known_count(getattr(usage, name, None)) for name in ("prompt_tokens", "completion_tokens")
    )
    # litellm writes zeros for what is not told, and no prompt is without tokens
    return prompt or None, reply if reply or prompt else None
