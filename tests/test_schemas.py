"""Facts about the JSON Schemas: generated, committed, and true of what is stored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from summarizer import summarize
from summarizer.cli.schema import SCHEMAS
from summarizer.records import ArticleSummary, Check, DocumentInfo, Provenance
from summarizer.records.schema import render_schema
from summarizer.runs.files import dump_record

FOLDER = Path(__file__).parent.parent / "schemas"


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_committed_schema_is_the_generated_one(name: str) -> None:
    """``make schemas`` after a change of the records: the files never drift from the models."""
    assert (FOLDER / f"{name}.schema.json").read_text(encoding="utf-8") == render_schema(SCHEMAS[name])


def test_a_schema_file_belongs_to_a_model() -> None:
    """No schema file is left over from a model that is gone."""
    assert {path.name for path in FOLDER.glob("*.json")} == {f"{name}.schema.json" for name in SCHEMAS}


def test_every_field_that_is_stored_is_required_by_its_stored_name() -> None:
    """Stored results write all fields, ``class`` and ``schema`` among them, and the schema says so."""
    schema = json.loads(render_schema(ArticleSummary))
    stored: dict[str, Any] = json.loads(
        dump_record(
            ArticleSummary(
                status="ok",
                document=DocumentInfo(id="a"),
                checks=(Check(code="inconsistent", class_="factual", severity="warning", message="m"),),
                provenance=Provenance(model="baseline", origin="rules"),
            )
        )
    )
    assert sorted(schema["required"]) == sorted(stored)
    for name, value in (
        ("Check", stored["checks"][0]),
        ("Provenance", stored["provenance"]),
        ("DocumentInfo", stored["document"]),
        ("Summary", stored["summary"]),
    ):
        assert (
            sorted(schema["$defs"][name]["required"])
            == sorted(value)
            == sorted(schema["$defs"][name]["properties"])
        )
    assert "$id" not in schema


def test_a_result_is_dumped_as_it_is_stored() -> None:
    """``model_dump_json()`` and ``model_dump()`` write the schema's names unasked, and read back the same."""
    result = summarize("The regime killed 14 people.", published="2024-03-22").model_copy(
        update={"checks": (Check(code="inconsistent", class_="factual", severity="warning", message="m"),)}
    )
    dumped = result.model_dump_json()
    assert json.loads(dumped) == json.loads(dump_record(result))
    assert '"class":"factual"' in dumped
    assert ArticleSummary.model_validate_json(dumped) == result
    assert ArticleSummary.model_validate(result.model_dump()) == result


def test_descriptions_come_from_the_docstrings() -> None:
    """Records and fields are described in the words of the code."""
    definitions = json.loads(render_schema(ArticleSummary))["$defs"]
    assert definitions["Quote"]["description"] == "Words that the article puts in quotation marks."
    assert definitions["Quote"]["properties"]["cue"]["description"] == "The verb of saying, as written."
    assert definitions["Provenance"]["properties"]["cost_usd"]["description"].startswith("US dollars;")
