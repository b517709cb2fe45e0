"""Turns what the model packages raise into this project's errors: one sentence, no secrets, what to do."""

from __future__ import annotations

import json
import re
import zlib
from json import JSONDecodeError
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from summarizer.errors import MissingRecordingError, ModelError, SummarizerError
from summarizer.models.hosts import basic_authorization, host_of
from summarizer.models.redaction import without_secrets
from summarizer.models.redirects import RedirectedError
from summarizer.models.wire import what_is_wrong
from summarizer.settings import KEY_VARIABLE, is_loopback, shown_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.models.exchange import ModelRequest, Spent
    from summarizer.models.options import ModelOptions

__all__ = [
    "MissingKeyError",
    "causes",
    "hopeless",
    "is_passing",
    "is_refusal",
    "is_server_failure",
    "is_turned_away",
    "is_unreachable",
    "model_error",
    "redirect",
    "retry_after",
    "without_secrets",
]

_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_REFUSALS = frozenset({429, 503, 529})
_NO_MONEY = 402
_FORBIDDEN = 403
_UNREACHABLE = frozenset(
    {"ConnectionRefusedError", "gaierror", "ClientConnectorError", "ClientConnectorDNSError"}
)
_MISSING_RECORDING = "CannotOverwriteExistingCassetteException"
_MEND_BASE = "mend --api-base; most servers want it to end in /v1, an Ollama does not"
_PAGE = "is behind something that answers with a web page, not with JSON"
_NO_COMPLETION = "sent a reply that is no chat completion"
_READERS = frozenset({"litellm", "instructor", "json", "builtins"})
"""Packages whose errors come of reading an answer; others tell of a status or of a connection."""
_TRACEBACK = re.compile(r"\s*Traceback \(most recent call last\).*", re.DOTALL)
_PATH = re.compile(r"(?<![\w:/\\])(?:[A-Za-z]:)?[\\/](?:[^\s\"'\\/]+[\\/])+(?P<name>[^\s\"'\\/]*\.\w+)")
"""Where a file is on a machine: absolute, and its name has an ending, as that of a service has not."""
_LONGEST_SAID = 2000
_QUOTED = 200
_NO_KEY = re.compile(
    r"\bmissing\b.{0,30}\b(?:credentials|api key)|\b[A-Z0-9_]+_API_KEY is not set", re.IGNORECASE
)
"""How openai's client and litellm say that no key is set."""
_BEGINNING = 60
"""Characters within which they do; what a server has sent may follow."""
_KEY_NAME = re.compile(r"\b[A-Z][A-Z0-9_]*_API_KEY\b")
_WRAPPING = re.compile(r"^(?:litellm\.\w+: )?(?:\w+Error: )*(?:\w+Exception - )?")


class MissingKeyError(Exception):
    """No key is set for a provider that lets nobody in without one; nothing was sent.

    Args:
        variables: Those that could hold it.
    """

    def __init__(self, variables: tuple[str, ...]) -> None:
        super().__init__("no key is set")
        self.variables = variables


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
    if not isinstance(error, Exception):
        return False  # it was cancelled, after a failure that may pass
    chain = list(causes(error))
    names = {type(one).__name__ for one in chain}
    status = _status(chain)
    if names & {_MISSING_RECORDING, "ValidationError", *_UNREACHABLE}:
        return False
    if _is_wrong_place(chain) or _is_shut_out(chain):
        return False
    if any(_is_quota(one) or isinstance(one, SummarizerError) for one in chain):
        return False
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
    is_theirs = not (is_own or is_unreachable(error) or _is_shut_out(chain))
    is_unreadable = _is_unreadable(chain) and not _is_page(chain)
    return status is not None and status >= 500 and is_theirs and not is_unreadable


def is_turned_away(error: BaseException) -> bool:
    """Whether a page, a redirect or a 403 came: for all articles where the way in is wrong, else for one."""
    chain = list(causes(error))
    is_page = _is_page(chain) and _is_wrong_place(chain)
    return _status(chain) == _FORBIDDEN or bool(redirect(chain)) or is_page


def hopeless(error: BaseException, options: ModelOptions, *, may_be_alone: bool = False) -> str:
    """Why no other call would fare better than the one that failed, in a sentence; empty if one may.

    Args:
        error: What was raised, with its causes.
        options: How the model is asked.
        may_be_alone: Whether an article that is turned away may be the only one: the model has answered
            before, or too few were turned away so far.
    """
    chain = list(causes(error))
    names = {type(one).__name__ for one in chain}
    if names & _UNREACHABLE or _MISSING_RECORDING in names:
        return ""
    status = _status(chain)
    is_final = (
        status in (401, 404, _NO_MONEY)
        or _missing_key(chain) is not None
        or "AuthenticationError" in names
        or any(_is_quota(one) for one in chain)
        or (not may_be_alone and is_turned_away(error))
    )
    if not is_final:
        return ""
    problem, advice = _by_server(chain, names, options)
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
    if "ResponseParsingError" in names:  # there is no choice in it
        return "sent an empty answer", "ask again, or take a model that follows instructions better"
    if names & _UNREACHABLE:
        where = shown_address(options.api_base) if options.api_base else host_of(options)
        return f"cannot be reached at {where}", "start the server, or mend --api-base"
    return _by_server(chain, names, options)


def _by_server(chain: list[BaseException], names: set[str], options: ModelOptions) -> tuple[str, str]:
    """What is wrong with the way in: the key, the address, or what the server says of it."""
    variables = _missing_key(chain)
    if variables is not None:
        anyway = ", to any word if its server wants no key" if options.api_base else ""
        return "has no key", f"set {' or '.join((*variables, KEY_VARIABLE))}{anyway}"
    redirected = redirect(chain)
    if redirected:
        way = f"from {host_of(options)} to {redirected}"
        return f"is not where it was asked: a redirect leads {way}, where nothing was sent", (
            "if that is right, name its address with --api-base"
        )
    if _is_wrong_place(chain):
        return _PAGE if _is_page(chain) else _NO_COMPLETION, _MEND_BASE
    return _by_status(chain, names, options)


def _missing_key(chain: list[BaseException]) -> tuple[str, ...] | None:
    """The variables that may hold the key that is not set; None where that is not what is wrong."""
    own = next((one for one in chain if isinstance(one, MissingKeyError)), None)
    if own is not None:
        return own.variables
    is_answered = any(
        "HTTPStatusError" in type(one).__name__ or isinstance(one, ValidationError) for one in chain
    )
    if is_answered or not _NO_KEY.search(_said(chain)[:_BEGINNING]):
        return None
    return tuple(dict.fromkeys(_KEY_NAME.findall(str(chain[0]))))


def _is_shut_out(chain: list[BaseException]) -> bool:
    """Whether nothing came to the model, for want of a key or of its address."""
    return _missing_key(chain) is not None or bool(redirect(chain))


def redirect(chain: Iterable[BaseException]) -> str:
    """Where the server sends the request on to; empty where it does not."""
    return next((one.address for one in chain if isinstance(one, RedirectedError)), "")


def _by_status(chain: list[BaseException], names: set[str], options: ModelOptions) -> tuple[str, str]:
    said, status = _said(chain, options), _status(chain)
    if status in (401, _FORBIDDEN):
        return f"refused the key, or none is set ({said})", _mend_key(options)
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


def _mend_key(options: ModelOptions) -> str:
    """What to do where the key is not taken."""
    base = options.api_base or ""
    if basic_authorization(base):
        return "mend user and password in --api-base"
    if is_loopback(base) and not options.api_key:
        return f"no key was sent there: set {KEY_VARIABLE} (a provider's own key does not go to this machine)"
    return f"set the provider's key variable or {KEY_VARIABLE}; summarizer models shows which are set"


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
    texts = [str(chain[min(1, len(chain) - 1)])]
    texts += [one.doc for one in chain if isinstance(one, JSONDecodeError)]
    return any("<html" in text or "<!doctype" in text for text in map(str.casefold, texts))


def _is_wrong_place(chain: list[BaseException]) -> bool:
    """Whether the answer says that the address is wrong: a page of HTML, or what no model answers.

    A page with a 5xx is that of a proxy, which says that its server is down.
    """
    answers = (getattr(one, "response", None) for one in chain if "HTTPStatusError" in type(one).__name__)
    is_page = _is_page(chain) and all(answer is None or answer.status_code < 500 for answer in answers)
    return is_page or _is_unreadable(chain)


def _is_unreadable(chain: list[BaseException]) -> bool:
    """Whether an answer came whose status was none of an error, and litellm could not read it.

    It gives such an answer a 500 of its own.
    """
    return (_status(chain) or 0) >= 500 and all(
        type(one).__module__.partition(".")[0] in _READERS
        and type(one) is not Exception  # an error that the server told in an answer of status 200
        and not isinstance(one, OSError | UnicodeDecodeError | zlib.error)  # it broke on its way
        and "HTTPStatusError" not in type(one).__name__
        for one in chain
    )


def _is_quota(error: BaseException) -> bool:
    return "insufficient_quota" in str(error) or "exceeded your current quota" in str(error)


def _said(chain: list[BaseException], options: ModelOptions | None = None) -> str:
    """What the server or the package said, in short."""
    if _is_page(chain):
        return f"status {_status(chain)}, with a web page"
    foreign = [one for one in chain if type(one).__name__ != "InstructorRetryException"] or chain
    # What is cut may end in half of a secret, which nobody would know for one.
    text = _inner(_WRAPPING.sub("", without_secrets(str(foreign[0]), options)))[:_LONGEST_SAID]
    return _short(_PATH.sub(r"…/\g<name>", _TRACEBACK.sub("", text))) or type(foreign[0]).__name__


def _inner(text: str) -> str:
    """The words of an error that is told as JSON, as Ollama does."""
    try:
        told = json.loads(text).get("error")
    except (ValueError, AttributeError, RecursionError):
        return text
    told = told.get("message") if isinstance(told, dict) else told
    return told if isinstance(told, str) and told.strip() else text


def _short(text: object) -> str:
    words = " ".join(str(text).split())
    return words if len(words) <= _QUOTED else words[: _QUOTED - 1] + "…"


def _how_to_record(options: ModelOptions) -> str:
    return (
        f"record it with: summarizer run PATH --model {options.model} --cassettes {options.cassettes} "
        f"--recording record (or, by file: summarizer requests export, then requests import --record)"
    )
