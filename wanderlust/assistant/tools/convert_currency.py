"""``convert_currency``: what an amount of money is worth in another currency."""

from __future__ import annotations

from wanderlust.assistant.tools.tool import ToolContext, ToolOutcome
from wanderlust.domain.conversation import Card, JsonObject
from wanderlust.domain.errors import ToolFailed
from wanderlust.domain.tool_catalogue import CONVERT_CURRENCY

WHOLE_UNITS = frozenset({"JPY", "KRW", "VND", "IDR", "CLP", "HUF", "ISK", "PYG", "XOF", "XAF", "UGX"})


class ConvertCurrency:
    """Converts by the bundled reference rates and says their date."""

    spec = CONVERT_CURRENCY

    def caption(self, arguments: JsonObject) -> str:
        return f"{arguments['from']} to {arguments['to']}."

    async def run(self, arguments: JsonObject, context: ToolContext) -> ToolOutcome:
        rates = context.rates
        base, quote = (self._code(str(arguments[key]), context) for key in ("from", "to"))
        amount = float(arguments.get("amount", 1.0))
        if amount < 0:
            raise ToolFailed("I can only convert an amount above zero.")
        rate = rates.rate(base, quote)
        value = amount * rate.value
        given, wanted = spoken_amount(amount, base), spoken_amount(value, quote)
        day = f"{rate.day.day} {rate.day:%B %Y}"
        left = f"{given} {rates.name_of(base, amount)}"
        right = f"{wanted} {rates.name_of(quote, value)}"
        verb = "is" if amount == 1 else "are"
        return ToolOutcome(
            say={"en": f"{left} {verb} about {right}, at the rate of {day}."},
            data={
                "amount": amount,
                "from": base,
                "to": quote,
                "value": round(value, 4),
                "rate": rate.value,
                "date": rate.day.isoformat(),
                "source": rate.source,
            },
            activity=f"Converted {base} to {quote}",
            cards=(
                Card(
                    heading=f"{given} {base} = {wanted} {quote}",
                    facts=f"1 {base} = {rate.value:.4g} {quote}",
                    figure="",
                    detail=day,
                    icon="coins",
                ),
            ),
            source=f"{rate.source}, {day}",
        )

    def _code(self, words: str, context: ToolContext) -> str:
        code = context.rates.code_for(words)
        if code is None:
            raise ToolFailed(f"I do not know the currency “{words}”.")
        return code


def spoken_amount(amount: float, code: str) -> str:
    """An amount as one says it: no decimals where the currency has none or the sum is large."""
    if code in WHOLE_UNITS or amount >= 1000 or amount == int(amount):
        return f"{amount:,.0f}" if amount >= 1 or amount == 0 else f"{amount:.2g}"
    return f"{amount:,.2f}" if amount >= 0.01 else f"{amount:.2g}"
