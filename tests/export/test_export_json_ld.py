"""Facts about JSON-LD: a processor takes it offline, in schema.org's own terms, with spans and sources."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from export_support import FIGURES, FULL, SENTENCE, TEXT, a_run

from summarizer.export import export_run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

jsonld = pytest.importorskip("pyld.jsonld")

SCHEMA = "https://schema.org/"

_THING = {"name", "description", "identifier", "subjectOf", "url"}
_WORK = _THING | {
    "about", "citation", "creator", "creditText", "datePublished", "genre", "hasPart", "headline", "inLanguage",
    "isBasedOn", "keywords", "position", "publisher", "temporalCoverage", "text",
}  # fmt: skip
_ACTION = _THING | {"actionStatus", "agent", "error", "instrument", "object", "result"}
_EVENT = _THING | {"about", "endDate", "keywords", "location", "startDate"}
TERMS = {
    "NewsArticle": _WORK,
    "Quotation": _WORK | {"spokenByCharacter"},
    "Claim": _WORK,
    "CreativeWork": _WORK,
    "Event": _EVENT,
    "Action": _ACTION,
    "CreateAction": _ACTION,
    "Observation": _THING | {
        "maxValue", "measurementDenominator", "minValue", "observationAbout", "observationDate", "unitText", "value",
        "variableMeasured",
    },
    "StatisticalVariable": _THING,
    "DefinedTerm": _THING | {"inDefinedTermSet"},
    "DefinedTermSet": _WORK,
    "PropertyValue": _THING | {"propertyID", "value"},
    "Organization": _THING,
    "Person": _THING,
    "Place": _THING,
    "SoftwareApplication": _WORK,
    "Thing": _THING,
}  # fmt: skip
"""Types of schema.org, and the properties among those used here that its definitions allow on each."""


def no_loader(url: str, _: Any) -> Any:
    """Refuse to fetch anything."""
    raise AssertionError(f"{url} is asked for")


@pytest.fixture(name="document")
def _document(tmp_path: Path) -> dict[str, Any]:
    export_run(a_run(tmp_path / "run"), "jsonld", tmp_path / "out")
    value: dict[str, Any] = json.loads((tmp_path / "out" / "articles.jsonld").read_text(encoding="utf-8"))
    return value


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every node in a document, however deep."""
    if isinstance(value, list):
        for item in value:
            yield from nodes(item)
    elif isinstance(value, dict):
        if "@type" in value and "@value" not in value:
            yield value
        for item in value.values():
            yield from nodes(item)


def types_of(node: dict[str, Any]) -> list[str]:
    """The types of a node as it is written."""
    types = node["@type"]
    return types if isinstance(types, list) else [types]


def of_type(document: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The nodes of a type, in order."""
    return [node for node in nodes(document["@graph"]) if name in types_of(node)]


def test_a_processor_expands_it_offline(document: dict[str, Any]) -> None:
    """Nothing is fetched, no key is dropped, and every type and property becomes an absolute IRI."""
    expanded = jsonld.expand(document, {"documentLoader": no_loader})
    keys = {key for node in nodes(expanded) for key in node if not key.startswith("@")}
    written = {key for node in nodes(document["@graph"]) for key in node if not key.startswith("@")}
    assert len(keys) == len(written)
    types = {name for node in nodes(expanded) for name in node["@type"]}
    prefixes = (SCHEMA, "http://www.w3.org/ns/oa#", "http://purl.org/spar/cito/")
    assert all(name.startswith(prefixes) for name in keys | types)
    assert {f"{SCHEMA}NewsArticle", f"{SCHEMA}Quotation", f"{SCHEMA}Event", f"{SCHEMA}Observation"} <= types
    selectors = [
        node for node in nodes(expanded) if node["@type"] == ["http://www.w3.org/ns/oa#TextPositionSelector"]
    ]
    assert selectors[0]["http://www.w3.org/ns/oa#start"][0]["@type"].endswith("XMLSchema#nonNegativeInteger")


def test_terms_are_schema_org_s(document: dict[str, Any]) -> None:
    """Every type is one of schema.org's, and every property is one that it allows on the node's types."""
    seen = set()
    for node in nodes(document["@graph"]):
        types = [name for name in types_of(node) if not name.startswith("oa:")]
        own = {key for key in node if not key.startswith(("@", "oa:", "cito:"))}
        seen.update(types)
        assert own <= {term for name in types for term in TERMS[name]}, node
    assert seen == set(TERMS)


def test_every_reference_is_defined_and_names_are_unique(document: dict[str, Any]) -> None:
    """What is referred to stands in the document, and two repeats share the article and nothing else."""
    defined = [node["@id"] for node in nodes(document["@graph"]) if "@id" in node]
    referred = {node["@id"] for node in _references(document["@graph"])}
    assert referred
    assert referred <= set(defined)
    articles = [node["@id"] for node in of_type(document, "NewsArticle")]
    assert len(articles) == 3
    assert len(set(articles)) == 2
    others = [name for name in defined if name not in articles]
    assert len(others) == len(set(others))
    assert all(name.startswith("urn:uuid:") for name in defined)


def _references(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from _references(item)
    elif isinstance(value, dict):
        if value.keys() == {"@id"}:
            yield value
        for item in value.values():
            yield from _references(item)


def test_a_quotation_is_attributed_within_the_article(document: dict[str, Any]) -> None:
    """The speaker is ``spokenByCharacter``, who carried it stands in ``isBasedOn``, its place is cited."""
    quotation = of_type(document, "Quotation")[0]
    assert quotation["text"] == FULL.quotes[0].text
    speaker = quotation["spokenByCharacter"]
    assert (speaker["@type"], speaker["name"], speaker["description"]) == ("Person", "Ann Lee", "mayor")
    assert [passage["text"] for passage in speaker["subjectOf"]] == ["Ann Lee", "the mayor"]
    assert quotation["isBasedOn"]["creator"]["name"] == "Reuters"
    assert "spokenByCharacter" not in of_type(document, "Quotation")[1]


def test_every_passage_is_where_it_says(document: dict[str, Any]) -> None:
    """The positions of each selector, in code points, hold the passage's text in the source."""
    passages = of_type(document, "oa:SpecificResource")
    assert len(passages) > 10
    for passage in passages:
        selector = passage["oa:hasSelector"]
        assert selector["@type"] == "oa:TextPositionSelector"
        assert TEXT[selector["oa:start"] : selector["oa:end"]] == passage["text"]


def test_a_claim_keeps_source_modality_and_dispute(document: dict[str, Any]) -> None:
    """An event stands inside the claim of whoever says it, in the outlet's name where nobody else does."""
    claim, other = (node for node in of_type(document, "Claim")[:2])
    assert claim["creator"]["name"] == "Ann Lee"
    assert claim["isBasedOn"]["creator"]["name"] == "Reuters"
    assert [term["name"] for term in claim["keywords"]] == ["possible", "named_person"]
    assert claim["cito:isDisputedBy"] == [{"@id": other["@id"]}]
    assert claim["citation"][0]["text"] == SENTENCE.text
    event = claim["about"]
    assert event["@type"] == ["Event", "Action"]
    assert [node["name"] for node in event["agent"] + event["object"]] == ["@the river", "a", "b"]
    assert (event["startDate"], event["location"]["name"]) == ("2023-11-01", "Ash")
    assert other["creator"] == {"@type": "Organization", "name": "The Paper"}
    assert other["about"]["@type"] == "Event"


def test_a_year_that_is_not_known_is_no_date(document: dict[str, Any]) -> None:
    """An EDTF date is the claim's coverage; no ``Date`` of schema.org is made of it."""
    claim = of_type(document, "Claim")[1]
    assert claim["temporalCoverage"] == "XXXX-10-07"
    assert "startDate" not in claim["about"]


def test_a_figure_is_an_observation(document: dict[str, Any]) -> None:
    """A bound becomes a minimum or maximum, and a value that nobody stated is left out."""
    observations = of_type(document, "Observation")[: len(FIGURES)]
    bounds = [
        {key: node[key] for key in ("value", "minValue", "maxValue") if key in node} for node in observations
    ]
    assert bounds == [{"minValue": 195}, {"value": 40.5}, {"minValue": -5, "maxValue": -2.5}, {}]
    assert observations[0]["variableMeasured"] == "killed"
    assert observations[0]["observationDate"] == "2023-11-01"
    assert "observationDate" not in observations[2]
    assert observations[1]["observationAbout"] == [
        {"@type": "Thing", "name": "dead"},
        {"@type": "Place", "name": "Ash"},
    ]
    assert of_type(document, "Claim")[2]["text"] == SENTENCE.text


def test_a_sentence_of_the_summary_cites_its_records(document: dict[str, Any]) -> None:
    """Each sentence is a work that cites claims, quotations and passages; the summary is based on the article."""
    summary = next(node for node in of_type(document, "CreativeWork") if node.get("genre") == "summary")
    assert summary["isBasedOn"] == {"@id": of_type(document, "NewsArticle")[0]["@id"]}
    sentence = summary["hasPart"][1]
    named = {node["@id"]: node.get("identifier") for node in nodes(document["@graph"]) if "@id" in node}
    assert [named[each["@id"]] for each in sentence["citation"] if "@id" in each] == ["f1", "e1"]
    assert [part["genre"] for part in summary["hasPart"]] == [
        "headline",
        "sentence",
        "sentence",
        "contested point",
    ]


def test_a_failed_result_is_a_failed_action(document: dict[str, Any]) -> None:
    """It has an article without parts, and an action with the error."""
    action = of_type(document, "CreateAction")[2]
    assert action["actionStatus"] == "FailedActionStatus"
    assert action["error"]["description"] == "b: no valid answer came; ask again"
    assert "result" not in action
    assert "hasPart" not in of_type(document, "NewsArticle")[2]
    expanded = jsonld.expand(document, {"documentLoader": no_loader})
    statuses = [node[f"{SCHEMA}actionStatus"] for node in nodes(expanded) if f"{SCHEMA}actionStatus" in node]
    assert statuses[2] == [{"@id": f"{SCHEMA}FailedActionStatus"}]
