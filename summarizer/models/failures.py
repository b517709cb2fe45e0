"""Turns what the model packages raise into this project's errors: one sentence, no secrets, what to do."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from summarizer.errors import MissingRecordingError, ModelError, SummarizerError
from summarizer.models.hosts import host_of
from summarizer.models.wire import what_is_wrong

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.models.exchange import ModelRequest, Spent
    from summarizer.models.options import ModelOptions

__all__ = [
    "causes",
    "hopeless",
    "is_passing",
    "is_refusal",
    "is_server_failure",
    "is_unreachable",
    "model_error",
    "retry_after",
    "without_secrets",
]

_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_REFUSALS = frozenset({429, 503, 529})
_NO_MONEY = 402
_UNREACHABLE = frozenset(
    {"ConnectionRefusedError", "gaierror", "ClientConnectorError", "ClientConnectorDNSError"}
)
_MISSING_RECORDING = "CannotOverwriteExistingCassetteException"
_PAGE = (
    "is behind something that answers with a web page, not with JSON",
    "mend --api-base; most servers want it to end in /v1",
)
_QUOTED = 200
_SECRET_NAME = re.compile(r"(?:_API_KEY|_TOKEN|_SECRET|_PASSWORD)$")
_KEY_LIKE = re.compile(r"\b(?:sk|pk|gsk|xai|key)-[A-Za-z0-9_*-]{6,}|\bBearer\s+\S+", re.IGNORECASE)
_CREDENTIALS = re.compile(r"(?<=//)[^/@\s]+:[^/@\s]+@")
_QUERY = re.compile(
    r"(?P<name>[?&](?:api[-_]?key|key|token|access[-_]?token|secret|sig|signature|password|pwd)=)[^&\s\"']+",
    re.IGNORECASE,
)
_SHORTEST_SECRET = 6
_WRAPPING = re.compile(r"^(?:litellm\.\w+: )?(?:\w+Error: )*(?:\w+Exception - )?")


def causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what it was raised from, innermost last."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def is_passing(error: BaseException) -> bool:
    """Whether the same call may succeed a little later.

    A missing key and a refused connection come out of litellm as errors of the server; they are not passing,
    nor are a page of HTML and an exhausted quota.
    """
    chain = list(causes(error))
    names = {type(one).__name__ for one in chain}
    if names & {_MISSING_RECORDING, "ValidationError", *_UNREACHABLE}:
        return False
    if _is_page(chain) or any(_is_quota(one) or isinstance(one, SummarizerError) for one in chain):
        return False
    status = _status(chain)
    return status in _PASSING if status is not None else "TimeoutError" in names


def is_unreachable(error: BaseException) -> bool:
    """Whether nobody listens at the server's address, or there is no way to it."""
    return any(type(one).__name__ in _UNREACHABLE for one in causes(error))


def is_refusal(error: BaseException) -> bool:
    """Whether the server wants fewer calls, or has no room for more just now."""
    chain = list(causes(error))
    return _status(chain) in _REFUSALS and not any(_is_quota(one) for one in chain)


def is_server_failure(error: BaseException) -> bool:
    """Whether the server failed over the call, or something in front of it did."""
    chain = list(causes(error))
    status = _status(chain)
    is_own = any(isinstance(one, SummarizerError) for one in chain)
    return status is not None and status >= 500 and not is_own and not is_unreachable(error)


def hopeless(error: BaseException, options: ModelOptions, *, has_answered: bool = False) -> str:
    """Why no other call would fare better than the one that failed, in a sentence; empty if one may.

    Args:
        error: What was raised, with its causes.
        options: How the model is asked.
        has_answered: Whether it has answered before, with this key: then one article may be forbidden, or
            something in front of the server may fail.
    """
    chain = list(causes(error))
    names = {type(one).__name__ for one in chain}
    if names & _UNREACHABLE or _MISSING_RECORDING in names:
        return ""
    status = _status(chain)
    is_final = (
        status in (401, 404, _NO_MONEY)
        or "AuthenticationError" in names
        or any(_is_quota(one) for one in chain)
        or (not has_answered and (status == 403 or (_is_page(chain) and (status or 0) < 500)))
    )
    if not is_final:
        return ""
    if _is_page(chain):
        problem, advice = _PAGE
    else:
        problem, advice = _by_status(chain, names, options)
    return f"{options.model} {without_secrets(problem, options)}; {advice}"


def retry_after(error: BaseException) -> float | None:
    """Seconds that the server asks to wait, or None."""
    for one in causes(error):
        headers = getattr(one, "litellm_response_headers", None) or getattr(
            getattr(one, "response", None), "headers", None
        )
        asked = headers.get("retry-after") if headers is not None else None
        if asked is not None:
            try:
                return float(asked)
            except ValueError:
                return None
    return None


def model_error(
    error: BaseException, request: ModelRequest, options: ModelOptions, spent: Spent
) -> ModelError:
    """The sentence for a failed call.

    Args:
        error: What was raised, with its causes.
        request: What was asked.
        options: How.
        spent: What was spent in vain.
    """
    chain = list(causes(error))
    names = {type(one).__name__ for one in chain}
    document, model = request.document, options.model
    if _MISSING_RECORDING in names:
        problem = f"has no recording of this request ({request.purpose}) in {options.cassettes}"
        return MissingRecordingError(document, model, problem, _how_to_record(options), spent=spent)
    problem, advice = _what_and_why(chain, names, request, options)
    return ModelError(document, model, without_secrets(problem, options), advice, spent=spent)


def without_secrets(text: str, options: ModelOptions | None = None, *, known_only: bool = False) -> str:
    """``text`` without the values of keys and tokens, and without what looks like one.

    Args:
        text: Any text.
        options: Hold the key in use, where one is; others are those of the environment.
        known_only: Leave what only looks like a key: an article may hold such.
    """
    secrets = [value for name, value in os.environ.items() if _SECRET_NAME.search(name)]
    in_use = options.api_key if options is not None else None
    for secret in sorted({*secrets, in_use or ""}, key=len, reverse=True):
        if len(secret) >= _SHORTEST_SECRET:
            text = text.replace(secret, "…")
    if known_only:
        return text
    return _QUERY.sub(r"\g<name>…", _CREDENTIALS.sub("…@", _KEY_LIKE.sub("…", text)))


def _what_and_why(
    chain: list[BaseException], names: set[str], request: ModelRequest, options: ModelOptions
) -> tuple[str, str]:
    """What went wrong, and what to do: about the answer, the connection, or what the server says."""
    own = next((one for one in chain if isinstance(one, SummarizerError)), None)
    if own is not None:
        return f"could not be asked ({own})", "mend that, then run again"
    if "IncompleteOutputException" in names:
        return (
            f"was cut off at {request.max_tokens} tokens or at its own limit",
            "raise --context-window, or take a model that may answer longer",
        )
    invalid = next((one for one in chain if isinstance(one, ValidationError)), None)
    if invalid is not None:
        return _invalid(chain, invalid), "ask again, or take a model that follows instructions better"
    if names & _UNREACHABLE:
        where = options.api_base or host_of(options)
        return f"cannot be reached at {where}", "start the server, or mend --api-base"
    if _is_page(chain):
        return _PAGE
    return _by_status(chain, names, options)


def _by_status(chain: list[BaseException], names: set[str], options: ModelOptions) -> tuple[str, str]:
    said, status = _said(chain), _status(chain)
    if status in (401, 403):
        return f"refused the key, or none is set ({said})", (
            "set the provider's key variable or SUMMARIZER_API_KEY; summarizer models shows which are set"
        )
    if status == 404 or "UnsupportedParamsError" in names:
        return f"is not known there ({said})", "mend --model; summarizer models lists what is reachable"
    if status == _NO_MONEY or any(_is_quota(one) for one in chain):
        return f"has no quota left ({said})", "mend the account with the provider, then run again"
    tries = f"{options.retries + 1} times"
    if status == 429:
        return f"refused for too many requests, {tries} ({said})", "wait, or run with a smaller -j"
    if status == 408 or names & {"Timeout", "APITimeoutError", "TimeoutError"}:
        return f"did not answer within {options.timeout:g} s", "raise --timeout, or take a faster model"
    if status is not None and status >= 500:
        return f"has a server that fails, {tries} ({said})", "run again later"
    if "BadRequestError" in names or "ContextWindowExceededError" in names:
        return f"does not take the request ({said})", (
            "lower --context-window, or try another --constraint (json_object, none)"
        )
    return f"could not be asked ({said})", "mend that, then run again"


def _invalid(chain: list[BaseException], invalid: ValidationError) -> str:
    """What is wrong with an answer that is not of the form, a refusal and a filter among it."""
    completions = (getattr(one, "last_completion", None) for one in chain)
    completion = next((one for one in completions if one is not None), None)
    choices: list[Any] = getattr(completion, "choices", None) or []
    message = getattr(choices[0], "message", None) if choices else None
    refusal = getattr(message, "refusal", None) or (
        (getattr(message, "provider_specific_fields", None) or {}).get("refusal")
    )
    content = getattr(message, "content", None) or ""
    if refusal:
        return f"refused: “{_short(refusal)}”"
    if choices and getattr(choices[0], "finish_reason", None) == "content_filter":
        return "was stopped by its provider's content filter"
    if not content.strip():
        return "sent an empty answer"
    return what_is_wrong(invalid, content)


def _status(chain: list[BaseException]) -> int | None:
    found = (getattr(one, "status_code", None) for one in chain)
    return next((status for status in found if isinstance(status, int)), None)


def _is_page(chain: list[BaseException]) -> bool:
    text = str(chain[min(1, len(chain) - 1)]).casefold()
    return "<html" in text or "<!doctype" in text


def _is_quota(error: BaseException) -> bool:
    return "insufficient_quota" in str(error) or "exceeded your current quota" in str(error)


def _said(chain: list[BaseException]) -> str:
    """What the server or the package said, in short."""
    foreign = [one for one in chain if type(one).__name__ != "InstructorRetryException"] or chain
    return _short(_WRAPPING.sub("", str(foreign[0]))) or type(foreign[0]).__name__


def _short(text: object) -> str:
    words = " ".join(str(text).split())
    return words if len(words) <= _QUOTED else words[: _QUOTED - 1] + "…"


def _how_to_record(options: ModelOptions) -> str:
    return (
        f"record it with: summarizer run PATH --model {options.model} --cassettes {options.cassettes} "
        f"--recording record (or, by file: summarizer requests export, then requests import --record)"
    )
