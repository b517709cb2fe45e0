"""Recordings of the exchanges with a model: the only module that imports vcr, and only when it must.

One vcr context serves a whole run. On disk there is a file for each document and model, read when the
document's first request comes and written as soon as something new is recorded. A recording is matched by
method, path, query and canonical body, never by host: it serves any address.
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import parse_qsl, quote, urlsplit

from summarizer.errors import ConfigurationError
from summarizer.models.failures import without_secrets
from summarizer.models.wire import body_hash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.models.options import ModelOptions

__all__ = ["CURRENT_DOCUMENT", "RecordingFile", "recording_path", "recordings", "write_recording"]

CURRENT_DOCUMENT: ContextVar[str] = ContextVar("document", default="unknown")
"""Id of the article whose request is under way."""

_VERSION = 1
_MODES = {"replay": "none", "record": "new_episodes", "refresh": "all"}
_KEPT_HEADERS = ("content-type", "retry-after")
_SECRET_QUERY = frozenset({"key", "api_key", "api-key", "token", "access_token"})
_IGNORED_PATH = "/api/show"
"""Asked by litellm of Ollama after a reply, once or twice; nothing of a result depends on it."""
_LONGEST_NAME = 120
_FAILED = 400


def recording_path(options: ModelOptions, document: str) -> Path:
    """The file of a document's recordings with a model.

    Raises:
        ConfigurationError: No folder is set.
    """
    if options.cassettes is None:
        raise ConfigurationError("recordings need a folder: name it with --cassettes DIR")
    return Path(options.cassettes) / _safe(options.model) / f"{_safe(document)}.json"


class RecordingFile:
    """The recordings of one document and model, by what identifies a request.

    Args:
        path: The file, which need not exist.

    Raises:
        ConfigurationError: It is no file of recordings.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._interactions: dict[str, dict[str, Any]] = {}
        try:
            stored = json.loads(path.read_text(encoding="utf-8"))
            for one in stored["interactions"]:
                request = one["request"]
                key = _key(request["method"], request["uri"], request["body"])
                self._interactions[key] = one
        except FileNotFoundError:
            pass
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ConfigurationError(
                f"{path}: this is no file of recordings ({error}); restore it, or remove it and record anew"
            ) from error

    def find(self, key: str) -> dict[str, Any] | None:
        """The interaction of a request, as stored."""
        return self._interactions.get(key)

    def put(self, interaction: dict[str, Any]) -> None:
        """Store an interaction in the place of one with the same request."""
        request = interaction["request"]
        self._interactions[_key(request["method"], request["uri"], request["body"])] = interaction
        ordered = [one for _, one in sorted(self._interactions.items())]
        content = {"version": _VERSION, "interactions": ordered}
        text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", encoding="utf-8", dir=self._path.parent, delete=False) as file:
            file.write(text)
        Path(file.name).chmod(0o644)
        os.replace(file.name, self._path)  # noqa: PTH105 - Path.replace is the same, with an object more


def write_recording(
    options: ModelOptions, document: str, body: dict[str, Any], response: dict[str, Any]
) -> None:
    """Turn an exchange that came by file into a recording, which says so.

    Args:
        options: The model, and the folder of the recordings.
        document: Id of the article.
        body: The request's body, in OpenAI's chat form.
        response: The response's body.
    """
    interaction = _interaction("imported", "POST", "/v1/chat/completions", body, (200, response))
    RecordingFile(recording_path(options, document)).put(_scrubbed(interaction, options))


class _Tapes:
    """The recordings of a run, by document; all decisions stand here, apart from vcr's machinery."""

    def __init__(self, options: ModelOptions) -> None:
        recording_path(options, "any")  # a folder must be set
        self._options = options
        self._files: dict[str, RecordingFile] = {}
        self._new: set[str] = set()

    def find(self, request: Any) -> dict[str, Any] | None:
        """The interaction that answers a request of the current document."""
        if urlsplit(request.uri).path == _IGNORED_PATH:
            return _interaction("stub", request.method, _IGNORED_PATH, {}, (200, {}))
        return self._file().find(_key(request.method, request.uri, _parsed(request.body)))

    def may_play(self, request: Any) -> bool:
        """Whether a request is answered from a recording; in ``refresh`` only from one made in this run."""
        if urlsplit(request.uri).path != _IGNORED_PATH and self._options.recording == "refresh":
            return _key(request.method, request.uri, _parsed(request.body)) in self._new
        return self.find(request) is not None

    def play(self, request: Any) -> dict[str, Any]:
        """The response to a request, in vcr's form."""
        found = self.find(request)
        if found is None:
            raise KeyError(request.uri)
        response = found["response"]
        return {
            "status": {"code": response["status"], "message": ""},
            "headers": {name: [value] for name, value in response["headers"].items()},
            "body": {"string": _dumped(response["body"])},
        }

    def take(self, request: Any, response: dict[str, Any]) -> None:
        """Record an exchange that went out, unless it failed."""
        status = response["status"]["code"]
        if status >= _FAILED or urlsplit(request.uri).path == _IGNORED_PATH:
            return
        body, answer = _parsed(request.body), _parsed(response["body"].get("string"))
        interaction = _interaction("live", request.method, _local(request.uri), body, (status, answer))
        for name, value in response["headers"].items():
            if name.lower() in _KEPT_HEADERS:
                kept = value[0] if isinstance(value, list) else value
                interaction["response"]["headers"][name.lower()] = kept
        self._new.add(_key(request.method, request.uri, body))
        self._file().put(_scrubbed(interaction, self._options))

    def _file(self) -> RecordingFile:
        document = CURRENT_DOCUMENT.get()
        if document not in self._files:
            self._files[document] = RecordingFile(recording_path(self._options, document))
        return self._files[document]


@contextmanager
def recordings(options: ModelOptions) -> Iterator[None]:
    """Play or record every exchange of a run, as ``options.recording`` says."""
    from vcr.record_mode import RecordMode  # noqa: PLC0415 - vcr costs 0.7 s

    cassette = _cassette_class(_Tapes(options))
    with cassette.use(path=str(options.cassettes), record_mode=RecordMode(_MODES[options.recording])):
        yield


def _cassette_class(tapes: _Tapes) -> Any:
    """A vcr cassette that asks ``tapes`` instead of one file."""
    from vcr.cassette import Cassette  # noqa: PLC0415

    class Recordings(Cassette):  # type: ignore[misc]  # vcr has no types
        """Nothing is read before its document comes, and everything is written as it comes."""

        def _load(self) -> None:
            self.rewound = True

        def _save(self, force: bool = False) -> None:  # noqa: FBT001, FBT002 - vcr's signature
            del force

        def can_play_response_for(self, request: Any) -> bool:
            return tapes.may_play(request)

        def play_response(self, request: Any) -> dict[str, Any]:
            return tapes.play(request)

        def append(self, request: Any, response: dict[str, Any]) -> None:
            tapes.take(request, response)

        def find_requests_with_most_matches(self, request: Any) -> list[Any]:
            del request
            return []

        def __contains__(self, request: Any) -> bool:
            return tapes.find(request) is not None

    return Recordings


def _interaction(
    origin: Literal["live", "imported", "stub"], method: str, uri: str, body: Any, answer: tuple[int, Any]
) -> dict[str, Any]:
    """An exchange as it is stored; ``answer`` is its status and its body."""
    status, response = answer
    return {
        "recorded": origin,
        "request": {"method": method, "uri": uri, "body": body},
        "response": {"status": status, "headers": {"content-type": "application/json"}, "body": response},
    }


def _key(method: str, uri: str, body: Any) -> str:
    """What identifies a request, whatever the host and the order of its keys."""
    parts = urlsplit(uri)
    return body_hash([method.upper(), parts.path, _query(parts.query), body])


def _query(query: str) -> list[list[str]]:
    return sorted([name, value] for name, value in parse_qsl(query) if name.lower() not in _SECRET_QUERY)


def _local(uri: str) -> str:
    """Path and query of an address, without host and keys."""
    parts = urlsplit(uri)
    query = "&".join(f"{quote(name)}={quote(value)}" for name, value in _query(parts.query))
    return f"{parts.path}?{query}" if query else parts.path


def _parsed(body: Any) -> Any:
    """A body as JSON where it is JSON, else as text; a body that is absent is null."""
    if body is None:
        return None
    if hasattr(body, "read"):
        body = body.read()
    text = body.decode("utf-8", "replace") if isinstance(body, (bytes, bytearray)) else str(body)
    try:
        return json.loads(text)
    except ValueError:
        return text


def _dumped(body: Any) -> bytes:
    return (body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)).encode("utf-8")


def _scrubbed(interaction: dict[str, Any], options: ModelOptions) -> dict[str, Any]:
    """The interaction without the secrets that the response or the request may hold."""

    def clean(value: Any) -> Any:
        if isinstance(value, str):
            return without_secrets(value, options, known_only=True)
        if isinstance(value, list):
            return [clean(one) for one in value]
        if isinstance(value, dict):
            return {key: clean(one) for key, one in value.items()}
        return value

    return interaction | {"response": clean(interaction["response"])}


def _safe(name: str) -> str:
    """A name as one component of a path, never hidden and never a parent; long ones end in a digest."""
    quoted = quote(name.encode("utf-8", "surrogatepass"), safe=" ()+,=@_-.")
    if quoted.startswith("."):
        quoted = "%2E" + quoted[1:]
    if len(quoted) <= _LONGEST_NAME:
        return quoted
    return f"{quoted[: _LONGEST_NAME - 17]}~{sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
