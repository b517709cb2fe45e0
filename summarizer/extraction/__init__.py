"""From a document to its records: the model is chosen by name, here and nowhere else."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from summarizer.errors import UnknownModelError
from summarizer.extraction.baseline import summarize_by_rules

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Self

    from summarizer.models import Client, ModelOptions
    from summarizer.models.flow import Flow
    from summarizer.records import ArticleSummary, Document, Origin

__all__ = ["BASELINE", "NO_MODEL", "ModelExtractor", "Pace", "check_model", "extract", "for_second_reading"]

BASELINE = "baseline"
"""Name of the model that is rules alone: no network, no key."""

NO_MODEL = (
    "no model is set; name one here or in summarizer.toml: --model baseline (rules alone, no model), "
    "--model ollama_chat/llama3.2 (a local Ollama), --model openai/gpt-4o-mini (hosted, with OPENAI_API_KEY)"
)
"""What a run without a model is told."""


def check_model(model: str | None, options: ModelOptions | None = None) -> None:
    """Refuse a model that cannot be asked, as far as that shows without asking.

    Args:
        model: The model's name.
        options: How it is asked; None for ``baseline`` alone.

    Raises:
        UnknownModelError: There is no name, or nothing here can serve it.
        ConfigurationError: The options contradict each other.
    """
    if model is None:
        raise UnknownModelError(NO_MODEL)
    if model == BASELINE:
        return
    if options is not None and options.verify_model == BASELINE:
        raise UnknownModelError(
            "baseline is rules alone and reads nothing a second time; name another --verify-model"
        )
    if options is None:
        raise UnknownModelError(f"{model!r} is asked through ModelExtractor; alone there is {BASELINE}")
    from summarizer.models.client import check_options  # noqa: PLC0415 - rules alone need no client

    check_options(options)


def extract(document: Document, *, model: str = BASELINE) -> ArticleSummary:
    """Turn one document into its grounded, checked result by rules alone.

    Args:
        document: The article as read.
        model: ``baseline``.

    Raises:
        UnknownModelError: Another model is named.
    """
    check_model(model)
    return summarize_by_rules(document)


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a model is asked."""

    in_flight: int = 0
    """Calls that wait for an answer."""
    rate: float | None = None
    """Calls a second that it may be asked at most, as learned so far; None where nothing is sent."""
    paused: bool = False
    """Whether nothing is asked, as the server is down."""


class ModelExtractor:
    """Turns documents into results with a language model; opened once for many of them.

    A context manager of plain synchronous code, whose calls run on the process's own event loop; on that
    loop itself it is opened with ``async with``. It is left when the articles under way are done, or
    cancelled by an exception.

    Args:
        options: Which model, and how it is asked.
        client: Another way of asking than over HTTP; it asks one model, so a second reading is by that one.
        tell: Takes a sentence when a server is down, and when it is back.
    """

    def __init__(
        self,
        options: ModelOptions,
        client: Client | None = None,
        *,
        tell: Callable[[str], None] | None = None,
    ) -> None:
        from summarizer.models.client import LiveClient  # noqa: PLC0415 - rules alone need no client

        self.options = options if client is None else replace(options, verify_model=None)
        self._client: Client = client or LiveClient(options, tell)
        self._verifier: Client | None = self._client if options.verify else None
        self._opened = AsyncExitStack()
        self._running: set[asyncio.Task[Any]] = set()
        self._idle = asyncio.Event()
        if options.verify and self.options.verify_model not in (None, options.model):
            self._verifier = LiveClient(for_second_reading(options), tell)

    @property
    def origin(self) -> Origin:
        """Where the answers come from."""
        return self._client.origin

    @property
    def stop_reason(self) -> str:
        """Why asking on is in vain, as a sentence without a full stop; empty while there is hope."""
        return next((flow.stop_reason for flow in self.flows if flow.stop_reason), "")

    def begin(self) -> None:
        """Forget why an earlier run was stopped."""
        for flow in self.flows:
            flow.begin()

    def drain(self) -> None:
        """Begin no further article, and wait no longer for a server that is down; from any thread."""
        for flow in self.flows:
            flow.drain()

    @property
    def pace(self) -> Pace:
        """How fast the model is asked just now."""
        flows = dict.fromkeys(self.flows)
        if not flows:
            return Pace()
        return Pace(
            in_flight=sum(flow.pacer.in_flight for flow in flows),
            rate=next(iter(flows)).pacer.rate,
            paused=any(flow.is_paused for flow in flows),
        )

    @property
    def cached_tokens(self) -> int | None:
        """Tokens of prompts that the provider had cached; None where it does not say."""
        clients = dict.fromkeys((self._client, self._verifier))
        told = (getattr(client, "cached_tokens", None) for client in clients)
        known = [count for count in told if count is not None]
        return sum(known) if known else None

    @property
    def flows(self) -> list[Flow]:
        """The ways out to the servers of its models; none where nothing is sent."""
        flows = (getattr(client, "flow", None) for client in (self._client, self._verifier))
        return [flow for flow in flows if flow is not None]

    def __enter__(self) -> Self:
        from summarizer.models import loop  # noqa: PLC0415

        return loop.run(self.__aenter__())

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        from summarizer.models import loop  # noqa: PLC0415

        loop.run(self.__aexit__(kind, error, trace))

    async def __aenter__(self) -> Self:
        clients = dict.fromkeys(client for client in (self._verifier, self._client) if client is not None)
        async with AsyncExitStack() as opening:
            for client in clients:
                await opening.enter_async_context(client)
            self._opened = opening.pop_all()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            for task in self._running:
                task.cancel()
        if self._running:  # they need what is about to be closed
            await self._idle.wait()
        await self._opened.aclose()

    async def extract(self, document: Document, *, repeat: int = 1) -> ArticleSummary:
        """Turn one document into its grounded, checked result.

        Raises:
            ModelError: No valid answer came.
        """
        from summarizer.extraction.labelled import extract_with_model  # noqa: PLC0415

        task = asyncio.current_task()
        assert task is not None, "a coroutine runs in a task"  # noqa: S101 - asyncio's own promise
        self._running.add(task)
        self._idle.clear()
        try:
            return await extract_with_model(
                document, self._client, self.options, repeat=repeat, verifier=self._verifier
            )
        finally:
            self._running.discard(task)
            if not self._running:
                self._idle.set()


def for_second_reading(options: ModelOptions) -> ModelOptions:
    """How the other model is asked; a key for one provider is not sent to another, and a price is its own.

    What it is asked and answers stands among the recordings of the run's own model.
    """
    model = options.verify_model or options.model
    same = options.api_base is not None or model.partition("/")[0] == options.model.partition("/")[0]
    key = options.api_key if same else None
    return replace(
        options,
        model=model,
        api_key=key,
        price_in=None,
        price_out=None,
        recorded_as=options.recorded_as or options.model,
    )
