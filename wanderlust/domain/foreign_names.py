"""What countries, languages and money are called in the languages answers are given in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

SPOKEN = ("es", "fr", "de", "it", "pt")
"""The languages besides English that answers are worded in."""


@dataclass(frozen=True, slots=True)
class ForeignNames:
    """Names by language; each table is empty where nothing is known, and then the English name stands.

    Attributes:
        countries: Language to ISO 3166-1 code to name.
        languages: Language to English name to name.
        money: Language to ISO 4217 code to the name of one and of many.
    """

    countries: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    languages: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    money: Mapping[str, Mapping[str, tuple[str, str]]] = field(default_factory=dict)

    def country(self, code: str, english: str, language: str) -> str:
        """``country("JP", "Japan", "es")`` is ``Japón``."""
        return self.countries.get(language, {}).get(code, english)

    def language(self, english: str, language: str) -> str:
        """``language("Japanese", "fr")`` is ``japonais``."""
        return self.languages.get(language, {}).get(english, english)

    def currency(self, code: str, amount: float, language: str) -> str:
        """``currency("USD", 2, "it")`` is ``dollari statunitensi``; an unknown code is its own name."""
        one, many = self.money.get(language, {}).get(code, (code, code))
        return one if abs(amount) == 1 else many
