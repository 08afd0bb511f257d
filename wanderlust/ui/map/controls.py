"""The buttons that float over the map: closer, further, and everything in view."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.controls import IconButton
from wanderlust.ui.map.map_canvas import MapCanvas
from wanderlust.ui.shadows import FloatingSurface
from wanderlust.ui.theme import RADIUS_BUTTON

_DEPTH = 1
_BUTTON = 34


class MapControls(FloatingSurface):
    """Three icon buttons in a stack on one surface; the keys in their tooltips work while the map has the focus."""

    def __init__(self, appearance: Appearance, map_canvas: MapCanvas, parent: QWidget | None = None) -> None:
        super().__init__(appearance, _DEPTH, RADIUS_BUTTON, parent or map_canvas)
        self.closer = IconButton(appearance, "plus", self.tr("Zoom in"), self, key="+", ink="ink")
        self.further = IconButton(appearance, "minus", self.tr("Zoom out"), self, key="-", ink="ink")
        self.show_all = IconButton(appearance, "gps", self.tr("Show everything"), self, key="0", ink="ink")
        self.closer.clicked.connect(lambda: map_canvas.zoom_by(1.0))
        self.further.clicked.connect(lambda: map_canvas.zoom_by(-1.0))
        self.show_all.clicked.connect(map_canvas.fit_pins)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(3)
        for button in self.buttons:
            column.addWidget(button)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setAccessibleName(self.tr("Map buttons"))
        self.setFixedSize(self.sizeHint())

    @property
    def buttons(self) -> tuple[IconButton, ...]:
        """From top to bottom."""
        return self.closer, self.further, self.show_all

    def sizeHint(self) -> QSize:
        margins = self.contentsMargins()
        high = len(self.buttons) * _BUTTON + (len(self.buttons) - 1) * 3 + 2
        return QSize(_BUTTON + 2 + margins.left() + margins.right(), high + margins.top() + margins.bottom())

    def paintEvent(self, event: QPaintEvent) -> None:  # type: ignore[override]
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QPen(self.appearance.color("line"), 1))
        for button in self.buttons[1:]:
            y = button.geometry().top() - 2
            painter.drawLine(button.geometry().left() + 6, y, button.geometry().right() - 6, y)
        painter.end()
