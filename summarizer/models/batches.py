"""Batches: files of requests that a provider answers within a day, through the OpenAI files and batches API.

The only module that imports openai's own client, and only when it asks.
"""

from __future__ import annotations

import os
import re
import uuid
import warnings
from dataclasses import dataclass
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, Self, TypeVar
from urllib.parse import urlsplit

from summarizer.errors import ConfigurationError, ExitCode, SummarizerError
from summarizer.models.client import check_options
from summarizer.models.failures import causes, is_passing, redirect
from summarizer.models.files import CHAT_URL
from summarizer.models.redaction import without_secrets
from summarizer.models.redirects import refuse_redirect
from summarizer.settings import KEY_VARIABLE, is_loopback

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    import httpx

    from summarizer.models.options import ModelOptions

__all__ = ["Batch", "BatchError", "BatchService"]

ResultT = TypeVar("ResultT")

_OPENAI = "https://api.openai.com/v1"
_OPENAI_KEY = "OPENAI_API_KEY"
_DUMMY_KEY = "none"
_ROUTES = ("openai", "hosted_vllm")
_WINDOW = "24h"
_DIGEST = "summarizer_sha256"
_ATTEMPT = "summarizer_attempt"
_LOOKED_THROUGH = 1000
"""Batches and files, newest first, among which one of ours is looked for."""
_PAGE = 100
_FOREIGN = frozenset({"openai", "httpx", "httpx2", "httpcore"})
_NOT_THERE = frozenset({404, 405, 501})
_QUOTED = 200
_REASONS = 3
_UNDER_WAY = frozenset({"validating", "in_progress", "finalizing", "cancelling"})


class BatchError(SummarizerError):
    """A batch cannot be asked about now; what was submitted stays with the provider."""

    exit_code = ExitCode.STOPPED


class _MissingError(ConfigurationError):
    """The server knows no such address, file or batch."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch as its provider tells it."""

    id: str
    status: str
    """``validating``, ``in_progress``, ``finalizing``, ``completed``, ``failed``, ``expired``, ``cancelling``
    or ``cancelled`` (OpenAI, Batch API)."""
    total: int = 0
    """Requests."""
    completed: int = 0
    failed: int = 0
    output_file: str | None = None
    error_file: str | None = None
    reason: str = ""
    """Why it failed, as the provider says it; empty where it says nothing."""

    @property
    def under_way(self) -> bool:
        """Whether there may be more replies later."""
        return self.status in _UNDER_WAY


class BatchService:
    """A provider's files and batches; a context manager.

    Args:
        options: The model's route, the server's address, the key and the limits.

    Raises:
        ConfigurationError: No batch can be asked for like this: no key, or a route with another protocol.
        UnknownModelError: The model's name is no name.
    """

    def __init__(self, options: ModelOptions) -> None:
        check_options(options)
        self._options = options
        self._base = options.api_base or os.environ.get("OPENAI_BASE_URL") or _OPENAI
        _check_address(self._base)
        provider, slash, _ = options.model.partition("/")
        if options.api_base is None and slash and provider != "openai":
            protocol = "has its own address" if provider in _ROUTES else "may speak another protocol"
            raise ConfigurationError(
                f"{options.model}: batches go through the OpenAI files and batches API, and {provider} "
                f"{protocol}; name a server that has them with --api-base"
            )
        self._key = options.api_key or (
            _DUMMY_KEY if is_loopback(self._base) else os.environ.get(_OPENAI_KEY)
        )
        if not self._key:
            raise ConfigurationError(f"no key for {self.address} is set; set {_OPENAI_KEY} or {KEY_VARIABLE}")
        self._client: Any = None

    @property
    def address(self) -> str:
        """Where the requests go, without credentials or anything else that might be secret."""
        parts = urlsplit(self._base)
        port = f":{parts.port}" if parts.port else ""
        return f"{parts.scheme}://{parts.hostname}{port}{parts.path.rstrip('/')}"

    def __enter__(self) -> Self:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # nothing that a user can mend
            from openai import DefaultHttpxClient, OpenAI  # noqa: PLC0415 - costs a second

        # Tries again are this project's own: the package's would create a batch twice.
        self._client = OpenAI(
            api_key=self._key,
            base_url=self._base,
            timeout=self._options.timeout,
            max_retries=0,
            http_client=DefaultHttpxClient(event_hooks={"response": [_keep_what_is_sent]}),
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def find(self, digest: str) -> Batch | None:
        """The newest batch of a file of that digest that did not fail; None also where none can be listed."""
        return self._found(_DIGEST, digest)

    def find_file(self, name: str) -> str | None:
        """The id of an uploaded file of that name; None also where files cannot be listed."""

        def look() -> str | None:
            files = self._client.files.list(purpose="batch", limit=_PAGE)
            ids = (
                one.id
                for one in islice(files, _LOOKED_THROUGH)
                if getattr(one, "filename", None) == name and getattr(one, "status", None) != "error"
            )
            return next(ids, None)

        try:
            return self._persist(look)
        except _MissingError:
            return None

    def upload(self, path: Path, name: str) -> str:
        """Upload a file of requests under a name; its id there."""

        def send() -> str:
            with path.open("rb") as file:
                return _text_of(self._client.files.create(file=(name, file), purpose="batch"), "id")

        try:
            return self._persist(send)
        except _MissingError as error:
            raise self._no_batches(error) from error

    def create(self, file_id: str, digest: str) -> Batch:
        """Create a batch of an uploaded file, which is what costs: one, even if the first answer is lost."""
        attempt = uuid.uuid4().hex
        tries = 0

        def order() -> Batch:
            nonlocal tries
            tries += 1
            found = self._found(_ATTEMPT, attempt) if tries > 1 else None
            return found or _batch(
                self._client.batches.create(
                    input_file_id=file_id,
                    endpoint=CHAT_URL,
                    completion_window=_WINDOW,
                    metadata={_DIGEST: digest, _ATTEMPT: attempt},
                )
            )

        try:
            return self._persist(order)
        except _MissingError as error:
            raise self._no_batches(error) from error

    def retrieve(self, id_: str) -> Batch:
        """A batch as it stands."""
        try:
            return self._persist(lambda: _batch(self._client.batches.retrieve(id_)))
        except _MissingError as error:
            raise ConfigurationError(
                f"{self.address} knows no batch {id_}; take the key and the address that it was submitted "
                f"with, or submit with --again"
            ) from error

    def download(self, file_id: str, target: IO[bytes]) -> None:
        """Write a file's content to a file, at its end, with a line feed after the last line."""
        start = target.tell()

        def fetch() -> None:
            target.seek(start)
            target.truncate()
            last = b"\n"
            with self._client.files.with_streaming_response.content(file_id) as response:
                for chunk in response.iter_bytes():
                    target.write(chunk)
                    last = chunk[-1:] or last
            if last != b"\n":
                target.write(b"\n")

        try:
            self._persist(fetch)
        except _MissingError as error:
            raise ConfigurationError(
                f"{self.address} has the file {file_id} no more; providers keep replies for some weeks only"
            ) from error

    def _found(self, key: str, value: str) -> Batch | None:
        def look() -> Batch | None:
            for one in islice(self._client.batches.list(limit=_PAGE), _LOOKED_THROUGH):
                metadata = getattr(one, "metadata", None)
                if isinstance(metadata, dict) and metadata.get(key) == value and one.status != "failed":
                    return _batch(one)
            return None

        try:
            return self._persist(look)
        except _MissingError:
            return None

    def _persist(self, call: Callable[[], ResultT]) -> ResultT:
        """Call, again where that may help, and say in plain words what went wrong."""
        from tenacity import Retrying  # noqa: PLC0415 - for those who ask

        from summarizer.models.retrying import attempts  # noqa: PLC0415

        policy = attempts(self._options)
        again = Retrying(stop=policy.stop, retry=policy.retry, wait=policy.wait, reraise=True)
        try:
            return again(call)
        except Exception as error:
            if not any(type(one).__module__.partition(".")[0] in _FOREIGN for one in causes(error)):
                raise
            told = self._told(error)
        # Out here it has no context: the error holds the key, and may repeat it as the server does.
        raise told

    def _told(self, error: Exception) -> SummarizerError:
        address = redirect(causes(error))
        if address:
            return ConfigurationError(
                f"{self.address} is not where it was asked: a redirect leads to {address}, where no article "
                f"was sent; if that is right, name that server with --api-base, which mostly ends in /v1"
            )
        status = getattr(error, "status_code", None)
        said = without_secrets(_said(error), self._options)
        quota = "insufficient_quota" in str(error) or "exceeded your current quota" in str(error)
        is_page = "<html" in str(error).casefold() or "<!doctype" in str(error).casefold()
        if is_page and not (isinstance(status, int) and status >= 500):
            return ConfigurationError(
                f"{self.address} answers with a web page, not with JSON; mend --api-base, which mostly ends "
                f"in /v1"
            )
        if status in (401, 403):
            return ConfigurationError(
                f"{self.address} refused the key ({said}); set {_OPENAI_KEY} or {KEY_VARIABLE} to one that "
                f"is valid"
            )
        if status in _NOT_THERE:
            return _MissingError(f"{self.address} does not know that ({said}); mend --api-base")
        if quota:
            return ConfigurationError(f"{self.address} has no quota left ({said}); mend the account there")
        if isinstance(status, int) and 400 <= status < 500 and not is_passing(error):
            return ConfigurationError(f"{self.address} does not take that ({said}); mend what it names")
        if any(type(one).__name__ in ("ConnectionRefusedError", "gaierror") for one in causes(error)):
            return BatchError(f"{self.address} cannot be reached; start the server, or mend --api-base")
        tries = f"{self._options.retries + 1} times"
        return BatchError(
            f"{self.address} failed, {tries} ({said}); the same command goes on from here later"
        )

    def _no_batches(self, error: _MissingError) -> ConfigurationError:
        return ConfigurationError(
            f"{self.address} has no files and batches API ({error}); answer the file elsewhere, such as with "
            f"vllm run-batch, or ask directly with summarizer run"
        )


def _keep_what_is_sent(response: httpx.Response) -> None:
    """Follow redirects to what is fetched, as replies may lie on another host, and of what is posted none."""
    if response.request.method != "GET":
        refuse_redirect(response)


def _check_address(address: str) -> None:
    try:
        parts = urlsplit(address)
        usable = bool(parts.hostname) and not parts.query and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise ConfigurationError(
            "the address of the server has no host, no valid port, or a query; give one such as "
            "http://localhost:8000/v1 with --api-base"
        )


def _batch(told: Any) -> Batch:
    counts = getattr(told, "request_counts", None)
    listed = getattr(getattr(told, "errors", None), "data", None) or []
    reasons = [_reason(one) for one in listed[:_REASONS]]
    more = len(listed) - len(reasons)
    return Batch(
        id=_text_of(told, "id"),
        status=_text_of(told, "status"),
        total=getattr(counts, "total", None) or 0,
        completed=getattr(counts, "completed", None) or 0,
        failed=getattr(counts, "failed", None) or 0,
        output_file=getattr(told, "output_file_id", None) or None,
        error_file=getattr(told, "error_file_id", None) or None,
        reason="; ".join(reasons) + (f"; and {more} more" if more else ""),
    )


def _reason(one: Any) -> str:
    line = getattr(one, "line", None)
    place = f"line {line}: " if line is not None else ""
    return place + _short(getattr(one, "message", None) or getattr(one, "code", None) or "no reason given")


def _text_of(told: Any, name: str) -> str:
    found = getattr(told, name, None)
    if not isinstance(found, str) or not found:
        raise BatchError(
            f"the server answers with something that has no {name} and is no file or batch ({_short(told)}); "
            f"mend --api-base, which mostly ends in /v1"
        )
    return found


def _said(error: BaseException) -> str:
    message = re.sub(r"^Error code: \d+ - ", "", str(error))
    body = getattr(error, "body", None)
    if isinstance(body, dict) and isinstance(body.get("message"), str):
        message = body["message"]
    inner = [one for one in causes(error) if str(one)]
    return _short(message if message != "Connection error." else inner[-1]) or type(error).__name__


def _short(told: object) -> str:
    words = " ".join(str(told).split())
    return words if len(words) <= _QUOTED else words[: _QUOTED - 1] + "…"
