"""What asking about an article will take, estimated from the requests that it would come to.

The requests are put together as they would be sent, so that prompts are measured and not guessed; answers
are estimated by the limits that they get. The shares below are from 15 recorded answers of a large model and
200 of a small one to the articles in ``seeds/``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.extraction.labelled.prompting import COMBINE, REPAIR, extraction_messages, prompt_text
from summarizer.extraction.labelled.split_parts import Parts
from summarizer.extraction.labelled.verifying import VERIFY
from summarizer.extraction.labelled.windows import cut, estimate_tokens, reply_budget
from summarizer.text.segment import segment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.models import ModelOptions
    from summarizer.records import Document, DocumentInfo
    from summarizer.text.segment import Segmented

__all__ = ["ASSUMPTIONS", "Estimate", "Load", "estimate_load"]

_DIGEST_TOKENS, _REPAIR_TOKENS, _VERDICT_TOKENS, _SUMMARY_TOKENS = 2500, 4000, 1500, 700
"""What these answers may take where they are asked for."""
_FINDINGS = 2000
"""Characters of the findings that a repair is told."""


@dataclass(frozen=True, slots=True)
class Load:
    """What a model is asked, and answers."""

    calls: float = 0.0
    input_tokens: float = 0.0
    output_tokens: float = 0.0

    def __add__(self, other: Load) -> Load:
        """The sum."""
        return Load(
            self.calls + other.calls,
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
        )


@dataclass(frozen=True, slots=True)
class Estimate:
    """What one article, or many, will take: of the model, and of the one that reads it a second time."""

    labelling: Load = Load()
    second_reading: Load = Load()

    def __add__(self, other: Estimate) -> Estimate:
        """The sum."""
        return Estimate(self.labelling + other.labelling, self.second_reading + other.second_reading)


@dataclass(frozen=True, slots=True)
class _Case:
    """What is assumed for a low, an expected or a high estimate."""

    characters_per_token: float
    answered: float
    """Part of its limit that an answer takes."""
    answered_small: float
    """The same of small requests."""
    repaired: float
    """Part of the articles that are asked for a repair."""
    repair: float
    """Part of its limit that a repair takes."""


_CASES = (
    _Case(4.3, 0.4, 0.15, repaired=0.0, repair=0.0),
    _Case(3.8, 0.6, 0.25, repaired=0.3, repair=0.1),
    _Case(3.3, 1.0, 1.00, repaired=1.0, repair=1.0),
)
ASSUMPTIONS = (
    "a token is 4.3, 3.8 or 3.3 characters of prompt",
    "answers take 40%, 60% or all of the tokens that they may (small requests: 15%, 25% or all)",
    "none, 30% or all of the articles are asked once more for a repair",
    "no attempt fails, no answer is asked for again, and no prompt is cheaper because it is cached",
)
"""What the low, the expected and the high estimate stand on, in words."""


def estimate_load(document: Document, options: ModelOptions) -> tuple[Estimate, Estimate, Estimate]:
    """What one result will take: low, expected, high.

    Args:
        document: The article as read.
        options: How the model is asked.
    """
    info = document.info
    found = segment(document.text, published=info.published, furniture=info.furniture)
    requests = _parts(info, found) if options.split else _windows(info, found, options)
    reading = _Request(len(prompt_text(f"{VERIFY}.system")) + 2 * len(document.text), _VERDICT_TOKENS)
    low, expected, high = (
        Estimate(_load(requests, case, options), _simple(reading, case) if options.verify else Load())
        for case in _CASES
    )
    return low, expected, high


@dataclass(frozen=True, slots=True)
class _Request:
    characters: int
    """Of the prompt."""
    limit: int
    """Tokens that the answer may have."""
    repairs: bool = False
    """Whether a repair may follow."""


def _windows(info: DocumentInfo, found: Segmented, options: ModelOptions) -> list[_Request]:
    """The requests of an article that is asked as a whole, or cut where it is long."""
    prompt_tokens = estimate_tokens(prompt_text("extract.v1.system")) + 200
    windows = cut(found, prompt_tokens, options.context_window)
    requests = [
        _Request(
            sum(len(one.content) for one in extraction_messages(info, found, window)),
            reply_budget(found, window),
            repairs=len(windows) == 1,
        )
        for window in windows
    ]
    if len(windows) > 1:
        shown = sum(one.limit for one in requests)  # a line a record: about a character for a token allowed
        requests.append(_Request(len(prompt_text(f"{COMBINE}.system")) + shown, _DIGEST_TOKENS))
    return requests


def _parts(info: DocumentInfo, found: Segmented) -> list[_Request]:
    """The small requests of an article; that for the summary is about as long as the longest of them."""
    requests = [
        _Request(sum(len(one.content) for one in part.messages), part.max_tokens)
        for part in Parts(info, found).of_records()
    ]
    longest = max((one.characters for one in requests), default=0)
    return [*requests, _Request(longest, _SUMMARY_TOKENS)]


def _load(requests: Iterable[_Request], case: _Case, options: ModelOptions) -> Load:
    total = Load()
    for request in requests:
        asked = _simple(request, case, small=options.split)
        total += asked
        if request.repairs:
            told = len(prompt_text(f"{REPAIR}.user")) + _FINDINGS
            prompt = asked.input_tokens + asked.output_tokens + told / case.characters_per_token
            total += Load(case.repaired, case.repaired * prompt, case.repaired * case.repair * _REPAIR_TOKENS)
    return total


def _simple(request: _Request, case: _Case, *, small: bool = False) -> Load:
    answered = case.answered_small if small else case.answered
    return Load(1.0, request.characters / case.characters_per_token, answered * request.limit)
