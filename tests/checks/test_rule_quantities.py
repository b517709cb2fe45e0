"""Tests of the rules about quantities: numbers, their bounds and dates, and relative dates."""

from __future__ import annotations

import pytest

from summarizer.checks.article_names import ArticleNames
from summarizer.checks.rules.quantities import (
    check_as_of,
    check_consistency,
    check_qualifiers,
    check_relative_dates,
)
from summarizer.checks.statements import Article, Statement
from summarizer.checks.support import unsupported
from summarizer.text.segment import segment

_RULES = (check_qualifiers, check_as_of, check_consistency, check_relative_dates)


def codes(summary: str, source: str, published: str | None = None) -> set[str]:
    """The codes about quantities that a summary of a source breaks."""
    article = Article(segment(source, published=published), published)
    found: set[str] = set()
    before: Statement | None = None
    for sentence in segment(summary, published=published).sentences:
        statement = Statement(sentence.text, "sentence", article.whole, article, before)
        found |= {code for rule in _RULES for code, _ in rule(statement)}
        found |= {code for code, _ in unsupported(statement, ArticleNames(source))} - {"name-unsupported"}
        before = statement
    return found


@pytest.mark.parametrize(
    ("summary", "source"),
    [
        ("The strike shut 90 shops.", "The strike shut about 90 shops."),
        ("More than 90 shops shut.", "Nearly 90 shops shut."),
        ("About 70 sheep drowned.", "The owner said 70 sheep drowned."),
        ("He faces a term of 30 years.", "He faces a minimum term of 30 years."),
        ("Thousands of pupils marched.", "Hundreds of pupils marched."),
        ("All schools were closed.", "Almost all schools were closed."),
    ],
)
def test_a_bound_that_was_lost_added_or_exchanged_is_found(summary: str, source: str) -> None:
    """Another meaning of the words around a number is a changed qualifier, and nothing else."""
    assert codes(summary, source) == {"qualifier-changed"}


@pytest.mark.parametrize(
    ("summary", "source"),
    [
        ("Over 90 shops shut.", "More than 90 shops shut."),
        ("At least 90 shops shut.", "90 or more shops shut."),
        ("More than 90 shops shut.", "Just over 90 shops shut."),
        ("The club has more than 90 members.", "Membership of the club passed 90 members."),
        ("There are 14 judges.", "They wrote to the minister about 14 judges."),
        ("About 4,000 people fled.", "Exactly 4,012 people fled."),
        (
            "He took $4m since at least 2000.",
            "He was said to have taken $4m in bribes and gifts since at least 2000.",
        ),
        ("Of 12 men, at least three sang.", "There were 12 men, at least three of them singers."),
        ("More than 200 homes burned.", "Fire officials said 214 homes burned."),
    ],
)
def test_the_same_bound_in_other_words_is_none(summary: str, source: str) -> None:
    """Synonyms, weaker bounds that follow and rounded numbers change nothing."""
    assert codes(summary, source) == set()


@pytest.mark.parametrize(
    ("summary", "source"),
    [
        ("A total of 50 boats sank.", "The storm sank 30 boats in Ayr and 20 in Oban."),
        ("Sales rose by £3m.", "Sales were £10m, against £7m before."),
        ("A fifth of the 500 staff left, or 20%.", "The firm had 500 staff and 100 of the staff left."),
        ("The road is 62 miles long.", "The road is 100 km long."),
        ("She died aged 80.", "She was born in 1940 and died in 2020."),
        ("Prices doubled.", "The price went from £20 to £40."),
        ("The fine was $10m (£8m).", "The fine was $10m."),
        ("Support fell seven points.", "Support was 54 per cent. It had been 61 per cent."),
    ],
)
def test_a_number_that_follows_by_arithmetic_is_derived(summary: str, source: str) -> None:
    """Sums, differences, shares, conversions, ages and ratios are told apart from invented numbers."""
    assert "derived-number" in codes(summary, source)
    assert "number-unsupported" not in codes(summary, source) - {"inconsistent"}


@pytest.mark.parametrize(
    ("summary", "source"),
    [
        ("The shop opens at 18:15.", "The shop opens at 6.15pm."),
        ("He scored three goals.", "He scored a hat-trick."),
        ("Three countries agreed.", "Kenya, Uganda and Rwanda agreed."),
        ("They waited 48 hours.", "They waited two days."),
        ("They waited two decades.", "They waited twenty years."),
    ],
)
def test_another_way_to_write_a_number_is_no_other_number(summary: str, source: str) -> None:
    """Clock styles, number words, lists of names and units of time that say the same are innocent."""
    assert codes(summary, source) == set()


def test_the_day_of_a_month_bears_out_no_count() -> None:
    """“14 people” is not supported by “14 May”."""
    assert codes("The crash hurt 14 people.", "The crash on 14 May hurt people.") == {"number-unsupported"}


@pytest.mark.parametrize(
    ("summary", "dropped"),
    [
        ("The fire has burned 300 hectares.", True),
        ("The fire has so far burned 300 hectares.", False),
        ("The fire had burned 300 hectares by 3 May.", False),
    ],
)
def test_the_date_of_a_running_total_travels_with_it(summary: str, dropped: bool) -> None:  # noqa: FBT001
    """A running total needs its date or a word that shows that it is one."""
    found = codes(summary, "As of 3 May, the fire had burned 300 hectares.")
    assert found == ({"as-of-dropped"} if dropped else set())


def test_a_weekday_and_the_date_beside_it_are_one_day() -> None:
    """“By Saturday, 4 May” is kept by “by 4 May”."""
    assert codes("By 4 May 30 trees had burned.", "By Saturday, 4 May, 30 trees had burned.") == set()


def test_a_deadline_and_a_superlative_date_no_total() -> None:
    """“By May” before a plan and “to date” after a superlative are no dates of a total."""
    assert codes("They will plant 300 trees.", "By 3 May, they will plant 300 trees.") == set()
    assert codes("His largest hall has 300 seats.", "His largest hall to date has 300 seats.") == set()


@pytest.mark.parametrize(
    "summary",
    [
        "The crash hurt 12 people, including 15 children.",
        "Of voters, 60% were in favour and 55% against.",
        "The fair runs from May 2024 to March 2024.",
        "Output fell from 200 tonnes to 300 tonnes.",
        "The nine-member panel voted 8-4.",
        "Born in 1970, she won the cup in 1950.",
        "The bus carried 21 people, 18 nurses and five doctors.",
        "The fair raised $5m on Sunday, and the $4m raised that day will go to a school.",
        "A 24-hour stoppage from 08:00 on 3 March until 08:00 on 5 March shut the port.",
        "Inflation fell to 4% from 3%.",
        "Output doubled from 200 tonnes to 300 tonnes.",
        "The bill was passed by 41 votes to 48.",
        "He was charged on 3 May 2024 and arrested on 9 May 2024.",
        "Half of the 40 seats, or 31, are empty.",
        "Between 60 and 40 people were hurt.",
        "The blast killed 40 people. The 52 deaths shocked the town.",
        "The council rejected 64 out of 51 planning bids.",
        "Thirty-eight of the museum's 22 galleries are shut.",
        "Of the 30 flats, 34 have been sold.",
        "The prize of £50,000 includes £80,000 for travel.",
        "A crew of 14 sailed, and 21 of the crew fell ill.",
        "The college of 300 students where 420 are taught at night will move.",
        "The mill, which employs 400 people, is to shed 650 jobs.",
        "Police made 40 arrests (28 in Leeds and 19 in York).",
        "In the 60-seat chamber the Greens won 35 seats and the Liberals 30.",
        "In the poll 62% backed the plan and 45% opposed it.",
        "The yes side got 54% and the no side 49%.",
        "Nine out of 36 pupils (50%) were absent.",
        "The hall had a total cost of £3m, and the total cost of £5m will be met by the state.",
        "Ajax beat PSV 4-1, and the 3-2 final score took them top.",
        "The 40-minute film will be shown in its full 55 minutes.",
        "The lease began on 4 April 2022 and expired on 1 April 2022.",
        "The three-week siege began on 3 June and ended on 9 June.",
        "She was chief executive for 12 years, from 2005 to 2011.",
        "Membership is 900, down from 700.",
        "Fines are at least €900 and at most €300.",
        "He came fifth, with just three skiers ahead of him.",
        "Anna, Bea and Carla are the only two women on the board.",
    ],
)
def test_figures_that_cannot_be_true_together_are_found(summary: str) -> None:
    """Parts above wholes, shares above 100 %, ends before beginnings, two values for one thing."""
    assert "inconsistent" in codes(summary, summary)


@pytest.mark.parametrize(
    "summary",
    [
        "The crash hurt 15 people, including 12 children.",
        "Prices rose 120% and wages 60%.",
        "The fair runs from November 2024 to March 2025.",
        "Output fell from 300 tonnes to 200 tonnes.",
        "Two raids killed 19 people, with 77 people injured.",
        "The bus carried 23 people, 18 nurses and five doctors.",
        "The fair raised $5m on Sunday, and the $4m raised in 2019 went to a school.",
        "A 48-hour stoppage from 08:00 on 3 March until 08:00 on 5 March shut the port.",
        "A three-day fair from 3 March to 5 March drew 900 people.",
        "Inflation fell to 3% from 4%.",
        "The bill was passed by 48 votes to 41.",
        "He was arrested on 3 May 2024 and charged on 9 May 2024.",
        "Half of the 40 seats, or 20, are empty.",
        "The town was held from 300 BC to 150 BC.",
        "Police put the dead at 40. The other 52 deaths were in Ruse, the army said.",
        "In the poll 62% of men backed the plan and 45% of women opposed it.",
        "Some 57% approved of the president, and 48% disapproved of his wife.",
        "The firm, which employs 400 people in Gdansk, will cut 650 jobs worldwide.",
        "In a village of 400 people where 3,000 were camped, water ran out.",
        "The firm will pay a fine of €4m, and its chief a fine of €6m.",
        "The hall was to cost £3m, but the final cost was £5m.",
        "Ajax beat PSV 4-1, and a 3-1 victory over Feyenoord followed.",
        "The shop opened in 2010, after the old one closed in 2008.",
        "The road closed on 3 May 2023 and opens on 9 May 2023.",
        "The target was brought forward from 2035 to 2030.",
        "The exhibition runs from 20 November to 3 May.",
        "At least 20 homes and up to 5 cars were lost.",
        "Mali and Togo were the only two of the four countries to abstain.",
        "Nine of the 36 pupils, a quarter, were absent, and 19 of the 40 members, nearly half, voted.",
    ],
)
def test_figures_that_can_be_true_together_are_left_alone(summary: str) -> None:
    """Growth above 100 %, ranges over a new year, years before Christ and other groups are consistent."""
    assert "inconsistent" not in codes(summary, summary)


@pytest.mark.parametrize(
    "summary",
    [
        "The relief package of $90m consists of $60m in loans and $45m in grants.",
        "The jury of 12 is made up of eight women and seven men.",
        "Of the 90 passengers, 60 were Spanish and 45 were Dutch.",
        "A delegation of 30, with 21 envoys from Kenya and 14 from Uganda, flew to Geneva.",
        "The energy mix was 60% hydro, 30% wind and 25% coal.",
        "Around 64% of the population lives in cities and 47% in the countryside.",
        "Only 900 of the 1,000 members took part, a participation rate of 60%.",
        "A third of the 90 pupils, 45, were ill.",
        "A majority of the 50 delegates, 22, backed the motion.",
        "Members voted by 61% to 47% to accept the deal.",
        "The attack left 21 people dead, police said; all 18 of those killed were soldiers.",
        "Pilot Erik Holm, 58, who flew for 30 years, died on Sunday aged 63.",
        "The bridge is 420 metres long, and its length of 380 metres is a record.",
        "The high in Oslo was 31C. The temperature peaked at 28C that day.",
        "The train left Vienna at 14:20 and reached Graz at 12:50 the same afternoon.",
        "The airport reopened on 3 May, two days after it was shut on 6 May.",
        "Poet Luis Alba, who died in 1962, wrote his last book in 1971.",
        "Oviedo won by three goals, beating Gijón 4-2.",
        "Vietnam overtook Thailand, with 6.1m tonnes to Thailand's 7.3m.",
        "The dam fell to a record low of 31%, below the previous low of 28%.",
        "Four climbers were found on the ridge, and both were alive.",
        "The team finished fifth among four entrants.",
        "Her two sons, Ali, Omar and Sami, survive her.",
    ],
)
def test_parts_groups_values_and_comparisons_that_cannot_be_are_found(summary: str) -> None:
    """Parts above their whole, one thing with two values, a false order or comparison is found."""
    assert "inconsistent" in codes(summary, summary)


@pytest.mark.parametrize(
    "summary",
    [
        "The school has 120 pupils, with 90 in the choir and 60 in the orchestra.",
        "Some 64% of men and 47% of women smoke.",
        "The vaccine was 94% effective against death and 71% against infection.",
        "Urban unemployment was 55% and rural unemployment 61%.",
        "The crash left 14 dead and 17 injured, and all 17 injured are in hospital.",
        "Erik Holm, 58, was jailed for the murder of the 63-year-old, who died at once.",
        "Ana Roca, 67, who retired at the age of 60, has died.",
        "The flight left Tokyo at 5 p.m. and landed in Los Angeles at 11 a.m. the same day.",
        "The bar opened at 8 p.m. on 3 May and closed at 4 a.m. on 4 May.",
        "Oviedo won by three points to go top, after beating Gijón 4-2.",
        "Vietnam was ahead of Thailand with 7.3m tonnes, against 6.1m in 2020.",
        "The river reached a record high of 12.7 metres, above the previous record of 12.1 metres.",
        "Four climbers were found; both brothers were alive.",
        "Four people died in the fires; both were put out by Sunday.",
        "The tournament comprises 16 teams playing 51 matches.",
        "The book appeared in 1968, 20 years after his death in 1948.",
    ],
)
def test_other_groups_persons_days_and_contests_are_left_alone(summary: str) -> None:
    """Overlapping groups, another person, another day, other contests contradict nothing."""
    assert "inconsistent" not in codes(summary, summary)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The bridge closed yesterday.", True),
        ("The club has been shut since 1990 and sold its ground last Friday.", True),
        ("The judge will rule in two weeks’ time.", True),
        ("OSLO, May 3, 2024 — The bridge closed yesterday.", False),
        ("The bridge closed on Friday, 3 May, and reopens next week.", False),
        ("The mill shuts next month, in April 2025.", False),
        ("The shop opens every Monday.", False),
        ("Sheffield Wednesday won.", False),
    ],
)
def test_a_relative_date_needs_a_date_that_fixes_it(text: str, found: bool) -> None:  # noqa: FBT001
    """A dateline, a day of the calendar in the sentence or a publication date fixes it."""
    assert codes(text, text) == ({"date-unresolved"} if found else set())
    assert codes(text, text, published="2024-05-04") == set()


@pytest.mark.parametrize("text", ["", "…", "12", "数 34 人", "at least " * 3000, "1 of 2, " * 3000])
def test_any_text_is_judged(text: str) -> None:
    """No text makes a rule fail."""
    assert isinstance(codes(text, text or "x"), set)


def test_letters_without_a_dot_are_read() -> None:
    """A dotless “ı” is an “i” where case does not count."""
    source = "Tens of people fled. Thousands of people. Dozens died in a million tanks."
    assert codes("Mıllions fled.", source) == codes("Millions fled.", source)
