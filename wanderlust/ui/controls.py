"""Buttons, key caps and one-line labels, painted from the theme's tokens."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.text_paint import draw_line, text_width
from wanderlust.ui.theme import RADIUS_BUTTON, RADIUS_KEY, StyleName
from wanderlust.ui.turning import painter_for

Kind = Literal["primary", "outlined", "quiet"]
ICON = 18


def key_cap_width(appearance: Appearance, key: str) -> float:
    """Width of a key cap with this word on it."""
    return max(22.0, text_width(appearance, "micro", key) + 12)


def paint_key_cap(painter: QPainter, appearance: Appearance, box: QRectF, key: str) -> None:
    """A small outlined box with the name of a key."""
    painter.setPen(QPen(appearance.color("strong"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_KEY, RADIUS_KEY)
    painter.setFont(appearance.font("micro"))
    painter.setPen(appearance.color("ink2"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)


class Button(QAbstractButton):
    """A button with icon, words and key cap; it takes the focus by Tab only, so Space stays for talking.

    Args:
        appearance: Colours and type.
        text: Its words; also its accessible name.
        icon: Icon name, or empty.
        key: Key cap beside the words, or empty.
        kind: ``primary`` filled pine, ``outlined``, or ``quiet`` without an edge.
    """

    def __init__(
        self,
        appearance: Appearance,
        text: str,
        parent: QWidget | None = None,
        *,
        icon: str = "",
        key: str = "",
        kind: Kind = "outlined",
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._icon, self._key, self._kind = icon, key, kind
        self._compact = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("focusRadius", RADIUS_BUTTON)
        appearance.changed.connect(self._restyle)
        self.set_words(text, icon, key)

    def set_words(self, text: str, icon: str = "", key: str = "") -> None:
        """Change what the button says."""
        self._icon, self._key = icon, key
        self.setText(text)
        self.setAccessibleName(text)
        self._restyle()

    def set_compact(self, compact: bool) -> None:
        """Without words: icon and key cap, the words in the tooltip."""
        self._compact = compact and bool(self._icon)
        self._restyle()

    def sizeHint(self) -> QSize:
        width = 28.0
        if self._icon:
            width += ICON
        if not self._compact:
            width += text_width(self._appearance, "strong", self.text()) + (8 if self._icon else 0)
        if self._key:
            width += key_cap_width(self._appearance, self._key) + 8
        return QSize(round(width), max(34, self._appearance.px(34)))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._appearance, painter_for(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ink = {"primary": "on_pine", "outlined": "ink", "quiet": "ink2"}[self._kind]
        if not self.isEnabled() and self._kind != "primary":
            ink = "ink3"
        if self._kind == "primary":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("pine"))
        else:
            painter.setPen(QPen(look.color("strong"), 1) if self._kind == "outlined" else Qt.PenStyle.NoPen)
            painter.setBrush(look.color("raised" if self._kind == "outlined" else "surface"))
        painter.drawRoundedRect(box, RADIUS_BUTTON, RADIUS_BUTTON)
        if self.isDown() or (self.underMouse() and self.isEnabled()):
            wash = QColor(look.color(ink))
            wash.setAlphaF(0.14 if self.isDown() else 0.07)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(wash)
            painter.drawRoundedRect(box, RADIUS_BUTTON, RADIUS_BUTTON)
        x, height = 14.0, float(self.height())
        right_to_left = self.isRightToLeft()

        def place(width: float) -> QRectF:
            left = self.width() - x - width if right_to_left else x
            return QRectF(left, 0, width, height)

        if self._icon:
            look.draw_icon(painter, self._icon, ink, place(ICON), ICON, right_to_left=right_to_left)
            x += ICON + 8
        if not self._compact:
            width = text_width(look, "strong", self.text())
            painter.setFont(look.font("strong"))
            painter.setPen(look.color(ink))
            painter.drawText(place(width + 1), Qt.AlignmentFlag.AlignCenter, self.text())
            x += width + 8
        if self._key:
            cap = place(key_cap_width(look, self._key))
            size = look.px(20)
            paint_key_cap(painter, look, QRectF(cap.x(), (height - size) / 2, cap.width(), size), self._key)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def _restyle(self) -> None:
        tip = f"{self.text()} ({self._key})" if self._key else self.text()
        self.setToolTip(tip if self._compact else "")
        self.setFixedSize(self.sizeHint())
        self.update()


class IconButton(QAbstractButton):
    """A square button with an icon alone; its name and key are in the tooltip.

    Args:
        appearance: Colours.
        icon: Icon name.
        name: What it does, for the tooltip and screen readers.
        key: Its key, named in the tooltip, or empty.
        size: Edge of the button in pixels.
        ink: Token of the icon's colour.
    """

    def __init__(
        self,
        appearance: Appearance,
        icon: str,
        name: str,
        parent: QWidget | None = None,
        *,
        key: str = "",
        size: int = 34,
        ink: str = "ink2",
        icon_size: int = ICON,
    ) -> None:
        super().__init__(parent)
        self._appearance, self._icon, self._ink, self._icon_size = appearance, icon, ink, icon_size
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({key})" if key else name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(size, size)
        self.setProperty("focusRadius", RADIUS_BUTTON)
        appearance.changed.connect(self.update)

    def set_ink(self, token: str) -> None:
        """Colour of the icon."""
        self._ink = token
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isDown() or (self.underMouse() and self.isEnabled()):
            wash = QColor(self._appearance.color("ink"))
            wash.setAlphaF(0.14 if self.isDown() else 0.07)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(wash)
            painter.drawRoundedRect(QRectF(self.rect()), RADIUS_BUTTON, RADIUS_BUTTON)
        box = QRectF(self.rect())
        mirrored = self.isRightToLeft()
        self._appearance.draw_icon(painter, self._icon, self._ink, box, self._icon_size, right_to_left=mirrored)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()


class Label(QWidget):
    """One line of text, elided at its end; the whole is in the tooltip and for screen readers."""

    def __init__(
        self, appearance: Appearance, style: StyleName, parent: QWidget | None = None, *, ink: str = "ink"
    ) -> None:
        super().__init__(parent)
        self._appearance, self._style, self._ink = appearance, style, ink
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self._restyle)
        self._restyle()

    def text(self) -> str:
        return self._text

    def set_text(self, text: str, ink: str = "") -> None:
        """Show this line, in another colour if given."""
        if text == self._text and ink in ("", self._ink):
            return
        self._text, self._ink = text, ink or self._ink
        self.setAccessibleName(text)
        self._restyle()

    def elided(self) -> bool:
        """Whether the end is cut off at the present width."""
        return text_width(self._appearance, self._style, self._text) > self.width() + 0.5

    def sizeHint(self) -> QSize:
        width = text_width(self._appearance, self._style, self._text)
        return QSize(round(width) + 1, self._appearance.line(self._style))

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_line(
            painter_for(self),
            self._appearance,
            QRectF(self.rect()),
            self._text,
            self._style,
            self._ink,
            right=self.isRightToLeft(),
        )

    def resizeEvent(self, event: object) -> None:
        self.setToolTip(self._text if self.elided() else "")

    def _restyle(self) -> None:
        self.setToolTip(self._text if self.elided() else "")
        self.updateGeometry()
        self.update()
