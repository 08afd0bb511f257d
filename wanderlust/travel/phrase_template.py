"""One way of saying a phrase in one language: its gaps, its plural forms, and how both are recognised.

A sentence in the tables may hold gaps (``{place}``, or with what the language needs there: ``{allergen.to}``) and forms
that go with its number (``[night/nights]``: of one and of more; three forms are of one, of two and of more).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast, get_args

from wanderlust.domain.phrases import SlotKind, SlotValue
from wanderlust.travel.phrase_words import UNSPACED, compared, without_accents, written_plainly

Read = Callable[[SlotKind, str], SlotValue | None]
Write = Callable[[SlotKind, SlotValue, str], str]

_GAP = re.compile(r"\{(?P<kind>\w+)(?P<ending>\.\w+)?\}")
_FORMS = re.compile(r"\[(?P<forms>[^\]]+)\]")
_FIRST_MARK = 0xE000  # of the private-use signs that stand for gaps while a sentence is brought to its compared form
_UNSPACED_TIME = r"(.+(?:[時分半点點시분반]|:\d\d)[に에]?)"
_PARTICLES = {".object": "(?:을|를)", ".subject": "(?:이|가)", ".topic": "(?:은|는)", ".copula": "(?:이에요|예요)"}


@dataclass(frozen=True, slots=True)
class Template:
    """One sentence of the tables."""

    source: str
    language: str

    @property
    def slots(self) -> tuple[SlotKind, ...]:
        """Its gaps in order, each once."""
        return tuple(dict.fromkeys(cast("SlotKind", found.group("kind")) for found in _GAP.finditer(self.source)))

    def faults(self) -> list[str]:
        """What is wrong with how it is written."""
        wrong = [f"unknown gap {kind}" for kind in self.slots if kind not in get_args(SlotKind)]
        if _GAP.sub("", _FORMS.sub("", self.source)).count("[") or "{" in _GAP.sub("", self.source):
            wrong.append("a bracket is not closed")
        if _FORMS.search(self.source) and "number" not in self.slots:
            wrong.append("forms without a number")
        return wrong

    def shown(self) -> str:
        """For a list: gaps as ``…``, the forms of more than one."""
        forms = _FORMS.sub(lambda found: found.group("forms").split("/")[-1], self.source)
        return _GAP.sub("…", forms).replace("….", "…")

    def filled(self, values: Mapping[SlotKind, SlotValue], write: Write) -> str:
        """The sentence with its gaps filled; ``values`` holds all of ``slots``."""
        number = values.get("number")

        def form(found: re.Match[str]) -> str:
            forms = found.group("forms").split("/")
            index = int(number) - 1 if isinstance(number, float | int) and number == int(number) else len(forms)
            return forms[index] if 0 <= index < len(forms) - 1 else forms[-1]

        def gap(found: re.Match[str]) -> str:
            kind = cast("SlotKind", found.group("kind"))
            return write(kind, values[kind], found.group("ending") or "")

        text = _GAP.sub(gap, _FORMS.sub(form, self.source))
        return text[:1].upper() + text[1:]

    def patterns(self) -> list[Pattern]:
        """Everything that is recognised as this sentence, one for each combination of its forms."""
        pieces = [piece for piece in re.split(r"(\[[^\]]+\])", self.source) if piece]
        choices = [
            [(form, place, len(forms)) for place, form in enumerate(forms)]
            for forms in (p[1:-1].split("/") if p.startswith("[") else [p] for p in pieces)
        ]
        found = []
        for combination in itertools.product(*choices):
            sentence = "".join(form for form, _, _ in combination)
            # Of several brackets all are of one, or all are of more.
            places = {(place if place < count - 1 else -1) for _, place, count in combination if count > 1}
            if len(places) > 1:
                continue
            implied: float | None = None
            if "number" in self.slots and "{number" not in sentence:
                implied = places.pop() + 1.0
            found.append(Pattern.of(sentence, self.language, implied))
        return found


@dataclass(frozen=True, slots=True)
class Pattern:
    """A sentence with its gaps, to be compared with what was said.

    Attributes:
        key: The compared form of a sentence without gaps; empty when it has any.
        expression: Finds the gaps in a plainly written text; None without gaps.
        plain_expression: The same for a text without accents.
        slots: The gaps' kinds in order.
        implied: The number a form stands for without a figure: ``una notte`` is 1.
    """

    key: str
    expression: re.Pattern[str] | None
    plain_expression: re.Pattern[str] | None
    slots: tuple[SlotKind, ...]
    implied: float | None

    @classmethod
    def of(cls, sentence: str, language: str, implied: float | None) -> Pattern:
        gaps = list(_GAP.finditer(sentence))
        marked = _GAP.sub(lambda found: chr(_FIRST_MARK + gaps.index(_same(found, gaps))), sentence)
        kinds = tuple(cast("SlotKind", gap.group("kind")) for gap in gaps)
        if not gaps:
            return cls(compared(sentence, language), None, None, (), implied)
        plain = written_plainly(marked, language)
        endings = [_PARTICLES.get(gap.group("ending") or "", "") for gap in gaps]
        return cls(
            "",
            _expression(plain, kinds, endings, language),
            _expression(without_accents(plain), kinds, endings, language),
            kinds,
            implied,
        )

    def read(self, plain: str, read: Read, *, accents: bool = True) -> dict[SlotKind, SlotValue] | None:
        """What stands in the gaps of a plainly written text; None when it is not this sentence."""
        expression = self.expression if accents else self.plain_expression
        if expression is None or (found := expression.fullmatch(plain)) is None:
            return None
        values: dict[SlotKind, SlotValue] = {} if self.implied is None else {"number": self.implied}
        for kind, words in zip(self.slots, found.groups(), strict=True):
            value = read(kind, words)
            if value is None:
                return None
            values[kind] = value
        return values


def _same(found: re.Match[str], gaps: list[re.Match[str]]) -> re.Match[str]:
    return next(gap for gap in gaps if gap.start() == found.start())


def _expression(plain: str, kinds: tuple[SlotKind, ...], endings: list[str], language: str) -> re.Pattern[str]:
    parts = []
    for sign in plain:
        index = ord(sign) - _FIRST_MARK
        if 0 <= index < len(endings):
            # Where no space stands between a time and a number after it, the time's last sign parts them.
            gap = _UNSPACED_TIME if kinds[index] == "time" and language in UNSPACED else "(.+?)"
            parts.append(f"{gap}{endings[index]}")
        elif sign in " -":
            parts.append("[ -]?" if language in UNSPACED else "[ -]")
        else:
            parts.append(re.escape(sign))
    return re.compile("".join(parts), re.IGNORECASE)
