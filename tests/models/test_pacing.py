"""Facts about the pace at which a server is asked: what it learns from refusals, in simulated time."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import pytest

from summarizer.models.pacing import Bucket, Pacer


@dataclass
class Outcome:
    """What came of a simulated run."""

    goodput: float
    """Accepted calls a second, from the first to the last."""
    refused: float
    """Part of all calls."""
    most: int
    """Accepted calls in flight at a time, at most."""


def simulate(
    pacer: Pacer, *, calls: int, seconds: float, rate: float = 1e9, burst: float = 2.0, slots: int = 10**9
) -> Outcome:
    """Make calls as the pacer lets them go, of a server that refuses above a rate or a number in flight."""
    now, level, refused_at = 0.0, burst, 0.0
    accepted: list[float] = []
    refused = busy = most = 0
    ends: list[tuple[float, int, bool, float]] = []
    while len(accepted) < calls or ends:
        delay = pacer.delay(now) if len(accepted) < calls else float("inf")
        if ends and ends[0][0] <= now + delay:
            end, _, was_taken, sent_at = heapq.heappop(ends)
            level, now = min(burst, level + (end - now) * rate), end
            busy -= was_taken
            (pacer.answered if was_taken else pacer.refused)(sent_at, now)
            continue
        level, now = min(burst, level + delay * rate), now + delay
        pacer.sent(now)
        takes = level >= 1 and busy < slots
        if takes:
            level -= 1
            busy += 1
            most = max(most, busy)
            accepted.append(now)
        else:
            refused += 1
            refused_at = now
        took = seconds if takes else 0.01
        heapq.heappush(ends, (now + took, len(accepted) + refused, takes, now))
    assert refused_at <= now
    return Outcome(
        (len(accepted) - 1) / (accepted[-1] - accepted[0]), refused / (refused + len(accepted)), most
    )


@pytest.mark.parametrize(("start", "seconds"), [(1, 0.05), (1, 0.5), (256, 0.05), (256, 0.5), (256, 2.0)])
@pytest.mark.parametrize("burst", [2.0, 20.0])
def test_the_limit_of_a_server_is_learned(start: int, seconds: float, burst: float) -> None:
    """Of 20 calls a second at least nine tenths get through, and less than one call in twenty is refused."""
    outcome = simulate(Pacer(256, start), calls=1200, seconds=seconds, rate=20.0, burst=burst)
    assert outcome.goodput > 18
    assert outcome.refused < 0.05


def test_a_limit_on_calls_in_flight_is_learned() -> None:
    """Of a server with eight places at least eight tenths are used, and few calls are refused."""
    outcome = simulate(Pacer(64), calls=600, seconds=2.0, slots=8)
    assert outcome.goodput > 0.8 * 8 / 2.0
    assert outcome.refused < 0.15


def test_a_server_without_a_limit_is_not_held_back() -> None:
    """Without refusals all places are taken within three seconds, and stay so."""
    outcome = simulate(Pacer(256), calls=256 * 20, seconds=5.0)
    assert outcome.most == 256
    assert outcome.goodput > 0.95 * 256 / 5.0


def test_one_round_trip_of_refusals_slows_down_once() -> None:
    """Refusals of calls that were sent before the first of them showed do not cut the pace again."""
    pacer = Pacer(8)
    for _ in range(8):
        pacer.sent(0.0)
    pacer.refused(0.0, 1.0)
    rate = pacer.rate
    for _ in range(7):
        pacer.refused(0.0, 2.0)
    assert pacer.rate == rate
    assert pacer.in_flight == 0


def test_the_concurrency_is_halved_once_a_round_trip_and_grows_by_one() -> None:
    """Where everything is refused in spite of a slower pace, the concurrency is halved."""
    pacer = Pacer(16)
    for _ in range(16):
        pacer.sent(0.0)
    pacer.answered(0.0, 2.0)
    for number in range(40):
        pacer.sent(2.5 + number / 40)
        pacer.refused(2.5 + number / 40, 2.51 + number / 40)
    assert pacer.limit == 8
    for _ in range(8):
        pacer.sent(4.0)
        pacer.answered(4.0, 6.0)
    assert 8.9 < pacer.limit <= 9


def test_a_known_limit_is_kept_in_short_windows() -> None:
    """In no second are there more calls than the limit, but for a tenth of a second's worth."""
    bucket, now, times = Bucket(30.0), 0.0, []
    while now < 10:
        now += bucket.delay(now)
        bucket.take(1, now)
        times.append(now)
    assert max(sum(start <= one < start + 1 for one in times) for start in times) <= 34
    assert len(times) > 0.95 * 300
