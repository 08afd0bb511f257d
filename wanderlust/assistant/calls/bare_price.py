"""A price said without its currency, "that'll be forty-two fifty", with the currency put in where one was meant."""

from __future__ import annotations

import math
import re

from wanderlust.assistant.calls.spoken_short import spelled_out
from wanderlust.domain.calls.amounts import Amount, amounts_in
from wanderlust.domain.numbers import NumberSpan, numbers_in

_LEADS = re.compile(
    r"\b(?:(?:that|it|this|which|so that|total|price)(?:'ll| will| would|'d)(?: all)? (?:be|come to|run|cost|make)|"
    r"com(?:es|ing) (?:out )?(?:to|at)|looking at|runs? (?:you|them|her|him)|sets? (?:you|them) back|"
    r"i make (?:it|that)|makes? (?:it|that)|adds up to|works out (?:at|to)|costs?|charge|call it|say|"
    r"(?:total|price|rate|fee|bill|damage)(?:'s| is)?(?: going to be)?|owe (?:me|us))\b[\s,.…]*"
    r"(?:(?:uh|um|er|erm|about|around|roughly|just|only|exactly|an even|a round|a|like)[\s,]+)*$",
    re.I,
)
_WEAK_LEADS = re.compile(
    r"(?:^|[.…!?,]\s*|\b(?:it's|that's|they're|is|are|so|for)\s+)(?:(?:uh|um|er|erm|about|just|only)[\s,]+)*$", re.I
)
_AFTER = re.compile(
    r"^\s*(?:all (?:in|up|told|together)|altogether|in (?:all|total)|total|apiece|each\b|a (?:head|piece|pop|person|"
    r"night)|per \w+|for (?:the|all|everybody|everyone|both)|with (?:the |tax|everything)|plus|including|"
    r"tax|before tax|return|one way|each way)",
    re.I,
)
_EACH_AFTER = re.compile(r"^\s*(?:,\s*)?(?:apiece|each|a (?:head|piece|pop|person)|per (?:person|head|piece))\b", re.I)
_NO_PRICE_BEFORE = re.compile(r"\b(?:at|by|until|till|from|past|to|before|after|around|number|room|for)\s+$", re.I)
_NO_PRICE_AFTER = re.compile(
    r"^\s*(?:[ap]\.?m\b|o'?clock|in the (?:morning|afternoon|evening)|tonight|minutes?|hours?|people|persons?|"
    r"of (?:you|them)|days?|nights?|percent|per ?cent|%|years?)",
    re.I,
)
_FAR = 8.0
"""A single number so many times above or below the limit is no price of that thing."""


def with_currency(text: str, limit: Amount | None, count: float, asked: bool) -> str:
    """The text with every price that lacks its currency written as one: ``it's $42.50 all in``.

    Args:
        text: One turn of theirs.
        limit: What may be spent, in the money of the place; None leaves the text as it is. Of "two seventy-two" as 2.72
            and 272 the nearer to it is meant.
        count: How many pieces or people; a price of one is compared with its share of the limit, and the number alone
            is no price.
        asked: Whether the price was asked for just now.
    """
    if limit is None or limit.value <= 0:
        return text
    text, local = spelled_out(text), limit.currency
    money = [(span.start, span.end) for span in amounts_in(text, local)]
    numbers = [n for n in numbers_in(text) if not any(a <= n.start < b or n.start <= a < n.end for a, b in money)]
    written, at, index = "", 0, 0
    while index < len(numbers):
        group = _group(text, numbers, index)
        start, end = group[0].start, group[-1].end
        near = limit.value / count if _EACH_AFTER.match(text[end:]) else limit.value
        value = _value(text, group, near, asked, count)
        if value is not None:
            written += text[at:start] + Amount(value, local).shown
            at = end
        index += len(group)
    return written + text[at:]


def sums_said(text: str) -> set[float]:
    """Every sum that numbers said in one breath may be: 2.72 and 272 of "two seventy-two"."""
    numbers, sums, index = numbers_in(text), set[float](), 0
    while index < len(numbers):
        group = _group(text, numbers, index)
        if len(group) > 1:
            sums.update(_readings([number.value for number in group]))
        index += len(group)
    return sums


def _group(text: str, numbers: list[NumberSpan], first: int) -> list[NumberSpan]:
    """Numbers said in one breath: "three | eighty | eighty"."""
    group = [numbers[first]]
    for number in numbers[first + 1 : first + 3]:
        if text[group[-1].end : number.start] not in (" ", "-") or not 10 <= number.value < 100:
            break
        group.append(number)
    return group


def _value(text: str, group: list[NumberSpan], near: float, asked: bool, count: float) -> float | None:
    before, after = text[: group[0].start], text[group[-1].end :]
    leads = bool(_LEADS.search(before))
    if _NO_PRICE_BEFORE.search(before) and not (leads or _AFTER.match(after)) or _NO_PRICE_AFTER.match(after):
        return None
    ends = re.match(r"^\s*(?:[.,;!?…]|$|and\b|if\b|is\b)", after) is not None
    if len(group) == 1:
        value = group[0].value
        sure = (leads or asked and bool(_WEAK_LEADS.search(before))) and (ends or bool(_AFTER.match(after)))
        fits = near / _FAR <= value <= near * _FAR and value != count
        return value if sure and fits and not text.rstrip().endswith("?") else None
    values = [number.value for number in group]
    clock = len(group) == 2 and values[0] <= 12 and values[1] < 60 and values[1] % 5 == 0
    if not (leads or asked or _AFTER.match(after) or not clock and _WEAK_LEADS.search(before) and ends):
        return None
    return min(_readings(values), key=lambda value: (abs(math.log(value / near)), -value))


def _readings(values: list[float]) -> list[float]:
    """ "Two seventy-two" is 272 or 2.72; "three eighty eighty" only 380.80."""
    if len(values) == 3:
        return [round(values[0] * 100 + values[1] + values[2] / 100, 2)]
    return [round(values[0] + values[1] / 100, 2), values[0] * 100 + values[1]]
