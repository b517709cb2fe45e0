"""How bad a change is: the defaults, and a file that says otherwise."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from summarizer.errors import ConfigurationError
from summarizer.review.fields import field_rules
from summarizer.review.model import KINDS, SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from summarizer.records import Check
    from summarizer.review.model import ChangeKind, ChangeSeverity

__all__ = ["IGNORED", "SeverityRules", "read_severities", "worst"]

IGNORED = "ignore"
"""What a file says of differences that are none of its users' business."""

_DEFAULTS: Mapping[str, str] = MappingProxyType(
    {
        "value": "critical",
        "unit": "critical",
        "speaker": "critical",
        "attribution": "critical",
        "quote.text": "critical",
        "finding": "critical",
        "finding.error": "major",
        "finding.warning": "minor",
        "measure": "major",
        "bound": "major",
        "modality": "major",
        "date": "major",
        "participant": "major",
        "place": "major",
        "added": "major",
        "removed": "major",
        "split": "minor",
        "merged": "minor",
        "detail": "minor",
        "counted": "major",
        "uncited": "major",
        "restated": "minor",
        "reworded": "minor",
        "label": "minor",
        "span": "minor",
        "link": "minor",
    }
)
_TYPES = ("event", "figure", "quote", "sentence")
_RULES = ("detail", "counted", "uncited", "restated")
"""Rules that go before that of a kind."""
_TABLE = "severity"
_REPORTED = ("grounding", "factual")
"""Classes whose new findings make a change as bad as can be."""


@dataclass(frozen=True, slots=True)
class SeverityRules:
    """The severity of each kind of change.

    A rule names a kind (``value``), a kind of one type (``figure.value``, ``sentence.added``), a field of one
    type (``quote.text``), a place or participant that only one side names (``detail``), another thing that a
    figure counts (``counted``), a line of the summary that lost all records that it cited, or all its
    evidence (``uncited``), a line that came or went while others say the same (``restated``), or a new
    finding by severity where its class is neither grounding nor factual (``finding.error``,
    ``finding.warning``). The field goes before the type, the type before the kind.
    """

    given: Mapping[str, str] = field(default_factory=dict)
    """What differs from the defaults."""

    def of(
        self, type_: str, kind: ChangeKind, name: str | None = None, rule: str | None = None
    ) -> ChangeSeverity | None:
        """The severity of a change of that kind in a record of that type; None where it is ignored.

        Args:
            type_: What has changed.
            kind: How.
            name: The field; None for the record as a whole.
            rule: A rule that goes before that of the kind.
        """
        if kind in ("equal", "same_meaning"):
            return None
        names = [f"{type_}.{kind}", *([rule] if rule else []), kind]
        if name is not None and not (type_ == "quote" and name == "text" and kind != "reworded"):
            names.insert(0, f"{type_}.{name}")
        return self._first(names)

    def of_finding(self, check: Check) -> ChangeSeverity | None:
        """The severity of a new finding; None for what is only for the curious."""
        if check.severity == "info":
            return None
        return self._first(["finding"] if check.class_ in _REPORTED else [f"finding.{check.severity}"])

    def _first(self, names: list[str]) -> ChangeSeverity | None:
        for name in names:
            for rules in (self.given, _DEFAULTS):
                if name in rules:
                    return _SEVERITY[rules[name]]
        return "minor"


_SEVERITY: Mapping[str, ChangeSeverity | None] = MappingProxyType(
    {**{each: each for each in SEVERITIES}, IGNORED: None}
)


def worst(severities: list[ChangeSeverity]) -> ChangeSeverity:
    """The worst of at least one."""
    return min(severities, key=SEVERITIES.index)


def read_severities(path: Path) -> SeverityRules:
    """Read a TOML file with a table ``[severity]``, or ``[diff.severity]``, of rules.

    Raises:
        ConfigurationError: It cannot be read, or names a kind or a severity that there is not.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read ({error.strerror}); name another file") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: this is not a TOML file ({error}); mend it") from error
    diff = content.get("diff")
    table = content.get(_TABLE, diff.get(_TABLE) if isinstance(diff, dict) else None)
    if not isinstance(table, dict):
        raise ConfigurationError(
            f'{path}: has no table [{_TABLE}]; write for instance value = "critical" in it'
        )
    given = dict(_flat(table))
    for name, value in given.items():
        if name not in _known():
            raise ConfigurationError(
                f"{path}: there is no kind of change {name!r}; the kinds are {', '.join(KINDS[2:])}, or a "
                "field such as quote.text"
            )
        if value not in _SEVERITY:
            known = ", ".join(_SEVERITY)
            raise ConfigurationError(f"{path}: {name} = {value!r} is no severity; write one of {known}")
    return SeverityRules(given)


def _flat(table: Mapping[str, object]) -> list[tuple[str, str]]:
    """The rules of a table; those of a table within it after its name and a point."""
    found: list[tuple[str, str]] = []
    for name, value in table.items():
        if isinstance(value, dict):
            found += [(f"{name}.{inner}", str(each)) for inner, each in value.items()]
        else:
            found.append((name, str(value)))
    return found


def _known() -> set[str]:
    names = {f"{type_}.{rule.field}" for type_ in _TYPES for rule in field_rules(type_)}
    names |= {f"{type_}.{kind}" for type_ in _TYPES for kind in KINDS[2:]}
    return (
        names
        | set(KINDS[2:])
        | {"finding.error", "finding.warning", *_RULES, "event.disputed_by", "quote.continues"}
        | {f"figure.{name}" for name in ("part_of", "same_as", "disputed_by")}
        | {"sentence.records"}
    )
