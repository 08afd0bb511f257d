"""Painting text that is not in a document: one elided line, or lines wrapped at the style's own height."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextLayout, QTextOption

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.text_direction import runs_right_to_left
from wanderlust.ui.theme import StyleName


def text_width(appearance: Appearance, style: StyleName, text: str) -> float:
    """Width of one line of text in a style."""
    return QFontMetricsF(appearance.font(style)).horizontalAdvance(text)


def draw_line(
    painter: QPainter,
    appearance: Appearance,
    box: QRectF,
    text: str,
    style: StyleName,
    ink: str,
    *,
    right: bool = False,
) -> None:
    """One line in the box's height, cut off at its logical end where it does not fit.

    Args:
        painter: Where to.
        appearance: Type and colours.
        box: The line's place.
        text: In any script; a right-to-left text is cut off at its left end.
        style: Of the type.
        ink: Token of the colour.
        right: Stands at the box's right edge instead of its left.
    """
    font = appearance.font(style)
    painter.save()
    painter.setFont(font)
    painter.setPen(appearance.color(ink))
    # In a mirrored window a painter would put an English sentence's full stop before it.
    towards = Qt.LayoutDirection.RightToLeft if runs_right_to_left(text) else Qt.LayoutDirection.LeftToRight
    painter.setLayoutDirection(towards)
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width() + 0.5)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(box, flags, shown)
    painter.restore()


def _layout(appearance: Appearance, text: str, style: StyleName, width: float) -> QTextLayout:
    # Of a layout of its own, Qt does not take the leading edge of Arabic to be the right one.
    option = QTextOption(Qt.AlignmentFlag.AlignRight if runs_right_to_left(text) else Qt.AlignmentFlag.AlignLeft)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout = QTextLayout(text, appearance.font(style))
    layout.setTextOption(option)
    layout.beginLayout()
    height = appearance.line(style)
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, line.lineNumber() * height + (height - line.height()) / 2))
    layout.endLayout()
    return layout


def wrapped_height(appearance: Appearance, text: str, style: StyleName, width: float) -> int:
    """Height of a text wrapped to a width; 0 for no text."""
    return _layout(appearance, text, style, width).lineCount() * appearance.line(style) if text else 0


def draw_wrapped(
    painter: QPainter, appearance: Appearance, corner: QPointF, width: float, text: str, style: StyleName, ink: str
) -> int:
    """Lines wrapped at words from ``corner`` down; says their height."""
    if not text:
        return 0
    layout = _layout(appearance, text, style, width)
    painter.setPen(appearance.color(ink))
    layout.draw(painter, corner)
    return layout.lineCount() * appearance.line(style)
