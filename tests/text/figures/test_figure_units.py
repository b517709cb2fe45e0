"""Currencies, percentages and units of measure around numbers."""

from __future__ import annotations

import pytest

from summarizer.text.figures import find_figures
from summarizer.text.figures.currencies import currency_code
from summarizer.text.figures.units import percent_unit, unit_code


def one(text: str) -> tuple[str, float | None, str | None]:
    """The words, the value and the unit of the one figure in ``text``."""
    (figure,) = find_figures(text, [])
    return figure.text, figure.value, figure.unit


@pytest.mark.parametrize(
    ("text", "written", "value", "unit"),
    [
        ("cost $14.3bn in all", "$14.3bn", 14_300_000_000, "USD"), ("a $3m house", "$3m", 3_000_000, "USD"),
        ("paid £250,000 for", "£250,000", 250_000, "GBP"), ("worth €2.5 million now", "€2.5 million", 2_500_000, "EUR"),
        ("fell to A$1.20 then", "A$1.20", 1.2, "AUD"), ("a US$5 billion fund", "US$5 billion", 5_000_000_000, "USD"),
        ("a Rs 1,500 crore loan", "Rs 1,500 crore", 15_000_000_000, "INR"), ("paid R500 million for", "R500 million", 500_000_000, "ZAR"),
        ("a loss of -$2m in", "$2m", 2_000_000, "USD"), ("made $-2m in", "$-2m", -2_000_000, "USD"),
        ("for USD 30 million in", "USD 30 million", 30_000_000, "USD"), ("paid 5 euros for", "5 euros", 5, "EUR"),
        ("about 20 million Canadian dollars", "about 20 million Canadian dollars", 20_000_000, "CAD"),
        ("for 40 Swiss francs each", "40 Swiss francs", 40, "CHF"), ("for 300 yen each", "300 yen", 300, "JPY"),
        ("hid millions of pounds from", "millions of pounds", None, "GBP"), ("thousands of dollars", "thousands of dollars", None, "USD"),
        ("hundreds of pounds of tea", "hundreds", None, "pound"), ("tens of thousands of euros", "tens of thousands of euros", None, "EUR"),
        ("costs 50p a day", "50p", 0.5, "GBP"), ("58 cents a share", "58 cents", 0.58, "USD"),
        ("for ten pennies each", "ten pennies", 0.1, "GBP"), ("£5 or 30 pence more", "£5", 5, "GBP"),
    ],
)  # fmt: skip
def test_money_is_in_base_units_with_a_code(text: str, written: str, value: float, unit: str) -> None:
    """A sum of money takes in its sign or name, counts in base units, and has a standard code."""
    figure = find_figures(text, [])[0]
    assert (figure.text, figure.unit) == (written, unit)
    assert figure.value == pytest.approx(value)


def test_a_bare_dollar_is_that_of_the_country_where_the_text_says_so() -> None:
    """“Figures in Canadian dollars” makes every bare $ Canadian; else it is the US dollar."""
    assert one("It lost $5m. All figures are in Canadian dollars.")[2] == "CAD"
    assert one("It lost $5m.")[2] == "USD"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("a 12-pound baby", "pound"), ("He weighs 200 pounds.", "pound"), ("a 3 million pounds deal", "GBP"),
        ("It fell £5 to 300 pounds.", "GBP"),
    ],
)  # fmt: skip
def test_pounds_are_money_or_weight(text: str, unit: str) -> None:
    """Pounds are money where the text deals in £ or millions, and a weight otherwise."""
    assert find_figures(text, [])[-1].unit == unit


def test_a_sign_belongs_to_the_number_that_it_touches() -> None:
    """“5 £90” are two figures: the sign stands before the 90."""
    assert [(f.text, f.unit) for f in find_figures("8 million\n£90,000", [])] == [
        ("8 million", None),
        ("£90,000", "GBP"),
    ]
    assert [f.text for f in find_figures("the $\n5 bill", [])] == ["5"]


@pytest.mark.parametrize(
    ("text", "written", "value", "unit"),
    [
        ("a 70% share", "70%", 70, "percent"), ("fell 3.5 per cent in", "3.5 per cent", 3.5, "percent"),
        ("about five percent of", "about five percent", 5, "percent"), ("by 0.25 percentage points", "0.25 percentage points", 0.25, "percentage point"),
        ("by 25 basis points to", "25 basis points", 25, "basis point"), ("rose 2pp in", "2pp", 2, "percentage point"),
        ("by half a percentage point", "half a percentage point", 0.5, "percentage point"),
        ("a quarter of a percentage point", "a quarter of a percentage point", 0.25, "percentage point"), ("half a per cent more", "half a per cent", 0.5, "percent"),
        ("a quarter-point rise", "a quarter-point", 0.25, "point"), ("a -3% fall", "-3%", -3, "percent"),
    ],
)  # fmt: skip
def test_shares_are_in_percent(text: str, written: str, value: float, unit: str) -> None:
    """A percentage is its number, in percent; points are points."""
    assert one(text) == (written, value, unit)


@pytest.mark.parametrize(
    ("text", "written", "value", "unit"),
    [
        ("for 20 days now", "20 days", 20, "day"), ("some 5km away", "some 5km", 5, "km"), ("ran 10 kilometres in", "10 kilometres", 10, "km"),
        ("a 12-mile run", "12-mile", 12, "mile"), ("a 7,000-square-mile area", "7,000-square-mile", 7000, "square mile"),
        ("hit 40°C in", "40°C", 40, "°C"), ("of 40C in", "40C", 40, "°C"), ("to -5 degrees Celsius", "-5 degrees Celsius", -5, "°C"),
        ("winds of 90 mph hit", "90 mph", 90, "mph"), ("of 120 km/h hit", "120 km/h", 120, "km/h"), ("fed 5 kg of", "5 kg", 5, "kg"),
        ("six feet two inches tall", "six feet two inches", 74, "inch"), ("an area of 20 sq km", "20 sq km", 20, "km2"),
        ("12 years and eight months in jail", "12 years and eight months", 152, "month"), ("for half an hour", "half an hour", 0.5, "hour"),
        ("a quarter of a mile away", "a quarter of a mile", 0.25, "mile"), ("a 12-year-old boy", "12-year-old", 12, "year"),
        ("a 500MW plant", "500MW", 500, "MW"), ("for more than a year", "more than a year", 1, "year"),
        ("a mile and a half away", "a mile and a half", 1.5, "mile"), ("minus 5 degrees", "minus 5 degrees", -5, "degree"),
    ],
)  # fmt: skip
def test_units_of_measure_belong_to_the_figure(text: str, written: str, value: float, unit: str) -> None:
    """A unit of measure is part of the figure and becomes a singular noun or a standard code."""
    figure = find_figures(text, [])[0]
    assert (figure.text, figure.value, figure.unit) == (written, value, unit)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("aged 12 and", "year"), ("Jane Doe, 34, said", "year"), ("Jane Doe (34) said", "year"), ("when he was 12 he", "year"),
        ("a magnitude-6.2 quake", "magnitude"), ("a magnitude of 7 and", "magnitude"), ("a 6.2-magnitude quake", "magnitude"),
    ],
)  # fmt: skip
def test_ages_and_magnitudes_need_no_unit(text: str, unit: str) -> None:
    """A number after a name or “aged” is in years, one beside “magnitude” is a magnitude."""
    assert find_figures(text, [])[0].unit == unit


@pytest.mark.parametrize(
    "text",
    ["a 4K film", "They won two second prizes", "between 2 in the morning", "5 F1 cars", "two third parties"],
)
def test_letters_and_words_that_only_look_like_units(text: str) -> None:
    """What follows a number is a unit only where it can be nothing else."""
    assert not {figure.unit for figure in find_figures(text, [])} & {"K", "second", "inch", "°F", "kB"}


def test_codes_of_what_is_written() -> None:
    """Signs, codes and names of currencies and units have one code each, in any case and number."""
    assert [currency_code(name) for name in ("£", "EUR", "rupees", "RMB", "zł", "francs")] == [
        "GBP", "EUR", "INR", "CNY", "PLN", "franc",
    ]  # fmt: skip
    assert [currency_code("dollars", nation) for nation in ("Canadian", "New Zealand")] == ["CAD", "NZD"]
    assert [unit_code(name) for name in ("Kilometres", "C", "sq\u00a0km", "furlongs", "people")] == [
        "km", "°C", "km2", "furlong", None,
    ]  # fmt: skip
    assert [percent_unit(name) for name in ("%", " pts", "bps", " basis\u00a0points")] == [
        "percent", "percentage point", "basis point", "basis point",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Rs. 1,500 cr", 15_000_000_000, "INR"), ("Rs.1,500cr", 15_000_000_000, "INR"), ("Rs 2 lakh cr", 2 * 10**12, "INR"),
        ("GH¢10.3 million", 10_300_000, "GHS"), ("KSh3.5 billion", 3_500_000_000, "KES"), ("Kshs. 500 million", 500_000_000, "KES"), ("Sh129", 129, "KES"),
        ("Rmb300bn", 300 * 10**9, "CNY"), ("RM2.1b", 2_100_000_000, "MYR"), ("Bt300m", 300_000_000, "THB"),
        ("SFr1.1bn", 1_100_000_000, "CHF"), ("Php 300", 300, "PHP"), ("Rs20bn", 20 * 10**9, "INR"), ("40m rubles", 40_000_000, "RUB"),
    ],
)  # fmt: skip
def test_currencies_in_letters(text: str, value: float, unit: str) -> None:
    """Letters for a currency count with a stop or without a space, and before or behind a scale in letters."""
    assert one(f"worth {text}.")[1:] == (value, unit)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("rose to 500 million from 400m", [500_000_000, 400_000_000]), ("from 400m to 500 million", [400_000_000, 500_000_000]),
        ("10M views", [10_000_000]), ("I can give you 10M.", [10_000_000]), ("1.2b people", [1_200_000_000]), ("1.2B people", [1_200_000_000]),
        ("from 300m to 400m people", [300_000_000, 400_000_000]), ("the 100m and 200m titles", [100, 200]), ("ran 400m and 800m", [400, 800]), ("the 400m final drew 2 million", [400, 2_000_000]), ("a 60m wall", [60]),
    ],
)  # fmt: skip
def test_a_letter_is_a_scale_or_metres(text: str, values: list[float]) -> None:
    """An m is a million beside another figure in millions and metres beside a race; a capital M is a million."""
    assert [figure.value for figure in find_figures(text, [])] == values


@pytest.mark.parametrize(
    ("text", "written", "value", "unit"),
    [
        ("weighed 16st 3lb", "16st 3lb", 227, "pound"), ("weighs 12 stone 6 lb", "12 stone 6 lb", 174, "pound"), ("weighed 16st", "16st", 16, "stone"),
        ("built 12 stone walls", "12", 12, "wall"), ("at 430.2 parts per million", "430.2 parts per million", 430.2, "ppm"),
        ("a 48MP camera", "48MP", 48, "megapixel"), ("a 5,000mAh cell", "5,000mAh", 5000, "mAh"), ("He is 6'2\" tall", "6'2\"", 74, "inch"),
        ("was 5 below zero", "5 below zero", -5, None), ("was 12C below zero", "12C below zero", -12, "°C"), ("3 below par", "3", 3, None),
    ],
)  # fmt: skip
def test_less_usual_measures(text: str, written: str, value: float, unit: str | None) -> None:
    """Weights in stones, heights in quotes, degrees below zero and technical units are one amount each."""
    assert one(text) == (written, value, unit)


def test_an_ordinal_is_no_weight() -> None:
    """“21st” is not twenty-one stones, though “1st 3lb” is fifteen and two pounds."""
    assert find_figures("her 21st birthday and 1st place", []) == []
    assert one("a 1st 3lb dog")[1:] == (17, "pound")


@pytest.mark.parametrize(
    "text",
    [
        "He was 82.", "A passenger, 18, was hurt.", "Tony Harris (pictured), 42, died", "as young as nine", "He died at 51.", "dies at 82",
        "aged 12 and 15", "ages 8 and 6", "aged 12, 14 and 15", "I was 11", "I’m 30.", "She is 41 and lives here",
    ],
)  # fmt: skip
def test_ages_are_in_years(text: str) -> None:
    """After “aged”, a person, a pronoun or a death a bare number is an age."""
    assert {figure.unit for figure in find_figures(text, [])} == {"year"}


@pytest.mark.parametrize(
    "text",
    [
        "He was 5 metres away", "She was 2 points clear", "He was 82nd in it", "It was 82.", "the number, 18, was drawn", "died at 51 sites",
        "the passengers, 18, were hurt", "He was 5 for 7", "I was 3-0 up", "as many as nine", "He was 15 behind.", "The score was 5.",
    ],
)  # fmt: skip
def test_what_is_no_age(text: str) -> None:
    """A measure, a score, a count or a thing's number after the same words is no age."""
    assert "year" not in {figure.unit for figure in find_figures(text, [])}


def test_an_age_in_a_list_needs_no_others() -> None:
    """In “aged 12 and 5 others” the second number counts persons."""
    assert [figure.unit for figure in find_figures("aged 12 and 5 others", [])] == ["year", "people"]
