"""The transcript before the first word: where to, and three sayings that work."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.line_painter import LinePainter
from wanderlust.ui.text_paint import draw_line, draw_wrapped, wrapped_height
from wanderlust.ui.theme import LINE_X, PANEL_TEXT, RADIUS_RESULT, TEXT_X, StyleName
from wanderlust.ui.view_models.conversation import ConversationViewModel

CARD, GAP = 66, 10


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
        return QSize(300, self._look.px(CARD))

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
        left, width = 16 if mirrored else 52, self.width() - 68
        heading, caption = look.line("heading"), look.line("caption")
        top = (self.height() - heading - caption - 3) / 2
        quoted = self.tr("\u201c{words}\u201d").format(words=self.text())
        draw_line(painter, look, QRectF(left, top, width, heading), quoted, "heading", "ink", right=mirrored)
        box = QRectF(left, top + heading + 3, width, caption)
        draw_line(painter, look, box, self._does, "caption", "ink2", right=mirrored)

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
        if self._model.backend == "engine":
            foot = QRectF(self.sayings[-1].geometry()).bottom() + 20
            height = look.line("caption")
            spot = QRectF(column.right() - 16 if mirrored else column.left(), foot, 16, height)
            look.draw_icon(painter, "lock", "ink2", spot, 16)
            room = column.adjusted(0, 0, -24, 0) if mirrored else column.adjusted(24, 0, 0, 0)
            words = self.tr("Your voice stays on this computer.")
            line_box = QRectF(room.left(), foot, room.width(), height)
            draw_line(painter, look, line_box, words, "caption", "ink2", right=mirrored)

    def _rows(self) -> tuple[tuple[str, StyleName, str, int], ...]:
        """The words above the sayings: text, style, ink, and the space below."""
        ask = self.tr(
            "Ask in your own words. I find places and ways, tell weather, time and money, and plan your days."
        )
        return (
            (self.tr("Where to?"), "display", "ink", 8),
            (ask, "body", "ink2", 24),
            (self.tr("Try saying"), "source", "ink2", 12),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def _choose(self, saying: Saying, _checked: bool = False) -> None:
        self.saying_chosen.emit(saying.text())

    def _column(self) -> QRectF:
        left = PANEL_TEXT if self.isRightToLeft() else TEXT_X
        return QRectF(left, 0, self.width() - TEXT_X - PANEL_TEXT, self.height())

    def _head(self) -> int:
        """Height of the words above the sayings."""
        width = self._column().width()
        return sum(wrapped_height(self._look, text, style, width) + below for text, style, _, below in self._rows())

    def _top(self) -> float:
        cards = len(self.sayings) * (self._look.px(CARD) + GAP) + 36
        return max(12.0, (self.height() - self._head() - cards) / 2)

    def _arrange(self) -> None:
        column, y = self._column(), self._top() + self._head()
        for saying in self.sayings:
            saying.setGeometry(round(column.left()), round(y), round(column.width()), self._look.px(CARD))
            y += self._look.px(CARD) + GAP
        self.update()
