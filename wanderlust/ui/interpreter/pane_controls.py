"""The controls of a pane: buttons high enough for a finger, the key to hold, and chips that say how things stand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.controls import Button
from wanderlust.ui.text_paint import draw_line, text_width
from wanderlust.ui.theme import RADIUS_RESULT
from wanderlust.ui.turning import painter_for

HIGH, KEY_HIGH, CHIP_HIGH, CHIP_ICON = 44, 52, 28, 15
WIDEST_KEY, KEY_ICON = 320, 24


def _clicks(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat()


class PaneButton(Button):
    """A button of 44 px that Enter presses too, once it has the focus."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), max(HIGH, self._appearance.px(HIGH)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _clicks(event):
            self.click()
        else:
            super().keyPressEvent(event)


class HoldKey(QAbstractButton):
    """The large key a person holds to talk; gold while they are heard."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = appearance
        self._hint, self._heard = "", False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("focusRadius", RADIUS_RESULT)
        appearance.changed.connect(self.updateGeometry)

    @property
    def heard(self) -> bool:
        """Whether it is gold."""
        return self._heard

    @property
    def hint(self) -> str:
        return self._hint

    def show_state(self, words: str, hint: str, heard: bool) -> None:
        """What it says, how it is used, and whether this person is heard now."""
        self._hint, self._heard = hint, heard
        self.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(hint)
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        """As wide as its words."""
        text = max(text_width(self._look, "strong", self.text()), text_width(self._look, "caption", self._hint))
        return QSize(round(text) + 56 + 24, max(KEY_HIGH, self._look.px(KEY_HIGH)))

    def sizeHint(self) -> QSize:
        least = self.minimumSizeHint()
        return QSize(max(WIDEST_KEY, least.width()), least.height())

    def hitButton(self, pos: QPoint) -> bool:
        # A finger that slides off while it talks still holds.
        return self.isDown() or self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = painter_for(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gold = self._heard or self.isDown()
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(look.color("gold_edge" if gold else "strong"), 1.5))
        painter.setBrush(look.color("gold" if gold else "raised"))
        painter.drawRoundedRect(box, RADIUS_RESULT, RADIUS_RESULT)
        if self.underMouse() and not gold:
            wash = QColor(look.color("ink"))
            wash.setAlphaF(0.07)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(wash)
            painter.drawRoundedRect(box, RADIUS_RESULT, RADIUS_RESULT)
        ink, lesser = ("on_gold", "on_gold") if gold else ("ink", "ink2")
        mirrored = self.isRightToLeft()
        spot = QRectF(self.width() - 20 - KEY_ICON if mirrored else 20, 0, KEY_ICON, self.height())
        look.draw_icon(painter, "microphone-fill", ink, spot, KEY_ICON)
        first, second = look.line("strong"), look.line("caption")
        top = (self.height() - first - second) / 2
        left, width = (16, self.width() - 72) if mirrored else (56, self.width() - 72)
        draw_line(painter, look, QRectF(left, top, width, first), self.text(), "strong", ink, right=mirrored)
        below = QRectF(left, top + first, width, second)
        draw_line(painter, look, below, self._hint, "caption", lesser, right=mirrored)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()


class Chip(QWidget):
    """An icon and words that tell a state; with a ground it is a pill, without it stands on the pane."""

    def __init__(self, appearance: Appearance, parent: QWidget, *, ground: str = "", style: str = "note") -> None:
        super().__init__(parent)
        self._look, self._ground, self._strong = appearance, ground, style == "strong"
        self._words, self._icon, self._ink, self._icon_ink = "", "", "ink2", "ink2"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.update)

    @property
    def words(self) -> str:
        return self._words

    @property
    def icon(self) -> str:
        return self._icon

    def show_words(self, words: str, icon: str, ink: str = "ink2", icon_ink: str = "", ground: str = "") -> None:
        """Show these, in other colours if given."""
        self._words, self._icon, self._ink, self._icon_ink = words, icon, ink, icon_ink or ink
        self._ground = ground or self._ground
        self.setAccessibleName(words)
        self.update()

    def width_of(self, words: str) -> int:
        """How wide it has to be for these words."""
        pad = 22 if self._ground else 2
        return round(text_width(self._look, "strong" if self._strong else "note", words)) + CHIP_ICON + 8 + pad

    def sizeHint(self) -> QSize:
        return QSize(self.width_of(self._words), max(CHIP_HIGH, self._look.px(CHIP_HIGH)))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._words:
            return
        painter, look = painter_for(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pad = 0
        if self._ground:
            pad = 10
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color(self._ground))
            painter.drawRoundedRect(QRectF(self.rect()), self.height() / 2, self.height() / 2)
        mirrored = self.isRightToLeft()
        size = CHIP_ICON + (4 if self._strong else 0)
        spot = QRectF(self.width() - pad - size if mirrored else pad, 0, size, self.height())
        look.draw_icon(painter, self._icon, self._icon_ink, spot, size)
        room = self.width() - 2 * pad - size - 6
        box = QRectF(pad if mirrored else pad + size + 6, 0, room, self.height())
        draw_line(painter, look, box, self._words, "strong" if self._strong else "note", self._ink, right=mirrored)


class BigChoice(QAbstractButton):
    """One answer to a question: what it says, and below it what it is about."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._about = appearance, ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("focusRadius", RADIUS_RESULT)

    def show_words(self, words: str, about: str) -> None:
        """The answer, and the words it would mean."""
        self._about = about
        self.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(about)
        self.setToolTip(about)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _clicks(event):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = painter_for(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        painter.setPen(QPen(look.color("strong"), 1.5))
        painter.setBrush(look.color("sunk" if self.isDown() else "raised"))
        painter.drawRoundedRect(box, RADIUS_RESULT, RADIUS_RESULT)
        if self.underMouse():
            wash = QColor(look.color("ink"))
            wash.setAlphaF(0.06)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(wash)
            painter.drawRoundedRect(box, RADIUS_RESULT, RADIUS_RESULT)
        first, second = look.line("state"), look.line("label") if self._about else 0
        mirrored = self.isRightToLeft()
        top = (self.height() - first - second) / 2
        width = self.width() - 40
        draw_line(painter, look, QRectF(20, top, width, first), self.text(), "state", "ink", right=mirrored)
        if self._about:
            below = QRectF(20, top + first, width, second)
            draw_line(painter, look, below, self._about, "label", "ink2", right=mirrored)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
