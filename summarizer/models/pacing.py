"""How fast a server is asked: a pace learned from its refusals, a bound on concurrency, known limits.

A server that answers 429 or 503 gives no other hint of its limit. Two things are learned from that. The pace
(calls a second) falls by a factor and comes back fast to a little below where it was refused, then slowly
beyond, as the window of TCP CUBIC does (RFC 9438). The concurrency grows by one a round trip and is halved
(AIMD: Chiu and Jain 1989), but only where a slower pace alone did not help. Everything here is plain
arithmetic on times that the caller gives, in seconds of a monotonic clock.
"""

from __future__ import annotations

from math import ceil, inf

__all__ = ["Bucket", "Pacer"]

_WINDOW = 0.1
"""Seconds of a known limit's calls that may be made at once after a pause."""
_MADE_UP = 0.05
"""The same of a pace that is learned: a server may count in shorter windows."""
_FIRST_RATE = 50.0
"""Calls a second at the start; a refusal comes back fast, so few are in vain where that is too many."""
_FASTEST = 10_000.0
_SLOWEST = 0.02
_DOUBLING = 1.0
"""Seconds in which the pace doubles, until the first refusal."""
_RECOVERY = 5.0
"""Seconds in which most of the way is made back to the pace that was refused."""
_GROWTH = 0.01
"""Part of the pace that it grows by in a second besides, to find out whether more is accepted."""
_PATIENT = 4.0
"""Seconds without a refusal after which that becomes faster and faster."""
_CUT = 0.93
"""What is left of the pace after a refusal."""
_DEEP_CUT = 0.7
"""The same while the limit is not known yet."""
_HELPED = 2.0
"""Seconds without a refusal after which the limit is known."""
_DEEPEST_CUT = 0.5
"""The same where most calls since the last cut were refused."""
_BETWEEN_CUTS = 0.25
"""Least seconds between two cuts."""
_FUTILE = 8
"""Refusals in a round trip from which on the concurrency may be too high."""
_FUTILE_SHARE = 0.8
"""Part of all calls of a round trip that these must be."""
_SHORTEST_ROUND_TRIP = 1.0
_SMOOTHING = 0.2


class Bucket:
    """A token bucket of a tenth of a second for a limit that is known; it may be overdrawn by one call.

    Args:
        rate: What flows in a second, above 0.
    """

    def __init__(self, rate: float) -> None:
        self._rate = rate
        self._level = 0.0
        self._at: float | None = None

    def delay(self, now: float) -> float:
        """Seconds until the next call may be made."""
        self._fill(now)
        return max(0.0, -self._level / self._rate)

    def take(self, amount: float, now: float) -> None:
        """Take what a call costs; a negative amount gives back."""
        self._fill(now)
        self._level = min(self._level - amount, self._rate * _WINDOW)

    def _fill(self, now: float) -> None:
        passed = 0.0 if self._at is None else now - self._at
        self._at = now
        self._level = min(self._level + passed * self._rate, self._rate * _WINDOW)


class Pacer:
    """Decides when the next call may be made, from how the earlier ones went.

    Args:
        most: Calls in flight at most; None for no bound.
        start: Calls in flight at the start, doubled every round trip until they are halved; None starts
            at the bound.
    """

    def __init__(self, most: int | None = None, start: int | None = None) -> None:
        self.in_flight = 0
        self.rate = _FIRST_RATE
        """Calls a second."""
        self._most = float(most) if most is not None else inf
        self.limit = min(float(start) if start is not None else inf, self._most)
        """Calls in flight."""
        self._ceiling: float | None = None
        """The pace that was refused last; None before the first refusal."""
        self._is_known = False
        self._slow_start = True
        self._next_at = -inf
        self._held_back_at = -inf
        self._grown_at: float | None = None
        self._cut_at = -inf
        self._trip_at = -inf
        """When the round trip began over which refusals are counted."""
        self._round_trip = 0.0
        self._sent_since_cut = 0
        self._refused_since_cut = 0
        self._sent_in_trip = 0
        self._refused_in_trip = 0

    def delay(self, now: float) -> float:
        """Seconds until the next call may be made; infinite until one in flight has ended."""
        if self.in_flight >= int(self.limit if self.limit < inf else _FASTEST):
            return inf
        delay = max(0.0, self._next_at - now)
        if delay:
            self._held_back_at = now
        self._grow(now)
        return delay

    def sent(self, now: float) -> None:
        """A call is made."""
        self.in_flight += 1
        self._next_at = max(self._next_at, now - _MADE_UP) + 1 / self.rate
        self._sent_since_cut += 1
        if now - self._trip_at > max(self._round_trip, _SHORTEST_ROUND_TRIP):
            self._trip_at = now
            self._sent_in_trip = self._refused_in_trip = 0
        self._sent_in_trip += 1

    def answered(self, sent_at: float, now: float) -> None:
        """A call was answered: one more may be in flight after a round trip of such answers."""
        self.in_flight -= 1
        taken = now - sent_at
        known = self._round_trip or taken
        self._round_trip = known + _SMOOTHING * (taken - known)
        step = 1.0 if self._slow_start else 1.0 / self.limit
        self.limit = min(self._most, self.limit + step)

    def ended(self) -> None:
        """A call ended in a way that says nothing of the server's limit."""
        self.in_flight -= 1

    def refused(self, sent_at: float, now: float) -> None:
        """A call was refused: slow down, at most once for all calls that were sent before that showed."""
        self.in_flight -= 1
        if sent_at < self._cut_at:
            return
        self._refused_since_cut += 1
        self._refused_in_trip += 1
        self._halve()
        if now - self._cut_at >= _BETWEEN_CUTS:
            self._cut(now)

    def _cut(self, now: float) -> None:
        """Go on more slowly: by much while the limit is sought, by little once it is known."""
        self._is_known |= self._ceiling is not None and now - self._cut_at > _HELPED
        is_far_off = self._sent_since_cut >= 3 and self._refused_since_cut > 0.6 * self._sent_since_cut
        factor = _DEEPEST_CUT if is_far_off else _CUT if self._is_known else _DEEP_CUT
        self._ceiling = self.rate
        self.rate = max(_SLOWEST, self.rate * factor)
        self._next_at = now + 1 / self.rate
        self._cut_at = now
        self._sent_since_cut = self._refused_since_cut = 0

    def _halve(self) -> None:
        """Halve the concurrency where most of a round trip's calls are refused though the pace is cut."""
        if self._refused_in_trip == max(_FUTILE, ceil(_FUTILE_SHARE * self._sent_in_trip)):
            self.limit = max(1.0, min(self.limit, self.in_flight + 1) / 2)
            self._slow_start = False
            self._refused_in_trip = -self._sent_in_trip  # not again before the next round trip

    def _grow(self, now: float) -> None:
        """Grow with time, as long as it is the pace that holds calls back."""
        passed = 0.0 if self._grown_at is None else min(now - self._grown_at, 1.0)
        self._grown_at = now
        if now - self._held_back_at > max(_BETWEEN_CUTS, 2 / self.rate):
            return
        if self._ceiling is None:
            self.rate *= 2.0 ** (passed / _DOUBLING)
        else:
            calm = (now - self._cut_at) / _PATIENT
            self.rate += max(0.0, self._ceiling - self.rate) * min(1.0, passed / _RECOVERY)
            self.rate *= 1 + _GROWTH * passed * min(1.0, max(self.rate, 0.1)) * max(1.0, calm * calm)
        self.rate = min(_FASTEST, self.rate)
