"""Recordings of the exchanges with a model, on disk and as answers.

Only what is asked through ``Recordings.about`` is played or recorded: other exchanges of the same process go
on as if there were no recordings. On disk there is a file for each document and model, read when the
document's first request comes and written as soon as something new is recorded. A recording is matched by
method, path, query and canonical body, never by host: it serves any address.

``replay`` plays, and refuses what has no recording. ``record`` plays what is there and records the rest.
``refresh`` asks anew whatever this run asks and puts the replies in the place of the old ones; what this run
does not ask, or asks in vain, stays as it was.
"""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import parse_qsl, quote, urlsplit

from summarizer.errors import ConfigurationError
from summarizer.models import interception
from summarizer.models.redaction import without_secrets
from summarizer.models.wire import body_hash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.models.options import ModelOptions

__all__ = ["RecordingFile", "Recordings", "recording_path", "recordings", "write_recording"]

_VERSION = 1
_KEPT_HEADERS = ("content-type", "retry-after")
_SECRET_QUERY = frozenset({"key", "api_key", "api-key", "token", "access_token"})
_LONGEST_NAME = 120
_RESERVED_ON_WINDOWS = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_MOST_FILES = 128
"""Files of recordings that are held in memory at a time."""


def recording_path(options: ModelOptions, document: str) -> Path:
    """The file of a document's recordings with a model.

    Raises:
        ConfigurationError: No folder is set.
    """
    if options.cassettes is None:
        raise ConfigurationError("recordings need a folder: name it with --cassettes DIR")
    return Path(options.cassettes) / _safe(options.recorded_as or options.model) / f"{_safe(document)}.json"


class RecordingFile:
    """The recordings of one document and model, by what identifies a request.

    Args:
        path: The file, which need not exist.

    Raises:
        ConfigurationError: It is no file of recordings.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._interactions = self._read()

    def find(self, key: str) -> dict[str, Any] | None:
        """The interaction of a request, as stored."""
        return self._interactions.get(key)

    def put(self, key: str, interaction: dict[str, Any]) -> None:
        """Store an interaction in the place of one with the same request.

        Raises:
            ConfigurationError: The file cannot be written, or has been damaged meanwhile.
        """
        # Read again: another run, or an id that differs in capitals only, may share the file.
        self._interactions = self._read() | {key: interaction}
        ordered = [one for _, one in sorted(self._interactions.items())]
        content = {"version": _VERSION, "interactions": ordered}
        text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        try:
            _write(self._path, _encoded(text))
        except OSError as error:
            raise ConfigurationError(
                f"{self._path}: the recording cannot be written ({error.strerror}); mend that, or name "
                f"another folder with --cassettes"
            ) from error

    def _read(self) -> dict[str, dict[str, Any]]:
        try:
            stored = json.loads(self._path.read_text(encoding="utf-8"))
            return {_stored_key(one["request"]): one for one in stored["interactions"]}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            raise ConfigurationError(
                f"{self._path}: this is no file of recordings ({error}); restore it, or remove it "
                f"and record anew"
            ) from error


def write_recording(
    options: ModelOptions, document: str, body: dict[str, Any], response: dict[str, Any]
) -> None:
    """Turn an exchange that came by file into a recording, which says so.

    Args:
        options: The model, and the folder of the recordings.
        document: Id of the article.
        body: The request's body, in OpenAI's chat form.
        response: The response's body.

    Raises:
        ConfigurationError: No folder is set, or its file cannot be read or written.
    """
    interaction = _interaction("imported", "POST", "/v1/chat/completions", body, (200, response))
    key = _stored_key(interaction["request"])
    RecordingFile(recording_path(options, document)).put(key, _scrubbed(key, interaction, options))


class Recordings:
    """The recordings of a run, by document; all decisions stand here, apart from how requests are caught.

    Raises:
        ConfigurationError: No folder is set.
    """

    def __init__(self, options: ModelOptions) -> None:
        recording_path(options, "any")  # a folder must be set
        self._options = options
        self.only_play = options.recording == "replay"
        self._files: OrderedDict[str, RecordingFile] = OrderedDict()
        self._new: set[tuple[str, str]] = set()
        """Document and request of what this run has recorded."""

    @contextmanager
    def about(self, document: str) -> Iterator[None]:
        """Play or record what is asked in the block: it is about a document."""
        with interception.through(self, document):
            yield

    def find(self, document: str, request: Any) -> dict[str, Any] | None:
        """The interaction that answers a request about a document."""
        if _is_ignored(request):
            return _interaction("stub", request.method, interception.LOOK_UP, {}, (200, {}))
        return self.file(document).find(_request_key(request))

    def may_play(self, document: str, request: Any) -> bool:
        """Whether a request is answered from a recording; in ``refresh`` only from one made in this run."""
        if self._options.recording == "refresh" and not _is_ignored(request):
            return (document, _request_key(request)) in self._new
        return self.find(document, request) is not None

    def play(self, document: str, request: Any) -> dict[str, Any]:
        """The response to a request, in vcr's form."""
        found = self.find(document, request)
        if found is None:
            raise KeyError(request.uri)
        response = found["response"]
        return {
            "status": {"code": response["status"], "message": ""},
            "headers": {name: [value] for name, value in response["headers"].items()},
            "body": {"string": _dumped(response["body"])},
        }

    def take(self, document: str, request: Any, response: dict[str, Any]) -> None:
        """Record an exchange that went out, unless it failed."""
        headers = _headers(response)
        status = response["status"]["code"]
        is_page = headers.get("content-type", "").startswith("text/html")
        if status // 100 != 2 or is_page or _is_ignored(request):
            return
        told = _decoded(response)
        if not _is_text(told):
            return  # it broke on its way, and is asked for again
        body, answer = _parsed(request.body), _parsed(told)
        interaction = _interaction("live", request.method, _local(request.uri), body, (status, answer))
        kept = {name: value for name, value in headers.items() if name in _KEPT_HEADERS}
        interaction["response"]["headers"] |= kept
        key = _request_key(request)
        self.file(document).put(key, _scrubbed(key, interaction, self._options))
        self._new.add((document, key))

    def file(self, document: str) -> RecordingFile:
        """The recordings of a document, of which memory holds a bounded number."""
        if document not in self._files:
            self._files[document] = RecordingFile(recording_path(self._options, document))
            if len(self._files) > _MOST_FILES:
                self._files.popitem(last=False)
        self._files.move_to_end(document)
        return self._files[document]


@contextmanager
def recordings(options: ModelOptions) -> Iterator[Recordings]:
    """Be ready to play or record exchanges, as ``options.recording`` says.

    Raises:
        ConfigurationError: No folder is set.
    """
    opened = Recordings(options)
    with interception.ready():
        yield opened


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


def _request_key(request: Any) -> str:
    return _key(request.method, request.uri, _parsed(request.body))


def _stored_key(request: dict[str, Any]) -> str:
    """The key of a stored request; it is noted where the body that made it held a secret."""
    noted: str | None = request.get("hash")
    return noted or _key(request["method"], request["uri"], request["body"])


def _is_ignored(request: Any) -> bool:
    return bool(urlsplit(request.uri).path.endswith(interception.LOOK_UP))


def _headers(response: dict[str, Any]) -> dict[str, str]:
    return {
        name.lower(): value[0] if isinstance(value, list) else value
        for name, value in response["headers"].items()
    }


def _decoded(response: dict[str, Any]) -> Any:
    """The body of a response without its compression, of whatever kind the client accepts."""
    body, encoding = response["body"].get("string"), _headers(response).get("content-encoding")
    if not (body and encoding):
        return body
    import httpx  # noqa: PLC0415 - the client has imported it

    try:
        return httpx.Response(200, headers={"content-encoding": encoding}, content=body).content
    except httpx.DecodingError:
        return body  # aiohttp may have decoded it already, and left the header


def _is_text(body: Any) -> bool:
    try:
        return not isinstance(body, bytes) or body.decode("utf-8") is not None
    except UnicodeDecodeError:
        return False


def _query(query: str) -> list[list[str]]:
    return sorted([name, value] for name, value in parse_qsl(query) if name.lower() not in _SECRET_QUERY)


def _local(uri: str) -> str:
    """Path and query of an address, without host and keys."""
    parts = urlsplit(uri)
    query = "&".join(f"{quote(name)}={quote(value)}" for name, value in _query(parts.query))
    return f"{parts.path}?{query}" if query else parts.path


def _parsed(body: Any) -> Any:
    """A body as JSON where it is JSON, else as text; a body that is absent is null."""
    if body is None or isinstance(body, (dict, list)):
        return body
    if hasattr(body, "read"):
        body = body.read()
    text = body.decode("utf-8", "replace") if isinstance(body, (bytes, bytearray)) else str(body)
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _dumped(body: Any) -> bytes:
    return _encoded(body if isinstance(body, str) else json.dumps(body, ensure_ascii=False))


def _encoded(text: str) -> bytes:
    """UTF-8; half of a surrogate pair, which a model may write, becomes its JSON escape."""
    return text.encode("utf-8", "backslashreplace")


def _write(path: Path, content: bytes) -> None:
    """Put a file in place whole, or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("wb", dir=path.parent, delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(content)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    temporary.chmod(0o644)
    temporary.replace(path)


def _scrubbed(key: str, interaction: dict[str, Any], options: ModelOptions) -> dict[str, Any]:
    """The interaction without the secrets that the request or the response may hold.

    A request that held one is still found by its hash.
    """

    def clean(value: Any) -> Any:
        if isinstance(value, str):
            return without_secrets(value, options, known_only=True)
        if isinstance(value, list):
            return [clean(one) for one in value]
        if isinstance(value, dict):
            return {clean(name): clean(one) for name, one in value.items()}
        return value

    request = clean(interaction["request"])
    if request != interaction["request"]:
        request["hash"] = key
    return interaction | {"request": request, "response": clean(interaction["response"])}


def _safe(name: str) -> str:
    """A name as a file name on any system, never hidden and never a parent; long ones end in a digest."""
    raw = name.encode("utf-8", "surrogatepass")
    quoted = quote(raw, safe="").replace("~", "%7E") or "%"
    if quoted[0] == "." or _RESERVED_ON_WINDOWS.match(quoted):
        quoted = f"%{ord(quoted[0]):02X}{quoted[1:]}"
    if len(quoted) <= _LONGEST_NAME:
        return quoted
    return f"{re.sub('%.?$', '', quoted[: _LONGEST_NAME - 17])}~{sha256(raw).hexdigest()[:16]}"
