"""A box to choose a language from, where the list says of each how the talk with it would go, both ways."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from wanderlust.domain.interpreting import Direction
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.interpreter.pane import MEANS_ICONS
from wanderlust.ui.interpreter.pane_words import PaneWords
from wanderlust.ui.preferences.choice_box import ChoiceBox
from wanderlust.ui.text_paint import draw_line, text_width

WORDS, ICON = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
ROW, PAD, SIGN, GAP = 36, 14, 18, 10
WIDEST = 620
Index = QModelIndex | QPersistentModelIndex


class PairBox(ChoiceBox):
    """Offers languages; :meth:`show_states` says what each would bring.

    Args:
        appearance: Colours and type.
        words: In the language of the window.
    """

    def __init__(self, appearance: Appearance, words: PaneWords, parent: QWidget | None = None) -> None:
        super().__init__(appearance, (), parent)
        self._words = words
        self._states: Mapping[str, tuple[Direction, Direction]] = {}
        self.setItemDelegate(_StateDelegate(appearance, self))
        self.setMaxVisibleItems(14)

    def show_states(self, states: Mapping[str, tuple[Direction, Direction]]) -> None:
        """By language, the direction to it and the one back; a language without any shows its name alone."""
        self._states = states
        self.fit_states()

    def fit_states(self) -> None:
        """Put the states beside the names that are in the list now."""
        for row in range(self.count()):
            pair = self._states.get(self.itemData(row))
            words = self.state_words(*pair) if pair is not None else ""
            self.setItemData(row, words, WORDS)
            self.setItemData(row, MEANS_ICONS[weaker(*pair).means] if pair is not None else "", ICON)
            name = self.itemText(row)
            self.setItemData(row, f"{name}, {words}" if words else name, Qt.ItemDataRole.AccessibleTextRole)

    def state_words(self, there: Direction, back: Direction) -> str:
        """Both ways in one line, such as ``included`` or ``included, back: phrases only``."""
        one, other = self._words.means(there), self._words.means(back)
        return one if one == other else self.tr("{there}, back: {back}").format(there=one, back=other)

    def list_width(self) -> int:
        """What names and states take side by side, as far as the window has room for it."""
        look, around = self._look, self.window()
        rows = range(self.count())
        names = max((text_width(look, "label", self.itemText(row)) for row in rows), default=0.0)
        words = max((text_width(look, "caption", self.itemData(row, WORDS) or "") for row in rows), default=0.0)
        wide = round(names + words) + 2 * PAD + 2 * GAP + SIGN + 40  # and the scroll bar
        return max(self.width(), min(wide, look.px(WIDEST), around.width() - 48))

    def showPopup(self) -> None:
        self.view().setMinimumWidth(self.list_width())
        super().showPopup()


def weaker(there: Direction, back: Direction) -> Direction:
    """The direction that says what a talk of two can be."""
    return back if there.means.works and not back.means.works else there


class _StateDelegate(QStyledItemDelegate):
    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = appearance

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._look.px(200), self._look.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, box = self._look, QRectF(option.rect)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(box, look.color("pine_tint" if chosen else "raised"))
        name, words = str(index.data()), str(index.data(WORDS) or "")
        wide = min(text_width(look, "label", name) + 2, box.width() - 2 * PAD)

        def at(x: float, width: float) -> QRectF:
            return QRectF(box.right() - x - width if mirrored else box.x() + x, box.y(), width, box.height())

        draw_line(painter, look, at(PAD, wide), name, "label", "ink", right=mirrored)
        room = box.width() - wide - 2 * PAD - 2 * GAP - SIGN
        if words and room > 0:
            shown = min(text_width(look, "caption", words) + 2, room)
            start = box.width() - PAD - shown
            draw_line(painter, look, at(start, shown), words, "caption", "ink2", right=mirrored)
            look.draw_icon(painter, str(index.data(ICON)), "ink3", at(start - GAP - SIGN, SIGN), SIGN)
        painter.restore()
