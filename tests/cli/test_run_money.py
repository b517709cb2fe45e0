"""Facts about the money of ``summarizer run``: what it says beforehand, when it stops, what it sums up."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from cli_support import ARTICLE, call, isolate, write

from summarizer.errors import ExitCode

sys.path.insert(0, str(Path(__file__).parents[1] / "models"))
from loopback import Answer, serving

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

REPLY = json.dumps(
    {
        "sources": [{"id": "p1", "name": "officials", "kind": "officials"}],
        "figures": [{"id": "f1", "measure": "killed", "scope": "incident", "by": ["p1"]}],
        "events": [{"id": "e1", "in": ["s1"], "what": "People died.", "type": "disaster", "by": ["p1"]}],
        "summary": [{"cites": ["s1"], "text": "People were killed, officials said."}],
    }
)
USAGE: Any = {
    "prompt_tokens": 4000,
    "completion_tokens": 500,
    "total_tokens": 4500,
    "prompt_tokens_details": {"cached_tokens": 1000},
}
PRICES = ("--price-in", "1", "--price-out", "2")
"""An answer costs $0.005 at these."""


@pytest.fixture(autouse=True)
def _isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch, tmp_path)
    for number in range(12):
        write(Path(f"in/{number:02}.txt"), f"At least {number + 2} people were killed, officials said.")


def asked(url: str, *more: str) -> tuple[str, ...]:
    """The arguments of a run with a small model."""
    return ("run", "in", "-m", "openai/tiny", "--api-base", f"{url}/v1", "-o", "out", "--retries", "0", *more)


def counts(stdout: str) -> dict[str, Any]:
    """The JSON object of a dry run."""
    found: dict[str, Any] = json.loads(stdout)
    return found


def test_a_dry_run_asks_and_writes_nothing() -> None:
    """It counts articles, those that cannot be read and those that are done, and a cost from low to high."""
    write(Path("in/empty.txt"), "")
    with serving(Answer(REPLY, usage=USAGE)) as server:
        call(*asked(server.url, "--limit", "3"))
        before = sorted(Path().rglob("*")), len(server.requests)
        done = call(*asked(server.url, "--dry-run", "--json", *PRICES))
        assert (sorted(Path().rglob("*")), len(server.requests)) == before
    assert done.exit_code == ExitCode.DONE
    found = counts(done.stdout)
    assert [found[name] for name in ("articles", "unreadable", "done", "to_do")] == [13, 1, 3, 9]
    low, expected, high = (found["estimate"][name]["cost_usd"] for name in ("low", "expected", "high"))
    assert 0 < low < expected < high
    tokens = found["estimate"]["expected"]
    assert expected == pytest.approx((tokens["input_tokens"] + 2 * tokens["output_tokens"]) / 1e6, rel=0.01)
    assert any("as given" in sentence for sentence in found["assumed"])


def test_an_unknown_price_is_shown_as_unknown() -> None:
    """Tokens are estimated all the same, and how to give the price is said; a known one is looked up."""
    done = call(*asked("http://127.0.0.1:9", "--dry-run"))
    assert ["cost", "unknown", "unknown", "unknown"] in [line.split() for line in done.stdout.splitlines()]
    assert "the price of openai/tiny is not known; give --price-in and --price-out" in done.stdout
    hosted = call("run", "in", "-m", "openai/gpt-4o-mini", "--dry-run", "--json")
    assert counts(hosted.stdout)["estimate"]["expected"]["cost_usd"] > 0


def test_a_dry_run_tells_what_recordings_answer() -> None:
    """What is recorded costs nothing; when only recordings are played, the rest would fail."""
    write(Path("tapes/tiny/00.json"), "{}")
    arguments = ("run", "in", "-m", "tiny", "--cassettes", "tapes", "--dry-run", "--json", "--recording")
    found = counts(call(*arguments, "replay").stdout)
    assert (found["recorded"], found["unrecorded"], found["to_do"]) == (1, 11, 0)
    assert found["estimate"] is None
    base = ("--api-base", "http://127.0.0.1:9/v1")
    found = counts(call(*arguments, "record", *base).stdout)
    assert (found["recorded"], found["unrecorded"], found["to_do"]) == (1, 0, 11)


def test_rules_alone_cost_nothing() -> None:
    """A dry run of baseline counts and estimates nothing; a limit is kept by itself."""
    found = counts(call("run", "in", "--dry-run", "--json").stdout)
    assert (found["to_do"], found["estimate"]) == (12, None)
    assert call("run", "in", "--max-cost", "0.01").exit_code == ExitCode.DONE


def test_what_cannot_be_read_is_named_by_a_dry_run() -> None:
    """With its reason, as a run names it, empty or of another's id; of many the first ten."""
    for number in range(13):
        write(Path(f"more/{number:02}.txt"), "" if number else ARTICLE)
    write(Path("same/00.txt"))
    done = call("run", "more", "same", "--dry-run")
    assert "unreadable       13" in done.stdout
    assert done.stderr.count("summarizer: unreadable: ") == 11
    assert "summarizer: unreadable: more/01.txt: there is no text in it" in done.stderr
    assert "summarizer: unreadable: 3 more" in done.stderr
    done = call("run", "more/00.txt", "same", "--dry-run")
    assert "unreadable: same/00.txt: more/00.txt has the same id" in done.stderr


def test_the_limit_stops_the_run_and_the_next_goes_on() -> None:
    """Nothing is begun that would cost more; exit status 3 and how to go on; what is done is not paid again."""
    with serving(Answer(REPLY, usage=USAGE)) as server:
        arguments = asked(server.url, "-j", "2", *PRICES, "--max-cost", "0.022")
        done = call(*arguments)
        first = len(server.requests)
        assert done.exit_code == ExitCode.STOPPED
        assert "would go beyond --max-cost 0.022" in done.stderr
        assert "the same command again goes on from there" in done.stderr
        assert 2 <= first <= 4
        assert json.loads(Path("out/run.json").read_text())["state"] == "stopped"
        assert json.loads(Path("out/run.json").read_text())["usage"]["cost_usd"] <= 0.022
        done = call(*asked(server.url, *PRICES, "--max-cost", "1"))
        assert done.exit_code == ExitCode.DONE
        assert len(server.requests) == 12
    assert f"{first} of 12 were done before" in done.stderr


def test_a_price_that_is_not_known_is_refused_with_a_limit() -> None:
    """Exit status 2, before anything is asked; half a price is refused, too."""
    with serving(Answer(REPLY)) as server:
        done = call(*asked(server.url, "--max-cost", "1"))
        assert done.exit_code == ExitCode.USAGE
        assert "the price of openai/tiny is not known" in done.stderr
        assert "--price-in and --price-out" in done.stderr
        assert call(*asked(server.url, "--price-in", "1")).exit_code == ExitCode.USAGE
        second = asked(server.url, *PRICES, "--max-cost", "1", "--verify", "--verify-model", "openai/other")
        assert "the price of openai/other is not known" in call(*second).stderr
        assert server.requests == []
    assert not Path("out").exists()


def test_articles_whose_cost_is_not_told_count_by_expectation() -> None:
    """A server that counts no tokens does not make the limit void."""
    with serving(Answer(REPLY, usage=None)) as server:
        done = call(*asked(server.url, *PRICES, "--max-cost", "0.04", "-j", "1"))
        assert done.exit_code == ExitCode.STOPPED
        assert 1 <= len(server.requests) < 12
    assert "assumed where no cost was told" in done.stderr


def test_the_end_sums_up_tokens_and_cost() -> None:
    """Tokens, those that the provider had cached, and the cost; the results hold no more than before."""
    with serving(Answer(REPLY, usage=USAGE)) as server:
        done = call(*asked(server.url, "--limit", "2", *PRICES))
    expected = "2 calls, 8,000 tokens in (2,000 of them cached), 1,000 tokens out, $0.0100"
    assert expected in done.stderr
    provenance = json.loads(Path("out/results/00.json").read_text())["provenance"]
    assert provenance["cost_usd"] == pytest.approx(0.005)
    assert "cached" not in json.dumps(provenance)


def test_a_refused_call_leaves_the_cost_known() -> None:
    """What the server did not let in cost nothing; a call that failed otherwise makes the sum unknown."""

    def answer(number: int, _: dict[str, Any]) -> Answer:
        return Answer("slow down", 429) if number == 0 else Answer(REPLY, usage=USAGE)

    with serving(answer) as server:
        write(Path("summarizer.toml"), "retry_cap = 0.01\n")
        call(
            "run",
            "in",
            "-m",
            "openai/tiny",
            "--api-base",
            f"{server.url}/v1",
            "-o",
            "out",
            "--limit",
            "1",
            *PRICES,
        )
    entry = json.loads(Path("out/run.json").read_text())["articles"][0]
    assert (entry["calls"], entry["cost_usd"]) == (2, pytest.approx(0.005))


def test_shares_of_the_seed_articles_are_estimated_well() -> None:
    """Of small requests the estimate has as many as the recordings of all five seeds hold."""
    root = Path(__file__).parents[2]
    recorded = [
        one
        for path in (root / "cassettes/smollm2-135m-instruct").glob("*.json")
        for one in json.loads(path.read_text())["interactions"]
    ]
    arguments = ("run", root / "seeds", "-m", "openai/tiny", "--api-base", "http://127.0.0.1:9/v1", "--split")
    found = counts(call(*arguments, "--dry-run", "--json").stdout)["estimate"]
    assert found["expected"]["calls"] == len(recorded)
    usage = [one["response"]["body"]["usage"] for one in recorded]
    for name, told in (("input_tokens", "prompt_tokens"), ("output_tokens", "completion_tokens")):
        assert found["low"][name] <= sum(one[told] for one in usage) <= found["high"][name]


def test_articles_that_differ_make_other_estimates() -> None:
    """A longer article is expected to cost more."""
    write(Path("one/a.txt"), ARTICLE)
    write(Path("two/a.txt"), ARTICLE * 40)
    costs = [
        counts(call("run", folder, "-m", "openai/gpt-4o-mini", "--dry-run", "--json").stdout)["estimate"][
            "expected"
        ]
        for folder in ("one", "two")
    ]
    assert costs[0]["cost_usd"] < costs[1]["cost_usd"]
