"""Facts about estimates of what asking takes."""

from __future__ import annotations

from summarizer.extraction.labelled import estimating, labelling, split_parts
from summarizer.extraction.labelled.estimating import estimate_load
from summarizer.models import ModelOptions
from summarizer.reading import read_text

SENTENCE = "At least 45 people were killed in the flood on Wednesday, officials said. "


def test_limits_are_those_that_answers_get() -> None:
    """The estimate goes by the same numbers as the requests."""
    for name in ("_DIGEST_TOKENS", "_REPAIR_TOKENS", "_VERDICT_TOKENS"):
        assert getattr(estimating, name) == getattr(labelling, name)
    assert estimating._SUMMARY_TOKENS == split_parts._SUMMARY_TOKENS


def test_a_long_article_takes_a_call_a_window_and_one_to_combine() -> None:
    """It is not repaired, so that all three cases have the same calls."""
    document = read_text(SENTENCE * 300)
    calls = [one.labelling.calls for one in estimate_load(document, ModelOptions(model="m"))]
    assert calls[0] == calls[2] >= 3


def test_a_second_reading_is_counted_apart() -> None:
    """It is one call more, of the other model."""
    document = read_text(SENTENCE)
    alone = estimate_load(document, ModelOptions(model="m"))[1]
    read = estimate_load(document, ModelOptions(model="m", verify=True))[1]
    assert (alone.second_reading.calls, read.second_reading.calls) == (0, 1)
    assert alone.labelling == read.labelling
