"""Marks words in a text that is shown, wherever they stand, and more strongly in one turn."""

from __future__ import annotations

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from wanderlust.domain.word_search import marks
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.transcript_document import ACTIVITY, BODY, ROLE, TURN, utf16_length


class FoundWords:
    """The marks of one transcript; they lie over the text and change nothing in it."""

    def __init__(self, view: QTextEdit, appearance: Appearance) -> None:
        self._view, self._look = view, appearance
        self._words, self.turn = "", ""

    def mark(self, words: str) -> None:
        """Mark these instead; none mark nothing."""
        self._words, self.turn = words, ""
        self.mark_again()

    def choose(self, turn_id: str) -> None:
        """The turn whose marks are the chosen ones."""
        self.turn = turn_id
        self.mark_again()

    def mark_again(self) -> None:
        """The text has changed."""
        if not self._words:
            if self._view.extraSelections():
                self._view.setExtraSelections([])
            return
        selections = []
        block = self._view.document().begin()
        while block.isValid():
            if block.blockFormat().property(ROLE) in (BODY, ACTIVITY):
                chosen = str(block.blockFormat().property(TURN)) == self.turn
                selections += [self._marked(block, a, b, chosen) for a, b in marks(block.text(), self._words)]
            block = block.next()
        self._view.setExtraSelections(selections)

    def _marked(self, block: QTextBlock, start: int, end: int, chosen: bool) -> QTextEdit.ExtraSelection:
        text, selection = block.text(), QTextEdit.ExtraSelection()
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + utf16_length(text[:start]))
        cursor.setPosition(block.position() + utf16_length(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat()
        form.setBackground(self._look.color("gold" if chosen else "pine_tint"))
        form.setForeground(self._look.color("on_gold" if chosen else "pine"))
        selection.cursor, selection.format = cursor, form
        return selection
