"""What stands in the gaps of phrases, read and written in nine languages: allergens, money, places, numbers, times."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wanderlust.domain.errors import DataMissing
from wanderlust.domain.phrases import PHRASE_LANGUAGES, ClockTime, SlotKind, SlotValue, Sum
from wanderlust.travel.phrase_figures import Figures
from wanderlust.travel.phrase_words import UNSPACED, compared

# In these a capital says nothing, or there are none: only a gazetteer knows a name from a word.
NO_CAPITALS = frozenset({"de", "ja", "ko", "zh"})
_WHOLE_MONEY = frozenset({"JPY", "KRW", "IDR", "VND", "CLP", "HUF", "ISK", "COP"})
_SMALL_WORDS = frozenset(
    {"of", "the", "and", "de", "del", "el", "la", "los", "las", "y", "al", "do", "da", "dos", "das", "e", "du", "des"}
    | {"le", "les", "et", "di", "della"}
)
_PLACE = re.compile(r"[\w'.\- ]{2,60}")


@dataclass(frozen=True, slots=True)
class SlotWords:
    """The tables of one language.

    Attributes:
        language: ISO 639-1 code.
        figures: Its numbers and times.
        allergens: Key to the forms of its name by their ending (``""``, ``.to``, ``.some``), the first to be said.
        by_allergen: Every form of every name, as compared, to its key.
        money: ISO 4217 code to the name of one and of several.
        by_money: Every name, word and symbol, as compared, to its code.
        joins_sum: Whether the name of the money stands at the number without a space.
    """

    language: str
    figures: Figures
    allergens: Mapping[str, Mapping[str, str]]
    by_allergen: Mapping[str, str]
    money: Mapping[str, tuple[str, str]]
    by_money: Mapping[str, str] = field(default_factory=dict)
    joins_sum: bool = False

    def read(self, kind: SlotKind, words: str) -> SlotValue | None:
        """What words in a gap mean; None when they are nothing that may stand there."""
        match kind:
            case "number":
                return self.figures.number(words)
            case "time":
                return self.figures.time(words) if self.figures.says_at(words) else None
            case "money":
                return self._sum(words)
            case "allergen":
                return self.by_allergen.get(compared(words, self.language))
            case "place":
                return self._place(words)

    def write(self, kind: SlotKind, value: SlotValue, ending: str = "") -> str:
        """The words for a gap; ``ending`` is what the phrase needs there: ``.to``, ``.object`` and the like."""
        match value:
            case ClockTime():
                text = self.figures.at(value)
            case Sum():
                text = self._written_sum(value)
            case str():
                text = self._allergen(value, ending) if kind == "allergen" else value
            case _:
                text = self.figures.written(value)
        return text + _particle(text, ending) if self.language == "ko" else text

    def _allergen(self, key: str, ending: str) -> str:
        forms = self.allergens[key]
        if ending == ".of":  # only French asks for it: d'œufs, de lait
            bare = forms[""]
            return f"d'{bare}" if bare[0].casefold() in "aeéioœu" else f"de {bare}"
        return forms.get(ending) or forms[""]

    def _sum(self, words: str) -> Sum | None:
        text = words.strip()
        found = re.fullmatch(r"(\D*?)\s*(\d[\d.,\s\u202f]*)\s*(\D*)", text)
        if found:
            before, figures, after = found.groups()
            name = before or after
            if before and after:
                return None
            code, amount = self.by_money.get(compared(name, self.language)), self.figures.number(figures)
            return Sum(amount, code) if code and amount is not None else None
        for cut in _cuts(text, spaced=self.language not in UNSPACED):
            code, amount = self.by_money.get(compared(text[cut:], self.language)), self.figures.number(text[:cut])
            if code and amount is not None:
                return Sum(amount, code)
        return None

    def _written_sum(self, value: Sum) -> str:
        whole = value.amount == int(value.amount) or value.code in _WHOLE_MONEY
        amount = self.figures.written(value.amount, places=0 if whole else 2)
        one, many = self.money[value.code]
        # French says "0,50 euro" and "1,50 euro": one is everything below two.
        single = value.amount < 2 if self.language in ("fr", "pt") else value.amount == 1
        return f"{amount}{'' if self.joins_sum else ' '}{one if single else many}"

    def _place(self, words: str) -> str | None:
        """A place as it was said: words with capitals; where capitals say nothing, anything short."""
        text = words.strip()
        if not _PLACE.fullmatch(text) or any(sign.isdigit() for sign in text):
            return None
        if self.language in NO_CAPITALS:
            return text if len(text.split()) <= 4 else None
        if self.language == "en":
            text = re.sub(r"^[Tt]he (?=[A-Z])", "", text)
        parts = text.split()
        named = all(part[0].isupper() or part in _SMALL_WORDS for part in parts)
        return text if named and parts[0][0].isupper() and len(parts) <= 6 else None


def _cuts(text: str, *, spaced: bool) -> Iterator[int]:
    for place in range(len(text) - 1, 0, -1):
        if not spaced or text[place] == " ":
            yield place


def _particle(word: str, ending: str) -> str:
    """The Korean particle after a word, by whether its last syllable ends in a consonant."""
    pairs = {".object": ("을", "를"), ".subject": ("이", "가"), ".topic": ("은", "는"), ".copula": ("이에요", "예요")}
    if ending not in pairs:
        return ""
    last = word[-1]
    closed = (ord(last) - 0xAC00) % 28 != 0 if "가" <= last <= "힣" else last.casefold() in "lmn"
    return pairs[ending][not closed]


def read_slot_words(folder: Path) -> dict[str, SlotWords]:
    """The tables in ``resources/phrases/slots``, by language.

    Raises:
        DataMissing: A file is not there or damaged.
    """
    try:
        cldr = json.loads((folder / "cldr.json").read_text(encoding="utf-8"))["languages"]
        allergens = _rows(folder / "allergens.tsv")
        money_words = _rows(folder / "money_words.tsv")
        number_words = _rows(folder / "number_words.tsv")
        return {
            language: _slot_words(language, cldr[language], allergens, money_words, number_words)
            for language in PHRASE_LANGUAGES
        }
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise DataMissing("phrases", "My phrasebook cannot be read.", "Install Wanderlust again.") from error


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _slot_words(
    language: str,
    cldr: Mapping[str, Any],
    allergens: list[dict[str, str]],
    money_words: list[dict[str, str]],
    number_words: list[dict[str, str]],
) -> SlotWords:
    words = {compared(r["word"], language): int(r["value"]) for r in number_words if r["language"] == language}
    figures = Figures(language, cldr["decimal"], cldr["group"], cldr["hours"], (cldr["am"], cldr["pm"]), words)
    forms: dict[str, dict[str, str]] = {}
    by_allergen: dict[str, str] = {}
    for row in allergens:
        groups = [[name.strip() for name in group.split(",")] for group in row[language].split(";")]
        endings = ("", ".to", ".some")[: len(groups)]
        forms[row["key"]] = {ending: group[0] for ending, group in zip(endings, groups, strict=True)}
        names = [name for group in groups for name in group]
        if language == "fr":
            names += [f"{joint}{name}" for name in groups[0] for joint in ("d'", "de ", "des ")]
        by_allergen |= {compared(name, language): row["key"] for name in names}
    money = {code: (names["one"], names["other"]) for code, names in cldr["money"].items()}
    by_money = {
        compared(word, language): code for code, names in cldr["money"].items() for word in (*names.values(), code)
    }
    for row in money_words:
        by_money |= {compared(word, language): row["code"] for word in row[language].split("|") if word != "-"}
    by_money |= {"$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY" if language == "zh" else "JPY"}
    return SlotWords(language, figures, forms, by_allergen, money, by_money, cldr["sum"] == "{0}{1}")
