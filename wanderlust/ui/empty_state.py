"""The transcript before the first word: where to, and three sayings that work."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.line_painter import LinePainter
from wanderlust.ui.text_paint import draw_wrapped, wrapped_height
from wanderlust.ui.theme import LINE_X, PANEL_TEXT, RADIUS_RESULT, TEXT_X, StyleName
from wanderlust.ui.view_models.conversation import ConversationViewModel

CARD, GAP = 66, 10
BESIDE, ABOVE = 68, 11  # what a card has beside its words, and over and under them


class Saying(QAbstractButton):
    """A card with something to say and what it does."""

    def __init__(self, appearance: Appearance, icon: str, words: str, does: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._icon, self._does = appearance, icon, does
        self.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(does)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("focusRadius", RADIUS_RESULT)

    def sizeHint(self) -> QSize:
        return QSize(300, self.height_in(300))

    def height_in(self, width: float) -> int:
        """How high it is at a width: higher where its words need more lines."""
        look, room = self._look, width - BESIDE
        words = wrapped_height(look, self._quoted(), "heading", room) + wrapped_height(
            look, self._does, "caption", room
        )
        return max(look.px(CARD), words + 3 + 2 * ABOVE)

    def _quoted(self) -> str:
        return self.tr("\u201c{words}\u201d").format(words=self.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(look.color("strong" if self.underMouse() else "line"), 1))
        painter.setBrush(look.color("sunk" if self.isDown() else "window"))
        painter.drawRoundedRect(box, RADIUS_RESULT, RADIUS_RESULT)
        mirrored = self.isRightToLeft()
        spot = QRectF(self.width() - 37 if mirrored else 17, 0, 20, self.height())
        look.draw_icon(painter, self._icon, "pine", spot, 20)
        left, width = 16 if mirrored else 52, self.width() - BESIDE
        heading = wrapped_height(look, self._quoted(), "heading", width)
        caption = wrapped_height(look, self._does, "caption", width)
        top = (self.height() - heading - caption - 3) / 2
        draw_wrapped(painter, look, QPointF(left, top), width, self._quoted(), "heading", "ink")
        draw_wrapped(painter, look, QPointF(left, top + heading + 3), width, self._does, "caption", "ink2")

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()


class EmptyState(QWidget):
    """Shown while nothing has been said.

    Signals:
        saying_chosen: The saying that was clicked, to be sent as if typed.
    """

    saying_chosen = Signal(str)

    def __init__(self, appearance: Appearance, model: ConversationViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._model = appearance, model
        self.sayings = [
            Saying(appearance, icon, words, does, self)
            for icon, words, does in (
                ("map-pin", self.tr("Where is Kyoto?"), self.tr("Shows it on the map")),
                ("path", self.tr("How far is it from Lisbon to Porto?"), self.tr("Draws the line and measures it")),
                ("airplane-tilt", self.tr("Three days in Florence"), self.tr("Drafts a trip that you can change")),
            )
        ]
        for saying in self.sayings:
            saying.clicked.connect(partial(self._choose, saying))
        appearance.changed.connect(self._arrange)
        model.badge_changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.fillRect(self.rect(), look.color("surface"))
        mirrored = self.isRightToLeft()
        x = self.width() - LINE_X if mirrored else LINE_X
        line = LinePainter(painter, look, x)
        line.segment(0, self.height(), self._model.backend)
        for saying in self.sayings:
            box = saying.geometry()
            edge = box.right() + 1 if mirrored else box.left()
            line.branch(box.center().y() + 0.5, edge, self._model.backend)
        column, y = self._column(), self._top()
        for words, style, ink, below in self._rows():
            y += draw_wrapped(painter, look, QPointF(column.left(), y), column.width(), words, style, ink) + below
        shown = [saying for saying in self.sayings if saying.isVisibleTo(self)]
        foot = QRectF(shown[-1].geometry()).bottom() + 20 if shown else float(self.height())
        if self._model.backend == "engine" and foot + self._foot() <= self.height():
            height = look.line("caption")
            spot = QRectF(column.right() - 16 if mirrored else column.left(), foot, 16, height)
            look.draw_icon(painter, "lock", "ink2", spot, 16)
            room = column.adjusted(0, 0, -24, 0) if mirrored else column.adjusted(24, 0, 0, 0)
            draw_wrapped(
                painter, look, room.topLeft() + QPointF(0, foot), room.width(), self._stays(), "caption", "ink2"
            )

    def _rows(self) -> tuple[tuple[str, StyleName, str, int], ...]:
        """The words above the sayings: text, style, ink, and the space below; where there is little room, fewer."""
        ask = self.tr(
            "Ask in your own words. I find places and ways, tell weather, time and money, and plan your days."
        )
        head: tuple[str, StyleName, str, int] = (self.tr("Where to?"), "display", "ink", 8)
        say: tuple[str, StyleName, str, int] = (self.tr("Try saying"), "source", "ink2", 12)
        middle: tuple[str, StyleName, str, int] = (ask, "body", "ink2", 24)
        rows = (head, middle, say)
        return rows if self._high(rows) + self._cards() + 12 <= self.height() else (head, say)

    def _stays(self) -> str:
        return self.tr("Your voice stays on this computer.")

    def _foot(self) -> int:
        return wrapped_height(self._look, self._stays(), "caption", self._column().width() - 24)

    def _cards(self) -> int:
        width = self._column().width()
        return sum(saying.height_in(width) + GAP for saying in self.sayings)

    def _high(self, rows: Sequence[tuple[str, StyleName, str, int]]) -> int:
        width = self._column().width()
        return sum(wrapped_height(self._look, text, style, width) + below for text, style, _, below in rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def _choose(self, saying: Saying, _checked: bool = False) -> None:
        self.saying_chosen.emit(saying.text())

    def _column(self) -> QRectF:
        left = PANEL_TEXT if self.isRightToLeft() else TEXT_X
        return QRectF(left, 0, self.width() - TEXT_X - PANEL_TEXT, self.height())

    def _head(self) -> int:
        """Height of the words above the sayings."""
        return self._high(self._rows())

    def _top(self) -> float:
        return max(12.0, (self.height() - self._head() - self._cards() - 20 - self._foot()) / 2)

    def _arrange(self) -> None:
        column, y = self._column(), self._top() + self._head()
        for saying in self.sayings:
            high = saying.height_in(column.width())
            saying.setGeometry(round(column.left()), round(y), round(column.width()), high)
            saying.setVisible(y + high <= self.height())  # half a card says nothing, and cannot be reached
            y += high + GAP
        self.update()
