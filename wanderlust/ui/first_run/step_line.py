"""The steps as stops on a line: those behind, the one we stand at in gold, those ahead."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.preferences.words import Words
from wanderlust.ui.text_paint import draw_line

STOP, HALO, X, GAP = 26, 4, 24, 44
BARE = 60  # width without words


class Stop(QAbstractButton):
    """One step: its number, its name and what it asks."""

    def __init__(self, appearance: Appearance, number: int, last: bool, name: str, asks: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._number, self._last, self._asks = appearance, number, last, asks
        self.here = False
        self.bare = False
        self.setText(name)
        self.setAccessibleDescription(asks)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("focusRadius", 9)
        self.setProperty("focusInk", "rail_on_chosen")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_place(False, False)

    def show_place(self, here: bool, bare: bool) -> None:
        """Whether we stand here, and whether there is no room for words."""
        self.here, self.bare = here, bare
        words = self.tr("Step {number}: {name}").format(number=self._number, name=self.text())
        self.setAccessibleName(self.tr("{step}, you are here").format(step=words) if here else words)
        self.setToolTip(self.text() if bare else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(BARE, self._look.px(GAP) + 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirrored, height = self.isRightToLeft(), self.height()
        middle = self.width() - X - STOP / 2 + 6 if mirrored else X + STOP / 2 - 6
        if self.bare:
            middle = self.width() / 2
        top = HALO + 2
        stop = QRectF(middle - STOP / 2, top, STOP, STOP)
        line = QPen(look.color("rail_label"), 2.5)
        if not self._last:
            painter.setPen(line)
            painter.setOpacity(0.45)
            painter.drawLine(QPointF(middle, stop.bottom()), QPointF(middle, height))
            painter.setOpacity(1)
        if self._number > 1:
            painter.setPen(line)
            painter.setOpacity(0.45)
            painter.drawLine(QPointF(middle, 0), QPointF(middle, stop.top()))
            painter.setOpacity(1)
        painter.setPen(Qt.PenStyle.NoPen if self.here else QPen(look.color("rail_label"), 2))
        if self.here:
            painter.setBrush(look.color("gold_halo"))
            painter.drawEllipse(stop.adjusted(-HALO, -HALO, HALO, HALO))
        painter.setBrush(look.color("gold" if self.here else "rail"))
        painter.drawEllipse(stop)
        font = look.font("source")
        font.setPixelSize(13)
        painter.setFont(font)
        painter.setPen(look.color("on_gold" if self.here else "rail_label"))
        painter.drawText(stop, Qt.AlignmentFlag.AlignCenter, str(self._number))
        if self.bare:
            return
        start = X + STOP + 8
        room = QRectF(8 if mirrored else start, top - 3, self.width() - start - 8, look.line("heading"))
        ink = "rail_on_chosen" if self.here or self.underMouse() else "rail_label"
        draw_line(painter, look, room, self.text(), "heading", ink, right=mirrored)
        room.translate(0, look.line("heading"))
        room.setHeight(look.line("caption"))
        draw_line(painter, look, room, self._asks, "caption", "rail_label", right=mirrored)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()


class StepLine(QWidget):
    """The stops one under the other on the rail's colour.

    Signals:
        chosen: The index of the step that was clicked.
    """

    chosen = Signal(int)

    def __init__(self, appearance: Appearance, steps: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self._look = appearance
        self.setAccessibleName(self.tr("Steps"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 28, 0, 20)
        self._column.setSpacing(0)
        self.stops = [
            Stop(appearance, i + 1, i + 1 == len(steps), name, asks, self) for i, (name, asks) in enumerate(steps)
        ]
        for index, stop in enumerate(self.stops):
            self._column.addWidget(stop)
            stop.clicked.connect(lambda _on=False, index=index: self.chosen.emit(index))
        self._column.addStretch(1)
        self._later = Words(appearance, "label", self.tr("You find all this again in the settings."), self)
        self._later.set_ink("rail_label")
        self._later.setContentsMargins(X, 0, 12, 0)
        self._column.addWidget(self._later)

    def show_step(self, index: int, bare: bool) -> None:
        """Stand at this step."""
        for at, stop in enumerate(self.stops):
            stop.show_place(at == index, bare)
        self._later.setVisible(not bare)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._look.color("rail"))
