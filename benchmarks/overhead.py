"""What everything around a model call costs: CPU an article against the bare call with the same messages.

A loopback server in a process of its own answers at once with a prepared reply, as recorded: to the request
about an article, and to its repair, if one was asked for. Both ways ask it the same conversations in the same
run, in turns: ours reads the text, finds, asks, grounds, checks, has repaired and writes the result; bare is
instructor over litellm alone (send, receive, validate).

Each article comes once, so that nothing that is remembered of a text helps: every copy of a seed, and of the
statements in its reply, has no-break spaces in other places. The first copies are for warming up.

    python -m benchmarks.overhead [ARTICLES]
"""

from __future__ import annotations

import json
import multiprocessing
import random
import re
import statistics
import sys
import tempfile
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.extraction import ModelExtractor, extract
from summarizer.extraction.labelled.prompting import fence_token
from summarizer.extraction.labelled.reply import Reply
from summarizer.models import ModelOptions, loop
from summarizer.models.client import _packages
from summarizer.reading import read_paths
from summarizer.runs import run_documents
from summarizer.text.segment import segment

if TYPE_CHECKING:
    from multiprocessing.queues import Queue

    from summarizer.records import Document, Source, Span

ROUNDS = 5
SHARE = 0.3
"""Share of the spaces that a copy of a text has as no-break spaces."""
TOKEN = re.compile("<article-([0-9a-f]{16})>")
SEEDS = Path(__file__).parents[1] / "seeds"
REPLIES = Path(__file__).parents[1] / "cassettes" / "relayed-large"


def prepared_replies() -> dict[str, list[str]]:
    """What is recorded for each article, by its fence's token: the reply, then that to a repair, if any."""
    found: dict[str, list[str]] = {}
    for path in sorted(REPLIES.glob("*.json")):
        recorded = json.loads(path.read_text(encoding="utf-8"))["interactions"]
        for one in sorted(recorded, key=lambda one: len(one["request"]["body"]["messages"])):
            body = one["request"]["body"]
            if body["seed"] == 1:
                token = TOKEN.findall(body["messages"][1]["content"])[0]
                found.setdefault(token, []).append(
                    one["response"]["body"]["choices"][0]["message"]["content"]
                )
    return found


def replies_by_rules(documents: list[Document]) -> dict[str, list[str]]:
    """Labels of about a model's length, made from what ``baseline`` says, where nothing is recorded."""
    return {fence_token(document.text): [json.dumps(_reply_by_rules(document))] for document in documents}


def _reply_by_rules(document: Document) -> dict[str, Any]:
    result = extract(document)
    segmented = segment(document.text, published=document.info.published, furniture=document.info.furniture)
    sources: dict[str, dict[str, str]] = {}

    def by(chain: tuple[Source, ...]) -> list[str]:
        for one in chain:
            label = {"id": f"p{len(sources) + 1}", "name": one.name, "kind": "officials"}
            sources.setdefault(one.name, label)
        return [sources[one.name]["id"] for one in chain]

    def sentence(spans: tuple[Span, ...]) -> list[str]:
        return [f"s{(segmented.sentence_index(span.start) or 0) + 1}" for span in spans[:1]]

    figures = [
        {"id": one.id, "measure": one.measure, "scope": one.scope, "by": by(one.attributed_to)}
        for one in result.figures
    ]
    quotes = [
        {"id": one.id, "kind": one.kind, "by": by((one.speaker, *one.via) if one.speaker else one.via)}
        for one in result.quotes
    ]
    events = [
        {
            "id": one.id,
            "in": sentence(one.evidence),
            "what": one.what,
            "type": one.type,
            "by": by(one.attributed_to),
        }
        for one in result.events
    ]
    summary = [{"cites": sentence(one.evidence), "text": one.text} for one in result.summary.sentences]
    return {
        "sources": list(sources.values()),
        "figures": figures,
        "quotes": quotes,
        "events": events,
        "summary": summary,
    }


def spaced(text: str, copy: int) -> str:
    """A text with no-break spaces in the places of one copy."""
    chance = random.Random(copy)  # noqa: S311 - nothing is kept secret by it
    return re.sub(" ", lambda _: "\u00a0" if chance.random() < SHARE else " ", text)


def copy_of(document: Document, replies: list[str], copy: int) -> tuple[Document, list[str]]:
    """One copy of a document, and of the replies about it."""
    text = spaced(document.text, copy)
    furniture = [
        span.model_copy(update={"text": text[span.start : span.end]}) for span in document.info.furniture
    ]
    update = {"id": f"{document.info.id}-{copy}", "furniture": tuple(furniture)}
    info = document.info.model_copy(update=update)
    return document.model_copy(update={"text": text, "info": info}), [_spaced(one, copy) for one in replies]


def _spaced(reply: str, copy: int) -> str:
    labels = json.loads(reply)
    for statement in labels.get("events", ()):
        statement["what"] = spaced(statement["what"], copy)
    for statement in (*labels.get("summary", ()), *([labels["headline"]] if "headline" in labels else ())):
        statement["text"] = spaced(statement["text"], copy)
    return json.dumps(labels, ensure_ascii=False)


def serve(replies: dict[str, list[str]], port: Queue[int]) -> None:
    """Answer every request at once, in a process of its own: the first of an article, then its repair."""
    asked: list[list[dict[str, str]]] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's signature
            """Say nothing."""

        def do_POST(self) -> None:
            messages = json.loads(self.rfile.read(int(self.headers["content-length"])))["messages"]
            asked.append(messages)
            prepared = replies[TOKEN.findall(messages[1]["content"])[0]]
            message = {"role": "assistant", "content": prepared[min(len(messages) // 2, len(prepared)) - 1]}
            answer = {
                "id": "1",
                "object": "chat.completion",
                "created": 1,
                "model": "loopback",
                "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
                "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
            }
            self._answer(answer)

        def do_GET(self) -> None:
            """What was asked since the last time."""
            self._answer(asked)
            asked.clear()

        def _answer(self, value: Any) -> None:
            data = json.dumps(value).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    port.put(server.server_port)
    server.serve_forever()


def asked(base: str) -> list[list[Any]]:
    """The conversations that the server was sent since the last time."""
    with urllib.request.urlopen(base) as answer:  # noqa: S310 - our own server
        conversations: list[list[Any]] = json.load(answer)
    return conversations


async def ask_bare(conversations: list[list[Any]], base: str) -> None:
    """Instructor over litellm, and nothing else."""
    litellm, instructor = _packages()
    client = instructor.from_litellm(litellm.acompletion, mode=instructor.Mode.JSON_SCHEMA)
    for messages in conversations:
        await client.chat.completions.create_with_completion(
            model="openai/loopback",
            api_base=base,
            api_key="none",
            messages=messages,
            response_model=Reply,
            max_retries=1,
            num_retries=0,
            temperature=0.0,
            seed=1,
        )


def run_ours(documents: list[Document], base: str, folder: Path) -> int:
    """Everything: find, ask, ground, check, write. The number of calls."""
    options = ModelOptions(model="openai/loopback", api_base=base)
    with ModelExtractor(options) as extractor:
        manifest = run_documents(documents, folder, model=options.model, extractor=extractor)
        assert all(entry.status == "ok" for entry in manifest.articles), manifest.articles  # noqa: S101
        return manifest.usage.calls


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    seeds = [one for one in read_paths([str(SEEDS)]) if not isinstance(one, Exception)]
    recorded = prepared_replies()
    known = replies_by_rules(seeds) | recorded
    replies: dict[str, list[str]] = {}
    copies: list[Document] = []
    for number in range(len(seeds) + count * ROUNDS):
        seed = seeds[number % len(seeds)]
        document, prepared = copy_of(seed, known[fence_token(seed.text)], number // len(seeds))
        copies.append(document)
        replies[fence_token(document.text)] = prepared
    context = multiprocessing.get_context("spawn")
    port: Queue[int] = context.Queue()
    server = context.Process(target=serve, args=(replies, port), daemon=True)
    server.start()
    base = f"http://127.0.0.1:{port.get(timeout=30)}/v1"
    warming, copies = copies[: len(seeds)], copies[len(seeds) :]
    ratios, bare_times, our_times, calls = [], [], [], 0
    with tempfile.TemporaryDirectory() as folder:
        run_ours(warming, base, Path(folder, "warming"))
        loop.run(ask_bare(asked(base), base))
        for first in range(0, len(copies), count):
            asked(base)
            started = time.process_time()
            calls += run_ours(copies[first : first + count], base, Path(folder, str(first)))
            ours = time.process_time() - started
            conversations = asked(base)
            started = time.process_time()
            loop.run(ask_bare(conversations, base))
            bare = time.process_time() - started
            bare_times.append(bare / count * 1000)
            our_times.append(ours / count * 1000)
            ratios.append(ours / bare)
    server.terminate()
    words = sum(len(document.text.split()) for document in copies) / len(copies)
    print(f"replies: {'as recorded' if recorded else 'made by rules, of a similar length'}")
    print(f"{count} articles of {words:.0f} words, {ROUNDS} rounds, medians, CPU of one process")
    print(f"bare, the same conversations   {statistics.median(bare_times):6.1f} ms an article")
    print(f"ours, everything done          {statistics.median(our_times):6.1f} ms an article")
    print(f"ratio                          {statistics.median(ratios):6.2f}   (aim: at most 2)")
    print(f"calls an article, repairs counted: {calls / len(copies):.2f}")


if __name__ == "__main__":
    main()
