"""From a document to its records: the model is chosen by name, here and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from summarizer.errors import UnknownModelError
from summarizer.extraction.baseline import summarize_by_rules

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from summarizer.models import Client, ModelOptions
    from summarizer.records import ArticleSummary, Document, Origin

__all__ = ["BASELINE", "NO_MODEL", "ModelExtractor", "check_model", "extract"]

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


class ModelExtractor:
    """Turns documents into results with a language model; opened once for many of them.

    A context manager of plain synchronous code, whose calls run on the process's own event loop.

    Args:
        options: Which model, and how it is asked.
        client: Another way of asking than over HTTP.
    """

    def __init__(self, options: ModelOptions, client: Client | None = None) -> None:
        from summarizer.models.client import LiveClient  # noqa: PLC0415 - rules alone need no client

        self.options = options
        self._client: Client = client or LiveClient(options)
        self._verifier: Client | None = None
        if options.verify:
            apart = client is None and options.verify_model not in (None, options.model)
            other = replace(options, model=options.verify_model or options.model)
            self._verifier = LiveClient(other) if apart else self._client

    @property
    def origin(self) -> Origin:
        """Where the answers come from."""
        return self._client.origin

    def __enter__(self) -> Self:
        from summarizer.models import loop  # noqa: PLC0415

        loop.run(self._client.__aenter__())
        if self._verifier is not None and self._verifier is not self._client:
            loop.run(self._verifier.__aenter__())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        from summarizer.models import loop  # noqa: PLC0415

        if self._verifier is not None and self._verifier is not self._client:
            loop.run(self._verifier.__aexit__(kind, error, trace))
        loop.run(self._client.__aexit__(kind, error, trace))

    async def extract(self, document: Document, *, repeat: int = 1) -> ArticleSummary:
        """Turn one document into its grounded, checked result.

        Raises:
            ModelError: No valid answer came.
        """
        from summarizer.extraction.labelled import extract_with_model  # noqa: PLC0415

        return await extract_with_model(
            document, self._client, self.options, repeat=repeat, verifier=self._verifier
        )
