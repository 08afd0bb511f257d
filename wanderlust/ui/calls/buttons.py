"""Buttons of the call's cards: 44 px high and more, filled, outlined or red, with Enter as well as Space."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.text_paint import draw_line, text_width
from wanderlust.ui.theme import RADIUS_BUTTON, StyleName

Kind = Literal["primary", "outlined", "red", "gold"]
HEIGHT, ICON = 44, 18
INKS = {"primary": "on_pine", "outlined": "ink", "red": "on_red", "gold": "on_gold"}
FILLS = {"primary": "pine", "outlined": "raised", "red": "red", "gold": "gold"}
EDGES = {"outlined": "strong", "gold": "gold_edge"}


class _Pressable(QAbstractButton):
    """Takes the focus by Tab, and Enter presses what has it."""

    def __init__(self, appearance: Appearance, text: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._look = appearance
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("focusRadius", RADIUS_BUTTON)
        appearance.changed.connect(self._restyle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.hasFocus():
            if not event.isAutoRepeat():  # an Enter that is still held from the text field presses nothing
                self.click()
            event.accept()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def _restyle(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()


class CallButton(_Pressable):
    """A button of a card.

    Args:
        appearance: Colours and type.
        text: Its words; also its accessible name.
        icon: Icon name, or empty.
        kind: ``primary`` filled pine, ``outlined``, ``red`` filled red, or ``gold`` while the microphone is open.
        height: In pixels at 100 % text.
        least: The narrowest it may be.
        style: Of its words.
    """

    def __init__(
        self,
        appearance: Appearance,
        text: str,
        parent: QWidget | None = None,
        *,
        icon: str = "",
        kind: Kind = "outlined",
        height: int = HEIGHT,
        least: int = 0,
        style: StyleName = "strong",
    ) -> None:
        super().__init__(appearance, text, parent)
        self._icon, self._kind, self._height, self._least, self._style = icon, kind, height, least, style
        self._compact = False
        self._restyle()

    def set_words(self, text: str, icon: str = "") -> None:
        """Change what the button says."""
        self._icon = icon or self._icon
        self.setText(text)
        self.setAccessibleName(text)
        self._restyle()

    def set_kind(self, kind: Kind) -> None:
        """Another colour."""
        self._kind = kind
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Without words: the icon alone, the words in the tooltip."""
        self._compact = compact and bool(self._icon)
        self.setToolTip(self.text() if self._compact else "")
        self._restyle()

    def width_with_words(self) -> int:
        """How wide it is when it says its words."""
        words = text_width(self._look, self._style, self.text())
        return max(self._least, round(words + (ICON + 8 if self._icon else 0)) + 30)

    def sizeHint(self) -> QSize:
        wide = ICON + 28 if self._compact else self.width_with_words()
        return QSize(wide, max(self._height, self._look.px(self._height)))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ink, fill = INKS[self._kind], FILLS[self._kind]
        edge = QPen(look.color(EDGES[self._kind]), 1) if self._kind in EDGES else QPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            ink, fill, edge = "pine", "pine_tint", QPen(look.color("pine"), 1.5)
        if not self.isEnabled():
            ink, fill, edge = "ink3", "sunk", QPen(look.color("line"), 1)
        painter.setPen(edge)
        painter.setBrush(look.color(fill))
        painter.drawRoundedRect(box, RADIUS_BUTTON, RADIUS_BUTTON)
        if self.isEnabled() and (self.isDown() or self.underMouse()):
            wash = QColor(look.color(ink))
            wash.setAlphaF(0.14 if self.isDown() else 0.07)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(wash)
            painter.drawRoundedRect(box, RADIUS_BUTTON, RADIUS_BUTTON)
        words = 0.0 if self._compact else min(text_width(look, self._style, self.text()) + 1, self.width() - 16.0)
        wide = words + (ICON + (0 if self._compact else 8) if self._icon else 0)
        x = (self.width() - wide) / 2
        mirrored = self.isRightToLeft()
        if self._icon:
            at = x + wide - ICON if mirrored else x
            look.draw_icon(painter, self._icon, ink, QRectF(at, 0, ICON, self.height()), ICON)
        if words:
            at = x if mirrored else x + wide - words
            draw_line(painter, look, QRectF(at, 0, words, self.height()), self.text(), self._style, ink)


class TextLink(_Pressable):
    """Underlined words in pine that do something."""

    def __init__(self, appearance: Appearance, text: str, parent: QWidget | None = None) -> None:
        super().__init__(appearance, text, parent)
        self._restyle()

    def sizeHint(self) -> QSize:
        return QSize(round(text_width(self._look, "strong", self.text())) + 2, max(34, self._look.line("strong")))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        draw_line(painter, look, QRectF(self.rect()), self.text(), "strong", "pine", right=self.isRightToLeft())
        middle = (self.height() + look.line("strong")) / 2 - 2
        painter.fillRect(QRectF(0, round(middle), self.width() - 2, 2 if self.underMouse() else 1), look.color("pine"))


class Tick(_Pressable):
    """A box to tick, with its sentence."""

    def __init__(self, appearance: Appearance, text: str, parent: QWidget | None = None) -> None:
        super().__init__(appearance, text, parent)
        self.setCheckable(True)
        self._restyle()

    def sizeHint(self) -> QSize:
        return QSize(round(text_width(self._look, "label", self.text())) + 34, max(34, self._look.px(30)))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        icon = "check-square" if self.isChecked() else "square"
        mirrored = self.isRightToLeft()
        box = QRectF(self.width() - 24 if mirrored else 2, 0, 22, self.height())
        look.draw_icon(painter, icon, "pine" if self.isChecked() else "ink2", box, 22)
        room = QRectF(0 if mirrored else 32, 0, self.width() - 32, self.height())
        draw_line(painter, look, room, self.text(), "label", "ink", right=mirrored)
