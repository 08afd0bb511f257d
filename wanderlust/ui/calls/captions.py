"""What both sides say, line under line: ours in pine, theirs in indigo, each with its name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from wanderlust.domain.calls.events import Side
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.calls.model import Caption
from wanderlust.ui.calls.quiet_area import QuietArea
from wanderlust.ui.text_paint import draw_line, draw_wrapped, wrapped_height

BAR, INDENT, GAP = 3, 18, 11


class _Sheet(QWidget):
    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._look = appearance
        self.lines: tuple[Caption, ...] = ()
        self.names: dict[Side, str] = {"us": "", "them": ""}
        self._heights: dict[tuple[str, int, float], int] = {}

    def name_of(self, line: Caption) -> str:
        """Who said it."""
        return self.tr("You") if line.own else self.names[line.side]

    def height_for(self, width: int) -> int:
        return sum(self._high(line, width) + GAP for line in self.lines) + 4

    def _high(self, line: Caption, width: int) -> int:
        look, text = self._look, _text(line)
        key = (text, width, look.text_factor)
        if key not in self._heights:  # an hour's captions are measured once, not at every word
            self._heights[key] = look.line("strong") + wrapped_height(look, text, "label", width - INDENT - 4)
        return self._heights[key]

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, width = self._look, QPainter(self), self.width()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirrored = self.isRightToLeft()
        y = 0.0
        for line in self.lines:
            high = self._high(line, width)
            if y + high >= event.rect().top() and y <= event.rect().bottom():
                ink = "pine" if line.side == "us" else "indigo"
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.color(ink))
                painter.drawRoundedRect(QRectF(width - BAR - 3 if mirrored else 3, y + 2, BAR, high - 4), 1.5, 1.5)
                left, room = 4.0 if mirrored else float(INDENT), width - INDENT - 4.0
                name = QRectF(left, y, room, look.line("strong"))
                draw_line(painter, look, name, self.name_of(line), "strong", ink, right=mirrored)
                token = "ink" if line.settled else "ink3"
                corner = QPointF(left, y + look.line("strong"))
                draw_wrapped(painter, look, corner, room, _text(line), "label", token)
            y += high + GAP


class Captions(QuietArea):
    """Follows the talk unless the traveller has scrolled up."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        self._sheet = _Sheet(appearance)
        super().__init__(appearance, self._sheet, self._sheet.height_for, "", "raised", parent, follows=True)
        self.setAccessibleName(self.tr("What is said"))
        appearance.changed.connect(self.grow)

    @property
    def lines(self) -> tuple[Caption, ...]:
        """What is shown."""
        return self._sheet.lines

    def show_captions(self, lines: Sequence[Caption], us: str, them: str) -> None:
        """Show these, by these names."""
        self._sheet.lines = tuple(lines)
        self._sheet.names = {"us": us, "them": them}
        last = self._sheet.lines[-3:]
        said = [f"{self._sheet.name_of(line)}: {_text(line)}" for line in last]
        self.setAccessibleDescription(" ".join(said))
        self.grow()
        self._sheet.update()


def _text(line: Caption) -> str:
    return f"{line.settled}{line.tentative} …" if line.tentative else line.settled
