"""What a run may cost: nothing more is begun once what is spent and what is under way come up to a limit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.errors import ConfigurationError
from summarizer.extraction.labelled.estimating import Estimate, estimate_load

if TYPE_CHECKING:
    from summarizer.models import ModelOptions
    from summarizer.models.prices import Price
    from summarizer.records import Document
    from summarizer.runs.entries import ArticleEntry

__all__ = ["Budget", "Prices", "dollars", "prices_of"]

_LEARNT_FROM = 2.0
"""How many articles as expected weigh as much as what has been seen of the real ones."""


@dataclass(frozen=True, slots=True)
class Prices:
    """What the model costs, and the one that reads results a second time; None where that is not known."""

    labelling: Price | None
    second_reading: Price | None

    def cost(self, estimate: Estimate) -> float | None:
        """US dollars; None where a price that is needed is not known."""
        total = 0.0
        for load, price in (
            (estimate.labelling, self.labelling),
            (estimate.second_reading, self.second_reading),
        ):
            if price is not None:
                total += price.cost(load.input_tokens, load.output_tokens)
            elif load.calls:
                return None
        return total


def prices_of(options: ModelOptions) -> Prices:
    """The prices of the models that a run asks.

    Raises:
        UnknownModelError: Nothing can serve a model of that name.
    """
    from summarizer.extraction import for_second_reading  # noqa: PLC0415 - imported by then
    from summarizer.models.client import price_of  # noqa: PLC0415 - for those who ask

    price = price_of(options)
    if not options.verify or options.verify_model in (None, options.model):
        return Prices(price, price)
    return Prices(price, price_of(for_second_reading(options)))


def dollars(cost: float) -> str:
    """US dollars as they are told: cents, and as many digits more as a small sum needs."""
    return f"${cost:,.2f}" if cost >= 10 or cost == 0 else f"${cost:.4f}"


class Budget:
    """Decides whether another article may be begun.

    An article counts by what it is expected to take until it is done, and by what it took from then on; what
    articles took teaches how far expectations are off. One whose cost nobody told, as it failed or the server
    counts no tokens, is taken to have cost what was expected.

    Args:
        max_cost: US dollars that the run may cost.
        options: How the model is asked.
        prices: What it costs.

    Raises:
        ConfigurationError: A price is not known.
    """

    def __init__(self, max_cost: float, options: ModelOptions, prices: Prices) -> None:
        needed = [(options.model, prices.labelling)]
        if options.verify:
            needed.append((options.verify_model or options.model, prices.second_reading))
        for model, price in needed:
            if price is None:
                raise ConfigurationError(
                    f"the price of {model} is not known, so --max-cost cannot be kept; give --price-in and "
                    f"--price-out (US dollars for a million tokens), or leave --max-cost out"
                    if model == options.model
                    else f"the price of {model} is not known, so --max-cost cannot be kept; take another "
                    f"--verify-model, or leave --max-cost out"
                )
        self._max_cost = max_cost
        self._options = options
        self._prices = prices
        self._under_way: dict[str, float] = {}
        """What each article under way is expected to cost before anything is learnt, by its result's name."""
        self._seen = self._foreseen = 0.0
        self.spent = 0.0
        """US dollars of what is done, as far as it was told."""
        self.assumed = 0.0
        """US dollars that articles are taken to have cost whose cost was not told."""

    def begin(self, name: str, document: Document) -> str:
        """Begin an article, if there is money for it.

        Args:
            name: File name of its result.
            document: The article.

        Returns:
            Why it may not be begun, as a sentence without a full stop; empty if it may.
        """
        _, expected, _ = estimate_load(document, self._options)
        cost = self._prices.cost(expected) or 0.0
        ratio = self._ratio(cost)
        under_way = ratio * sum(self._under_way.values())
        if self.spent + self.assumed + under_way + ratio * cost <= self._max_cost:
            self._under_way[name] = cost
            return ""
        parts = [f"{dollars(self.spent)} are spent"]
        parts += [f"{dollars(self.assumed)} assumed where no cost was told"] if self.assumed else []
        parts += [f"{dollars(under_way)} expected for what is under way"] if under_way else []
        return (
            f"the next article, at some {dollars(ratio * cost)}, would go beyond --max-cost "
            f"{self._max_cost:g} ({', '.join(parts)})"
        )

    @property
    def exceeded(self) -> str:
        """How far what is done went beyond the limit, as a sentence; empty where it did not."""
        if self.spent + self.assumed <= self._max_cost:
            return ""
        assumed = f", {dollars(self.assumed)} assumed where no cost was told" if self.assumed else ""
        return f"{dollars(self.spent)} are spent{assumed}, more than --max-cost {self._max_cost:g}"

    def end(self, name: str, entry: ArticleEntry | None) -> None:
        """An article is done, or was not begun after all.

        Args:
            name: File name of its result.
            entry: Its line of the manifest; None if it was not begun.
        """
        foreseen = self._under_way.pop(name, None)
        if foreseen is None or entry is None:
            return
        if entry.cost_usd is None:
            self.assumed += self._ratio(foreseen) * foreseen
            return
        self.spent += entry.cost_usd
        if entry.status != "failed":
            self._seen += entry.cost_usd
            self._foreseen += foreseen

    def _ratio(self, cost: float) -> float:
        """What articles cost, as a multiple of what was foreseen."""
        prior = _LEARNT_FROM * cost
        return (prior + self._seen) / (prior + self._foreseen) if prior + self._foreseen else 1.0
