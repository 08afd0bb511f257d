"""What an amount of money is worth, in five languages."""

from __future__ import annotations

from datetime import date

from wanderlust.assistant.tools.said.grammar import figure, full_date, in_each
from wanderlust.domain.foreign_names import ForeignNames

_WORTH = {
    "es": "{sum} equivalen a unos {worth}, al cambio del {day}.",
    "fr": "{sum} valent environ {worth}, au taux du {day}.",
    "de": "{sum} entsprechen etwa {worth}, zum Kurs vom {day}.",
    "it": "{sum} valgono circa {worth}, al cambio del {day}.",
    "pt": "{sum} equivalem a cerca de {worth}, ao câmbio de {day}.",
}
_WORTH_ONE = {
    "es": "{sum} equivale a unos {worth}, al cambio del {day}.",
    "fr": "{sum} vaut environ {worth}, au taux du {day}.",
    "de": "{sum} entspricht etwa {worth}, zum Kurs vom {day}.",
    "it": "{sum} vale circa {worth}, al cambio del {day}.",
    "pt": "{sum} equivale a cerca de {worth}, ao câmbio de {day}.",
}
_SMALLEST = 0.01


def worth_sentences(
    amount: float, base: str, quote: str, rate: float, day: date, whole_units: frozenset[str], names: ForeignNames
) -> dict[str, str]:
    """An amount in another currency; one too small to be told is told by what a larger sum is worth."""
    if 0 < amount * rate < _SMALLEST:
        while amount * rate < 1:
            amount *= 10

    def money(sum_: float, code: str, language: str) -> str:
        whole = sum_ >= 1000 or sum_ == int(sum_) or (code in whole_units and sum_ >= 1)
        return f"{figure(sum_, 0 if whole else 2)} {names.currency(code, sum_, language)}"

    def sentence(language: str) -> str:
        form = (_WORTH_ONE if amount == 1 else _WORTH)[language]
        return form.format(
            sum=money(amount, base, language),
            worth=money(amount * rate, quote, language),
            day=full_date(day, language),
        )

    return in_each(sentence)
