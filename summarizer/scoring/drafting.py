"""A result as the draft of a reference annotation, for a person to correct."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from summarizer.errors import UsageError
from summarizer.records import SCHEMA_VERSION

if TYPE_CHECKING:
    from summarizer.records import ArticleSummary

__all__ = ["draft_reference"]

_LEFT_OUT = frozenset({"path", "furniture"})
"""Of the document: where it was read, and what the rules set aside."""


def draft_reference(result: ArticleSummary) -> dict[str, Any]:
    """The result's summary and records in the form of a reference annotation, as a JSON object.

    Findings and provenance are left out; each record says ``optional: false``, to be turned where it may be
    left out without loss.

    Raises:
        UsageError: The result has failed, so that there is nothing to correct.
    """
    if result.status == "failed":
        raise UsageError(
            f"{result.document.id}: failed and holds nothing to correct ({result.error}); draft from another "
            f"result, such as one of baseline"
        )
    value = result.model_dump(mode="json", by_alias=True)
    document = {key: item for key, item in value["document"].items() if key not in _LEFT_OUT}
    records = {
        name: [{**record, "optional": False} for record in value[name]]
        for name in ("events", "figures", "quotes")
    }
    return {
        "schema_version": SCHEMA_VERSION,
        "document": document,
        "summary": value["summary"],
        **records,
    }
