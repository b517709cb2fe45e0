"""The contract's table of findings: the class and the severity of every code, and which are computed here."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, get_args

from summarizer.records import Check, CheckClass, CheckCode, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from summarizer.records import Span

__all__ = ["CODES", "COMPUTED", "DOUBTED", "LEFT_OUT", "Rule", "make_finding", "order_of"]


@dataclass(frozen=True, slots=True)
class Rule:
    """Where a code stands in the contract's table."""

    class_: CheckClass
    severity: Severity


CODES: Mapping[CheckCode, Rule] = MappingProxyType(
    {
        "unknown-id": Rule("grounding", "error"),
        "span-not-found": Rule("grounding", "error"),
        "source-not-found": Rule("grounding", "warning"),
        "unlabelled-candidate": Rule("coverage", "warning"),
        "truncated": Rule("coverage", "warning"),
        "language-unsupported": Rule("coverage", "warning"),
        "dismissed-candidate": Rule("coverage", "info"),
        "number-unsupported": Rule("factual", "error"),
        "name-unsupported": Rule("factual", "error"),
        "derived-number": Rule("factual", "error"),
        "negation-flipped": Rule("factual", "error"),
        "planned-as-done": Rule("factual", "error"),
        "upgraded-noun": Rule("factual", "error"),
        "qualifier-changed": Rule("factual", "warning"),
        "roles-swapped": Rule("factual", "warning"),
        "plural-source": Rule("factual", "warning"),
        "inconsistent": Rule("factual", "warning"),
        "as-of-dropped": Rule("factual", "info"),
        "date-unresolved": Rule("factual", "info"),
        "claim-without-source": Rule("neutrality", "error"),
        "loaded-label": Rule("neutrality", "error"),
        "judging-verb": Rule("neutrality", "warning"),
        "scare-quotes": Rule("neutrality", "warning"),
        "casualty-without-source": Rule("neutrality", "warning"),
        "capital-for-government": Rule("neutrality", "info"),
        "instruction-in-article": Rule("safety", "warning"),
    }
)
"""Class and severity of every code that the contract knows."""

COMPUTED: frozenset[CheckCode] = frozenset(CODES) - {"dismissed-candidate"}
"""The codes that ``check_result`` computes; ``dismissed-candidate`` comes from whoever labels."""

DOUBTED = "doubted on a second reading"
"""How the message of a finding begins that a model made of a result, and that nothing here can compute."""

LEFT_OUT = "left out of what the model says"
"""How the message of a ``truncated`` begins that is about a reply, which the result does not hold."""

_RANK = {code: rank for rank, code in enumerate(get_args(CheckCode))}


def make_finding(
    code: CheckCode,
    message: str,
    *,
    record: str | None = None,
    sentence: str | None = None,
    span: Span | None = None,
) -> Check:
    """A finding with the class and the severity that the contract gives its code."""
    rule = CODES[code]
    return Check(
        code=code,
        class_=rule.class_,
        severity=rule.severity,
        record=record,
        sentence=sentence,
        message=message,
        span=span,
    )


def order_of(check: Check) -> tuple[int, int, tuple[int, str], tuple[int, str], str]:
    """Sort key of a finding: by code, then by place in the source, then by record and sentence."""
    return (
        _RANK[check.code],
        -1 if check.span is None else check.span.start,
        _counted(check.record),
        _counted(check.sentence),
        check.message,
    )


def _counted(label: str | None) -> tuple[int, str]:
    """``f10`` after ``f9``: a shorter label first."""
    return (0, "") if label is None else (len(label), label)
