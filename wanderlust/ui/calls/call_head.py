"""The head of the call card: who is called, their time, how long it lasts, what it costs and may last."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from wanderlust.domain.calls.events import BEFORE_ANSWER, CallState
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.calls import words
from wanderlust.ui.calls.model import CallsModel
from wanderlust.ui.text_paint import draw_line, text_width

PADDING, DISC = 24, 48


class CallHead(QWidget):
    """Paints the head.

    Args:
        appearance: Colours and type.
        model: The call that is shown.
        now: The clock.
    """

    def __init__(self, appearance: Appearance, model: CallsModel, now: Callable[[], datetime], parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._model, self._now = appearance, model, now
        appearance.changed.connect(self.update)

    @property
    def timer(self) -> str:
        """``01:48``, or what comes before it."""
        if self._model.outcome is None and self._model.state in BEFORE_ANSWER:
            return words.state_words(self._model.state, "")
        return words.minutes(self._model.seconds(self._now()))

    def height_needed(self) -> int:
        """In pixels."""
        look = self._look
        return max(DISC, look.line("title") + look.line("label")) + 2 * 17

    def tell(self) -> None:
        """Something changed, or a second has passed."""
        if (call := self._model.call) is not None:
            name = f"{call.callee.name}. {words.callee_line(call, self._now())}. {self.timer}. {words.limit_line(call)}"
            self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        call = self._model.call
        if call is None:
            return
        look, painter, mirrored = self._look, QPainter(self), self.isRightToLeft()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, middle = self.width(), self.height() / 2

        def place(from_leading: float, y: float, wide: float, high: float) -> QRectF:
            return QRectF(width - from_leading - wide if mirrored else from_leading, y, wide, high)

        over = self._model.state is CallState.ENDED
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("sunk" if over else "pine"))
        disc = place(PADDING, middle - DISC / 2, DISC, DISC)
        painter.drawEllipse(disc)
        icon = "phone-disconnect-fill" if over else "phone-call-fill"
        look.draw_icon(painter, icon, "ink2" if over else "on_pine", disc, 24)
        title, label = look.line("title"), look.line("label")
        top = middle - (title + label) / 2
        limit = words.limit_line(call)
        side = max(text_width(look, "label", limit), self._timer_width()) + 2
        room = width - 2 * PADDING - DISC - 16 - side - 16
        name = place(PADDING + DISC + 16, top, room, title)
        draw_line(painter, look, name, call.callee.name, "title", "ink", right=mirrored)
        lines = words.shorter_lines(call, self._now())
        line = next((one for one in lines if text_width(look, "label", one) <= room), lines[-1])
        below = place(PADDING + DISC + 16, top + title, room, label)
        draw_line(painter, look, below, line, "label", "ink2", right=mirrored)
        end = place(width - PADDING - side, top, side, title)
        draw_line(painter, look, end, self.timer, "title", "ink", right=not mirrored)
        end = place(width - PADDING - side, top + title, side, label)
        draw_line(painter, look, end, limit, "label", "ink2", right=not mirrored)
        cut = text_width(look, "title", call.callee.name) > room or line != lines[0]
        self.setToolTip(f"{call.callee.name}\n{lines[0]}" if cut else "")

    def _timer_width(self) -> float:
        font: QFont = self._look.font("title")
        return max(text_width(self._look, "title", self.timer), font.pixelSize() * 2.4)
