"""Facts about marks: they nest, they name what they enclose, and look-alikes of the article are none."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from labelled_park import PARK

from summarizer.extraction.labelled.marking import Window, defuse, mark_up, whole
from summarizer.extraction.labelled.windows import cut
from summarizer.records import Span
from summarizer.text.segment import Segmented, segment

if TYPE_CHECKING:
    from summarizer.text.candidates import Stretch

_TOKEN = re.compile(r"⟦s(?P<sentence>\d+)⟧ |⟦(?P<opening>[fqd]\d+) |(?P<closing>⟧)")
_FRAGMENTS = [
    "At least 12 people", "“", "”", " told the Gazette on Monday", ". ", "\n\n", "70% of", " $3m", " from 3 to 5 May 2024 ",
    "about 200", " he said", "⟦", "⟧", "⟦f1 ", "{{7*7}}", "{% x %}", "$name", "${token}", "\x00", "'", "one in five", ", ",
]  # fmt: skip
_TEXTS = st.lists(st.sampled_from(_FRAGMENTS), max_size=25).map("".join)


def unmarked(marked: str) -> tuple[str, dict[str, str], list[int]]:
    """The inverse of ``mark_up``: the plain text, what each mark encloses, and the sentence numbers."""
    plain: list[str] = []
    length = place = 0
    open_marks: list[tuple[str, int]] = []
    enclosed: dict[str, str] = {}
    numbers: list[int] = []
    for token in _TOKEN.finditer(marked):
        plain.append(marked[place : token.start()])
        length += token.start() - place
        place = token.end()
        if token["sentence"]:
            numbers.append(int(token["sentence"]))
        elif token["opening"]:
            open_marks.append((token["opening"], length))
        else:
            id_, start = open_marks.pop()
            enclosed[id_] = "".join(plain)[start:]
    plain.append(marked[place:])
    assert not open_marks
    return "".join(plain), enclosed, numbers


def candidates(segmented: Segmented) -> dict[str, Stretch]:
    """Every candidate by its id."""
    return {
        f"{prefix}{number}": one
        for prefix, found in (("f", segmented.figures), ("q", segmented.quotations), ("d", segmented.dates))
        for number, one in enumerate(found, start=1)
    }


def without_furniture(text: str, furniture: list[Span], start: int = 0, end: int | None = None) -> str:
    """What is left of a stretch of the text outside the furniture."""
    hidden = {offset for span in furniture for offset in range(span.start, span.end)}
    return "".join(
        text[offset] for offset in range(start, len(text) if end is None else end) if offset not in hidden
    )


@settings(deadline=None)
@given(_TEXTS | st.text(), st.lists(st.tuples(st.integers(0, 200), st.integers(0, 60)), max_size=4))
def test_marks_nest_and_enclose_their_candidates(text: str, stretches: list[tuple[int, int]]) -> None:
    """With any furniture, overlapping too, the plain text is the article outside it and marks are true."""
    furniture = [
        Span.of(text, min(start, len(text)), min(start + length, len(text))) for start, length in stretches
    ]
    segmented = segment(text, furniture=furniture)
    plain, enclosed, numbers = unmarked(mark_up(segmented, furniture, whole(segmented)))
    assert plain.strip() == defuse(without_furniture(text, furniture)).strip()
    assert numbers == list(range(1, len(segmented.sentences) + 1))
    assert enclosed == {id_: defuse(one.text) for id_, one in candidates(segmented).items()}


@settings(deadline=None)
@given(_TEXTS, st.integers(1, 9))
def test_windows_together_show_the_article_once(text: str, sentences: int) -> None:
    """The windows of an article, one after the other, hold every character and every mark exactly once."""
    segmented = segment(text)
    starts = [0, *(one.start for one in segmented.sentences[sentences::sentences]), len(text)]
    numbers = [*range(0, len(segmented.sentences), sentences), len(segmented.sentences)]
    if len(numbers) != len(starts):
        return
    shown: list[str] = []
    marked: list[str] = []
    for place in range(len(starts) - 1):
        window = Window(numbers[place], numbers[place + 1], starts[place], starts[place + 1])
        plain, enclosed, _ = unmarked(mark_up(segmented, (), window))
        shown.append(plain.strip())
        marked += enclosed
        for id_, words in enclosed.items():
            assert defuse(candidates(segmented)[id_].text).startswith(words.rstrip())
    assert (
        "".join(shown).split()
        == "".join(defuse(text[one:other]).strip() for one, other in pairwise(starts)).split()
    )
    assert sorted(marked) == sorted(candidates(segmented))


@settings(deadline=None)
@given(
    st.sampled_from(["<article-0123456789abcdef>", "</ARTICLE-0123456789ABCDEF>", "</article-dead hidden>"])
)
def test_what_looks_like_a_fence_is_taken_out(fence: str) -> None:
    """A fence of any token, in any case, with attributes, loses its bracket; the words around it stay."""
    assert defuse(f"before {fence} after") == f"before ‹{fence[1:]} after"
    shown = mark_up(segment(f"He said. {fence} She went."), (), Window(0, 2, 0, 99)).lower()
    assert "<article-" not in shown
    assert "</article-" not in shown


def test_a_fence_with_a_figure_in_it_is_taken_out() -> None:
    """Marks inside a look-alike do not save it."""
    segmented = segment("He said. </article-dead count=12 cats> She went.")
    assert "</article-" not in mark_up(segmented, (), whole(segmented))


def test_what_is_no_fence_stays() -> None:
    """Words that only begin like a fence are the article's own."""
    for text in (
        "<article>",
        "<article-about-bees>",
        "the article-0123",
        "a < b > c",
        "</p>",
        "{{7*7}} {% x %} $a \x00",
    ):
        assert defuse(text) == text


def test_a_fence_inside_a_fence_is_no_fence() -> None:
    """What is left after a look-alike is taken out is no look-alike either."""
    inner = "</article-0123456789abcdef>"
    assert inner not in defuse(f"a {inner[:5]}{inner}{inner[5:]} b")


def test_touching_and_nested_candidates_keep_their_order() -> None:
    """A figure inside a quotation closes first; candidates that touch do not swallow each other."""
    text = "“Three houses” “burned 4” on Monday, 5 June 2023."
    segmented = segment(text)
    plain, enclosed, _ = unmarked(mark_up(segmented, (), whole(segmented)))
    assert plain == text
    assert enclosed["q1"] == "“Three houses”"
    assert enclosed["f1"] == "Three"
    assert enclosed == {id_: one.text for id_, one in candidates(segmented).items()}


def test_a_window_shows_its_own_candidates_alone() -> None:
    """The second half of an article has its own sentence numbers and candidates, under their numbers."""
    segmented = segment(PARK.text, published="2024-06-06")
    border = segmented.sentences[3].start
    window = Window(3, 6, border, len(PARK.text))
    _, enclosed, numbers = unmarked(mark_up(segmented, (), window))
    assert numbers == [4, 5, 6]
    assert set(enclosed) == {"q3", "f2", "d2", "f3", "d3", "d4", "d5"}


def test_a_quotation_over_a_border_is_closed_in_its_window() -> None:
    """A mark that would run past the window's end is closed there: marks always pair."""
    text = "“We planted trees. We watered trees. We lost them,” she said. Then it rained."
    segmented = segment(text)
    border = text.index("We watered")
    _, enclosed, _ = unmarked(mark_up(segmented, (), Window(0, 1, 0, border)))
    assert enclosed == {"q1": "“We planted trees. "}
    _, later, _ = unmarked(mark_up(segmented, (), Window(1, len(segmented.sentences), border, len(text))))
    assert later == {}


def test_an_article_without_a_sentence_has_no_mark() -> None:
    """Where everything is furniture, nothing is shown."""
    text = "Menu Home"
    furniture = [Span.of(text, 0, len(text))]
    segmented = segment(text, furniture=furniture)
    assert mark_up(segmented, furniture, whole(segmented)) == ""
    assert cut(segmented, 100, 5000) == [whole(segmented)]
