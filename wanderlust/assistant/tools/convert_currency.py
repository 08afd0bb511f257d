"""``convert_currency``: what an amount of money is worth in another currency."""

from __future__ import annotations

import logging
from datetime import date

from wanderlust.assistant.tools.said.money import worth_sentences
from wanderlust.assistant.tools.tool import ToolContext, ToolOutcome
from wanderlust.domain.calendar_names import MONTHS
from wanderlust.domain.conversation import Card, JsonObject
from wanderlust.domain.errors import ToolFailed, WebFailed
from wanderlust.domain.exchange import Rate
from wanderlust.domain.tool_catalogue import CONVERT_CURRENCY

log = logging.getLogger(__name__)

WHOLE_UNITS = frozenset({"JPY", "KRW", "VND", "IDR", "CLP", "HUF", "ISK", "PYG", "XOF", "XAF", "XPF", "UGX"})
GREAT_UNITS = ((1e12, "trillion"), (1e9, "billion"))
SMALLEST = 0.01  # of a currency; less is told by what a larger sum is worth


class ConvertCurrency:
    """Converts by fresh reference rates, or by the bundled ones behind them, and says their date."""

    spec = CONVERT_CURRENCY

    def caption(self, arguments: JsonObject) -> str:
        return f"{arguments['from']} to {arguments['to']}."

    async def run(self, arguments: JsonObject, context: ToolContext) -> ToolOutcome:
        rates = context.rates
        base, quote = (_code(str(arguments[key]), context) for key in ("from", "to"))
        amount = float(arguments.get("amount", 1.0))
        if amount < 0:
            raise ToolFailed("I can only convert an amount of zero or more.")
        if base == quote:
            raise ToolFailed(f"Both are {rates.name_of(base, 2)}. Into which money shall I convert?")
        rate, told = await _rate(base, quote, context)
        value, day = amount * rate.value, spoken_day(rate.day)
        if 0 < value < SMALLEST:
            larger = amount
            while larger * rate.value < 1:
                larger *= 10
            sentence = (
                f"{_sum(amount, base, context)} {_verb(amount)} less than 0.01 {rates.name_of(quote, 2)}. "
                f"{_sum(larger, base, context)} would be about {_sum(larger * rate.value, quote, context)}, "
                f"at the rate of {day}."
            )
        else:
            worth = _sum(value, quote, context)
            sentence = f"{_sum(amount, base, context)} {_verb(amount)} about {worth}, at the rate of {day}."
        foreign = worth_sentences(amount, base, quote, rate.value, rate.day, WHOLE_UNITS, context.names)
        return ToolOutcome(
            say={"en": sentence, **foreign},
            data={
                "amount": amount,
                "from": base,
                "to": quote,
                "value": float(f"{value:.6g}"),
                "rate": rate.value,
                "date": rate.day.isoformat(),
                "source": rate.source,
            },
            activity=f"Converted {base} to {quote}",
            cards=(
                Card(
                    heading=f"{spoken_amount(amount, base)} {base} = {spoken_amount(value, quote)} {quote}",
                    facts=f"1 {base} = {plain(rate.value, 4)} {quote}",
                    figure="",
                    detail=day,
                    icon="coins",
                ),
            ),
            source=told or f"{rate.source}, {day}",
        )


async def _rate(base: str, quote: str, context: ToolContext) -> tuple[Rate, str]:
    """The freshest rate there is, and its source with its age when it is not a bundled one; raises ToolFailed."""
    if context.online is not None:
        try:
            fresh, provenance = await context.online.rate(base, quote)
        except WebFailed as failure:
            log.info("No fresh rate: %s", failure)
        else:
            try:
                bundled = context.rates.rate(base, quote)
            except ToolFailed:
                return fresh, provenance.told(context.clock.now())
            if fresh.day >= bundled.day:
                return fresh, provenance.told(context.clock.now())
    return context.rates.rate(base, quote), ""


def _code(words: str, context: ToolContext) -> str:
    code = context.rates.code_for(words)
    if code is None:
        raise ToolFailed(f"I do not know the currency “{words}”.")
    return code


def _sum(amount: float, code: str, context: ToolContext) -> str:
    return f"{spoken_amount(amount, code)} {context.rates.name_of(code, amount)}"


def _verb(amount: float) -> str:
    return "is" if amount == 1 else "are"


def spoken_day(day: date) -> str:
    """A date in English whatever the computer's own language; ``strftime`` would follow that."""
    return f"{day.day} {MONTHS['en'][day.month - 1]} {day.year}"


def spoken_amount(amount: float, code: str) -> str:
    """An amount as one says it: no decimals where the currency has none or the sum is large."""
    for size, word in GREAT_UNITS:
        if amount >= size:
            return f"{amount / size:,.2f}".rstrip("0").rstrip(".") + f" {word}"
    if 0 < amount < SMALLEST:
        return plain(amount, 2)
    if amount >= 1000 or amount == int(amount) or (code in WHOLE_UNITS and amount >= 1):
        return f"{amount:,.0f}"
    return f"{amount:,.2f}"


def plain(value: float, figures: int) -> str:
    """A number with so many figures and no exponent: ``0.000034``."""
    if value >= 1 or value <= 0:
        return f"{value:,.{figures}g}" if value < 10**figures else f"{value:,.0f}"
    digits = figures
    while value * 10 ** (digits - figures + 1) < 1 and digits < 20:
        digits += 1
    return f"{value:.{digits}f}".rstrip("0")
