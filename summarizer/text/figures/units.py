"""Units of measure and currencies: how they are written, and the code or singular noun that they become."""

from __future__ import annotations

import re

__all__ = [
    "CURRENCY_AFTER",
    "CURRENCY_BEFORE",
    "MINOR",
    "PERCENT_AFTER",
    "UNIT_AFTER",
    "currency_code",
    "unit_code",
]

# -- currencies ---------------------------------------------------------------------------------------

_SYMBOLS = {
    "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "cad$": "CAD", "nz$": "NZD", "hk$": "HKD",
    "s$": "SGD", "sg$": "SGD", "r$": "BRL", "nt$": "TWD", "z$": "ZWL", "j$": "JMD", "tt$": "TTD", "mx$": "MXN",
    "$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB", "₦": "NGN",
    "₺": "TRY", "₪": "ILS", "₱": "PHP", "฿": "THB", "₫": "VND", "₴": "UAH", "₸": "KZT", "gh₵": "GHS", "₵": "GHS",
    "rs": "INR", "rs.": "INR", "re": "INR", "rp": "IDR", "rm": "MYR", "kr": "SEK", "ksh": "KES", "kshs": "KES",
    "sh": "KES", "tk": "BDT", "n": "NGN", "r": "ZAR", "k": "ZMW", "p": "BWP",
}  # fmt: skip
_CODES = ["USD", "EUR", "GBP", "JPY", "CNY", "RMB", "CHF", "AUD", "CAD", "NZD", "HKD", "SGD", "INR", "PKR", "BDT", "LKR", "KRW", "RUB", "UAH", "PLN", "CZK", "HUF", "RON", "SEK", "NOK", "DKK", "TRY", "ILS", "AED", "SAR", "QAR", "KWD", "EGP", "ZAR", "NGN", "KES", "GHS", "BRL", "MXN", "ARS", "CLP", "COP", "PEN", "THB", "VND", "IDR", "MYR", "PHP", "TWD"]
_NAMES = {
    "dollar": "USD", "buck": "USD", "euro": "EUR", "pound sterling": "GBP", "sterling": "GBP", "quid": "GBP",
     "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rupee": "INR",
    "ruble": "RUB", "rouble": "RUB", "won": "KRW", "peso": "peso", "lira": "TRY", "franc": "franc",
    "krona": "SEK", "kronor": "SEK", "krone": "krone", "kroner": "krone", "rand": "ZAR", "naira": "NGN",
    "shekel": "ILS", "dinar": "dinar", "dirham": "AED", "riyal": "SAR", "ringgit": "MYR", "baht": "THB",
    "dong": "VND", "hryvnia": "UAH", "hryvnias": "UAH", "zloty": "PLN", "zlotys": "PLN", "forint": "HUF",
    "rupiah": "IDR", "taka": "BDT", "cedi": "GHS", "shilling": "KES", "real": "BRL", "reais": "BRL",
    "bolivar": "VES", "tenge": "KZT",
}  # fmt: skip
_NATIONS = {
    "us": "USD", "u.s.": "USD", "american": "USD", "australian": "AUD", "canadian": "CAD", "new zealand": "NZD",
    "hong kong": "HKD", "singapore": "SGD", "taiwan": "TWD", "jamaican": "JMD", "swiss": "CHF", "cfa": "XOF",
    "british": "GBP", "egyptian": "EGP", "lebanese": "LBP", "syrian": "SYP", "mexican": "MXN",
    "argentine": "ARS", "chilean": "CLP", "colombian": "COP", "philippine": "PHP", "indian": "INR",
    "pakistani": "PKR", "sri lankan": "LKR", "norwegian": "NOK", "danish": "DKK", "swedish": "SEK",
    "kuwaiti": "KWD", "iraqi": "IQD", "jordanian": "JOD", "serbian": "RSD", "algerian": "DZD",
    "kenyan": "KES", "ugandan": "UGX", "tanzanian": "TZS", "saudi": "SAR", "qatari": "QAR", "russian": "RUB",
    "turkish": "TRY", "chinese": "CNY", "japanese": "JPY", "south korean": "KRW", "brazilian": "BRL",
}  # fmt: skip

_SP = r"[ \u00a0\u202f\u2009]"
_STRONG = "|".join(
    re.escape(s) for s in sorted((s for s in _SYMBOLS if not s.isalpha()), key=len, reverse=True)
)

# Letters that are a currency only before digits, and only in their usual case; the shortest are names
# of many other things (N, R, K, P), so they need a scale or a group separator behind the digits.
CURRENCY_BEFORE = re.compile(
    rf"(?:(?<![A-Za-z$£€])(?P<sign>(?:(?i:{_STRONG})))"
    rf"|(?<![A-Za-z0-9])(?P<letters>Rs|Re|Rp|RM|KSh|KShs|Ksh|Kshs|Tk|kr|{'|'.join(_CODES)}|CFA)"
    rf"|(?<![A-Za-z0-9])(?P<weak>[NRKP])(?=$)){_SP}?(?P<minus>[-−])?$"
)
"""Matched against the text that ends where the digits begin."""

_NAMED = "|".join(sorted((re.escape(n) for n in _NAMES), key=len, reverse=True))
_NATION = "|".join(sorted((re.escape(n) for n in _NATIONS), key=len, reverse=True))
CURRENCY_AFTER = re.compile(
    rf"(?:{_SP}|[-\u2010\u2011\n])?(?:(?P<sign>[€£₽₴₺₪₫₩]|zł|kr\b)"
    rf"|(?P<code>{'|'.join(_CODES)})(?![A-Za-z])"
    rf"|(?:(?P<nation>(?i:{_NATION})){_SP})?(?P<name>(?i:{_NAMED}|pound|pence|penny|pennies|cent)s?)(?![A-Za-z])(?<!won(?= the| a | an| his| her| their| its| in | by | on )))"
    rf"|(?P<minor>[pc])(?![A-Za-z])"
)


MINOR = {
    "p": "GBP",
    "pence": "GBP",
    "penny": "GBP",
    "pennies": "GBP",
    "c": "USD",
    "cent": "USD",
    "cents": "USD",
}
"""Hundredths of a currency, with the currency that they are taken for where the text says no other."""


def currency_code(written: str, nation: str | None = None) -> str:
    """Standard code (or singular noun, where the country is open) of a currency as written."""
    word = written.strip().lower()
    if nation:
        return _NATIONS[nation.lower()]
    if word in _SYMBOLS:
        return _SYMBOLS[word]
    if word == "zł":
        return "PLN"
    if word == "cfa":
        return "XOF"
    if written.strip() in _CODES:
        return "CNY" if word == "rmb" else word.upper()
    if word in _NAMES:
        return _NAMES[word]
    return _NAMES.get(word.removesuffix("s"), word.removesuffix("s"))


# -- shares -------------------------------------------------------------------------------------------

PERCENT_AFTER = re.compile(
    rf"{_SP}?%(?:{_SP}?(?:points?|pts?)\b)?"
    rf"|(?:{_SP}|\n|-)?(?:per{_SP}?cent(?!i|u|r)|percents?|pct|percentage)(?:[ -](?:points?|pts?))?(?![A-Za-z])"
    rf"|(?:{_SP}|-)?(?:basis|percentage)[ -]points?(?![A-Za-z])"
    rf"|{_SP}?(?:bps?|pp|ppts?|pc|p\.c\.)(?![A-Za-z])",
    re.IGNORECASE,
)

# -- measures -----------------------------------------------------------------------------------------

_MEASURES: dict[str, str] = {
    # time
    "second": "second", "sec": "second", "minute": "minute", "min": "minute", "mins": "minute",
    "hour": "hour", "hr": "hour", "hrs": "hour", "day": "day", "night": "night", "week": "week",
    "fortnight": "fortnight", "month": "month", "quarter": "quarter", "year": "year", "yr": "year", "yrs": "year",
    "decade": "decade", "century": "century", "centuries": "century", "millennia": "millennium",
    "millisecond": "millisecond", "weekend": "weekend", "light-year": "light-year", "light year": "light-year",
    # length
    "km": "km", "kms": "km", "kilometre": "km", "kilometer": "km", "metre": "m", "meter": "m", "mile": "mile",
    "centimetre": "cm", "centimeter": "cm", "cm": "cm", "millimetre": "mm", "millimeter": "mm", "mm": "mm",
    "nanometre": "nm", "nanometer": "nm", "nm": "nm", "micron": "micrometre", "micrometre": "micrometre",
    "micrometer": "micrometre", "foot": "foot", "feet": "foot", "ft": "foot", "inch": "inch", "inches": "inch", "in": "inch",
    "yard": "yard", "yd": "yard", "yds": "yard", "nautical mile": "nautical mile", "mi": "mile", "furlong": "furlong",
    # area, volume
    "hectare": "hectare", "ha": "hectare", "acre": "acre", "square kilometre": "km2", "square kilometer": "km2",
    "sq km": "km2", "km2": "km2", "km²": "km2", "km^2": "km2", "square mile": "square mile", "sq mi": "square mile",
    "sq miles": "square mile", "square foot": "square foot", "square feet": "square foot", "sq ft": "square foot",
    "square metre": "m2", "square meter": "m2", "sq m": "m2", "m2": "m2", "m²": "m2", "cubic metre": "m3",
    "cubic meter": "m3", "m3": "m3", "m³": "m3", "cubic feet": "cubic foot", "cubic foot": "cubic foot",
    "litre": "litre", "liter": "litre", "millilitre": "ml", "milliliter": "ml", "ml": "ml", "gallon": "gallon",
    "pint": "pint", "barrel": "barrel", "bushel": "bushel", "bbl": "barrel", "cusec": "cusec",
    # weight
    "kg": "kg", "kgs": "kg", "kilo": "kg", "kilogram": "kg", "kilogramme": "kg", "gram": "g", "gramme": "g",
    "milligram": "mg", "mg": "mg", "microgram": "microgram", "tonne": "tonne", "ton": "ton",
    "metric ton": "tonne", "metric tonne": "tonne", "lb": "pound", "lbs": "pound", "ounce": "ounce", "oz": "ounce",
    "carat": "carat", "quintal": "quintal",
    # speed
    "mph": "mph", "miles per hour": "mph", "miles an hour": "mph", "km/h": "km/h", "kmh": "km/h", "kph": "km/h",
    "kmph": "km/h", "kilometres per hour": "km/h", "kilometers per hour": "km/h", "kilometres an hour": "km/h",
    "kilometers an hour": "km/h", "knot": "knot", "metres per second": "m/s", "meters per second": "m/s", "m/s": "m/s",
    # temperature
    "°c": "°C", "°f": "°F", "° c": "°C", "° f": "°F", "ºc": "°C", "ºf": "°F", "degrees celsius": "°C", "degree celsius": "°C",
    "degrees centigrade": "°C", "degrees fahrenheit": "°F", "degree fahrenheit": "°F", "degrees c": "°C",
    "degrees f": "°F", "deg c": "°C", "deg f": "°F", "celsius": "°C", "fahrenheit": "°F", "degree": "degree",
    "°": "degree", "kelvin": "K",
    # energy, power, data and the like
    "watt": "W", "kw": "kW", "kilowatt": "kW", "mw": "MW", "megawatt": "MW", "gw": "GW", "gigawatt": "GW",
    "terawatt": "TW", "kwh": "kWh", "mwh": "MWh", "gwh": "GWh", "twh": "TWh", "kilowatt-hour": "kWh",
    "kilowatt hour": "kWh", "megawatt-hour": "MWh", "megawatt hour": "MWh", "gigawatt-hour": "GWh",
    "terawatt-hour": "TWh", "joule": "J", "calorie": "calorie", "kcal": "kcal", "volt": "V", "amp": "A", "hertz": "Hz",
    "hz": "Hz", "khz": "kHz", "mhz": "MHz", "ghz": "GHz", "byte": "byte", "kb": "kB", "mb": "MB", "gb": "GB", "tb": "TB",
    "megabyte": "MB", "gigabyte": "GB", "terabyte": "TB", "petabyte": "PB", "exabyte": "EB", "kilobyte": "kB",
    "gbps": "Gbps", "mbps": "Mbps", "megapixel": "megapixel", "decibel": "dB", "db": "dB", "hectopascal": "hPa", "hpa": "hPa",
    "millibar": "mbar", "mbar": "mbar", "psi": "psi", "ppm": "ppm", "horsepower": "horsepower", "hp": "horsepower",
    "kiloton": "kiloton", "megaton": "megaton", "tesla": "T", "electronvolt": "eV", "sigma": "sigma", "times": "time",
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
_UNIT = "|".join(
    re.escape(name).replace(r"\ ", r"[ \u00a0\u202f]") for name in sorted(_ALL, key=len, reverse=True)
)

UNIT_AFTER = re.compile(
    rf"(?:{_SP}|\n(?!\s)|{_SP}?[-\u2010\u2011]{_SP}?)?(?P<unit>(?i:{_UNIT})(?![A-Za-z0-9])|(?P<letter>[CFmgKLW])(?![A-Za-z0-9/&-]))"
    rf"(?P<old>(?:{_SP}|[-\u2010\u2011])olds?\b)?"
)
_LETTERS = {"C": "°C", "F": "°F", "m": "m", "g": "g", "K": "K", "L": "litre", "W": "W"}


def unit_code(written: str) -> str | None:
    """Standard code or singular noun of a unit of measure as written; None if it is none."""
    if written in _LETTERS:
        return _LETTERS[written]
    return _ALL.get(re.sub(r"\s", " ", written).lower())
