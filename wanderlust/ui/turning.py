"""Controls that are seen from the other side of the table: painted upside down where they stand."""

from __future__ import annotations

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

TURNED = "turned"


def set_turned(widget: QWidget, turned: bool) -> None:
    """Paint this widget, and those in it, upside down or upright.

    Each turns about its own middle, so its place, its focus ring and where it can be clicked stay true; who lays
    them out turns their places.
    """
    for part in (widget, *widget.findChildren(QWidget)):
        part.setProperty(TURNED, turned)
        part.update()


def is_turned(widget: QWidget) -> bool:
    """Whether a widget is painted upside down."""
    return bool(widget.property(TURNED))


def painter_for(widget: QWidget) -> QPainter:
    """A painter on a widget, turned by half a circle if the widget is."""
    painter = QPainter(widget)
    if is_turned(widget):
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(widget.width(), widget.height())
        painter.rotate(180)
    return painter
