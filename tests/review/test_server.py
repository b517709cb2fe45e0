"""Facts about ``summarizer review``: who may talk to its server, and what it writes."""

from __future__ import annotations

import http.client
import json
import socket
import struct
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from page_support import browser, figure, server, small_diff, tab

from summarizer.cli import main
from summarizer.errors import ExitCode
from summarizer.review.decisions import append_decisions, load_decisions
from summarizer.review.page import build_page
from summarizer.review.server import ReviewServer

__all__ = ["browser", "server", "tab"]

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
_DIFF, _TEXTS = small_diff()
_KEY = _DIFF.articles[0].changes[0].key


def _ask(
    server: ReviewServer, method: str = "GET", path: str = "", body: Any = None, **headers: str
) -> tuple[int, str]:
    connection = http.client.HTTPConnection(server.host, timeout=5)
    given = {"Host": server.host, **{name.replace("_", "-"): value for name, value in headers.items()}}
    content = body if isinstance(body, bytes | None) else json.dumps(body).encode()
    connection.request(method, f"/{server.token}/{path}", content, {k: v for k, v in given.items() if v})
    answer = connection.getresponse()
    text = answer.read().decode()
    assert answer.getheader("Access-Control-Allow-Origin") is None
    connection.close()
    return answer.status, text


def _post(server: ReviewServer, body: Any, **headers: str) -> tuple[int, str]:
    own = {"Origin": f"http://{server.host}", "Content_Type": "application/json"}
    return _ask(server, "POST", "decisions", body, **{**own, **headers})


def test_the_page_is_there_for_who_has_the_link(server: ReviewServer) -> None:
    """With the token the page comes, never to be stored or framed; without it there is nothing."""
    status, text = _ask(server)
    assert (status, "<h1" in text) == (200, True)
    other = server.token[:-1] + ("a" if server.token[-1] != "a" else "b")
    connection = http.client.HTTPConnection(server.host, timeout=5)
    for path in ("/", f"/{other}/", f"/{server.token}", f"/{server.token}/../", "/%00"):
        connection.request("GET", path)
        answer = connection.getresponse()
        assert (answer.status, b"<h1" in answer.read()) == (404, False)
    connection.request("GET", f"/{server.token}/")
    answer = connection.getresponse()
    assert answer.getheader("Cache-Control") == "no-store"
    assert "frame-ancestors 'none'" in str(answer.getheader("Content-Security-Policy"))
    connection.close()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 403),
        ({"Host": "localhost:1"}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Content_Type": "text/plain"}, 415),
    ],
)
def test_no_other_site_can_decide(server: ReviewServer, headers: dict[str, str], status: int) -> None:
    """Another host, site or origin, or a form, is refused, and nothing is written."""
    assert _post(server, {"key": _KEY, "decision": "accept"}, **headers)[0] == status
    assert server.decided == 0
    if not {"Origin", "Content_Type"} & headers.keys():
        assert _ask(server, **headers)[0] == 403


def test_a_decision_is_written_with_who_and_when(server: ReviewServer, tmp_path: Path) -> None:
    """The server, not the page, says who decided and what about; undo is written too."""
    sent = {"key": _KEY, "decision": "accept", "reason": "fine\n😀"}
    status, text = _post(server, sent)
    assert status == 200
    decision = load_decisions(tmp_path / "decisions.jsonl")[_KEY]
    assert json.loads(text) == decision.model_dump(mode="json", exclude_none=True)
    assert (decision.reviewer, decision.reason, decision.document) == ("Ann Lee", "fine\n😀", "a0")
    assert (decision.left, decision.right, decision.title) == ("old-model", "new-model", "<i>toll 0</i>")
    assert '"decision":"accept"' in _ask(server)[1]
    assert _post(server, {"key": _KEY, "decision": "undo", "expected": decision.at})[0] == 200
    assert load_decisions(tmp_path / "decisions.jsonl") == {}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"key": "0" * 32, "decision": "accept"}, 422),
        ({"key": _KEY, "decision": "burn"}, 422),
        ({"key": _KEY, "decision": "accept", "reviewer": "Mallory"}, 422),
        ({"key": _KEY, "decision": "correct"}, 422),
        ({"key": _KEY, "decision": "correct", "correction": {"text": "x"}}, 422),
        ({"key": _KEY, "decision": "accept", "reason": "x" * 10_001}, 422),
        (b"[]", 422),
        (b"{", 422),
        (b'{"key": "\\ud800"}', 422),
        (b"x" * 1_000_001, 413),
    ],
)
def test_what_is_no_decision_is_refused(server: ReviewServer, body: Any, status: int) -> None:
    """An unknown change, an unknown word, somebody else's name, broken JSON: nothing is written."""
    assert _post(server, body)[0] == status
    assert server.decided == 0
    assert _ask(server)[0] == 200


def test_a_correction_is_compared_with_the_source(server: ReviewServer, tmp_path: Path) -> None:
    """A correction whose span holds other words than the source is refused; a right one is written."""
    text = _TEXTS[_DIFF.articles[0].sha256 or ""]
    record = figure(text, "20 days", 20).model_dump(mode="json", exclude={"id"})
    wrong = {**record, "span": {**record["span"], "start": 0, "end": 7}}
    status, why = _post(server, {"key": _KEY, "decision": "correct", "correction": wrong})
    assert (status, list(json.loads(why)["fields"])) == (422, ["span"])
    assert "do not stand there" in why
    assert _post(server, {"key": _KEY, "decision": "correct", "correction": record})[0] == 200
    assert load_decisions(tmp_path / "decisions.jsonl")[_KEY].correction == record


def test_a_decision_that_the_page_did_not_know_is_not_overridden(
    server: ReviewServer, tmp_path: Path
) -> None:
    """What another reviewer wrote, or took back, since the page was read is told, and nothing is written."""
    path = tmp_path / "decisions.jsonl"
    subject = build_page(_DIFF, _DIFF.articles, {}).subjects.changes[_KEY]
    made = subject.decision(_KEY, "accept", "Bo", "fine", None)
    append_decisions(path, [made])
    status, text = _post(server, {"key": _KEY, "decision": "reject"})
    assert (status, json.loads(text)["newer"]) == (409, made.model_dump(mode="json", exclude_none=True))
    assert (server.decided, load_decisions(path)) == (0, {_KEY: made})
    append_decisions(path, [subject.decision(_KEY, "undo", "Bo", "", None)])
    status, text = _post(server, {"key": _KEY, "decision": "reject", "expected": made.at})
    assert (status, json.loads(text)["newer"]["decision"]) == (409, "undo")
    assert _post(server, {"key": _KEY, "decision": "reject"})[0] == 200
    path.unlink()
    status, text = _post(server, {"key": _KEY, "decision": "reject", "expected": made.at})
    assert (status, json.loads(text)["newer"]) == (409, None)


def test_a_reviewer_decides_on_the_served_page(tab: Any, server: ReviewServer, tmp_path: Path) -> None:
    """By keyboard through five changes, one accepted with a reason: it is in the file, and there after a reload."""
    tab.goto(server.url)
    for _ in range(5):
        tab.keyboard.press("j")
    tab.keyboard.press("e")
    tab.keyboard.type("agreed")
    tab.keyboard.press("Enter")
    tab.keyboard.press("a")
    tab.locator("#status", has_text="Accepted").wait_for(state="attached")
    (decision,) = load_decisions(tmp_path / "decisions.jsonl").values()
    assert (decision.decision, decision.reason, decision.title) == ("accept", "agreed", "<i>gone 1</i>")
    tab.keyboard.press("k")
    tab.reload()
    assert "Accepted by Ann Lee" in tab.locator("#decided").text_content()
    assert tab.evaluate("Object.keys(localStorage).filter((name) => name.includes('decision')).length") == 0
    assert all(address.startswith(f"http://{server.host}/{server.token}/") for address in tab.asked)


def test_a_decision_that_is_not_written_is_not_shown(tab: Any, server: ReviewServer, tmp_path: Path) -> None:
    """Where the file cannot be written the page says so, and goes on showing the change as undecided."""
    tab.goto(server.url)
    tab.keyboard.press("j")
    (tmp_path / "decisions.jsonl").mkdir()
    tab.keyboard.press("a")
    tab.locator("#status", has_text="Not saved").wait_for(state="attached")
    assert tab.locator("#progress-text").text_content() == "0 of 9 decided"
    assert len(tab.wrong) == 1
    assert "422" in tab.wrong.pop()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a comparison in a file, and its sources where the comparison says that they are."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "diff.json").write_text(_DIFF.model_dump_json(by_alias=True), encoding="utf-8")
    (tmp_path / "old/sources").mkdir(parents=True)
    for digest, text in _TEXTS.items():
        (tmp_path / f"old/sources/{digest}.txt").write_bytes(text.encode())
    return tmp_path


def _call(*arguments: str) -> Any:
    done = CliRunner().invoke(main, ["review", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done


def test_the_page_can_be_made_of_a_file(folder: Path) -> None:
    """A comparison that was stored becomes the same page, with the texts of the run folders; stale ones are told."""
    stale = build_page(_DIFF, _DIFF.articles, {}).subjects.changes[_KEY]
    made = stale.decision("f" * 32, "accept", "Ann\x1b[31m", "", None)
    append_decisions(folder / "decisions.jsonl", [made])
    done = _call("diff.json", "--html", "page.html")
    assert done.exit_code == ExitCode.DONE
    assert "stale, as their change is no longer the same: 1" in done.stderr
    assert "\x1b" not in done.stderr
    assert "20 days" in Path("page.html").read_text(encoding="utf-8")


def test_a_changed_source_is_not_shown(folder: Path) -> None:
    """A source text that is not what its name says is left out, as spans would point at other words."""
    for digest in _TEXTS:
        (folder / f"old/sources/{digest}.txt").write_text("tampered", encoding="utf-8")
    assert _call("diff.json", "--html", "page.html").exit_code == ExitCode.DONE
    assert "tampered" not in Path("page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "name a DIFF, or the RUNs"),
        (["none"], "none: there is no such file or folder"),
        (["old"], "there is no approved run"),
        (["diff.json", "old"], "not both"),
        (["--import", "none.jsonl"], "there is no such file"),
        (["diff.json", "--html", "no/page.html"], "there is no such folder"),
        (["diff.json", "--export-references", "out", "--decisions", "diff.json"], "is no decision"),
    ],
)
def test_what_cannot_be_done_is_said(folder: Path, arguments: list[str], sentence: str) -> None:
    """Wrong arguments end with exit status 2 and a sentence that says what to do."""
    done = _call(*arguments)
    assert done.exit_code == ExitCode.USAGE
    assert sentence in done.stderr


def test_neither_litellm_nor_vcr_is_imported(folder: Path) -> None:
    """Reviewing imports no model package."""
    import subprocess  # noqa: PLC0415 - this test alone starts a process

    script = (
        "import sys\nfrom summarizer.cli import main\n"
        "try:\n    main(['review', 'diff.json', '--html', 'page.html'])\nexcept SystemExit as end:\n    assert not end.code\n"
        "assert not {'litellm', 'vcr', 'instructor', 'openai'} & set(sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr


def _send_part(server: ReviewServer, *, reset: bool) -> bytes:
    """Announce 100 bytes, send one, and end; the answer, unless the connection is cut off."""
    host, port = server.host.split(":")
    with socket.create_connection((host, int(port)), timeout=5) as connection:
        head = f"POST /{server.token}/decisions HTTP/1.1\r\nHost: {server.host}\r\nOrigin: http://{server.host}\r\n"
        connection.sendall(f"{head}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{{".encode())
        if reset:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return b""
        connection.shutdown(socket.SHUT_WR)
        return connection.makefile("rb").read()


def test_a_request_that_breaks_off_is_refused(
    server: ReviewServer, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """It is answered with 400 where anybody still listens, writes nothing, and prints no traceback."""
    answer = _send_part(server, reset=False)
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert answer.endswith(b"the request broke off; send it again")
    _send_part(server, reset=True)
    assert _ask(server)[0] == 200
    server.stop()
    assert capfd.readouterr() == ("", "")
    assert not (tmp_path / "decisions.jsonl").exists()
