"""The ring around whatever has the keyboard's focus: one overlay for every control of the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from wanderlust.ui.appearance import Appearance

WIDTH, GAP = 2.5, 4
MARGIN = GAP + 3


class FocusRing(QWidget):
    """Draws a ring 4 px outside the focused widget, if that has a ``focusRadius`` property.

    A control painted to its own edges cannot draw outside itself, so the ring is a widget of the window.
    """

    def __init__(self, appearance: Appearance, window: QWidget) -> None:
        super().__init__(window)
        self._appearance = appearance
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []  # the target and what it stands in: a card that moves takes it along
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    @property
    def target(self) -> QWidget | None:
        """The widget that is ringed now."""
        return self._target

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self.place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._target is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._target.property("focusInk") or "pine"  # on dark ground another: pine has 1.8 there
        painter.setPen(QPen(self._appearance.color(ink), WIDTH))
        box = QRectF(self.rect()).adjusted(WIDTH / 2, WIDTH / 2, -WIDTH / 2, -WIDTH / 2)
        radius = float(self._target.property("focusRadius")) + GAP
        painter.drawRoundedRect(box, radius, radius)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._target, self._watched = None, []
        if now is not None and now.window() is self.window() and now.property("focusRadius") is not None:
            self._target = now
            around: QWidget | None = now
            while around is not None and around is not self.window():
                around.installEventFilter(self)
                self._watched.append(around)
                around = around.parentWidget()
        self.place()

    def place(self) -> None:
        """Go round the target where it is now; a target that is scrolled out of sight has no ring."""
        target = self._target
        if target is None or target.visibleRegion().isEmpty():
            self.hide()
            return
        corner = target.mapTo(self.window(), QPoint(0, 0))
        inside = target.property("focusBox")
        box = QRect(corner, target.size())
        if isinstance(inside, QRect):
            box = inside.translated(corner)
        self.setGeometry(box.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN))
        self.show()
        self.raise_()
        self.update()
