"""The round microphone button at the end of the line; gold means the microphone is open."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.view_models.talk_state import TalkState

SIZE, ROOM = 50, 64  # the button, and the square it is drawn in with its rings


class TalkButton(QAbstractButton):
    """A click opens the microphone hands-free, another closes it."""

    def __init__(self, appearance: Appearance, state: TalkState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._state = appearance, state
        self.setFixedSize(ROOM, ROOM)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("focusRadius", SIZE / 2)
        self.setProperty("focusBox", QRect((ROOM - SIZE) // 2, (ROOM - SIZE) // 2, SIZE, SIZE))
        appearance.changed.connect(self.update)
        self.show_state(state)

    def show_state(self, state: TalkState) -> None:
        """Show another state."""
        self._state = state
        opened = state.ring
        self.setAccessibleName(self.tr("Microphone, open") if opened else self.tr("Microphone, closed"))
        self.setAccessibleDescription(state.word)
        action = self.tr("Close the microphone") if opened else self.tr("Talk hands-free")
        self.setToolTip(self.tr("{action} (hold Space to talk)").format(action=action))
        self.update()

    def hitButton(self, pos: object) -> bool:
        point = QPointF(pos) if not isinstance(pos, QPointF) else pos  # type: ignore[call-overload]
        middle = QPointF(ROOM / 2, ROOM / 2)
        offset = point - middle
        return bool(QPointF.dotProduct(offset, offset) <= (SIZE / 2 + 4) ** 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, state, painter = self._look, self._state, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(ROOM / 2, ROOM / 2)
        fill, edge, ink, width = {
            "idle": ("raised", "strong", "ink", 1.25),
            "open": ("gold", "gold_edge", "on_gold", 1.75),
            "working": ("pine_tint", "pine", "pine", 1.25),
            "speaking": ("pine", "pine", "on_pine", 1.25),
            "muted": ("raised", "red", "red", 1.75),
            "trouble": ("red_tint", "red", "red", 1.25),
            "asking": ("gold_tint", "gold_ink", "gold_ink", 1.25),
            "call": ("indigo", "indigo", "on_pine", 1.25),
        }[state.look]
        radius = SIZE / 2 - 0.75
        if state.look == "open":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("gold_halo"))
            painter.drawEllipse(middle, radius + 5, radius + 5)
        elif state.ring:
            self._paint_ring(painter, middle)
            radius -= 2
        painter.setPen(QPen(look.color(edge), width))
        painter.setBrush(look.color(fill))
        painter.drawEllipse(middle, radius, radius)
        if state.icon == "circle-notch" and not self.isEnabled():
            ink = "ink3"
        look.draw_icon(painter, state.icon, ink, QRectF(self.rect()), 24)

    def _paint_ring(self, painter: QPainter, middle: QPointF) -> None:
        """A gold ring, on light with its own outlines: gold alone does not stand out from white."""
        outer = SIZE / 2 + 2.75
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._look.color("gold_edge"), 5.5))
        painter.drawEllipse(middle, outer, outer)
        painter.setPen(QPen(self._look.color("gold"), 3))
        painter.drawEllipse(middle, outer, outer)
