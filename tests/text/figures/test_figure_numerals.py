"""Numbers in digits and in words: what they are worth, and where they end."""

from __future__ import annotations

import pytest

from summarizer.text.figures import find_figures
from summarizer.text.figures.number_words import sum_words
from summarizer.text.figures.numerals import NUMBER_START, read_numeral


def read(text: str) -> tuple[str, float | None, str]:
    """The words, the value and the kind of the number at the beginning of ``text``."""
    numeral = read_numeral(text, 0)
    assert numeral is not None
    assert numeral.start == 0
    return text[: numeral.end], numeral.value, numeral.kind


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("195 people", "195", 195), ("3.5%", "3.5", 3.5), (".5 points", ".5", 0.5), ("0", "0", 0),
        ("1,234 men", "1,234", 1234), ("1,234,567.5 t", "1,234,567.5", 1234567.5),
        ("1,50,000 rupees", "1,50,000", 150000), ("12,34 x", "12", 12),
        ("12 000 men", "12 000", 12000), ("12\u00a0345 men", "12\u00a0345", 12345), ("12 345 men", "12", 12),
        ("1\u202f234\u202f567", "1\u202f234\u202f567", 1234567), ("1.234.567", "1.234.567", 1234567),
        ("5. Then", "5", 5), ("5, then", "5", 5), ("3.5.", "3.5", 3.5),
        ("½ mile", "½", 0.5), ("2½ hours", "2½", 2.5), ("2 ½ hours", "2 ½", 2.5), ("2 1/2 hours", "2 1/2", 2.5),
        ("3 x 10^8 m", "3 x 10^8", 3e8), ("3×10-3 g", "3×10-3", 0.003), ("3 x\u00a010^8 m", "3 x\u00a010^8", 3e8),
        ("2e6 x", "2e6", 2e6),
    ],
)  # fmt: skip
def test_digits_are_read_with_their_groups_and_decimals(text: str, written: str, value: float) -> None:
    """A number in digits takes in group marks, decimals, powers of ten and mixed fractions, nothing more."""
    found, number, kind = read(text)
    assert (found, kind) == (written, "digits")
    assert number == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("14.3bn", "14.3bn", 14_300_000_000), ("3.5 million men", "3.5 million", 3_500_000),
        ("2 hundred thousand", "2 hundred thousand", 200_000), ("1.5 lakh crore", "1.5 lakh crore", 1.5e12),
        ("12 crore", "12 crore", 120_000_000), ("250 mln", "250 mln", 250_000_000), ("2\nmillion", "2\nmillion", 2_000_000),
        ("5-million", "5-million", 5_000_000), ("1½ million", "1½ million", 1_500_000), ("½ million", "½ million", 500_000),
        ("3/4 million", "3/4 million", 750_000), ("5 millionaires", "5", 5), ("2\n\nmillion", "2", 2),
    ],
)  # fmt: skip
def test_scales_multiply_digits(text: str, written: str, value: float) -> None:
    """A scale word or suffix behind digits is part of the number, in base units."""
    assert read(text) == (written, value, "digits")


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("Sixteen men", "Sixteen", 16), ("six men", "six", 6), ("twenty-one", "twenty-one", 21), ("zero", "zero", 0),
        ("sixty six men", "sixty six", 66), ("two hundred and five", "two hundred and five", 205),
        ("a hundred", "a hundred", 100), ("a dozen eggs", "a dozen", 12), ("two dozen", "two dozen", 24),
        ("one thousand two hundred", "one thousand two hundred", 1200), ("twenty-five hundred", "twenty-five hundred", 2500),
        ("three hundred and forty-two thousand, one hundred", "three hundred and forty-two thousand, one hundred", 342_100),
        ("two million", "two million", 2_000_000), ("two thousand million", "two thousand million", 2_000_000_000),
        ("three lakh crore", "three lakh crore", 3 * 10**12), ("half a million", "half a million", 500_000),
        ("half-dozen", "half-dozen", 6), ("two and a half", "two and a half", 2.5),
        ("two and a half million", "two and a half million", 2_500_000), ("a million and a half", "a million and a half", 1_500_000),
        ("five and six", "five", 5), ("two, three", "two", 2), ("one two", "one", 1), ("twenty twelve", "twenty", 20),
        ("two hundred, three", "two hundred", 200), ("three million billion", "three million billion", 3 * 10**15),
    ],
)  # fmt: skip
def test_number_words_add_up(text: str, written: str, value: float) -> None:
    """A run of number words is one number as far as it can be said in one breath."""
    assert read(text) == (written, value, "words")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("dozens of", "dozens"), ("hundreds of thousands of", "hundreds of thousands"), ("scores", "scores"),
        ("tens of millions", "tens of millions"), ("several hundred people", "several hundred"),
        ("a few dozen", "a few dozen"), ("a couple of hundred", "a couple of hundred"),
        ("dozens upon dozens", "dozens upon dozens"), ("many thousand", "many thousand"),
    ],
)  # fmt: skip
def test_an_indefinite_number_has_no_value(text: str, written: str) -> None:
    """“Dozens” and its like are read whole, without a value."""
    assert read(text) == (written, None, "indefinite")


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("half of", "half", 0.5), ("a third of", "a third", 1 / 3), ("two-thirds", "two-thirds", 2 / 3),
        ("three quarters", "three quarters", 0.75), ("one in", None, None), ("one-fifth", "one-fifth", 0.2),
        ("two quarters", None, None), ("two third", None, None), ("five halves", None, None),
    ],
)  # fmt: skip
def test_fractions_in_words_are_parts_of_one(text: str, written: str | None, value: float | None) -> None:
    """A fraction in words is less than one and cannot be reduced: “two quarters” are periods."""
    numeral = read_numeral(text, 0)
    assert numeral is not None
    if written is None:
        assert numeral.kind == "words"
    else:
        assert (text[: numeral.end], numeral.kind) == (written, "fraction")
        assert numeral.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "value", "upper"), [("245/6", 245, 6), ("3/4", 0.75, 4), ("8/10", 0.8, 10), ("10/8", 10, 8)]
)
def test_a_slashed_pair_keeps_both_numbers(text: str, value: float, upper: int) -> None:
    """Of two numbers around a slash the second is kept; a smaller first one is a part of it."""
    numeral = read_numeral(text, 0)
    assert numeral is not None
    assert (numeral.kind, numeral.value, numeral.upper) == ("slashed", value, upper)


@pytest.mark.parametrize(
    "text",
    [
        "٣ people",
        "٣٣٣",
        "1,٣٣٣",
        "٣/٤",
        ".٣",
        "²",
        "①",
        "12345678901234567890123456789",
        "5e٣",
        "a man",
        "few",
    ],
)
def test_what_is_no_number_is_not_read(text: str) -> None:
    """Digits of other scripts, rows of digits too long to count, and bare articles are no numbers."""
    assert read_numeral(text, 0) is None


def test_an_exponent_beyond_reason_is_no_power() -> None:
    """“1e999” overflows nothing: the 1 stands alone, with letters glued to it."""
    assert read("1e999 x") == ("1", 1, "digits")


@pytest.mark.parametrize("text", ["ſix men", "fİve men", "ten thouſand", "five milliOn"])
def test_letters_that_fold_to_others_do_no_harm(text: str) -> None:
    """An old s or a Turkish I in a number word never raises."""
    for start in range(len(text)):
        read_numeral(text, start)


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("In 5 of 12 cases, six died", [3, 8, 18]), ("F16 x2 0.5", [7]), ("R500 and N2m", [1, 10]), ("Rs20bn USD5 KSh3 r29 x7", [2, 10, 15]),
        ("anyone someone often tenth", []), ("a.5 3.5", [2, 4]), ("he said: .5", [9]),
    ],
)  # fmt: skip
def test_numbers_start_at_the_edge_of_a_word(text: str, starts: list[int]) -> None:
    """A number starts neither within a word nor within another number, but behind a currency's letter."""
    found = [match.start() for match in NUMBER_START.finditer(text)]
    assert [start for start in found if read_numeral(text, start)] == starts


@pytest.mark.parametrize(
    ("text", "value", "scale"),
    [
        ("seven", 7, 1),
        ("two hundred", 200, 100),
        ("two hundred thousand", 200_000, 100_000),
        ("a hundred and", 100, 100),
    ],
)
def test_the_scale_that_a_number_ends_in(text: str, value: int, scale: int) -> None:
    """The scale words that a number ends in are known, so that a range can share them."""
    total, _, ends_in = sum_words(text, 0, len(text))
    assert (total, ends_in) == (value, scale)


@pytest.mark.parametrize(
    "text",
    [
        "the twenty-first century", "her thirty-second birthday", "one hundred and fifth", "two-hundredth", "the twenty first century",
        "one hundred and twenty-first", "a one-thousandth part",
    ],
)  # fmt: skip
def test_ordinals_in_words_are_no_figures(text: str) -> None:
    """An ordinal in words is left out whole, not cut to its first words."""
    assert find_figures(text, []) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("twenty-two people", 22), ("a thirty-second advert", 30), ("twenty first-time buyers", 20), ("one hundred and fifty men", 150),
        ("one hundred first responders", 100), ("two hundred and five men", 205),
    ],
)  # fmt: skip
def test_numbers_beside_ordinals_are_kept(text: str, value: int) -> None:
    """A number in words is one where the ordinal belongs to its noun, and where “second” is a unit."""
    assert [figure.value for figure in find_figures(text, [])] == [value]


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [("10^8 cells", 10**8, "digits"), ("10^-3 g", 0.001, "digits"), ("1,000s of men", None, "indefinite"), ("100s of men", None, "indefinite")],
)  # fmt: skip
def test_powers_and_plurals_of_ten(text: str, value: float | None, kind: str) -> None:
    """“10^8” is a number, “1,000s of” as indefinite as “thousands of”."""
    assert read(text)[1:] == (value, kind)
    assert [figure.value for figure in find_figures(text, [])] == [value]
