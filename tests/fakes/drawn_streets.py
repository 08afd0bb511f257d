"""Street-like pictures for a map under test: blocks, parks, a river, names; the same at every look, seamless."""

from __future__ import annotations

import math

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPen

from wanderlust.domain.map_tiles import Tile

GROUND, BLOCK, PARK, WATER = "#F2EFE9", "#E0DFDF", "#ADD19E", "#AAD3DF"
MOTORWAY, PRIMARY, STREET, CASING, INK = "#E892A2", "#FCD6A4", "#FFFFFF", "#C8C4BC", "#555555"
BLOCK_SIZE = 2.0**-18  # of the world: 150 m
NAMES = ("Rua do Ouro", "Cais", "Mercado", "Old Town", "Rue Haute", "Museum", "Jardim", "Station")


def drawn_png(tile: Tile) -> bytes:
    """The tile as a PNG of 256 pixels, or 512 for a fine screen."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    drawn(tile).save(buffer, "PNG")  # type: ignore[call-overload]  # a QIODevice, says its own page
    return bytes(data.data())


def drawn(tile: Tile) -> QImage:
    """The tile as a picture."""
    side = 512 if tile.double else 256
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(QColor(GROUND))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(side / 256, side / 256)
    scale = 256 * 2.0**tile.z
    left, top = tile.x * 256, tile.y * 256
    step = BLOCK_SIZE * scale
    while step < 14:
        step *= 4
    first_x, first_y = math.floor(left / step) - 1, math.floor(top / step) - 1
    count = math.ceil(256 / step) + 3
    for column in range(first_x, first_x + count):
        for row in range(first_y, first_y + count):
            _block(painter, column, row, step, left, top)
    for level, (colour, width) in enumerate(((STREET, 0.10), (PRIMARY, 0.13), (MOTORWAY, 0.17))):
        every = 6**level
        for n in range(first_x, first_x + count):
            if n % every == 0:
                _road(painter, QPointF(n * step - left, -20), QPointF(n * step - left, 276), colour, width * step)
        for n in range(first_y, first_y + count):
            if n % every == 0:
                _road(painter, QPointF(-20, n * step - top), QPointF(276, n * step - top), colour, width * step)
    _river(painter, scale, left, top)
    _names(painter, step, left, top, first_x, first_y, count)
    painter.end()
    return image


def _dice(column: int, row: int) -> int:
    return (column * 73_856_093 ^ row * 19_349_663) % 97


def _block(painter: QPainter, column: int, row: int, step: float, left: float, top: float) -> None:
    box = QRectF(column * step - left, row * step - top, step, step).adjusted(
        *(step * k for k in (0.1, 0.1, -0.1, -0.1))
    )
    dice = _dice(column, row)
    painter.fillRect(box, QColor(PARK if dice % 9 == 0 else BLOCK))
    if dice % 9 and step > 60:
        painter.setPen(QPen(QColor("#CFC8BD"), 0.8))
        painter.setBrush(QColor("#D9D0C9"))
        inner = box.adjusted(step * 0.08, step * 0.08, -step * 0.08, -step * 0.08)
        for part in range(3):
            third = inner.width() / 3
            painter.drawRect(QRectF(inner.left() + part * third, inner.top(), third * 0.8, inner.height() * 0.8))


def _road(painter: QPainter, start: QPointF, end: QPointF, colour: str, width: float) -> None:
    width = max(1.0, min(26.0, width))
    for ink, wide in ((CASING, width + 1.4), (colour, width)):
        painter.setPen(QPen(QColor(ink), wide))
        painter.drawLine(start, end)


def _river(painter: QPainter, scale: float, left: float, top: float) -> None:
    path = QPainterPath()
    length = 2.0**-14 * scale
    for n in range(33):
        x = -64 + n * 12
        middle = (math.floor(top / (length * 3)) + 0.5) * length * 3
        y = middle + math.sin((x + left) / length * 2) * length * 0.2 - top
        path.lineTo(x, y) if n else path.moveTo(x, y)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(WATER), max(3.0, length * 0.12)))
    painter.drawPath(path)


def _names(painter: QPainter, step: float, left: float, top: float, first_x: int, first_y: int, count: int) -> None:
    font = QFont("Inter")
    font.setPixelSize(11)
    painter.setFont(font)
    for column in range(first_x, first_x + count):
        for row in range(first_y, first_y + count):
            if _dice(column, row) % 13 or step < 30:
                continue
            at = QPointF(column * step - left + 4, row * step - top + step * 0.5)
            path = QPainterPath()
            path.addText(at, font, NAMES[_dice(row, column) % len(NAMES)])
            painter.setPen(QPen(QColor("#FFFFFF"), 3))
            painter.drawPath(path)
            painter.fillPath(path, QColor(INK))
