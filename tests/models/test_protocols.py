"""Facts about what goes over the wire: the OpenAI, Ollama and vLLM protocols, and the text unchanged."""

from __future__ import annotations

import pytest
from asking import ODD_TEXT, Tiny, ask, options, request_about
from loopback import serving

from summarizer.models import Spent
from summarizer.models.wire import canonical, wire_body
from summarizer.settings import Constraint

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.mark.parametrize("model", ["tiny", "openai/tiny", "hosted_vllm/tiny"])
@pytest.mark.parametrize("constraint", ["json_schema", "json_object", "none"])
def test_a_server_of_openais_kind_gets_the_body_that_a_file_would_hold(
    model: str, constraint: Constraint
) -> None:
    """A bare name, OpenAI's route and vLLM's post the very body of the batch form to /v1/chat/completions."""
    with serving() as server:
        asked = options(f"{server.url}/v1", model, constraint=constraint)
        reply = ask(asked)
    assert (reply.answer, reply.spent) == (Tiny(a=1), Spent(1, 5, 2, None))
    path, body, headers = server.requests[0]
    assert path == "/v1/chat/completions"
    assert canonical(body) == canonical(wire_body(request_about(), asked))
    assert body["messages"][1]["content"] == ODD_TEXT
    assert headers["authorization"] == "Bearer none"
    assert len(server.requests) == 1


@pytest.mark.parametrize("model", ["ollama_chat/tiny", "ollama/tiny"])
def test_ollama_gets_its_format_and_a_window_that_fits(model: str) -> None:
    """Ollama is asked at /api/chat with the schema as ``format`` and a ``num_ctx`` for prompt and answer."""
    with serving() as server:
        reply = ask(options(server.url, model), request_about(text="x" * 30_000, max_tokens=3000))
    assert (reply.answer, reply.spent) == (Tiny(a=1), Spent(1, 5, 2, None))
    path, body, _ = server.requests[0]
    assert path == "/api/chat"
    assert body["format"] == Tiny.model_json_schema()
    assert body["options"] == {"num_ctx": 14_336, "num_predict": 3000, "seed": 1, "temperature": 0.0}
    assert body["messages"][1]["content"] == "x" * 30_000


def test_ollamas_window_is_never_larger_than_the_options_say() -> None:
    """``context_window`` caps ``num_ctx``."""
    with serving() as server:
        asked = options(server.url, "ollama_chat/tiny", context_window=8192)
        ask(asked, request_about(text="x" * 60_000))
    assert server.bodies[0]["options"]["num_ctx"] == 8192


def test_repeats_differ_in_their_seed_alone() -> None:
    """The number of the repeat is the seed."""
    from dataclasses import replace  # noqa: PLC0415 - one use

    first, second = (
        wire_body(replace(request_about(), repeat=repeat), options("http://x")) for repeat in (1, 2)
    )
    assert (first.pop("seed"), second.pop("seed")) == (1, 2)
    assert first == second
