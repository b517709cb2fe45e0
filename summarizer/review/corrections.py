"""What reviewers decided, worked into a result: the draft of a reference that a person has gone over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from summarizer.records import ArticleSummary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from summarizer.review.decisions import Decision
    from summarizer.review.model import ArticleDiff, Change

__all__ = ["corrected_result"]

_LISTS = {"event": "events", "figure": "figures", "quote": "quotes"}
_LETTERS = {"event": "e", "figure": "f", "quote": "q"}
_SINGLE = ("part_of", "same_as", "continues")
_SEVERAL = ("disputed_by", "records")


def corrected_result(
    result: ArticleSummary, article: ArticleDiff, decisions: Mapping[str, Decision], right_run: int = 1
) -> ArticleSummary:
    """The result as the reviewers would have it.

    What was accepted stands, what was rejected gives way to the left side's record, and what was corrected to
    the correction. A record that takes another's place takes its id; references to records that are gone, or
    that belong to another result, are left out.

    Args:
        result: A result of the right run.
        article: The comparison of its article.
        decisions: What was decided, by change key.
        right_run: Place of the run of ``result`` in the comparison.
    """
    value = result.model_dump(mode="json", by_alias=True)
    edited = _Edited(value)
    for change in article.changes:
        decision = decisions.get(change.key)
        if decision is None or change.right_run != right_run or change.type == "finding":
            continue
        if decision.decision == "reject":
            edited.replace(change, [each.record for each in change.left])
        elif decision.decision == "correct" and decision.correction is not None:
            edited.replace(change, [decision.correction], own=True)
    return ArticleSummary.model_validate(edited.finished())


class _Edited:
    """A result that is being corrected, as a JSON object."""

    def __init__(self, value: dict[str, Any]) -> None:
        self._value = value
        self._summary = value["summary"]
        self._lines: dict[str, dict[str, Any] | None] = {
            "headline": self._summary["headline"],
            **{f"s{n}": line for n, line in enumerate(self._summary["sentences"], start=1)},
            **{f"c{n}": line for n, line in enumerate(self._summary["contested"], start=1)},
        }

    def replace(self, change: Change, records: list[dict[str, Any]], *, own: bool = False) -> None:
        """Put records in the place of the right side of a change.

        Args:
            change: The change.
            records: What is right; none where nothing is.
            own: Whether their references mean records of this result.
        """
        new = [dict(record) if own else _without_references(record) for record in records]
        if change.type == "sentence":
            self._replace_lines(change, new)
        else:
            self._replace_records(change, new)

    def finished(self) -> dict[str, Any]:
        """The whole, with references to what is no longer there left out."""
        self._summary["headline"] = self._lines["headline"]
        for letter, name in (("s", "sentences"), ("c", "contested")):
            self._summary[name] = [
                line for place, line in self._lines.items() if place[0] == letter and line is not None
            ]
        known = {record["id"] for name in _LISTS.values() for record in self._value[name]}
        for record in [*self._records(), *filter(None, self._lines.values())]:
            _drop_unknown(record, known)
        return self._value

    def _records(self) -> Iterable[dict[str, Any]]:
        return [record for name in _LISTS.values() for record in self._value[name]]

    def _replace_records(self, change: Change, new: list[dict[str, Any]]) -> None:
        records: list[dict[str, Any]] = self._value[_LISTS[change.type]]
        gone = {side.id for side in change.right}
        places = [at for at, record in enumerate(records) if record["id"] in gone]
        ids = [records[at]["id"] for at in places]
        at = places[0] if places else len(records)
        kept = [record for record in records if record["id"] not in gone]
        taken = {record["id"] for record in records}
        for record in new:
            record["id"] = ids.pop(0) if ids else _fresh(_LETTERS[change.type], taken)
            taken.add(record["id"])
        kept[at:at] = new
        self._value[_LISTS[change.type]] = kept

    def _replace_lines(self, change: Change, new: list[dict[str, Any]]) -> None:
        places = [side.id for side in change.right if side.id in self._lines]
        for place in places:
            self._lines[place] = None
        letter = (change.right or change.left)[0].id[:1]
        for line in new:
            if places:
                self._lines[places.pop(0)] = line
            elif letter == "h":
                self._lines["headline"] = line
            else:
                self._lines[_fresh(letter, set(self._lines))] = line


def _fresh(letter: str, taken: set[str]) -> str:
    number = 1
    while f"{letter}{number}" in taken:
        number += 1
    return f"{letter}{number}"


def _without_references(record: Mapping[str, Any]) -> dict[str, Any]:
    cleared: dict[str, Any] = {name: None for name in _SINGLE if name in record}
    cleared.update({name: [] for name in _SEVERAL if name in record})
    return {**record, **cleared}


def _drop_unknown(record: dict[str, Any], known: set[str]) -> None:
    for name in _SINGLE:
        if name in record and record[name] not in known:
            record[name] = None
    for name in _SEVERAL:
        if name in record:
            record[name] = [each for each in record[name] if each in known]
