"""Facts about ``summarizer requests submit``, ``status`` and ``fetch``: paid once, found again, told plainly.

The server and its replies are prepared for tests; they are no model's.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cli_support import call, isolate, write
from filelock import FileLock

from summarizer.errors import ExitCode
from summarizer.models import batches as service_module

sys.path.insert(0, str(Path(__file__).parents[1] / "models"))
sys.path.insert(0, str(Path(__file__).parents[1] / "extraction" / "labelled"))
from labelled_support import GOOD, TEXT
from loopback_batches import Fault, serving_batches

if TYPE_CHECKING:
    from click.testing import Result
    from loopback_batches import BatchServer

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

KEY = "sk-averysecretkey123"


@pytest.fixture(autouse=True)
def _isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch, tmp_path)
    monkeypatch.setenv("SUMMARIZER_RETRIES", "0")


def request(number: int, model: str = "tiny") -> str:
    """A line of a file of requests."""
    return json.dumps({"custom_id": f"n{number}", "body": {"model": model}}) + "\n"


def file_of(*numbers: int, name: str = "requests.jsonl", model: str = "tiny") -> Path:
    """A file of requests."""
    return write(Path(name), "".join(request(number, model) for number in numbers))


def at(server: BatchServer, *arguments: str) -> Result:
    """Call ``requests`` with the server's address."""
    return call("requests", *arguments, "--api-base", server.url)


def state_of(name: str = "requests.jsonl") -> list[dict[str, Any]]:
    """What is noted beside a file of requests."""
    stored = json.loads(Path(f"{name}.batch.json").read_text(encoding="utf-8"))
    batches: list[dict[str, Any]] = stored["batches"]
    return batches


def answered(line: dict[str, Any]) -> dict[str, Any]:
    """The good answer to a real request."""
    message = {"role": "assistant", "content": json.dumps(GOOD)}
    body = {"choices": [{"message": message, "finish_reason": "stop"}]}
    return {"custom_id": line["custom_id"], "response": {"status_code": 200, "body": body}, "error": None}


def test_from_articles_to_a_run_through_a_provider() -> None:
    """Export in two parts, submit, ask, fetch, import: the run is sound."""
    for name in ("ferry", "boat"):
        write(Path(f"in/{name}.txt"), TEXT.replace("ferry", name))
    done = call(
        "requests", "export", "in", "-o", "requests.jsonl", "-m", "tiny", "--published", "2024-03-05",
        "--max-requests", "1",
    )  # fmt: skip
    assert done.stderr == ("2 requests about 2 articles: 2 files, requests.jsonl to requests.2.jsonl\n")
    with serving_batches(answer=answered, under_way=1) as server:
        files = ("requests.jsonl", "requests.2.jsonl")
        done = at(server, "submit", *files)
        assert done.exit_code == ExitCode.DONE
        assert f"the articles' text goes to {server.url}" in done.stderr
        assert done.stdout == (
            "requests.jsonl: submitted as batch_1 (validating; 0 of 1 answered)\n"
            "requests.2.jsonl: submitted as batch_2 (validating; 0 of 1 answered)\n"
        )
        assert at(server, "status", *files).exit_code == ExitCode.STOPPED
        done = at(server, "fetch", *files, "-o", "replies.jsonl")
        assert done.exit_code == ExitCode.DONE, done.output
        assert "2 replies and errors: replies.jsonl" in done.stderr
    done = call("requests", "import", "replies.jsonl", "-o", "run", "-m", "tiny")
    assert done.exit_code == ExitCode.DONE, done.output
    assert call("check", "run").exit_code == ExitCode.DONE


def test_an_unchanged_file_is_not_paid_for_twice() -> None:
    """By the note beside it, and without that by what stands at the provider; a changed one is new."""
    file_of(1, 2)
    with serving_batches() as server:
        assert "submitted as batch_1" in at(server, "submit", "requests.jsonl").stdout
        assert "was submitted before as batch_1" in at(server, "submit", "requests.jsonl").stdout
        Path("requests.jsonl.batch.json").unlink()
        assert "was submitted before as batch_1" in at(server, "submit", "requests.jsonl").stdout
        assert [one["batch_id"] for one in state_of()] == ["batch_1"]
        assert server.calls["POST /files"] == server.calls["POST /batches"] == 1
        file_of(1, 2, 3)
        assert "submitted as batch_2" in at(server, "submit", "requests.jsonl").stdout
        assert [one["batch_id"] for one in state_of()] == ["batch_1", "batch_2"]
        assert "submitted as batch_3" in at(server, "submit", "requests.jsonl", "--again").stdout
        assert "was submitted before as batch_3" in at(server, "submit", "requests.jsonl").stdout


@pytest.mark.parametrize("when", ["upload", "create", "lost answer", "note"])
def test_a_crash_on_the_way_is_survived(when: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever a first submit breaks off, the second comes to one file and one batch at the provider."""
    file_of(1)
    faults = {
        "upload": {"POST /files": [Fault(after=True)]},
        "create": {"POST /batches": [Fault()]},
        "lost answer": {"POST /batches": [Fault(after=True)]},
        "note": {},
    }[when]
    create = service_module.BatchService.create

    def create_and_die(self: Any, file_id: str, digest: str) -> Any:
        create(self, file_id, digest)
        raise KeyboardInterrupt

    with serving_batches(faults=faults) as server:
        with monkeypatch.context() as broken:
            if when == "note":
                broken.setattr(service_module.BatchService, "create", create_and_die)
            done = at(server, "submit", "requests.jsonl")
        assert done.exit_code == (ExitCode.INTERRUPTED if when == "note" else ExitCode.STOPPED)
        if when != "upload":
            assert [one["batch_id"] for one in state_of()] == [None]
        assert at(server, "submit", "requests.jsonl").exit_code == ExitCode.DONE
        assert (len(server.files), len(server.batches)) == (1, 1)
        assert [one["batch_id"] for one in state_of()] == ["batch_1"]


def test_the_note_holds_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the key nor the credentials of the address stand in any file or message."""
    monkeypatch.setenv("SUMMARIZER_API_KEY", KEY)
    file_of(1)
    with serving_batches(key=KEY) as server:
        done = at(server, "submit", "requests.jsonl")
        assert (done.exit_code, server.keys) == (ExitCode.DONE, {KEY})
        assert state_of()[0]["host"] == server.url
        server.key = None
        address = server.url.replace("//", "//user:password@")
        again = call("requests", "submit", "requests.jsonl", "--api-base", address)
        assert "was submitted before as batch_1" in again.stdout
    told = done.output + again.output + Path("requests.jsonl.batch.json").read_text(encoding="utf-8")
    assert not [secret for secret in (KEY, "password") if secret in told]


def test_fetch_waits_through_an_outage() -> None:
    """It asks until all is answered, says what changes, and takes an outage for a while that passes."""
    file_of(1, 2)
    faults = {"GET /batches/ID": [Fault(503)]}
    with serving_batches(under_way=2, faults=faults) as server:
        at(server, "submit", "requests.jsonl")
        done = at(server, "fetch", "requests.jsonl", "--wait", "--poll", "0.01", "-o", "replies.jsonl")
        assert done.exit_code == ExitCode.DONE, done.output
        assert "failed, 1 times (boom)" in done.stderr
        assert "1 of 1 batches under way, 0 of 2 requests answered" in done.stderr
        assert server.calls["GET /batches/ID"] == 5
    lines = Path("replies.jsonl").read_text(encoding="utf-8").splitlines()
    assert sorted(json.loads(line)["custom_id"] for line in lines) == ["n1", "n2"]


def test_fetch_takes_what_failed_too() -> None:
    """The error file's lines stand beside the others in a file named after the requests' content; exit 4."""

    def half(line: dict[str, Any]) -> dict[str, Any]:
        good = answered(line)
        return good if line["custom_id"] == "n1" else good | {"response": None, "error": {"code": "x"}}

    file_of(1, 2)
    with serving_batches(answer=half) as server:
        at(server, "submit", "requests.jsonl")
        done = at(server, "fetch", "requests.jsonl")
        assert done.exit_code == ExitCode.SOME_FAILED
        name = f"requests.replies-{state_of()[0]['sha256'][:8]}.jsonl"
        assert f"2 replies and errors: {name}" in done.stderr
        lines = [json.loads(line) for line in Path(name).read_text(encoding="utf-8").splitlines()]
        assert [bool(line["error"]) for line in lines] == [False, True]
        done = at(server, "status", "requests.jsonl")
        assert done.exit_code == ExitCode.SOME_FAILED
        assert done.stdout == "requests.jsonl: batch_1 (completed; 1 of 2 answered, 1 failed)\n"


def test_a_file_that_changed_since_still_gives_the_replies_to_what_it_was() -> None:
    """Two rounds under one name keep their replies apart."""
    file_of(1)
    with serving_batches() as server:
        at(server, "submit", "requests.jsonl")
        file_of(2, 3)
        assert "1 replies" in at(server, "fetch", "requests.jsonl").stderr
        at(server, "submit", "requests.jsonl")
        assert "2 replies" in at(server, "fetch", "requests.jsonl").stderr
    assert [len(path.read_text().splitlines()) for path in sorted(Path().glob("requests.replies-*.jsonl"),
            key=lambda path: path.stat().st_size)] == [1, 2]  # fmt: skip


def test_a_batch_that_failed_says_why_and_may_be_submitted_again() -> None:
    """Nothing is fetched and exit is 4; the next submit is a new batch, as a failed one costs nothing."""
    file_of(1, 2)
    with serving_batches(ending="failed", reason="no model is called tiny") as server:
        at(server, "submit", "requests.jsonl")
        done = at(server, "fetch", "requests.jsonl", "-o", "replies.jsonl")
        assert done.exit_code == ExitCode.SOME_FAILED
        assert (
            "nothing to fetch of batch_1 (failed; 0 of 2 answered; line 2: no model is called" in done.stderr
        )
        assert not Path("replies.jsonl").exists()
        server.ending = "completed"
        assert "submitted as batch_2" in at(server, "submit", "requests.jsonl").stdout
        assert at(server, "fetch", "requests.jsonl", "-o", "replies.jsonl").exit_code == ExitCode.DONE
        assert len(server.files) == 2  # the requests, once, and the replies


@pytest.mark.parametrize("ending", ["expired", "cancelled"])
def test_an_expired_batch_gives_what_it_has(ending: str) -> None:
    """Its replies are fetched, exit is 4, and a second submit does not pay for it again."""
    file_of(1)
    with serving_batches(ending=ending) as server:
        at(server, "submit", "requests.jsonl")
        done = at(server, "fetch", "requests.jsonl", "-o", "replies.jsonl")
        assert done.exit_code == ExitCode.SOME_FAILED
        assert "1 replies and errors: replies.jsonl" in done.stderr
        assert f"before as batch_1 ({ending}" in at(server, "submit", "requests.jsonl").stdout


def test_a_download_that_fails_leaves_the_replies_that_are_there() -> None:
    """Replies are replaced only by whole ones."""
    file_of(1)
    write(Path("replies.jsonl"), "earlier\n")
    with serving_batches(faults={"GET /files/ID/content": [Fault(500)]}) as server:
        at(server, "submit", "requests.jsonl")
        done = at(server, "fetch", "requests.jsonl", "-o", "replies.jsonl")
        assert done.exit_code == ExitCode.STOPPED
        assert Path("replies.jsonl").read_text(encoding="utf-8") == "earlier\n"
        assert sorted(path.name for path in Path().glob("[!.]*")) == [
            "replies.jsonl", "requests.jsonl", "requests.jsonl.batch.json",
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("server_options", "message"),
    [
        ({"key": "another"}, "refused the key"),
        ({"without": ("POST /files", "GET /files", "GET /batches")}, "has no files and batches API"),
        (
            {"faults": {"POST /batches": [Fault(400, "model does not do batches")]}},
            "model does not do batches",
        ),
    ],
)
def test_what_a_provider_refuses_is_exit_two(server_options: dict[str, Any], message: str) -> None:
    """Each is one sentence."""
    file_of(1)
    with serving_batches(**server_options) as server:
        done = at(server, "submit", "requests.jsonl")
        assert done.exit_code == ExitCode.USAGE
        assert message in done.stderr
        assert server.batches == {}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["submit", "gone.jsonl"], "gone.jsonl: cannot be read"),
        (["submit", "empty.jsonl"], "empty.jsonl: is no file of requests"),
        (["submit", "article.txt"], "article.txt: is no file of requests"),
        (["status", "requests.jsonl"], "was not submitted yet; do so with summarizer requests submit"),
        (["fetch", "requests.jsonl"], "was not submitted yet"),
        (["fetch", "gone.jsonl"], "was not submitted yet"),
        (["fetch", "requests.jsonl", "-o", "./requests.jsonl"], "requests.jsonl: holds requests"),
        (["submit", "requests.jsonl", "-m", "openai/other"], "asks tiny, not openai/other"),
        (["submit", "broken.jsonl"], "broken.jsonl.batch.json: does not say what was submitted"),
    ],
)
def test_what_cannot_be_submitted_or_fetched_is_exit_two(arguments: list[str], message: str) -> None:
    """Each is one sentence that says what to do, and nothing is sent."""
    file_of(1)
    file_of(1, name="broken.jsonl")
    write(Path("broken.jsonl.batch.json"), '{"version": 1, "batches": [{"sha256": 5}]}')
    write(Path("empty.jsonl"), "")
    write(Path("article.txt"))
    with serving_batches() as server:
        done = at(server, *arguments)
        assert done.exit_code == ExitCode.USAGE
        assert message in done.stderr
        assert not server.files


def test_help_imports_no_model_package() -> None:
    """Neither openai nor anything else that takes a second."""
    script = (
        "import sys\nfrom summarizer.cli import main\n"
        "try:\n    main(['requests', 'submit', '--help'])\nexcept SystemExit:\n    pass\n"
        "print([name for name in ('openai', 'litellm', 'instructor', 'tenacity') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_file_is_submitted_by_one_process_at_a_time() -> None:
    """Two at once would pay twice; the second is told to wait, and may go on after the first."""
    file_of(1)
    with serving_batches() as server:
        with FileLock(".requests.jsonl.lock"):
            done = at(server, "submit", "requests.jsonl")
            assert done.exit_code == ExitCode.USAGE
            assert "requests.jsonl: is being submitted already" in done.stderr
            assert not server.files
        assert at(server, "submit", "requests.jsonl").exit_code == ExitCode.DONE


def test_a_missing_key_is_exit_two() -> None:
    """Without a server of one's own the requests would go to OpenAI, which wants a key."""
    file_of(1)
    done = call("requests", "submit", "requests.jsonl")
    assert done.exit_code == ExitCode.USAGE
    assert "no key for https://api.openai.com/v1 is set; set OPENAI_API_KEY" in done.stderr


def test_another_server_is_not_asked_about_what_it_never_had() -> None:
    """The note says where the batch is, and the message says how to go there."""
    file_of(1)
    with serving_batches() as server, serving_batches() as other:
        at(server, "submit", "requests.jsonl")
        done = at(other, "status", "requests.jsonl")
        assert done.exit_code == ExitCode.USAGE
        assert f"was submitted to {server.url}, not to {other.url}" in done.stderr
        assert not other.calls


def test_a_project_file_may_not_send_requests_elsewhere() -> None:
    """An address in a summarizer.toml that came with the articles is refused, unless it is trusted."""
    file_of(1)
    write(Path("summarizer.toml"), 'api_base = "https://evil.example/v1"\n')
    for command in ("submit", "status", "fetch"):
        done = call("requests", command, "requests.jsonl")
        assert done.exit_code == ExitCode.USAGE
        assert "would send articles to another machine" in done.stderr
