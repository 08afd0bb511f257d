"""The price that counts among the sums a callee names: the whole one, else what a piece, a night or a person costs."""

from __future__ import annotations

import re
from collections.abc import Mapping

from wanderlust.domain.calls.amounts import Amount, AmountSpan, amounts_in
from wanderlust.domain.numbers import numbers_in

_EACH = frozenset(["piece", "person", "head", "ticket", "bike", "one", "stem", "item", "box", "seat"])
"""Units of which a price is to be counted as often as things are wanted."""
_TOTAL_BEFORE = re.compile(
    r"\b(?:total|altogether|all in|comes? (?:out )?(?:to|at)|coming to|in all|makes|makes it|sum|works out (?:at|to)|"
    r"adds up to|set you back|you're looking at|rings up (?:at|to)|bill)\b[^.?!]{0,25}$",
    re.I,
)
_TOTAL_AFTER = re.compile(
    r"[^.?!,]{0,12}\b(?:total|altogether|all in|in all|all told|all together|including|with delivery|delivered|"
    r"everything included|the lot|for the lot|for everything|all up)\b",
    re.I,
)
_PER = re.compile(
    r",?\s*(?:a|per|each|for each|for every|every|apiece|pro|the)\b\s*(?P<unit>night|person|head|hour|piece|ticket|"
    r"bike|"
    r"day|one|stem|item|box|seat)?",
    re.I,
)
_MORE = re.compile(
    r"\b(?:plus|and(?: then)?(?: there's| there is)?|on top(?: of that)?|with another|extra)\b[^.?!\d]{0,20}$", re.I
)
_EXTRA = re.compile(
    r"[^.?!,]{0,6}\b(?:for (?:the )?(?:delivery|service|drop|transport)|delivery|service|on top|extra|more)\b", re.I
)
_NO_PRICE = re.compile(
    r"\b(?:deposit|down payment|instead of|rather than|used to be|normally|usually|not|save|saves|discount|off|"
    r"refundable|less than|minimum|voucher)\b[^.?!,]{0,15}$",
    re.I,
)
_PLUS = re.compile(r"^[^.?!]{0,15}?\bplus (?:a |an |another |about )*([^.?!]+)", re.I)
_NO_PRICE_AFTER = re.compile(r"\s*(?:\w+ )?(?:deposit|off\b|discount|down payment|refundable|back\b|up ?front)", re.I)
_EACH_AFTER = re.compile(r"\s*(?:a|an|per|each|apiece|every)\b", re.I)


def price_in(text: str, local: str) -> tuple[Amount | None, str]:
    """The price and what it is for: ``night``, ``piece`` ..., or empty for the whole; None where no sum is one.

    Args:
        text: One turn of theirs.
        local: ISO 4217 code of their money.
    """
    spans = [span for span in amounts_in(text, local) if not _is_no_price(text, span)]
    if not spans:
        return None, ""
    totals = [
        span
        for span in spans
        if not _EACH_AFTER.match(text[span.end :])
        and (_TOTAL_BEFORE.search(text[: span.start]) or _TOTAL_AFTER.match(text[span.end :]))
    ]
    if totals:
        return totals[-1].amount, ""
    whole = [span for span in spans if _unit(text, span) is None]
    if whole:
        return _added(text, whole), ""
    last = spans[-1]
    return last.amount, _unit(text, last) or "piece"


def _is_no_price(text: str, span: AmountSpan) -> bool:
    return bool(_NO_PRICE.search(text[: span.start]) or _NO_PRICE_AFTER.match(text[span.end :]))


def _unit(text: str, span: AmountSpan) -> str | None:
    """What a sum is for when it is not for the whole."""
    per = _PER.match(text[span.end :])
    if per is None or (re.match(r",?\s*the\b", per[0], re.I) and per["unit"] is None):
        return None
    return (per["unit"] or "piece").lower()


def _added(text: str, spans: list[AmountSpan]) -> Amount:
    """ "300 dollars plus 20 for delivery" is 320; of two prices without a plus the later one counts."""
    amount = spans[0].amount
    for span in spans[1:]:
        more = (
            _MORE.search(text[: span.start])
            and _EXTRA.match(text[span.end :])
            or re.search(r"\bplus\b[^.?!\d]{0,20}$", text[: span.start], re.I)
        )
        if more and span.amount.currency == amount.currency:
            amount = Amount(round(amount.value + span.amount.value, 2), amount.currency)
        else:
            amount = span.amount
    if (plus := _PLUS.search(text[spans[-1].end :])) and (bare := numbers_in(plus[1])) and not bare[0].start:
        amount = Amount(round(amount.value + bare[0].value, 2), amount.currency)  # "300 dollars plus 20"
    return amount


def whole_price(price: Amount, per: str, facts: Mapping[str, str]) -> Amount:
    """The price of everything, of one a night, a person or a piece; ``facts`` hold how many."""
    count, nights = float(facts.get("count", "1")), float(facts.get("nights", "1"))
    return Amount(round(price.value * (nights if per == "night" else count if per in _EACH else 1), 2), price.currency)
