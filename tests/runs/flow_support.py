"""Articles, replies and runs for facts about runs with a model over HTTP."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from summarizer.extraction import ModelExtractor
from summarizer.models import ModelOptions
from summarizer.reading import read_text
from summarizer.records import Document
from summarizer.runs import FinishedRun, RunOptions, run_documents

sys.path.insert(0, str(Path(__file__).parents[1] / "models"))
from loopback import Answer, Loopback

__all__ = ["GOOD", "REPLY", "documents", "number_in", "run", "text_of"]

REPLY = json.dumps(
    {
        "sources": [{"id": "p1", "name": "officials", "kind": "officials"}],
        "figures": [{"id": "f1", "measure": "killed", "scope": "incident", "by": ["p1"]}],
        "events": [{"id": "e1", "in": ["s1"], "what": "People died.", "type": "disaster", "by": ["p1"]}],
        "summary": [{"cites": ["s1"], "text": "People were killed, officials said."}],
    }
)
GOOD = Answer(REPLY)


def text_of(number: int) -> str:
    """An article that is like no other."""
    return f"At least 45 people were killed in flood no-{number}-, officials said."


def documents(count: int) -> list[Document]:
    """As many articles."""
    return [read_text(text_of(number), id=f"d{number}") for number in range(count)]


def number_in(body: dict[str, Any]) -> int:
    """Which article a request is about."""
    return int(body["messages"][1]["content"].split("no-")[1].split("-")[0])


def run(
    server: Loopback | str, folder: Path, count: int, jobs: int = 4, run_options: RunOptions | None = None, **asked: Any
) -> FinishedRun:  # fmt: skip
    """Run over articles, with little patience."""
    url = server if isinstance(server, str) else server.url
    values: dict[str, Any] = {"timeout": 5.0, "retries": 1, "retry_cap": 0.05, "in_flight": jobs} | asked
    options = ModelOptions(model="openai/tiny", api_base=f"{url}/v1", **values)
    with ModelExtractor(options) as extractor:
        return run_documents(
            documents(count), folder, model=options.model, extractor=extractor, jobs=jobs, options=run_options
        )
