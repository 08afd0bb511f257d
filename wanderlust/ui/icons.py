"""Icons drawn from the bundled SVG files in any colour and size, each drawn once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer

DIRECTIONAL = frozenset({"paper-plane-right-fill", "path", "path-fill"})


class Icons:
    """Pixmaps of icons, cached by name, colour, size, pixel ratio and mirroring.

    Args:
        folder: Where ``<name>.svg`` lie; their ``currentColor`` is replaced.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sources: dict[str, str] = {}
        self._cache: dict[tuple[str, int, int, float, bool], QPixmap] = {}

    def pixmap(
        self, name: str, color: QColor, size: int, ratio: float = 1.0, *, right_to_left: bool = False
    ) -> QPixmap:
        """An icon as a square pixmap of ``size`` logical pixels.

        Args:
            name: File name without suffix, such as ``microphone-fill``.
            color: Replaces ``currentColor``.
            size: Edge in logical pixels.
            ratio: Device pixels per logical pixel.
            right_to_left: Mirrors icons that point somewhere.

        Raises:
            FileNotFoundError: There is no such icon.
        """
        mirrored = right_to_left and name in DIRECTIONAL
        key = (name, color.rgba(), size, ratio, mirrored)
        if (known := self._cache.get(key)) is not None:
            return known
        renderer = QSvgRenderer(QByteArray(self._source(name).replace("currentColor", color.name()).encode()))
        edge = max(1, round(size * ratio))
        pixmap = QPixmap(edge, edge)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(color.alphaF())
        renderer.render(painter, QRectF(0, 0, edge, edge))
        painter.end()
        if mirrored:
            pixmap = pixmap.transformed(QTransform.fromScale(-1, 1))
        pixmap.setDevicePixelRatio(ratio)
        self._cache[key] = pixmap
        return pixmap

    def icon(self, name: str, color: QColor, size: int = 18, ratio: float = 2.0) -> QIcon:
        """The same as a ``QIcon``, for menus and the window's own icon."""
        return QIcon(self.pixmap(name, color, size, ratio))

    def draw(
        self,
        painter: QPainter,
        name: str,
        color: QColor,
        box: QRectF,
        size: int,
        *,
        right_to_left: bool = False,
    ) -> None:
        """Draw an icon of ``size`` pixels in the middle of ``box``."""
        ratio = painter.device().devicePixelRatioF()
        pixmap = self.pixmap(name, color, size, ratio, right_to_left=right_to_left)
        x, y = box.center().x() - size / 2, box.center().y() - size / 2
        painter.drawPixmap(QRectF(round(x), round(y), size, size), pixmap, QRectF(pixmap.rect()))

    def _source(self, name: str) -> str:
        if name not in self._sources:
            self._sources[name] = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
        return self._sources[name]
