"""The conversation's line and its stops: one set of strokes for transcript, empty page and talk bar."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.theme import LINE_WIDTH

GAP = 12  # between the end bars where the traveller cut in


def line_token(backend: str) -> str:
    """The line's colour: who answers."""
    return "indigo" if backend == "openai" else "pine"


class LinePainter:
    """Draws on a painter at a given x; ``ground`` is the token of the surface behind."""

    def __init__(self, painter: QPainter, appearance: Appearance, x: float, ground: str = "surface") -> None:
        self._painter, self._look, self._x, self._ground = painter, appearance, x, ground
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def segment(self, top: float, bottom: float, backend: str) -> None:
        """A stretch of the line."""
        half = LINE_WIDTH / 2
        box = QRectF(self._x - half, top, LINE_WIDTH, bottom - top)
        self._painter.fillRect(box, self._look.color(line_token(backend)))

    def user_stop(self, y: float) -> None:
        """Filled gold: the traveller spoke."""
        self._disc(y, 9.5, self._look.color(self._ground), None)
        edge = QPen(self._look.color("gold_edge"), 1.75)
        self._disc(y, 6.75, self._look.color("gold"), edge)

    def ring(self, y: float, backend: str) -> None:
        """Open ring: Wanderlust spoke."""
        self._disc(y, 7.0, self._look.color(self._ground), QPen(self._look.color(line_token(backend)), 3))

    def small_ring(self, y: float, backend: str) -> None:
        """Small ring: something was looked up or done."""
        self._disc(y, 3.5, self._look.color(self._ground), QPen(self._look.color(line_token(backend)), 2))

    def roundel(self, y: float, number: str, right: float, backend: str, *, chosen: bool, pinned: bool) -> None:
        """A numbered place with a spur to its card, whose near edge is at ``right``; hollow when not pinned."""
        token = "gold_edge" if chosen else line_token(backend)
        pen = QPen(self._look.color(token), 2)
        self._painter.setPen(pen)
        self._painter.drawLine(QPointF(self._x, y), QPointF(right, y))
        self._disc(y, 17, self._look.color(self._ground), None)
        fill = self._look.color("gold" if chosen else "ink" if pinned else self._ground)
        ink = self._look.color("on_gold" if chosen else "surface" if pinned else "ink2")
        edge = QPen(self._look.color("gold_edge"), 1.75) if chosen else None
        if not chosen and not pinned:
            edge = QPen(self._look.color("strong"), 1.5)
        self._disc(y, 14 if edge is None else 13.25, fill, edge)
        self._painter.setFont(self._look.font("strong"))
        self._painter.setPen(ink)
        box = QRectF(self._x - 14, y - 14, 28, 28)
        self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number)

    def branch(self, y: float, right: float, backend: str) -> None:
        """A ring with a spur to a card without a number."""
        self._painter.setPen(QPen(self._look.color(line_token(backend)), 2))
        self._painter.drawLine(QPointF(self._x, y), QPointF(right, y))
        self._disc(y, 5.5, self._look.color(self._ground), QPen(self._look.color(line_token(backend)), 2.5))

    def gap(self, y: float, backend: str) -> None:
        """A break with two end bars: the traveller cut in."""
        self._painter.fillRect(QRectF(self._x - 8, y - GAP / 2, 16, GAP), self._look.color(self._ground))
        pen = QPen(self._look.color(line_token(backend)), 2.5, c=Qt.PenCapStyle.RoundCap)
        self._painter.setPen(pen)
        for end in (y - GAP / 2, y + GAP / 2):
            self._painter.drawLine(QPointF(self._x - 5.5, end), QPointF(self._x + 5.5, end))

    def interchange(self, y: float, before: str, after: str) -> None:
        """Two dots in one capsule: the voice changed."""
        box = QRectF(self._x - 8, y - 14, 16, 28)
        self._painter.setPen(QPen(self._look.color("ink"), 2))
        self._painter.setBrush(self._look.color(self._ground))
        self._painter.drawRoundedRect(box, 8, 8)
        self._disc(y - 6.5, 3.5, self._look.color(line_token(before)), None)
        self._disc(y + 6.5, 3.5, self._look.color(line_token(after)), None)

    def _disc(self, y: float, radius: float, fill: QColor, edge: QPen | None) -> None:
        self._painter.setPen(edge if edge is not None else Qt.PenStyle.NoPen)
        self._painter.setBrush(fill)
        self._painter.drawEllipse(QPointF(self._x, y), radius, radius)
