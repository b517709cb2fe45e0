"""Facts about windows: every sentence in exactly one, in order, and each fits."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from labelled_support import StandIn

from summarizer.errors import ModelError
from summarizer.extraction.labelled import extract_with_model
from summarizer.extraction.labelled.marking import mark_up, whole
from summarizer.extraction.labelled.windows import cut, estimate_tokens, reply_budget
from summarizer.models import ModelOptions
from summarizer.reading import read_text
from summarizer.text.candidates import Quotation, Stretch, TextSentence
from summarizer.text.segment import Segmented, segment

_PROMPT = 500
_SENTENCES = st.lists(
    st.sampled_from(
        [
            "It rained.", "Ten cats sat on 4 mats.", "“We go on,” she said.", "“Wind came. Rain came. Snow came,” he said.",
            "The band played in the park until the lamps went out, and nobody who had come wanted to go home.", "\n\n",
        ]
    ),
    min_size=1, max_size=60,
).map(" ".join)  # fmt: skip


@settings(deadline=None)
@given(_SENTENCES, st.integers(2600, 9000))
def test_every_sentence_is_in_one_window(text: str, context_window: int) -> None:
    """Windows follow each other without a gap, from the first character to the last."""
    segmented = segment(text)
    windows = cut(segmented, _PROMPT, context_window)
    assert [n for window in windows for n in range(window.first, window.last)] == list(
        range(len(segmented.sentences))
    )
    assert (windows[0].start, windows[-1].end) == (0, len(text))
    assert all(one.end == other.start for one, other in pairwise(windows))
    assert windows == cut(segmented, _PROMPT, context_window)
    for candidate in (*segmented.figures, *segmented.quotations, *segmented.dates):
        assert sum(window.holds(candidate) for window in windows) == 1


@settings(deadline=None)
@given(_SENTENCES, st.integers(3600, 9000))
def test_each_window_fits_without_long_quotations(text: str, context_window: int) -> None:
    """Prompt, article and reply of each window take no more than the model has."""
    segmented = segment(text)
    for window in cut(segmented, _PROMPT, context_window):
        shown = estimate_tokens(mark_up(segmented, (), window))
        assert _PROMPT + shown + reply_budget(segmented, window) <= context_window


def test_an_article_that_fits_is_one_window() -> None:
    """Nothing is cut without need."""
    segmented = segment("Ten cats sat. It rained. She left.")
    assert cut(segmented, _PROMPT, 32_768) == [whole(segmented)]


def test_windows_are_about_as_large_as_each_other() -> None:
    """The last part is no crumb."""
    segmented = segment(
        " ".join(f"In week {number} the club sold {number + 30} cakes." for number in range(90))
    )
    sizes = [window.last - window.first for window in cut(segmented, _PROMPT, 7000)]
    assert len(sizes) > 2
    assert min(sizes[:-1]) >= 0.8 * max(sizes)
    assert sizes[-1] >= 0.5 * max(sizes)


def test_a_quotation_is_not_cut_where_there_is_another_way() -> None:
    """No window begins inside a quotation of a few sentences."""
    turn = "“The rain came. The river rose. We left the house,” she said. The club met again. "
    segmented = segment(turn * 30)
    windows = cut(segmented, _PROMPT, 6000)
    assert len(windows) > 2
    for window in windows:
        assert not any(one.start < window.start < one.end for one in segmented.quotations)


def test_a_quotation_without_end_is_cut_all_the_same() -> None:
    """A speech that is longer than a window is shown in parts, each of at least one sentence."""
    segmented = segment("He said: “" + "The rain came and the river rose. " * 200 + "Then it stopped.”")
    windows = cut(segmented, _PROMPT, 4000)
    assert len(windows) > 2
    assert all(window.last > window.first for window in windows)


def test_a_sentence_longer_than_a_window_is_a_window() -> None:
    """It cannot be cut, and nothing of it is lost."""
    segmented = segment("It rained. " * 5 + "The band " + "played and " * 3000 + "left. " + "It rained. " * 5)
    windows = cut(segmented, _PROMPT, 4000)
    assert windows[-1].last == len(segmented.sentences)
    assert len(windows) > 1


def long_speech(before: int, sentences: int, words: int) -> Segmented:
    """A few short sentences, and one quotation of many long ones, as a finder might return them."""
    stretches: list[TextSentence] = []
    for number in range(before + sentences):
        text = " ".join(["word"] * (3 if number < before else words)) + "."
        start = stretches[-1].end + 1 if stretches else 0
        stretches.append(TextSentence(start, start + len(text), text, 0))
    source = " ".join(one.text for one in stretches)
    start = stretches[before].start
    speech = Quotation(
        start, len(source), source[start:], Stretch(start, len(source), source[start:]), closed=True
    )
    return Segmented(source, tuple(stretches), (), (speech,), ())


def test_a_cut_is_moved_back_before_a_quotation() -> None:
    """Where a quotation began a few sentences ago, the window ends before it."""
    segmented = long_speech(before=4, sentences=12, words=60)
    windows = cut(segmented, _PROMPT, 4000)
    assert (windows[0].first, windows[0].last) == (0, 4)


def test_a_cut_that_is_moved_back_leaves_the_next_window_within_the_limit() -> None:
    """What the first window gives up does not make the second too large."""
    segmented = long_speech(before=2, sentences=12, words=300)
    for window in cut(segmented, _PROMPT, 4600):
        shown = estimate_tokens(mark_up(segmented, (), window))
        assert _PROMPT + shown + reply_budget(segmented, window) <= 4600


def test_a_model_with_too_small_a_window_is_told_at_once() -> None:
    """Where not even the prompt fits, no call is made, and the error says so."""
    text = "\n\n".join(f"In town {number}, {number + 20} shops closed on Monday." for number in range(60))
    client = StandIn(*[{}] * 40)
    options = ModelOptions(model="stand-in", context_window=4096)
    with pytest.raises(ModelError, match="window"):
        asyncio.run(extract_with_model(read_text(text, id="towns"), client, options))
    assert client.requests == []
