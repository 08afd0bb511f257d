"""Amount and currencies of a money question."""

from __future__ import annotations

import re

from wanderlust.domain.money import folded
from wanderlust.engine.router.demonyms import COUNTRY_BY_DEMONYM
from wanderlust.engine.router.entities import Entity, Reading, country_currency
from wanderlust.engine.router.focus import Focus

_TO_LEAD = re.compile(
    r"(?<!\w)(?:to|in|into|for|as|en|a|nach|zu|à|per|em|para|vers)\s+(?:the\s+|my\s+|los\s+|des\s+)?$", re.I
)
_FROM_LEAD = re.compile(r"(?<!\w)(?:from|de|von|da|aus|desde|of)\s+(?:the\s+|my\s+)?$", re.I)
_HOW_MANY = re.compile(
    r"(?<!\w)(?:how (?:many|much)|cu[aá]nt[oa]s|combien de|wie ?viele?|quant[ioae]|quantos|quantas)\s+$", re.I
)
_ONE = re.compile(r"(?<!\w)(?:a|an|one|single|un|una|uno|une|ein|eine|einen|um|uma)\s+$", re.I)
_THEIRS = re.compile(r"\b(?:that|those|them|theirs?|there|it)\b", re.I)
_THAT = re.compile(r"(?<!\w)(?:that|it|this|those|eso|esto|ça|ca|cela|das|quello|isso|isto)(?!\w)", re.I)


def money_arguments(reading: Reading, focus: Focus) -> dict[str, object]:
    """``amount``, ``from`` and ``to`` as far as the words and the last call say them."""
    currencies = _distinct(reading.of("currency"))
    amounts = {id(c): number for c in currencies for number in [_amount_beside(c, reading)] if number}
    source, target = _directions(reading, currencies, amounts)
    arguments: dict[str, object] = {}
    amount = amounts.get(id(source)) if source else None
    if amount is None and not amounts:
        numbers = reading.of("number")
        amount = numbers[0] if len(numbers) == 1 else None
    if amount is not None:
        arguments["amount"] = _plain(float(amount.value))
    elif source and _ONE.search(reading.text[: source.start]):
        arguments["amount"] = 1
    if source:
        arguments["from"] = str(source.value)
    if target:
        arguments["to"] = str(target.value)
    elif source:
        country = _country_money(reading, source)
        if country:
            arguments["to"] = country
    return _with_last(arguments, reading, focus)


def _directions(
    reading: Reading, currencies: list[Entity], amounts: dict[int, Entity]
) -> tuple[Entity | None, Entity | None]:
    if not currencies:
        return None, None
    with_amount = [c for c in currencies if id(c) in amounts]
    if len(currencies) == 1:
        only = currencies[0]
        lead = reading.text[: only.start]
        if with_amount:
            return only, None
        if _TO_LEAD.search(lead) or _HOW_MANY.search(lead):
            return None, only
        return only, None
    first, second = currencies[0], currencies[1]
    if len(with_amount) == 1:
        source = with_amount[0]
        return source, next(c for c in currencies if c is not source)
    if with_amount:
        return first, second
    lead = reading.text[: first.start]
    between = reading.text[first.end : second.start]
    if re.fullmatch(r"\s+(?:per|pro|je|por|par)\s+(?:one\s+|a\s+)?", between, re.I):
        return second, first
    asked_first = _HOW_MANY.search(lead) or (_TO_LEAD.search(lead) and _FROM_LEAD.search(reading.text[: second.start]))
    if asked_first or (_ONE.search(reading.text[: second.start]) and not _ONE.search(lead)):
        return second, first
    return first, second


def _amount_beside(currency: Entity, reading: Reading) -> Entity | None:
    for number in reading.of("number"):
        gap = reading.text[number.end : currency.start] if number.end <= currency.start else None
        if gap is not None and re.fullmatch(r"\s*(?:of|de|d')?\s*", gap):
            return number
        back = reading.text[currency.end : number.start] if currency.end <= number.start else None
        if back is not None and back in ("", " ") and not currency.text.isalpha():
            return number
    return None


def _country_money(reading: Reading, source: Entity) -> str | None:
    for place in reading.of("place"):
        code = country_currency(place.text) or country_currency(place.country)
        if code and code != source.value:
            return code
    tail = re.search(r"\bin\s+(?:the\s+)?([^\W\d_]+(?:\s[^\W\d_]+)?)", reading.text[source.end :])
    code = country_currency(tail.group(1)) if tail else None
    if tail and code is None:
        words = folded(tail.group(1)).split()
        code = country_currency(next((COUNTRY_BY_DEMONYM[w] for w in words if w in COUNTRY_BY_DEMONYM), ""))
    return code if code != source.value else None


def _with_last(arguments: dict[str, object], reading: Reading, focus: Focus) -> dict[str, object]:
    """ "How much is that in dollars": amount and source of the last conversion."""
    if focus.call and focus.call.name == "country_facts" and focus.call.arguments.get("topic") == "currency":
        return _with_their_money(arguments, reading, str(focus.call.arguments.get("country", "")))
    last = focus.call.arguments if focus.call and focus.call.name == "convert_currency" else None
    if last is None:
        return arguments
    pointing = bool(_THAT.search(reading.text)) or len(reading.text.split()) <= 5
    if pointing and "to" in arguments and "from" not in arguments and "amount" not in arguments:
        kept: dict[str, object] = {key: last[key] for key in ("amount", "from") if key in last}
        return {**kept, **arguments}
    if "to" not in arguments and "from" in arguments and "to" in last and last["to"] != arguments["from"]:
        return {**arguments, "to": last["to"]}
    return arguments


def _with_their_money(arguments: dict[str, object], reading: Reading, country: str) -> dict[str, object]:
    """ "So what's twenty euros in that" after a country's money was named."""
    code = country_currency(country)
    if not code or not _THEIRS.search(reading.text):
        return arguments
    if "from" in arguments and "to" not in arguments and arguments["from"] != code:
        return {**arguments, "to": code}
    if "to" in arguments and "from" not in arguments and arguments["to"] != code:
        return {**arguments, "from": code}
    return arguments


def currency_meant(reading: Reading) -> str:
    """The currency named, or the money of the country or people named instead: "and Swedish?"."""
    if reading.of("currency"):
        return str(reading.of("currency")[-1].value)
    for word in re.findall(r"[^\W_]+", folded(reading.text)):
        code = country_currency(COUNTRY_BY_DEMONYM.get(word, ""))
        if code:
            return code
    named = [country_currency(place.country or place.text) for place in reading.of("place")]
    return next((code for code in named if code), "")


def _distinct(currencies: list[Entity]) -> list[Entity]:
    seen: set[str] = set()
    kept = []
    for currency in currencies:
        if str(currency.value) not in seen:
            seen.add(str(currency.value))
            kept.append(currency)
    return kept


def _plain(value: float) -> float | int:
    return int(value) if value == int(value) else value
