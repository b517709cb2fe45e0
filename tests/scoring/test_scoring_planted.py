"""Facts about what a scoring counts: each planted error once, where it belongs, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from scoring_support import (
    COAST_GUARD,
    OWNER,
    RESULT,
    at,
    changed,
    line,
    numbers,
    says,
    without,
    write_references,
    write_run,
)

from summarizer.records import ArticleSummary, Check, Event, Figure, Source, When
from summarizer.scoring import score_runs

if TYPE_CHECKING:
    from pathlib import Path

TUESDAY = When(text="on Monday", start="2024-03-05", end="2024-03-05", precision="day")
INVENTED = Figure(id="f9", text="Friday", value=5, span=at("Friday"), evidence=(line(5),))
DOUBLED = RESULT.figures[0].model_copy(update={"id": "f9"})
INVENTED_EVENT = Event(id="e9", what="Divers found gold.", type="culture", evidence=(line(3),))


def with_figure(figure: Figure) -> ArticleSummary:
    """The right result and one figure more."""
    return RESULT.model_copy(update={"figures": (*RESULT.figures, figure)})


PLANTED = {
    "value": (changed(RESULT, "f1", value=21), {"figures.value.right": -1}),
    "upper end": (changed(RESULT, "f1", upper=21), {"figures.value.right": -1}),
    "bound": (changed(RESULT, "f1", bound="more_than"), {"figures.bound.right": -1}),
    "unit": (changed(RESULT, "f2", unit="passenger"), {"figures.unit.right": -1}),
    "measure": (changed(RESULT, "f1", measure="injured"), {"figures.measure.right": -1}),
    "scope": (changed(RESULT, "f3", scope="state"), {"figures.scope.right": -1}),
    "modality": (changed(RESULT, "f3", modality="asserted"), {"figures.modality.right": -1}),
    "date": (changed(RESULT, "f1", when=TUESDAY), {"figures.when.right": -1}),
    "first source": (
        changed(RESULT, "f1", attributed_to=(OWNER, *RESULT.figures[0].attributed_to[1:])),
        {"figures.first_source.right": -1},
    ),
    "later source": (
        changed(RESULT, "f1", attributed_to=(COAST_GUARD, OWNER)),
        {"figures.later_sources.right": -1},
    ),
    "later source left out": (
        changed(RESULT, "f1", attributed_to=(COAST_GUARD,)),
        {"figures.later_sources.right": -1},
    ),
    "later source invented": (
        changed(RESULT, "f3", attributed_to=(OWNER, COAST_GUARD)),
        {"figures.later_sources.judged": 1},
    ),
    "source kind": (changed(RESULT, "f1", source_kind="witness"), {"figures.source_kind.right": -1}),
    "claim turned fact": (
        changed(RESULT, "f3", attributed_to=(), source_kind="outlet"),
        {
            "figures.claim.right": -1,
            "figures.first_source.right": -1, "figures.first_source.judged": -1,
            "figures.source_kind.right": -1, "figures.source_kind.judged": -1,
        },
    ),
    "fact turned claim": (
        changed(RESULT, "f2", attributed_to=(OWNER,), source_kind="organisation"),
        {"figures.claim.right": -1},
    ),
    "invented figure": (with_figure(INVENTED), {"figures.extra": 1}),
    "doubled figure": (with_figure(DOUBLED), {"figures.extra": 1}),
    "speaker": (changed(RESULT, "q1", speaker=says("harbour master")), {"quotes.speaker.right": -1}),
    "speaker lost": (changed(RESULT, "q1", speaker=None), {"quotes.speaker.right": -1}),
    "via invented": (changed(RESULT, "q1", via=(says("Reuters"),)), {"quotes.via.right": -1}),
    "kind of quote": (changed(RESULT, "q1", kind="mixed"), {"quotes.kind.right": -1}),
    "event type": (changed(RESULT, "e1", type="crime"), {"events.type.right": -1}),
    "event actors": (changed(RESULT, "e2", actors=("coast guard",)), {"events.actors.right": -1}),
    "event place": (changed(RESULT, "e1", place="Ostend"), {"events.place.right": -1}),
    "event date": (changed(RESULT, "e1", when=TUESDAY), {"events.when.right": -1}),
    "event modality": (changed(RESULT, "e3", modality="asserted"), {"events.modality.right": -1}),
    "event source": (changed(RESULT, "e3", attributed_to=(COAST_GUARD,)), {"events.first_source.right": -1}),
    "event claimed": (
        changed(RESULT, "e1", attributed_to=(COAST_GUARD,), source_kind="officials"),
        {"events.claim.right": -1},
    ),
    "invented event": (
        RESULT.model_copy(update={"events": (*RESULT.events, INVENTED_EVENT)}),
        {"events.extra": 1},
    ),
}  # fmt: skip
"""For each error a result with it, and what changes against the counts of a right result."""


@pytest.fixture(name="right")
def _right(tmp_path: Path) -> dict[str, int]:
    return scored(tmp_path / "right", RESULT)


def scored(folder: Path, result: ArticleSummary, *, optional: tuple[str, ...] = ()) -> dict[str, int]:
    """The counts of one result against the right one."""
    folder.mkdir()
    references = write_references(folder / "references", RESULT, optional=optional)
    return numbers(score_runs([write_run(folder / "run", result)], references).runs[0])


def difference(one: dict[str, int], other: dict[str, int]) -> dict[str, int]:
    """What differs, and by how much."""
    return {name: one[name] - other[name] for name in other if one[name] != other[name]}


def test_a_result_against_itself_is_right_everywhere(tmp_path: Path) -> None:
    """Every rate and every share is 1; sources are judged of claims alone."""
    references = write_references(tmp_path / "references", RESULT)
    (run,) = score_runs([write_run(tmp_path / "run", RESULT)], references).runs
    for one, records in ((run.events, 4), (run.figures, 3), (run.quotes, 2)):
        assert (one.matched, one.missed, one.extra) == (records, 0, 0)
        assert (one.precision.value, one.recall.value, one.f1.value) == (1.0, 1.0, 1.0)
        shares = {name: share.share for name, share in one.fields.items() if share.judged}
        assert set(shares.values()) == {1.0}
    judged = {name: share.judged for name, share in run.figures.fields.items()}
    assert judged["value"] == judged["claim"] == 3
    assert (judged["first_source"], judged["later_sources"], judged["source_kind"]) == (2, 1, 2)


@pytest.mark.parametrize("error", PLANTED)
def test_a_planted_error_is_counted_where_it_belongs(
    error: str, tmp_path: Path, right: dict[str, int]
) -> None:
    """Of all counts only those of the planted error differ from a right result's."""
    result, expected = PLANTED[error]
    assert difference(scored(tmp_path / "planted", result), right) == expected


@pytest.mark.parametrize("record", ["e2", "f2", "q1"])
def test_a_missing_record_is_missed_and_its_fields_are_not_judged(
    record: str, tmp_path: Path, right: dict[str, int]
) -> None:
    """A record left out counts as missed; its fields are neither right nor wrong."""
    found = difference(scored(tmp_path / "planted", without(RESULT, record)), right)
    type_ = {"e": "events", "f": "figures", "q": "quotes"}[record[0]]
    assert found.pop(f"{type_}.matched") == -1
    assert found.pop(f"{type_}.missed") == 1
    assert found
    for name, by in found.items():
        assert by == -1
        assert name.startswith(f"{type_}.")
        assert name.endswith((".right", ".judged"))
    rights = {name.rpartition(".")[0] for name in found if name.endswith(".right")}
    assert rights == {name.rpartition(".")[0] for name in found if name.endswith(".judged")}


def test_a_wrong_dismissal_is_a_miss_and_told_apart(tmp_path: Path) -> None:
    """A figure that the model dismissed is missed, and counted as dismissed; one that it overlooked is not."""
    finding = Check(
        code="dismissed-candidate", class_="coverage", severity="info", message="no count", span=at("Some 40")
    )
    dismissed = without(without(RESULT, "f2"), "f3").model_copy(update={"checks": (finding,)})
    found = scored(tmp_path / "run", dismissed)
    assert (found["figures.missed"], found["figures.dismissed"]) == (2, 1)


@pytest.mark.parametrize("record", ["e2", "f2", "q2"])
def test_an_optional_record_neither_rewards_nor_punishes(record: str, tmp_path: Path) -> None:
    """Found, wrong or left out, an optional record changes no count but that of optional matches."""
    wrong: dict[str, object] = {"source_kind": "anonymous", "attributed_to": (Source(name="nobody"),)}
    if record == "q2":
        wrong = {"kind": "mixed", "speaker": None}
    found = scored(tmp_path / "found", RESULT, optional=(record,))
    spoilt = scored(tmp_path / "wrong", changed(RESULT, record, **wrong), optional=(record,))
    left_out = scored(tmp_path / "without", without(RESULT, record), optional=(record,))
    type_ = {"e": "events", "f": "figures", "q": "quotes"}[record[0]]
    assert spoilt == found
    assert difference(left_out, found) == {f"{type_}.optional": -1}
    assert found[f"{type_}.missed"] == found[f"{type_}.extra"] == 0


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        (Source(name="Gaza’s authorities"), Source(name="the Gaza authorities")),
        (says("Ann Lee", "Ann Lee, a survivor"), says("survivor")),
    ],
)
def test_sources_are_the_same_by_name_or_by_place(expected: Source, found: Source, tmp_path: Path) -> None:
    """Names that differ in their articles and possessives only, or that the same words carry, are one source."""
    kind = {"source_kind": "officials"}
    reference = changed(RESULT, "f2", attributed_to=(expected,), **kind)
    result = changed(RESULT, "f2", attributed_to=(found,), **kind)
    references = write_references(tmp_path / "references", reference)
    (run,) = score_runs([write_run(tmp_path / "run", result)], references).runs
    assert run.figures.fields["first_source"].right == run.figures.fields["first_source"].judged == 3


def test_another_source_at_the_same_place_is_wrong(tmp_path: Path) -> None:
    """A name that neither its own mention nor the expected name bears out is another source."""
    kind = {"source_kind": "officials"}
    reference = changed(RESULT, "f2", attributed_to=(says("survivor"),), **kind)
    result = changed(RESULT, "f2", attributed_to=(says("Israeli army", "survivor"),), **kind)
    references = write_references(tmp_path / "references", reference)
    (run,) = score_runs([write_run(tmp_path / "run", result)], references).runs
    source = run.figures.fields["first_source"]
    assert (source.right, source.judged) == (2, 3)


def test_order_and_ids_of_records_do_not_matter(tmp_path: Path, right: dict[str, int]) -> None:
    """The same records under other ids, in another order, score the same."""
    shuffled = RESULT.model_copy(
        update={
            name: tuple(
                one.model_copy(update={"id": f"x{place}"})
                for place, one in enumerate(reversed(getattr(RESULT, name)))
            )
            for name in ("events", "figures", "quotes")
        }
    )
    assert scored(tmp_path / "shuffled", shuffled) == right
