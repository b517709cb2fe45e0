"""What a run took so far, summed up over its articles and put into words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from summarizer.runs.costs import dollars

if TYPE_CHECKING:
    from summarizer.runs import ArticleEntry

__all__ = ["RunUsage", "shortened"]


class RunUsage:
    """Calls, tokens and cost of a run's articles; what is not known of some is told beside the sums."""

    def __init__(self) -> None:
        self.calls = 0
        self.cached_tokens: int | None = None
        """Of the prompts' tokens those that the provider had cached; None where it does not say."""
        self._sums: dict[str, float] = {"input_tokens": 0, "output_tokens": 0, "cost_usd": 0.0}
        self._unknown = dict.fromkeys(self._sums, 0)
        """Articles of which that is not known."""
        self._articles = 0

    def add(self, entry: ArticleEntry) -> None:
        """Add what an article took."""
        self.calls += entry.calls
        self._articles += entry.calls > 0
        for name in self._sums:
            value = getattr(entry, name)
            if value is not None:
                self._sums[name] += value
            elif entry.calls:
                self._unknown[name] += 1

    @property
    def tokens(self) -> int:
        """Tokens of prompts and answers, as far as they are known."""
        return int(self._sums["input_tokens"] + self._sums["output_tokens"])

    @property
    def cost(self) -> str:
        """The cost in words."""
        unknown = self._unknown["cost_usd"]
        if unknown and unknown == self._articles:
            return "cost unknown"
        known = dollars(self._sums["cost_usd"])
        return f"{known}, unknown for {unknown:,}" if unknown else known

    @property
    def least_cost(self) -> str:
        """The cost in few words."""
        unknown = self._unknown["cost_usd"]
        if unknown and unknown == self._articles:
            return "cost unknown"
        return f"{'≥ ' if unknown else ''}{dollars(self._sums['cost_usd'])}"

    def facts(self) -> dict[str, Any]:
        """The sums for a program; null where a part of one is not known, beside the sum of what is."""
        sums = {
            name: None if self._unknown[name] else round(value, 9) if name == "cost_usd" else int(value)
            for name, value in self._sums.items()
        }
        known = {f"{name}_known": round(value, 9) for name, value in self._sums.items()}
        return {"calls": self.calls, "cached_tokens": self.cached_tokens} | sums | known

    def __str__(self) -> str:
        cached = f" ({self.cached_tokens:,} of them cached)" if self.cached_tokens is not None else ""
        tokens = [
            "tokens unknown" if self._unknown[name] == self._articles else f"{int(self._sums[name]):,} tokens"
            for name in ("input_tokens", "output_tokens")
        ]
        unknown = self._unknown["input_tokens"]
        more = f"; tokens unknown for {unknown:,}" if 0 < unknown < self._articles else ""
        calls = "1 call" if self.calls == 1 else f"{self.calls:,} calls"
        if tokens[0] == tokens[1] == "tokens unknown":
            return f"{calls}, tokens unknown, {self.cost}"
        return f"{calls}, {tokens[0]} in{cached}, {tokens[1]} out, {self.cost}{more}"


def shortened(count: int) -> str:
    """A number in four signs or so: 950, 12.3k, 1.2M."""
    for unit, size in (("M", 1_000_000), ("k", 1_000)):
        if count >= size:
            return f"{count / size:.1f}{unit}"
    return str(count)
