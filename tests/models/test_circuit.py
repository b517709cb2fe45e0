"""Facts about the pause for a server that is down, in simulated time."""

from __future__ import annotations

from math import inf

from summarizer.models.circuit import Circuit


def failing(circuit: Circuit, articles: str, now: float, oldest: float | None = None) -> None:
    """The server fails over a call about each article."""
    for article in articles:
        circuit.failing(article, oldest, now)


def test_a_refused_connection_pauses_at_once_and_one_call_probes() -> None:
    """After half a second one call goes out; the others wait for what becomes of it."""
    circuit = Circuit(60.0)
    circuit.unreachable(10.0)
    assert circuit.delay(10.0) == 0.5
    assert circuit.delay(10.5) == 0.0
    assert circuit.sent()
    assert circuit.delay(11.0) == inf
    circuit.probe_failed(11.0)
    assert circuit.delay(11.0) == 0.75
    assert circuit.sent()
    circuit.up()
    assert circuit.delay(12.0) == 0.0
    assert not circuit.sent()


def test_only_a_server_that_fails_over_everything_is_down() -> None:
    """One article alone does not stop the others, nor do failures between answers or beside work."""
    circuit = Circuit(60.0)
    failing(circuit, "aaaaaaaaaa", 1.0)
    assert not circuit.is_open
    circuit.up()
    failing(circuit, "abcd", 1.0)
    circuit.up()
    failing(circuit, "abcd", 1.0)
    assert not circuit.is_open
    failing(circuit, "e", 5.0, oldest=2.0)
    assert not circuit.is_open
    failing(circuit, "e", 5.0, oldest=4.9)
    assert circuit.is_open


def test_patience_has_an_end() -> None:
    """The last probe comes when the patience ends; without patience it gives up at once."""
    circuit = Circuit(2.0)
    circuit.unreachable(0.0)
    now = 0.0
    while not circuit.given_up:
        now += circuit.delay(now)
        circuit.sent()
        circuit.probe_failed(now)
    assert now == 2.0
    impatient = Circuit(0.0)
    impatient.unreachable(0.0)
    assert impatient.given_up
    assert not impatient.is_open
