"""The street map over the painted world: which pieces a view needs, what is there of them, and how it fades in."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QRegion

from wanderlust.domain.map_tiles import Tile, TileOffer
from wanderlust.ui.map.tile_pictures import Painted, TilePictures
from wanderlust.ui.map.viewport import Viewport

FROM_ZOOM, WHOLE_ZOOM = 8.3, 8.8  # the painted world is calmer; nearer than this it has little to show
FADE_S = 0.18
AGAIN_MS = 20_000  # after a piece could not be had, while it is still looked at
_FRAME_MS = 16
_BYTES = 12_000_000  # packed pieces kept in memory, about 600: changing the zoom unpacks them anew
_SPARE = 24  # painted pieces kept beyond those of the view
_COARSER = 4  # zooms by which a stand-in may be coarser

Cell = tuple[int, int, int]  # zoom, column (not wrapped), row


@dataclass(frozen=True, slots=True)
class _Layer:
    image: QImage
    place: QRect
    opacity: float


class TileLayer(QObject):
    """Pieces of one street map.

    ``want`` says what is looked at, ``look`` finds what there is of it, ``draw`` copies that.

    Signals:
        changed: There is more to draw, or something fades.
        wanted: A tuple of ``Tile`` that are looked at and missing, the middle first.
    """

    changed = Signal()
    wanted = Signal(object)

    def __init__(self, parent: QObject | None = None, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._now = now
        self._offer: TileOffer | None = None
        self._night: QColor | None = None
        self._ratio = 1.0
        self._packed: OrderedDict[Tile, bytes] = OrderedDict()
        self._packed_bytes = 0
        self._painted: OrderedDict[Tile, Painted] = OrderedDict()
        self._came: dict[Tile, float] = {}
        self._missed: set[Tile] = set()
        self._asked: tuple[Tile, ...] = ()
        self._view: Viewport | None = None
        self._layers: list[_Layer] = []
        self._bare = QRegion()
        self._covered = QRegion()
        self._fades = False
        self.reduced_motion = False
        self._pictures = TilePictures(self)
        self._pictures.ready.connect(self._take_painted)
        self._fading = QTimer(self, singleShot=True, interval=_FRAME_MS)
        self._fading.timeout.connect(self.changed)
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self._ask_again)

    @property
    def offer(self) -> TileOffer | None:
        return self._offer

    @property
    def busy(self) -> bool:
        """Whether pieces are being painted or fade in."""
        return self._pictures.busy or self._fades

    @property
    def missing(self) -> tuple[Tile, ...]:
        """What was asked for last and has not come."""
        return tuple(tile for tile in self._asked if tile not in self._packed and tile not in self._missed)

    @property
    def cover(self) -> Literal["none", "part", "whole"]:
        """How much of the view of ``look`` is streets."""
        if not self._layers:
            return "none"
        return "whole" if self._bare.isEmpty() else "part"

    def set_offer(self, offer: TileOffer | None) -> None:
        """Show this map, or none."""
        before, self._offer = self._offer, offer
        if before is None or offer is None or before.provider != offer.provider:
            self._packed.clear()
            self._packed_bytes = 0
            self._painted.clear()
            self._came.clear()
        self._missed.clear()
        self._asked = ()
        self.changed.emit()

    def set_look(self, ratio: float, night: QColor | None) -> None:
        """Device pixels for each logical one, and for the dark theme the colour of its land."""
        if night != self._night:
            self._painted.clear()
        self._ratio, self._night = ratio, night

    def take(self, provider: str, tile: Tile, picture: bytes | None) -> None:
        """A piece has come, or cannot be had now."""
        if self._offer is None or provider != self._offer.provider:
            return
        if picture is None:
            self._missed.add(tile)
            if not self._again.isActive():
                self._again.start()
            return
        self._missed.discard(tile)
        self._keep(tile, picture)
        self._painted.pop(tile, None)
        if self._view is not None:
            self._paint_missing(self._view)

    def shown(self, view: Viewport) -> bool:
        """Whether this view is near enough for streets."""
        return self._offer is not None and view.zoom > FROM_ZOOM

    def want(self, view: Viewport, *, rest: bool) -> None:
        """Ask for what a view lacks; while the zoom still changes only what is there is drawn."""
        self._view = view
        if not self.shown(view) or not rest:
            return
        self._paint_missing(view)
        tiles = tuple(dict.fromkeys(self._tile(cell) for cell in self._cells(view, self._zoom(view))))
        lacking = tuple(tile for tile in tiles if tile not in self._packed and tile not in self._missed)
        if lacking != self._asked:
            self._asked = lacking
            if lacking:
                self.wanted.emit(lacking)

    def look(self, view: Viewport) -> bool:
        """Find what there is to draw of a view; true when it covers all of it."""
        frame = QRect(0, 0, round(view.width * self._ratio), round(view.height * self._ratio))
        self._layers, self._bare, self._fades = [], QRegion(frame), False
        if not self.shown(view):
            self._covered = QRegion()
            return False
        overall = min(1.0, (view.zoom - FROM_ZOOM) / (WHOLE_ZOOM - FROM_ZOOM))
        now = self._now()
        for zoom in self._zooms(view):
            for cell in self._cells(view, zoom):
                tile = self._tile(cell)
                painted = self._painted.get(tile)
                if painted is None:
                    continue
                place = self._place(view, cell)
                if not self._bare.intersects(place):
                    continue
                opacity = self._opacity(tile, now)
                self._fades |= opacity < 1
                self._layers.append(_Layer(painted.image, place, opacity * overall))
                if opacity * overall >= 1:
                    self._bare -= QRegion(place)
            if self._bare.isEmpty():
                break
        self._covered = QRegion(frame) - self._bare
        if self._fades and not self._fading.isActive():
            self._fading.start()
        return self._bare.isEmpty()

    def draw(self, painter: QPainter, view: Viewport) -> None:
        """Copy what ``look`` found; the painter counts device pixels."""
        frame = QRect(0, 0, round(view.width * self._ratio), round(view.height * self._ratio))
        for layer in reversed(self._layers):
            if layer.opacity < 1:
                painter.setOpacity(layer.opacity)
            if layer.image.size() == layer.place.size():
                painter.drawImage(layer.place.topLeft(), layer.image)
            else:
                visible = layer.place.intersected(frame)
                painter.drawImage(visible, layer.image, _part(layer, visible))
            if layer.opacity < 1:
                painter.setOpacity(1.0)

    def covers(self, x: float, y: float) -> bool:
        """Whether streets are drawn at a point of the view of ``look``, in logical pixels: they name it already."""
        return self._covered.contains(QPoint(round(x * self._ratio), round(y * self._ratio)))

    def close(self) -> None:
        """Stop painting."""
        self._pictures.close()

    # -- what a view needs

    def _zoom(self, view: Viewport) -> int:
        """The zoom whose pieces come nearest to their own size in this view."""
        assert self._offer is not None
        return min(self._offer.closest, round(view.zoom))

    def _zooms(self, view: Viewport) -> Iterator[int]:
        """Zooms to look for pieces in, the best first: this one, the next closer, then coarser ones."""
        here = self._zoom(view)
        there = {tile.z for tile in self._painted}
        for zoom in (here, here + 1, *range(here - 1, here - 1 - _COARSER, -1)):
            if zoom in there:
                yield zoom

    def _cells(self, view: Viewport, zoom: int) -> list[Cell]:
        """Pieces of a zoom that meet the view, the middle first; not one beyond its edge."""
        count = 2**zoom
        half_x, half_y = view.width / view.scale / 2, view.height / view.scale / 2
        columns = range(math.floor((view.x - half_x) * count), math.ceil((view.x + half_x) * count))
        rows = range(max(0, math.floor((view.y - half_y) * count)), min(count, math.ceil((view.y + half_y) * count)))
        middle_x, middle_y = view.x * count - 0.5, view.y * count - 0.5
        found = [(zoom, column, row) for row in rows for column in columns]
        found.sort(key=lambda cell: (cell[1] - middle_x) ** 2 + (cell[2] - middle_y) ** 2)
        return found

    def _tile(self, cell: Cell) -> Tile:
        zoom, column, row = cell
        fine = self._offer is not None and self._offer.double and self._ratio > 1.25
        return Tile(zoom, column % 2**zoom, row, fine)

    def _place(self, view: Viewport, cell: Cell) -> QRect:
        """Where a piece lies on screen, in whole device pixels, so that neighbours leave no gap."""
        zoom, column, row = cell
        scale = view.scale * self._ratio
        unit = scale / 2**zoom
        left = round(view.width * self._ratio / 2 - view.x * scale)
        top = round(view.height * self._ratio / 2 - view.y * scale)
        x0, x1 = round(column * unit), round((column + 1) * unit)
        y0, y1 = round(row * unit), round((row + 1) * unit)
        return QRect(left + x0, top + y0, x1 - x0, y1 - y0)

    # -- pieces

    def _keep(self, tile: Tile, picture: bytes) -> None:
        self._packed_bytes += len(picture) - len(self._packed.pop(tile, b""))
        self._packed[tile] = picture
        while self._packed_bytes > _BYTES:
            _, old = self._packed.popitem(last=False)
            self._packed_bytes -= len(old)

    def _paint_missing(self, view: Viewport) -> None:
        """Have pieces of the view painted that are not there in the size of its zoom."""
        if not self.shown(view):
            return
        cells = self._cells(view, self._zoom(view))
        tiles = {self._tile(cell) for cell in cells}
        self._pictures.keep_only(tiles)
        for cell in cells:
            tile = self._tile(cell)
            picture = self._packed.get(tile)
            if picture is None:
                continue
            self._packed.move_to_end(tile)
            place, before = self._place(view, cell), self._painted.get(tile)
            if before is None or abs(before.image.width() - place.width()) > 1:
                self._pictures.paint(tile, picture, place.width(), place.height(), self._night)
        for tile in list(self._painted):
            if len(self._painted) <= len(tiles) + _SPARE:
                break
            if tile not in tiles:
                del self._painted[tile]
                self._came.pop(tile, None)

    def _take_painted(self, painted: Painted) -> None:
        if painted.image.isNull():
            self._missed.add(painted.tile)
            self._packed_bytes -= len(self._packed.pop(painted.tile, b""))
            return
        if painted.night != (self._night is not None) or painted.tile not in self._packed:
            return
        self._came.setdefault(painted.tile, self._now())
        self._painted[painted.tile] = painted
        self._painted.move_to_end(painted.tile)
        self.changed.emit()

    def _opacity(self, tile: Tile, now: float) -> float:
        if self.reduced_motion:
            return 1.0
        return min(1.0, max(0.05, (now - self._came.get(tile, 0.0)) / FADE_S))

    def _ask_again(self) -> None:
        self._missed.clear()
        self._asked = ()
        if self._view is not None:
            self.want(self._view, rest=True)


def _part(layer: _Layer, visible: QRect) -> QRect:
    """The part of a piece's picture that is shown in ``visible``, when it fills its place."""
    across, down = layer.image.width() / layer.place.width(), layer.image.height() / layer.place.height()
    left, top = (visible.x() - layer.place.x()) * across, (visible.y() - layer.place.y()) * down
    x0, y0 = math.floor(left), math.floor(top)
    x1, y1 = math.ceil(left + visible.width() * across), math.ceil(top + visible.height() * down)
    return QRect(x0, y0, max(1, x1 - x0), max(1, y1 - y0))
