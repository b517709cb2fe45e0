"""Facts about the pace that several processes share."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING

from summarizer.runs.permits import Permits, SharedPacer, SharedTokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.runs.permits import News


class Direct:
    """Permits of the same process."""

    def __init__(self, permits: Permits) -> None:
        self.permits = permits
        self.reports: list[asyncio.Task[None]] = []

    async def take(self, model: str, holder: str, most: int, tokens: float, debt: float) -> tuple[int, float]:
        """As ``Permits.take``, in another clock."""
        count, now = await self.permits.take(model, holder, most, tokens, debt)
        return count, now

    def report(self, model: str, holder: str, news: Sequence[News], debt: float, unused: int) -> None:
        """As ``Permits.report``."""
        report = self.permits.report(model, holder, news, debt, unused)
        self.reports.append(asyncio.get_running_loop().create_task(report))


class Caller:
    """One process that calls as often as it may."""

    def __init__(self, permits: Permits, name: str, tokens: float = 0.0) -> None:
        self.changed = asyncio.Event()
        self.pacer = SharedPacer(Direct(permits), "m", name, self.changed.set)
        self.limit = SharedTokens(self.pacer)
        self.tokens = tokens
        self.sent: list[float] = []

    async def call(self, *, refused: bool = False) -> None:
        """Make one call when its turn has come."""
        while self.pacer.delay(monotonic()):
            self.changed.clear()
            await self.changed.wait()
        now = monotonic()
        self.pacer.sent(now)
        self.limit.take(self.tokens, now)
        self.sent.append(now)
        await asyncio.sleep(0)
        (self.pacer.refused if refused else self.pacer.answered)(now, monotonic())

    async def until(self, end: float) -> None:
        """Call on and on."""
        while monotonic() < end:
            await self.call()


def most_within(times: list[float], seconds: float) -> int:
    """Most calls within any so many seconds."""
    return max(sum(start <= time < start + seconds for time in times) for start in times)


def test_a_limit_of_calls_is_that_of_all_together() -> None:
    """Two processes that call as fast as they may keep one limit, and both come to their turn."""

    async def run() -> list[Caller]:
        permits = Permits(rpm=60 * 40.0, tpm=None)
        callers = [Caller(permits, "a"), Caller(permits, "b")]
        await asyncio.gather(*(one.until(monotonic() + 1.2) for one in callers))
        return callers

    callers = asyncio.run(run())
    times = sorted(time for one in callers for time in one.sent)
    assert len(times) >= 35
    assert most_within(times, 0.5) <= 20 + 8  # what two windows of a tenth of a second allow
    assert min(len(one.sent) for one in callers) >= 8


def test_a_limit_of_tokens_is_that_of_all_together() -> None:
    """What a call takes is charged to all, so that fewer are let through."""

    async def run() -> int:
        permits = Permits(rpm=None, tpm=60 * 1000.0)
        callers = [Caller(permits, "a", tokens=50.0), Caller(permits, "b", tokens=50.0)]
        ends = monotonic() + 1.0
        waits = (asyncio.wait_for(one.until(ends), 1.5) for one in callers)
        await asyncio.gather(*waits, return_exceptions=True)
        return sum(len(one.sent) for one in callers)

    assert 10 <= asyncio.run(run()) <= 30  # 20 a second, and the first call of each, of unknown size


def test_a_refusal_slows_all() -> None:
    """What one process learns of the server's limit holds for the other."""

    async def run() -> tuple[float, float]:
        permits = Permits(rpm=None, tpm=None)
        one = Caller(permits, "a")
        await one.call()
        before = permits._budget("m").pacer.rate
        await one.call(refused=True)
        await asyncio.sleep(0.1)
        return before, permits._budget("m").pacer.rate

    before, after = asyncio.run(run())
    assert after < before * 0.8


def test_a_dead_process_holds_nothing() -> None:
    """What it held when it died counts as in flight no longer, and what it tells late is not counted."""

    async def run() -> list[int]:
        permits = Permits(rpm=None, tpm=None)
        granted, now = await permits.take("m", "dead", 3, 0.0, 0.0)
        await permits.take("m", "well", 1, 0.0, 0.0)
        pacer = permits._budget("m").pacer
        counts = [pacer.in_flight - granted]
        await permits.forget("dead")
        counts.append(pacer.in_flight)
        await permits.report("m", "dead", [("answered", now)], 0.0, 0)
        return [*counts, pacer.in_flight]

    assert asyncio.run(run()) == [1, 1, 1]


def test_a_permit_that_is_not_used_goes_back() -> None:
    """After its short life it is neither in flight nor charged."""

    async def run() -> tuple[int, float]:
        permits = Permits(rpm=60 * 10.0, tpm=None)
        one = Caller(permits, "a")
        one.pacer.delay(monotonic())
        await one.changed.wait()
        budget = permits._budget("m")
        assert budget.pacer.in_flight == 1
        await asyncio.sleep(0.15)
        one.pacer.delay(monotonic())
        await asyncio.sleep(0.01)
        taken_anew = budget.pacer.in_flight
        await asyncio.sleep(0.05)
        return taken_anew, budget.pacer.in_flight

    taken_anew, after = asyncio.run(run())
    assert taken_anew == 2
    assert after == 1


def test_the_first_call_of_a_process_goes_alone() -> None:
    """Until it has come to its end no other is let through, however long that takes."""

    async def run() -> tuple[bool, bool]:
        one = Caller(Permits(rpm=None, tpm=None), "a")
        one.pacer.delay(monotonic())
        await one.changed.wait()
        first = monotonic()
        one.pacer.sent(first)
        one.changed.clear()
        held = one.pacer.delay(monotonic()) > 0
        await asyncio.sleep(0.05)
        held = held and one.pacer.delay(monotonic()) > 0
        one.pacer.answered(first, monotonic())
        await one.call()
        return held, len(one.sent) == 1

    assert asyncio.run(run()) == (True, True)


def test_a_run_that_is_to_stop_says_so_and_sentences_come_once() -> None:
    """Who asks learns that nothing is to be begun; what two processes say is told once."""

    async def run() -> tuple[bool, bool, list[str], list[str]]:
        permits = Permits(rpm=None, tpm=None)
        before = await permits.is_draining()
        await permits.drain()
        for sentence in ("down", "down", "back"):
            await permits.tell(sentence)
        return before, await permits.is_draining(), await permits.told(), await permits.told()

    assert asyncio.run(run()) == (False, True, ["down", "back"], [])
