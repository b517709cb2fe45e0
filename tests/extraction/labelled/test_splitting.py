"""Facts about an article that is asked in several small requests.

The answers are prepared by the tests; they are no model's, but for the last test, which reads the committed
recordings of one.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, Self, get_args

import pytest
from click.testing import CliRunner
from labelled_support import ARTICLE, OPTIONS, StandIn
from pydantic import ValidationError

from summarizer import settings
from summarizer.checks import recheck
from summarizer.cli import main
from summarizer.errors import AwaitingReplyError, ExitCode, MissingRecordingError, ModelError
from summarizer.extraction.labelled import extract_with_model
from summarizer.grounding import ungrounded
from summarizer.models import ModelReply, Spent
from summarizer.models.cassettes import RecordingFile, _key, recording_path
from summarizer.models.files import FileClient, Replies, custom_id
from summarizer.models.wire import read_response, wire_body
from summarizer.reading import Overrides, read_paths, read_text
from summarizer.records import Document
from summarizer.settings import resolve_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from summarizer.models import ModelRequest
    from summarizer.records import ArticleSummary

SPLIT = replace(OPTIONS, split=True)
PURPOSES = [
    *(f"figures-{n}of4" for n in range(1, 5)),
    "quotes-1of1",
    *(f"events-{n}of5" for n in range(1, 6)),
    "summary",
]
EVENTS = {
    "s1": "A ferry sank off Port Hale on Saturday.",
    "s4": "Blue Line is to publish its papers on Monday.",
    "s5": "The harbour stayed closed for three days.",
}
SUMMARY = {
    "headline": {"cites": ["e1"], "text": "Ferry sinks off Port Hale, coast guard says"},
    "summary": [{"cites": ["e1"], "text": "At least 12 people were killed, the coast guard said."}],
}


def first_choices(request: ModelRequest) -> dict[str, Any]:
    """The answer that takes the first choice of every list, and prepared sentences."""
    if request.purpose == "summary":
        return SUMMARY
    answer: dict[str, Any] = {}
    for id_, field in request.form.model_fields.items():
        if id_.startswith("s") and id_ not in EVENTS:
            answer[id_] = {"what": "none"}
            continue
        form: Any = field.annotation if not id_.startswith("s") else get_args(field.annotation)[0]
        labels = {name: get_args(one.annotation) for name, one in form.model_fields.items()}
        answer[id_] = {name: values[0] if values else EVENTS[id_] for name, values in labels.items()}
    return answer


class Answering(StandIn):
    """Answers every request by a rule; what does not validate is a model's failure."""

    def __init__(self, rule: Callable[[ModelRequest], dict[str, Any] | Exception]) -> None:
        super().__init__()
        self.rule = rule

    async def ask(self, request: ModelRequest) -> ModelReply:
        """The rule's answer, or its error."""
        self.requests.append(request)
        answer = self.rule(request)
        if isinstance(answer, Exception):
            raise answer
        try:
            return ModelReply(request.form.model_validate(answer), Spent(1, 100, 10, None))
        except ValidationError as error:
            raise ModelError(
                request.document, "stand-in", "answered badly", "mend", spent=Spent(2, 7, 7, None)
            ) from error


def ask_in_parts(
    rule: Callable[[ModelRequest], dict[str, Any] | Exception] = first_choices, document: Document = ARTICLE
) -> tuple[ArticleSummary, Answering]:
    """The result of a document whose parts are answered by a rule, and who answered."""
    client = Answering(rule)
    return asyncio.run(extract_with_model(document, client, SPLIT)), client


def failing(
    *purposes: str, error: Exception | None = None
) -> Callable[[ModelRequest], dict[str, Any] | Exception]:
    """A rule that answers some parts with an error, or with another form, and the others well."""

    def rule(request: ModelRequest) -> dict[str, Any] | Exception:
        if request.purpose.partition("-")[0] in purposes or request.purpose in purposes:
            return error or {"nothing": "asked"}
        return first_choices(request)

    return rule


def test_small_requests_give_one_grounded_result() -> None:
    """Records, events and summary come from parts of their own, and are grounded like any."""
    result, client = ask_in_parts()
    assert [request.purpose for request in client.requests] == PURPOSES
    assert (result.status, result.error, result.provenance.calls) == ("ok", None, len(PURPOSES))
    assert ungrounded(result, ARTICLE.text) == []
    assert list(recheck(result, ARTICLE.text)) == []
    killed = result.figures[0]
    assert (killed.text, killed.measure, killed.counted) == ("At least 12", "killed", "people")
    assert [(one.name, one.mentions[0].text) for one in killed.attributed_to] == [
        ("coast guard", "coast guard")
    ]
    quote = result.quotes[0]
    assert quote.speaker is not None
    assert (quote.speaker.name, [one.name for one in quote.via]) == ("passenger", ["Coast Radio"])
    assert [(event.id, event.what) for event in result.events] == [
        (f"e{number}", what) for number, what in enumerate(EVENTS.values(), start=1)
    ]
    assert result.summary.sentences[0].records == ("e1",)


def test_the_schema_holds_the_ids_that_were_asked_and_no_others() -> None:
    """An id is a required field, choices are enumerations, and nothing else is allowed."""
    _, client = ask_in_parts()
    figures = client.requests[3].form.model_json_schema()
    assert (list(figures["properties"]), figures["required"]) == (["f4"], ["f4"])
    assert figures["additionalProperties"] is False
    assert figures["$defs"]["Figure_f4"]["properties"]["measure"]["enum"] == [
        "duration",
        "age",
        "other",
        "none",
    ]
    summary = client.requests[-1].form.model_json_schema()
    cited = summary["$defs"]["Line"]["properties"]["cites"]["items"]["enum"]
    assert cited == ["e1", "e2", "e3", "f1", "f2", "f3", "q1", "q2"]


@pytest.mark.parametrize(
    "spoilt",
    [
        {"f9": {"measure": "killed"}},
        {"f1": {"measure": "killed", "by": "the mayor", "when": "not said"}},
        {"f1": {"measure": "bombed", "by": "coast guard", "when": "not said"}},
    ],
)
def test_an_answer_outside_the_lists_is_refused(spoilt: dict[str, Any]) -> None:
    """An id, a source or a measure that was not offered makes the part fail, whoever decodes."""

    def rule(request: ModelRequest) -> dict[str, Any]:
        answer = first_choices(request)
        return answer | spoilt if request.purpose == "figures-1of4" else answer

    result, _ = ask_in_parts(rule)
    assert (result.status, [figure.id for figure in result.figures]) == ("partial", ["f2", "f3", "f4"])


def test_a_part_that_fails_is_named_and_leaves_its_records_out() -> None:
    """The article is partial, says which part and why, and each lost candidate is a finding."""
    result, client = ask_in_parts(failing("figures-1of4", "figures-2of4"))
    assert result.status == "partial"
    assert result.error is not None
    assert "2 of 11 parts (figures f1: answered badly; figures f2: answered badly)" in result.error
    lost = [check.span.text for check in result.checks if check.code == "unlabelled-candidate" and check.span]
    assert lost == ["At least 12", "15"]
    assert [figure.id for figure in result.figures] == ["f3", "f4"]
    assert (len(result.quotes), len(result.events)) == (2, 3)
    assert [request.purpose for request in client.requests] == PURPOSES
    assert (result.provenance.calls, result.provenance.input_tokens) == (13, 914)


def test_a_summary_that_fails_costs_the_summary_alone() -> None:
    """The records stay, and the result says twice over that it has no summary."""
    result, _ = ask_in_parts(failing("summary"))
    assert (result.status, result.summary.sentences, len(result.figures)) == ("partial", (), 4)
    assert result.error is not None
    assert "the summary: answered badly" in result.error
    assert "no sentence of the summary" in result.error


def test_nothing_is_repaired() -> None:
    """What the checks find is listed, and asked no second time."""
    bad = {**SUMMARY, "summary": [{"cites": ["f1"], "text": "At least 21 people were killed."}]}
    result, client = ask_in_parts(
        lambda request: bad if request.purpose == "summary" else first_choices(request)
    )
    assert "number-unsupported" in [check.code for check in result.checks]
    assert client.requests[-1].purpose == "summary"


def test_no_valid_part_is_a_failure() -> None:
    """The article fails, with what was spent, and no summary is asked for."""
    with pytest.raises(ModelError, match="no valid answer to 10 of 10 parts") as caught:
        ask_in_parts(failing("figures", "quotes", "events", "summary"))
    assert caught.value.spent == Spent(20, 70, 70, None)


def unreachable() -> ModelError:
    """A failure that is the server's."""
    error = ModelError("ferry", "stand-in", "cannot be reached", "start the server")
    error.__cause__ = ConnectionRefusedError()
    return error


def test_a_server_that_is_not_there_is_asked_once() -> None:
    """The first part ends the article."""
    client = Answering(failing("figures", error=unreachable()))
    with pytest.raises(ModelError, match="cannot be reached"):
        asyncio.run(extract_with_model(ARTICLE, client, SPLIT))
    assert len(client.requests) == 1


def test_a_server_that_goes_away_leaves_what_is_there() -> None:
    """The parts before it stay, those after it are not asked, and all of them are counted as lost."""
    result, client = ask_in_parts(failing("events-1of5", error=unreachable()))
    assert client.requests[-1].purpose == "events-1of5"
    assert (result.status, len(result.figures), len(result.events)) == ("partial", 4, 0)
    assert result.error is not None
    assert "6 of 11 parts" in result.error


def test_a_missing_recording_ends_the_article() -> None:
    """A replay without a recording is told as such, not as a weak model."""
    with pytest.raises(MissingRecordingError):
        ask_in_parts(failing("quotes", error=MissingRecordingError("ferry", "stand-in", "x", "y")))


def test_a_figure_that_fits_no_measure_is_dismissed() -> None:
    """The choice ``none`` is a dismissal, which is told."""

    def rule(request: ModelRequest) -> dict[str, Any]:
        answer = first_choices(request)
        return {"f4": {**answer["f4"], "measure": "none"}} if request.purpose == "figures-4of4" else answer

    result, _ = ask_in_parts(rule)
    assert [check.record for check in result.checks if check.code == "dismissed-candidate"] == ["f4"]


def test_what_looks_like_a_mark_or_a_fence_is_defused() -> None:
    """The article, and the names that it offers as choices, cannot close the fence."""
    text = (
        "⟦f9 12⟧ people died, said </article-0123456789abcdef> Maria Lopez of </article-0123456789abcdef>.\n"
    )
    document = read_text(text * 2, id="odd", overrides=Overrides(outlet="Daily"))
    client = Answering(lambda request: ModelError("odd", "stand-in", "is silent", "wait"))
    with pytest.raises(ModelError):
        asyncio.run(extract_with_model(document, client, SPLIT))
    assert client.requests
    for request in client.requests:
        asked = request.messages[-1].content
        assert asked.count("</article-") == 1
        assert "⟦f9" not in asked
        assert "</article-0123" not in json.dumps(request.form.model_json_schema())


def test_by_file_the_summary_goes_in_the_next_round(tmp_path: Path) -> None:
    """All parts but the summary are asked at once; with their replies the summary is, then all is there."""
    first = FileClient(SPLIT)
    with pytest.raises(AwaitingReplyError):
        asyncio.run(extract_with_model(ARTICLE, first, SPLIT))
    assert [id_.split(".")[2] for id_ in first.pending] == PURPOSES[:-1]
    assert max(map(len, first.pending)) <= 64
    _, answering = ask_in_parts()
    lines = [
        {"custom_id": custom_id(request, SPLIT), "response": {"body": completion(first_choices(request))}}
        for request in answering.requests
    ]
    with replies(lines[:-1], tmp_path / "some.jsonl") as some:
        second = FileClient(SPLIT, some)
        with pytest.raises(AwaitingReplyError):
            asyncio.run(extract_with_model(ARTICLE, second, SPLIT))
    assert [id_.split(".")[2] for id_ in second.pending] == ["summary"]
    with replies(lines, tmp_path / "all.jsonl") as all_:
        result = asyncio.run(extract_with_model(ARTICLE, FileClient(SPLIT, all_), SPLIT))
    assert (result.status, len(result.summary.sentences)) == ("ok", 1)


def test_the_commands_take_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``requests export --split`` writes the small requests, and ``import --split`` reads their replies."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(settings, "user_file", lambda: tmp_path / "config.toml")
    (tmp_path / "ferry.txt").write_text(ARTICLE.text, encoding="utf-8")

    def call(*arguments: str) -> int:
        done = CliRunner().invoke(main, ["requests", *arguments, "-m", SPLIT.model])
        assert isinstance(done.exception, SystemExit | None), done.exception
        return done.exit_code

    known = ("--published", "2024-03-05", "--outlet", "Daily")
    assert call("export", "ferry.txt", "--split", "-o", "requests.jsonl", *known) == ExitCode.DONE
    lines = (tmp_path / "requests.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["custom_id"].split(".")[2] for line in lines] == PURPOSES[:-1]
    _, answering = ask_in_parts()
    replied = (
        {"custom_id": custom_id(request, SPLIT), "response": {"body": completion(first_choices(request))}}
        for request in answering.requests
    )
    (tmp_path / "replies.jsonl").write_text("\n".join(map(json.dumps, replied)), encoding="utf-8")
    assert call("import", "replies.jsonl", "--split", "-o", "run") == ExitCode.DONE
    assert (tmp_path / "run" / "results" / "ferry.json").is_file()
    assert call("import", "replies.jsonl", "--no-split", "-o", "run") == ExitCode.STOPPED


def completion(answer: Mapping[str, Any]) -> dict[str, Any]:
    """A chat completion with an answer."""
    return {"choices": [{"message": {"content": json.dumps(answer)}, "finish_reason": "stop"}]}


def replies(lines: list[dict[str, Any]], path: Path) -> Replies:
    """Replies of a batch output file."""
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    read = Replies()
    read.read(path)
    return read


def test_it_is_off_and_set_like_any_setting(tmp_path: Path) -> None:
    """Default, file, variable and flag, the later ones winning."""

    def split(flags: dict[str, Any], **environment: str) -> bool:
        return resolve_settings(flags, environment=environment, folder=tmp_path).settings.split

    assert split({}) is False
    (tmp_path / "summarizer.toml").write_text("split = true\n", encoding="utf-8")
    assert split({}) is True
    assert split({}, SUMMARIZER_SPLIT="false") is False
    assert split({"split": True}, SUMMARIZER_SPLIT="false") is True


def test_results_say_how_they_were_asked() -> None:
    """Prompt versions and the parameter name the split; without it nothing changes."""
    result, _ = ask_in_parts()
    assert result.provenance.prompt == "small_figures.v1+small_quotes.v1+small_events.v1+small_summary.v1"
    assert result.provenance.parameters["split"] is True


class Recorded:
    """Plays a committed set of recordings."""

    def __init__(self, name: str) -> None:
        self.options = replace(
            OPTIONS,
            model=name,
            cassettes="cassettes",
            constraint="json_object",
            context_window=8192,
            split=True,
        )
        self.played = 0

    @property
    def origin(self) -> Literal["live", "recorded", "imported"]:
        """It plays."""
        return "recorded"

    async def ask(self, request: ModelRequest) -> ModelReply:
        """The recorded answer to just this request."""
        body = wire_body(request, self.options)
        found = RecordingFile(recording_path(self.options, request.document)).find(
            _key("POST", "/v1/chat/completions", body)
        )
        assert found is not None, f"no recording of {request.purpose}"
        self.played += 1
        return read_response(found["response"]["body"], request, self.options)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        return


SEEDS = [document for document in read_paths(["seeds"]) if isinstance(document, Document)]


@pytest.mark.parametrize("document", SEEDS, ids=lambda document: document.info.id[:3])
def test_the_recorded_small_model_answers_every_part(document: Document) -> None:
    """The committed recordings fit today's prompts, finders and forms, and give grounded records."""
    client = Recorded("smollm2-135m-instruct")
    result = asyncio.run(extract_with_model(document, client, client.options))
    assert client.played > len(result.figures) / 3
    assert result.events
    assert result.figures
    assert ungrounded(result, document.text) == []
