"""A server that takes 20 calls a second, refuses the rest with 429 and gives no hint: what gets through.

Measured from a start of 1 and of 256 in flight, over the time of the run from its first to its last call.

    python -m benchmarks.limits [SECONDS]
"""

from __future__ import annotations

import sys
import tempfile

from benchmarks.slow_model import Behaviour, articles, serving, stats
from summarizer.extraction import ModelExtractor
from summarizer.models import ModelOptions
from summarizer.models.pacing import Pacer
from summarizer.runs import run_documents

PER_SECOND = 20.0
MOST = 256


def measure(start: int, seconds: float, behaviour: Behaviour) -> None:
    """Run and print."""
    with serving(behaviour) as base, tempfile.TemporaryDirectory() as folder:
        options = ModelOptions(model="openai/loopback", api_base=base, in_flight=MOST)
        with ModelExtractor(options) as extractor:
            for flow in extractor.flows:
                flow.pacer = Pacer(MOST, start)
            run = run_documents(
                articles(int(seconds * PER_SECOND)),
                folder,
                model=options.model,
                extractor=extractor,
                jobs=MOST,
            )
        counted = stats(base)
        failures = {entry.error for entry in run.articles if entry.status == "failed"}
    times = counted["times"]
    goodput = (len(times) - 1) / (times[-1] - times[0]) / PER_SECOND
    print(
        f"from {start:3} in flight, {behaviour.seconds:g} s a call, burst {behaviour.burst:g}: "
        f"{goodput:.0%} of {PER_SECOND:g} calls/s, {counted['refused'] / counted['calls']:.1%} refused, "
        f"{run.counts.failed} of {run.counts.articles} failed"
    )
    for failure in sorted(str(one) for one in failures)[:3]:
        print(f"  {failure}")


def main() -> None:
    """Measure and print."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    for start in (1, MOST):
        for burst in (5.0, PER_SECOND):
            measure(start, seconds, Behaviour(seconds=0.5, per_second=PER_SECOND, burst=burst))


if __name__ == "__main__":
    main()
