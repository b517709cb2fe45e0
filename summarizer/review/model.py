"""What a comparison of runs says, as records: every rendering of it is made from these.

The sides of a comparison are named by the place of their run in ``Diff.runs``. Of more than two runs each is
compared with the first.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import Field

from summarizer.alignment import Alignment
from summarizer.records import Check, Record, Status

__all__ = [
    "DIFF_VERSION",
    "KINDS",
    "SEVERITIES",
    "Agreement",
    "ArticleDiff",
    "ArticleState",
    "Change",
    "ChangeKind",
    "ChangeSeverity",
    "ChangeType",
    "ConsensusRecord",
    "Diff",
    "DiffCounts",
    "DiffHead",
    "FieldChange",
    "Gate",
    "MarkedSpan",
    "MatrixRow",
    "Presence",
    "RecordPresence",
    "RunInfo",
    "SideRecord",
    "Stability",
    "SummaryDiff",
    "Verdict",
]

DIFF_VERSION = "1"
"""Major version of the form of a comparison."""

ChangeType = Literal["event", "figure", "quote", "sentence", "finding"]
"""What has changed: a record, a line of the summary, or a finding that belongs to neither."""

ChangeKind = Literal[
    "equal", "same_meaning", "reworded", "value", "bound", "unit", "measure", "label", "attribution",
    "modality", "speaker", "date", "participant", "place", "link", "span", "finding", "added", "removed",
    "split", "merged",
]  # fmt: skip
"""How it has changed.

``same_meaning``: equal once normalised (quotation marks, white space, capitals, names of one source); it is
counted and never reported. ``label``: an event's type, a figure's scope, a quote's kind, the kind of source.
``participant``: actors, targets, whom a figure is about. ``link``: a reference to another record. ``span``:
the same words at another place, or other evidence. ``split``: one record became several; ``merged``: several
became one.
"""

KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)
"""Every kind of change."""

ChangeSeverity = Literal["critical", "major", "minor"]

SEVERITIES: tuple[ChangeSeverity, ...] = ("critical", "major", "minor")
"""The worst first."""

Stability = Literal["stable", "unstable", "unknown"]
"""Whether a difference is more than a model's own noise: ``unknown`` where a side has one repeat only, or
where most repeats of the right run show it, and not all; ``unstable``: it is not, as far as can be told."""

ArticleState = Literal["compared", "missing", "failed"]
"""``missing``: a run has no result of the article; ``failed``: all results that a run has of it failed."""

Count = Annotated[int, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]


class RunInfo(Record):
    """One of the runs that are compared."""

    name: str
    """Short name, unlike those of the other runs."""
    folder: str
    """As it was given."""
    models: tuple[str, ...]
    """Models of its results; as a rule one."""
    prompts: tuple[str | None, ...]
    """Prompt versions of its results; null for rules."""
    schemas: tuple[str, ...]
    """Versions of the record contract that its results follow."""
    repeats: Annotated[int, Field(ge=1)]
    """The most results of one article (K)."""
    articles: Count
    """Articles of which it has a result."""


class Presence(Record):
    """In how many of a run's results of the article a record stands."""

    present: Count
    of: Count


class MarkedSpan(Record):
    """A stretch of the source text that a record stands on; offsets count code points, end exclusive."""

    start: Count
    end: Count
    role: Literal["text", "evidence", "mention"]
    """The record's own words, the sentences that carry it, or where a source is named."""


class FieldChange(Record):
    """How one field differs."""

    field: str
    kind: ChangeKind
    severity: ChangeSeverity
    left: str | None
    """The left value in words; null for none."""
    right: str | None
    note: str | None = None
    """What makes it worse than others of its kind, such as “a claim became a fact”."""


class SideRecord(Record):
    """A record of one side, whole, with where it stands."""

    id: str
    """The record's id; ``r2.e3`` is ``e3`` of the second repeat. A summary's lines: ``headline, s1, c1``."""
    record: dict[str, Any]
    """All its fields, as they are stored."""
    spans: tuple[MarkedSpan, ...] = ()


class Change(Record):
    """One difference between two runs: a pair of records that differ, or a record without a counterpart."""

    key: str
    """SHA-256 (32 digits) over source, type and contents of both sides, without ids and order: it stays while
    the change does. The same change between other runs has the same key."""
    type: ChangeType
    kind: ChangeKind
    """The kind of the worst field, or of the whole."""
    severity: ChangeSeverity
    stability: Stability
    left_run: Count
    """Place in ``Diff.runs``."""
    right_run: Count
    title: str
    """The record in a few words, of the article's text and therefore untrusted."""
    left: tuple[SideRecord, ...] = ()
    """Empty for what was added, several for what was merged."""
    right: tuple[SideRecord, ...] = ()
    left_presence: Presence
    right_presence: Presence
    fields: tuple[FieldChange, ...] = ()
    """The worst first; empty for what was added or removed whole."""
    findings_gained: tuple[Check, ...] = ()
    """Findings about it that only the right side has."""
    findings_lost: tuple[Check, ...] = ()
    accepted: bool = False
    """Whether a decision of a reviewer accepts it."""
    decision: str | None = None
    """What a reviewer decided: ``accept``, ``reject`` or ``correct``; null where nobody did."""


class RecordPresence(Record):
    """One record of two runs with repeats: how often each has it."""

    type: Literal["event", "figure", "quote", "sentence"]
    left: str | None
    """Id on the left side, as in ``SideRecord``."""
    right: str | None
    left_presence: Presence
    right_presence: Presence
    stability: Stability
    left_run: Count = 0
    right_run: Count = 1


class SummaryDiff(Record):
    """What the right summary of one comparison has and the left one lacks, and the other way round."""

    left_run: Count
    right_run: Count
    records_gained: tuple[str, ...] = ()
    """Ids of right records that only the right summary cites."""
    records_lost: tuple[str, ...] = ()
    """Ids of left records that only the left summary cites."""
    numbers_gained: tuple[str, ...] = ()
    numbers_lost: tuple[str, ...] = ()
    findings_gained: tuple[Check, ...] = ()
    """Findings of the whole result that only the right one has, of any severity."""
    findings_lost: tuple[Check, ...] = ()


class Agreement(Record):
    """How far two runs, or the repeats of one, say the same.

    Records count, not articles: ``value = same / records``, both sides' records together.
    """

    left_run: Count
    right_run: Count
    """The same as ``left_run`` for the agreement of a run's repeats with each other."""
    type: Literal["all", "event", "figure", "quote", "sentence"]
    """``all``: events, figures and quotes."""
    records: Annotated[float, Field(ge=0)]
    """Records of both sides; the mean over the pairs of repeats."""
    paired: Annotated[float, Field(ge=0)]
    """Those that have a counterpart."""
    same: Annotated[float, Field(ge=0)]
    """Those whose counterpart differs in nothing critical or major."""
    value: Share | None = None
    """Null where there is no record."""
    interval: tuple[Share, Share] | None = None
    """95%, by drawing articles with replacement; null below two articles."""


class ConsensusRecord(Record):
    """A record on which three or more runs do not agree."""

    type: Literal["event", "figure", "quote"]
    title: str
    runs: tuple[int, ...]
    """Places of the runs that have it in at least half their results."""
    record: dict[str, Any]
    """As the first of them has it."""
    spans: tuple[MarkedSpan, ...] = ()
    consensus: bool
    """Whether more than half the runs have it."""
    alone: int | None = None
    """The run that stands alone, if one does."""
    reason: Literal["has", "lacks", "differs", "divided"]
    """That run is the only one to have it, to lack it, or to say something else; or the runs are divided."""


class DiffCounts(Record):
    """How much there is of what."""

    articles: Count = 0
    compared: Count = 0
    changed: Count = 0
    """Articles with at least one change."""
    missing: Count = 0
    failed: Count = 0
    lacking_repeats: Count = 0
    """Compared articles of which a run has fewer repeats than of others, or some that failed."""
    partial: Count = 0
    """Compared articles that a right-hand run has only in part (status ``partial``), the first one whole."""
    records_left: Count = 0
    records_right: Count = 0
    critical: Count = 0
    """Changes of that severity, accepted ones included; of differences within a model's noise only those that
    ``critical_in_some`` counts."""
    major: Count = 0
    minor: Count = 0
    accepted: Count = 0
    added: Count = 0
    """Records (events, figures, quotes) gained, parts of split ones left out."""
    removed: Count = 0
    same_meaning: Count = 0
    """Fields that differ in form only."""
    within_noise: Count = 0
    """Differences within a model's own noise."""
    critical_in_some: Count = 0
    """Critical changes that only some repeats of a right-hand run show, as a rule at most half of them, the
    left one's all agreeing: they are to be looked at, and count against no gate."""
    by_type: dict[str, int] = Field(default_factory=dict)
    """Changes by ``type``."""
    by_kind: dict[str, int] = Field(default_factory=dict)
    """Changes by ``kind``."""
    ungrounded: Count = 0
    """Grounding errors and warnings of the right-hand results (of the mean repeat, rounded up)."""


class ArticleDiff(Record):
    """One article as the runs have it."""

    document: str
    """The document's id."""
    title: str | None = None
    sha256: str | None = None
    """Of the source text that all spans index; the text stands in the run folders' ``sources/``."""
    state: ArticleState
    statuses: tuple[Status | None, ...]
    """The result's status in each run, the worst of its repeats; null where the run has none."""
    changes: tuple[Change, ...] = ()
    """The worst first. Those that are ``unstable`` are critical, and show in some right repeats only."""
    noise: tuple[Change, ...] = ()
    """All other differences within a model's own noise: counted, and no changes."""
    presence: tuple[RecordPresence, ...] = ()
    """Every record with how often each side has it; empty where no run has repeats."""
    summaries: tuple[SummaryDiff, ...] = ()
    """One a comparison, where there is a difference."""
    alignments: tuple[Alignment, ...] = ()
    """The first run with each other one, in the runs' order; records are named as in ``SideRecord``."""
    agreement: tuple[Agreement, ...] = ()
    """Of this article, without intervals."""
    consensus: tuple[ConsensusRecord, ...] = ()
    """Of three or more runs."""
    counts: DiffCounts = DiffCounts()


class Gate(Record):
    """A condition that was asked for, and whether it holds."""

    name: Literal[
        "fail-on", "min-agreement", "max-added", "max-removed", "max-ungrounded", "approved-articles"
    ]
    limit: str
    """As it was asked for, such as ``critical`` or ``0.9``."""
    found: str
    """What there is instead."""
    passed: bool
    message: str
    """The whole in a sentence."""


class Verdict(Record):
    """What it all comes to."""

    outcome: Literal["passed", "failed", "incomplete"]
    """``passed``: no gate failed and every article was compared; ``incomplete``: some could not be."""
    exit_code: Literal[0, 1, 3]
    safe: Literal["yes", "no", "unclear"]
    """Whether the right-hand runs can take the place of the left one, as far as this comparison can tell."""
    headline: str
    """One sentence."""
    reasons: tuple[str, ...] = ()


class MatrixRow(Record):
    """One article of more than two runs: how far each run agrees with the consensus."""

    document: str
    agreement: tuple[Share | None, ...]
    """By run; null where it has no result."""
    alone: tuple[Count, ...]
    """By run: records in which it stands alone."""


class DiffHead(Record):
    """The comparison as a whole, without the articles."""

    schema_version: str = DIFF_VERSION
    baseline: bool = False
    """Whether the first run is the approved one."""
    runs: tuple[RunInfo, ...]
    differing: tuple[str, ...] = ()
    """What differs between the runs besides the models, such as the prompt: a sentence each, said first."""
    notes: tuple[str, ...] = ()
    """What has to be known to read the numbers: few repeats, few articles."""
    verdict: Verdict
    gates: tuple[Gate, ...] = ()
    counts: DiffCounts
    agreement: tuple[Agreement, ...] = ()
    """Between the first run and each other one, and within each run that has repeats: the noise floor."""
    least_p: Share | None = None
    """The least p that a two-sided permutation test over the repeats of one article could reach; null where a
    side has one repeat."""
    matrix: tuple[MatrixRow, ...] = ()
    """Of three or more runs."""


class Diff(DiffHead):
    """A comparison of two or more runs, article by article."""

    articles: tuple[ArticleDiff, ...] = ()
    """Every article of any run, by id."""
