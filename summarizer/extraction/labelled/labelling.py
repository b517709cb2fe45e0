"""One article through a model: extraction, at most one repair, and the calls in between for a long one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from summarizer.checks import Judgements, apply_checks
from summarizer.checks.codes import order_of
from summarizer.checks.coverage import english_share
from summarizer.errors import AwaitingReplyError, MissingRecordingError, ModelError
from summarizer.extraction.labelled.bounding import bounded
from summarizer.extraction.labelled.building import build_result
from summarizer.extraction.labelled.grounded import ArticleGround
from summarizer.extraction.labelled.merging import digested, joined, repaired
from summarizer.extraction.labelled.prompting import (
    COMBINE,
    REPAIR,
    about,
    extraction_messages,
    fence_token,
    fill,
    prompt_text,
)
from summarizer.extraction.labelled.repair import faults_to_mend, record_lines
from summarizer.extraction.labelled.reply import Digest, Form, Reply
from summarizer.extraction.labelled.split_parts import Part
from summarizer.extraction.labelled.splitting import label_in_parts
from summarizer.extraction.labelled.verifying import Verdict, doubts, verification_messages
from summarizer.extraction.labelled.windows import cut, estimate_tokens, reply_budget
from summarizer.extraction.planned import planned_provenance
from summarizer.models import Message, ModelRequest, Spent
from summarizer.records import ArticleSummary
from summarizer.text.segment import segment

if TYPE_CHECKING:
    from summarizer.extraction.labelled.marking import Window
    from summarizer.models import Client, ModelOptions
    from summarizer.records import Check, Document, Provenance
    from summarizer.text.segment import Segmented

__all__ = ["extract_with_model"]

_DIGEST_TOKENS = 2500
_REPAIR_TOKENS = 4000
_VERDICT_TOKENS = 1500
_LEAST_ENGLISH = 0.04
"""Terse English keeps above 0.1, other languages below 0.03."""
_FEWEST_TOKENS = 256
"""Room for an answer below which it is not worth asking."""
_LOST = "what they ask about is left out; ask again, or take a larger model"
_ALL_RECORDS = "the list of the records of all parts"
_UNCOMBINED = (
    "{}: the article was asked about in {} parts, and there is no summary of the whole: {}; all records of "
    "the parts are there, and their summaries stand one after the other; {}"
)
_NO_SUMMARY = "{}: no sentence of the summary by {} is carried by the article; see the checks, or ask again"

FormT = TypeVar("FormT", bound=Form)


async def extract_with_model(
    document: Document,
    client: Client,
    options: ModelOptions,
    *,
    repeat: int = 1,
    verifier: Client | None = None,
) -> ArticleSummary:
    """Turn one document into its grounded, checked result, with a language model's labels.

    Args:
        document: The article as read.
        client: How the model is asked.
        options: Which model, and within which limits.
        repeat: Number of the repeat, from 1.
        verifier: How the model of the second reading is asked, if there is to be one.

    Raises:
        ModelError: No valid answer came, or one without content or in another language.
    """
    return await _Labelling(document, client, options, repeat, verifier).run()


class _Labelling:
    """The way of one article; what it takes is summed up as it goes."""

    def __init__(
        self,
        document: Document,
        client: Client,
        options: ModelOptions,
        repeat: int,
        verifier: Client | None,
    ) -> None:
        info = document.info
        self._info = info
        self._client = client
        self._options = options
        self._repeat = repeat
        self._verifier = verifier
        self._verified: dict[str, Any] = {}
        self._segmented: Segmented = segment(
            document.text, published=info.published, furniture=info.furniture
        )
        self._ground = ArticleGround(self._segmented, info.furniture)
        self._judgements = Judgements(self._segmented, info.published)
        self._spent = Spent()
        self._left_out: list[Check] = []
        """Findings about what went beyond the bounds of a reply."""
        self._problems: list[str] = []
        """Why the result is only a part of what it should be, a sentence each."""

    async def run(self) -> ArticleSummary:
        try:
            reply, messages = await self._extract() if not self._options.split else await self._in_parts()
            self._refuse_emptiness(reply)
            reply = self._bounded(reply)
            result = self._checked(reply)
            repair = await self._repair(reply, messages, result)
            if repair is not None:
                result = self._checked(self._bounded(repair))
            if self._verifier is not None:
                result = await self._verify(result, self._verifier)
        except ModelError as error:
            error.spent = self._spent + error.spent if isinstance(error.spent, Spent) else self._spent
            raise
        update: dict[str, object] = {"provenance": self._provenance()}
        problems = list(self._problems)
        if not result.summary.sentences:
            problems.append(_NO_SUMMARY.format(self._info.id, self._options.model))
        if problems:
            update |= {"status": "partial", "error": "; ".join(problems)}
        return result.model_copy(update=update)

    async def _extract(self) -> tuple[Reply, tuple[Message, ...]]:
        """The reply about the whole article, and the conversation that a repair goes on with."""
        prompt_tokens = estimate_tokens(prompt_text("extract.v1.system")) + 200
        windows = cut(self._segmented, prompt_tokens, self._options.context_window)
        if len(windows) == 1:
            messages = extraction_messages(self._info, self._segmented, windows[0])
            return await self._label(windows[0], messages, "extract"), messages
        replies = []
        for number, window in enumerate(windows, start=1):
            part = f"{number} of {len(windows)}"
            messages = extraction_messages(self._info, self._segmented, window, part)
            replies.append(await self._label(window, messages, f"extract-{number}of{len(windows)}"))
        return await self._combined(joined(replies), len(replies)), ()

    async def _combined(self, reply: Reply, parts: int) -> Reply:
        """The reply of all parts with a summary of the whole; with those of the parts where that fails."""
        try:
            digest = await self._ask(self._combining(reply), "combine", Digest, _DIGEST_TOKENS)
        except (MissingRecordingError, AwaitingReplyError):
            raise
        except ModelError as error:
            self._spend(error)
            self._problems.append(_UNCOMBINED.format(self._info.id, parts, error.problem, error.advice))
            return reply
        return digested(reply, digest)

    async def _in_parts(self) -> tuple[Reply, tuple[Message, ...]]:
        """The reply put together from several small requests, without a conversation to go on with."""
        split = await label_in_parts(self._info, self._segmented, self._options.model, self._ask_part)
        if split.lost:
            self._problems.append(f"{self._info.id}: {self._options.model} {split.lost}; {_LOST}")
        return split.reply, ()

    async def _ask_part(self, part: Part) -> Form:
        """Ask a part; what it takes in vain is counted here, as the article may go on without it."""
        try:
            return await self._ask(part.messages, part.purpose, part.form, part.max_tokens)
        except ModelError as error:
            self._spend(error)
            error.spent = None
            raise

    async def _label(self, window: Window, messages: tuple[Message, ...], purpose: str) -> Reply:
        return await self._ask(messages, purpose, Reply, reply_budget(self._segmented, window))

    async def _repair(
        self, reply: Reply, messages: tuple[Message, ...], result: ArticleSummary
    ) -> Reply | None:
        """The reply with what the model changes once it is told of the findings; None if there is nothing.

        An article that was cut is not repaired: its conversation would not fit. A repair that fails leaves
        the result as it was, with its findings.
        """
        faults = faults_to_mend(result, reply, self._segmented)
        if not faults or not messages:
            return None
        turn = fill(f"{REPAIR}.user", findings="\n".join(f"- {fault.line}" for fault in faults))
        answer = reply.model_dump_json(by_alias=True, exclude_defaults=True)
        conversation = (*messages, Message("assistant", answer), Message("user", turn))
        try:
            repair = await self._ask(conversation, "repair", Reply, _REPAIR_TOKENS)
        except (MissingRecordingError, AwaitingReplyError):
            raise
        except ModelError as error:
            self._spend(error)
            return None
        return repaired(reply, repair, {fault.label for fault in faults})

    async def _verify(self, result: ArticleSummary, verifier: Client) -> ArticleSummary:
        """The result with the doubts of a second reading; what that took stands in the parameters.

        A reading that fails leaves the result as it was, and says so there.
        """
        model = self._options.verify_model or self._options.model
        before, self._spent = self._spent, Spent()
        self._verified = {"verify": model}
        try:
            messages = verification_messages(result, self._segmented)
            verdict = await self._ask(messages, "verify", Verdict, _VERDICT_TOKENS, verifier)
            checks = sorted((*result.checks, *doubts(verdict, result, model)), key=order_of)
            result = result.model_copy(update={"checks": tuple(checks)})
        except AwaitingReplyError:
            raise
        except ModelError as error:
            self._spend(error)
            self._verified["verify_error"] = error.problem
        finally:
            took, self._spent = self._spent, before + self._spent
        self._verified |= {
            "verify_calls": took.calls,
            "verify_input_tokens": took.input_tokens,
            "verify_output_tokens": took.output_tokens,
            "verify_cost_usd": took.cost_usd,
        }
        return result

    def _combining(self, reply: Reply) -> tuple[Message, ...]:
        user = fill(
            f"{COMBINE}.user",
            token=fence_token(self._segmented.text, COMBINE),
            about=about(self._info),
            records="\n".join(record_lines(reply, self._segmented)),
        )
        return (Message("system", prompt_text(f"{COMBINE}.system").strip()), Message("user", user))

    async def _ask(
        self,
        messages: tuple[Message, ...],
        purpose: str,
        form: type[FormT],
        budget: int,
        client: Client | None = None,
    ) -> FormT:
        prompt = sum(estimate_tokens(message.content) for message in messages)
        room = self._options.context_window - prompt
        if room < _FEWEST_TOKENS:
            raise ModelError(
                self._info.id,
                self._options.model,
                f"has a window of {self._options.context_window} tokens, and "
                f"{_ALL_RECORDS if purpose == 'combine' else purpose} alone takes {prompt}",
                "raise --context-window, if the model has more",
            )
        request = ModelRequest(
            document=self._info.id,
            purpose=purpose,
            messages=messages,
            form=form,
            max_tokens=min(budget, room),
            repeat=self._repeat,
        )
        answered = await (client or self._client).ask(request)
        self._spent += answered.spent
        if not isinstance(answered.answer, form):
            raise TypeError(f"a {form.__name__} was asked for, not a {type(answered.answer).__name__}")
        return answered.answer

    def _bounded(self, reply: Reply) -> Reply:
        """The reply without what goes beyond its bounds, which is noted."""
        reply, findings = bounded(reply, self._segmented)
        self._left_out += findings
        return reply

    def _spend(self, error: ModelError) -> None:
        """Count what was spent in vain where the article goes on all the same."""
        if isinstance(error.spent, Spent):
            self._spent += error.spent

    def _checked(self, reply: Reply) -> ArticleSummary:
        result = build_result(self._info, self._segmented, reply, self._provenance(), self._ground)
        result = result.model_copy(update={"checks": (*result.checks, *self._left_out)})
        return apply_checks(result, self._segmented, self._judgements)

    def _provenance(self) -> Provenance:
        options, verified = self._options, bool(self._verified)
        if options.verify != verified:
            options = replace(options, verify=verified)
        planned = planned_provenance(options, self._repeat)
        return planned.model_copy(
            update={
                "origin": self._client.origin,
                "parameters": planned.parameters | self._verified,
                "calls": self._spent.calls,
                "input_tokens": self._spent.input_tokens,
                "output_tokens": self._spent.output_tokens,
                "cost_usd": self._spent.cost_usd,
            }
        )

    def _refuse_emptiness(self, reply: Reply) -> None:
        no_summary = not reply.summary and not self._options.split  # in parts it may fail alone
        if no_summary or not (reply.events or reply.figures or reply.quotes):
            raise ModelError(
                self._info.id,
                self._options.model,
                "answered without a summary or without any record",
                "try again, or take a larger model",
            )
        share = english_share(" ".join(one.text for one in (*reply.summary, *reply.contested)))
        if share is not None and share < _LEAST_ENGLISH:
            raise ModelError(
                self._info.id,
                self._options.model,
                "answered in another language than English",
                "try again, or take a model that follows instructions better",
            )
