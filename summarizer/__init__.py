"""News articles in, grounded records and neutral cited summaries out."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summarizer.api import Summarizer, asummarize, summarize, summarize_many
    from summarizer.errors import SummarizerError
    from summarizer.models import ModelOptions
    from summarizer.reading import Overrides, read_paths, read_text
    from summarizer.records import ArticleSummary, Document

__all__ = [
    "ArticleSummary",
    "Document",
    "ModelOptions",
    "Overrides",
    "Summarizer",
    "SummarizerError",
    "asummarize",
    "read_paths",
    "read_text",
    "summarize",
    "summarize_many",
]

# A re-ask tells the model what pydantic found; with its address in it, a recording would hold a version.
os.environ.setdefault("PYDANTIC_ERRORS_INCLUDE_URL", "0")

_HOMES = {
    "ArticleSummary": "records",
    "Document": "records",
    "ModelOptions": "models",
    "Overrides": "reading",
    "Summarizer": "api",
    "SummarizerError": "errors",
    "asummarize": "api",
    "read_paths": "reading",
    "read_text": "reading",
    "summarize": "api",
    "summarize_many": "api",
}


def __getattr__(name: str) -> Any:
    # Importing the package costs nothing until a name of it is used: ``summarizer --help`` is quick.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
