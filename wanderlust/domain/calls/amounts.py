"""Money as it is said on the telephone: "$1,380", "85 euros a night", "fifteen hundred dollars"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from wanderlust.domain.money import CODE_BY_SIGN, CODE_BY_WORDS, CURRENCIES, folded, name_of
from wanderlust.domain.numbers import NumberSpan, numbers_in

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SIGNS = "|".join(
    re.escape(sign)
    for sign in sorted({c.symbol for c in CURRENCIES.values() if c.symbol} | {"US$"}, key=len, reverse=True)
)
_SIGN_BEFORE = re.compile(rf"(?<![A-Za-z])({_SIGNS}|[A-Z]{{3}})\s*$")
_EVERYDAY = frozenset(("all", "try", "top", "cup", "mop", "gel", "mad", "pen", "cop"))
"""Codes of currencies that are English words: read as a code only in capitals."""
# What may follow "twelve dollars fifty"; in "twelve dollars twenty people" the second number is of something else.
_NO_NOUN = re.compile(
    r"\s*(?:[^A-Za-z\s]|$|(?:all (?:in|up|told|together)|altogether|in (?:all|total)|total|a|an|per|each|apiece|for|"
    r"with|including|plus|please|love|then|is|if)\b)"
)
_WORDS_AFTER = 3  # "400 New Taiwan dollars" is the longest name looked for after a number


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money.

    Attributes:
        value: In units of the currency.
        currency: ISO 4217 code.
    """

    value: float
    currency: str = "USD"

    @property
    def shown(self) -> str:
        """With the currency's sign: ``$1,380``."""
        symbol = CURRENCIES[self.currency].symbol if self.currency in CURRENCIES else ""
        number = f"{self.value:,.0f}" if self.value == int(self.value) else f"{self.value:,.2f}"
        return f"{symbol}{number}" if symbol else f"{number} {self.currency}"

    @property
    def said(self) -> str:
        """In words a voice reads well, without the country, which both know: ``1,380 dollars``."""
        number = f"{self.value:,.0f}" if self.value == int(self.value) else f"{self.value:,.2f}"
        return f"{number} {name_of(self.currency, self.value).split()[-1]}"


@dataclass(frozen=True, slots=True)
class AmountSpan:
    """An amount and where it stands: ``text[start:end]``."""

    start: int
    end: int
    amount: Amount


def amounts_in(text: str, local: str = "") -> list[AmountSpan]:
    """Every number that has a currency's sign or name beside it, left to right.

    Args:
        text: Such as ``It's $1,380 with delivery.``
        local: ISO 4217 code of the money where it is said: there "dollars" and "$" are its own.
    """
    return [replace(span, amount=_at_home(span.amount, local)) for span in _found(text, local)]


def _at_home(amount: Amount, local: str) -> Amount:
    """Five "dollars" are Canadian ones in Canada; five "C$" are so everywhere."""
    shared = amount.currency in ("USD", "GBP", "SEK", "JPY")
    if not local or not shared or name_of(local, 2).split()[-1] != name_of(amount.currency, 2).split()[-1]:
        return amount
    return Amount(amount.value, local)


def _found(text: str, local: str) -> list[AmountSpan]:
    found: list[AmountSpan] = []
    for span in numbers_in(text):
        before = _SIGN_BEFORE.search(text[: span.start])
        if before is not None and (code := _code_of_sign(before[1], local)):
            found.append(AmountSpan(before.start(1), span.end, Amount(span.value, code)))
            continue
        if named := _named_after(text, span):
            found.append(named)
    return _with_cents(text, [_with_hundreds(text, span) for span in found])


def _with_hundreds(text: str, span: AmountSpan) -> AmountSpan:
    """ "Two seventy-two dollars" is 272: the hundred goes unsaid."""
    before = re.search(rf"\b({'|'.join(_ONES)})[ -]$", text[: span.start], re.I)
    value = span.amount.value
    if before is None or not text[span.start].isalpha() or not 10 <= value < 100 or value != int(value):
        return span
    hundreds = 100 * (_ONES.index(before[1].lower()) + 1)
    return AmountSpan(before.start(), span.end, Amount(hundreds + value, span.amount.currency))


def _code_of_sign(sign: str, local: str) -> str | None:
    if local and CURRENCIES[local].symbol == sign:
        return local
    if sign in CURRENCIES:
        return sign
    known = CODE_BY_SIGN.get(folded(sign))
    # "C$" is written in Canada and Nicaragua: the first in the table, unless it is said where the other one is at home.
    return known or next((code for code, currency in CURRENCIES.items() if currency.symbol == sign), None)


def _named_after(text: str, span: NumberSpan) -> AmountSpan | None:
    sign = re.match(r"\s?([€£¥₩₹฿₺₫])", text[span.end :])
    if sign is not None and (code := CODE_BY_SIGN.get(sign[1])):
        return AmountSpan(span.start, span.end + sign.end(), Amount(span.value, code))
    words = list(re.finditer(r"[^\W\d]+", text[span.end : span.end + 40]))[:_WORDS_AFTER]
    for count in range(len(words), 0, -1):
        between = text[span.end : span.end + words[0].start()]
        if between.strip():
            return None
        name = folded(text[span.end + words[0].start() : span.end + words[count - 1].end()])
        if name in _EVERYDAY and name == text[span.end + words[0].start() :][: len(name)]:
            continue  # "fifty all in" is no sum of Albanian lek
        if code := CODE_BY_WORDS.get(name):
            return AmountSpan(span.start, span.end + words[count - 1].end(), Amount(span.value, code))
    return None


def _with_cents(text: str, spans: list[AmountSpan]) -> list[AmountSpan]:
    """ "Twelve dollars fifty" and "twelve dollars and fifty cents" as one amount."""
    whole: list[AmountSpan] = []
    for span in spans:
        joint = re.match(r",?\s+(?:and\s+)?", text[span.end :])
        value = span.amount.value
        rest = text[span.end + joint.end() :] if joint else ""
        numbers = numbers_in(rest[:40])
        if numbers and value == int(value) and numbers[0].start == 0:
            small = numbers[0]
            named = re.match(r"\s+(?:cents?|pence)\b", rest[small.end :])
            ended = bool(named) or bool(_NO_NOUN.match(rest[small.end :]))
            if 0 < small.value < 100 and ended and (named or small.value >= 10):
                end = len(text) - len(rest) + small.end + (named.end() if named else 0)
                whole.append(AmountSpan(span.start, end, Amount(value + small.value / 100, span.amount.currency)))
                continue
        whole.append(span)
    return whole
