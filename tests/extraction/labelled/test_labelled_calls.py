"""Facts about calls: how many an article takes, what they hold, what they cost, and how they fail."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from labelled_park import PARK, PARK_REPLY, PARK_TEXT, changed_record, park_with
from labelled_support import StandIn, extract

from summarizer.errors import AwaitingReplyError, MissingRecordingError, ModelError
from summarizer.extraction.labelled import PROMPT_VERSION, extract_with_model
from summarizer.extraction.labelled.reply import Digest, Reply
from summarizer.extraction.labelled.windows import estimate_tokens
from summarizer.models import ModelOptions, ModelReply, Spent
from summarizer.reading import read_text

if TYPE_CHECKING:
    from summarizer.models import ModelRequest

NEEDS_REPAIR = park_with(figures=PARK_REPLY["figures"][:2], contradictions=[], contested=[])
MENDED = {"figures": [PARK_REPLY["figures"][2]]}
TOWNS = read_text(
    "\n\n".join(
        f"In town {number}, {number + 20} shops closed on Monday, the mayor said." for number in range(90)
    ),
    id="towns",
)
PART: dict[str, Any] = {
    "sources": [{"id": "p1", "name": "mayor", "kind": "officials"}],
    "events": [{"id": "e1", "in": ["s1"], "what": "Shops closed.", "type": "economy", "by": ["p1"]}],
    "summary": [{"cites": ["e1"], "text": "Shops closed, the mayor said."}],
}
SMALL = ModelOptions(model="stand-in", context_window=9000)


class Priced(StandIn):
    """A stand-in whose answers cost something."""

    async def ask(self, request: ModelRequest) -> ModelReply:
        """The next answer, each of another price."""
        reply = await super().ask(request)
        number = len(self.requests)
        return ModelReply(reply.answer, Spent(number, 100 * number, 10 * number, 0.5 * number))


def run(client: StandIn, options: ModelOptions | None = None, repeat: int = 1) -> Any:
    """The result about the park."""
    chosen = options or ModelOptions(model="stand-in")
    return asyncio.run(extract_with_model(PARK, client, chosen, repeat=repeat))


def test_a_normal_article_is_one_call() -> None:
    """One request for the form of a reply, with room for it, about the document, of the given repeat."""
    client = StandIn(PARK_REPLY)
    result = run(client, repeat=3)
    (request,) = client.requests
    assert (request.document, request.purpose, request.form, request.repeat) == ("park", "extract", Reply, 3)
    assert 1500 < request.max_tokens < 32_768
    assert (result.provenance.repeat, result.provenance.calls, result.provenance.prompt) == (
        3,
        1,
        PROMPT_VERSION,
    )
    assert (result.provenance.model, result.provenance.origin) == ("stand-in", "imported")
    assert result.checks == ()


def test_the_same_replies_give_the_same_bytes() -> None:
    """Nothing of a result or of its requests depends on time or chance."""
    one, other = extract(NEEDS_REPAIR, MENDED, document=PARK), extract(NEEDS_REPAIR, MENDED, document=PARK)
    assert one[0].model_dump_json() == other[0].model_dump_json()
    assert one[1].requests == other[1].requests


def test_a_repair_goes_on_with_the_conversation() -> None:
    """Its first messages are those of the first call; then the answer, whole, and the findings; never a third call."""
    client = StandIn(NEEDS_REPAIR, {}, PARK_REPLY)
    run(client)
    first, repair = client.requests
    assert (repair.purpose, repair.form, repair.repeat) == ("repair", Reply, 1)
    assert repair.messages[: len(first.messages)] == first.messages
    answer, turn = repair.messages[len(first.messages) :]
    assert (answer.role, turn.role) == ("assistant", "user")
    assert Reply.model_validate_json(answer.content) == Reply.model_validate(NEEDS_REPAIR)
    assert "f3" in turn.content
    assert len(client.answers) == 1


def test_a_good_repair_leaves_nothing_to_find() -> None:
    """The mended record is in the result, and both calls are counted."""
    result = run(client := Priced(NEEDS_REPAIR, MENDED))
    assert result.checks == ()
    assert [figure.id for figure in result.figures] == ["f1", "f2", "f3"]
    spent = result.provenance
    assert (spent.calls, spent.input_tokens, spent.output_tokens, spent.cost_usd) == (3, 300, 30, 1.5)
    assert len(client.requests) == 2


def test_what_is_unknown_of_one_call_is_unknown_of_all() -> None:
    """A price that is not known is not zero."""
    result, _ = extract(NEEDS_REPAIR, MENDED, document=PARK)
    assert (result.provenance.calls, result.provenance.input_tokens, result.provenance.cost_usd) == (
        2,
        200,
        None,
    )


@pytest.mark.parametrize("spent", [None, Spent(2, 7, 7, 0.25)])
def test_a_repair_that_fails_leaves_the_result(spent: Spent | None) -> None:
    """The first result stands with its findings, and what the attempt took is in the sum."""
    result = run(Priced(NEEDS_REPAIR, ModelError("park", "stand-in", "is down", "wait", spent=spent)))
    assert result.status == "ok"
    assert [check.code for check in result.checks] == ["unlabelled-candidate"]
    assert [figure.id for figure in result.figures] == ["f1", "f2"]
    assert result.provenance.calls == (1 if spent is None else 3)
    assert result.provenance.cost_usd == (0.5 if spent is None else 0.75)


@pytest.mark.parametrize("error", [MissingRecordingError, AwaitingReplyError])
@pytest.mark.parametrize("place", [0, 1])
def test_a_reply_that_must_come_first_goes_up(error: type[ModelError], place: int) -> None:
    """From the first call and from the repair alike, with what was spent so far."""
    answers: list[Any] = [NEEDS_REPAIR, MENDED]
    answers[place] = error("park", "stand-in", "has no reply", "record it", spent=Spent(1, 1, 1, 0.25))
    with pytest.raises(error) as caught:
        run(Priced(*answers))
    assert caught.value.spent == (Spent(1, 1, 1, 0.25) if place == 0 else Spent(2, 101, 11, 0.75))


def test_a_first_call_that_fails_is_the_articles_failure() -> None:
    """There is nothing to leave as it was."""
    with pytest.raises(ModelError, match="park: stand-in is down; wait"):
        run(StandIn(ModelError("park", "stand-in", "is down", "wait")))


GERMAN = (
    "Der Rat teilte am Montag mit, dass vierzehn Linden im Park gefällt worden seien, weil die Wurzeln krank waren, "
    "und die Anwohner sprachen von unnötigem Schaden, während etwa zweihundert Menschen eine Bittschrift unterschrieben "
    "und der Verein neue Bäume im Herbst pflanzen will, wie er am selben Tag schrieb, ohne Zahlen zu nennen."
)


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        ({}, "without a summary"),
        (park_with(summary=[]), "without a summary"),
        (park_with(figures=[], quotes=[], events=[]), "without any record"),
        (park_with(summary=[{"cites": ["e1"], "text": GERMAN}], contested=[]), "another language"),
    ],
)
def test_an_answer_of_no_use_is_an_error(reply: dict[str, Any], problem: str) -> None:
    """It names document and model, says what to do, carries what was spent, and no repair is asked for."""
    client = Priced(reply, {})
    with pytest.raises(ModelError, match=problem) as caught:
        run(client)
    assert str(caught.value).startswith("park: stand-in answered")
    assert "; try again" in str(caught.value)
    assert caught.value.spent == Spent(1, 100, 10, 0.5)
    assert len(client.requests) == 1


def test_terse_english_is_english() -> None:
    """A summary of names and numbers is not taken for another language."""
    result, _ = extract(
        changed_record(
            "summary",
            1,
            text="Mill Park: 14 lime trees felled, council says; 19 stumps counted, Tree Trust says. " * 4,
        ),
        {},
        document=PARK,
    )
    assert result.status == "ok"


def test_a_summary_that_is_kept_out_whole_is_not_ok() -> None:
    """A result of which the checks leave no sentence does not look like a good one."""
    said = [{"cites": ["e1"], "text": "In 1888 it was 77."}]
    result, _ = extract(park_with(summary=said, headline=None, contested=[]), {}, document=PARK)
    assert result.summary.sentences or result.status != "ok"


def test_a_repair_in_another_language_does_not_replace_what_was_good() -> None:
    """A sentence that had no finding stays, if what is to replace it is kept out."""
    repair = {"summary": [{"n": 1, "cites": ["e1"], "text": "Der Rat von Wien sagte 99 Worte."}]}
    result, _ = extract(NEEDS_REPAIR, repair, document=PARK)
    assert PARK_REPLY["summary"][0]["text"] in [one.text for one in result.summary.sentences]


def test_a_long_article_goes_part_by_part() -> None:
    """A call for each part in order, one to bring them together, no repair; every sentence is shown once."""
    digest = {"summary": [{"cites": ["e1", "e1001"], "text": "Shops closed, the mayor said."}]}

    class Parts(StandIn):
        """Labels each part alike, and brings them together."""

        async def ask(self, request: ModelRequest) -> ModelReply:
            """The answer of the form that is asked for."""
            self.answers = [digest if request.form is Digest else PART]
            return await super().ask(request)

    client = Parts()
    result = asyncio.run(extract_with_model(TOWNS, client, SMALL))
    *parts, last = client.requests
    count = len(parts)
    assert count > 2
    assert [request.purpose for request in parts] == [
        f"extract-{number}of{count}" for number in range(1, count + 1)
    ]
    assert (last.purpose, last.form) == ("combine", Digest)
    shown = "".join(request.messages[1].content for request in parts)
    for number in range(1, 91):
        assert shown.count(f"⟦s{number}⟧") == 1
    assert len({request.messages[0] for request in parts}) == 1
    for request in client.requests:
        prompt = sum(estimate_tokens(message.content) for message in request.messages)
        assert prompt + request.max_tokens <= SMALL.context_window
    assert result.provenance.calls == count + 1
    assert len(result.events) == count
    assert result.summary.sentences[0].records == ("e1", "e1001")
    assert result.status == "ok"


def in_parts(digest: Any, part: dict[str, Any] = PART) -> tuple[Any, StandIn]:
    """The result of the long article, each part of it answered alike, and who answered."""

    class Parts(StandIn):
        async def ask(self, request: ModelRequest) -> ModelReply:
            self.answers = [digest if request.form is Digest else part]
            return await super().ask(request)

    client = Parts()
    return asyncio.run(extract_with_model(TOWNS, client, SMALL)), client


def test_records_that_do_not_fit_together_are_kept() -> None:
    """What was answered about the parts is there, and the result says in words what is not, and what to do."""
    event = PART["events"][0] | {"what": f"Shops closed{' and shops closed' * 7}."}
    many = [event | {"id": f"e{number}", "in": [f"s{number}"]} for number in range(1, 46)]
    result, client = in_parts({}, PART | {"events": many})
    assert not any(request.form is Digest for request in client.requests)
    parts = len(client.requests)
    assert (result.status, len(result.events), result.provenance.calls) == ("partial", 45 * parts, parts)
    assert {one.text for one in result.summary.sentences} == {"Shops closed, the mayor said."}
    assert result.error.startswith(
        f"towns: the article was asked about in {parts} parts, and there is no summary of the whole: "
        f"stand-in has a window of 9000 tokens, and the list of the records of all parts alone takes "
    )
    assert result.error.endswith("; raise --context-window, if the model has more")


def test_a_summary_of_the_whole_that_fails_costs_itself_alone() -> None:
    """The records of the parts stay, and what the failure took is counted."""
    failure = ModelError("towns", "stand-in", "is silent", "ask again", spent=Spent(3, 5, 5, None))
    result, client = in_parts(failure)
    parts = len(client.requests) - 1
    assert (result.status, len(result.events), result.provenance.calls) == ("partial", parts, parts + 3)
    assert "no summary of the whole: stand-in is silent; " in result.error


@pytest.mark.parametrize("kind", [MissingRecordingError, AwaitingReplyError])
def test_a_summary_of_the_whole_that_is_not_there_yet_is_waited_for(kind: type[ModelError]) -> None:
    """A missing recording and a reply that is to come are told as such."""
    with pytest.raises(kind):
        in_parts(kind("towns", "stand-in", "is not there", "wait"))


def test_a_part_that_fails_fails_the_article() -> None:
    """Half an article is not presented as the whole; what the parts before took is carried."""
    failure = ModelError("towns", "stand-in", "is down", "wait", spent=Spent(1, 1, 1, 0.0))
    with pytest.raises(ModelError) as caught:
        asyncio.run(extract_with_model(TOWNS, StandIn(PART, failure), SMALL))
    assert caught.value.spent == Spent(2, 101, 11, None)


def test_text_of_the_article_is_the_same_for_every_call() -> None:
    """The first user message holds the whole article but for marks."""
    client = StandIn(PARK_REPLY)
    run(client)
    content = client.requests[0].messages[1].content
    for words in PARK_TEXT.replace("\n\n", " ").split():
        assert words.strip("“”.,") in content
