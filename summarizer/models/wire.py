"""The OpenAI chat form of a request and of a reply: what is sent, what identifies it, how it is read."""

from __future__ import annotations

import hashlib
import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from pydantic import BaseModel, ValidationError
from pydantic_core import PydanticCustomError

from summarizer.errors import ModelError
from summarizer.models.exchange import ModelReply, Spent, known_count
from summarizer.models.mending import whole_number
from summarizer.models.redaction import answer_without_secrets

if TYPE_CHECKING:
    from summarizer.models.exchange import ModelRequest
    from summarizer.models.options import ModelOptions
    from summarizer.settings import Constraint

__all__ = [
    "body_hash",
    "canonical",
    "lenient_form",
    "parse_answer",
    "read_response",
    "response_format",
    "what_is_wrong",
    "wire_body",
    "wire_model",
]

FormT = TypeVar("FormT", bound=BaseModel)

_FENCED = re.compile(r"```[\w-]*[ \t]*\r?\n(.*?)(?:```|\Z)", re.DOTALL)
_ROUTES = ("openai/", "hosted_vllm/")
_QUOTED = 160
_LAST_COMMA = re.compile(r'(?P<string>"(?:[^"\\]|\\.)*+"?)|,(?=\s*+[}\]])', re.DOTALL)
"""A comma after the last item; strings are told apart, as what stands in them is no JSON."""
_DECODER = json.JSONDecoder(strict=False, parse_int=whole_number)
_MOST_BRACES = 100
"""Opening braces in words around an object that are tried, each in time of the rest of the text."""


def wire_model(model: str) -> str:
    """The model's name as an OpenAI-compatible server is told it, without the route."""
    for route in _ROUTES:
        if model.startswith(route):
            return model.removeprefix(route)
    return model


def wire_body(request: ModelRequest, options: ModelOptions) -> dict[str, Any]:
    """The body that is posted to ``/v1/chat/completions`` for a request; the same for every server."""
    body: dict[str, Any] = {
        "model": wire_model(options.model),
        "messages": [{"role": one.role, "content": one.content} for one in request.messages],
        "max_tokens": request.max_tokens,
        "seed": request.repeat,
    }
    if options.temperature is not None:
        body["temperature"] = options.temperature
    form = response_format(request.form, options.constraint)
    if form is not None:
        body["response_format"] = form
    return body


def response_format(form: type[BaseModel], constraint: Constraint) -> dict[str, Any] | None:
    """How a server is told the form of the answer; None where it is not told."""
    if constraint == "none":
        return None
    schema = json.loads(_schema_text(form))
    if constraint == "json_object":
        return {"type": "json_object", "schema": schema}
    return {"type": "json_schema", "json_schema": {"name": form.__name__, "schema": schema}}


def canonical(body: object) -> str:
    """JSON with sorted keys and no spaces: equal bodies have equal texts."""
    return json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def body_hash(body: object) -> str:
    """SHA-256 of the canonical body, in hexadecimal."""
    return hashlib.sha256(canonical(body).encode("utf-8", "surrogatepass")).hexdigest()


def parse_answer(text: str, form: type[FormT]) -> FormT:
    """Read an answer as models write it.

    Raw line breaks inside strings, commas before a closing bracket, a Markdown fence and words around the
    object are taken; everything else must be JSON of the form.

    Raises:
        ValidationError: There is no JSON object in it, or one of another form.
    """
    found = _object_in(text, form)
    try:
        return form.model_validate_json(text or "") if found is None else form.model_validate(found)
    except RecursionError:
        fault = PydanticCustomError("too_deep", "it is nested too deeply")
        raise ValidationError.from_exception_data(form.__name__, [{"type": fault, "input": None}]) from None


@lru_cache(maxsize=32)
def lenient_form(form: type[FormT]) -> type[FormT]:
    """A stand-in for a form, with its name and schema, that reads answers as ``parse_answer`` does.

    It has no fields, which are walked through anew for each call, and its schema is made once: both take
    longer than the rest of a call does.
    """

    def model_validate_json(cls: type[FormT], /, text: str, **_: Any) -> FormT:
        del cls
        return parse_answer(text, form)

    def model_json_schema(cls: type[FormT], /) -> Any:
        del cls
        return json.loads(_schema_text(form))

    namespace = {
        "__module__": form.__module__,
        "__doc__": form.__doc__,
        "__qualname__": form.__qualname__,
        "model_validate_json": classmethod(model_validate_json),
        "model_json_schema": classmethod(model_json_schema),
    }
    metaclass: Any = type(BaseModel)
    return cast("type[FormT]", metaclass(form.__name__, (BaseModel,), namespace))


@lru_cache(maxsize=32)
def _schema_text(form: type[BaseModel]) -> str:
    return json.dumps(form.model_json_schema())


def read_response(body: Any, request: ModelRequest, options: ModelOptions) -> ModelReply:
    """Read a chat completion that came by file.

    Args:
        body: The response's body, as a batch endpoint writes it.
        request: What it answers.
        options: The model that was asked.

    Raises:
        ModelError: It holds no valid answer; the sentence says why.
    """
    spent = _spent(body)
    try:
        choice = body["choices"][0]
        message = choice["message"]
        told = message.get("content")
    except (KeyError, IndexError, TypeError, AttributeError):
        raise _failure(request, options, spent, "sent a reply that is no chat completion") from None
    asked = "\n".join(one.content for one in request.messages)
    content = answer_without_secrets(told, asked, options) if isinstance(told, str) else ""
    if message.get("refusal"):
        raise _failure(request, options, spent, f"refused: “{_short(message['refusal'])}”")
    if choice.get("finish_reason") == "content_filter":
        raise _failure(request, options, spent, "was stopped by its provider's content filter")
    if choice.get("finish_reason") == "length":
        raise _failure(request, options, spent, f"was cut off at {request.max_tokens} tokens")
    if not content.strip():
        raise _failure(request, options, spent, "sent an empty answer")
    try:
        answer = parse_answer(content, request.form)
    except ValidationError as error:
        raise _failure(request, options, spent, what_is_wrong(error, content)) from error
    return ModelReply(answer, spent)


def what_is_wrong(error: ValidationError, content: str) -> str:
    """The rest of a sentence about an answer that is not of the form."""
    first = error.errors(include_url=False, include_input=False)[0]
    if first["type"] == "json_invalid":
        return f"answered with something that is no JSON object: “{_short(content)}”"
    place = ".".join(str(part) for part in first["loc"])
    return f"answered with JSON of another form ({place or 'the whole'}: {first['msg']})"


def _object_in(text: str, form: type[BaseModel]) -> dict[str, Any] | None:
    candidates = [text, *_FENCED.findall(text)]
    opening, closing = text.find("{"), text.rfind("}")
    if 0 <= opening < closing:
        candidates.append(text[opening : closing + 1])
    for candidate in (*candidates, *(_LAST_COMMA.sub(r"\g<string>", one) for one in candidates)):
        try:
            found = _DECODER.decode(candidate)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            return found
    return _only_object_in(_LAST_COMMA.sub(r"\g<string>", text), form)


def _only_object_in(text: str, form: type[BaseModel]) -> dict[str, Any] | None:
    """The one object with fields of the form among words with braces; of several none is taken."""
    fields = {name for field, info in form.model_fields.items() for name in (field, info.alias)}
    found: list[dict[str, Any]] = []
    start = text.find("{")
    for _ in range(_MOST_BRACES):
        if start < 0:
            break
        end = start + 1
        try:
            read, end = _DECODER.raw_decode(text, start)
            found += [read] if fields & read.keys() else []
        except (ValueError, RecursionError):
            pass
        start = text.find("{", end)
    return found[0] if len(found) == 1 and start < 0 else None


def _spent(body: Any) -> Spent:
    """What was told, of an answer that cannot be used as well."""
    told = body.get("usage") if isinstance(body, dict) else None
    usage = told if isinstance(told, dict) else {}
    prompt, reply = (known_count(usage.get(name)) for name in ("prompt_tokens", "completion_tokens"))
    return Spent(calls=1, input_tokens=prompt, output_tokens=reply, cost_usd=None)


def _short(text: object) -> str:
    words = " ".join(str(text).split())
    return words if len(words) <= _QUOTED else words[: _QUOTED - 1] + "…"


def _failure(request: ModelRequest, options: ModelOptions, spent: Spent, problem: str) -> ModelError:
    advice = "ask again, or take a model that follows instructions better"
    return ModelError(request.document, options.model, problem, advice, spent=spent)
