"""Which line on the map is which day."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.map.trip_routes import DASHES
from wanderlust.ui.shadows import FloatingSurface, shadow_margins
from wanderlust.ui.text_paint import draw_line, text_width
from wanderlust.ui.theme import RADIUS_RESULT
from wanderlust.ui.trip.row_painter import LINES

SAMPLE, GAP, PADDING, HEIGHT, MOST = 36, 22, 16, 42, 7


class Legend(FloatingSurface):
    """A sample of each day's line with its name; the first seven where there are more."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(appearance, 2, RADIUS_RESULT, parent)
        self._days: tuple[tuple[int, str], ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        appearance.changed.connect(self._fit)
        self.hide()

    def show_days(self, days: Sequence[tuple[int, str]], room: float) -> None:
        """Style and name of each day, as many as fit in so many pixels; none hide it."""
        shown = list(days[:MOST])
        while len(shown) > 1 and self._width(shown) > room:
            shown.pop()
        self._days = tuple(shown)
        self.setAccessibleName(", ".join(name for _, name in days))
        self._fit()

    @property
    def days(self) -> tuple[str, ...]:
        return tuple(name for _, name in self._days)

    def paintEvent(self, event: QPaintEvent) -> None:  # type: ignore[override]
        super().paintEvent(event)
        painter, look, box = QPainter(self), self.appearance, self.surface()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, mirrored = float(PADDING), self.isRightToLeft()
        for style, name in self._days:
            wide = text_width(look, "note", name) + 1
            start = box.right() - x - SAMPLE if mirrored else box.left() + x
            pen = QPen(look.color(LINES[style]), 4, c=Qt.PenCapStyle.RoundCap)
            if DASHES[style]:
                pen.setDashPattern([max(part, 0.01) for part in DASHES[style]])
            painter.setPen(pen)
            painter.drawLine(QPointF(start + 2, box.center().y()), QPointF(start + SAMPLE - 2, box.center().y()))
            left = start - 8 - wide if mirrored else start + SAMPLE + 8
            draw_line(painter, look, QRectF(left, box.top(), wide, box.height()), name, "note", "ink", right=mirrored)
            x += SAMPLE + 8 + wide + GAP

    def _width(self, days: Sequence[tuple[int, str]]) -> float:
        each = sum(SAMPLE + 8 + text_width(self.appearance, "note", name) + 1 for _, name in days)
        return 2 * PADDING + each + GAP * (len(days) - 1)

    def _fit(self) -> None:
        left, top, right, bottom = shadow_margins(2)
        wide, high = round(self._width(self._days)), self.appearance.px(HEIGHT)
        self.resize(QSize(wide + left + right, high + top + bottom))
        self.update()
