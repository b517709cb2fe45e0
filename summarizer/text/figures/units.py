"""Percentages and units of measure: how they are written, and the code or singular noun that they become."""

from __future__ import annotations

import re

from summarizer.text.figures.patterns import HYPHEN, THIN_SPACE, alternatives, fold
from summarizer.text.words import word_set

__all__ = ["MEASURE_WORDS", "PERCENT_AFTER", "UNIT_AFTER", "UNIT_NAMES", "percent_unit", "unit_code"]

# -- shares -------------------------------------------------------------------------------------------

PERCENT_AFTER = re.compile(
    rf"""
      {THIN_SPACE}?%(?:{THIN_SPACE}?(?:points?|pts?)\b)?                              # 5%, 5% points
    | (?:{THIN_SPACE}|\n|-)?
      (?:per{THIN_SPACE}?cent(?!i|u|r)|percents?|pct|percentage)                      # 5 per cent, no century
      (?:[ -](?:points?|pts?))?(?![A-Za-z])
    | (?:{THIN_SPACE}|-)?(?:basis|percentage)[ -]points?(?![A-Za-z])                  # 25 basis points
    | {THIN_SPACE}?(?:bps?|pp|ppts?|pc|p\.c\.)(?![A-Za-z])                            # 25bp, 2pp
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""A percent sign or word, or parts of one, right after a number."""
_PERCENT_WORDS = word_set("per percent percents pct percentage basis bp bps pp ppt ppts pc p")


def percent_unit(written: str) -> str:
    """The unit of what ``PERCENT_AFTER`` matched: percent, percentage point or basis point."""
    word = fold(written)
    if "basis" in word or word.strip().startswith("bp"):
        return "basis point"
    return "percentage point" if "point" in word or "pp" in word or "pts" in word else "percent"


# -- measures -----------------------------------------------------------------------------------------

_MEASURES: dict[str, str] = {
    # time
    "second": "second", "sec": "second", "minute": "minute", "min": "minute", "mins": "minute",
    "hour": "hour", "hr": "hour", "hrs": "hour", "day": "day", "night": "night", "week": "week",
    "fortnight": "fortnight", "month": "month", "quarter": "quarter", "year": "year", "yr": "year",
    "yrs": "year", "decade": "decade", "century": "century", "centuries": "century",
    "millennia": "millennium", "millisecond": "millisecond", "weekend": "weekend",
    "light-year": "light-year", "light year": "light-year",
    # length
    "km": "km", "kms": "km", "kilometre": "km", "kilometer": "km", "metre": "m", "meter": "m",
    "mile": "mile", "centimetre": "cm", "centimeter": "cm", "cm": "cm", "millimetre": "mm",
    "millimeter": "mm", "mm": "mm", "nanometre": "nm", "nanometer": "nm", "nm": "nm",
    "micron": "micrometre", "micrometre": "micrometre", "micrometer": "micrometre", "foot": "foot",
    "feet": "foot", "ft": "foot", "inch": "inch", "inches": "inch", "in": "inch", "yard": "yard",
    "yd": "yard", "yds": "yard", "nautical mile": "nautical mile", "mi": "mile", "furlong": "furlong",
    # area, volume
    "hectare": "hectare", "ha": "hectare", "acre": "acre", "square kilometre": "km2",
    "square kilometer": "km2", "sq km": "km2", "km2": "km2", "km²": "km2", "km^2": "km2",
    "square mile": "square mile", "sq mi": "square mile", "sq miles": "square mile",
    "square foot": "square foot", "square feet": "square foot", "sq ft": "square foot",
    "square metre": "m2", "square meter": "m2", "sq m": "m2", "m2": "m2", "m²": "m2", "cubic metre": "m3",
    "cubic meter": "m3", "m3": "m3", "m³": "m3", "cubic feet": "cubic foot", "cubic foot": "cubic foot",
    "litre": "litre", "liter": "litre", "millilitre": "ml", "milliliter": "ml", "ml": "ml",
    "gallon": "gallon", "pint": "pint", "barrel": "barrel", "bushel": "bushel", "bbl": "barrel",
    "cusec": "cusec",
    # weight
    "kg": "kg", "kgs": "kg", "kilo": "kg", "kilogram": "kg", "kilogramme": "kg", "gram": "g",
    "gramme": "g", "milligram": "mg", "mg": "mg", "microgram": "microgram", "tonne": "tonne",
    "ton": "ton", "metric ton": "tonne", "metric tonne": "tonne", "lb": "pound", "lbs": "pound",
    "ounce": "ounce", "oz": "ounce", "carat": "carat", "stone": "stone", "st": "stone", "quintal": "quintal",
    # speed
    "mph": "mph", "miles per hour": "mph", "miles an hour": "mph", "km/h": "km/h", "kmh": "km/h",
    "kph": "km/h", "kmph": "km/h", "kilometres per hour": "km/h", "kilometers per hour": "km/h",
    "kilometres an hour": "km/h", "kilometers an hour": "km/h", "knot": "knot",
    "metres per second": "m/s", "meters per second": "m/s", "m/s": "m/s",
    # temperature
    "°c": "°C", "°f": "°F", "° c": "°C", "° f": "°F", "ºc": "°C", "ºf": "°F", "degrees celsius": "°C",
    "degree celsius": "°C", "degrees centigrade": "°C", "degrees fahrenheit": "°F",
    "degree fahrenheit": "°F", "degrees c": "°C", "degrees f": "°F", "deg c": "°C", "deg f": "°F",
    "celsius": "°C", "fahrenheit": "°F", "degree": "degree", "°": "degree", "kelvin": "K",
    # energy, power, data and the like
    "watt": "W", "kw": "kW", "kilowatt": "kW", "mw": "MW", "megawatt": "MW", "gw": "GW", "gigawatt": "GW",
    "terawatt": "TW", "kwh": "kWh", "mwh": "MWh", "gwh": "GWh", "twh": "TWh", "kilowatt-hour": "kWh",
    "kilowatt hour": "kWh", "megawatt-hour": "MWh", "megawatt hour": "MWh", "gigawatt-hour": "GWh",
    "terawatt-hour": "TWh", "joule": "J", "calorie": "calorie", "kcal": "kcal", "volt": "V", "amp": "A",
    "hertz": "Hz", "hz": "Hz", "khz": "kHz", "mhz": "MHz", "ghz": "GHz", "byte": "byte", "kb": "kB",
    "mb": "MB", "gb": "GB", "tb": "TB", "megabyte": "MB", "gigabyte": "GB", "terabyte": "TB",
    "petabyte": "PB", "exabyte": "EB", "kilobyte": "kB", "gbps": "Gbps", "mbps": "Mbps",
    "megapixel": "megapixel", "decibel": "dB", "db": "dB", "hectopascal": "hPa", "hpa": "hPa",
    "millibar": "mbar", "mbar": "mbar", "psi": "psi", "ppm": "ppm", "horsepower": "horsepower",
    "hp": "horsepower", "kiloton": "kiloton", "megaton": "megaton", "tesla": "T", "electronvolt": "eV",
    "parts per million": "ppm", "parts per billion": "ppb", "mah": "mAh", "mp": "megapixel",
    "sigma": "sigma", "times": "time",
}  # fmt: skip
_PLURALS = {
    f"{name}s": code
    for name, code in _MEASURES.items()
    if len(name) > 3 and name.isalpha() and not name.endswith("s")
}
_PLURALS |= {
    f"{name}s": code
    for name, code in _MEASURES.items()
    if " " in name and not name.endswith(("s", "c", "f", "feet", "°"))
}
_PLURALS |= {"days": "day", "tons": "ton", "amps": "A", "lbs": "pound", "miles": "mile"}
_ALL = _MEASURES | _PLURALS
UNIT_NAMES = frozenset(_ALL)
"""The units of measure as written, in small letters."""
_UNIT = alternatives(_ALL, space=r"[- \u00a0\u202f]")
_LETTERS = {"C": "°C", "F": "°F", "m": "m", "g": "g", "K": "K", "L": "litre", "W": "W"}

UNIT_AFTER = re.compile(
    rf"""
    (?:{THIN_SPACE}|\n(?!\s)|{THIN_SPACE}?{HYPHEN}{THIN_SPACE}?)?
    (?P<unit> (?i:{_UNIT})(?![A-Za-z0-9])
            | (?P<letter>[CFmgKLW])(?![A-Za-z0-9/&-])
    )
    (?P<old>(?:{THIN_SPACE}|{HYPHEN})olds?\b)?                              # “a 12-year-old”
    """,
    re.VERBOSE,
)
"""A unit of measure right after a number."""
MEASURE_WORDS = (
    _PERCENT_WORDS
    | frozenset(map(str.lower, _LETTERS))
    | {re.split("[^a-z]", name)[0] for name in UNIT_NAMES}
)
"""Words, in small letters, that a share or a unit of measure begins with, where no sign does."""


def unit_code(written: str) -> str | None:
    """Standard code or singular noun of a unit of measure as written; None if it is none."""
    return _LETTERS.get(written) or _ALL.get(fold(written)) or _ALL.get(fold(written).replace("-", " "))
