"""Currencies: how they are written, and the standard code that they become."""

from __future__ import annotations

import re

from summarizer.text.figures.patterns import THIN_SPACE, alternatives, fold
from summarizer.text.words import word_set

__all__ = [
    "CURRENCY_AFTER",
    "CURRENCY_WORDS",
    "GLUED_CURRENCY",
    "GLUED_LETTERS",
    "MINOR",
    "currency_code",
    "read_currency_before",
]

_SYMBOLS = {
    "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "cad$": "CAD", "nz$": "NZD",
    "hk$": "HKD", "s$": "SGD", "sg$": "SGD", "r$": "BRL", "nt$": "TWD", "z$": "ZWL", "j$": "JMD",
    "tt$": "TTD", "mx$": "MXN", "$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₩": "KRW",
    "₽": "RUB", "₦": "NGN", "₺": "TRY", "₪": "ILS", "₱": "PHP", "฿": "THB", "₫": "VND", "₴": "UAH",
    "₸": "KZT", "gh₵": "GHS", "gh¢": "GHS", "₵": "GHS", "rs": "INR", "rs.": "INR", "re": "INR", "rp": "IDR",
    "rm": "MYR", "kr": "SEK", "ksh": "KES", "ksh.": "KES", "kshs.": "KES", "kshs": "KES", "sh": "KES",
    "php": "PHP", "bt": "THB", "sfr": "CHF", "tk": "BDT", "n": "NGN",
    "r": "ZAR", "k": "ZMW", "p": "BWP",
}  # fmt: skip
"""Signs and letters before the digits. Letters alone are no signs, they have a pattern of their own."""
_CODES = word_set(
    """
    COD USD EUR GBP JPY CNY RMB CHF AUD CAD NZD HKD SGD INR PKR BDT LKR KRW RUB UAH PLN CZK HUF RON SEK
    NOK DKK TRY ILS AED SAR QAR KWD EGP ZAR NGN KES GHS BRL MXN ARS CLP COP PEN THB VND IDR MYR PHP TWD
    """
)
_NAMES = {
    "dollar": "USD", "buck": "USD", "euro": "EUR", "pound sterling": "GBP", "sterling": "GBP",
    "quid": "GBP", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rupee": "INR", "ruble": "RUB",
    "rouble": "RUB", "won": "KRW", "peso": "peso", "lira": "TRY", "franc": "franc", "krona": "SEK",
    "kronor": "SEK", "krone": "krone", "kroner": "krone", "rand": "ZAR", "naira": "NGN", "shekel": "ILS",
    "dinar": "dinar", "dirham": "AED", "riyal": "SAR", "ringgit": "MYR", "baht": "THB", "dong": "VND",
    "hryvnia": "UAH", "hryvnias": "UAH", "zloty": "PLN", "zlotys": "PLN", "forint": "HUF",
    "rupiah": "IDR", "taka": "BDT", "cedi": "GHS", "shilling": "KES", "real": "BRL", "reais": "BRL",
    "bolivar": "VES", "tenge": "KZT",
}  # fmt: skip
"""Currencies by name; where several countries have it, the name itself (“francs” without a nation)."""
_NATIONS = {
    "us": "USD", "u.s.": "USD", "american": "USD", "australian": "AUD", "canadian": "CAD",
    "new zealand": "NZD", "hong kong": "HKD", "singapore": "SGD", "taiwan": "TWD", "jamaican": "JMD",
    "swiss": "CHF", "cfa": "XOF", "british": "GBP", "egyptian": "EGP", "lebanese": "LBP", "syrian": "SYP",
    "mexican": "MXN", "argentine": "ARS", "chilean": "CLP", "colombian": "COP", "philippine": "PHP",
    "indian": "INR", "pakistani": "PKR", "sri lankan": "LKR", "norwegian": "NOK", "danish": "DKK",
    "swedish": "SEK", "kuwaiti": "KWD", "iraqi": "IQD", "jordanian": "JOD", "serbian": "RSD",
    "algerian": "DZD", "kenyan": "KES", "ugandan": "UGX", "tanzanian": "TZS", "saudi": "SAR",
    "qatari": "QAR", "russian": "RUB", "turkish": "TRY", "chinese": "CNY", "japanese": "JPY",
    "south korean": "KRW", "brazilian": "BRL",
}  # fmt: skip
"""Whose currency it is: “Canadian dollars”, “Swiss francs”."""
_LOCAL = {"zł": "PLN", "cfa": "XOF", "rmb": "CNY"}
"""Short names that are no signs before the digits."""
MINOR = {
    "p": "GBP", "pence": "GBP", "penny": "GBP", "pennies": "GBP",
    "c": "USD", "cent": "USD",
}  # fmt: skip
"""Hundredths of a currency, with the currency that they are taken for where the text says no other."""

_CODE = "|".join(sorted(_CODES))
_LETTERS = "Rs|Re|Rp|RM|Sh|KSh|KShs|Ksh|Kshs|Tk|kr|Bt|SFr|Php|Rmb"
GLUED_LETTERS = [*_LETTERS.split("|"), *sorted(_CODES), "CFA", *"NRKP"]
"""Letters for a currency that may stand before a number without a space: R500, Rs20bn."""
GLUED_CURRENCY = "(?:{})".format(
    "|".join(
        rf"(?<=\b(?:{'|'.join(letters for letters in GLUED_LETTERS if len(letters) == width)})[0-9])"
        for width in sorted({len(letters) for letters in GLUED_LETTERS})
    )
)
"""Behind the first digit of a number that letters for a currency stand before, without a space."""

_CURRENCY_BEFORE = re.compile(
    rf"""
    (?: (?<![A-Za-z$£€])(?P<sign>(?i:{alternatives(sign for sign in _SYMBOLS if not sign.isalpha())}))
      | (?<![A-Za-z0-9])(?P<letters>{_LETTERS}|{_CODE}|CFA)
        # The shortest are names of many other things: they need a scale or a group separator in the number.
      | (?<![A-Za-z0-9])(?P<weak>[NRKP])(?=\Z)
    )
    {THIN_SPACE}?
    (?P<minus>[-−])?\Z
    """,
    re.VERBOSE,
)
_BETWEEN_SIGN_AND_DIGITS = " \u00a0\u202f\u2009-−"
_LAST_CHARACTERS = frozenset(
    character for sign in (*_SYMBOLS, *_CODES, "CFA", "Rmb") for character in (sign[-1], sign[-1].upper())
)

_WON_OBJECTS = ("the", "a", "an", "his", "her", "their", "its", "in", "by", "on")
_WON_BY = "|".join(f"[ ]{word}" for word in _WON_OBJECTS)
CURRENCY_AFTER = re.compile(
    rf"""
    (?:{THIN_SPACE}|[-\u2010\u2011\n])?
    (?: (?P<sign>[€£₽₴₺₪₫₩]|zł|kr\b)(?!\d)                                 # 5 €, not 5 £90
      | (?P<code>{_CODE})(?![A-Za-z])                                      # 5 USD
      | (?:(?P<nation>(?i:{alternatives(_NATIONS)})){THIN_SPACE})?         # 5 Canadian dollars
        (?P<name>(?i:{alternatives(_NAMES)}|pound|pence|penny|pennies|cent)s?)(?![A-Za-z])
        (?<!won(?={_WON_BY}))                                              # but “two won the race”
    )
    | (?P<minor>[pc])(?![A-Za-z])                                          # 50p, 99c
    """,
    re.VERBOSE,
)
CURRENCY_WORDS = frozenset(
    form
    for name in (*_NAMES, *_NATIONS, *_CODES, *_LOCAL, *MINOR, "kr", "pound")
    for word in [re.split("[ .]", name.lower())[0]]
    for form in (word, f"{word}s")
)
"""With one of them, in small letters, that pattern begins, where no sign does."""


def read_currency_before(before: str) -> re.Match[str] | None:
    """The currency at the end of ``before``, the text up to some digits.

    Its groups are ``sign`` ($), ``letters`` (Rs, USD) or ``weak`` (N, R, K, P), and ``minus``.
    """
    written = before.rstrip(_BETWEEN_SIGN_AND_DIGITS)
    if not written or written[-1] not in _LAST_CHARACTERS:
        return None
    return _CURRENCY_BEFORE.search(before)


def currency_code(written: str, nation: str | None = None) -> str:
    """Standard code (or singular noun, where the country is open) of a currency as written.

    Args:
        written: A sign, a code or a name: ``£``, ``EUR``, ``rupees``.
        nation: The adjective before a name, if any: ``Canadian``.
    """
    word = fold(written.strip())
    if nation:
        return _NATIONS[fold(nation)]
    if word in _SYMBOLS:
        return _SYMBOLS[word]
    if word in _LOCAL:
        return _LOCAL[word]
    if written.strip() in _CODES:
        return word.upper()
    singular = word.removesuffix("s")
    return _NAMES.get(word) or _NAMES.get(singular, singular)
