"""The words of a pane: the present ones as large as there is room, the exchange before them small, the rest above."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.interpreter.pane_words import PaneWords
from wanderlust.ui.interpreter.text_scroll import Paragraph, Run, TextScroll
from wanderlust.ui.theme import StyleName
from wanderlust.ui.view_models.interpreter import Line

SIZES: tuple[StyleName, ...] = ("speech", "speech_less", "speech_least")
WAITING = "…"
RECENT = 40  # utterances above the present one; all of them where the whole talk is listed


class SpokenWords(TextScroll):
    """The talk as one person reads it.

    Args:
        appearance: Type and colours.
        words: The reader's own.
    """

    def __init__(self, appearance: Appearance, words: PaneWords, parent: QWidget | None = None) -> None:
        super().__init__(appearance, words.language, parent, self.paragraphs)
        self._words = words
        self._lines: tuple[Line, ...] = ()
        self._hint = ""
        self._whole = False
        self.size_shown: StyleName = SIZES[0]
        self.setAccessibleName(words("talk"))

    @property
    def whole(self) -> bool:
        """Whether all of the talk is listed in small type."""
        return self._whole

    def show_lines(self, lines: tuple[Line, ...], hint: str) -> None:
        """Show the talk so far; ``hint`` stands there while nobody has spoken."""
        if (lines, hint) == (self._lines, self._hint):
            return
        fresh = bool(lines) and (not self._lines or lines[-1].utterance_id != self._lines[-1].utterance_id)
        self._lines, self._hint = lines, hint
        if fresh and not self._whole:
            self._following = True  # who reads back would miss what is said to them now
        self.rearrange()

    def show_whole(self, whole: bool) -> None:
        """All of the talk in small type, or the present words in large."""
        self._whole = whole
        self._following = True
        self.rearrange()

    def paragraphs(self) -> Sequence[Paragraph]:
        """What is to be shown in the present size."""
        if not self._lines:
            return (Paragraph((Run(self._hint, "speech_least", "ink3"),)),)
        small = [self._small(line) for line in (self._lines if self._whole else self._lines[-RECENT:])]
        if self._whole:
            return small
        before, present = small[:-1], self._lines[-1]
        for size in SIZES:
            self.size_shown = size
            large = self._large(present, size, before)
            if self.height_of([*before[-1:], large]) <= self.height():
                break
        return [*before, large]

    def first_in_sight(self, count: int) -> int:
        return 0 if self._whole else max(0, count - 2)

    def _small(self, line: Line) -> Paragraph:
        who = self._words("you_said" if line.own else "they_said")
        ink = "ink3" if line.withdrawn else "ink" if self._whole else "ink2"
        runs = [Run(f"{who}  ", "source", "ink2"), Run(line.settled, "exchange", ink, line.withdrawn)]
        if line.tentative:
            runs.append(Run(line.tentative, "exchange", "ink3"))
        return Paragraph(tuple(runs), self._look.px(6))

    def _large(self, line: Line, size: StyleName, before: Sequence[Paragraph]) -> Paragraph:
        runs = [Run(line.settled, size, "ink3" if line.withdrawn else "ink", line.withdrawn)]
        tentative = line.tentative
        if not line.finished and not line.own and not tentative:
            tentative = f" {WAITING}" if line.settled else WAITING
        if tentative:
            runs.append(Run(tentative, size, "ink3"))
        return Paragraph(tuple(runs), self._look.px(8) if before else 0)
