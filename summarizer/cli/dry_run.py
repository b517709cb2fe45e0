"""``summarizer run --dry-run``: what a run would do and cost, said without doing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from summarizer.cli.tables import Column, say_table
from summarizer.cli.terminal import one_line, say, say_json
from summarizer.extraction import BASELINE
from summarizer.extraction.labelled.estimating import ASSUMPTIONS
from summarizer.runs.costs import dollars, prices_of

if TYPE_CHECKING:
    from pathlib import Path

    from summarizer.extraction.labelled.estimating import Estimate
    from summarizer.models import ModelOptions
    from summarizer.models.prices import Price
    from summarizer.runs.costs import Prices
    from summarizer.runs.planning import PlannedRun

__all__ = ["say_planned"]

_CASES = ("low", "expected", "high")


def say_planned(planned: PlannedRun, options: ModelOptions, folder: Path, *, as_json: bool) -> None:
    """Print what a run would do.

    Args:
        planned: The counts and estimates.
        options: How the model would be asked.
        folder: The run folder.
        as_json: Print one JSON object.
    """
    counts = {
        "articles": planned.articles,
        "unreadable": planned.unreadable,
        "done": planned.done,
        "left_out": planned.left_out,
        "recorded": planned.recorded,
        "unrecorded": planned.unrecorded,
        "to_do": planned.asked,
    }
    _say_problems(planned)
    prices = prices_of(options) if options.model != BASELINE and planned.asked else None
    if as_json:
        estimates = {name: _facts(getattr(planned, name), prices) for name in _CASES} if prices else None
        assumed = _assumptions(options, prices)
        say_json(
            {"folder": str(folder), "model": options.model}
            | counts
            | {"estimate": estimates, "assumed": assumed}
        )
        return
    always = ("articles", "to_do")
    say_table(
        (Column("of this run"), Column("number", numeric=True)),
        [[name.replace("_", " "), f"{count:,}"] for name, count in counts.items() if count or name in always],
    )
    if prices is not None:
        say()
        _say_estimates(planned, prices)
        say()
        for sentence in _assumptions(options, prices):
            say(f"assumed: {one_line(sentence, 300)}")
    say("dry run: nothing was asked and nothing written", err=True)


def _say_problems(planned: PlannedRun) -> None:
    """Say why documents would fail at once, on standard error."""
    for problem in planned.problems:
        say(f"summarizer: unreadable: {one_line(problem, 500)}", err=True)
    if more := planned.unreadable - len(planned.problems):
        say(f"summarizer: unreadable: {more} more", err=True)


def _say_estimates(planned: PlannedRun, prices: Prices) -> None:
    facts = [_facts(getattr(planned, name), prices) for name in _CASES]
    rows = [
        [label, *(f"{one[name]:,}" for one in facts)]
        for label, name in (
            ("calls", "calls"),
            ("tokens in", "input_tokens"),
            ("tokens out", "output_tokens"),
        )
    ]
    costs = ["unknown" if one["cost_usd"] is None else dollars(one["cost_usd"]) for one in facts]
    say_table((Column("takes"), *(Column(name, numeric=True) for name in _CASES)), [*rows, ["cost", *costs]])


def _facts(estimate: Estimate, prices: Prices) -> dict[str, Any]:
    both = estimate.labelling + estimate.second_reading
    cost = prices.cost(estimate)
    return {
        "calls": round(both.calls),
        "input_tokens": round(both.input_tokens),
        "output_tokens": round(both.output_tokens),
        "cost_usd": None if cost is None else round(cost, 6),
    }


def _assumptions(options: ModelOptions, prices: Prices | None) -> list[str]:
    if prices is None:
        return []
    priced = [(options.model, prices.labelling)]
    if options.verify and options.verify_model not in (None, options.model):
        priced.append((options.verify_model or "", prices.second_reading))
    return [*(_priced(model, price) for model, price in priced), *ASSUMPTIONS]


def _priced(model: str, price: Price | None) -> str:
    if price is None:
        return f"the price of {model} is not known; give --price-in and --price-out"
    origin = "as given" if price.given else "as litellm lists it"
    return f"{model} takes ${price.input:g} for a million tokens in and ${price.output:g} out, {origin}"
