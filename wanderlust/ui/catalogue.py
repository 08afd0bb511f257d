"""One language's words for what the window shows: looked up by the English ones, and sentences by their pattern."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

SOURCE = "en"
"""The language the code is written in; it has no catalogue."""

_GAP = re.compile(r"\{(\w*)\}")
_NEST = 3  # a sentence inside a sentence inside a sentence


class Catalogue:
    """Translations of one language, from a compiled gettext file.

    Other parts of the app hand the window whole English sentences with names and numbers already in them. Such a
    sentence is found by the pattern it was made from ("{0} is no sound file."), and what stood in the gaps is put into
    the translation; a gap that holds a sentence of ours is translated too.
    """

    def __init__(self, translations: gettext.NullTranslations, patterns: Iterable[tuple[str, str]] = ()) -> None:
        """``patterns`` are pairs of template and translation, whose gaps have the same names."""
        self._words = translations
        found = sorted(patterns, key=lambda pair: -_literal(pair[0]))  # the most telling one first
        self._patterns = [(_expression(template), translation) for template, translation in found]
        self._sentence: Callable[[str, int], str] = lru_cache(maxsize=512)(self._look_up)

    @classmethod
    def read(cls, file: Path) -> Catalogue:
        """From ``LANGUAGE.mo``; raises OSError when it is not there or is no such file."""
        with file.open("rb") as stream:
            translations = gettext.GNUTranslations(stream)
        told = translations._catalog  # type: ignore[attr-defined]  # the module has no other way to list its words
        pairs = ((key, words) for key, words in told.items() if isinstance(key, str) and _GAP.search(key))
        return cls(translations, pairs)

    def words(self, source: str) -> str | None:
        """The translation of words of the window; None when there is none."""
        if not source:
            return None
        found = self._words.gettext(source)
        return None if found == source else found

    def counted(self, one: str, many: str, count: int) -> str:
        """The form of words that a count needs; languages have from one to six of them."""
        return self._words.ngettext(one, many, count)

    def sentence(self, text: str) -> str:
        """A whole English sentence, or several in a row, in this language; as it is when it is not known."""
        return self._sentence(text, 0)

    def _look_up(self, text: str, depth: int) -> str:
        if not text or depth > _NEST:
            return text
        if (exact := self._words.gettext(text)) != text:
            return exact
        for expression, translation in self._patterns:
            if match := expression.fullmatch(text):
                return self._filled(translation, match, depth)
        return self._one_by_one(text, depth)

    def _filled(self, translation: str, match: re.Match[str], depth: int) -> str:
        gaps = {name: self._look_up(value, depth + 1) for name, value in match.groupdict().items()}
        return _GAP.sub(lambda gap: gaps.get(f"g{gap[1]}", gap[0]), translation)

    def _one_by_one(self, text: str, depth: int) -> str:
        """Several sentences said together, each with a translation of its own."""
        parts = re.split(r"(?<=[.?…]) (?=\S)", text)
        if len(parts) < 2:
            return text
        for cut in range(len(parts) - 1, 0, -1):
            first = " ".join(parts[:cut])
            if (said := self._known(first, depth)) is not None:
                return f"{said} {self._look_up(' '.join(parts[cut:]), depth)}"
        return text

    def _known(self, text: str, depth: int) -> str | None:
        if (exact := self._words.gettext(text)) != text:
            return exact
        if any(expression.fullmatch(text) for expression, _ in self._patterns):
            return self._look_up(text, depth)
        return None


def _literal(template: str) -> int:
    """How many letters of a template are its own."""
    return len(_GAP.sub("", template))


def _expression(template: str) -> re.Pattern[str]:
    parts, at = list[str](), 0
    seen = set[str]()
    for gap in _GAP.finditer(template):
        parts.append(re.escape(template[at : gap.start()]))
        name = f"g{gap[1]}"
        parts.append(f"(?P={name})" if name in seen else f"(?P<{name}>.+?)")
        seen.add(name)
        at = gap.end()
    parts.append(re.escape(template[at:]))
    return re.compile("".join(parts), re.DOTALL)
